import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type pino from 'pino';
import type { Store } from '../reports/store.ts';
import { lastLine, program } from './child-program.ts';
import { startLoop } from './loop.ts';

export interface TidyingOptions {
	readonly store: Pick<Store, 'operations'>;
	/** The configuration's file. */
	readonly file: string;
	readonly log: pino.Logger;
	readonly now: () => Date;
	/** Until the first time, where the last one is older than a day. Default: ten minutes; a start has other things to do. */
	readonly afterMs?: number;
}

/** Tidying up each day. */
export interface Tidying {
	readonly stop: () => Promise<void>;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** What hangs ends with it; the next day goes on. */
const longestMs = 6 * hourMs;
const maxAnswer = 100_000;
const patienceMs = 3000;

/** Runs `gongkai tidy` in a process of its own, behind all others: large archives would hold up the dashboard. */
const runTidy = (file: string, end: AbortSignal): Promise<{ status: number | null; said: string }> =>
	new Promise((resolve) => {
		const child = spawn(process.execPath, [program, 'tidy', `--config=${file}`], {
			stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
			windowsHide: true,
			signal: end,
			timeout: longestMs,
		});
		let said = '';
		child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			if (said.length < maxAnswer) said += text;
		});
		child.once('spawn', () => {
			try {
				if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
			} catch {
				// It is over already, or goes as fast as the others.
			}
		});
		child.once('error', (error) => resolve({ status: null, said: error.message }));
		child.once('close', (status) => resolve({ status, said }));
	});

/** Tidies up once a day, but not while everything is paused. */
export const startTidying = ({ store, file, log, now, afterMs = 600_000 }: TidyingOptions): Tidying => {
	const ending = new AbortController();
	let isFirst = true;
	/** A try that failed counts as well. */
	let triedAt: number | undefined;

	/** Of the day that the last one began. */
	const waitMs = async (): Promise<number> => {
		const kept = await store.operations.kept('tidied');
		const last = Math.max(triedAt ?? 0, kept ? Date.parse(kept.at) : 0);
		const age = now().getTime() - last;
		// An instant to come is of a clock that was set back.
		const left = age >= 0 && age < dayMs ? dayMs - age : 0;
		return isFirst ? Math.max(left, afterMs) : left;
	};

	const loop = startLoop({
		turn: async () => {
			const wait = await waitMs();
			isFirst = false;
			if (wait > 0) return wait;
			if (await store.operations.pause()) return hourMs;
			triedAt = now().getTime();
			const { status, said } = await runTidy(file, ending.signal);
			if (ending.signal.aborted) return hourMs;
			if (status === 0) log.info('tidied up');
			else log.warn({ status, said: lastLine(said) }, 'tidied up, but not all of it');
			return hourMs;
		},
		onError: (error) => {
			log.error({ err: error }, 'tidying up could not be begun');
			return hourMs;
		},
	});
	return {
		stop: async () => {
			ending.abort();
			await loop.stop(() => [], patienceMs);
		},
	};
};
