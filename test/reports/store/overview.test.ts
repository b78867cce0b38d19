/** What the overview asks of the store: ranks, terms, choices and sums. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { overdueDays } from '../../../dashboard/pages/overdue.ts';
import type { Finding, Report, Veto } from '../../../reports/model.ts';
import { national } from '../../../reports/profiles/national.ts';
import { migrations } from '../../../reports/store/migrations.ts';
import type { RegisteredSite } from '../../../reports/store/model.ts';
import type { OverviewQuery } from '../../../reports/store/overview-model.ts';
import { openSqlite } from '../../../reports/store/sqlite.ts';
import type { Store } from '../../../reports/store.ts';
import { isSecondTime, openStore } from '../../support/databases.ts';
import { reportOn } from '../../support/month.ts';
import { home, result } from '../../support/report.ts';

let store: Store;
beforeEach(async () => {
	store = await openStore(':memory:');
});
afterEach(() => store.close());

const now = '2026-01-01T00:00:00.000Z';
const period = '2026-05';
const site = (id: string, more: Partial<RegisteredSite> = {}): RegisteredSite => ({
	id,
	name: `${id}市`,
	url: `https://${id}.gov.cn/`,
	type: 'portal',
	...more,
});
const dead = (...paths: string[]) =>
	result(
		'broken-link',
		paths.map((path) => ({ subject: `${home}${path}` })),
	);
const unmarked = result('missing-public-marker', [{ subject: `${home}a.html`, certainty: 'review' }]);

type Judged = Pick<Report['scores']['inspection'], 'verdict' | 'total'> & {
	readonly complete?: boolean;
	readonly veto?: Veto['state'];
	readonly disclosure?: number;
};
/** An audit with a score that is made up. */
const judge = async (
	id: string,
	{ complete = true, veto, disclosure, ...inspection }: Judged,
): Promise<void> => {
	const report = reportOn({ asOf: '2026-05-15', site: id, complete });
	const { scores } = report;
	const vetoes = scores.inspection.vetoes.map((one, n) => (n === 0 && veto ? { ...one, state: veto } : one));
	await store.record(
		{
			...report,
			scores: {
				inspection: { ...scores.inspection, ...inspection, vetoes },
				disclosure: { ...scores.disclosure, total: disclosure ?? scores.disclosure.total },
			},
		},
		id,
	);
};
const rows = (more: Partial<OverviewQuery> = {}) => store.overviewRows({ period, ...more });
const ids = async (more: Partial<OverviewQuery> = {}) => (await rows(more)).map((row) => row.site.id);
const ranks = async (more: Partial<OverviewQuery> = {}) =>
	Object.fromEntries((await rows(more)).map((row) => [row.site.id, row.rank]));

describe('a rank', () => {
	test('is by verdict, then by points; equals share it, and the next one is left out', async () => {
		await judge('vetoed', { verdict: 'unqualified', total: 99 });
		await judge('a', { verdict: 'qualified', total: 70 });
		await judge('b', { verdict: 'qualified', total: 80 });
		await judge('c', { verdict: 'qualified', total: 80 });
		expect(await ranks()).toEqual({ b: 1, c: 1, a: 3, vetoed: 4 });
		expect(await ids({ sort: 'rank' })).toEqual(['b', 'c', 'a', 'vetoed']);
		expect(await ids({ sort: 'rank', descending: true })).toEqual(['vetoed', 'a', 'b', 'c']);
	});

	test('is among all sites of the month and of the same type, whatever is chosen', async () => {
		await store.importSites([site('d', { type: 'department' })], now);
		await judge('p', { verdict: 'qualified', total: 70 });
		await judge('q', { verdict: 'qualified', total: 60 });
		await judge('d', { verdict: 'qualified', total: 50 });
		expect(await ranks()).toEqual({ d: 1, p: 1, q: 2 });
		expect(await ranks({ search: 'q' })).toEqual({ q: 2 });
		expect(await ids({ sort: 'rank' })).toEqual(['p', 'q', 'd']);
		await store.importSites([site('d')], now);
		expect(await ranks()).toEqual({ p: 1, q: 2, d: 3 });
	});

	test('has no site that was not judged, or not seen to its end; those come last', async () => {
		await store.importSites([site('unaudited')], now);
		await judge('blocked', { verdict: 'not-assessed', total: null });
		await judge('cut', { verdict: 'qualified', total: 90, complete: false });
		await judge('a', { verdict: 'qualified', total: 70 });
		expect(await ranks()).toEqual({ a: 1, blocked: undefined, cut: undefined, unaudited: undefined });
		expect((await ids({ sort: 'rank' }))[0]).toBe('a');
		expect((await ids({ sort: 'rank', descending: true }))[0]).toBe('a');
	});
});

