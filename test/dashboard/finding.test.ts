import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepPicture } from '../../reports/album.ts';
import type { Report } from '../../reports/model.ts';
import { checks, linjiang, type Opened, openDashboard, record, reportOf, wordsOf } from './open-dashboard.ts';

const idOf = (report: Report, check: string): string => {
	const found = report.findings.find((finding) => finding.check === check);
	if (!found) throw new Error(`expected a finding of ${check}`);
	return found.id;
};
const subject = `${linjiang.url}dead.html`;
const dead = {
	subject,
	message: '链接“旧页”返回错误代码 404，请删除链接。',
	snippet: '先后访问 3 次，均返回 404',
	foundOn: [linjiang.url, `${linjiang.url}zc/`],
	foundOnCount: 25,
};
const doubtful = {
	subject: `${linjiang.url}soft.html`,
	message: '可能是假404，请核实。',
	certainty: 'review',
} as const;

let dashboard: Opened;
let link: string;
let soft: string;
beforeAll(async () => {
	dashboard = await openDashboard();
	const april = reportOf({ asOf: '2026-04-15', faults: { 'broken-link': [dead] } });
	const may = reportOf({ asOf: '2026-05-15', previous: april });
	const june = reportOf({ previous: may, faults: { 'broken-link': [dead], 'soft-404': [doubtful] } });
	for (const report of [april, may, june]) await record(dashboard.store, report);
	link = idOf(june, 'broken-link');
	soft = idOf(june, 'soft-404');
});
afterAll(() => dashboard.close());

