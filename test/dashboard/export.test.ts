import readSheets from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { streamOf } from '../../dashboard/stream.ts';
import { linjiang, type Opened, openDashboard, record, reportOf } from './open-dashboard.ts';

const other = { ...linjiang, id: 'other', name: '另一个局' };
let dashboard: Opened;
beforeAll(async () => {
	dashboard = await openDashboard();
	await dashboard.store.syncConfigured([linjiang, other], '2026-01-01T00:00:00Z');
	for (const site of [linjiang, other])
		await record(
			dashboard.store,
			reportOf({ site, faults: { 'broken-link': [{ subject: `${site.url}${site.id}` }] } }),
		);
});
afterAll(() => dashboard.close());

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

describe('a month’s table', () => {
	test.each([
		['scores', 'csv'],
		['scores', 'json'],
		['findings', 'csv'],
		['findings', 'json'],
	] as const)('%s.%s is a file of all sites, or of one', async (table, format) => {
		const response = await dashboard.get(`/export/2026-06/${table}.${format}`);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toBe(types[format]);
		expect(response.headers.get('content-disposition')).toBe(
			`attachment; filename="gongkai-2026-06-${table}.${format}"`,
		);
		const text = await response.text();
		expect(text).toContain(linjiang.name);
		expect(text).toContain(other.name);

		const one = await dashboard.get(`/export/2026-06/${table}.${format}?site=other`);
		expect(one.headers.get('content-disposition')).toContain(`gongkai-2026-06-other-${table}.${format}`);
		expect(await one.text()).not.toContain(linjiang.name);
	});

	test.each([
		['month', ['评分', '问题', '说明']],
		['scores', ['评分', '说明']],
		['findings', ['问题', '说明']],
	])('%s.xlsx is a workbook', async (name, sheets) => {
		const response = await dashboard.get(`/export/2026-06/${name}.xlsx`);
		expect(response.headers.get('content-type')).toBe(
			'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		);
		expect(response.headers.get('content-disposition')).toBe(
			`attachment; filename="gongkai-2026-06-${name}.xlsx"`,
		);
		const found = await readSheets(Buffer.from(await response.arrayBuffer()));
		expect(found.map(({ sheet }) => sheet)).toEqual(sheets);
	});

	test('notice.docx is the draft of a notice', async () => {
		const response = await dashboard.get('/export/2026-06/notice.docx');
		expect(response.headers.get('content-type')).toMatch(/wordprocessingml\.document$/);
		expect(response.headers.get('content-disposition')).toBe(
			'attachment; filename="gongkai-2026-06-notice.docx"',
		);
		expect(
			Buffer.from(await response.arrayBuffer())
				.subarray(0, 2)
				.toString(),
		).toBe('PK');
	});

	test('of one site is offered on its page', async () => {
		const page = await dashboard.page('/sites/other?month=2026-06');
		const addresses = [...page.matchAll(/href="([^"]*\/export\/[^"]*)"/g)].map(([, address]) => address);
		expect(addresses).toEqual(
			expect.arrayContaining([
				'/export/2026-06/month.xlsx?site=other',
				'/export/2026-06/notice.docx?site=other',
			]),
		);
		for (const address of addresses) expect((await dashboard.get(address ?? '')).status).toBe(200);
	});

	test('is of what is on the screen, in its order', async () => {
		const page = await dashboard.page('/?month=2026-06&sort=name&order=desc&verdict=not-assessed');
		const addresses = [...page.matchAll(/href="([^"]*\/export\/[^"]*)"/g)].map(([, address = '']) =>
			address.replaceAll('&amp;', '&'),
		);
		expect(addresses.length).toBeGreaterThan(4);
		for (const address of addresses) expect(address).toContain('verdict=not-assessed&sort=name&order=desc');
		const sitesOf = async (file: string): Promise<string[]> => {
			const rows = JSON.parse(await (await dashboard.get(`/export/2026-06/${file}`)).text());
			return rows.map(({ site }: { site: string }) => site);
		};
		const turned = (await sitesOf('scores.json?sort=name')).reverse();
		expect(await sitesOf('scores.json?sort=name&order=desc')).toEqual(turned);
		expect(await sitesOf('findings.json?sort=name&order=desc')).toEqual(turned);
	});

	test.each([
		'type=portal',
		'level=city&sort=rank',
		'district=%E4%B8%B4&sort=findings&order=desc',
		'veto=none&sort=inspection',
		'verdict=unaudited&sort=name&order=desc',
		'overdue=1&sort=overdue&order=desc',
		'awaiting=1',
		'q=%E5%B1%80&sort=rank&order=desc',
	])('is of the same sites in the same order as the page: %s', async (query) => {
		const many = await openDashboard({ now: () => new Date('2026-08-01T00:00:00Z') });
		const sites = Array.from({ length: 8 }, (_, n) => ({
			...linjiang,
			id: `s${n}`,
			name: `第${(n * 5) % 8}局`,
			type: n % 3 === 0 ? ('department' as const) : ('portal' as const),
			level: n % 2 === 0 ? ('city' as const) : ('county' as const),
			district: n % 4 === 0 ? '西岭' : '临江市',
		}));
		await many.store.syncConfigured(sites, '2026-01-01T00:00:00Z');
		for (const [n, site] of sites.slice(0, 6).entries()) {
			const dead = Array.from({ length: n % 4 }, (_, k) => ({ subject: `${site.url}${k}` }));
			const lead = { subject: `${site.url}soft`, certainty: 'review' as const };
			const faults = { 'broken-link': dead, 'soft-404': n % 2 === 0 ? [lead] : [] };
			await record(many.store, reportOf({ site, faults }));
		}
		const page = await many.page(`/?month=2026-06&${query}`);
		const shown = [...page.matchAll(/<th scope="row"[^>]*><a href="\/sites\/([^?"]*)/g)].map(
			([, id = '']) => id,
		);
		expect(shown.length).toBeGreaterThan(0);
		const linkOf = (name: string): string =>
			new RegExp(`href="([^"]*${name}[^"]*)"`).exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
		const read = async (name: string) => (await many.get(linkOf(name))).text();
		const scores: { site: string; rank: number | null }[] = JSON.parse(await read('scores\\.json'));
		expect(scores.map(({ site }) => site)).toEqual(shown);
		const lines = (await read('scores\\.csv')).trim().split('\r\n').slice(1);
		expect(lines.map((line) => line.split(',')[1])).toEqual(shown);
		const findings: { site: string }[] = JSON.parse(await read('findings\\.json'));
		const told = new Set(findings.map(({ site }) => site));
		expect([...told]).toEqual(shown.filter((id) => told.has(id)));
		const book = Buffer.from(await (await many.get(linkOf('month\\.xlsx'))).arrayBuffer());
		const [sheet] = await readSheets(book);
		expect(sheet?.data.slice(1).map((row) => row[1])).toEqual(shown);
		const ranks = [...page.matchAll(/data-label="排名" class="number">(?:(\d+)|<)/g)].map(
			([, rank]) => rank ?? null,
		);
		const ranked = scores.filter(({ rank }) => rank !== null).map(({ rank }) => `${rank}`);
		expect(ranks.filter((rank) => rank !== null)).toEqual(ranked);
		await many.close();
	});

	test.each(['scores', 'findings'])('of %s keeps the filter of the page that it is on', async (table) => {
		const page = await dashboard.page(`/?q=${encodeURIComponent('另一个')}`);
		const address =
			new RegExp(`href="([^"]*${table}\\.csv[^"]*)"`).exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
		const text = await (await dashboard.get(address)).text();
		expect(text).toContain(other.name);
		expect(text).not.toContain(linjiang.name);
	});

	test.each([
		'/export/2026-13/scores.csv',
		'/export/2026-06/month.csv',
		'/export/2026-06/scores.pdf',
		'/export/2026-06/scores.docx',
		'/export/2026-06/notice.xlsx',
		'/export/2026-06/undefined.csv',
		'/export/2026-06/scores',
		'/export/2026-06/scores.csv.json',
		'/export/2026-06/users.csv',
		'/export/2026-06/scores.csv?site=nobody',
		'/export/2026-06/scores.csv?site=../x',
		'/export/2026-06/scores.csv?site=',
	])('%s is not there', async (path) => expect((await dashboard.get(path)).status).toBe(404));

	test.each([
		['/export/2026-06/scores.csv?verdict=zzz', '网址里的 verdict=zzz 看不懂：应为 qualified、unqualified、'],
		[
			'/export/2026-06/month.xlsx?verdict=qualified&type=x',
			'网址里的 type=x 看不懂：应为 portal、department',
		],
		['/export/2026-06/findings.json?overdue=yes', '网址里的 overdue=yes 看不懂：应为 1'],
		[
			'/export/2026-06/scores.csv?verdcit=qualified',
			'网址里的 verdcit=qualified 看不懂：没有这个参数，可以用的有 q、verdict、',
		],
		['/work.csv?severity=zzz', '网址里的 severity=zzz 看不懂：应为 veto、major、minor'],
		['/work.csv?sit=linjiang', '网址里的 sit=linjiang 看不懂：没有这个参数'],
		['/?verdict=zzz', '网址里的 verdict=zzz 看不懂'],
		['/?sort=zzz', '网址里的 sort=zzz 看不懂'],
		['/work?site=..%2Fx', '网址里的 site=../x 看不懂：应为编号'],
		['/sites/linjiang/findings?state=zzz', '网址里的 state=zzz 看不懂'],
		['/sites/linjiang/findings?check=%3Cb%3E', '网址里的 check=&lt;b&gt; 看不懂'],
		['/sites/linjiang/columns?kind=__proto__', '网址里的 kind=__proto__ 看不懂'],
		['/?sort=toString', '网址里的 sort=toString 看不懂'],
		['/sites/linjiang/documents?validity=zzz', '网址里的 validity=zzz 看不懂'],
		['/sites/linjiang/comparison?before=2026-13', '网址里的 before=2026-13 看不懂：应为月份'],
	])('%s is refused, since it would tell of more than was asked for', async (path, words) => {
		const response = await dashboard.get(path);
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toMatch(/^text\/html/);
		expect(response.headers.get('content-disposition')).toBeNull();
		expect(await response.text()).toContain(words);
	});

	test.each([
		'/api/v1/months/2026-06/sites?verdict=zzz',
		'/api/v1/work?severity=zzz',
		'/api/v1/work?sit=linjiang',
	])('%s is refused to programs by the name of the parameter', async (path) => {
		const response = await dashboard.get(path);
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({
			code: 'invalid-parameters',
			errors: [{ in: 'query', name: /[?](\w+)=/.exec(path)?.[1] }],
		});
	});

	test.each([
		'/export/2020-01/notice.docx',
		'/export/2026-06/notice.docx?verdict=unaudited',
		'/export/2026-06/notice.docx?q=nobody',
	])('%s has nothing to tell, and says so instead of giving notice of nothing', async (path) => {
		const response = await dashboard.get(path);
		expect(response.status).toBe(404);
		expect(await response.text()).toContain('<h1>没有可通报的内容</h1>');
	});

	test('a month without any audit is not offered as a notice', async () => {
		expect(await dashboard.page('/?month=2020-01')).not.toContain('notice.docx');
		expect(await dashboard.page('/?month=2026-06')).toContain('notice.docx');
	});
});

describe('a file that is written while it is read', () => {
	const pieces = async function* (failAt: number) {
		for (let n = 0; n < 3; n++) {
			if (n === failAt) throw new Error('disk gone');
			yield `${n}`;
		}
	};

	test('is whole where nothing fails', async () =>
		expect(await new Response(await streamOf(pieces(9))).text()).toBe('012'));

	test.each([0, 1])('fails before it begins, where piece %i fails', (failAt) =>
		expect(streamOf(pieces(failAt))).rejects.toThrow('disk gone'),
	);

	test('breaks off, and does not end as if it were whole, where a later piece fails', async () => {
		const told: unknown[] = [];
		const stream = await streamOf(pieces(2), (error) => told.push(error));
		await expect(new Response(stream).text()).rejects.toThrow('disk gone');
		expect(told).toHaveLength(1);
	});

	test('ends its source where the reader goes away', async () => {
		let ended = false;
		const source = async function* () {
			try {
				for (;;) yield 'x';
			} finally {
				ended = true;
			}
		};
		const reader = (await streamOf(source())).getReader();
		await reader.read();
		await reader.cancel();
		expect(ended).toBe(true);
	});
});
