/** Long lists, read to their end by cursors while others write. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiPath } from '../../../dashboard/api/table.ts';
import { national } from '../../../reports/profiles/national.ts';
import type { RegisteredSite } from '../../../reports/store/model.ts';
import { linjiang, type Opened, openDashboard, record, reportOf } from '../open-dashboard.ts';
import { jsonOf } from './stock.ts';

const many = 5000;
const siteOf = (n: number): RegisteredSite => ({
	...{
		id: `s-${n}`,
		name: `第${n}站`,
		url: `https://www.s${n}.gov.cn/`,
		type: 'portal',
		district: `第${n % 7}区`,
	},
});
const link = (n: number) => ({ subject: `${linjiang.url}x/${n}.html`, message: '打不开。' });
const told = (from: number, to: number, asOf: string) =>
	reportOf({ asOf, faults: { 'broken-link': Array.from({ length: to - from }, (_, n) => link(from + n)) } });

let dashboard: Opened;
beforeAll(async () => {
	dashboard = await openDashboard();
	const { store } = dashboard;
	await store.importSites(
		Array.from({ length: many }, (_, n) => siteOf(n)),
		'2026-01-01T00:00:00Z',
	);
	await store.importSites([linjiang], '2026-01-01T00:00:00Z');
	await record(store, told(0, many, '2026-06-10'));
}, 120_000);
afterAll(() => dashboard?.close());

/** Each row's id, in the order in which they come; `meanwhile` happens after some of the pieces. */
const walked = async (
	path: string,
	meanwhile: (piece: number) => Promise<void> = async () => {},
): Promise<string[]> => {
	const ids: string[] = [];
	for (let cursor = '', piece = 0; ; piece++) {
		const response = await dashboard.get(`${apiPath}${path}${cursor === '' ? '' : `&cursor=${cursor}`}`);
		const { items, next } = await jsonOf(response);
		expect([response.status, items.length]).toEqual([200, expect.any(Number)]);
		for (const { id, site } of items) ids.push(id ?? site.id);
		if (next === undefined) return ids;
		expect(next).toMatch(/^[\w-]{10,300}$/);
		await meanwhile(piece);
		cursor = next;
	}
};

const orders = ['sort=order', 'sort=name', 'sort=district&order=desc', 'sort=order&order=desc'];
test.each(orders)(
	'5,000 sites come once each by %s while others are registered',
	{ timeout: 60_000 },
	async (order) => {
		let added = 0;
		const ids = await walked(`/sites?${order}&limit=499`, async (piece) => {
			if (piece % 4 !== 0) return;
			const more = [1, 2].map((n) => siteOf(9000 + n + 10 * orders.indexOf(order) + 100 * piece));
			added += more.length;
			await dashboard.store.importSites(more, '2026-01-02T00:00:00Z');
		});
		expect(added).toBeGreaterThan(4);
		expect(new Set(ids).size).toBe(ids.length);
		const known = new Set(ids);
		for (let n = 0; n < many; n++) if (!known.has(`s-${n}`)) expect.fail(`s-${n} did not come`);
	},
);

test('5,000 findings come once each while another audit of the month is kept and a person lets one go', {
	timeout: 120_000,
}, async () => {
	const { store } = dashboard;
	const { rows } = await store.findings({ site: 'linjiang', period: '2026-06', size: many });
	const ids = await walked('/sites/linjiang/findings?month=2026-06&limit=500', async (piece) => {
		if (piece === 2)
			await store.record(told(-300, many, '2026-06-15'), 'linjiang/2026-06/report.json', national);
		if (piece !== 5) return;
		const signed = { by: '王敏', at: '2026-06-20T02:00:00Z', reason: '迁移', until: '2026-07-01' };
		const finding = rows.at(2999)?.id ?? '';
		await store.decideFinding({ site: 'linjiang', period: '2026-06', finding, step: 'waive', ...signed });
	});
	expect(rows).toHaveLength(many);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids).toHaveLength(many + 300);
	const known = new Set(ids);
	expect(rows.filter(({ id }) => !known.has(id))).toEqual([]);
});

describe('a cursor', () => {
	const nextOf = async (path: string): Promise<string> =>
		(await jsonOf(await dashboard.get(`${apiPath}${path}`))).next;
	const codeOf = async (path: string, cursor: string): Promise<[number, string]> => {
		const response = await dashboard.get(`${apiPath}${path}&cursor=${cursor}`);
		return [response.status, (await jsonOf(response)).code];
	};

	test('of another list, or that is none, is refused', async () => {
		const cursor = await nextOf('/sites?limit=2&sort=name');
		const path = '/sites?limit=7&sort=name';
		expect((await dashboard.get(`${apiPath}${path}&cursor=${cursor}`)).status).toBe(200);
		const refused = [422, 'invalid-cursor'];
		for (const other of [
			'/sites?sort=order',
			'/sites?sort=name&q=1',
			'/months/2026-06/sites?sort=name',
			'/audits?limit=1',
		])
			expect([other, ...(await codeOf(other, cursor))]).toEqual([other, ...refused]);
		const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
		const [list] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
		for (const broken of [
			'',
			'x',
			'%00',
			cursor.slice(0, -4),
			forged(null),
			forged([list]),
			forged([list, {}]),
			forged([list, [[1]]]),
		])
			expect([broken, ...(await codeOf(path, broken))]).toEqual([broken, ...refused]);
		// One that somebody made up finds rows or none, and breaks nothing.
		for (const values of [[], ['a', 'b', 'c'], [null, null, null], [1e300, -1, "'--"]])
			expect((await dashboard.get(`${apiPath}${path}&cursor=${forged([list, values])}`)).status).toBe(200);
	});

	test('of documents that another audit has read since is outdated', async () => {
		const document = (n: number) => ({
			...{ url: `${linjiang.url}d/${n}.html`, title: `通知${n}`, documentNumber: null, issuer: null },
			...{ writtenOn: null, publishedOn: '2026-06-01', publicMarker: null, validity: 'unknown' as const },
			...{ interpretations: [], attachments: [] },
		});
		const documents = [1, 2, 3].map(document);
		await record(dashboard.store, { ...told(0, 5, '2026-06-16'), documents });
		const path = '/sites/linjiang/documents?limit=2';
		const cursor = await nextOf(path);
		expect((await jsonOf(await dashboard.get(`${apiPath}${path}&cursor=${cursor}`))).items).toHaveLength(1);
		await record(dashboard.store, { ...told(0, 5, '2026-06-17'), documents });
		expect(await codeOf(path, cursor)).toEqual([409, 'cursor-outdated']);
	});
});
