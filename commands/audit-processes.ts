import { availableParallelism, totalmem } from 'node:os';
import type { AuditOpening } from './audit-link.ts';
import { type AuditAsked, type AuditProcess, type AuditRun, startAuditProcess } from './audit-process.ts';
import { drawable } from './drawable.ts';

/** The processes that audit for this one, each several sites: what one of them costs or breaks is bounded. */
export interface AuditProcesses {
	readonly start: (asked: AuditAsked) => AuditRun;
	/** Each ends once it has nothing to do; resolves when all are gone. */
	readonly close: () => Promise<void>;
	/** All end at once. */
	readonly kill: () => void;
}

export interface ProcessesOptions {
	readonly opening: Pick<AuditOpening, 'file' | 'config'>;
	/** Sites under way at once. */
	readonly parallel: number;
	/** So many at most, beside those for a site alone. Default: as many as the machine has cores. */
	readonly most?: number;
	/** Without any sign of life for so long, one is ended. Default: 15 minutes. */
	readonly silenceMs?: number;
	/** Without work for so long, one is ended. Default: 10 seconds. */
	readonly idleMs?: number;
	/** Bytes that all of them may take. Default: half of the machine's memory. */
	readonly memoryBytes?: number;
	/** Pages that all their browsers may have open at once. Default: what the machine can draw. */
	readonly pages?: number;
}

/** What leaks in one process is bounded. */
const mostAudits = 200;
/** The least heap that a process is given, MiB. */
const leastHeap = 1024;

/** Memory that this process and its own may take; where nobody limits it, the system names a number beyond any machine's. */
const machineBytes = (): number =>
	Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, totalmem());

/** Makes processes as they are needed. */
export const createAuditProcesses = ({
	opening,
	parallel,
	most = Math.min(parallel, availableParallelism()),
	silenceMs = 15 * 60_000,
	idleMs = 10_000,
	memoryBytes = machineBytes() / 2,
	pages = drawable(),
}: ProcessesOptions): AuditProcesses => {
	/** Those that take any site. */
	const common = new Set<AuditProcess>();
	const all = new Set<AuditProcess>();
	/** Sites in whose company a process broke: each is audited alone the next time, and the one at fault is found. */
	const suspects = new Set<string>();
	const each = Math.ceil(parallel / most);
	const share = memoryBytes / most;
	const withoutSites = {
		file: opening.file,
		config: { ...opening.config, sites: [] },
		pages: Math.max(1, Math.round(pages / most)),
	};

	const add = (bytes: number): AuditProcess => {
		const added: AuditProcess = startAuditProcess({
			opening: withoutSites,
			silenceMs,
			idleMs,
			heapMiB: Math.max(leastHeap, Math.floor(bytes / 1_048_576)),
			onGone: (lost) => {
				all.delete(added);
				common.delete(added);
				if (lost.length > 1) for (const site of lost) suspects.add(site);
			},
		});
		all.add(added);
		return added;
	};
	const retire = (process: AuditProcess): void => {
		common.delete(process);
		process.retire();
	};
	/** The process with the least to do that has room; a new one rather than company, while there may be more. */
	const roomiest = (): AuditProcess => {
		for (const process of common)
			if (!process.isOpen() || process.given() >= mostAudits || process.memory() > share) retire(process);
		const [least] = [...common].sort((one, other) => one.busy() - other.busy());
		const isFit = least && least.busy() < each && (least.busy() === 0 || common.size >= most);
		if (isFit) return least;
		const added = add(share);
		common.add(added);
		return added;
	};

	return {
		start: (asked) => {
			if (!suspects.delete(asked.site)) return roomiest().take(asked);
			const process = add(memoryBytes);
			const run = process.take(asked);
			process.retire();
			return run;
		},
		close: async () => {
			for (const process of all) process.retire();
			await Promise.all([...all].map(({ gone }) => gone));
		},
		kill: () => {
			for (const process of all) process.kill();
		},
	};
};
