import type { FoundBrowser } from '../browser/find.ts';
import type { DialTimes } from '../net/dialing.ts';
import type { Guard } from '../net/guard.ts';
import { type Confirmed, createConfirmer } from './confirm.ts';
import { watchNetwork } from './online.ts';
import { type Visited, visitOnce } from './visit.ts';

/** How one probe of a homepage ended. */
export interface Probed extends DialTimes {
	/**
	 * `failed`: the browser failed as well. `wall`: the site lets in people alone. `unconfirmed`: no browser, and no other site, could
	 * say whether it is the site's. `ours`: our own network's or machine's. None of these three counts as a failure.
	 */
	readonly state: 'ok' | 'failed' | 'wall' | 'unconfirmed' | 'ours';
	readonly status?: number;
	/** Until the final page began to come, milliseconds. */
	readonly firstByteMs?: number;
	/** Why it is not `ok`, in a reader's words. */
	readonly words?: string;
}

export interface Prober {
	/**
	 * Probes a homepage once; `others`: homepages of other sites, some of which are asked where this one gives no answer. Where the
	 * browser may not look (`mayRender`, by default it may), a failure stays unconfirmed. Never rejects.
	 */
	readonly probe: (
		url: string,
		others: readonly string[],
		how?: { readonly mayRender?: boolean },
	) => Promise<Probed>;
	readonly close: () => Promise<void>;
}

export interface ProberOptions {
	readonly guard: Guard;
	/** Undefined where none starts. */
	readonly browser: () => Promise<FoundBrowser | undefined>;
	/** Milliseconds. */
	readonly now: () => number;
	/** Default: 15. */
	readonly timeoutSeconds?: number;
}

/** The configuration says `render: never`. */
const noBrowser: Confirmed = { says: 'unsure', words: '配置不许用浏览器打开这个网站，不能确认' };

const together = (first: Visited, { words }: Confirmed): string =>
	first.words === undefined ? words : `${first.words}；${words}`;

/** Probes homepages: a single request, and a second look in the browser before a failure counts. */
export const createProber = ({ guard, browser, now, timeoutSeconds }: ProberOptions): Prober => {
	const visit = (url: string): Promise<Visited> => visitOnce(url, guard, timeoutSeconds);
	const confirmer = createConfirmer({ guard, browser, ...(timeoutSeconds ? { timeoutSeconds } : {}) });
	const network = watchNetwork(async (url) => (await visit(url)).status !== undefined, now);

	let isClosed = false;

	/** What a failure is, once the browser has looked. */
	const judge = (first: Visited, word: Confirmed, isUp: boolean | undefined): Probed => {
		const { isSilent, state: _, words: __, ...seen } = first;
		const words = together(first, word);
		// How long the failure took is no measure of the site.
		if (word.says === 'opens') return { state: 'ok', words };
		const { status = seen.status } = word;
		const told = { ...seen, ...(status === undefined ? {} : { status }), words };
		if (word.says === 'wall') return { ...told, state: 'wall' };
		if (word.says === 'unsure') return { ...told, state: 'unconfirmed' };
		// Silence that nobody else broke may be our own.
		const isDoubtful = isSilent && word.status === undefined && isUp === undefined;
		return isDoubtful
			? { ...told, state: 'unconfirmed', words: `${words}；没有其他网站可以对照` }
			: { ...told, state: 'failed' };
	};

	return {
		probe: async (url, others, { mayRender = true } = {}) => {
			const first = await visit(url);
			const { state } = first;
			const hasAnswered = first.status !== undefined;
			network.note(url, hasAnswered);
			if (state !== 'failed') {
				const { isSilent: _, ...seen } = first;
				return { ...seen, state };
			}
			if (isClosed) return { state: 'ours', words: '程序已停止' };
			const isUp = hasAnswered ? true : await network.isUp(url, others);
			if (isUp === false) return { state: 'ours', words: `${first.words}；同时其他网站也没有应答` };
			return judge(first, mayRender ? await confirmer.confirm(url, hasAnswered) : noBrowser, isUp);
		},
		close: () => {
			isClosed = true;
			return confirmer.close();
		},
	};
};
