import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether there is a process of that number, whoever's it is. */
export const isAlive = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};

/** When a process began, in words that are its own among all that ever have its number; empty where the system does not tell. */
export const beginningOf = async (pid: number): Promise<string> => {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	// Behind the name, which may have anything in it.
	return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
};

/** Longest for what a process has started to end after it, milliseconds: where nobody buries it, it stays as a name. */
const groupTime = 1000;

/** Waits for the end of all that belongs to a process that was started as the first of its group. */
export const groupGone = async (pid: number): Promise<void> => {
	for (const until = performance.now() + groupTime; isAlive(-pid) && performance.now() < until; )
		await delay(20);
};
