/** The work list: what it shows, whom, what is asked by it, and the file that is handed on. */
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fillGaps } from '../../reports/fill.ts';
import { workFile } from '../../reports/formats/work.ts';
import type { Report } from '../../reports/model.ts';
import { national } from '../../reports/profiles/national.ts';
import { openSqlite } from '../../reports/store/sqlite.ts';
import { linjiang, type Opened, openDashboard, reportOf, wordsOf } from './open-dashboard.ts';

const headersOfOurs = { origin: 'http://localhost', host: 'localhost' };
const hekou = { ...linjiang, id: 'hekou', name: '河口县人民政府', url: 'https://www.hekou.gov.cn/' };
const templated = Array.from({ length: 20 }, (_, n) => `${linjiang.url}p${n}.html`);
const faults = {
	'broken-link': [
		{ subject: `${linjiang.url}a.html`, foundOn: templated, foundOnCount: 300 },
		{ subject: `${linjiang.url}b.html`, foundOn: templated, foundOnCount: 300 },
		{ subject: `${linjiang.url}c.html`, foundOn: [linjiang.url], message: '链接“丙”返回 404，请删除。' },
	],
	'soft-404': [
		{ subject: `${linjiang.url}s.html`, certainty: 'review' as const, message: '可能是假404，请核实。' },
	],
};

const asked: { site: string; findings?: readonly string[]; by: string }[] = [];
let isBusy = false;
let refusal: string | undefined;
let dashboard: Opened;
let report: Report;
beforeEach(async () => {
	asked.length = 0;
	refusal = undefined;
	isBusy = false;
	dashboard = await openDashboard({
		rechecks: {
			ask: async (wanted) => {
				asked.push(wanted);
				return refusal;
			},
			isBusy: (_site, finding) =>
				isBusy && (finding === undefined || (asked.at(-1)?.findings?.includes(finding) ?? true)),
			failure: () => undefined,
		},
	});
	await dashboard.store.importSites([linjiang, hekou], '2026-01-01T00:00:00Z');
	report = reportOf({ faults });
	await dashboard.store.record(report, 'linjiang/2026-06/report.json', national);
	const other = reportOf({
		site: hekou,
		asOf: '2026-05-15',
		faults: { 'empty-column': [{ subject: `${hekou.url}x/`, message: '栏目“甲”没有内容，请补充。' }] },
	});
	await dashboard.store.record(other, 'hekou/2026-05/report.json', national);
});
afterEach(() => dashboard.close());

const send = (fields: readonly (readonly [string, string])[]) =>
	dashboard.get('/tasks/steps', {
		method: 'POST',
		body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
		headers: headersOfOurs,
	});
const listed = async (query = '') =>
	(await dashboard.page(`/work${query}`)).split('<tr role="row">').slice(2);
const taskOf = async (words: string): Promise<string> => {
	const row = (await listed()).find((one) => one.includes(words)) ?? '';
	return /href="\/work\/(\d+)"/.exec(row)?.[1] ?? '';
};
const subjects = (ids: readonly string[] = []): string[] =>
	report.findings.flatMap(({ id, subject }) =>
		ids.includes(id) ? [subject.slice(linjiang.url.length)] : [],
	);

