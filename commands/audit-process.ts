import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { SiteConfig } from '../crawler/site-config.ts';
import { plain } from '../reports/formats/text.ts';
import type { Audit, AuditOutcome, AuditProgress } from '../reports/store/audit-model.ts';
import type { AuditMessage, AuditOpening, AuditOrder } from './audit-link.ts';
import { lastLine, program } from './child-program.ts';

/** How an audit ended; `outcome` is absent where it was told to stop, or lost its process in the company of others. */
export interface AuditEnd {
	readonly outcome?: AuditOutcome;
	/** It tells something of the site: it gave a sign of life, and did not say that the machine was at fault. */
	readonly isTry: boolean;
	/** It said itself how it ended: what it did not say is to be looked for on disk. */
	readonly isTold: boolean;
	/** Its report stands in the store. */
	readonly isKept: boolean;
	/** What it had to say beside that. */
	readonly said: string;
}

/** One audit in a process beside this one. */
export interface AuditRun {
	readonly pid: () => number | undefined;
	/** It stops at once; its archive lets a later one go on. SIGKILL ends its process, where it is the only one there. */
	readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => void;
	readonly ended: Promise<AuditEnd>;
}

/** An audit as a process is told of it, and who hears of its progress. */
export interface AuditAsked extends Pick<Audit, 'id' | 'lease' | 'site' | 'asOf'> {
	readonly config: SiteConfig;
	readonly onSign: (progress?: AuditProgress) => void;
}

/** One process that audits several sites side by side. It ends when this one does, however that ends. */
export interface AuditProcess {
	/** Resolves when it has ended and its audits are told. */
	readonly gone: Promise<void>;
	/** How many it has under way. */
	readonly busy: () => number;
	/** How many it was ever given. */
	readonly given: () => number;
	/** Bytes that it said it holds. */
	readonly memory: () => number;
	/** It is not on its way out: what is given to it is done. */
	readonly isOpen: () => boolean;
	readonly take: (asked: AuditAsked) => AuditRun;
	/** Ends once it has nothing to do, now or later. */
	readonly retire: () => void;
	readonly kill: () => void;
}

export interface ProcessOptions {
	readonly opening: AuditOpening;
	/** Without any sign of life for so long, it is ended, milliseconds. */
	readonly silenceMs: number;
	/** Without work for so long, it is ended, milliseconds. */
	readonly idleMs: number;
	/** Heap it may have, MiB. */
	readonly heapMiB: number;
	/** It is gone, with these sites' audits still under way. */
	readonly onGone: (lost: readonly string[]) => void;
}

/** So much of what a process or an audit says is kept, characters. */
const saidLimit = 4000;
/** Its last words may come so long after its exit. */
const lastWordsMs = 1000;

interface Run {
	readonly site: string;
	readonly onSign: AuditAsked['onSign'];
	readonly end: (end: AuditEnd) => void;
	hasBegun: boolean;
	isStopped: boolean;
	said: string;
}

type Exit = readonly [code: number | null, signal: NodeJS.Signals | null] | Error;

/** Why a process that said nothing about it is gone. */
const reasonOf = (exit: Exit, said: string): string => {
	if (exit instanceof Error)
		return `审计进程启动不了（${(exit as NodeJS.ErrnoException).code ?? exit.message}）`;
	const [code, signal] = exit;
	const last = lastLine(said);
	// The command says itself why it could not be carried out.
	if (code === 2 && /\p{Script=Han}/u.test(last)) return last;
	if (/heap out of memory|Allocation failed/.test(said)) return '审计进程内存不足，意外结束';
	const how = signal === null ? `退出码 ${code}` : `信号 ${signal}`;
	const guess = signal === 'SIGKILL' ? '，多半是内存不足' : '';
	return `审计进程意外结束（${how}）${guess}${last === '' ? '' : `；最后的输出：${last.slice(0, 300)}`}`;
};

/** The signals by which whoever ends the starter may reach its processes as well. */
const isInterrupted = (exit: Exit): boolean =>
	!(exit instanceof Error) &&
	([129, 130, 143].includes(exit[0] ?? 0) || ['SIGHUP', 'SIGINT', 'SIGTERM'].includes(exit[1] ?? ''));

const readable = (said: string): string => said.split('\n').map(plain).join('\n').trim();

