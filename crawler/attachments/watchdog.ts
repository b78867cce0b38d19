/** Ends the process from a thread of its own where a file takes it too long, fills the memory, or outlives whoever asked for it. */
import { workerData } from 'node:worker_threads';
import type { Begun, ReadLimits } from './protocol.ts';

const { begun, limits } = workerData as { begun: Begun; limits: ReadLimits }; // Our own program started this thread.
const starter = process.ppid;

setInterval(() => {
	const since = Atomics.load(begun, 0);
	const isLate = since !== 0n && Number(process.hrtime.bigint() - since) / 1e6 > limits.milliseconds;
	const isFull = process.memoryUsage.rss() > limits.memoryBytes;
	if (isLate || isFull || process.ppid !== starter) process.kill(process.pid, 'SIGKILL');
}, 50);