describe('the work list', () => {
	test('has one line for what one repair fixes, with pages, points, term and how far it is', async () => {
		const rows = await listed();
		expect(rows).toHaveLength(4);
		const words = rows.map(wordsOf);
		expect(words.find((row) => row.includes('300 个页面'))).toMatch(
			/改正同在 300 个页面上的 2 个有问题的链接.*临江市人民政府.*2 个问题.*见于 300 页.*2026年6月25日.*未开始/,
		);
		expect(words.find((row) => row.includes('丙'))).toContain('请删除。');
		expect(words.find((row) => row.includes('假404'))).toMatch(/1 个待核对.*等待人工核对/);
		expect(words.find((row) => row.includes('河口县'))).toContain('已逾期');
	});

	test.each([
		['?site=hekou', 1],
		['?site=nobody', 0],
		['?q=河口', 1],
		['?q=没有这个', 0],
		['?overdue=1', 1],
		['?severity=veto', 0],
		['?sort=due', 4],
		['?sort=&page=x&site=', 4],
		['?page=2', 0],
	])('with %s has %i lines', async (query, count) => {
		expect(await listed(query)).toHaveLength(count);
	});

	test.each([
		['certain', /可解除否决：.*解除一票否决/],
		['review', /可消除待确认的否决：.*消除待确认的一票否决/],
	] as const)('begins with what lifts a veto, and says so: %s', async (certainty, words) => {
		const vetoed = reportOf({
			asOf: '2026-06-16',
			faults: {
				...faults,
				'homepage-stale': [{ subject: linjiang.url, certainty, message: '首页没有更新，请更新。' }],
			},
		});
		await dashboard.store.record(vetoed, 'linjiang/2026-06/report-2.json', national);
		const [first = ''] = await listed();
		expect(wordsOf(first)).toMatch(/首页没有更新，请更新。/);
		expect(wordsOf(first)).toMatch(words);
		expect(wordsOf(first)).not.toContain('不扣分');
	});

	test('is sorted by its term where that is asked', async () => {
		expect((await listed('?sort=due'))[0]).toContain('河口县');
	});

	test('says what to do where there is nothing', async () => {
		const empty = await openDashboard();
		expect(wordsOf(await empty.page('/work'))).toContain('还没有完整的审计');
		await empty.store.importSites([linjiang], '2026-01-01T00:00:00Z');
		expect(wordsOf(await empty.page('/work?site=linjiang'))).toContain('还没有完整的审计');
		await empty.store.record(reportOf({}), 'linjiang/2026-06/report.json', national);
		expect(wordsOf(await empty.page('/work?site=linjiang'))).toContain('没有要改的地方');
		await empty.close();
	});

	test('never says that there is nothing while lists are worked out', async () => {
		const db = await openSqlite(join(dashboard.folder, 'gongkai.db'));
		await db.deleteFrom('tasks').execute();
		await db.updateTable('changes').set({ worked: null }).execute();
		await db.destroy();
		const page = wordsOf(await dashboard.page('/work'));
		expect(page).toContain('已整理 0 个网站，共 2 个');
		expect(page).not.toContain('没有要改的地方');
		await fillGaps(dashboard.store, dashboard.folder);
		expect(await listed('?site=linjiang')).toHaveLength(3);
		expect(await dashboard.page('/work?site=linjiang')).not.toContain('正在整理');
	});

	test('opens what one repair fixes, and leads through its findings alone', async () => {
		const task = await taskOf('300 个页面');
		const page = await dashboard.page(`/work/${task}`);
		const [first = ''] = [...page.matchAll(/href="(\/sites\/linjiang\/findings\/[^"]+)"/g)].map(
			([, to]) => to ?? '',
		);
		expect(first).toContain(`task=${task}`);
		const one = await dashboard.page(first.replaceAll('&amp;', '&'));
		expect(one).toMatch(/rel="next"/);
		const next = /rel="next" href="([^"]+)"/.exec(one)?.[1]?.replaceAll('&amp;', '&') ?? '';
		expect(await dashboard.page(next)).not.toMatch(/rel="next"/);
		expect(wordsOf(await dashboard.page(next))).toContain('在这一项整改中');
		expect((await dashboard.get('/work/99999')).status).toBe(404);
		expect((await dashboard.get('/work/x')).status).toBe(404);
	});

	test('is handed on as a table, a row a finding, those of one repair together', async () => {
		const answer = await dashboard.get('/work.csv?site=linjiang');
		expect(answer.headers.get('content-disposition')).toContain('gongkai-work.csv');
		const bytes = Buffer.from(await answer.arrayBuffer());
		const rows: Record<string, string>[] = parse(bytes, { bom: true, columns: true });
		expect(rows).toHaveLength(4);
		const places = rows.filter((row) => row.改什么?.includes('300 个页面')).map((row) => row.序号);
		expect(new Set(places).size).toBe(1);
		expect(places).toHaveLength(2);
		expect(rows[0]).toMatchObject({ 网站: '临江市人民政府', 见于页数: expect.stringMatching(/^\d+$/) });
	});

	test('is handed on whole, and leaves others their turn meanwhile', async () => {
		const found = Array.from({ length: 700 }, (_, n) => ({
			subject: `${linjiang.url}many/${n}.html`,
			foundOn: n % 2 === 0 ? [linjiang.url] : [`${linjiang.url}p${n % 350}.html`],
		}));
		const large = reportOf({ asOf: '2026-06-16', faults: { 'broken-link': found } });
		await dashboard.store.record(large, 'linjiang/2026-06/report-2.json', national);
		let turns = 0;
		let isDone = false;
		const turn = () => {
			turns++;
			if (!isDone) setImmediate(turn);
		};
		setImmediate(turn);
		const names = (id: string) => id;
		const pieces: string[] = [];
		for await (const piece of workFile(dashboard.store, { sites: ['linjiang'] }, names)) pieces.push(piece);
		isDone = true;
		const rows: Record<string, string>[] = parse(pieces.join(''), { bom: true, columns: true });
		expect(new Set(rows.map((row) => row.问题网址)).size).toBe(700);
		expect(rows.map((row) => Number(row.序号))).toEqual(
			rows.map((row) => Number(row.序号)).toSorted((a, b) => a - b),
		);
		for (const piece of pieces.slice(1)) expect(piece.match(/\r\n/g)?.length).toBeLessThanOrEqual(100);
		expect(turns).toBeGreaterThanOrEqual(pieces.length - 2);
	});

	test('has nothing of sites that were taken out of the register, and says so', async () => {
		await dashboard.store.removeSites(['hekou'], '2026-06-20T00:00:00Z');
		expect(await listed()).toHaveLength(3);
		expect(await (await dashboard.get('/work.csv')).text()).not.toContain('河口县');
		expect(wordsOf(await dashboard.page('/work?site=hekou'))).toContain('这个网站不在登记里');
		await dashboard.store.importSites([hekou], '2026-06-20T01:00:00Z');
		expect(await listed()).toHaveLength(4);
	});

	test('tells of a task that is done who saw that, when and how', async () => {
		const task = await taskOf('300 个页面');
		const at = '2026-06-16T01:02:03.000Z';
		const own = report.findings.filter(({ subject }) => /[ab]\.html$/.test(subject));
		await dashboard.store.keepRechecks(
			'linjiang',
			own.map((finding) => ({
				finding,
				result: 'fixed' as const,
				words: '现在可以打开（HTTP 200）',
				proof: [],
			})),
			{ at, by: '王芳' },
		);
		expect((await listed()).map(wordsOf).some((row) => row.includes('300 个页面'))).toBe(false);
		const page = await dashboard.page(`/work/${task}`);
		expect(wordsOf(page)).toContain('这一项的问题都已处理，不再列在整改清单里');
		expect(
			wordsOf(page).match(/王芳提出的复查， 2026年6月16日 09:02 ：已改正，现在可以打开（HTTP 200）/g),
		).toHaveLength(2);
		expect(page).not.toContain('马上复查');
	});

	test('says of what a second look found as it was that it did not pass, and when; so do the finding’s page and the files', async () => {
		const task = await taskOf('300 个页面');
		const own = report.findings.filter(({ subject }) => /[ab]\.html$/.test(subject));
		const look = (results: readonly ('open' | 'unknown')[], at: string) =>
			dashboard.store.keepRechecks(
				'linjiang',
				own.map((finding, index) => ({
					...{ finding, result: results[index] ?? 'open', words: '仍是 404', proof: [] },
				})),
				{ at, by: '王芳' },
			);
		const row = async () => (await listed()).map(wordsOf).find((one) => one.includes('300 个页面'));
		expect(await row()).toContain('未开始');
		// Before the audit: it has seen more since.
		await look(['open', 'open'], '2026-06-14T01:02:03.000Z');
		expect(await row()).toContain('未开始');
		await look(['open', 'unknown'], '2026-06-16T17:02:03.000Z');
		expect(await row()).toContain('复查未通过 1 个 复查没看成 1 个 2026年6月17日');
		expect(await row()).not.toContain('未开始');
		const [one] = own;
		const findingPage = `/sites/linjiang/findings/${one?.id}?month=2026-06`;
		expect(wordsOf(await dashboard.page(findingPage))).toContain(
			'现在的状态 仍未改 复查未通过 2026年6月17日',
		);
		expect(wordsOf(await dashboard.page(`/work/${task}`))).toContain('复查没看成 2026年6月17日');
		const told = async (path: string, column: string) => {
			const file = await (await dashboard.get(path)).text();
			const rows: Record<string, string>[] = parse(file, { bom: true, columns: true });
			const found = rows.find((each) => each[column] === one?.id);
			return [found?.复查结果, found?.复查时间];
		};
		const last = ['仍未改', '2026-06-17 01:02:03'];
		expect(await told('/work.csv', '编号')).toEqual(last);
		expect(await told('/export/2026-06/findings.csv', '问题编号')).toEqual(last);
		const { items } = (await (await dashboard.get('/api/v1/work?site=linjiang')).json()) as {
			items: { id: number }[];
		};
		expect(items.find(({ id }) => id === Number(task))).toMatchObject({
			looked: { open: 1, unseen: 1, at: '2026-06-17T01:02:03.000+08:00' },
		});
		await look(['open', 'open'], '2026-06-18T01:00:00.000Z');
		expect(await row()).toContain('复查未通过 2 个 2026年6月18日');
	});

	test('keeps what was ticked and typed where it is refused', async () => {
		const task = await taskOf('300 个页面');
		const response = await send([
			...([
				['task', task],
				['act', 'begin'],
				['by', '王芳'],
				['reason', '长'.repeat(1001)],
			] as const),
			...([
				['until', '2026-07-01'],
				['back', '/work?sort=due'],
			] as const),
		]);
		const page = await response.text();
		expect(response.status).toBe(409);
		expect(page).toContain('没有保存：写了 1001 个字符，最多 1000 个，请缩短后再提交。');
		expect(page).toContain(`value="${task}" checked`);
		expect(page).toContain('value="2026-07-01"');
		expect(page).toContain('<option value="due" selected>');
		const none = await (
			await send([
				['act', 'begin'],
				['by', '王芳'],
				['back', `/work/${task}`],
			])
		).text();
		expect(none).toContain('没有保存：请先选中要处理的项目。');
	});

	test('shows hostile words as words, and none in a formula', async () => {
		const evil = '<img src=x onerror=alert(1)>\u202e=1+1';
		const hostile = reportOf({
			asOf: '2026-06-16',
			faults: { 'broken-link': [{ subject: 'javascript:alert(1)', message: evil, foundOn: [linjiang.url] }] },
		});
		await dashboard.store.record(hostile, 'linjiang/2026-06/report-2.json', national);
		const task = await taskOf('onerror');
		for (const path of ['/work', `/work/${task}`]) {
			const page = await dashboard.page(path);
			expect(page).not.toMatch(/<img src=x|\u202e|href="javascript:/);
			expect(page).toContain('&lt;img src=x');
		}
		const formula = reportOf({
			asOf: '2026-06-17',
			faults: {
				'broken-link': [{ subject: `${linjiang.url}z`, message: '=cmd|calc', foundOn: [linjiang.url] }],
			},
		});
		await dashboard.store.record(formula, 'linjiang/2026-06/report-3.json', national);
		expect(await (await dashboard.get('/work.csv?site=linjiang')).text()).toContain("'=cmd|calc");
	});
});

