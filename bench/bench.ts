/** `npm run bench [-- --pages 10000 --json FILE]`: what the HTTP lane costs a page, beside the least that any crawler must do. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Cost } from './cost.ts';

const { values } = parseArgs({
	options: {
		pages: { type: 'string', default: '2000' },
		concurrency: { type: 'string', default: '8' },
		json: { type: 'string' },
	},
});

const child = (file: string, ...args: string[]): ChildProcess =>
	fork(new URL(file, import.meta.url), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

/** The first message of a process; rejects where it ends without one. */
const messageOf = async <T>(from: ChildProcess): Promise<T> => {
	const [message] = await Promise.race([
		once(from, 'message'),
		once(from, 'exit').then(([code]) => Promise.reject(new Error(`ended with ${code} before it reported`))),
	]);
	return message;
};

const runs = {
	'undici + htmlparser2': './bare.ts',
	'gongkai, HTTP lane': './lane.ts',
	'gongkai, whole audit': './audit.ts',
} as const;

const site = child('./site.ts', values.pages);
try {
	const { origin } = await messageOf<{ origin: string }>(site);
	const costs: Record<string, Cost> = {};
	for (const [name, file] of Object.entries(runs)) {
		// One after the other: the two must not compete for the processor.
		costs[name] = await messageOf<Cost>(child(file, origin, values.pages, values.concurrency));
	}
	console.table(
		Object.fromEntries(
			Object.entries(costs).map(([name, cost]) => [
				name,
				{
					pages: cost.pages,
					'processor ms/page': Number(cost.processorMsPerPage.toFixed(2)),
					'pages/s': Math.round(cost.pages / cost.seconds),
					'peak MB': Math.round(cost.peakMegabytes),
				},
			]),
		),
	);
	if (values.json) await writeFile(values.json, `${JSON.stringify(costs, null, '\t')}\n`);
} finally {
	site.disconnect();
}
