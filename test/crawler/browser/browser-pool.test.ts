import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type BrowserPool, createBrowserPool } from '../../../crawler/browser/browser-pool.ts';
import { openCamera } from '../../../crawler/browser/camera.ts';
import type { FoundBrowser } from '../../../crawler/browser/find.ts';
import { openRenderer, type Rendered, type Renderer } from '../../../crawler/browser/render.ts';
import { createGuard, type Guard } from '../../../crawler/net/guard.ts';
import { browserHere } from '../../support/browser.ts';
import { startWeb, type Web } from '../../support/web.ts';

const head = '<!doctype html><meta charset="utf-8"><title>通知公告</title>';

/** A list of four pages, a second each. */
const list = `${head}<ul id="list" class="news-list"></ul><p>共4页</p><a id="next" href="javascript:;" onclick="go(page + 1)">下一页</a>
<script>
let page = 0;
const go = async (wanted) => {
	page = wanted;
	const rows = await (await fetch('/data?page=' + wanted)).text();
	document.getElementById('list').innerHTML = rows;
	if (page === 4) document.getElementById('next').remove();
};
go(1);
</script>`;
const wholeList = [1, 2, 3, 4].flatMap((page) => [1, 2, 3].map((row) => `/item/${page}-${row}.html`));

/** Pages that are open on the server's side now, and at most so far. */
const open = { now: 0, most: 0 };

let web: Web;
let guard: Guard;
let found: FoundBrowser;
let pool: BrowserPool;
const renderers: Renderer[] = [];

beforeAll(async () => {
	web = await startWeb({
		'/list.html': list,
		'/data': ({ url }, response) => {
			const page = /\d+/.exec(url ?? '')?.[0];
			const row = (n: number): string =>
				`<li><a href="/item/${page}-${n}.html">关于第${page}期第${n}号事项的通知</a><span>2026-03-1${n}</span></li>`;
			setTimeout(() => response.end([1, 2, 3].map(row).join('')), 1000);
		},
		'/fine.html': `${head}<p>正文</p>`,
		'/slow.html': (_request, response) => {
			open.most = Math.max(open.most, ++open.now);
			setTimeout(() => {
				open.now--;
				response.setHeader('content-type', 'text/html').end(`${head}<p>正文</p>`);
			}, 500);
		},
		'/hang.html': `${head}<p>正文</p><script>for (;;);</script>`,
	});
	guard = createGuard({ allow: ['127.0.0.1'] });
	found = await browserHere();
});
afterEach(async () => {
	await Promise.all(renderers.splice(0).map(({ close }) => close()));
	await pool?.close();
});
afterAll(async () => {
	await guard.close();
	await web.close();
});

/** A site's renderer. */
const site = (browsers: BrowserPool, timeoutSeconds = 10): Renderer => {
	const renderer = openRenderer(found, { guard, browsers, timeoutSeconds, turnSeconds: 0, maxTurns: 50 });
	renderers.push(renderer);
	return renderer;
};

/** Our child processes that are alive, by their numbers: a browser has one, which has all others. */
const children = async (): Promise<number[]> => {
	const alive: number[] = [];
	for (const entry of await readdir('/proc')) {
		const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
		const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		if (Number(parent) === process.pid && state !== 'Z') alive.push(Number(entry));
	}
	return alive;
};

/** What has been started since. */
const startedSince = async (before: readonly number[]): Promise<number[]> =>
	(await children()).filter((pid) => !before.includes(pid));

const itemsOf = (rendered: Rendered): string[] => {
	if (rendered.state !== 'shown') throw new Error(rendered.reason);
	expect([rendered.walked, rendered.facts.cutBy]).toEqual(['to-end', undefined]);
	return rendered.facts.items.map(({ url }) => url.slice(web.url.length));
};
const states = (rendered: readonly Rendered[]): string[] => rendered.map(({ state }) => state);

const onLinux = test.skipIf(process.platform !== 'linux');

