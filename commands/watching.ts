import { spawn } from 'node:child_process';
import type pino from 'pino';
import type { Config } from '../config.ts';
import type { Examination } from '../dashboard/context.ts';
import type { Health } from '../reports/store/operation-model.ts';
import type { Store } from '../reports/store.ts';
import { program } from './child-program.ts';
import { measureDisk } from './disk-use.ts';
import { startLoop } from './loop.ts';

/** What of the installation itself is looked after while `serve` runs. */
export interface Watching extends Examination {
	readonly stop: () => Promise<void>;
}

export interface WatchingOptions {
	readonly store: Store;
	readonly config: Config;
	/** The configuration's file. */
	readonly file: string;
	readonly log: pino.Logger;
	readonly now: () => Date;
	/** Until the first look at the disk. Default: 2,000. */
	readonly diskAfterMs?: number;
	/** Until the first examination, where the last one is older than a day. Default: a minute; a start has other things to do. */
	readonly healthAfterMs?: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A browser that hangs, and a disk that does not answer, end with it. */
const longestMs = 10 * 60_000;
const maxAnswer = 1_000_000;
const patienceMs = 3000;

/** Runs `gongkai doctor` in a process of its own: to read a large database through would hold up the dashboard. Undefined where it said nothing. */
const runDoctor = (file: string, end: AbortSignal): Promise<Health | undefined> =>
	new Promise((resolve) => {
		const child = spawn(process.execPath, [program, 'doctor', '--json', `--config=${file}`], {
			stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
			windowsHide: true,
			signal: end,
			timeout: longestMs,
		});
		let said = '';
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			if (said.length < maxAnswer) said += text;
		});
		child.once('error', () => resolve(undefined));
		child.once('close', (code) => {
			try {
				resolve(code === 0 || code === 1 ? (JSON.parse(said) as Health) : undefined); // Our own program said it.
			} catch {
				resolve(undefined);
			}
		});
	});

/** Measures the disk each hour and examines the installation each day, and whenever somebody asks for it. */
export const startWatching = (options: WatchingOptions): Watching => {
	const { store, config, file, log, now, diskAfterMs = 2000, healthAfterMs = 60_000 } = options;
	const ending = new AbortController();
	let isBusy = false;
	let isAsked = false;
	let isFirst = true;
	let diskAt = now().getTime() + diskAfterMs;

	const measure = async (): Promise<void> => {
		const before = await store.operations.kept('disk');
		const known = (await store.sites()).length;
		const use = await measureDisk({ config, now: now(), known, ...(before ? { before } : {}) });
		await store.operations.keep('disk', use, use.at);
	};

	const examine = async (): Promise<void> => {
		isAsked = false;
		isBusy = true;
		try {
			const health = await runDoctor(file, ending.signal);
			if (health) await store.operations.keep('health', health, health.at);
			else if (!ending.signal.aborted) log.error('gongkai doctor said nothing');
		} finally {
			isBusy = false;
		}
	};

	/** How long the last word of doctor holds, milliseconds. */
	const holdsMs = async (): Promise<number> => {
		const last = await store.operations.kept('health');
		const age = last ? now().getTime() - Date.parse(last.at) : dayMs;
		const left = age >= 0 && age < dayMs ? dayMs - age : 0;
		return isFirst ? Math.max(left, healthAfterMs) : left;
	};

	const healthLoop = startLoop({
		turn: async () => {
			const wait = isAsked ? 0 : await holdsMs();
			isFirst = false;
			if (wait > 0) return wait;
			await examine();
			return hourMs;
		},
		onError: (error) => {
			log.error({ err: error }, 'the installation could not be examined');
			return hourMs;
		},
	});
	const diskLoop = startLoop({
		turn: async () => {
			const wait = diskAt - now().getTime();
			if (wait > 0 && wait <= hourMs) return wait;
			diskAt = now().getTime() + hourMs;
			await measure();
			return hourMs;
		},
		onError: (error) => {
			log.error({ err: error }, 'the disk could not be measured');
			return hourMs;
		},
	});

	return {
		begin: () => {
			isAsked = true;
			healthLoop.wake();
		},
		isBusy: () => isBusy || isAsked,
		stop: async () => {
			ending.abort();
			await Promise.all([healthLoop.stop(() => [], patienceMs), diskLoop.stop(() => [], patienceMs)]);
		},
	};
};
