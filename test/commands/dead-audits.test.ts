import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { settleDead } from '../../commands/dead-audits.ts';
import { buildReport } from '../../reports/build.ts';
import { national } from '../../reports/profiles/national.ts';
import type { Audit } from '../../reports/store/audit-model.ts';
import type { Store } from '../../reports/store.ts';
import { openStore } from '../support/databases.ts';
import { config, crawled, results } from '../support/report.ts';

let store: Store;
beforeEach(async () => {
	store = await openStore(':memory:');
});
afterEach(() => store.close());

const now = new Date('2026-06-15T01:10:00Z');
const me = { host: 'here', pid: process.pid };
/** Whoever started the tests outlives them. */
const living = process.ppid;
const dead = spawnSync(process.execPath, ['-e', '']).pid;

interface Case {
	readonly cause?: Audit['cause'];
	readonly host?: string;
	readonly pid: number;
	/** Since its last sign of life. */
	readonly seconds?: number;
	readonly becomes: Audit['state'];
}
const cases: Record<string, Case> = {
	'whose process is gone waits again': { pid: dead, becomes: 'queued' },
	'that a person started and stopped has failed': { cause: 'hand', pid: dead, becomes: 'failed' },
	'under our own number was our predecessor’s': { pid: me.pid, becomes: 'queued' },
	'whose process is there is left alone': { pid: living, becomes: 'running' },
	'whose process is there and silent for a minute waits again': {
		pid: living,
		seconds: 61,
		becomes: 'queued',
	},
	'that a person started may be silent for longer': {
		cause: 'hand',
		pid: living,
		seconds: 61,
		becomes: 'running',
	},
	'that a person started may not be silent for ever': {
		cause: 'hand',
		pid: living,
		seconds: 901,
		becomes: 'failed',
	},
	'of another machine is left alone while it tells of itself': {
		host: 'there',
		pid: dead,
		seconds: 30,
		becomes: 'running',
	},
	'of another machine that went silent waits again': {
		host: 'there',
		pid: living,
		seconds: 61,
		becomes: 'queued',
	},
};
const begin = ({ cause = 'schedule', host = 'here', pid, seconds = 1 }: Omit<Case, 'becomes'>) =>
	store.begin(
		{
			site: 'linjiang',
			cause,
			asOf: '2026-06-15',
			now: new Date(now.getTime() - seconds * 1000).toISOString(),
		},
		{ host, pid },
	);

test.each(Object.entries(cases))('an audit %s', async (_name, { becomes, ...given }) => {
	await begin(given);
	expect(await settleDead(store, me, now)).toBe(becomes === 'running' ? 1 : 0);
	expect(await store.audits()).toMatchObject([{ state: becomes }]);
});

test('our own are left alone, and so are those of a cause that is not asked for', async () => {
	const audit = await begin({ pid: dead });
	expect(await settleDead(store, me, now, { mine: new Set([audit?.id ?? 0]) })).toBe(0);
	expect(await settleDead(store, me, now, { only: 'hand' })).toBe(0);
	expect(await store.audits()).toMatchObject([{ state: 'running' }]);
});

test('a report of the site is taken in before it is asked for', async () => {
	await begin({ pid: dead, seconds: 600 });
	const report = buildReport({ config, crawled: crawled(), results: results(), profile: national });
	const takeIn = (site: string) => store.record(report, `${site}/2026-06/report.json`);
	await settleDead(store, me, now, { takeIn });
	expect(await store.audits()).toMatchObject([{ state: 'done', period: '2026-06' }]);
});

test.each([
	['after it was queued is done', 600, 'done'],
	['before it was queued is none of its own', 60, 'queued'],
])('an audit whose site has a report that ended %s', async (_name, seconds, state) => {
	await begin({ pid: dead, seconds });
	const report = buildReport({ config, crawled: crawled(), results: results(), profile: national });
	await store.record(report, 'linjiang/2026-06/report.json');
	await settleDead(store, me, now);
	expect(await store.audits()).toMatchObject([
		state === 'done' ? { state, period: '2026-06', verdict: report.scores.inspection.verdict } : { state },
	]);
});