test('what is asked of a session that has ended fails', async () => {
	pool = createBrowserPool({ pages: 2, sessions: 1 });
	const session = await pool.open(found, guard, {}, false);
	await session.end();
	await session.gone;
	expect(session.isAlive()).toBe(false);
	await expect(session.visit('http://127.0.0.1:9/')).rejects.toThrow('closed');
});

onLinux('a browser that no longer answers is ended by force', async () => {
	const before = await children();
	pool = createBrowserPool({ pages: 2, sessions: 1 });
	const session = await pool.open(found, guard, {}, false);
	const own = await startedSince(before);
	expect(own).not.toEqual([]);
	for (const pid of own) process.kill(pid, 'SIGSTOP');
	await session.end();
	expect(session.isAlive()).toBe(false);
	await expect.poll(async () => (await children()).filter((pid) => own.includes(pid))).toEqual([]);
});

onLinux('sites share a browser, which ends some time after the last of them, and nothing else', async () => {
	const before = await children();
	pool = createBrowserPool({ pages: 4 });
	const sessions = await Promise.all([1, 2, 3].map(() => pool.open(found, guard, {}, false)));
	const [shared = 0, ...others] = await startedSince(before);
	expect([shared > 0, others]).toEqual([true, []]);
	const [first, second] = sessions;
	const page = (await second?.visit(`${web.url}/fine.html`))?.page;
	await first?.end();
	expect([first?.isAlive(), second?.isAlive()]).toEqual([false, true]);
	await page?.goto(`${web.url}/fine.html`);
	await Promise.all(sessions.map((session) => session.end()));
	expect(await startedSince(before)).toEqual([shared]);
	await expect.poll(() => startedSince(before), { timeout: 20_000 }).toEqual([]);
});

onLinux('after so many sessions the next ones go to a new browser', async () => {
	const before = await children();
	pool = createBrowserPool({ pages: 4, sessions: 2 });
	const first = await Promise.all([1, 2].map(() => pool.open(found, guard, {}, false)));
	const [old] = await startedSince(before);
	const next = await pool.open(found, guard, {}, false);
	expect(await startedSince(before)).toHaveLength(2);
	await Promise.all(first.map((session) => session.end()));
	await expect.poll(() => startedSince(before)).not.toContain(old);
	expect(next.isAlive()).toBe(true);
});

test('no more pages are open at once than there are seats, and who comes last need not wait for all others', async () => {
	pool = createBrowserPool({ pages: 3 });
	Object.assign(open, { now: 0, most: 0 });
	const order: string[] = [];
	const busy = [site(pool), site(pool)].flatMap(({ render }) =>
		Array.from({ length: 8 }, () => render(`${web.url}/slow.html`).then(() => void order.push('busy'))),
	);
	await expect.poll(() => order.length, { timeout: 30_000 }).toBeGreaterThan(0);
	const late = await site(pool).render(`${web.url}/slow.html`);
	order.push('late');
	await Promise.all(busy);
	expect(late.state).toBe('shown');
	expect(order.indexOf('late')).toBeLessThan(12);
	expect(open.most).toBe(3);
});

test('who closes does not wait for a seat', async () => {
	pool = createBrowserPool({ pages: 1 });
	const leave = await pool.seat(new AbortController().signal);
	const { render, close } = site(pool);
	const waiting = render(`${web.url}/fine.html`);
	await close();
	expect(await waiting).toMatchObject({ state: 'failed', reason: '浏览器已关闭' });
	leave();
	const { render: start, close: end } = site(pool);
	const starting = start(`${web.url}/fine.html`);
	await end();
	expect(await starting).toMatchObject({ state: 'failed', reason: '浏览器已关闭' });
	expect(await site(pool).render(`${web.url}/fine.html`)).toMatchObject({ state: 'shown' });
});

test('a page that waited long for its seat takes its turn anew', async () => {
	pool = createBrowserPool({ pages: 1 });
	const turns: string[] = [];
	const turn = async (url: string): Promise<void> => void turns.push(url);
	const leave = await pool.seat(new AbortController().signal);
	const { render, close } = openRenderer(found, {
		...{ guard, browsers: pool, timeoutSeconds: 10, turnSeconds: 0, maxTurns: 1, turn },
	});
	const waiting = render(`${web.url}/fine.html`);
	await pause(1200);
	leave();
	expect((await waiting).state).toBe('shown');
	expect(turns).toEqual([`${web.url}/fine.html`]);
	expect((await render(`${web.url}/fine.html`)).state).toBe('shown');
	expect(turns).toHaveLength(1);
	await close();
});

