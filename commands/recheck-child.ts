import { spawn } from 'node:child_process';
import { lastLine, program } from './child-program.ts';

/** A process that looks again at findings of one site. */
export interface RecheckChild {
	/** Why it could not be done, a Chinese sentence; undefined where it was. */
	readonly ended: Promise<string | undefined>;
	readonly stop: () => void;
}

export interface RecheckAsked {
	readonly site: string;
	/** Ids; without any, all that stand. */
	readonly findings?: readonly string[];
	/** Who is kept as having asked. */
	readonly by: string;
}

/** A browser that hangs must not keep a site from its audit. */
const longestMs = 15 * 60_000;

export const notStarted = '复查进程启动不了，请稍后再试';

/** Its last line, where that is a sentence for the reader. */
const reasonIn = (said: string): string => {
	const last = lastLine(said);
	return /\p{Script=Han}/u.test(last) ? last : '复查意外中断，请稍后再试';
};

/** Starts `gongkai recheck`. It ends when this process does. */
export const startRecheck = (file: string, { site, findings = [], by }: RecheckAsked): RecheckChild => {
	// Whatever begins with a dash is no option.
	const options = [`--config=${file}`, `--asked-by=${by}`, ...findings.map((id) => `--finding=${id}`)];
	const child = spawn(process.execPath, [program, 'recheck', ...options, '--', site], {
		stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
		windowsHide: true,
	});
	let said = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		said = (said + text).slice(-4000);
	});
	const timer = setTimeout(() => child.kill('SIGKILL'), longestMs).unref();
	const ended = new Promise<string | undefined>((resolve) => {
		child.once('error', () => resolve(notStarted));
		child.once('close', (code) => resolve(code === 0 || code === 1 ? undefined : reasonIn(said)));
	}).finally(() => clearTimeout(timer));
	return { ended, stop: () => child.kill() };
};
