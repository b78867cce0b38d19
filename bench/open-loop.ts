import { setTimeout as wait } from 'node:timers/promises';

/** One answer: how long after it was due, in milliseconds. */
export interface Taken {
	readonly name: string;
	readonly ms: number;
}

/**
 * Asks so often a second, however long the answers take, as people do who know nothing of each other. Time counts from when a question
 * was due: one that waits behind a slow answer is slow too.
 */
export const openLoop = async (
	questions: Iterable<{ readonly name: string; readonly ask: () => Promise<unknown> }>,
	perSecond: number,
): Promise<Taken[]> => {
	const started = performance.now();
	const answers: Promise<Taken>[] = [];
	let n = 0;
	for (const { name, ask } of questions) {
		const due = started + (n++ * 1000) / perSecond;
		await wait(Math.max(0, due - performance.now()));
		answers.push(ask().then(() => ({ name, ms: performance.now() - due })));
	}
	return Promise.all(answers);
};

/** The value that such a share of them does not exceed. */
export const quantile = (values: readonly number[], share: number): number =>
	values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)] ??
	Number.NaN;
