/** `npm run bench -- again [--pages 2000 --rounds 3 --json FILE]`: what the second audit of an unchanged site costs beside the first. */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { child, median, messageOf } from './child.ts';
import type { Cost } from './cost.ts';

const { values } = parseArgs({
	allowPositionals: true,
	options: {
		pages: { type: 'string', default: '2000' },
		rounds: { type: 'string', default: '3' },
		concurrency: { type: 'string', default: '8' },
		json: { type: 'string' },
	},
});

/** By what the server calls the version of a page. */
const servers = { ETag: 'etag', 'Last-Modified': 'modified', neither: 'none' } as const;
const times = ['first', 'second'] as const;

type Round = Record<(typeof times)[number], Cost & { readonly archiveMegabytes: number }>;

/** Two audits with one archive, one after the other. */
const auditTwice = async (origin: string): Promise<Round> => {
	const out = await mkdtemp(join(tmpdir(), 'gongkai-bench-'));
	try {
		const costs: Partial<Round> = {};
		for (const time of times) {
			// More than there are: which ones a budget leaves out differs from one audit to the next.
			const audit = child('./audit.ts', origin, `${values.pages}0`, values.concurrency, out);
			const cost = await messageOf<Cost>(audit);
			const { size } = await stat(join(out, '127-0-0-1', 'archive.db'));
			costs[time] = { ...cost, archiveMegabytes: size / 1e6 };
		}
		return costs as Round;
	} finally {
		await rm(out, { recursive: true, force: true });
	}
};

const all: Record<string, readonly Round[]> = {};
for (const [name, validators] of Object.entries(servers)) {
	const site = child('./site.ts', values.pages, validators);
	try {
		const { origin } = await messageOf<{ origin: string }>(site);
		const rounds: Round[] = [];
		for (let round = 0; round < Number(values.rounds); round++) rounds.push(await auditTwice(origin));
		all[name] = rounds;
	} finally {
		site.disconnect();
	}
}
const percent = (rounds: readonly Round[], part: (cost: Cost) => number): string =>
	`${(median(rounds.map(({ first, second }) => part(second) / part(first))) * 100).toFixed(1)} %`;
const row = (rounds: readonly Round[], time: (typeof times)[number]): object => {
	const of = (part: (cost: Round['first']) => number): number =>
		median(rounds.map((round) => part(round[time])));
	return {
		pages: of(({ pages }) => pages),
		'processor ms/page': Number(of(({ processorMsPerPage }) => processorMsPerPage).toFixed(2)),
		'of the first': percent(
			rounds.map((round) => ({ ...round, second: round[time] })),
			({ processorMsPerPage, pages }) => processorMsPerPage * pages,
		),
		requests: of(({ requests }) => requests),
		'MB moved': Number((of(({ bytes }) => bytes) / 1e6).toFixed(2)),
		'of the first’s': percent(
			rounds.map((round) => ({ ...round, second: round[time] })),
			({ bytes }) => bytes,
		),
		'archive MB': Number(of(({ archiveMegabytes }) => archiveMegabytes).toFixed(1)),
	};
};
console.log(`medians of ${values.rounds}`);
console.table(
	Object.fromEntries(
		Object.entries(all).flatMap(([name, rounds]) =>
			times.map((time) => [`${name}, ${time}`, row(rounds, time)]),
		),
	),
);
if (values.json) await writeFile(values.json, `${JSON.stringify(all, null, '\t')}\n`);
