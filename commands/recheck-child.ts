import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

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

/** The program, above this file: `.ts` in a checkout, `.js` when compiled. */
const program = fileURLToPath(
	new URL(`../cli${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

/** A browser that hangs must not keep a site from its audit. */
const longestMs = 15 * 60_000;

/** Its last line, where that is a sentence for the reader. */
const reasonIn = (said: string): string => {
	const last =
		said
			.trimEnd()
			.split('\n')
			.at(-1)
			?.replace(/^gongkai: /, '') ?? '';
	return /\p{Script=Han}/u.test(last) ? last : '复查意外中断，请稍后再试';
};

/** Starts `gongkai recheck`. It ends when this process does. */
export const startRecheck = (file: string, { site, findings = [], by }: RecheckAsked): RecheckChild => {
	const args = ['recheck', site, '--config', file, `--asked-by=${by}`];
	const named = findings.flatMap((id) => ['--finding', id]);
	const child = spawn(process.execPath, [program, ...args, ...named], {
		stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
		windowsHide: true,
	});
	let said = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		said = (said + text).slice(-4000);
	});
	const timer = setTimeout(() => child.kill('SIGKILL'), longestMs).unref();
	const ended = new Promise<string | undefined>((resolve) => {
		child.once('error', () => resolve('复查进程启动不了'));
		child.once('close', (code) => resolve(code === 0 || code === 1 ? undefined : reasonIn(said)));
	}).finally(() => clearTimeout(timer));
	return { ended, stop: () => child.kill() };
};
