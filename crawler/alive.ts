import { readFile } from 'node:fs/promises';

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
