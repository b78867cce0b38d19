import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { settleDead } from '../../commands/dead-audits.ts';
import { createSilence } from '../../commands/silence.ts';
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
};
const begin = ({
	cause = 'schedule',
	host = 'here',
	pid,
	seconds = 1,
}: Omit<Case, 'becomes'> & { readonly host?: string }) =>
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

describe.each([
	['goes with ours', 0],
	['is an hour ahead', -3600],
	['is an hour behind', 3600],
])('of a machine whose clock %s', (_name, behind) => {
	let seconds: number;
	let silence: ReturnType<typeof createSilence>;
	beforeEach(() => {
		seconds = 0;
		silence = createSilence(() => seconds * 1000);
	});
	const theirs = (): string => new Date(now.getTime() + (seconds - behind) * 1000).toISOString();
	const look = async () => {
		const at = new Date(now.getTime() + seconds * 1000);
		const doubtful = await settleDead(store, me, at, { silence });
		const [audit] = await store.audits();
		return `${audit?.state} ${doubtful}`;
	};

	test('an audit goes on while it tells of itself, and waits again after a minute without a word', async () => {
		const audit = await begin({ host: 'there', pid: living, seconds: behind + 1 });
		for (; seconds < 300; seconds += 30) {
			expect(await look()).toBe('running 0');
			expect(await store.heartbeat(audit ?? 0, theirs())).toBe(true);
		}
		expect(await look()).toBe('running 0');
		seconds += 30;
		expect(await look()).toBe('running 1');
		seconds += 30;
		expect(await look()).toBe('running 1');
		seconds += 1;
		expect(await look()).toBe('queued 0');
		expect(await store.heartbeat(audit ?? 0, theirs())).toBe(false);
	});

	test('one that a person started may be silent for longer, and not for ever', async () => {
		await begin({ cause: 'hand', host: 'there', pid: dead, seconds: behind });
		for (; seconds <= 900; seconds += 30) expect(await look()).toMatch('running');
		expect(await look()).toBe('failed 0');
	});

	test('whoever looks for the first time takes none for dead', async () => {
		await begin({ host: 'there', pid: dead, seconds: behind });
		seconds = 3600;
		expect(await settleDead(store, me, new Date(now.getTime() + 3_600_000))).toBe(0);
		expect(await store.audits()).toMatchObject([{ state: 'running' }]);
	});

	test('one that another took since it was looked at is left alone', async () => {
		const audit = await begin({ host: 'there', pid: dead, seconds: behind });
		for (const wait of [0, 30, 30]) {
			seconds += wait;
			await look();
		}
		seconds += 1;
		const takeIn = async () => {
			await store.requeue([audit ?? 0]);
			await store.claim({ host: 'elsewhere', pid: 1 }, theirs());
		};
		await settleDead(store, me, now, { silence, takeIn });
		expect(await store.audits()).toMatchObject([{ state: 'running', host: 'elsewhere' }]);
	});
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

describe.each([
	['an hour ahead of', 3600],
	['an hour behind', -3600],
])('an audit that was queued by a machine whose clock is %s that of the one that held it', (_name, ahead) => {
	/** Its holder took it ten minutes ago; the report of its site ended so many seconds later, by the holder's clock. */
	const settled = async (seconds: number) => {
		const at = (from: number): string => new Date(now.getTime() + (from - 600) * 1000).toISOString();
		const asked = { site: 'linjiang', cause: 'schedule', asOf: '2026-06-15' } as const;
		await store.enqueue({ ...asked, now: at(ahead - 5) });
		await store.claim({ host: 'here', pid: dead }, at(0));
		const run = { ...crawled().run, startedAt: at(seconds - 60), finishedAt: at(seconds) };
		const seen = crawled({}, { run });
		const report = buildReport({ config, crawled: seen, results: results(), profile: national });
		await store.record(report, 'linjiang/2026-06/report.json');
		await settleDead(store, me, now);
		return (await store.audits()).map(({ state }) => state);
	};

	test('is done where its holder left a report', async () => {
		expect(await settled(300)).toEqual(['done']);
	});

	test('waits again where the report is an earlier one', async () => {
		expect(await settled(-300)).toEqual(['queued']);
	});
});
