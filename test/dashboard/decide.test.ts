/** What people decide on the dashboard, and what it refuses. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { scaled } from '../../dashboard/views/points.ts';
import { savedView } from '../../dashboard/views/saved.ts';
import { national } from '../../reports/profiles/national.ts';
import { linjiang, type Opened, openDashboard, reportOf, wordsOf } from './open-dashboard.ts';

const headersOfOurs = { origin: 'http://localhost', host: 'localhost' };
const lead = {
	subject: `${linjiang.url}soft.html`,
	message: '可能是假404，请核实。',
	certainty: 'review',
} as const;
const other = { ...lead, subject: `${linjiang.url}soft2.html` };
const dead = { subject: `${linjiang.url}dead.html`, message: '请修改。' };

let dashboard: Opened;
let soft: string;
let link: string;
beforeEach(async () => {
	dashboard = await openDashboard();
	const report = reportOf({ faults: { 'broken-link': [dead], 'soft-404': [lead, other] } });
	await dashboard.store.record(report, 'linjiang/2026-06/report.json', national);
	const idOf = (subject: string): string =>
		report.findings.find((finding) => finding.subject === subject)?.id ?? '';
	[soft, link] = [idOf(lead.subject), idOf(dead.subject)];
});
afterEach(() => dashboard.close());

type Fields = Readonly<Record<string, string>>;

const send = (path: string, fields: Fields, headers: Fields = headersOfOurs) =>
	dashboard.get(path, { method: 'POST', body: new URLSearchParams(fields), headers });
const decide = (id: string, fields: Fields, headers?: Fields) =>
	send(`/sites/linjiang/findings/${id}/decisions`, { month: '2026-06', by: '王芳', ...fields }, headers);
const sums = async () => (await dashboard.store.siteMonth('linjiang', '2026-06'))?.sums;

describe('a finding', () => {
	test('in doubt is confirmed, by whom and why, and has a term from then on', async () => {
		const response = await decide(soft, { step: 'confirm', reason: '已打开核实' });
		expect(response.status).toBe(303);
		expect(response.headers.get('location')).toBe(`/sites/linjiang/findings/${soft}?month=2026-06#decide`);
		const words = wordsOf(await dashboard.page(`/sites/linjiang/findings/${soft}?month=2026-06`));
		expect(words).toContain('确认属实 ：王芳， 2026年6月20日 10:00 ：已打开核实');
		expect(words).toContain('整改期限 2026年6月30日');
		expect(await sums()).toMatchObject({ review: 1 });
	});

	test('that counts for a veto says that the veto itself awaits a ruling', async () => {
		const hidden = { subject: `${linjiang.url}h.html`, message: '有暗链。', certainty: 'review' } as const;
		const report = reportOf({ faults: { 'hidden-link': [hidden] } });
		await dashboard.store.record(report, 'linjiang/2026-06/b.json', national);
		const id = report.findings.find(({ subject }) => subject === hidden.subject)?.id ?? '';
		const page = () => dashboard.page(`/sites/linjiang/findings/${id}?month=2026-06`);
		expect(await page()).not.toContain('还要另行裁定');
		await decide(id, { step: 'confirm', reason: '已打开核实' });
		expect(wordsOf(await page())).toContain(
			'单项否决“安全、泄密事故等严重问题”是否成立，还要另行裁定。 去裁定',
		);
		const costs = '计入单项否决“安全、泄密事故等严重问题”；这项否决成立的，网站不合格。';
		expect(wordsOf(await page())).toContain(`这类问题不按分值扣分。 ${costs}`);
		expect(await page()).toContain('href="/sites/linjiang/scores?month=2026-06#by-hand">去裁定');
	});

	test('that was let go is called what was decided, and no lead any more', async () => {
		await decide(soft, { step: 'reject', reason: '页面正常' });
		for (const path of [`/sites/linjiang/findings/${soft}?month=2026-06`, '/sites/linjiang?state=waived']) {
			const page = await dashboard.page(path);
			expect(page).toContain('<span class="tag calm">已驳回</span>');
			expect(page).not.toContain('<span class="tag warn">待核对</span>');
		}
		expect(await dashboard.page('/sites/linjiang?certainty=review')).toContain('共 2 条，其中豁免或不成立 1');
		const words = wordsOf(await dashboard.page(`/sites/linjiang/findings/${soft}`));
		expect(words).toContain('现在的状态 已驳回');
		expect(words).toContain('经人工核实不属实，不扣分，不用整改。');
	});

	test('that a person confirmed is not said to rest on the program alone', async () => {
		await decide(soft, { step: 'confirm' });
		const words = wordsOf(await dashboard.page(`/sites/linjiang/findings/${soft}`));
		expect(words).toContain('程序列为待核对，经人工认定属实。');
		expect(words).toContain(' 是假404，经人工核实属实。 ');
		expect(words).not.toContain('请核实');
		expect(words).not.toContain('即可认定');
	});

	test('offers what can be done, and no more', async () => {
		const offered = async (id: string) =>
			[
				...(await dashboard.page(`/sites/linjiang/findings/${id}`)).matchAll(
					/type="radio" name="step" value="(\w+)"/g,
				),
			].map(([, step]) => step);
		expect(await offered(soft)).toEqual(['confirm', 'reject', 'waive']);
		expect(await offered(link)).toEqual(['dispute', 'waive', 'withdraw']);
		await decide(link, { step: 'dispute', reason: '页面早已改好' });
		expect(await offered(link)).toEqual(['uphold', 'withdraw', 'revoke']);
	});

	test('is decided by whoever it is, with a rare character at the end of a long name', async () => {
		const by = `${'名'.repeat(49)}𠮷`;
		const response = await decide(soft, { step: 'confirm', by });
		expect(response.status).toBe(303);
		expect(decodeURIComponent(response.headers.get('set-cookie') ?? '')).toContain(`=${'名'.repeat(49)};`);
	});

	test('that was saved is quoted with quotation marks that can be told apart', () => {
		const saved = savedView({ step: 'reject', what: '链接“在线娱乐”的页面', left: 0, list: '/' });
		expect(wordsOf(String(saved))).toContain('已保存：不属实，驳回“链接‘在线娱乐’的页面”。');
	});

	test('leads to the next that waits, says what was saved, and at the end leads back to the list', async () => {
		const first = await decide(soft, { step: 'reject', reason: '页面正常', next: '1' });
		const second = first.headers.get('location') ?? '';
		expect(second).toMatch(
			new RegExp(`^/sites/linjiang/findings/f\\w+\\?month=2026-06&saved=linjiang%2F${soft}$`),
		);
		const id = /findings\/(\w+)/.exec(second)?.[1] ?? '';
		expect([soft, link]).not.toContain(id);
		const next = await dashboard.page(second);
		expect(wordsOf(next)).toMatch(/已保存：不属实，驳回“[^”]+”。 撤回 这个清单还有 1 个没看。 回到清单/);
		expect(next).toContain(`href="/sites/linjiang/findings/${soft}?month=2026-06#decide">撤回`);
		const last = await decide(id, { step: 'confirm', next: '1' });
		const end = last.headers.get('location') ?? '';
		expect(end).toContain(`/findings/${id}?`);
		const page = await dashboard.page(end);
		expect(wordsOf(page)).toMatch(/已保存：确认属实“[^”]+”。 撤回 这个清单已经全部看完。 回到清单/);
		expect(page).toContain('href="/review?month=2026-06">回到清单');
	});

	test.each([
		['linjiang/nothing'],
		['//evil.example/'],
		['<script>alert(1)</script>'],
		['linjiang'],
		['a/b/c'],
		['linjiang/%00'],
	])('says nothing was saved by an address that is none of ours: %s', async (saved) => {
		const query = new URLSearchParams({ saved });
		const page = await dashboard.page(`/sites/linjiang/findings/${soft}?${query}`);
		expect(page).not.toMatch(/已保存|evil|alert/);
		const undecided = await dashboard.page(`/sites/linjiang/findings/${soft}?saved=linjiang/${link}`);
		expect(undecided).not.toContain('已保存');
	});

	test.each<[string, Fields, number, RegExp]>([
		['without a reason', { step: 'reject' }, 409, /请写明理由/],
		['without a name', { step: 'confirm', by: '' }, 409, /谁/],
		['of a step that is none', { step: 'delete' }, 400, /没有看懂/],
		['without a month', { step: 'confirm', month: 'June' }, 400, /没有看懂/],
		['that does not fit', { step: 'uphold' }, 409, /不能这样处理/],
		['of a waiver until no day', { step: 'waive', reason: 'x', until: '2026-99-99' }, 409, /截止/],
		['of a form without end', { step: 'confirm', reason: 'x'.repeat(70_000) }, 413, /太长/],
	])('a decision %s is refused in words, and changes nothing', async (_, fields, status, words) => {
		const before = await sums();
		const response = await decide(soft, fields);
		expect([response.status, words.test(await response.text())]).toEqual([status, true]);
		expect(await sums()).toEqual(before);
	});

	test.each([
		['http://localhost/sites/linjiang/findings/x?month=2026-06', '/sites/linjiang/findings/x?month=2026-06'],
		['http://localhost//evil.example/', '/'],
		['https://evil.example/sites/linjiang', undefined],
		['javascript:alert(1)', undefined],
		['nonsense', undefined],
	])('a refusal leads back to where the form was: %s', async (referer, back) => {
		const asked = send(
			`/sites/linjiang/findings/${soft}/rechecks`,
			{ by: '王芳' },
			{ ...headersOfOurs, referer },
		);
		const page = await (await asked).text();
		expect(/<a href="([^"]*)">回到刚才的页面/.exec(page)?.[1]).toBe(back);
		expect(page).toContain('回到总览');
		expect(page).not.toContain('evil');
	});

	test.each<[string, Fields]>([
		['another site’s page', { origin: 'https://evil.example', host: 'localhost' }],
		['a page whose browser hides where it comes from', { origin: 'null', host: 'localhost' }],
		['nobody', { host: 'localhost' }],
		['another port', { origin: 'http://localhost:81', host: 'localhost:80' }],
	])('what %s sends is refused', async (_, headers) => {
		expect((await decide(soft, { step: 'confirm' }, headers)).status).toBe(403);
		expect(await sums()).toMatchObject({ review: 2 });
	});

	test('shows hostile words as words', async () => {
		await decide(soft, { step: 'confirm', by: '<b>王</b>', reason: '<script>alert(1)</script>\u202e' });
		const page = await dashboard.page(`/sites/linjiang/findings/${soft}`);
		expect(page).not.toMatch(/<script>alert|<b>王|\u202e/);
		expect(page).toContain('&lt;script&gt;');
	});

	test('remembers who decided, for the next form', async () => {
		const response = await decide(soft, { step: 'confirm' });
		const cookie = response.headers.get('set-cookie') ?? '';
		expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
		const page = await dashboard.get(`/sites/linjiang/findings/${link}`, {
			headers: { cookie: cookie.split(';')[0] ?? '' },
		});
		expect(await page.text()).toContain('name="by" value="王芳"');
	});
});

describe('a month by hand', () => {
	const site = '/sites/linjiang';
	const said = { month: '2026-06', by: '王芳', reason: '抽查两件' };

	test('has points deducted for what no crawler sees, marked so', async () => {
		const response = await send(`${site}/points`, { ...said, indicator: 'ind-service-forms', points: '1.5' });
		const to = response.headers.get('location') ?? '';
		expect(to).toBe('/sites/linjiang/scores?month=2026-06&saved=points%2Find-service-forms#by-hand');
		const words = wordsOf(await dashboard.page(to.replace(/#.*/, '')));
		expect(words).toContain('已保存：“表格样表”，录入 1.5 分。');
		expect(words).toContain('表格样表 扣 1.5 分 王芳， 2026年6月20日 10:00 ：抽查两件');
		expect(words).toMatch(/表格样表 5 ?\* ?−1\.5 人工扣 1\.5/);
	});

	test.each(['１．５', '1。5'])('takes points as a Chinese keyboard types them: %s', async (points) => {
		await send(`${site}/points`, { ...said, indicator: 'ind-service-forms', points });
		expect(wordsOf(await dashboard.page(`${site}/scores?month=2026-06`))).toContain('表格样表 扣 1.5 分');
	});

	test('has every veto open to a person’s last word', async () => {
		const page = await dashboard.page(`${site}/scores?month=2026-06`);
		expect(page.match(/action="\/sites\/linjiang\/vetoes\//g)).toHaveLength(6);
	});

	test('tells what was seen apart from the bonus on top of it', () => {
		const words = wordsOf(String(scaled(90.5, 50, 10)));
		expect(words).toContain('看得到的 50 分中得 40.25 分');
		expect(words).toContain('其中加分 10 分');
	});

	test('has a veto that a person decides', async () => {
		await send(`${site}/vetoes/veto-no-interaction/decisions`, { ...said, holds: 'yes' });
		expect(await sums()).toMatchObject({ verdict: 'unqualified' });
		expect(wordsOf(await dashboard.page(`${site}/scores?month=2026-06`))).toContain(
			'人工认定成立（王芳， 2026年6月20日 10:00 ：抽查两件）；程序的判断：未判定。',
		);
		const revoked = await send(`${site}/vetoes/veto-no-interaction/decisions`, { ...said, holds: 'revoke' });
		const to = revoked.headers.get('location')?.replace(/#.*/, '') ?? '';
		expect(wordsOf(await dashboard.page(to))).toContain('已保存：单项否决');
		expect(await dashboard.page(to.replace('saved=veto%2Fveto-', 'saved=veto%2F'))).not.toContain('已保存');
		expect((await sums())?.verdict).not.toBe('unqualified');
	});

	test.each<[string, Fields]>([
		['points', { indicator: 'ind-service-forms', points: '-1' }],
		['points', { indicator: 'ind-service-forms', points: '1e3' }],
		['points', { indicator: '__proto__', points: '1' }],
		['vetoes/veto-beauty/decisions', { holds: 'yes' }],
	])('%s with %j are refused', async (path, fields) => {
		expect((await send(`${site}/${path}`, { ...said, ...fields })).status).toBe(409);
	});
});

describe('a form that is refused comes back as it was filled in, and says why:', () => {
	const site = '/sites/linjiang';
	const far = { month: '2026-06', by: '王芳' };
	const long = '很'.repeat(1001);
	test.each<[string, string, Fields, readonly string[]]>([
		[
			'a veto without a reason',
			`${site}/vetoes/veto-no-interaction/decisions`,
			{ ...far, holds: 'yes', reason: '' },
			['没有保存：请写明理由。', 'value="yes" required checked', 'name="by" value="王芳"', '<details open>'],
		],
		[
			'points without a reason',
			`${site}/points`,
			{ ...far, indicator: 'ind-service-forms', points: '1.5' },
			['没有保存：请写明理由。', 'value="ind-service-forms" selected', 'maxlength="6" value="1.5"'],
		],
		[
			'points that are none',
			`${site}/points`,
			{ ...far, indicator: 'ind-service-forms', points: '1a', reason: '抽查“两件”' },
			['没有保存：分数应为 0 或正数', ' value="1a"', ' value="抽查“两件”" autofocus'],
		],
		[
			'a veto with too long a reason',
			`${site}/vetoes/veto-no-interaction/decisions`,
			{ ...far, holds: 'no', reason: long },
			['没有保存：写了 1001 个字符，最多 1000 个，请缩短后再提交。', `value="${long}"`, 'maxlength="1000"'],
		],
		[
			'a step of the month without its day',
			'/months/2026-06/steps',
			{ by: '王芳', step: 'objections', until: '2026-01-01', reason: '公布' },
			[
				'没有保存：请写明异议期的最后一天，不早于今天。',
				'value="2026-01-01"',
				'value="公布"',
				'<details open>',
			],
		],
	])('%s', async (_, path, fields, parts) => {
		const before = await sums();
		const response = await send(path, fields);
		expect(response.status).toBe(409);
		const page = await response.text();
		for (const part of parts) expect(page).toContain(part);
		expect(await sums()).toEqual(before);
		expect(await dashboard.store.decisions('linjiang', { period: '2026-06' })).toEqual([]);
	});

	test('what is decided of a finding, in the list that it was come by', async () => {
		const fields = {
			step: 'waive',
			reason: '',
			until: '2026-07-01',
			from: 'certainty=review&state=standing',
		};
		const response = await decide(soft, fields);
		const page = await response.text();
		expect([response.status, /没有保存：([^<]*)/.exec(page)?.[1]]).toEqual([409, '请写明理由。']);
		expect(page).toMatch(/value="waive" required[^>]* checked/);
		expect(page).toContain('name="until" value="2026-07-01"');
		expect(page).toContain('name="from" value="state=standing&amp;certainty=review"');
	});

	test('a reason that is too long is refused where a finding is decided or repaired', async () => {
		const repairs = send(`${site}/findings/${link}/repairs`, { ...far, step: 'begin', reason: long });
		for (const response of [await decide(soft, { step: 'confirm', reason: long }), await repairs]) {
			const page = await response.text();
			expect([response.status, page.includes('写了 1001 个字符，最多 1000 个')]).toEqual([409, true]);
			expect(page).toContain(`value="${long}"`);
		}
		expect((await decide(soft, { step: 'confirm', reason: long.slice(1) })).status).toBe(303);
		const [kept] = await dashboard.store.decisions('linjiang', { finding: soft });
		expect(kept?.reason).toBe(long.slice(1));
	});

	test('where the page has no such form any more, it is said all the same', async () => {
		const response = await send(`${site}/vetoes/veto-beauty/decisions`, {
			...far,
			holds: 'yes',
			reason: 'x',
		});
		expect([response.status, await response.text()]).toEqual([
			409,
			expect.stringContaining('没有这项单项否决'),
		]);
	});
});

describe('the queue', () => {
	test('lists who waits, and freezes the month', async () => {
		const before = wordsOf(await dashboard.page('/review?month=2026-06'));
		expect(before).toContain('1 个网站：单项否决 0 项，异议 0 个，待核对 2 个');
		expect(before).toContain('草稿');
		expect(before).toContain('从第一个起逐个处理');
		const step = (fields: Fields) => send('/months/2026-06/steps', { by: '李主任', ...fields });
		expect((await step({ step: 'objections', until: '2026-06-30' })).status).toBe(303);
		expect(wordsOf(await dashboard.page('/review?month=2026-06'))).toContain('异议期到 2026年6月30日 为止');
		const open = '异议期到2026年6月30日，尚未届满；还有 2 个待核对没有处理。';
		const asking = await dashboard.page('/review?month=2026-06');
		expect(wordsOf(asking)).toContain(`${open} 仍要定稿`);
		expect(asking).toContain('<input type="checkbox" name="anyway" value="1" required>');
		const refused = await step({ step: 'freeze', reason: '赶时间' });
		expect([refused.status, wordsOf(await refused.text()).includes(open)]).toEqual([409, true]);
		await step({ step: 'freeze', anyway: '1', reason: '领导同意' });
		const overview = wordsOf(await dashboard.page('/?month=2026-06'));
		expect(overview).toContain('已定稿；1 个网站有没有处理的内容，不再影响当月 ：');
		const left = wordsOf(await dashboard.page('/review?month=2026-06'));
		expect(left).toContain('2026年6月已定稿；下列没有处理的不再影响当月的得分和结论。');
		for (const words of [overview, left]) expect(words).not.toMatch(/等待(?:人工)?处理|逐个处理/);
		expect((await step({ step: 'freeze' })).status).toBe(409);
		const frozen = await dashboard.page('/sites/linjiang/scores?month=2026-06');
		expect(frozen).toContain('本月已定稿，不能再录入');
		expect(wordsOf(await dashboard.page(`/sites/linjiang/findings/${soft}`))).toContain(
			'从下一个没有定稿的月份起生效',
		);
		await step({ step: 'reopen', reason: '漏了一个网站' });
		expect(wordsOf(await dashboard.page('/review?month=2026-06'))).toContain('重新打开 ：李主任');
	});

	test('what is said of a frozen month is not said twice, and can be taken back before the next audit', async () => {
		const freeze = { by: '李主任', step: 'freeze', anyway: '1', reason: '领导同意' };
		expect((await send('/months/2026-06/steps', freeze)).status).toBe(303);
		const path = `/sites/linjiang/findings/${link}?month=2026-06`;
		const offered = async () =>
			[...(await dashboard.page(path)).matchAll(/name="step" value="(\w+)" required/g)].map(([, one]) => one);
		expect(await offered()).toEqual(['dispute', 'waive', 'withdraw']);
		const waiver = { step: 'waive', reason: '改版中', until: '2026-08-01' };
		expect((await decide(link, waiver)).status).toBe(303);
		expect(await offered()).toEqual(['revoke']);
		expect((await decide(link, waiver)).status).toBe(409);
		expect((await decide(link, { step: 'revoke' })).status).toBe(303);
		expect(await offered()).toEqual(['dispute', 'waive', 'withdraw']);
		expect((await decide(link, { step: 'dispute', reason: '已改' })).status).toBe(303);
		expect(await offered()).toEqual(['uphold', 'withdraw', 'revoke']);
		expect(await sums()).toMatchObject({ disputed: 0, waived: 0 });
	});

	test('says where there is nothing to do', async () => {
		const page = wordsOf(await dashboard.page('/review?month=2026-05'));
		expect(page).toContain('2026年5月还没有审计结果');
		expect(page).not.toContain('定稿 姓名');
	});
});

describe('a second look', () => {
	const asked: unknown[] = [];
	const rechecks = {
		ask: async (wanted: unknown) => {
			asked.push(wanted);
			return asked.length > 2 ? '这个网站正在复查，等它结束再试' : undefined;
		},
		isBusy: () => asked.length === 1,
		failure: () => undefined,
	};

	test('is asked for with one press, of one finding or of all, and tells while it runs', async () => {
		const own = await openDashboard({ rechecks });
		const report = reportOf({ faults: { 'broken-link': [dead] } });
		await own.store.record(report, 'linjiang/2026-06/report.json', national);
		const path = `/sites/linjiang/findings/${link}`;
		expect(await own.page(path)).toContain('改好了，马上复查');
		const press = (to: string, by = '赵工') =>
			own.get(to, {
				method: 'POST',
				body: new URLSearchParams({ by, month: '2026-06' }),
				headers: headersOfOurs,
			});
		expect((await press(`${path}/rechecks`)).headers.get('location')).toBe(`${path}?month=2026-06#rechecks`);
		const running = await own.page(path);
		expect(running).toContain('正在复查');
		// A page that came anew by itself would lose what somebody has typed.
		expect(running).not.toContain('http-equiv="refresh"');
		expect(await own.page(`${path}/live`)).toMatch(/^<div data-busy>/);
		expect((await press('/sites/linjiang/rechecks')).headers.get('location')).toBe(
			'/sites/linjiang/findings?month=2026-06#findings',
		);
		expect(asked).toEqual([
			{ site: 'linjiang', by: '赵工', findings: [link] },
			{ site: 'linjiang', by: '赵工' },
		]);
		expect(await (await press('/sites/linjiang/rechecks')).text()).toContain('等它结束再试');
		expect((await press('/sites/nobody/rechecks')).status).toBe(400);
		expect((await press(`${path}/rechecks`, '')).status).toBe(409);
		await own.close();
	});

	test('is not offered where nothing can look', async () => {
		expect(await dashboard.page(`/sites/linjiang/findings/${link}`)).not.toContain('马上复查');
		expect((await send('/sites/linjiang/rechecks', { by: '赵工' })).status).toBe(409);
	});
});

test('what awaits a person is gone through from the first site to the last, and back', async () => {
	const hekou = { ...linjiang, id: 'hekou', name: '河口县人民政府', url: 'https://www.hekou.gov.cn/' };
	const quiet = { ...linjiang, id: 'quiet', name: '安静县人民政府', url: 'https://www.quiet.gov.cn/' };
	await dashboard.store.importSites([linjiang, quiet, hekou], '2026-01-01T00:00:00Z');
	for (const [site, found] of [
		[hekou, lead],
		[quiet, dead],
	] as const) {
		const check = found === dead ? 'broken-link' : 'soft-404';
		const report = reportOf({ site, faults: { [check]: [{ ...found, subject: `${site.url}soft.html` }] } });
		await dashboard.store.record(report, `${site.id}/2026-06/report.json`, national);
	}
	const to = async (path: string, rel: 'prev' | 'next'): Promise<string> =>
		new RegExp(`rel="${rel}" href="([^"]+)"`)
			.exec(await dashboard.page(path))?.[1]
			?.replaceAll('&amp;', '&') ?? '';
	const review = await dashboard.page('/review?month=2026-06');
	const first = /href="([^"]+)">从第一个起/.exec(review)?.[1]?.replaceAll('&amp;', '&') ?? '';
	const second = await to(first, 'next');
	const third = await to(second, 'next');
	for (const [path, site] of [
		[first, 'linjiang'],
		[second, 'linjiang'],
		[third, 'hekou'],
	] as const)
		expect(path).toMatch(new RegExp(`^/sites/${site}/findings/[^?]+\\?month=2026-06&awaiting=1$`));
	expect(await dashboard.page(second)).toContain('下一个（另一个网站）');
	expect([await to(first, 'prev'), await to(third, 'next')]).toEqual(['', '']);
	expect([await to(third, 'prev'), await to(second, 'prev')]).toEqual([second, first]);
	const one = /findings\/(\w+)/.exec(second)?.[1] ?? '';
	const over = await decide(one, { step: 'reject', reason: '页面正常', next: '1', from: 'awaiting=1' });
	const beside = over.headers.get('location') ?? '';
	expect(beside).toMatch(new RegExp(`^/sites/hekou/findings/.*&awaiting=1&saved=linjiang%2F${one}$`));
	expect(wordsOf(await dashboard.page(beside))).toContain('这个清单还有 2 个没看');
	await decide(soft, { step: 'reject', reason: '页面正常' });
	expect(await dashboard.store.awaitingBeside({ period: '2026-06', way: 'next' })).not.toMatchObject({
		finding: soft,
	});
	const own = { period: '2026-06', way: 'next', sites: ['hekou'] } as const;
	expect(await dashboard.store.awaitingBeside(own)).toMatchObject({ site: 'hekou' });
});
