/** Lists read to their end piece by piece, while others write. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { national } from '../../../reports/profiles/national.ts';
import type { RegisteredSite } from '../../../reports/store/model.ts';
import { overviewSorts } from '../../../reports/store/overview-model.ts';
import type { Place, Walked } from '../../../reports/store/walk-model.ts';
import type { Store } from '../../../reports/store.ts';
import { linjiang, now, record, reportOf } from '../../dashboard/open-dashboard.ts';
import { fillQuarter } from '../../dashboard/quarter.ts';
import { openStore } from '../../support/databases.ts';

const period = '2026-06';
const today = '2026-07-20';

/** Reads a list to its end; `meanwhile` happens after the first piece. */
const walked = async <Row>(
	piece: (after: Place | undefined) => Promise<Walked<Row>>,
	meanwhile: () => Promise<unknown> = async () => {},
): Promise<Row[]> => {
	const rows: Row[] = [];
	for (let after: Place | undefined, pieces = 0; ; pieces++) {
		const { rows: more, next } = await piece(after);
		rows.push(...more);
		if (!next) return rows;
		if (pieces === 0) await meanwhile();
		after = JSON.parse(JSON.stringify(next));
		expect(pieces).toBeLessThan(1000);
	}
};

const siteOf = (id: string): RegisteredSite => ({
	...{ id, name: `一${id}`, url: `https://www.${id}.gov.cn/`, type: 'portal' },
});

describe('sites', () => {
	let opened: { readonly store: Store };
	beforeAll(async () => {
		opened = { store: await openStore(':memory:') };
		await fillQuarter(opened.store);
	});
	afterAll(() => opened.store.close());

	const orders = overviewSorts.flatMap((sort) => [false, true].map((descending) => ({ sort, descending })));
	test.each(orders)('come as on the pages by $sort, descending $descending', async (order) => {
		const query = { period, today, ...order };
		const whole = await opened.store.overviewRows({ ...query, size: 1000 });
		const rows = await walked((after) => opened.store.walkSites({ ...query, size: 4, after }));
		expect(whole.length).toBeGreaterThan(50);
		expect(rows).toEqual(whole);
	});

	test.each(orders.filter(({ sort }) => ['order', 'name', 'inspection'].includes(sort)))(
		'come once each by $sort, descending $descending, though others are registered in between',
		async (order) => {
			const { store } = opened;
			const known = new Set((await store.overviewRows({ period, size: 1000 })).map(({ site }) => site.id));
			const added = `new-${order.sort}-${order.descending}`;
			const rows = await walked(
				(after) => store.walkSites({ period, ...order, size: 7, after }),
				() => store.importSites([siteOf(added)], '2026-01-02T00:00:00Z'),
			);
			const ids = rows.map(({ site }) => site.id).filter((id) => id !== added);
			expect(new Set(ids)).toEqual(known);
			expect(ids).toHaveLength(known.size);
		},
	);

	test('come once each though the configuration names one more before them all', async () => {
		const { store } = opened;
		const before = (await store.sites()).filter(({ origin }) => origin === 'config');
		const rows = await walked(
			(after) => store.walkSites({ period, size: 7, after }),
			() => store.syncConfigured([siteOf('first'), ...before], '2026-01-02T00:00:00Z'),
		);
		const ids = rows.map(({ site }) => site.id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const { id } of before) expect(ids).toContain(id);
	});
});

describe('a place that somebody made up', () => {
	const odd: readonly Place[] = [
		[],
		[null, null, null, null],
		['a', 'b', 'c', 'd'],
		[1e300, -0.5, 1e300, 7],
		[0.5],
		['x', 1],
	];
	test.each(odd.map((after) => [after]))('finds rows or none: %j', async (after) => {
		const store = await openStore(':memory:');
		await store.importSites([siteOf('a'), siteOf('b')], '2026-01-01T00:00:00Z');
		await record(store, reportOf({ faults: { 'broken-link': [{ subject: linjiang.url }] } }));
		for (const sort of overviewSorts)
			expect((await store.walkSites({ period, today, sort, after })).rows.length).toBeLessThan(4);
		expect((await store.walkFindings({ site: 'linjiang', period, after })).rows.length).toBeLessThan(2);
		expect(await store.walkDocuments({ site: 'linjiang', after })).toMatchObject({ rows: [] });
		expect(await store.walkAudits({ after })).toEqual({ rows: [] });
		expect(await store.walkNotices({ after })).toEqual({ rows: [] });
		await store.close();
	});
});

