/**
 * `npm run soak [-- --minutes 30 --json FILE --keep]`: whether memory, handles, rows or files of `gongkai serve` grow over a simulated
 * year. It runs the program itself over a small installation on loopback, with a clock that goes as fast as audits end. Exit status: 0
 * nothing grows, 1 something does, 2 it could not be seen.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startReceiver } from '../test/support/receivers.ts';
import { figuresOf, lineOf, type Seen } from './soak/figures.ts';
import { judge, leastMonths } from './soak/growth.ts';
import { descriptorsOf, diskOf, processesBelow, rowsOf } from './soak/measure.ts';
import { liveMonth, monthOf } from './soak/month.ts';
import { peopleAt } from './soak/people.ts';
import { startClock, startServing, writeInstallation } from './soak/serving.ts';
import { startSites } from './soak/sites.ts';

const { values } = parseArgs({
	options: {
		/** Real ones; the month that is under way then is not counted. */
		minutes: { type: 'string', default: '30' },
		/** No more months than these. */
		months: { type: 'string', default: '36' },
		json: { type: 'string' },
		/** Leave the installation where it is. */
		keep: { type: 'boolean', default: false },
	},
});

const first = '2026-01';
const begun = performance.now();
const isOver = (): boolean => performance.now() - begun > Number(values.minutes) * 60_000;
const folder = await mkdtemp(join(tmpdir(), 'gongkai-soak-'));
const clockFile = join(folder, 'clock');
const clock = startClock(clockFile, (monthOf(first, 0).days[0] ?? 0) - 3_600_000);
const sites = await startSites(clock.now);
// Every ninth message is refused at first, and tried again.
let posts = 0;
const receiver = await startReceiver(() => ({ status: posts++ % 9 === 8 ? 500 : 200, body: '{}' }));
const seen: Seen[] = [];
let refused: Readonly<Record<string, number>> = {};
let messages = 0;
let fault: unknown;
try {
	await writeInstallation(folder, sites, receiver.url);
	const serving = await startServing(folder, clock, clockFile);
	try {
		const people = peopleAt(serving);
		refused = people.refused;
		let since = performance.now();
		for (let n = 0; n < Number(values.months); n++) {
			const { name, days } = monthOf(first, n);
			if (!(await liveMonth({ folder, serving, people, sites, isOver }, name, days))) break;
			messages += receiver.posted.splice(0).length;
			const one: Seen = {
				month: name,
				seconds: (performance.now() - since) / 1000,
				taken: await serving.measure(),
				descriptors: descriptorsOf(serving.pid),
				processes: processesBelow(serving.pid).length,
				rows: rowsOf(join(folder, 'gongkai.db')),
				disk: diskOf(folder),
			};
			since = performance.now();
			seen.push(one);
			console.log(`${name} ${JSON.stringify(lineOf(one))}`);
		}
	} finally {
		await serving.end();
	}
} catch (error) {
	fault = error;
} finally {
	await Promise.all([...sites, receiver].map(({ close }) => close()));
	if (values.keep) console.log(`kept: ${folder}`);
	else await rm(folder, { recursive: true, force: true });
}

const judged = figuresOf(seen).map(judge);
const growing = judged.filter(({ grows }) => grows);
const rounded = (value: number): number => Number(value.toPrecision(4));
console.table(Object.fromEntries(seen.map((one) => [one.month, lineOf(one)])));
console.table(
	Object.fromEntries(
		judged
			.filter(({ first, last, slope }) => first !== last || slope !== 0)
			.map(({ name, kind, first, last, slope, bound, grows }) => [
				name,
				{
					kind,
					first: rounded(first),
					last: rounded(last),
					slope: rounded(slope),
					bound: rounded(bound),
					grows: grows ? 'YES' : 'no',
				},
			]),
	),
);
console.log(`messages delivered: ${messages}; refused: ${JSON.stringify(refused)}`);
if (values.json)
	await writeFile(values.json, `${JSON.stringify({ seen, judged, messages, refused }, null, '\t')}\n`);
const said =
	seen.length < leastMonths
		? `${seen.length} months: too few to tell growth, which takes ${leastMonths}`
		: growing.length === 0
			? `${seen.length} months: nothing grows`
			: `${seen.length} months: ${growing.map(({ name }) => name).join(', ')} grow`;
console.log(said);
if (fault) console.error(fault);
/** Time was up before anything can be said; fewer months than that may be what was asked for. */
const isUntold = seen.length < leastMonths && Number(values.months) >= leastMonths;
process.exitCode = fault || isUntold ? 2 : growing.length > 0 ? 1 : 0;
