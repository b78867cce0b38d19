/**
 * `npm run bench -- country [--families trs,vsb --size 4 --seed 1 --json FILE]`: what a whole audit of each made-up town costs,
 * the browser included, and what the second audit of the unchanged town costs. Linux only.
 */
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../reports/model.ts';
import { child, messageOf } from './child.ts';
import { type TreeUse, watchTree } from './tree.ts';

const folder = new URL('../test/fixtures/country/families/', import.meta.url);
const { values } = parseArgs({
	allowPositionals: true,
	options: {
		families: { type: 'string' },
		size: { type: 'string', default: '4' },
		seed: { type: 'string', default: '1' },
		json: { type: 'string' },
	},
});
const families =
	values.families?.split(',') ??
	globSync('*.ts', { cwd: folder })
		.map((file) => basename(file, '.ts'))
		.sort();

type Run = Report['run'] & { readonly share: number };
interface Opened {
	readonly url: string;
	readonly hosts: readonly string[];
}

const audit = async ({ url, hosts }: Opened, out: string): Promise<Run & TreeUse> => {
	const auditing = child('./town-audit.ts', url, hosts.join(), out);
	const tree = watchTree(auditing.pid ?? 0);
	const run = await messageOf<Run>(auditing);
	const use = tree.stop();
	auditing.send('thanks');
	await once(auditing, 'exit');
	return { ...run, ...use };
};

const results: Record<string, { first: Run & TreeUse; second: Run & TreeUse }> = {};
for (const name of families) {
	const town = child('./town.ts', name, values.seed, values.size);
	const out = await mkdtemp(join(tmpdir(), 'gongkai-bench-'));
	try {
		const opened = await messageOf<Opened>(town);
		results[name] = { first: await audit(opened, out), second: await audit(opened, out) };
	} finally {
		town.disconnect();
		await rm(out, { recursive: true, force: true });
	}
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
console.log(`size ${values.size}, seed ${values.seed}`);
console.table(
	Object.fromEntries(
		Object.entries(results).map(([name, { first, second }]) => [
			name,
			{
				pages: first.pagesFetched,
				'through the browser': share(first.pagesRendered, first.pagesFetched),
				'processor s/1000 pages': Number(((1000 * first.processorSeconds) / first.pagesFetched).toFixed(1)),
				'peak MB': Math.round(first.peakMegabytes),
				requests: first.requests,
				kB: Math.round(first.bytes / 1024),
				'again: requests': second.requests,
				'again: bytes': share(second.bytes, first.bytes),
				'again: processor': share(second.processorSeconds, first.processorSeconds),
			},
		]),
	),
);
if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, '\t')}\n`);