describe('of one site', () => {
	let opened: { readonly store: Store };
	const link = (n: number) => ({ subject: `${linjiang.url}x/${n}.html`, message: '打不开。' });
	const links = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => link(from + n));
	const document = (n: number) => ({
		...{ url: `${linjiang.url}d/${n}.html`, title: `通知${n}`, documentNumber: null, issuer: null },
		...{ writtenOn: null, publishedOn: '2026-06-01', publicMarker: null, validity: 'unknown' as const },
		...{ interpretations: [], attachments: [] },
	});
	const told = (from: number, to: number, asOf: string) => ({
		...reportOf({ asOf, faults: { 'broken-link': links(from, to) } }),
		documents: links(from, to).map((_, n) => document(n)),
	});
	beforeAll(async () => {
		opened = { store: await openStore(':memory:') };
		await opened.store.syncConfigured([linjiang], '2026-01-01T00:00:00Z');
	});
	afterAll(() => opened.store.close());

	test('findings come once each though another audit of the month is kept in between', async () => {
		const { store } = opened;
		await record(store, told(0, 30, '2026-06-10'));
		const { rows: before } = await store.findings({ site: 'linjiang', period, size: 100 });
		const rows = await walked(
			(after) => store.walkFindings({ site: 'linjiang', period, size: 7, after }),
			() => store.record(told(-10, 35, '2026-06-15'), 'linjiang/2026-06/report.json', national),
		);
		const ids = rows.map(({ id }) => id);
		expect(before).toHaveLength(30);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
		expect(rows).toHaveLength(45);
	});

	test('findings come once each though somebody lets the last one go in between', async () => {
		const { store } = opened;
		const query = { site: 'linjiang', period, size: 7 };
		const first = await store.walkFindings(query);
		const last = first.rows.at(-1);
		const rows = await walked(
			(after) => store.walkFindings({ ...query, after }),
			() =>
				store.decideFinding({
					...{ site: 'linjiang', period, finding: last?.id ?? '', step: 'waive', reason: '误报' },
					until: '2026-08-01',
					...{ by: '王敏', at: now.toISOString() },
				}),
		);
		expect(new Set(rows.map(({ id }) => id)).size).toBe(45);
		expect(rows).toHaveLength(45);
	});

	test('findings are chosen as on the pages', async () => {
		const { store } = opened;
		const query = { site: 'linjiang', period, state: 'new', search: 'x/1' } as const;
		const rows = await walked((after) => store.walkFindings({ ...query, size: 2, after }));
		const { rows: whole } = await store.findings({ ...query, size: 100 });
		expect(rows.map(({ id }) => id).sort()).toEqual(whole.map(({ id }) => id).sort());
		expect(whole.length).toBeGreaterThan(5);
		expect(await store.walkFindings({ site: 'nobody', period })).toEqual({ rows: [] });
		expect(await store.walkFindings({ ...query, search: 'nowhere' })).toEqual({ rows: [] });
	});

	test('documents come as on the pages, and a place in another audit’s list is outdated', async () => {
		const { store } = opened;
		const piece = async (after: Place | undefined) => {
			const found = await store.walkDocuments({ site: 'linjiang', size: 7, ...(after ? { after } : {}) });
			expect(found?.isOutdated).toBeUndefined();
			return { rows: [], ...found };
		};
		const rows = await walked(piece);
		expect(rows).toEqual((await store.documents({ site: 'linjiang', size: 100 }))?.rows);
		expect(rows).toHaveLength(45);
		const { next } = await piece(undefined);
		await record(store, told(0, 20, '2026-06-18'));
		expect(await store.walkDocuments({ site: 'linjiang', after: next ?? [] })).toMatchObject({
			rows: [],
			isOutdated: true,
		});
		expect(await store.walkDocuments({ site: 'nobody' })).toBeUndefined();
	});

	test('audits come newest first, once each though one is asked for in between', async () => {
		const { store } = opened;
		const asked = { site: 'linjiang', cause: 'hand', asOf: '2026-06-20', now: now.toISOString() } as const;
		const owner = { host: 'here', pid: 1 };
		for (let n = 0; n < 9; n++) {
			const audit = await store.begin(asked, owner);
			await store.finish(audit?.id ?? 0, now.toISOString(), { error: `失败 ${n}` });
		}
		const rows = await walked(
			(after) => store.walkAudits({ size: 4, after }),
			() => store.enqueue(asked),
		);
		expect(rows.map(({ error }) => error)).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0].map((n) => `失败 ${n}`));
		expect((await store.walkAudits({ states: ['queued'] })).rows).toHaveLength(1);
		expect((await store.walkAudits({ sites: [] })).rows).toEqual([]);
	});
});