describe('what is overdue', () => {
	const keep = (asOf: string, found = [dead('x.html', 'y.html'), unmarked], previous?: Report) => {
		const report = reportOn({ asOf, found, ...(previous ? { previous } : {}) });
		return store.record(report, asOf, national).then(() => report);
	};
	/** As the overview counts them, which is as a finding's own page tells each. */
	const overdue = async (today: string, of = period) => {
		const { rows: told } = await store.findings({ site: 'linjiang', period: of, size: 1000 });
		const [row] = await store.overviewRows({ period: of, today });
		const late = told.filter((finding) => overdueDays(finding, today) > 0);
		expect(row?.overdue).toBe(late.length);
		const query = { site: 'linjiang', period: of, overdueOn: today };
		expect(await store.findings(query)).toEqual({ rows: late, count: late.length });
		if (late[0]) expect((await store.neighbours(query, late[0].id)).next).toBe(late[1]?.id);
		return row?.overdue;
	};
	const idOf = ({ findings }: Report, path: string): Finding => {
		const found = findings.find(({ subject }) => subject.endsWith(path));
		if (!found) throw new Error(`${path}: expected a finding`);
		return found;
	};
	const look = (finding: Finding, answer: 'fixed' | 'open', at: string) =>
		store.keepRechecks('linjiang', [{ finding, result: answer, words: '看过', proof: [] }], {
			at,
			by: '王芳',
		});
	const decide = (
		finding: Finding,
		step: 'confirm' | 'waive' | 'withdraw' | 'dispute' | 'revoke',
		until?: string,
	) =>
		store.decideFinding({
			...{ site: 'linjiang', period, finding: finding.id, step, by: '王芳', reason: '核实过' },
			...{ at: '2026-05-18T01:00:00.000Z', ...(until ? { until } : {}) },
		});

	test('are certain findings from the day after their last one', async () => {
		const { findings } = await keep('2026-05-15');
		const due = findings.find(({ dueOn }) => dueOn)?.dueOn;
		expect(due).toBe('2026-05-26');
		expect(await overdue('2026-05-15')).toBe(0);
		expect(await overdue('2026-05-26')).toBe(0);
		expect(await overdue('2026-05-27')).toBe(2);
		expect(await overdue('2027-01-01')).toBe(2);
		expect((await rows())[0]?.overdue).toBe(0);
	});

	test('ends with their repair, seen by a second look or the next audit, in every month', async () => {
		const may = await keep('2026-05-15');
		await look(idOf(may, 'x.html'), 'fixed', '2026-05-28T00:00:00Z');
		expect(await overdue('2026-06-20')).toBe(1);
		// It came back: another term runs, which the next audit tells.
		await look(idOf(may, 'x.html'), 'open', '2026-05-29T00:00:00Z');
		expect(await overdue('2026-06-20')).toBe(1);
		const june = await keep('2026-06-15', [dead('x.html')], may);
		expect(idOf(june, 'y.html').state).toBe('fixed');
		expect(await overdue('2026-06-20')).toBe(1);
		expect(await overdue('2026-06-20', '2026-06')).toBe(1);
	});

	test('follows what people decide', async () => {
		const may = await keep('2026-05-15');
		const [x, y, lead] = [idOf(may, 'x.html'), idOf(may, 'y.html'), idOf(may, 'a.html')];
		await decide(x, 'waive', '2026-07-01');
		expect(await overdue('2026-06-20')).toBe(1);
		await decide(x, 'revoke');
		expect(await overdue('2026-06-20')).toBe(2);
		// A dispute takes nothing away until it is decided.
		await decide(y, 'dispute');
		expect(await overdue('2026-06-20')).toBe(2);
		await decide(y, 'withdraw');
		expect(await overdue('2026-06-20')).toBe(1);
		await decide(lead, 'confirm');
		expect(await overdue('2026-05-27')).toBe(1);
		expect(await overdue('2026-05-28')).toBe(2);
	});

	test('of a month that was frozen is told anew when it opens again', async () => {
		const may = await keep('2026-05-15');
		const step = (taken: 'freeze' | 'reopen') =>
			store.decideMonth({
				...{ period, step: taken, by: '王芳', at: '2026-05-17T00:00:00.000Z' },
				...{ reason: '补充', anyway: true },
			});
		await step('freeze');
		await store.record(
			reportOn({ asOf: '2026-05-20', found: [dead('x.html')], previous: may }),
			'b',
			national,
		);
		// What was signed says two; one of them is repaired since.
		expect(await overdue('2026-06-20')).toBe(1);
		await look(idOf(may, 'x.html'), 'fixed', '2026-05-28T00:00:00Z');
		expect(await overdue('2026-06-20')).toBe(0);
		await look(idOf(may, 'y.html'), 'open', '2026-05-29T00:00:00Z');
		await step('reopen');
		expect(await overdue('2026-06-20')).toBe(0);
	});

	test('is not told twice by a report that is kept again, nor by one that another replaced', async () => {
		const may = await keep('2026-05-15');
		await store.record(may, 'again', national);
		await store.record(
			reportOn({ asOf: '2026-05-20', found: [dead('x.html')], previous: may }),
			'b',
			national,
		);
		expect(await overdue('2026-06-20')).toBe(1);
	});

	test('sorts, chooses and is summed up', async () => {
		await keep('2026-05-15');
		await judge('aa', { verdict: 'qualified', total: 70 });
		await store.importSites([site('bb')], now);
		const today = '2026-06-20';
		expect(await ids({ today, sort: 'overdue', descending: true })).toEqual(['linjiang', 'aa', 'bb']);
		expect(await ids({ today, sort: 'overdue' })).toEqual(['aa', 'linjiang', 'bb']);
		expect(await ids({ today, isOverdue: true })).toEqual(['linjiang']);
		expect(await ids({ isOverdue: true })).toEqual([]);
		expect((await store.overview({ period, today })).totals.overdue).toBe(2);
		expect((await store.overview({ period })).totals.overdue).toBe(0);
	});
});

