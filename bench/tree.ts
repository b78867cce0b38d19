import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all that it started have used so far, as Linux tells it in `/proc`. */
export interface TreeUse {
	readonly processorSeconds: number;
	/** Of all of them together at their largest, proportional shares of common pages. */
	readonly peakMegabytes: number;
}

/** Clock ticks a second in `/proc`: fixed by the kernel's interface. */
const ticks = 100;
const everyMilliseconds = 100;
/** A look at memory walks the pages of whom it looks at, and holds them up meanwhile: one look in so many. */
const memoryEvery = 10;

interface Seen {
	readonly parent: number;
	readonly seconds: number;
}

const look = (pid: string): Seen | undefined => {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		// The name before the bracket may hold anything.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / ticks };
	} catch {
		return undefined; // It ended meanwhile.
	}
};

const megabytesOf = (pid: number): number => {
	try {
		const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1];
		return Number(kilobytes ?? 0) / 1024;
	} catch {
		return 0;
	}
};

/** Watches a process until `stop`. What a short-lived child used after the last look is lost: at most a tenth of a second each. */
export const watchTree = (root: number): { readonly stop: () => TreeUse } => {
	const used = new Map<number, number>();
	let peak = 0;
	let looks = 0;
	const sample = (): void => {
		const all = new Map<number, Seen>();
		for (const name of readdirSync('/proc')) {
			const seen = /^\d+$/.test(name) ? look(name) : undefined;
			if (seen) all.set(Number(name), seen);
		}
		const isOurs = (pid: number): boolean => {
			for (let at = pid; at > 1; at = all.get(at)?.parent ?? 0) if (at === root) return true;
			// Whoever was ours stays it, though its parent may be gone.
			return used.has(pid);
		};
		const ours = [...all].filter(([pid]) => isOurs(pid));
		for (const [pid, { seconds }] of ours) used.set(pid, seconds);
		if (looks++ % memoryEvery > 0) return;
		peak = Math.max(
			peak,
			ours.reduce((sum, [pid]) => sum + megabytesOf(pid), 0),
		);
	};
	const timer = setInterval(sample, everyMilliseconds);
	return {
		stop: () => {
			clearInterval(timer);
			sample();
			return {
				processorSeconds: [...used.values()].reduce((sum, seconds) => sum + seconds, 0),
				peakMegabytes: peak,
			};
		},
	};
};
