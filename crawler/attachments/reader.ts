import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FileReading } from '../page-facts.ts';
import type { FileContext } from './file-facts.ts';
import type { NoText } from './no-text.ts';
import { type ReadAnswer, type ReadLimits, type ReadRequest, ready } from './protocol.ts';

/** Reads files in a process of its own, one after the other. */
export interface FileReader {
	/** Never rejects for what a file holds or does. Undefined: the machine cannot run the process, which says nothing of the file. */
	readonly read: (bytes: Uint8Array, context: FileContext) => Promise<FileReading | undefined>;
	/** Ends the process. */
	readonly close: () => void;
}

/** What one file may cost; a real one of a hundred pages takes a second and a tenth of it. */
const defaults: ReadLimits = { milliseconds: 20_000, memoryBytes: 600 << 20 };

/** The watchdog lives in the process; where it fails, or the process does not even start, this much later it is ended from here. */
const graceMs = 10_000;

/** Of the process's own limits: of objects, megabytes; of a library in WebAssembly, pages of 64 KB. */
const heapMegabytes = 256;
const wasmPages = 6144;

const child = fileURLToPath(
	new URL(`./child.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
);

/** It writes no file, starts no program and, from Node 25 on, reaches no network, whatever a file may make of it. */
export const confinement: readonly string[] = ['--permission', '--allow-fs-read=*', '--allow-worker'];

const start = (limits: ReadLimits): ChildProcess => {
	const started = fork(child, [JSON.stringify(limits)], {
		execArgv: [`--max-old-space-size=${heapMegabytes}`, `--wasm-max-mem-pages=${wasmPages}`, ...confinement],
		env: {},
		serialization: 'advanced',
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
	});
	// An idle process is no reason for ours to stay.
	started.unref();
	started.channel?.unref();
	// A channel that breaks under a message says so by an event that ends a program which does not listen.
	started.on('error', () => {});
	return started;
};

const without = (noText: NoText): FileReading => ({ noText, length: 0, statements: [] });

/** Has one file read. `isSpent`: the process is gone, or is to go. */
const readIn = (
	reader: ChildProcess,
	isNew: boolean,
	request: ReadRequest,
	limits: ReadLimits,
): Promise<{ reading: FileReading | undefined; isSpent: boolean }> =>
	new Promise((resolve) => {
		let began: number | undefined;
		const begin = (): void => {
			began = performance.now();
			reader.send(request, () => {}); // One that is gone says so by its exit.
		};
		const done = (reading: FileReading | undefined, isSpent: boolean): void => {
			clearTimeout(timer);
			reader.off('message', hear).off('exit', exit);
			reader.channel?.unref();
			resolve({ reading, isSpent });
		};
		const isLate = (): boolean => began !== undefined && performance.now() - began >= limits.milliseconds;
		const hear = (message: unknown): void => {
			if (message === ready) {
				begin();
				return;
			}
			const { reading, memoryBytes } = message as ReadAnswer; // Only our own program holds the other end.
			// What a library has taken it does not give back.
			done(reading, memoryBytes > limits.memoryBytes / 2);
		};
		const exit = (_code: number | null, signal: NodeJS.Signals | null): void => {
			if (began === undefined) done(undefined, true);
			// Its watchdog ends it by a signal, for time or for memory; out of memory, it breaks off by another.
			else if (isLate()) done(without('timeout'), true);
			else done(without(signal === null ? 'damaged' : 'too-large'), true);
		};
		const timer = setTimeout(
			() => done(began === undefined ? undefined : without('timeout'), true),
			limits.milliseconds + graceMs,
		);
		reader.on('message', hear).on('exit', exit);
		reader.channel?.ref();
		// No file is handed over before the watchdog is there.
		if (!isNew) begin();
	});

/** Begins without a process; the first file starts one, and the one after a crash the next. */
export const createFileReader = (limits: ReadLimits = defaults): FileReader => {
	let running: ChildProcess | undefined;
	let last: Promise<unknown> = Promise.resolve();
	let isClosed = false;

	const readNext = async (request: ReadRequest): Promise<FileReading | undefined> => {
		if (isClosed) return undefined;
		const isNew = running === undefined || running.exitCode !== null || running.signalCode !== null;
		const reader = isNew ? start(limits) : (running as ChildProcess); // Not new: it is there.
		running = reader;
		const { reading, isSpent } = await readIn(reader, isNew, request, limits);
		if (isSpent) {
			reader.kill('SIGKILL');
			running = undefined;
		}
		return reading;
	};

	return {
		read: (bytes, context) => {
			const reading = last.then(() => readNext({ bytes, context }));
			last = reading;
			return reading;
		},
		close: () => {
			isClosed = true;
			running?.kill('SIGKILL');
		},
	};
};
