/** `npm run bench -- judge [--documents 100000 --json FILE]`: what judging a large site costs, without its crawl: pages → site → all checks → report. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { child, messageOf } from './child.ts';
import type { Step } from './judging.ts';

const { values } = parseArgs({
	allowPositionals: true,
	options: { documents: { type: 'string', default: '100000' }, json: { type: 'string' } },
});

const steps = await messageOf<Record<string, Step>>(child('./judging.ts', values.documents));
const all = Object.values(steps);
const sum = (part: (step: Step) => number): number => all.reduce((total, step) => total + part(step), 0);
const row = ({ seconds, processorSeconds, peakMegabytes, made }: Step): object => ({
	seconds: Number(seconds.toFixed(1)),
	'processor s': Number(processorSeconds.toFixed(1)),
	'peak MB': Math.round(peakMegabytes),
	made: Object.entries(made)
		.map(([name, count]) => `${count} ${name}`)
		.join(', '),
});
console.table(
	Object.fromEntries([
		...Object.entries(steps).map(([name, step]) => [name, row(step)]),
		[
			'all',
			row({
				seconds: sum(({ seconds }) => seconds),
				processorSeconds: sum(({ processorSeconds }) => processorSeconds),
				peakMegabytes: Math.max(...all.map(({ peakMegabytes }) => peakMegabytes)),
				made: {},
			}),
		],
	]),
);
if (values.json) await writeFile(values.json, `${JSON.stringify(steps, null, '\t')}\n`);
