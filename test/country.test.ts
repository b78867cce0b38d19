/** A small country: one town for each publishing system and each kind of trouble, audited for real against its own truth. */
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { auditSite } from '../audit.ts';
import { asOf } from './fixtures/country/content.ts';
import { furtherDoubts, judge } from './fixtures/country/judge.ts';
import type { Family } from './fixtures/country/model.ts';
import { openTown } from './fixtures/country/serve.ts';

/** How many seeds, and how large the towns are; `GONGKAI_SEEDS=10 npm test -- test/country.test.ts` for the long round. `GONGKAI_DOUBTS=1` lists the reviews that the truth does not ask for. */
const seeds = Array.from(
	{ length: Number(process.env.GONGKAI_SEEDS ?? 1) },
	(_, i) => Number(process.env.GONGKAI_SEED ?? 1) + i,
);
const size = Number(process.env.GONGKAI_SIZE ?? 1);
const names = globSync('fixtures/country/families/*.ts', { cwd: import.meta.dirname })
	.map((file) => basename(file, '.ts'))
	.sort();

/** What each run audits; the others, which are of the same kinds, take their turn in the long round. */
const always = new Set(['trs', 'jpage', 'walls']);
const isLong = process.env.GONGKAI_SEEDS !== undefined;

test('the country has its towns', () => {
	expect(names).toEqual(expect.arrayContaining([...always]));
});

// The three of each run wait side by side; a hundred of them would hold each other up.
for (const name of names)
	describe.skipIf(!isLong && !always.has(name))(name, { concurrent: !isLong }, () => {
		test.each(seeds)('seed %i is seen as it is', { timeout: 300_000 }, async (seed) => {
			const { family } = (await import(`./fixtures/country/families/${name}.ts`)) as { family: Family };
			const town = await openTown(family, { seed, size });
			const out = await mkdtemp(join(tmpdir(), 'country-'));
			try {
				const report = await auditSite(
					{
						id: name,
						name: town.name,
						url: town.url,
						type: town.type ?? 'portal',
						robots: 'obey',
						hosts: [],
						columns: [],
						limits: { maxPages: 5000, requestsPerSecond: 300, concurrency: 8, timeoutSeconds: 5 },
						render: 'auto',
					},
					{
						network: { allow: ['127.0.0.0/8'] },
						resolve: town.resolve,
						out,
						asOf,
						log: pino({ level: 'silent' }),
						retrySeconds: [0.05, 0.1],
					},
				);
				if (process.env.GONGKAI_DOUBTS) for (const doubt of furtherDoubts(town, report)) console.log(doubt);
				expect(judge(town, report)).toEqual([]);
			} finally {
				await town.close();
				await rm(out, { recursive: true, force: true });
			}
		});
	});
