/** `gongkai recheck` on an installation whose site was audited. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { callIn } from '../support/call.ts';
import { withStore, writeConfig } from '../support/serve.ts';
import { type Answering, startWeb, type Web } from '../support/web.ts';

const page = (title: string, body = ''): string =>
	`<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${`${title}的内容，供公众查阅。`.repeat(4)}</p>${body}`;
const link = (url: string): string => `<p><a href="${url}">链接到 ${url}</a></p>`;

const hangUp: Answering = (request) => {
	request.socket.destroy();
};

/** Twenty visits of the homepage a day, from that day on for so many. */
const visit = (at: string, from: string, days: number, fails: (n: number) => boolean): Promise<void> =>
	withStore(at, async (store) => {
		for (let n = 0; n < days * 20; n++) {
			const slot = new Date(Date.parse(`${from}T00:30:00+08:00`) + n * 72 * 60_000).toISOString();
			const state = fails(n) ? 'failed' : 'ok';
			await store.recordProbe({ site: 'jia', url: `${web.url}/`, slot, at: slot, state, words: 'HTTP 500' });
		}
	});

let audited = '';
let folder = '';
let web: Web;
let pages: Record<string, Answering>;
beforeAll(async () => {
	audited = await mkdtemp(join(tmpdir(), 'gongkai-audited-'));
	pages = { '/': page('甲市人民政府', link('/one.html') + link('/two.html')) };
	web = await startWeb(pages);
	await writeConfig(audited, { jia: `${web.url}/`, yi: 'http://127.0.0.1:9/' });
	await visit(audited, '2026-05-25', 7, (n) => n % 10 === 3);
	await callIn(audited, 'audit', 'jia', '--quiet', '--out', join(audited, 'elsewhere'));
}, 60_000);
afterAll(async () => {
	await web.close();
	await rm(audited, { recursive: true });
});
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-recheck-'));
	await cp(audited, folder, { recursive: true });
	delete pages['/one.html'];
});
afterEach(() => rm(folder, { recursive: true }));

const recheck = (...argv: string[]) => callIn(folder, 'recheck', ...argv);
const brokenLinks = () =>
	withStore(folder, async (store) => {
		const { rows } = await store.findings({ site: 'jia', period: '2026-06', check: 'broken-link' });
		return rows.map(({ id, subject, now, state }) => ({ id, path: new URL(subject).pathname, now, state }));
	});

test('tells a line a finding, and keeps what became of each; the month stays as it was', async () => {
	const before = await withStore(folder, (store) => store.siteMonth('jia', '2026-06'));
	const [one] = await brokenLinks();
	pages['/one.html'] = page('补上的页面');
	const { status, stdout, stderr } = await recheck('jia');
	expect([status, stderr]).toEqual([1, '']);
	expect(stdout).toContain(`已改正  ${one?.id}  站内断链  ${web.url}/one.html  现在可以打开（HTTP 200）\n`);
	expect(stdout).toMatch(/仍未改 {2}f\w+ {2}站内断链 {2}\S+\/two\.html/);
	expect(stdout).toMatch(/共 \d+ 个问题：已改正 1，仍未改 \d+/);
	expect(await brokenLinks()).toMatchObject([
		{ path: '/one.html', now: 'fixed', state: 'new' },
		{ path: '/two.html', now: 'open', state: 'new' },
	]);
	await withStore(folder, async (store) => {
		expect(await store.siteMonth('jia', '2026-06')).toEqual(before);
		expect(await store.recheckOf('jia', one?.id ?? '')).toMatchObject({
			at: '2026-06-01T12:00:00.000+08:00',
			by: expect.stringContaining('（命令行）'),
			result: 'fixed',
			proof: expect.arrayContaining([
				expect.objectContaining({ url: `${web.url}/one.html`, status: 200, words: 'HTTP 200' }),
			]),
		});
	});
});

test('looks at one finding, whatever became of it, and ends with 0 where it is repaired', async () => {
	const [one] = await brokenLinks();
	const ask = (by: string) => recheck('jia', '--finding', one?.id ?? '', '--asked-by', by);
	pages['/one.html'] = page('补上的页面');
	expect(await ask('王芳')).toMatchObject({
		status: 0,
		stdout: expect.stringContaining('共 1 个问题：已改正 1\n'),
	});
	delete pages['/one.html'];
	expect((await ask('李明')).status).toBe(1);
	expect(await brokenLinks()).toMatchObject([{ now: 'regressed' }, { now: 'new' }]);
	const life = await withStore(folder, (store) => store.finding('jia', one?.id ?? ''));
	expect(life?.rechecks.map(({ by, result }) => [by, result])).toEqual([
		['王芳', 'fixed'],
		['李明', 'open'],
	]);
});

test('refuses in one line what cannot be done', async () => {
	expect(await recheck('yi')).toMatchObject({
		status: 2,
		stderr: expect.stringContaining('还没有完整的审计'),
	});
	expect(await recheck()).toMatchObject({ status: 2, stderr: expect.stringContaining('要且只要一个站点') });
	expect(await recheck('bing')).toMatchObject({
		status: 2,
		stderr: expect.stringContaining('没有站点 bing'),
	});
	expect(await recheck('jia', '--finding', 'f1')).toMatchObject({
		status: 2,
		stderr: 'gongkai: 网站 jia 最近一次完整的审计里没有问题 f1\n',
	});
	await rm(join(folder, 'elsewhere', 'jia', 'archive.db'));
	expect(await recheck('jia')).toMatchObject({ status: 2, stderr: expect.stringContaining('没有抓取存档') });
});

test('says so where the site answers nothing', async () => {
	const one = (await brokenLinks())[0]?.id ?? '';
	const { '/': home } = pages;
	Object.assign(pages, { '/': hangUp, '/one.html': hangUp });
	const { status, stderr } = await recheck('jia', '--finding', one);
	Object.assign(pages, { '/': home });
	expect([status, stderr]).toEqual([
		2,
		'gongkai: 没能看到现在的情况（网站没有应答）。请先确认能打开，再复查一次\n',
	]);
});

test('tells of a homepage that could not be reached how it was visited since', async () => {
	const [finding] = await withStore(
		folder,
		async (store) =>
			(await store.findings({ site: 'jia', period: '2026-06', check: 'homepage-unreachable' })).rows,
	);
	const told = async (...argv: string[]) =>
		(await recheck('jia', '--finding', finding?.id ?? '', ...argv)).stdout.split('\n')[0];
	expect(await told()).toContain('仍未改');
	expect(await told('--as-of', '2026-06-25')).toMatch(/没看成.*首页访问记录/);
	await visit(folder, '2026-06-01', 8, () => false);
	expect(await told('--as-of', '2026-06-09')).toContain('已改正');
});
