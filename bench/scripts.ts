/**
 * `npm run bench -- scripts [--lists 20 --list-pages 10 --items 15 --articles 50 --rounds 3 --json FILE]`: what it costs to find every entry of
 * lists that scripts draw, beside Crawlee with a browser, all processes told together. Linux only.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findBrowser } from '../crawler/browser/find.ts';
import { child, median, messageOf } from './child.ts';
import { tellGoals } from './goals.ts';
import { installPeers } from './peers.ts';
import type { Entries, ScriptSite } from './script-site.ts';
import { type TreeUse, watchTree } from './tree.ts';

/** Where a crawler was. */
export interface Visited {
	readonly pages: number;
	/** Those of them that a browser opened. */
	readonly inBrowser: number;
}
interface Cost extends Visited, TreeUse {
	readonly entries: number;
	readonly seconds: number;
}

const { values } = parseArgs({
	allowPositionals: true,
	options: {
		lists: { type: 'string', default: '20' },
		'list-pages': { type: 'string', default: '10' },
		items: { type: 'string', default: '15' },
		articles: { type: 'string', default: '50' },
		rounds: { type: 'string', default: '3' },
		concurrency: { type: 'string', default: '8' },
		json: { type: 'string' },
	},
});
const runs = {
	'gongkai, whole audit': './script-audit.ts',
	PlaywrightCrawler: './peers/clicks.ts',
} as const;
type Name = keyof typeof runs;
const names = Object.keys(runs) as Name[];

await installPeers();
// Whether it starts is tried once, and not while others are measured.
if (!(await findBrowser({ environment: process.env }))) throw new Error('expected a browser, found none');

/** One crawl; who misses an entry, or finds one that is none, is not compared. */
const crawl = async (name: Name, { origin, entries }: ScriptSite): Promise<Cost> => {
	const started = performance.now();
	const crawler = child(runs[name], origin, values.concurrency);
	const tree = watchTree(crawler.pid ?? 0);
	const visited = await messageOf<Visited>(crawler).catch((error) => {
		tree.stop();
		throw error;
	});
	const use = tree.stop();
	const seconds = (performance.now() - started) / 1000;
	// What it found is told when nobody counts any longer.
	crawler.send('thanks');
	const found = await messageOf<Entries>(crawler);
	const wrong = Object.entries(entries).filter(
		([list, all]) => new Set(all).symmetricDifference(new Set(found[list])).size > 0,
	);
	if (wrong.length > 0)
		throw new Error(
			`other entries than there are: ${wrong.map(([list, all]) => `${list} has ${all.length}, found ${found[list]?.length ?? 0}`).join(', ')}`,
		);
	return { ...visited, ...use, seconds, entries: Object.values(entries).flat().length };
};

const rounds: Partial<Record<Name, Cost>>[] = [];
const site = child(
	'./script-site.ts',
	...[values.lists, values['list-pages'], values.items, values.articles],
);
try {
	const opened = await messageOf<ScriptSite>(site);
	for (let round = 0; round < Number(values.rounds); round++) {
		const costs: Partial<Record<Name, Cost>> = {};
		for (const name of names) {
			try {
				costs[name] = await crawl(name, opened);
			} catch (error) {
				console.error(`FAILED: ${name}, round ${round + 1}: ${error}`);
				process.exitCode = 1;
			}
		}
		rounds.push(costs);
	}
} finally {
	site.disconnect();
}

const of = (figure: (costs: Partial<Record<Name, Cost>>) => number | undefined): number =>
	median(rounds.map(figure).filter((value) => value !== undefined && !Number.isNaN(value)) as number[]);
console.log(
	`${values.lists} lists of ${values['list-pages']} pages of ${values.items} entries, ${values.articles} articles; medians of ${values.rounds}`,
);
console.table(
	Object.fromEntries(
		names.map((name) => [
			name,
			{
				entries: of((costs) => costs[name]?.entries),
				pages: of((costs) => costs[name]?.pages),
				'in the browser': of((costs) => costs[name]?.inBrowser),
				'processor s': Number(of((costs) => costs[name]?.processorSeconds).toFixed(1)),
				seconds: Number(of((costs) => costs[name]?.seconds).toFixed(1)),
				'peak MB': Math.round(of((costs) => costs[name]?.peakMegabytes)),
			},
		]),
	),
);
const goals = [
	{
		what: 'processor, of PlaywrightCrawler’s',
		measured: of(
			(costs) =>
				(costs['gongkai, whole audit']?.processorSeconds ?? Number.NaN) /
				(costs.PlaywrightCrawler?.processorSeconds ?? Number.NaN),
		),
		most: 0.333,
	},
];
tellGoals(goals);
if (values.json) await writeFile(values.json, `${JSON.stringify({ rounds, goals }, null, '\t')}\n`);
