/** The work list and what maintainers say of repairs, as the store keeps them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { national } from '../../../reports/profiles/national.ts';
import type { RecheckResult } from '../../../reports/recheck.ts';
import { taskSorts } from '../../../reports/store/task-model.ts';
import type { Place, Walked } from '../../../reports/store/walk-model.ts';
import type { Store } from '../../../reports/store.ts';
import { openStore } from '../../support/databases.ts';
import { reportOn } from '../../support/month.ts';
import { home, result } from '../../support/report.ts';

const site = 'linjiang';
const by = '赵工';
const at = '2026-05-18T01:00:00.000Z';
const period = '2026-05';
const links = result('broken-link', [
	{ subject: `${home}x.html`, foundOn: [home] },
	{ subject: `${home}y.html`, foundOn: [home] },
]);
const stale = result('stale-column', [{ subject: `${home}zc/` }]);

let store: Store;
beforeEach(async () => {
	store = await openStore(':memory:');
});
afterEach(() => store.close());

const keep = async (asOf: string, found = [links, stale]) => {
	const report = reportOn({ asOf, found });
	await store.record(report, asOf, national);
	return report;
};
const tasks = async (query = {}) => (await store.tasks({ sites: [site], ...query })).rows;
const idOf = async (check: string): Promise<string> => {
	const { rows } = await store.findings({ site, period, check });
	return rows[0]?.id ?? '';
};
/** All rows of a list that is read piece by piece. */
const toEnd = async <Row>(
	walk: (piece: { readonly after?: Place; readonly size: number }) => Promise<Walked<Row>>,
): Promise<Row[]> => {
	const walked: Row[] = [];
	let after: Place | undefined;
	do {
		const { rows, next } = await walk({ size: 1, ...(after ? { after } : {}) });
		walked.push(...rows);
		after = next;
	} while (after);
	return walked;
};
const recheck = async (id: string, result: RecheckResult) => {
	const { rows } = await store.findings({ site, period });
	const finding = rows.find((one) => one.id === id);
	if (!finding) throw new Error(`${id}: no such finding`);
	await store.keepRechecks(site, [{ finding, result, words: '现在可以打开', proof: [] }], { at, by });
};
const mark = (findings: string[], more = {}) =>
	store.markRepairing({ site, findings, step: 'begin', by, at, ...more });