/** Starts a process that waits for audits. */
export const startAuditProcess = ({
	opening,
	silenceMs,
	idleMs,
	heapMiB,
	onGone,
}: ProcessOptions): AuditProcess => {
	const child = spawn(
		process.execPath,
		[`--max-old-space-size=${heapMiB}`, program, 'audit', '--quiet', '--started'],
		// Nobody reads its summary.
		{ stdio: ['ignore', 'ignore', 'pipe', 'ipc'], windowsHide: true },
	);
	const runs = new Map<number, Run>();
	let given = 0;
	let memory = 0;
	let said = '';
	let isSilent = false;
	let isRetired = false;
	let timer: NodeJS.Timeout | undefined;
	const { promise: gone, resolve: end } = Promise.withResolvers<void>();

	const tell = (order: AuditOrder): void => {
		// One that is gone already says by its exit why.
		if (child.connected) child.send(order, () => {});
	};
	const retire = (): void => {
		isRetired = true;
		if (runs.size === 0) child.kill();
	};
	/** Begins to wait: for the next sign of life, or for more to do. */
	const wait = (): void => {
		clearTimeout(timer);
		if (runs.size === 0 && isRetired) child.kill();
		else if (runs.size === 0) timer = setTimeout(retire, idleMs).unref();
		else
			timer = setTimeout(() => {
				isSilent = isRetired = true;
				child.kill('SIGKILL');
			}, silenceMs).unref();
	};
	const finish = (id: number, run: Run, end: Omit<AuditEnd, 'said'>): void => {
		runs.delete(id);
		run.end({ ...end, said: readable(run.said) });
	};
	const hear = (told: AuditMessage): void => {
		const run = runs.get(told.id);
		if (!run) return;
		if (told.sign === 'said') run.said = `${run.said}${told.words}\n`.slice(-saidLimit);
		else if (told.sign === 'alive') {
			run.hasBegun = true;
			memory = told.progress?.memoryBytes ?? memory;
			run.onSign(told.progress);
		} else {
			const { outcome, isKept, isTry } = told;
			const how = { isTry: run.hasBegun && isTry, isTold: outcome !== undefined, isKept };
			finish(told.id, run, outcome ? { outcome, ...how } : how);
		}
	};
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		said = (said + text).slice(-saidLimit);
	});
	child.on('message', (message) => {
		hear(message as AuditMessage); // Only our own program holds the other end.
		wait();
	});

	/** Whose fault it was nobody can tell where there were several. */
	const giveUp = (exit: Exit): void => {
		clearTimeout(timer);
		const lost = [...runs];
		onGone(lost.map(([, { site }]) => site));
		const error = isSilent
			? `审计进程 ${Math.round(silenceMs / 60_000)} 分钟没有动静，已被结束`
			: reasonOf(exit, said);
		for (const [id, run] of lost) {
			run.said = `${run.said}${said}`.slice(-saidLimit);
			const isAlone = lost.length === 1;
			const how = { isTry: run.hasBegun && isAlone, isTold: false, isKept: false };
			finish(id, run, run.isStopped || !isAlone ? how : { outcome: { error }, ...how });
		}
		end();
	};
	child.once('error', (error) => {
		// One that could not even be started has no exit.
		if (child.pid === undefined) giveUp(error);
	});
	child.once('exit', (code, signal) => {
		isRetired = true;
		let isLeaving = false;
		let isClosed = false;
		const leave = async (): Promise<void> => {
			if (isLeaving) return;
			isLeaving = true;
			const isMeantForAll = [...runs.values()].some(({ isStopped }) => !isStopped);
			// A signal that is meant for all of us reaches the child first at times.
			if (isMeantForAll && isInterrupted([code, signal])) await delay(lastWordsMs);
			giveUp([code, signal]);
		};
		const leaveOnceSilent = (): void => {
			// A browser that outlives it holds nothing up for long.
			if (isClosed && !child.connected) void leave();
		};
		child.once('disconnect', leaveOnceSilent).once('close', () => {
			isClosed = true;
			leaveOnceSilent();
		});
		setTimeout(leave, lastWordsMs).unref();
	});
	tell({ order: 'open', ...opening });

	return {
		gone,
		busy: () => runs.size,
		given: () => given,
		memory: () => memory,
		take: ({ id, lease, site, asOf, config, onSign }) => {
			given++;
			const { promise: ended, resolve: end } = Promise.withResolvers<AuditEnd>();
			const run: Run = { site, onSign, end, hasBegun: false, isStopped: false, said: '' };
			runs.set(id, run);
			wait();
			tell({ order: 'audit', id, lease, site: config, asOf });
			return {
				pid: () => child.pid,
				ended,
				stop: (signal = 'SIGTERM') => {
					run.isStopped = true;
					if (signal === 'SIGTERM') tell({ order: 'stop', id });
					else if (runs.has(id) && runs.size === 1) child.kill(signal);
				},
			};
		},
		isOpen: () => !isRetired,
		retire,
		kill: () => void child.kill('SIGKILL'),
	};
};
