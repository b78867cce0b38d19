import { describe, expect, test } from 'vitest';
import { buildReport } from '../../../reports/build.ts';
import { showProgress } from '../../../reports/formats/progress.ts';
import { overview, summary, worstOf } from '../../../reports/formats/terminal.ts';
import { cut, pad, plain, table, widthOf } from '../../../reports/formats/text.ts';
import { national } from '../../../reports/profiles/national.ts';
import { column, config, crawled, document, home, result, results } from '../../support/report.ts';

describe('text of a stranger', () => {
	test.each([
		['a colour', '\u001b[31m红\u001b[0m', '红'],
		['a window title', '\u001b]0;owned\u0007标题', '标题'],
		['a hyperlink', '\u001b]8;;http://x\u001b\\链接\u001b]8;;\u001b\\', '链接'],
		['an eight-bit sequence', '\u009b2J清屏', '清屏'],
		['lines', '一\r\n二\t三\u2028四', '一 二 三 四'],
		['control characters', 'a\u0000b\u0008c\u007fd', 'abcd'],
		['what stands between two blanks', '一 \u0000 二', '一 二'],
		['reversed order', '\u202egpj.exe\u202c', 'gpj.exe'],
		['a lone escape', '\u001b', ''],
		['plain Chinese', '《关于……的通知》（临政办发〔2026〕1号）', '《关于……的通知》（临政办发〔2026〕1号）'],
	])('loses %s', (_name, text, expected) => expect(plain(text)).toBe(expected));
});

describe('columns', () => {
	test.each([
		['abc', 3],
		['断链', 4],
		['（a）〔1〕', 10],
		['e\u0301', 1],
		['😀', 2],
	])('of %s are counted', (text, width) => expect(widthOf(text)).toBe(width));
	test('are cut between characters', () => {
		expect(cut('政府信息公开', 7)).toBe('政府信…');
		expect(cut('政府', 4)).toBe('政府');
	});
	test('are aligned', () => {
		expect(pad('断链', 6)).toBe('断链  ');
		expect(
			table(
				[
					['断链', '1'],
					['a', '100'],
				],
				[1],
			),
		).toEqual(['断链    1', 'a     100']);
	});
});

const input = {
	config,
	crawled: crawled(
		{
			columns: [column('zc', 'policy'), column('xw', 'news'), column('jd', 'interpretation')],
			documents: [document('a.html', '临政发〔2026〕1号')],
		},
		{ coverage: { share: 0.987, notSeen: [{ what: home, why: 'wall' as const, count: 3 }] } },
	),
	results: results(
		result('broken-link', [
			{ subject: `${home}x.html`, foundOn: [`${home}b.html`], foundOnCount: 40, snippet: '\u001b[31m404' },
			{ subject: `${home}y.html`, foundOn: [`${home}b.html`], foundOnCount: 2 },
		]),
		result('stale-column', [{ subject: `${home}zc/`, message: '政策文件栏目已 8 个月没有更新，请更新。' }]),
		result('missing-public-marker', [{ subject: `${home}a.html`, certainty: 'review' }]),
	),
	profile: national,
};
const report = buildReport(input);
const options = {
	profile: national,
	checks: input.results.map(({ check }) => check),
	file: 'out/report.json',
};

