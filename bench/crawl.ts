/** `npm run bench -- crawl [--pages 2000 --rounds 1 --json FILE]`: what the HTTP lane costs a page, beside the least that any crawler must do. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { child, median, messageOf } from './child.ts';
import type { Cost } from './cost.ts';

const { values } = parseArgs({
	allowPositionals: true,
	options: {
		pages: { type: 'string', default: '10000' },
		rounds: { type: 'string', default: '3' },
		concurrency: { type: 'string', default: '8' },
		json: { type: 'string' },
	},
});

const runs = {
	'undici + htmlparser2': './bare.ts',
	'gongkai, HTTP lane': './lane.ts',
	'gongkai, whole audit': './audit.ts',
} as const;

type Name = keyof typeof runs;
const names = Object.keys(runs) as Name[];
const leastWork: Name = 'undici + htmlparser2';

const site = child('./site.ts', values.pages);
try {
	const { origin } = await messageOf<{ origin: string }>(site);
	const rounds: Record<Name, Cost>[] = [];
	for (let round = 0; round < Number(values.rounds); round++) {
		const costs: Partial<Record<Name, Cost>> = {};
		// One after the other, in turns: they must not compete for the processor, and a slow minute hits all of them.
		for (const name of names)
			costs[name] = await messageOf<Cost>(child(runs[name], origin, values.pages, values.concurrency));
		rounds.push(costs as Record<Name, Cost>);
	}
	const of = (pick: (costs: Record<Name, Cost>) => number): number => median(rounds.map(pick));
	console.log(`medians of ${rounds.length}`);
	console.table(
		Object.fromEntries(
			names.map((name) => [
				name,
				{
					pages: of((costs) => costs[name].pages),
					'processor ms/page': Number(of((costs) => costs[name].processorMsPerPage).toFixed(2)),
					'times the least': Number(
						of((costs) => costs[name].processorMsPerPage / costs[leastWork].processorMsPerPage).toFixed(1),
					),
					'pages/s': Math.round(of((costs) => costs[name].pages / costs[name].seconds)),
					'peak MB': Math.round(Math.max(...rounds.map((costs) => costs[name].peakMegabytes))),
				},
			]),
		),
	);
	if (values.json) await writeFile(values.json, `${JSON.stringify(rounds, null, '\t')}\n`);
} finally {
	site.disconnect();
}
