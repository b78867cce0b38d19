import { readdirSync, readFileSync } from 'node:fs';

/** What each process below this one holds, bytes, by its number; of Linux alone. */
export const heldBelow = (): Map<number, number> => {
	const parents = new Map<number, number>();
	const read = (pid: number, file: string): string => {
		try {
			return readFileSync(`/proc/${pid}/${file}`, 'utf8');
		} catch {
			return ''; // It ended just now.
		}
	};
	for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		const line = read(Number(name), 'stat');
		parents.set(Number(name), Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]));
	}
	const isBelow = (pid: number): boolean => {
		const parent = parents.get(pid);
		return parent === process.pid || (parent !== undefined && parent > 1 && isBelow(parent));
	};
	return new Map(
		[...parents.keys()]
			.filter(isBelow)
			.map((pid) => [pid, Number(/VmRSS:\s+(\d+)/.exec(read(pid, 'status'))?.[1] ?? 0) * 1024]),
	);
};