describe('a choice', () => {
	beforeEach(async () => {
		await store.importSites(
			[
				site('a', { level: 'city', district: '临江市', maintainer: '甲' }),
				site('b', { level: 'county', district: '临江市东湖区', type: 'department' }),
				site('c', { level: 'county', district: '西岭县%' }),
				site('d'),
			],
			now,
		);
		await judge('a', { verdict: 'unqualified', total: 55.5, veto: 'holds', disclosure: 100 });
		await judge('b', { verdict: 'qualified', total: 100, veto: 'awaits-person', disclosure: 0 });
		await judge('c', { verdict: 'qualified', total: 90, disclosure: 89.99 });
	});

	test.each([
		[{ level: 'county' }, ['b', 'c']],
		[{ type: 'department' }, ['b']],
		[{ district: '临江市' }, ['a', 'b']],
		[{ district: ' 临江市东 ' }, ['b']],
		[{ district: '江市' }, []],
		[{ district: '%' }, []],
		[{ district: '西岭县%' }, ['c']],
		[{ vetoes: 'held' }, ['a']],
		[{ vetoes: 'awaiting' }, ['b']],
		[{ vetoes: 'none' }, ['c']],
		[{ isAwaiting: true }, ['b']],
		[{ verdict: 'unaudited' }, ['d']],
		[{ level: 'county', type: 'portal', search: 'c' }, ['c']],
		[{ sites: ['b', 'nobody'] }, ['b']],
		[{ sites: [] }, []],
		[{ sort: 'vetoes', descending: true }, ['a', 'b', 'c', 'd']],
		[{ sort: 'awaiting', descending: true }, ['b', 'a', 'c', 'd']],
		[{ sort: 'disclosure' }, ['b', 'c', 'a', 'd']],
	] as const)('%j gives %j, in rows and in sums', async (choice, expected) => {
		expect(await ids(choice)).toEqual(expected);
		const { rows: shown, count } = await store.overview({ period, ...choice });
		expect([shown.length, count]).toEqual([expected.length, expected.length]);
	});

	test('is summed up, the verdict left aside where sites are counted by it', async () => {
		const all = await store.overview({ period });
		expect(all.verdicts).toEqual({ qualified: 2, unqualified: 1, 'not-assessed': 0, unaudited: 1 });
		expect(all.totals).toMatchObject({ vetoesHeld: 1, vetoesAwaiting: 1, awaitingSites: 1 });
		expect(all.totals.inspection).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 2]);
		expect(all.totals.disclosure).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
		const good = await store.overview({ period, verdict: 'qualified' });
		expect(good.verdicts).toEqual(all.verdicts);
		expect(good.count).toBe(2);
		expect(good.totals).toMatchObject({ vetoesHeld: 0, vetoesAwaiting: 1 });
		expect(good.totals.inspection).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 2]);
	});

	test('of nothing comes to nothing', async () => {
		const none = await store.overview({ period: '2020-01' });
		expect(none.rows).toEqual([]);
		expect(none.totals).toMatchObject({ findings: 0, overdue: 0, awaitingSites: 0 });
	});

	test('pages without gaps or repetitions', async () => {
		const seen: string[] = [];
		for (const page of [1, 2, 3]) seen.push(...(await ids({ sort: 'level', size: 2, page })));
		expect(seen).toEqual(['a', 'b', 'c', 'd']);
	});

	test('offers districts, each once', async () => {
		await store.importSites(
			[site('e', { district: '临江市' }), site('f', { district: '长'.repeat(51) })],
			now,
		);
		expect(await store.districts(10)).toEqual(['临江市', '临江市东湖区', '西岭县%']);
		expect(await store.districts(1)).toHaveLength(1);
		expect(await store.districts(10, ['b', 'd'])).toEqual(['临江市东湖区']);
	});
});

