import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import type { Asked, Taken } from './clock.ts';
import { processesBelow } from './measure.ts';

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const preload = new URL('./clock.ts', import.meta.url).href;
const address = /看板：(http:\S+)/;
/** A process that says nothing for so long has failed. */
const patienceMs = 120_000;
/** Between two looks at the processes, and how many in a row are to see none. */
const lookMs = 250;
const leastIdle = 4;

export const administrator = { name: 'zhang', password: 'a-long-word-of-the-office-7' };

/** `gongkai serve` under a clock that is moved from outside. */
export interface Serving {
	readonly url: string;
	readonly pid: number;
	/** What it wrote to stderr. */
	readonly said: () => string;
	/** Its clock, and that of all processes below it. */
	readonly now: () => Date;
	/** Sets the clock forward, and has whatever waits for that instant look around. */
	readonly leap: (to: number) => Promise<void>;
	readonly measure: () => Promise<Taken>;
	/** Resolves once no process works for it, or says that one still does. */
	readonly quiet: (mostMs: number) => Promise<boolean>;
	/** Runs another command beside it, by the same clock; gives what it wrote. */
	readonly run: (...args: readonly string[]) => string;
	readonly end: () => Promise<void>;
}

export interface Clock {
	readonly now: () => Date;
	readonly set: (to: number) => void;
}

/** A clock that processes read from a file. */
export const startClock = (file: string, at: number): Clock => {
	let ahead = 0;
	const set = (to: number): void => {
		ahead = Math.round(to - Date.now());
		writeFileSync(`${file}.next`, `${ahead}`);
		renameSync(`${file}.next`, file);
	};
	set(at);
	return { now: () => new Date(Date.now() + ahead), set };
};

/** Writes the configuration: everything is kept as short as it may be. */
export const writeInstallation = async (
	folder: string,
	sites: readonly { readonly id: string; readonly url: string }[],
	receiver: string,
): Promise<void> => {
	const limits = { maxPages: 200, requestsPerSecond: 100, concurrency: 4, timeoutSeconds: 10 };
	const hook = { id: 'hook', kind: 'webhook', url: receiver, secret: { file: './secret' } };
	await mkdir(join(folder, 'temporary'), { recursive: true });
	await writeFile(join(folder, 'secret'), 'hook-secret');
	await writeFile(join(folder, 'password'), administrator.password);
	await writeFile(
		join(folder, 'gongkai.yaml'),
		stringify({
			schedule: '0 2 1 * *',
			parallel: 2,
			network: { allow: ['127.0.0.1'] },
			probes: { perDay: 20, keepDays: 14 },
			evidence: { pictures: 6, megabytes: 2, keepDays: 31 },
			retention: { archiveMonths: 1, probeMonths: 3, auditRowsMonths: 3, minFreeGiB: 0 },
			notices: { allow: ['127.0.0.1'], everyMinutes: 60, receivers: [hook] },
			sites: sites.map(({ id, url }) => ({ id, name: `${id} 市人民政府`, url, robots: 'ignore', limits })),
		}),
	);
};

/** Starts it in a folder with its configuration, and an administrator who may sign in. */
export const startServing = async (folder: string, clock: Clock, clockFile: string): Promise<Serving> => {
	const env = {
		...process.env,
		GONGKAI_SOAK_CLOCK: clockFile,
		NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${preload}`.trim(),
		// What is left there is counted.
		TMPDIR: join(folder, 'temporary'),
	};
	const run: Serving['run'] = (...args) => {
		const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
			cwd: folder,
			env,
			encoding: 'utf8',
		});
		if (status !== 0) throw new Error(`gongkai ${args.join(' ')} ended with ${status}: ${stderr}`);
		return stdout;
	};
	run('user', 'add', administrator.name, '--role', 'administrator', '--password-file', 'password');
	const child: ChildProcess = spawn(process.execPath, ['--expose-gc', cli, 'serve', '--port', '0'], {
		cwd: folder,
		env,
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	const pid = child.pid ?? 0;
	const ended = once(child, 'exit');
	let said = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		said = `${said}${text}`.slice(-100_000);
	});
	const url = await new Promise<string>((resolve, reject) => {
		let out = '';
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			out = `${out}${text}`.slice(-10_000);
			const found = address.exec(out)?.[1];
			if (found) resolve(found);
		});
		void ended.then(([code, signal]) => reject(new Error(`serve ended early: ${code} ${signal} ${said}`)));
	});
	const ask = async (asked: Asked): Promise<Taken | undefined> => {
		const heard = once(child, 'message', { signal: AbortSignal.timeout(patienceMs) });
		child.send(asked);
		const [answer] = await Promise.race([
			heard,
			ended.then(([code, signal]) => Promise.reject(new Error(`serve is gone: ${code} ${signal} ${said}`))),
		]);
		return answer.taken;
	};
	return {
		url,
		pid,
		said: () => said,
		now: clock.now,
		run,
		leap: async (to) => {
			if (to > clock.now().getTime()) clock.set(to);
			await ask('leap');
		},
		measure: async () => {
			const taken = await ask('measure');
			if (!taken) throw new Error('serve was asked what it takes, and did not say');
			return taken;
		},
		quiet: async (mostMs) => {
			const until = performance.now() + mostMs;
			// What a leap has begun a moment ago is not to be missed.
			for (let idle = 0; idle < leastIdle; await delay(lookMs)) {
				idle = processesBelow(pid).length === 0 ? idle + 1 : 0;
				if (performance.now() > until) return false;
			}
			return true;
		},
		end: async () => {
			if (child.exitCode !== null || child.signalCode !== null) return;
			child.kill('SIGTERM');
			const isOver = await Promise.race([ended.then(() => true), delay(90_000, false, { ref: false })]);
			if (!isOver) child.kill('SIGKILL');
		},
	};
};
