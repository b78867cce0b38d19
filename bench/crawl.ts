/**
 * `npm run bench -- crawl [--pages 2000,10000 --latency 0,30 --rounds 5 --only bare,lane --json FILE]`: what a page costs us, beside the least
 * that any crawler must do and beside other crawlers, over sites of so many pages that answer after so many milliseconds.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { child, median, messageOf } from './child.ts';
import type { Cost } from './cost.ts';
import { tellGoals } from './goals.ts';
import { installPeers } from './peers.ts';
import type { Fetched } from './site.ts';

const { values } = parseArgs({
	allowPositionals: true,
	options: {
		pages: { type: 'string', default: '2000,10000' },
		latency: { type: 'string', default: '0,30' },
		rounds: { type: 'string', default: '5' },
		concurrency: { type: 'string', default: '8' },
		only: { type: 'string' },
		json: { type: 'string' },
	},
});

const runs = {
	bare: { name: 'undici + htmlparser2', file: './bare.ts' },
	lane: { name: 'gongkai, HTTP lane', file: './lane.ts' },
	audit: { name: 'gongkai, whole audit', file: './audit.ts' },
	linkinator: { name: 'linkinator', file: './peers/linkinator.ts' },
	cheerio: { name: 'CheerioCrawler', file: './peers/cheerio.ts' },
} as const;
type Run = keyof typeof runs;
const ours = ['lane', 'audit'] as const satisfies readonly Run[];

const asked = values.only?.split(',') ?? Object.keys(runs);
const unknown = asked.filter((name) => !(name in runs));
if (unknown.length > 0)
	throw new Error(`--only: expected ${Object.keys(runs).join(', ')}, got ${unknown.join(', ')}`);
const names = (Object.keys(runs) as Run[]).filter((name) => asked.includes(name));
if (names.includes('cheerio')) await installPeers();

/** One kind of site, and what each crawler spent on it in each round. */
interface Setting {
	readonly pages: number;
	readonly latency: number;
	readonly rounds: Partial<Record<Run, Cost>>[];
}
const numbers = (list: string): number[] => list.split(',').map(Number);
const settings = numbers(values.pages).flatMap((pages) =>
	numbers(values.latency).map((latency): Setting => ({ pages, latency, rounds: [] })),
);
const whatOf = ({ pages, latency }: Setting): string => `${pages} pages, ${latency} ms`;

/** One crawl of a site, which says itself what was fetched: who leaves out a page is not compared. */
const crawl = async (run: Run, { pages, latency }: Setting): Promise<Cost> => {
	const site = child('./site.ts', `${pages}`, 'etag', `${latency}`);
	try {
		const { origin } = await messageOf<{ origin: string }>(site);
		// More than there are: which ones a budget leaves out differs from one crawler to the next.
		const cost = await messageOf<Cost>(child(runs[run].file, origin, `${pages}0`, values.concurrency));
		site.send('fetched');
		const fetched = await messageOf<Fetched>(site);
		if (fetched.missingCount > 0)
			throw new Error(`${fetched.missingCount} pages were not fetched: ${fetched.missing.join(' ')} …`);
		if (cost.pages !== fetched.pages)
			throw new Error(`it tells of ${cost.pages} pages, and fetched ${fetched.pages}`);
		return { ...cost, requests: fetched.requests };
	} finally {
		site.disconnect();
	}
};

for (let round = 0; round < Number(values.rounds); round++)
	for (const setting of settings) {
		const costs: Partial<Record<Run, Cost>> = {};
		// One after the other, in turns: they must not compete for the processor, and a slow minute hits all of them.
		for (const run of names) {
			try {
				costs[run] = await crawl(run, setting);
			} catch (error) {
				console.error(`FAILED: ${runs[run].name}, ${whatOf(setting)}, round ${round + 1}: ${error}`);
				process.exitCode = 1;
			}
		}
		setting.rounds.push(costs);
	}

const ofAll = (
	{ rounds }: Setting,
	figure: (costs: Partial<Record<Run, Cost>>) => number | undefined,
): number =>
	median(rounds.map(figure).filter((value) => value !== undefined && !Number.isNaN(value)) as number[]);
const pagesPerSecond = (cost: Cost | undefined): number => (cost ? cost.pages / cost.seconds : Number.NaN);
const processor = (cost: Cost | undefined): number => cost?.processorMsPerPage ?? Number.NaN;
const peak = ({ rounds }: Setting, run: Run): number =>
	Math.max(...rounds.map((costs) => costs[run]?.peakMegabytes ?? Number.NaN));
/** The median of one crawler's figure by another's, in the same round. */
const ratio = (setting: Setting, one: Run, other: Run, figure: (cost: Cost | undefined) => number): number =>
	ofAll(setting, (costs) => figure(costs[one]) / figure(costs[other]));

for (const setting of settings) {
	console.log(`\n${whatOf(setting)}, medians of ${values.rounds}`);
	const rows = names.map((run) => [
		runs[run].name,
		{
			pages: ofAll(setting, (costs) => costs[run]?.pages),
			requests: ofAll(setting, (costs) => costs[run]?.requests),
			'processor ms/page': Number(ofAll(setting, (costs) => processor(costs[run])).toFixed(2)),
			'times the least': Number(ratio(setting, run, 'bare', processor).toFixed(1)),
			'pages/s': Math.round(ofAll(setting, (costs) => pagesPerSecond(costs[run]))),
			'of the least’s': Number(ratio(setting, run, 'bare', pagesPerSecond).toFixed(2)),
			'peak MB': Math.round(peak(setting, run)),
		},
	]);
	console.table(Object.fromEntries(rows));
}

/** Memory may differ so much between a small site and a large one, and is flat nevertheless. */
const flat = 1.2;
const [smallest, largest] = [Math.min, Math.max].map((pick) => pick(...settings.map(({ pages }) => pages)));
const goals = settings.flatMap((setting) =>
	ours.flatMap((run) => {
		const where = `${runs[run].name}, ${whatOf(setting)}`;
		const small = settings.find(
			({ pages, latency }) => pages === smallest && latency === setting.latency && smallest !== largest,
		);
		return [
			{
				what: `${where}: processor, of linkinator’s`,
				measured: ratio(setting, run, 'linkinator', processor),
				most: setting.pages < 10_000 ? 0.25 : 0.067,
			},
			{
				what: `${where}: processor, of CheerioCrawler’s`,
				measured: ratio(setting, run, 'cheerio', processor),
				most: 0.25,
			},
			{
				what: `${where}: pages/s, of the least’s`,
				measured: ratio(setting, run, 'bare', pagesPerSecond),
				least: 0.5,
			},
			{ what: `${where}: peak MB`, measured: peak(setting, run), most: 300 },
			...(setting.pages === largest && small
				? [
						{
							what: `${where}: peak MB, of that at ${smallest}`,
							measured: peak(setting, run) / peak(small, run),
							most: flat,
						},
					]
				: []),
		];
	}),
);
tellGoals(goals);
if (values.json) await writeFile(values.json, `${JSON.stringify({ settings, goals }, null, '\t')}\n`);