describe('what is ticked', () => {
	const by = ['by', '赵工'] as const;

	test('is looked at again with one press, site by site', async () => {
		const tasks = [await taskOf('300 个页面'), await taskOf('河口县')];
		const answer = await send([
			by,
			['act', 'recheck'],
			...tasks.map((n) => ['task', n] as const),
			['back', '/work?sort=due'],
		]);
		expect(answer.headers.get('location')).toBe('/work?sort=due&done=recheck&count=3');
		isBusy = true;
		const begun = '/work?sort=due&done=recheck&count=3';
		expect(wordsOf(await dashboard.page(begun))).toContain('正在复查 3 个问题');
		const busy = (await listed()).map(wordsOf).filter((row) => row.includes('正在复查'));
		// The last of those that were asked is the one at 临江市: its two links, and nothing else.
		expect(busy).toHaveLength(1);
		expect(busy[0]).toContain('300 个页面');
		const other = await dashboard.page('/work');
		expect(other).toContain('data-busy');
		expect(other).toMatch(/正在复查，改好了的会标在各项的进展里。 <a href="\/work">刷新看结果/);
		isBusy = false;
		expect(await dashboard.page('/work')).not.toContain('data-busy');
		expect(wordsOf(await dashboard.page(begun))).toContain('复查 3 个问题已结束：改好了的标在各项的进展里');
		expect(wordsOf(await dashboard.page(`/work/${tasks[0]}?done=begin&count=2`))).toContain(
			'已把 2 个问题标为整改中',
		);
		expect(await dashboard.page('/work?done=evil&count=2')).not.toContain('role="status"');
		expect(asked.map(({ site, findings, by: who }) => [site, findings?.length, who])).toEqual([
			['hekou', 1, '赵工'],
			['linjiang', 2, '赵工'],
		]);
		expect(subjects(asked[1]?.findings).sort()).toEqual(['a.html', 'b.html']);
	});

	test('is said to be under repair, and no more', async () => {
		const task = await taskOf('300 个页面');
		const fields = [by, ['task', task], ['until', '2026-06-30'], ['reason', '换模板']] as const;
		expect((await send([...fields, ['act', 'begin']])).status).toBe(303);
		const row = (await listed()).map(wordsOf).find((one) => one.includes('300 个页面'));
		expect(row).toMatch(/整改中 2 个.*预计完成 2026年6月30日/);
		const [id = ''] = report.findings.flatMap((one) => (one.subject.endsWith('a.html') ? [one.id] : []));
		const words = wordsOf(await dashboard.page(`/sites/linjiang/findings/${id}`));
		expect(words).toMatch(/整改中 赵工称正在整改.*预计完成 2026年6月30日.*换模板/);
		expect((await send([...fields, ['act', 'revoke']])).status).toBe(303);
		expect((await listed()).map(wordsOf).find((one) => one.includes('300 个页面'))).toContain('未开始');
	});

	test('is late once the day has passed', async () => {
		const task = await taskOf('丙');
		await dashboard.store.markRepairing({
			...{ site: 'linjiang', step: 'begin', by: '赵工', at: '2026-06-16T01:00:00Z', until: '2026-06-18' },
			findings: [...((await dashboard.store.findingsOfTasks([Number(task)])).get('linjiang') ?? [])],
		});
		expect((await listed()).map(wordsOf).find((one) => one.includes('丙'))).toContain('逾期未改');
		expect(wordsOf(await dashboard.page('/sites/linjiang?check=broken-link'))).toContain('逾期未改');
	});

	test.each<[string, readonly (readonly [string, string])[], number, RegExp]>([
		['nothing', [by, ['act', 'recheck']], 409, /请先选中/],
		['what is gone', [by, ['act', 'recheck'], ['task', '99999']], 409, /不在清单里/],
		[
			'by nobody',
			[
				['act', 'recheck'],
				['task', '1'],
			],
			409,
			/谁提出/,
		],
		['for no act of ours', [by, ['act', 'delete'], ['task', '1']], 400, /没有看懂/],
		[
			'for a day that is over',
			[by, ['act', 'begin'], ['task', '1'], ['until', '2026-06-01']],
			409,
			/不能早于今天/,
		],
	])('is refused in words: %s', async (_, fields, status, words) => {
		const answer = await send(fields);
		expect([answer.status, words.test(await answer.text())]).toEqual([status, true]);
		expect(asked).toEqual([]);
	});

	test('says why nothing was begun', async () => {
		refusal = '这个网站正在审计，审计会重看全部问题，等它结束再复查';
		const answer = await send([by, ['act', 'recheck'], ['task', await taskOf('丙')]]);
		expect(await answer.text()).toContain('等它结束再复查');
	});

	test.each(['https://evil.example/', '//evil.example/', '/\\evil.example', '/sites/linjiang', '/works'])(
		'leads back to no other page than ours: %s',
		async (back) => {
			const answer = await send([by, ['act', 'recheck'], ['task', await taskOf('丙')], ['back', back]]);
			expect(answer.headers.get('location')).toBe('/work?done=recheck&count=1');
		},
	);
});

test('20,000 findings of a site are listed and opened quickly', async () => {
	const links = Array.from({ length: 20_000 }, (_, n) => ({
		subject: `${linjiang.url}x${n}.html`,
		foundOn: [`${linjiang.url}p${n % 5000}.html`],
	}));
	const large = reportOf({ asOf: '2026-06-18', faults: { 'broken-link': links } });
	await dashboard.store.record(large, 'linjiang/2026-06/report-4.json', national);
	const [, id = ''] = large.findings.map(({ id: one }) => one);
	const task = await taskOf('有问题的链接');
	for (const path of [
		'/work',
		'/work?site=linjiang&page=90',
		`/work/${task}`,
		`/sites/linjiang/findings/${id}`,
	]) {
		await dashboard.page(path);
		const began = process.cpuUsage();
		for (let n = 0; n < 5; n++) await dashboard.page(path);
		const { user, system } = process.cpuUsage(began);
		expect([path, (user + system) / 5000 < 400]).toEqual([path, true]);
	}
}, 180_000);
