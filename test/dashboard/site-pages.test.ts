/** The pages of one site beside the first: its columns, documents, months compared, audits and their logs. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditLogFolder, auditLogName } from '../../reports/audit-log.ts';
import type { Report, ReportDocument } from '../../reports/model.ts';
import { national } from '../../reports/profiles/national.ts';
import { column, document } from '../support/report.ts';
import { linjiang, type Opened, openDashboard, record, reportOf, wordsOf } from './open-dashboard.ts';
import { addPeople, ask, signInAs } from './people.ts';

const silent = { ...linjiang, id: 'silent', name: '无声县人民政府' };
const once = { ...linjiang, id: 'once', name: '一次县人民政府' };
const bidi = '\u202e<script>alert(1)</script>';
const endless = `${bidi}${'长'.repeat(2_000_000)}`;
const home = linjiang.url;

const papers: readonly Partial<ReportDocument>[] = [
	{
		url: `${home}zc/1.html`,
		title: '临江市停车管理办法',
		documentNumber: '临政办发〔2026〕12号',
		issuer: '临江市人民政府办公室',
		writtenOn: '2026-03-01',
		publishedOn: '2026-03-02',
		publicMarker: '此件公开发布',
		validity: 'valid',
		validityEvidence: { from: 'table:有效性', snippet: '现行有效' },
		attachments: [`${home}zc/1.pdf`],
		interpretations: [`${home}jd/1.html`],
		sources: {
			title: 'meta:ArticleTitle',
			documentNumber: 'table:发文字号',
			issuer: 'signature',
			writtenOn: 'constellation',
		},
		doubtful: ['issuer'],
	},
	{ url: 'javascript:alert(1)', title: endless, documentNumber: endless, issuer: endless, source: bidi },
	{ url: `${home}jd/1.html`, title: '停车办法解读', role: 'interpretation', explains: [`${home}zc/1.html`] },
];
const paper = (more: Partial<ReportDocument>): ReportDocument => ({
	...{ url: home, title: '', documentNumber: null, issuer: null, writtenOn: null, publishedOn: null },
	...{ publicMarker: null, validity: 'unknown', interpretations: [], attachments: [], ...more },
});

const dead = (...names: string[]) => ({
	'broken-link': names.map((name) => ({ subject: `${home}${name}`, message: `链接“${name}”打不开。` })),
});
const columns = [
	column('dt', 'news', { title: '动态要闻', lastPublishedOn: '2026-05-01' }),
	column('tz', 'notice', { title: '通知公告', lastPublishedOn: '2025-12-20' }),
	column('zc', 'policy', { title: '政策文件', lastPublishedOn: '2026-06-01', sure: 'likely' }),
	column('zn', 'guide', { title: '公开指南', content: 'text', items: 0 }),
	column('wj', 'data', { title: '没加载', content: 'unloaded', items: 0 }),
	column('kb', 'other', { title: '空白栏', content: 'empty', items: 0, organ: '财政局' }),
];
const seen = { columns, documents: [document('zc/1.html', '临政办发〔2026〕12号')] };

let dashboard: Opened;
let april: Report;
let june: Report;
let audit = 0;

beforeAll(async () => {
	dashboard = await openDashboard();
	const { store } = dashboard;
	await store.syncConfigured([linjiang, silent, once], '2026-01-01T00:00:00Z');
	april = reportOf({ asOf: '2026-04-15', seen, faults: dead('a', 'b', 'c') });
	await store.record(april, 'linjiang/2026-04/report.json', national);
	const may = reportOf({ asOf: '2026-05-15', seen, faults: dead('b', 'c'), previous: april });
	await record(store, may);
	june = {
		...reportOf({
			previous: may,
			seen,
			faults: {
				...dead('a', 'c', 'd', 'zc/1.html'),
				'stale-column': [{ subject: `${home}dt/`, message: '栏目“动态要闻”没有更新。' }],
				'empty-column': [{ subject: `${home}kb/`, certainty: 'review', message: '栏目“空白栏”没有内容。' }],
			},
			upcoming: [
				{ check: 'stale-column', subject: `${home}tz/`, dueOn: '2026-06-20', message: '请在此前更新。' },
			],
		}),
		documents: papers.map(paper),
	};
	await store.record(june, 'linjiang/2026-06/report.json', national);
	await record(store, reportOf({ site: once, faults: dead('x') }));

	const now = '2026-06-15T00:00:00.000Z';
	const owner = { host: 'a', pid: 1 };
	const begun = await store.begin({ site: 'linjiang', cause: 'hand', asOf: '2026-06-15', now }, owner);
	audit = begun?.id ?? 0;
	await store.finish(audit, '2026-06-15T02:00:00.000Z', { error: '首页打不开' });
	const folder = auditLogFolder(join(dashboard.folder, 'out'), 'linjiang');
	await mkdir(folder, { recursive: true });
	const line = (told: object): string => `${JSON.stringify({ time: Date.parse(now), ...told })}\n`;
	await writeFile(
		join(folder, auditLogName(now)),
		line({ level: 30, msg: 'audit begun', url: home }) +
			line({ level: 20, msg: 'try failed', url: `${home}?id=11010519491231002X`, reason: 'timeout' }) +
			line({ level: 50, msg: `<img src=x>${bidi}`, err: { message: '13812345678' } }),
	);
});
afterAll(() => dashboard.close());

const page = (path: string) => dashboard.page(`/sites/linjiang/${path}`);
const words = async (path: string) => wordsOf(await page(path)).replaceAll('&quot;', '"');

describe('the columns of a site', () => {
	test('are told the most urgent first, with what is left of their terms and how each was recognised', async () => {
		const text = await words('columns');
		const order = [
			'动态要闻 超期',
			'空白栏 财政局 空白',
			'通知公告 即将超期',
			'没加载 没能加载',
			'政策文件 正常',
			'公开指南 没有期限',
		];
		const places = order.map((one) => text.indexOf(one));
		expect(places).not.toContain(-1);
		expect(places).toEqual(places.toSorted((a, b) => a - b));
		for (const one of [
			'超期 31 天',
			'最迟 2026年5月15日',
			'还剩',
			'5 天',
			'（类别未确定）',
			'看待核对的问题',
			'动态要闻 14 天',
		])
			expect(text).toContain(one);
		const stale = june.findings.find(({ check }) => check === 'stale-column');
		expect(await page('columns')).toContain(`href="/sites/linjiang/findings/${stale?.id}?month=2026-06"`);
	});

	test.each([
		['state=overdue', 1],
		['kind=policy', 1],
		[`q=${encodeURIComponent('公')}`, 2],
		['q=%25', 0],
	])('with %s are %i', async (query, count) => {
		const text = await words(`columns?${query}`);
		expect(text).toContain(count === 0 ? '没有符合条件的栏目' : `共 ${count} 个栏目`);
	});

	test('of a report that does not tell their terms are not called free of one', async () => {
		const own = await openDashboard();
		const stale = ['dt', 'wj'].map((name) => ({ subject: `${home}${name}/`, message: '没有更新。' }));
		const undated = column('wj', 'data', { title: '没日期', lastPublishedOn: undefined });
		const told = reportOf({
			seen: { columns: [...columns.filter(({ title }) => title !== '没加载'), undated] },
			faults: { 'stale-column': stale },
		});
		const old = told.columns.map(({ dueOn: _, ...rest }) => rest);
		await record(own.store, { ...told, columns: old });
		const text = wordsOf(await own.page('/sites/linjiang/columns'));
		await own.close();
		expect(text).toContain('没有逐栏记下期限');
		expect(text).toMatch(/动态要闻 超期 看问题 超期 31 天 /);
		expect(text).toMatch(/没日期 超期 看问题 超期 — 没有日期/);
		expect(text).not.toContain('— 没有期限');
	});
});

describe('the documents of a site', () => {
	test('are found by title and by number, with each fact, where it was read and how sure that is', async () => {
		for (const query of ['停车管理', '(2026)12号']) {
			const text = await words(`documents?q=${encodeURIComponent(query)}`);
			expect(text).toContain('共 1 份');
			for (const one of [
				'依据判断基准日 2026年6月15日 的审计',
				'文号 临政办发〔2026〕12号 信息表“发文字号” 确定',
				'发文机关 临江市人民政府办公室 落款 可能，待核对',
				'成文日期 2026年3月1日 constellation 确定',
				'原文：“现行有效”',
				'信息表“有效性”',
				'公开标注 此件公开发布 — 未记录',
				`附件（1） ${home}zc/1.pdf`,
				`解读（1） ${home}jd/1.html`,
				'审计时的问题（1 个） 新发现 站内断链： 链接“zc/1.html”打不开。',
			])
				expect(text).toContain(one);
		}
	});

	test('say that there are none, and how to come by them', async () => {
		expect(await words('documents?q=nothing')).toContain('没有符合条件的文件');
		expect(wordsOf(await dashboard.page('/sites/silent/documents'))).toContain(
			'还没有审计过，审计后可以在这里查',
		);
		expect(await words('documents?role=interpretation')).toContain('共 1 份');
		expect(await words('documents?validity=valid&found=yes')).toContain('共 1 份');
	});

	test('that are hostile stay text, and short', async () => {
		const text = await page('documents');
		expect(text.length).toBeLessThan(60_000);
		expect(text).not.toMatch(/<script>alert|\u202e|href="javascript:/);
		expect(text).toContain('&lt;script&gt;');
	});
});

describe('two months of a site', () => {
	test('stand beside each other, down to the findings, the last ones by default', async () => {
		const text = await words('comparison');
		expect(text).toContain('项目 2026年5月 2026年6月 变化');
		expect(text).toContain('站内断链 2 1 1 1');
		const whole = await words('comparison?month=2026-06&before=2026-04');
		expect(whole).toContain('项目 2026年4月 2026年6月 变化');
		const repaired = await words('comparison?month=2026-06&before=2026-04&change=fixed');
		expect(repaired).toContain('已修复 1 个');
		expect(repaired).toContain('链接“b”打不开。');
		const back = await words('comparison?month=2026-06&before=2026-04&change=regressed&check=broken-link');
		expect(back).toContain('站内断链：复发 1 个');
		expect(await words('comparison?month=2026-06&before=2026-04&change=gone')).toContain('没有这样的问题');
	});

	test('that cannot be compared say why', async () => {
		expect(await words('comparison?month=2026-06&before=2026-06')).toContain('选了同一个月');
		expect(await words('comparison?month=2026-06&before=2025-01')).toContain(
			'2025年1月没有审计结果，不能对比',
		);
		expect(await words('comparison?month=2026-12')).toContain('2026年12月没有审计结果，不能对比');
		const of = async (site: string) => wordsOf(await dashboard.page(`/sites/${site}/comparison`));
		expect(await of('once')).toContain('只有一个月有审计结果');
		expect(await of('silent')).toContain('还没有审计结果，不能对比');
	});

	test('tell of another profile, of an audit cut short, and of what was frozen', async () => {
		const own = await openDashboard();
		const first = reportOf({ asOf: '2026-04-15', faults: dead('a') });
		await own.store.record({ ...first, profile: { name: 'old', hash: 'abc' } }, '1');
		const stopReason = '达到页数上限（100 页）';
		await record(own.store, reportOf({ previous: first, run: { complete: false, stopReason } }));
		await own.store.decideMonth({ period: '2026-04', step: 'freeze', by: '李', at: '2026-06-01T00:00:00Z' });
		const text = wordsOf(await own.page('/sites/linjiang/comparison'));
		await own.close();
		for (const one of ['评分方案不同', '2026年6月的审计不完整', '月度状态 已定稿 草稿'])
			expect(text).toContain(one);
	});
});

test.each(['', '/findings', '/scores', '/columns', '/comparison', '/audits'])(
	'a month that is none is said to be so on the page %s, and the last one is shown',
	async (page) => {
		for (const month of ['abc', '2026-13', '<script>alert(1)</script>']) {
			const query = new URLSearchParams({ month });
			const shown = await dashboard.page(`/sites/linjiang${page}?${query}`);
			expect(wordsOf(shown)).toContain('没有看懂网址中的月份，显示最近的月份。');
			expect(shown).not.toContain('<script>alert');
		}
		expect(await dashboard.page(`/sites/linjiang${page}?month=2026-06`)).not.toContain('没有看懂');
	},
);

test('whoever runs the installation has a site audited from its page, and nobody else', async () => {
	const own = await openDashboard();
	await own.store.importSites([linjiang], '2026-01-01T00:00:00Z');
	expect(await own.page('/sites/linjiang/audits')).toContain('name="again" value="linjiang"');
	const sent = await ask(own, '/audits/starts', { form: { again: 'linjiang', by: '张三' } });
	expect(sent.headers.get('location')).toBe('/audits#queue');
	const [asked] = await own.store.audits({ site: 'linjiang' });
	expect(asked).toMatchObject({ state: 'queued', askedBy: '张三' });
	const after = await own.page('/sites/linjiang/audits');
	expect(after).toContain('已在排队');
	expect(after).not.toContain('name="again"');
	await own.store.operations.stopAudit(asked?.id ?? 0, { by: '张三', now: '2026-06-20T02:00:00.000Z' });
	await addPeople(own.store, ['linjiang']);
	for (const role of ['officer', 'maintainer'] as const) {
		const cookie = await signInAs(own, role);
		const page = await (await ask(own, '/sites/linjiang/audits', { cookie })).text();
		expect(page).toContain('历次审计');
		expect(page).not.toContain('name="again"');
	}
	await own.close();
});

describe('the log of an audit', () => {
	test('is told in words, newest first, without numbers of persons', async () => {
		expect(await page('audits')).toContain(`href="/sites/linjiang/audits/${audit}"`);
		const brief = await words(`audits/${audit}`);
		expect(brief).toContain('共 2 行');
		expect(brief).toContain(`审计开始 网址：${home}`);
		expect(brief).toContain('错误：138******78');
		expect(brief).not.toContain('一次尝试没有成功');
		const whole = await page(`audits/${audit}?all=yes`);
		expect(wordsOf(whole)).toContain('一次尝试没有成功 网址：');
		expect(wordsOf(whole)).toContain('原因：超时');
		expect(whole).not.toMatch(/110105194912|13812345678|<img|\u202e/);
	});

	test.each(['99999', 'x', '1e3', '-1', '..%2f1'])('%s is not there', async (id) =>
		expect((await dashboard.get(`/sites/linjiang/audits/${id}`)).status).toBe(404),
	);

	test('of another site is not there', async () =>
		expect((await dashboard.get(`/sites/once/audits/${audit}`)).status).toBe(404));

	test('that is not kept says so', async () => {
		const now = '2026-06-19T00:00:00.000Z';
		const owner = { host: 'a', pid: 1 };
		const other = await dashboard.store.begin(
			{ site: 'once', cause: 'hand', asOf: '2026-06-19', now },
			owner,
		);
		const text = wordsOf(await dashboard.page(`/sites/once/audits/${other?.id}`));
		expect(text).toContain('这次审计没有留下日志');
		expect(text).toContain('还没有结束');
	});
});

describe('the first page', () => {
	test('names what is most pressing, draws findings by group, and leads on', async () => {
		const first = await dashboard.page('/sites/linjiang');
		const text = wordsOf(first);
		for (const one of [
			'超期未更新的栏目 1 个，空白栏目 1 个',
			'快要到期的 1 个',
			'链接：2026年4月 3，2026年5月 2，2026年6月 4',
		])
			expect(text).toContain(one);
		expect(text).toContain('链接 链接：2026年4月 3，2026年5月 2，2026年6月 4 4');
		expect(text).toMatch(/单项否决 安全、泄密事故等严重问题 \S+ 站点无法访问 \S+ 首页不更新 /);
		expect(first).toContain('<svg class="group-bars"');
		expect(text).toContain('还没有人作过认定');
	});

	test('says who decided and who took it back, and the page of scores lists what was taken back', async () => {
		const { store } = dashboard;
		const said = { site: 'linjiang', period: '2026-06', by: '王芳' };
		const at = (hour: number) => `2026-06-16T0${hour}:00:00.000Z`;
		await store.decideVeto({ ...said, veto: 'veto-no-interaction', holds: true, at: at(1), reason: '抽查' });
		await store.decideVeto({ ...said, by: '李强', veto: 'veto-no-interaction', at: at(2), reason: '看错了' });
		await store.enterPoints({
			...said,
			indicator: 'ind-service-forms',
			points: 1.5,
			at: at(3),
			reason: '缺样表',
		});
		const first = wordsOf(await dashboard.page('/sites/linjiang'));
		expect(first).toContain('取消人工录入 ：李强， 2026年6月16日 10:00 ：看错了');
		const scores = wordsOf(await page('scores'));
		expect(scores).toContain('已经取消的录入');
		expect(scores).toMatch(/单项否决“互动回应差” 认定成立 王芳，.*抽查 李强，.*看错了/);
		expect(scores.match(/已经取消的录入/g)?.length).toBeLessThan(4);
	});

	test('asks no other machine for anything', async () => {
		for (const path of ['', '/findings', '/scores', '/columns', '/documents', '/comparison', '/audits']) {
			const text = await dashboard.page(`/sites/linjiang${path}`);
			const loaded = [...text.matchAll(/<(?:link|script|img|iframe|source)\b[^>]*\b(?:href|src)="([^"]*)"/g)];
			expect(loaded.map(([, at = '']) => at).filter((at) => !/^(?:\/static\/|data:)/.test(at))).toEqual([]);
		}
	});
});