describe('a finding', () => {
	test('says what is wrong, what to do, its proof and where it is met', async () => {
		const words = wordsOf(await dashboard.page(`/sites/linjiang/findings/${link}`));
		const check = checks.find(({ id }) => id === 'broken-link');
		for (const one of [
			...[dead.message, dead.snippet, subject, `${linjiang.url}zc/`, '共 25 页，列出前 2 页'],
			...[check?.name, check?.repair, check?.basis, check?.decides],
		])
			expect(words).toContain(one);
	});

	test('tells its life, oldest first', async () => {
		const page = await dashboard.page(`/sites/linjiang/findings/${link}`);
		const history = wordsOf(page.slice(page.indexOf('id="history"'), page.indexOf('id="facts"')));
		expect(history).toMatch(/2026年4月15日 新发现.*2026年5月15日 已修复.*2026年6月15日 复发/);
	});

	test('marks the words at fault, and tells how its addresses answered', async () => {
		const own = await openDashboard();
		const fault = { ...dead, snippet: '现将 布署情况通报如下', marked: '布署' };
		const report = reportOf({ faults: { typo: [fault] } });
		const at = '2026-06-15T09:30:00.000+08:00';
		const moved = `${linjiang.url}moved.html`;
		await record(own.store, {
			...report,
			responses: {
				[subject]: { at, tries: [{ at, words: '超时无应答' }] },
				[linjiang.url]: {
					...{ at, status: 200, finalUrl: moved, redirects: [moved], sha256: 'ab12' },
					headers: { server: '<b>nginx</b>' },
				},
			},
		});
		const page = await own.page(`/sites/linjiang/findings/${idOf(report, 'typo')}`);
		await own.close();
		expect(page).toContain('<p>现将 <mark>布署</mark>情况通报如下</p>');
		const said = wordsOf(page);
		expect(said).toMatch(
			/dead\.html 的应答 访问时间 2026年6月15日 09:30 状态 没有应答 各次访问 2026年6月15日 09:30 超时无应答/,
		);
		expect(said).toMatch(/状态 HTTP 200 跳转 \S+moved\.html 服务器 .*nginx.* 存档内容的 SHA-256 ab12/);
		expect(page).not.toContain('<b>nginx');
	});

	test('shows the picture of its page, as long as it is kept', async () => {
		const own = await openDashboard();
		const report = reportOf({ faults: { 'soft-404': [{ ...doubtful, snippet: '页面不存在' }] } });
		const month = { out: join(own.folder, 'out'), site: 'linjiang', period: report.period };
		const screenshot = await keepPicture(month, Buffer.from('picture'));
		const pictured = { at: '2026-06-15T09:30:00.000+08:00', url: `${linjiang.url}soft.html`, framed: true };
		await record(own.store, {
			...report,
			findings: report.findings.map((one) => ({
				...one,
				evidence: { ...one.evidence, screenshot, pictured },
			})),
		});
		const path = `/sites/linjiang/findings/${idOf(report, 'soft-404')}`;
		const address = `/sites/linjiang/months/2026-06/${screenshot}`;
		const page = await own.page(path);
		expect(page).toContain(`<img src="${address}"`);
		expect(page).toMatch(/alt="[^"]*的页面截图，红框标出有关的位置，依据的原文：页面不存在"/);
		expect(wordsOf(page)).toContain(`2026年6月15日 09:30 打开 ${pictured.url} 的截图`);

		const answer = await own.get(address);
		expect(answer.headers.get('content-type')).toBe('image/jpeg');
		expect(answer.headers.get('cache-control')).toContain('immutable');
		expect(await answer.text()).toBe('picture');
		for (const wrong of [
			address.replace('2026-06', '2026-05'),
			address.replace('linjiang', 'other'),
			address.replace(/[^/]*$/, '..%2Freport.json'),
			address.replace(/[^/]*$/, 'report.json'),
		])
			expect((await own.get(wrong)).status, wrong).toBe(404);

		await rm(join(month.out, 'linjiang/2026-06', screenshot));
		expect(wordsOf(await own.page(path))).toContain('的页面截图已过保留期限，不再保存');
		await own.close();
	});

	test('tells its second looks, and that another one is under way', async () => {
		const own = await openDashboard({
			rechecks: { ask: async () => undefined, isBusy: () => true, failure: () => '网站没有抓取存档' },
		});
		const report = reportOf({ faults: { 'broken-link': [dead] } });
		await record(own.store, report);
		const at = '2026-06-16T01:02:03.000Z';
		const proof = [{ url: subject, at, status: 200, words: 'HTTP 200' }];
		const [finding] = report.findings.filter(({ check }) => check === 'broken-link');
		if (!finding) throw new Error('expected the finding that was just recorded');
		const words = '现在可以打开（HTTP 200）';
		await own.store.keepRechecks('linjiang', [{ finding, result: 'fixed', words, proof }], {
			at,
			by: '王芳',
		});
		const said = wordsOf(await own.page(`/sites/linjiang/findings/${finding.id}`));
		expect(wordsOf(await own.page('/sites/linjiang'))).toContain('新发现 现在：已修复');
		await own.close();
		expect(said).toContain('正在复查这个网站的问题');
		expect(said).toContain('最近一次复查：网站没有抓取存档');
		expect(said).toMatch(/2026年6月16日 09:02 王芳 已改正 现在可以打开（HTTP 200）/);
		expect(said).toContain('现在： 已修复');
	});

	test('is overdue after its day, as long as it stands', async () => {
		const early = await openDashboard({ now: () => new Date('2026-06-16T00:00:00Z') });
		const late = await openDashboard({ now: () => new Date('2027-01-01T00:00:00Z') });
		for (const { store } of [early, late])
			await record(store, reportOf({ faults: { 'broken-link': [dead] } }));
		const path = `/sites/linjiang/findings/${link}`;
		expect(await early.page(path)).not.toContain('已逾期');
		expect(wordsOf(await late.page(path))).toContain(
			'整改期限 2026年6月25日 （发现之日起 7 个工作日，由评分方案设定，不是国家规定） 已逾期 190 天',
		);
		await record(
			late.store,
			reportOf({ asOf: '2026-07-15', previous: reportOf({ faults: { 'broken-link': [dead] } }) }),
		);
		expect(await late.page(path)).not.toContain('已逾期');
		await early.close();
		await late.close();
	});

	test('in doubt says what a person has to do, and has no day', async () => {
		const words = wordsOf(await dashboard.page(`/sites/linjiang/findings/${soft}`));
		expect(words).toContain('待核对');
		expect(words).toContain('核实之前不扣分');
		expect(words).toContain('待核对的问题不设期限');
		expect(words).not.toContain('已逾期');
	});

	test('whose address may harm the reader shows it without a link', async () => {
		const own = await openDashboard();
		const harmful = 'https://casino.example/';
		const lead = { subject: harmful, foundOn: [linjiang.url], certainty: 'review' as const };
		const report = reportOf({ faults: { 'hijacked-link': [lead] } });
		await record(own.store, report);
		for (const path of ['/sites/linjiang', `/sites/linjiang/findings/${idOf(report, 'hijacked-link')}`]) {
			const page = await own.page(path);
			expect(wordsOf(page)).toContain(harmful);
			expect(page).not.toContain(`href="${harmful}"`);
		}
		await own.close();
	});

	test('that nobody can undo has no day, and says why', async () => {
		const own = await openDashboard();
		const late = { subject, message: '解读晚了。' };
		const report = reportOf({ faults: { 'late-interpretation': [late] } });
		await record(own.store, report);
		const words = wordsOf(await own.page(`/sites/linjiang/findings/${idOf(report, 'late-interpretation')}`));
		await own.close();
		expect(words).toContain('整改期限 没有，已经发生，无法补救');
	});

	test.each([
		['icp', undefined],
		['附件2：名单', '其中 附件2：名单'],
	])('with the key %s names it only where a reader understands it', async (key, said) => {
		const own = await openDashboard();
		const report = reportOf({ faults: { 'broken-link': [{ ...dead, key }] } });
		await record(own.store, report);
		const words = wordsOf(await own.page(`/sites/linjiang/findings/${idOf(report, 'broken-link')}`));
		await own.close();
		if (said) expect(words).toContain(said);
		else expect(words).not.toContain('其中');
	});

	test('is told by the month that is asked for, else by its latest report', async () => {
		const path = `/sites/linjiang/findings/${link}`;
		expect(wordsOf(await dashboard.page(`${path}?month=2026-04`))).toContain('依据的报告 2026年4月');
		for (const month of ['', '?month=2020-01', '?month=x'])
			expect(wordsOf(await dashboard.page(`${path}${month}`))).toContain('依据的报告 2026年6月');
	});

	test.each([
		['month=2026-04', '这是 2026年4月的情况；现在： 复发'],
		['month=2026-05', '这是 2026年5月的情况；现在： 复发'],
		['month=2026-06', undefined],
		['', undefined],
	])('with %j says at the top which month is told, and how it is now: %s', async (query, said) => {
		const words = wordsOf(await dashboard.page(`/sites/linjiang/findings/${link}?${query}`));
		if (said) expect(words.slice(0, words.indexOf('怎么改'))).toContain(said);
		else expect(words).not.toContain('的情况；现在');
	});

	test('that came back has another term than the one a past month tells', async () => {
		const later = await openDashboard({ now: () => new Date('2026-07-01T00:00:00Z') });
		const april = reportOf({ asOf: '2026-04-15', faults: { 'broken-link': [dead] } });
		const may = reportOf({ asOf: '2026-05-15', previous: april });
		const june = reportOf({ previous: may, faults: { 'broken-link': [dead] } });
		for (const report of [april, may, june]) await record(later.store, report);
		const path = `/sites/linjiang/findings/${link}`;
		expect(wordsOf(await later.page(path))).toContain(
			'2026年6月25日 （再次发现之日起 7 个工作日，由评分方案设定，不是国家规定） 已逾期 6 天',
		);
		for (const month of ['2026-04', '2026-05'])
			expect(await later.page(`${path}?month=${month}`)).not.toContain('已逾期');
		expect(await later.page('/sites/linjiang?month=2026-04')).not.toContain('已逾期');
		await later.close();
	});

	test.each(['nothing', '%00', '..%2f', 'x'.repeat(3000)])('with the id %j is not there', async (id) =>
		expect((await dashboard.get(`/sites/linjiang/findings/${id}`)).status).toBe(404),
	);

	test('of another site is not there', async () =>
		expect((await dashboard.get(`/sites/nobody/findings/${link}`)).status).toBe(404));
});

test('a finding of a check that is gone is still told', async () => {
	const later = await openDashboard({ checks: [] });
	await record(later.store, reportOf({ faults: { 'broken-link': [dead] } }));
	const page = await later.page(`/sites/linjiang/findings/${link}`);
	expect(page).toContain(dead.message);
	expect(page).toContain('本版本已没有这个检查项');
	await later.close();
});

test('every check says how to repair what it finds, and shows what is a finding and what is none', async () => {
	for (const { id, name, decides, basis, repair, examples } of checks) {
		const words = wordsOf(await dashboard.page(`/checks/${id}`));
		const shown = words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
		for (const one of [id, name, decides, basis, repair]) expect(words).toContain(one);
		for (const one of [...examples.wrong, ...examples.right])
			expect(shown).toContain(one.replace(/\s+/g, ' '));
		expect(words.indexOf(id)).toBeGreaterThan(words.indexOf(repair));
		const sentences = repair.match(/[。！]/g)?.length ?? 0;
		expect([id, sentences >= 1 && sentences <= 3 && repair.endsWith('。')]).toEqual([id, true]);
	}
});