describe('the summary', () => {
	const text = summary(report, options);
	test('tells scores, vetoes, findings, coverage and where the report lies', () => {
		for (const part of [
			'临江市人民政府（linjiang）',
			'网站检查  合格',
			'看得到的 30 分中得 24.8 分',
			'栏目不更新 未发现',
			'站点无法访问 未判定',
			'政务公开  折算 100 分',
			'问题 3 个，另有 1 个待人工核对（新发现 4，仍未改 0，复发 0，已修复 0）',
			'看到已知页面的 98.7%；没看到的：被网站防护拦下 3',
			'报告      out/report.json',
		])
			expect(text).toContain(part);
	});
	test('puts the dearest of the certain first, then the one that is met most', () => {
		expect(worstOf(report, national).map(({ subject }) => subject)).toEqual([
			`${home}zc/`,
			`${home}x.html`,
			`${home}y.html`,
		]);
		expect(text).toContain('证据：404');
		expect(text).toContain(`见于：${home}b.html 等 40 页`);
	});
	test('tells of a veto how many findings or columns it rests on', () => {
		const blank = Array.from({ length: 5 }, (_, n) => ({ subject: `${home}k${n}/` }));
		const columns = blank.map(({ subject: url }) =>
			column('x', 'other', { url, items: 0, content: 'empty' }),
		);
		const found = summary(
			buildReport({
				...input,
				crawled: crawled({ columns }),
				results: results(
					result('unanswered-message', [{ subject: `${home}ly/1.html` }]),
					result('empty-column', blank),
				),
			}),
			options,
		);
		expect(found).toContain('互动回应差 成立（涉及 1 个问题）');
		expect(found).toContain('栏目不更新 成立（涉及 5 个栏目）');
	});
	test('says a reason once, for all checks that it kept from judging', () => {
		const given = results(
			result('missing-gazette', [], '抓取提前结束'),
			result('homepage-stale', [], '抓取提前结束'),
			result('no-ipv6', [], '本机没有 IPv6 网络'),
		);
		const untold = summary(buildReport({ ...input, results: given }), {
			...options,
			checks: given.map(({ check }) => check),
		});
		expect(untold.match(/^未判定 .*$/gm)?.sort()).toEqual([
			'未判定    homepage-stale、missing-gazette：抓取提前结束',
			'未判定    no-ipv6：本机没有 IPv6 网络',
		]);
	});
	test('does not count as found what was carried over, even from an audit of the same day', () => {
		const given = results(result('broken-link', [], '没有浏览器'));
		const again = buildReport({ ...input, results: given, previous: report });
		expect(again.findings.map(({ lastSeen }) => lastSeen)).toContain(again.asOf);
		expect(summary(again, options)).toContain(
			'问题 0 个（新发现 0，仍未改 0，复发 0，已修复 2，本次未能复查 2）',
		);
		expect(overview([again])).toMatch(/ 0 +0 +0\n$/);
		expect(worstOf(again, national)).toEqual([]);
	});
	test('has colours only where asked for, and never those of a page', () => {
		expect(text).not.toContain('\u001b');
		expect(summary(report, { ...options, colour: true })).toContain('\u001b[32m合格\u001b[0m');
	});
	test('says that the number of a department is our own', () => {
		const department = buildReport({ ...input, config: { ...config, type: 'department' } });
		expect(summary(department, options)).toContain('本系统自算，国家对部门网站只看单项否决');
	});
	test('says of a score that is not there how little was seen', () => {
		const bare = buildReport({ ...input, crawled: crawled({}), results: results() });
		expect(summary(bare, options)).toMatch(/政务公开 {2}没有分数（100 分中看得到 \d+ 分，不足以计分）/);
	});
	test('says that an audit is incomplete, and why', () => {
		const run = { ...input.crawled.run, complete: false, stopReason: '到达页数上限' };
		const partial = buildReport({ ...input, crawled: { ...input.crawled, run } });
		expect(summary(partial, options)).toContain('本次审计不完整：到达页数上限');
		expect(summary(partial, options)).toContain('网站检查  合格（只按看到的部分）');
	});
	test('says of what was not seen where most of it is, and what to do', () => {
		const notSeen = [
			...[40, 900, 3, 7].map(
				(count, i) => ({ what: `www.linjiang.gov.cn/${i}/#.html`, why: 'budget', count }) as const,
			),
			{ what: `${home}oa/`, why: 'robots', count: 1 } as const,
		];
		const tell = (stopReason: string | null): string =>
			summary({ ...report, run: { ...report.run, stopReason }, coverage: { share: 0.5, notSeen } }, options);
		const text = tell('达到请求数上限（12 次）');
		expect(text).toContain('没看到的：超出抓取上限 950，robots.txt 不允许 1');
		expect(text).toContain(
			'超出抓取上限：www.linjiang.gov.cn/1/#.html 900 个、www.linjiang.gov.cn/0/#.html 40 个、www.linjiang.gov.cn/3/#.html 7 个 等 4 组\n    要看全，可在配置里调大 limits.maxRequests',
		);
		expect(text).toContain(`robots.txt 不允许：${home}oa/\n    若是本单位网站，可在配置里设 robots: ignore`);
		expect(text).toContain('（网址里的 # 代表各不相同的数字或编码）');
		expect(tell('达到页数上限（5 页）')).toMatch(/limits\.maxPages；.*--max-pages/);
		expect(tell(null)).toContain('一直没有带来新内容');
	});
	test('of several sites is a table', () => {
		const [titles = '', row = ''] = overview([report]).split('\n');
		expect(row).toMatch(/^临江市人民政府 +合格 .* 3 +1 +0$/);
		expect(widthOf(titles)).toBe(widthOf(row));
	});
});

describe('progress', () => {
	const step = {
		site: 'linjiang',
		phase: 'crawl',
		pages: 1200,
		queued: 30,
		rendered: 2,
		perSecond: 4.56,
		errors: 0,
	} as const;
	const watch = (isTTY: boolean) => {
		const written: string[] = [];
		let time = 0;
		const view = showProgress({ isTTY, columns: 60, write: (text) => written.push(text) }, () => time);
		return {
			written,
			view,
			at: (ms: number) => {
				time = ms;
				view.update(step);
			},
		};
	};
	test('is one line rewritten on a terminal, at most ten times a second', () => {
		const { written, at, view } = watch(true);
		for (const ms of [0, 10, 50, 120]) at(ms);
		expect(written).toHaveLength(2);
		expect(written[0]).toBe('\r\u001b[2Klinjiang 抓取 1,200 页 · 待抓取 30 · 浏览器 2 · 4.6 页/秒');
		view.clear();
		expect(written.at(-1)).toBe('\r\u001b[2K');
	});
	test.each([
		[20, '不到 1 分钟'],
		[150, '3 分钟'],
		[5000, '84 分钟'],
		[9000, '2.5 小时'],
	])('says when it may end: %i seconds are %s', (secondsLeft, words) => {
		const written: string[] = [];
		const output = { isTTY: true, columns: 100, write: (text: string) => written.push(text) };
		showProgress(output, () => 0).update({ ...step, secondsLeft });
		expect(written[0]).toContain(`4.6 页/秒 · 约还需${words === '不到 1 分钟' ? '' : ' '}${words}`);
	});
	test('is a line every ten seconds elsewhere', () => {
		const { written, at } = watch(false);
		for (const ms of [0, 5000, 10_000, 12_000, 20_000]) at(ms);
		expect(written).toEqual(Array(2).fill('linjiang 抓取 1,200 页 · 待抓取 30 · 浏览器 2 · 4.6 页/秒\n'));
	});
});