describe('the work list', () => {
	test('is told by the last whole audit, what wins back most first', async () => {
		await keep('2026-05-15');
		const [first, second, ...more] = await tasks();
		expect(more).toEqual([]);
		expect(first).toMatchObject({
			check: 'stale-column',
			findings: 1,
			standing: 1,
			asOf: '2026-05-15',
			period,
		});
		expect(first?.inspection).toBeGreaterThan(second?.inspection ?? 0);
		expect(second).toMatchObject({
			way: 'links',
			findings: 2,
			pages: 1,
			repairing: 0,
			siteName: `${site}人民政府`,
		});
		await keep('2026-06-15', [links]);
		expect((await tasks()).map(({ n, asOf }) => [n, asOf])).toEqual([[second?.n, '2026-06-15']]);
		await store.record(reportOn({ asOf: '2026-06-20', found: [], complete: false }), 'part', national);
		expect(await tasks()).toHaveLength(1);
		await keep('2026-04-15', []);
		expect(await tasks()).toHaveLength(1);
	});

	test.each(taskSorts)('is walked to its end piece by piece, in the same order, by %s', async (sort) => {
		await keep('2026-05-15');
		await store.record(reportOn({ site: 'yi', asOf: '2026-05-10', found: [links, stale] }), 'yi', national);
		const all = (await store.tasks({ sort })).rows;
		const walked = await toEnd((walk) => store.walkTasks({ sort, ...walk }));
		expect(all).toHaveLength(4);
		expect(walked).toEqual(all);
		expect((await store.walkTasks({ sites: ['yi'] })).rows.map((task) => task.site)).toEqual(['yi', 'yi']);
		expect((await store.walkTasks({ after: [1e300, 'x', null] })).rows).toEqual([]);
	});

	test('is walked with what is still to be repaired, those of one task together', async () => {
		await keep('2026-05-15');
		await store.record(reportOn({ site: 'yi', asOf: '2026-05-10', found: [links, stale] }), 'yi', national);
		const all = (await store.tasks({})).rows;
		const wanted = all.map(({ n }) => n);
		const walked = await toEnd((walk) => store.walkRepairs({ tasks: wanted, ...walk }));
		const numbers = walked.map(({ task }) => task);
		expect(numbers).toEqual(all.flatMap(({ n, standing }) => Array(standing).fill(n)).sort((a, b) => a - b));
		const of = new Map(all.map((task) => [task.n, task]));
		for (const { task, finding } of walked) expect(finding.site).toBe(of.get(task)?.site);
		await recheck(await idOf('broken-link'), 'fixed');
		expect(await toEnd((walk) => store.walkRepairs({ tasks: wanted, ...walk }))).toHaveLength(5);
		expect((await store.walkRepairs({ tasks: [] })).rows).toEqual([]);
		expect((await store.walkRepairs({ tasks: wanted, after: ['x', 1e300] })).rows).toHaveLength(5);
	});

	test('is told anew by what people decide, at once', async () => {
		await keep('2026-05-15');
		const before = await tasks();
		const taken = { site, period, finding: await idOf('stale-column'), by, at, reason: '核实过' } as const;
		await store.decideFinding({ ...taken, step: 'withdraw' });
		expect((await tasks()).map(({ check }) => check)).toEqual(['broken-link']);
		await store.decideFinding({ ...taken, step: 'revoke' });
		expect((await tasks()).map(({ n: _, ...task }) => task)).toEqual(before.map(({ n: _, ...task }) => task));
	});

	test('has no more of it once a second look saw it repaired, and all of it once it is back', async () => {
		await keep('2026-05-15');
		const { rows } = await store.findings({ site, period, check: 'broken-link' });
		const [one = '', two = ''] = rows.map(({ id }) => id);
		await recheck(one, 'fixed');
		expect((await tasks()).find(({ way }) => way === 'links')).toMatchObject({ findings: 2, standing: 1 });
		const [task] = (await tasks()).filter(({ way }) => way === 'links');
		expect(await store.findingsOfTasks([task?.n ?? 0])).toEqual(new Map([[site, [two]]]));
		await recheck(two, 'gone');
		expect((await tasks()).map(({ check }) => check)).toEqual(['stale-column']);
		await recheck(two, 'open');
		expect(await tasks()).toHaveLength(2);
		expect(await store.task(task?.n ?? 0)).toMatchObject({ looked: { open: 1, unseen: 0 } });
		expect(
			(await store.findings({ site, period })).rows.map(({ id, recheck }) => [id, recheck?.result]),
		).toEqual(
			expect.arrayContaining([
				[one, 'fixed'],
				[two, 'open'],
			]),
		);
	});

	test('is filtered by site, gravity and day, and sorted by day', async () => {
		await keep('2026-05-15');
		await store.record(reportOn({ site: 'other', asOf: '2026-05-10', found: [links] }), 'other', national);
		expect(await store.tasks({ sites: [] })).toEqual({ rows: [], hasMore: false, count: 0 });
		expect(await store.tasks({})).toMatchObject({ rows: [{}, {}, {}], hasMore: false });
		expect((await store.tasks({ sort: 'due' })).rows[0]?.site).toBe('other');
		expect((await store.tasks({ overdueOn: '2026-05-20' })).rows.map(({ site: of }) => of)).toEqual([
			'other',
		]);
		expect((await store.tasks({ severity: 'veto' })).rows).toEqual([]);
		expect(await store.tasks({ size: 2 })).toMatchObject({ rows: [{}, {}], hasMore: true });
		expect(await store.tasks({ size: 2, page: 2 })).toMatchObject({ rows: [{}], hasMore: false });
		expect((await store.tasks({ sites: [site, 'other'], size: 1 })).count).toBe(3);
	});

	test('names of a finding its task, and lists a task’s findings', async () => {
		await keep('2026-05-15');
		const id = await idOf('broken-link');
		const task = (await store.finding(site, id))?.task ?? 0;
		expect(await store.task(task)).toMatchObject({ way: 'links' });
		expect((await store.findings({ site, period, task })).count).toBe(2);
		expect(await store.task(999)).toBeUndefined();
	});

	test('lists a task’s findings by the audit that told it, though its month is frozen by an earlier one', async () => {
		await keep('2026-05-15');
		await store.decideMonth({ period, step: 'freeze', by, at });
		const hidden = result('hidden-link', [{ subject: `${home}z.html`, foundOn: [home] }]);
		const report = await keep('2026-05-20', [hidden]);
		const [task, ...more] = await tasks();
		expect(more).toEqual([]);
		const query = { site, period, task: task?.n ?? 0 };
		const [one] = report.findings.filter(({ check }) => check === 'hidden-link');
		expect((await store.findings(query)).rows.map(({ id }) => id)).toEqual([one?.id]);
		expect(await store.neighbours(query, one?.id ?? '')).toEqual({});
	});
});

