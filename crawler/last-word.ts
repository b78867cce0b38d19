import type { Entry, EntryState } from './archive/rows.ts';
import type { Rendered } from './browser/render.ts';
import type { CrawlContext } from './context.ts';
import { isScriptWall, isWallStatus, needsBrowser } from './outcome.ts';
import { isLostInShell } from './unknown.ts';
import { triesBeforeBroken } from './visit.ts';

/** What the browser makes of an address that the HTTP lane could not open; `unsure` speaks neither for nor against it. */
export type LastWord =
	| { readonly says: 'opens' | 'wall'; readonly words: string }
	/** `status`: the server answered, and with this. */
	| { readonly says: 'fails'; readonly words: string; readonly status?: number }
	| { readonly says: 'unsure'; readonly words: string };

/** Statuses that the way out makes up where it had no answer. */
const isMadeUp = (status: number): boolean => status >= 590;

/** Net errors that are our own way out's, or that say nothing. */
const ours =
	/ERR_(?:PROXY|NETWORK_(?:CHANGED|ACCESS)|INTERNET_DISCONNECTED|INSUFFICIENT_RESOURCES|FAILED\b|BLOCKED)/;

export const lastWordOf = (rendered: Rendered): LastWord => {
	if (rendered.state === 'failed') {
		const [error = ''] = /ERR_\w+/.exec(rendered.reason) ?? [];
		const words = `浏览器也打不开${error ? `（${error}）` : ''}`;
		// A file that the browser would save.
		if (error === 'ERR_ABORTED' || /Download is starting/.test(rendered.reason))
			return { says: 'opens', words: '浏览器能打开' };
		if (/CLIENT_AUTH/.test(error)) return { says: 'wall', words };
		return { says: error === '' || ours.test(error) ? 'unsure' : 'fails', words };
	}
	const { html, status } = rendered;
	const words = `浏览器：HTTP ${status}`;
	if (isMadeUp(status)) return { says: 'fails', words: '浏览器也打不开' };
	if (isWallStatus(status, {}) || isScriptWall(status, html)) return { says: 'wall', words };
	return status >= 400 ? { says: 'fails', words, status } : { says: 'opens', words };
};

/** Keeps what the browser met in the place of what the HTTP lane met. */
export const keepStatus = ({ archive, now }: CrawlContext, { seq, url }: Entry, status: number): void =>
	archive.responses.save(
		seq,
		{
			finalUrl: url,
			status,
			reason: 'status',
			headers: {},
			body: undefined,
			redirects: [],
			lane: 'browser',
			milliseconds: 0,
		},
		now(),
	);

/** What a page is that the HTTP lane could not open and that the browser did not show either; no `rendered`: there is no browser. */
export const stateOfUnopened = (
	context: CrawlContext,
	entry: Entry,
	rendered: Rendered | undefined,
): EntryState => {
	const { archive, now } = context;
	const { finalUrl = entry.url, reason, status } = archive.responses.of(entry.seq) ?? {};
	if (reason === undefined) return 'wall';
	if (!rendered) {
		const isUnseen = needsBrowser(reason) || isLostInShell(context, finalUrl, status);
		return isUnseen ? 'wall' : 'broken';
	}
	const word = lastWordOf(rendered);
	archive.tries.record(entry.seq, 'browser', word.words, now());
	if (word.says === 'opens') return 'ok';
	if (word.says === 'wall') return 'wall';
	if (word.says === 'fails' && word.status !== undefined) keepStatus(context, entry, word.status);
	// Without encryption, what the browser gets has gone through a reader as strict as the HTTP lane's.
	const isNoProof = reason === 'protocol' && entry.url.startsWith('http:');
	if (needsBrowser(reason) && (word.says === 'unsure' || isNoProof)) return 'wall';
	return archive.tries.of(entry.seq).length < triesBeforeBroken ? 'retry' : 'broken';
};
