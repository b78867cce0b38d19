/** The process that reads files: whatever a file does to it, the audit goes on. Started by `reader.ts` alone. */
import { Worker } from 'node:worker_threads';
import { readFileFacts } from './file-facts.ts';
import { type Begun, type ReadAnswer, type ReadLimits, type ReadRequest, ready } from './protocol.ts';
import { readText } from './read-text.ts';

const limits = JSON.parse(process.argv[2] ?? '') as ReadLimits;
const begun: Begun = new BigInt64Array(new SharedArrayBuffer(8));
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const watchdog = new Worker(new URL(`./watchdog.${ending}`, import.meta.url), {
	workerData: { begun, limits },
});
// Without the watchdog, no file is read.
watchdog.on('error', () => process.exit(1));
watchdog.on('online', () => process.send?.(ready));

const read = async ({ bytes, context }: ReadRequest): Promise<ReadAnswer['reading']> => {
	const text = await readText(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
	return 'noText' in text ? { noText: text.noText, length: 0, statements: [] } : readFileFacts(text, context);
};

process.on('disconnect', () => process.exit(0));
process.on('message', async (message) => {
	Atomics.store(begun, 0, process.hrtime.bigint());
	// Only our own program holds the other end. What it throws ends this process, and the file has no text.
	const reading = await read(message as ReadRequest);
	Atomics.store(begun, 0, 0n);
	const answer: ReadAnswer = { reading, memoryBytes: process.memoryUsage.rss() };
	process.send?.(answer);
});