test('a page whose host wants a long pause gives its seat to other sites meanwhile', async () => {
	pool = createBrowserPool({ pages: 1 });
	const { promise: paused, resolve: goOn } = Promise.withResolvers<void>();
	const leave = await pool.seat(new AbortController().signal);
	const { render, close } = openRenderer(found, {
		...{ guard, browsers: pool, timeoutSeconds: 10, turnSeconds: 0, maxTurns: 1, turn: () => paused },
	});
	const waiting = render(`${web.url}/fine.html`);
	await pause(1200);
	leave();
	expect((await site(pool).render(`${web.url}/fine.html`)).state).toBe('shown');
	goOn();
	expect((await waiting).state).toBe('shown');
	// Nobody has the only seat any more.
	(await pool.seat(AbortSignal.timeout(1000)))();
	await close();
});

onLinux('a browser that is killed costs no site anything, twice over', async () => {
	const before = await children();
	pool = createBrowserPool({ pages: 4 });
	const walks = [site(pool), site(pool)].map(({ render }) => render(`${web.url}/list.html`));
	for (const asked of [3, 7]) {
		const data = (): number => web.asked.filter((path) => path.startsWith('/data')).length;
		const already = data();
		await expect.poll(() => data() - already, { timeout: 30_000 }).toBeGreaterThan(asked);
		for (const pid of await startedSince(before)) process.kill(pid, 'SIGKILL');
	}
	for (const walk of walks) expect(itemsOf(await walk)).toEqual(wholeList);
});

onLinux('a browser that hangs costs no site anything', async () => {
	const before = await children();
	pool = createBrowserPool({ pages: 4 });
	const walks = [site(pool, 3), site(pool, 3)].map(({ render }) => render(`${web.url}/list.html`));
	const data = (): number => web.asked.filter((path) => path.startsWith('/data')).length;
	const already = data();
	await expect.poll(() => data() - already, { timeout: 30_000 }).toBeGreaterThan(3);
	const hung = await startedSince(before);
	for (const pid of hung) process.kill(pid, 'SIGSTOP');
	for (const walk of walks) expect(itemsOf(await walk)).toEqual(wholeList);
	expect((await children()).filter((pid) => hung.includes(pid))).toEqual([]);
});

test("one site's hung pages cost another's nothing", async () => {
	pool = createBrowserPool({ pages: 4 });
	const already = web.asked.filter((path) => path === '/slow.html').length;
	const hung = site(pool, 2);
	const other = site(pool, 10);
	const [bad, good] = await Promise.all([
		Promise.all([1, 2, 3].map(() => hung.render(`${web.url}/hang.html`))),
		Promise.all(Array.from({ length: 8 }, () => other.render(`${web.url}/slow.html`))),
	]);
	expect(states(bad)).toEqual(bad.map(() => 'failed'));
	expect(states(good)).toEqual(good.map(() => 'shown'));
	expect(web.asked.filter((path) => path === '/slow.html').length - already).toBe(8);
});

onLinux('pictures are taken in the same browser and seats, and again where it is killed', async () => {
	const before = await children();
	pool = createBrowserPool({ pages: 1 });
	const leave = await pool.seat(new AbortController().signal);
	const camera = openCamera(found, { guard, browsers: pool, timeoutSeconds: 10 });
	const taking = camera.take(`${web.url}/slow.html`, [{}], 1);
	await pause(300);
	expect(await startedSince(before)).toEqual([]);
	const already = web.asked.length;
	leave();
	await expect.poll(() => web.asked.length, { timeout: 30_000 }).toBeGreaterThan(already);
	for (const pid of await startedSince(before)) process.kill(pid, 'SIGKILL');
	expect(await taking).toMatchObject({ state: 'taken' });
	await camera.close();
});
