import type { FileReading } from '../page-facts.ts';
import type { FileContext } from './file-facts.ts';

/** A file that the process of its own is to read. */
export interface ReadRequest {
	readonly bytes: Uint8Array;
	readonly context: FileContext;
}

/** The first word of the process: it is there, and its watchdog with it. */
export const ready = 'ready';

/** What it read, and how much memory it has come to, bytes. */
export interface ReadAnswer {
	readonly reading: FileReading;
	readonly memoryBytes: number;
}

/** What one file may cost, told to the process when it starts. */
export interface ReadLimits {
	readonly milliseconds: number;
	/** Of the whole process, its program included. */
	readonly memoryBytes: number;
}

/** What the watchdog shares with the thread that reads: when the file was begun, by `process.hrtime`; 0: none is read. */
export type Begun = BigInt64Array<SharedArrayBuffer>;
