import type { DialTimes } from '../net/dialing.ts';
import { type Failure, fetchUrl } from '../net/fetch.ts';
import type { Guard } from '../net/guard.ts';
import { isScriptWall, judgeFailure, judgeStatus } from '../outcome.ts';

/** One visit of a homepage by a single small request, redirects followed. */
export interface Visited extends DialTimes {
	/** `ours`: our own network or name server, or an address that may not be dialled; says nothing of the site. */
	readonly state: 'ok' | 'failed' | 'wall' | 'ours';
	/** Of the final page; absent where nothing answered. */
	readonly status?: number;
	/** Until the final page began to come, milliseconds. */
	readonly firstByteMs?: number;
	/** Why it is not `ok`, in a reader's words. */
	readonly words?: string;
	/** It failed so that the silence may be our own network's just as well. */
	readonly isSilent?: true;
}

/** 国办秘函〔2019〕19号: a homepage that takes so long counts as failed, seconds. */
export const patienceSeconds = 15;

/** A timer that comes later than this was held up, and so may the answer have been: milliseconds. */
const stallMs = 1000;

/** Enough to know a wall that is made of script. */
const maxBytes = 64 * 1024;

const ofFailure = (failure: Failure, isLate: boolean, seconds: number): Visited => {
	if (isLate) return { state: 'failed', words: `${seconds} 秒内没有打开`, isSilent: true };
	const { state, words } = judgeFailure(failure);
	if (state === 'wall') return { state: 'ours', words };
	const isSilent = failure.reason === 'dns' || failure.reason === 'timeout';
	return { state: 'failed', words, ...(isSilent ? { isSilent } : {}) };
};

/** Visits a homepage once, and ends after `timeoutSeconds` at the latest. Never rejects. */
export const visitOnce = async (
	url: string,
	guard: Guard,
	timeoutSeconds = patienceSeconds,
): Promise<Visited> => {
	const way = guard.timed();
	let isLate = false;
	let isStalled = false;
	const due = performance.now() + timeoutSeconds * 1000;
	const timer = setTimeout(() => {
		isLate = true;
		isStalled = performance.now() - due > stallMs;
		void way.close();
	}, timeoutSeconds * 1000);
	try {
		const { dispatcher } = way;
		const { userAgent } = guard;
		// Its own limit stands behind ours, which holds over all hops.
		const fetched = await fetchUrl(url, {
			dispatcher,
			userAgent,
			timeoutSeconds: timeoutSeconds * 2,
			maxBytes,
		});
		if (isStalled) return { state: 'ours', words: '本机太忙，没有及时处理应答' };
		if (fetched.state === 'failed') return { ...ofFailure(fetched, isLate, timeoutSeconds), ...way.times() };
		const { status, firstByteMs } = fetched;
		const seen = { status, firstByteMs, ...way.times() };
		const judged = judgeStatus(fetched);
		if (judged.state === 'broken') return { state: 'failed', words: judged.words, ...seen };
		if (judged.state === 'wall') return { state: 'wall', words: judged.words, ...seen };
		return isScriptWall(status, fetched.body.toString())
			? { state: 'wall', words: '访问前要过验证', ...seen }
			: { state: 'ok', ...seen };
	} finally {
		clearTimeout(timer);
		await way.close();
	}
};
