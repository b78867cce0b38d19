import type { Entry } from './archive/rows.ts';
import { type CrawlContext, isOver } from './context.ts';
import { drain } from './drain.ts';
import { keepStatus, lastWordOf } from './last-word.ts';

/** Pages of one way to fail that are taken to the browser before the others are believed to fail in it as well. */
const sample = 3;
/** Failing pages that are taken to the browser at most. */
const maxAsked = 40;

/** How the page failed, where a browser could fare better; undefined where it could not, or has been there. */
const doubtOf = ({ archive }: CrawlContext, { seq, type }: Entry): string | undefined => {
	if (type !== 'page' || archive.tries.hasBrowser(seq)) return undefined;
	const { reason, status } = archive.responses.of(seq) ?? {};
	if (reason === 'status') return status === 404 || status === 410 ? undefined : `${status}`;
	return reason === 'reset' || reason === 'timeout' || reason === 'redirect-loop' ? reason : undefined;
};

/**
 * The site's own pages that failed three times: some servers answer browsers alone, some walls let in those alone who keep cookies
 * and run scripts. Of each way to fail, a few are opened; where one of them opens, the others are opened as well.
 */
export const askBrowser = async (context: CrawlContext): Promise<void> => {
	const { archive, state } = context;
	const groups = Map.groupBy(archive.entries('broken'), (entry) => doubtOf(context, entry));
	groups.delete(undefined);
	if (groups.size === 0 || isOver(state) || !(await context.renderer())) return;
	let left = maxAsked;
	const look = async (entries: readonly Entry[]): Promise<void> => {
		left -= entries.length;
		for (const { seq } of entries) archive.settle(seq, 'render');
		await drain(context);
	};
	const opens = ({ seq }: Entry): boolean => archive.pages.of(seq) !== undefined;
	for (const entries of groups.values()) {
		const first = entries.slice(0, Math.min(sample, left));
		await look(first);
		if (!first.some(opens)) continue;
		const rest = entries.slice(first.length);
		await look(rest.slice(0, left));
		// What fails for us alone has no say in the others.
		for (const { seq } of rest.slice(left)) archive.settle(seq, 'wall');
	}
};

/** Addresses with broken encryption that are taken to the browser at most. */
const maxConfirmed = 40;

/**
 * A broken encryption counts only when the browser fails too: browsers fetch missing certificates, and speak what Node refuses.
 * The site's own pages have been to the browser already; here are other hosts' addresses, and the site's files, of which its
 * homepage is the witness. One host's certificate is the same for all of its addresses.
 */
export const confirmTls = async (context: CrawlContext): Promise<void> => {
	const { archive, counters, now, politeness, state } = context;
	const failed = archive
		.entries('broken')
		.filter(({ seq, type }) => type !== 'page' && archive.responses.of(seq)?.reason === 'tls');
	if (failed.length === 0) return;
	const browser = await context.renderer();
	let left = maxConfirmed;
	for (const [origin, entries] of Map.groupBy(failed, ({ url }) => new URL(url).origin)) {
		let refuses = false;
		for (const entry of entries) {
			if (refuses) break;
			if (!browser || isOver(state) || left-- <= 0) {
				archive.settle(entry.seq, 'wall');
				continue;
			}
			const address = entry.type === 'external' ? entry.url : `${origin}/`;
			await politeness.run(address, async () => {});
			const rendered = await browser.render(address, { walk: false });
			counters.requests += rendered.requests;
			counters.bytes += rendered.bytes;
			const word = lastWordOf(rendered);
			archive.tries.record(entry.seq, 'browser', word.words, now());
			refuses = word.says === 'fails' && word.status === undefined;
			if (refuses) continue;
			// That a host's homepage opens says nothing of a file.
			const isOpen = word.says === 'opens' && entry.type === 'external';
			const isBroken = word.says === 'fails' && entry.type === 'external';
			archive.settle(entry.seq, isOpen ? 'ok' : isBroken ? 'broken' : 'wall');
			if (isBroken && word.status !== undefined) keepStatus(context, entry, word.status);
		}
	}
};
