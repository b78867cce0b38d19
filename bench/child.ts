import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

/** Starts a file of this folder as a process of its own. */
export const child = (file: string, ...args: string[]): ChildProcess =>
	fork(new URL(file, import.meta.url), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

/** The first message of a process; rejects where it ends without one. */
export const messageOf = async <T>(from: ChildProcess): Promise<T> => {
	const [message] = await Promise.race([
		once(from, 'message'),
		once(from, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${code} before it reported`))),
	]);
	return message;
};

export const median = (numbers: readonly number[]): number =>
	[...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Megabytes of memory that a process took at most; unknown beyond Linux. */
export const peakOf = async (pid: number): Promise<number> => {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024);
};

/** Seconds of processor that a process has taken so far; unknown beyond Linux. */
export const processorSecondsOf = async (pid: number): Promise<number> => {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	// Behind its name, which may hold anything: user and system time, in hundredths.
	const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
	return ((user ?? Number.NaN) + (system ?? Number.NaN)) / 100;
};
