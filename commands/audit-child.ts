import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { plain } from '../reports/formats/text.ts';
import type { Audit, AuditOutcome, AuditProgress } from '../reports/store/audit-model.ts';
import type { AuditJob, AuditMessage } from './audit-link.ts';
import { lastLine, program } from './child-program.ts';

/** How a child ended; `outcome` is absent where it was told to stop. */
export interface ChildEnd {
	readonly outcome?: AuditOutcome;
	/** It tells something of the site: it gave a sign of life, and did not say that the machine was at fault. */
	readonly isTry: boolean;
	/** It said itself how it ended: what it did not say is to be looked for on disk. */
	readonly isTold: boolean;
	/** Its report stands in the store. */
	readonly isKept: boolean;
	/** The last of what it wrote to standard error. */
	readonly said: string;
}

/** One audit in a process of its own. */
export interface AuditChild {
	readonly pid: number | undefined;
	/** It stops at once; its archive lets a later one go on. */
	readonly stop: (signal?: 'SIGTERM' | 'SIGKILL') => void;
	readonly ended: Promise<ChildEnd>;
}

export interface ChildOptions {
	readonly job: AuditJob;
	readonly onSign: (progress?: AuditProgress) => void;
	/** Without any sign of life for so long, it is ended. Default: 15 minutes. */
	readonly silenceMs?: number;
}

/** So much of what a child says is kept, characters. */
const saidLimit = 4000;

/** Why a process that said nothing about it is gone. */
const reasonOf = (code: number | null, signal: NodeJS.Signals | null, said: string): string => {
	const last = lastLine(said);
	// The command says itself why it could not be carried out.
	if (code === 2 && /\p{Script=Han}/u.test(last)) return last;
	if (/heap out of memory|Allocation failed/.test(said)) return '审计进程内存不足，意外结束';
	const how = signal === null ? `退出码 ${code}` : `信号 ${signal}`;
	const guess = signal === 'SIGKILL' ? '，多半是内存不足' : '';
	return `审计进程意外结束（${how}）${guess}${last === '' ? '' : `；最后的输出：${last.slice(0, 300)}`}`;
};

/** The signals by which whoever ends `serve` may reach its children as well. */
const isInterrupted = (code: number | null, signal: NodeJS.Signals | null): boolean =>
	[129, 130, 143].includes(code ?? 0) || ['SIGHUP', 'SIGINT', 'SIGTERM'].includes(signal ?? '');

/** Starts `gongkai audit` for one audit of the store. The child ends when this process does, however that ends. */
export const startAudit = (
	{ id, site, asOf }: Pick<Audit, 'id' | 'site' | 'asOf'>,
	{ job, onSign, silenceMs = 15 * 60_000 }: ChildOptions,
): AuditChild => {
	const args = ['audit', site, '--as-of', asOf, '--quiet', '--audit-id', `${id}`];
	const child = spawn(process.execPath, [program, ...args], {
		// Its summary is for a person at a terminal.
		stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
		windowsHide: true,
	});
	// One that is gone already says by its exit why.
	if (child.connected) child.send(job, () => {});
	let said = '';
	let last: Extract<AuditMessage, { sign: 'ended' }> | undefined;
	let hasBegun = false;
	let isStopped = false;
	let isSilent = false;
	const silence = setTimeout(() => {
		isSilent = true;
		child.kill('SIGKILL');
	}, silenceMs).unref();

	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		said = (said + text).slice(-saidLimit);
	});
	child.on('message', (message) => {
		silence.refresh();
		hasBegun = true;
		const told = message as AuditMessage; // Only our own program holds the other end.
		if (told.sign === 'ended') last = told;
		else onSign(told.progress);
	});

	const exit = new Promise<[code: number | null, signal: NodeJS.Signals | null] | Error>((resolve) => {
		child.once('error', (error) => {
			// One that could not even be started has no exit.
			if (child.pid === undefined) resolve(error);
		});
		child.once('exit', (code, signal) => {
			const done = (): void => resolve([code, signal]);
			// Its last words may come after its exit; a browser that outlives it holds nothing up for long.
			const doneOnceSilent = (): void => {
				if (isClosed && !child.connected) done();
			};
			let isClosed = false;
			child.once('disconnect', doneOnceSilent).once('close', () => {
				isClosed = true;
				doneOnceSilent();
			});
			setTimeout(done, 1000).unref();
		});
	});
	const end = async (): Promise<ChildEnd> => {
		const how = await exit;
		clearTimeout(silence);
		const tell = (outcome?: AuditOutcome): ChildEnd => ({
			...(outcome ? { outcome } : {}),
			isTry: hasBegun && (last?.isTry ?? true),
			isTold: last !== undefined,
			isKept: last?.isKept ?? false,
			said: said.split('\n').map(plain).join('\n').trim(),
		});
		if (last) return tell(last.outcome);
		if (how instanceof Error)
			return tell({ error: `审计进程启动不了（${(how as NodeJS.ErrnoException).code ?? how.message}）` });
		const [code, signal] = how;
		// A signal that is meant for all of us reaches the child first at times.
		if (!isStopped && isInterrupted(code, signal)) await delay(1000);
		if (isStopped) return tell();
		return tell({
			error: isSilent
				? `审计进程 ${Math.round(silenceMs / 60_000)} 分钟没有动静，已被结束`
				: reasonOf(code, signal, said),
		});
	};
	return {
		pid: child.pid,
		stop: (signal = 'SIGTERM') => {
			isStopped = true;
			child.kill(signal);
		},
		ended: end(),
	};
};