test('past scores have the months that there are, and those without a number', async () => {
	for (const asOf of ['2026-03-15', '2026-05-15'])
		await store.record(reportOn({ asOf, found: [dead('x.html')] }), asOf);
	const blocked = reportOn({ asOf: '2026-04-15' });
	const inspection = { ...blocked.scores.inspection, verdict: 'not-assessed' as const, total: null };
	await store.record({ ...blocked, scores: { ...blocked.scores, inspection } }, 'blocked');
	const scores = await store.pastScores(['linjiang', 'nobody'], '2026-04', '2026-12');
	expect([...scores.keys()]).toEqual(['linjiang']);
	expect(scores.get('linjiang')?.get('2026-04')).toBeNull();
	expect(scores.get('linjiang')?.get('2026-05')).toBeGreaterThan(0);
	expect(scores.get('linjiang')?.has('2026-03')).toBe(false);
	expect(await store.pastScores([], '2026-04', '2026-12')).toEqual(new Map());
});

test('judged months are those of the sites that are asked for', async () => {
	await judge('a', { verdict: 'qualified', total: 70 });
	await judge('b', { verdict: 'qualified', total: 80 });
	const months = await store.judgedMonths(['b', 'c'], period);
	expect([...months.keys()]).toEqual(['b']);
	expect(months.get('b')?.scores.inspection.total).toBe(80);
	expect(months.get('b')?.profile.name).toBe('national');
});

test('what was worked out is worked out again when another process changed it', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-overview-'));
	const file = join(folder, 'gongkai.db');
	await store.close();
	const other = await openStore(file);
	store = await openStore(file);
	await judge('a', { verdict: 'qualified', total: 70 });
	const seen = async () => {
		const { rows: shown, count, totals } = await other.overview({ period });
		return [count, totals.inspection[7], totals.inspection[8], shown[0]?.rank];
	};
	expect(await seen()).toEqual([1, 1, 0, 1]);
	await judge('b', { verdict: 'qualified', total: 80 });
	expect(await seen()).toEqual([2, 1, 1, 2]);
	await store.importSites([site('b', { type: 'department' })], now);
	expect(await seen()).toEqual([2, 1, 1, 1]);
	await other.close();
	await rm(folder, { recursive: true });
});

// Files of SQLite are copied into one another.
test.skipIf(isSecondTime())(
	'a store of the version before has its ranks and terms when it opens',
	async () => {
		const folder = await mkdtemp(join(tmpdir(), 'gongkai-overview-'));
		const file = join(folder, 'gongkai.db');
		await store.close();
		store = await openStore(file);
		const may = reportOn({ asOf: '2026-05-15', found: [dead('x.html', 'y.html'), unmarked] });
		await store.record(may, 'may', national);
		await store.record(
			reportOn({ asOf: '2026-06-15', found: [dead('x.html')], previous: may }),
			'june',
			national,
		);
		await judge('cut', { verdict: 'qualified', total: 90, complete: false });
		await judge('blocked', { verdict: 'not-assessed', total: null });
		const told = async () =>
			Promise.all([period, '2026-06'].map((of) => store.overviewRows({ period: of, today: '2026-12-01' })));
		const before = await told();
		expect(before.map(([row]) => [row?.rank, row?.overdue])).toEqual([
			[1, 1],
			[1, 1],
		]);
		await store.close();

		// The same as the version before kept it: its tables, with what they have of it.
		const older = join(folder, 'older.db');
		const steps = Object.entries(migrations).filter(([name]) => name < '009');
		await (await openSqlite(older, Object.fromEntries(steps))).destroy();
		const old = new DatabaseSync(older);
		old.exec(`attach '${file}' as newer`);
		const tables = old
			.prepare(
				"select name from sqlite_master where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'",
			)
			.all();
		for (const { name } of tables) {
			const columns = old.prepare(`select name from pragma_table_info('${name}')`).all();
			const names = columns.map((column) => `"${column.name}"`).join();
			old.exec(`insert into main."${name}" (${names}) select ${names} from newer."${name}"`);
		}
		old.close();
		store = await openStore(older);
		expect(await told()).toEqual(before);
		await rm(folder, { recursive: true });
	},
);