describe('the findings before and behind one', () => {
	test('are those of the list that fits, to both of its ends', async () => {
		await keep('2026-05-15');
		const all = (await store.findings({ site, period })).rows.map(({ id }) => id);
		const query = { site, period };
		expect(await store.neighbours(query, all[0] ?? '')).toEqual({ next: all[1] });
		expect(await store.neighbours(query, all[1] ?? '')).toEqual({ previous: all[0], next: all[2] });
		expect(await store.neighbours(query, all[2] ?? '')).toEqual({ previous: all[1] });
		const dead = (await store.findings({ ...query, check: 'broken-link' })).rows.map(({ id }) => id);
		expect(await store.neighbours({ ...query, check: 'broken-link' }, dead[0] ?? '')).toEqual({
			next: dead[1],
		});
		// One that fits no more still has its place between those that do.
		const beside = await store.neighbours({ ...query, search: 'y.html' }, await idOf('stale-column'));
		expect(Object.values(beside)).toEqual([dead[1]]);
		expect(await store.neighbours(query, 'nothing')).toEqual({});
		expect(await store.neighbours({ site, period: '2020-01' }, dead[0] ?? '')).toEqual({});
	});
});

describe('that a finding is being repaired', () => {
	test('is said with a day, costs as before, and is seen with the finding and its task', async () => {
		await keep('2026-05-15');
		const id = await idOf('stale-column');
		const before = (await store.siteMonth(site, period))?.sums;
		expect(await mark([id], { until: '2026-06-01', reason: '正在补更' })).toBe(1);
		expect((await store.finding(site, id))?.finding.repairing).toEqual({
			...{ by, at: '2026-05-18T09:00:00.000+08:00', until: '2026-06-01', reason: '正在补更' },
		});
		expect((await store.siteMonth(site, period))?.sums).toEqual(before);
		expect((await tasks())[0]).toMatchObject({ repairing: 1, repairingUntil: '2026-06-01' });
		expect((await store.said(site, '2026-06-15')).repairing?.get(id)).toMatchObject({ by });
	});

	test('is said in a frozen month, too', async () => {
		await keep('2026-05-15');
		await store.decideMonth({ period, step: 'freeze', by, at });
		expect(await mark([await idOf('stale-column')])).toBe(1);
	});

	test('ends where it is taken back, where a second look sees the repair, and where an audit does', async () => {
		await keep('2026-05-15');
		const { rows } = await store.findings({ site, period });
		const [one = '', two = '', three = ''] = rows.map(({ id }) => id);
		await mark([one, two, three]);
		await store.markRepairing({ site, findings: [one], step: 'revoke', by, at });
		await recheck(two, 'fixed');
		const stateOf = async (id: string) => (await store.finding(site, id))?.finding.repairing !== undefined;
		expect(await Promise.all([one, two, three].map(stateOf))).toEqual([false, false, true]);
		const june = reportOn({ asOf: '2026-06-15' });
		await store.record(june, 'june', national);
		expect(await stateOf(three)).toBe(false);
		expect((await store.repairingSteps(site, three)).map(({ step, by: who }) => [step, who])).toEqual([
			['begin', by],
			['end', '系统'],
		]);
	});

	test.each([
		['by nobody', { by: ' ' }, /谁说的/],
		['for a day that is over', { until: '2026-05-17' }, /不能早于今天/],
		['for a day far away', { until: '2028-01-01' }, /不得晚于/],
		['of nothing', { findings: ['nothing'] }, /没有可以标为整改中的问题/],
		['no more, of what nobody said it of', { step: 'revoke' }, /没有标为整改中/],
		['of too many', { findings: Array.from({ length: 2001 }, (_, n) => `f${n}`) }, /一次至多/],
	])('%s is refused', async (_, more, words) => {
		await keep('2026-05-15');
		await expect(mark([await idOf('stale-column')], more)).rejects.toThrow(words);
		expect((await tasks()).every(({ repairing }) => repairing === 0)).toBe(true);
	});

	test('is not said of what is repaired already', async () => {
		await keep('2026-05-15');
		const id = await idOf('stale-column');
		await recheck(id, 'fixed');
		await expect(mark([id])).rejects.toThrow(/可能已经改好/);
	});

	test('stands in the next report as long as it is not repaired, and no longer', async () => {
		await keep('2026-05-15');
		await mark([await idOf('stale-column')], { until: '2026-06-01' });
		const { repairing } = await store.said(site, '2026-06-15');
		const may = reportOn({ asOf: '2026-05-15', found: [links, stale] });
		const june = reportOn({ asOf: '2026-06-15', found: [stale], previous: may, ...{ repairing } });
		const told = (check: string) => june.findings.find((finding) => finding.check === check);
		expect(told('stale-column')?.repairing).toMatchObject({ by, until: '2026-06-01' });
		expect(told('broken-link')).not.toHaveProperty('repairing');
		const july = reportOn({ asOf: '2026-07-15', found: [], previous: june });
		expect(july.findings.every((finding) => finding.repairing === undefined)).toBe(true);
		const carriedOn = reportOn({ asOf: '2026-07-15', found: [stale], previous: june });
		expect(carriedOn.findings.find(({ check }) => check === 'stale-column')?.repairing).toMatchObject({ by });
	});
});
