import PQueue from 'p-queue';
import type { FoundBrowser } from '../browser/find.ts';
import type { Renderer } from '../browser/render.ts';
import type { Guard } from '../net/guard.ts';
import { patienceSeconds } from './visit.ts';

/** What a browser made of a homepage that a single request could not open; `unsure`: it has no word in this. */
export interface Confirmed {
	readonly says: 'opens' | 'wall' | 'fails' | 'unsure';
	readonly words: string;
	/** The server answered, and with this. */
	readonly status?: number;
}

export interface Confirmer {
	/** Opens a homepage as a visitor does; `hasAnswered`: the single request met a page of an error. Never rejects. */
	readonly confirm: (url: string, hasAnswered: boolean) => Promise<Confirmed>;
	/** Ends the browser; what waits is `unsure`. */
	readonly close: () => Promise<void>;
}

export interface ConfirmerOptions {
	readonly guard: Guard;
	/** Undefined where none starts. */
	readonly browser: () => Promise<FoundBrowser | undefined>;
	readonly timeoutSeconds?: number;
}

/** Homepages open at once, and how many may wait: a later word would be of other minutes. */
const atOnce = 2;
const mayWait = 10;

/** A browser that is there for as long as homepages are to be confirmed. */
export const createConfirmer = ({ guard, browser, timeoutSeconds }: ConfirmerOptions): Confirmer => {
	const queue = new PQueue({ concurrency: atOnce });
	let renderer: Promise<Renderer | undefined> | undefined;
	let isClosed = false;
	const open = async (): Promise<Renderer | undefined> => {
		const found = await browser();
		if (!found) return undefined;
		const { openRenderer } = await import('../browser/render.ts');
		return openRenderer(found, {
			guard,
			timeoutSeconds: timeoutSeconds ?? patienceSeconds,
			turnSeconds: 0,
			maxTurns: 0,
		});
	};
	const end = async (): Promise<void> => {
		const opened = renderer;
		renderer = undefined;
		await (await opened?.catch(() => undefined))?.close();
	};
	const look = async (url: string, hasAnswered: boolean): Promise<Confirmed> => {
		if (isClosed) return { says: 'unsure', words: '没有等到浏览器确认' };
		renderer ??= open();
		const own = await renderer;
		if (!own) return { says: 'unsure', words: '没有能启动的浏览器来确认' };
		const { lastWordOf } = await import('../last-word.ts');
		const rendered = await own.render(url, { walk: false });
		const reason = rendered.state === 'failed' ? rendered.reason : '';
		if (/^.{0,40}Timeout \d+ms exceeded/.test(reason)) return { says: 'fails', words: '浏览器也等不到应答' };
		// An error without a page: the browser does not say which, and it may be a wall's.
		if (/RESPONSE_CODE_FAILURE/.test(reason) && !hasAnswered)
			return { says: 'unsure', words: '浏览器只得到没有内容的错误' };
		return lastWordOf(rendered);
	};
	return {
		confirm: async (url, hasAnswered) => {
			if (queue.size >= mayWait) return { says: 'unsure', words: '等待浏览器确认的网站太多' };
			try {
				return await queue.add(() => look(url, hasAnswered));
			} catch {
				return { says: 'unsure', words: '浏览器没能确认' };
			} finally {
				if (queue.size === 0 && queue.pending === 0) await end();
			}
		},
		close: async () => {
			isClosed = true;
			await end();
		},
	};
};
