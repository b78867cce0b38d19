import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Camera, openCamera, type Taken } from '../../../crawler/browser/camera.ts';
import type { Spot } from '../../../crawler/browser/spot.ts';
import { createGuard, type Guard } from '../../../crawler/net/guard.ts';
import { browserHere } from '../../support/browser.ts';
import { type Answering, startWeb, type Web } from '../../support/web.ts';

const paragraphs = '<p>请各单位认真贯彻落实。</p>'.repeat(60);
const page = (body: string): string => `<!doctype html><meta charset="utf-8"><body>${body}`;

/** A list of people, its numbers in one piece, in parts, in a field, in a frame and drawn anew by a script. */
const list = (id: string, mobile: string): string =>
	page(`${paragraphs}<table><tr><td>张三<td>${id}<td>${mobile}<tr><td>李四<td><b>${id.slice(0, 6)}</b>${id.slice(6)}</table>
<input value="${id}"><iframe src="/frame?${id}" height="60"></iframe><p id="late"></p>
<script>setInterval(() => { document.getElementById('late').textContent = '${mobile}'; }, 5)</script>`);

const html = { 'content-type': 'text/html; charset=utf-8' };

/** A number in places that are no text of the page: an image that does not come, fields, a choice, what a style writes, frames. */
const private_ = (id: string): string =>
	page(`<style>td::before { content: attr(data-label) }</style><img src="/none.png" alt="${id}" width="300" height="30">
<input placeholder="${id}"><textarea>${id}</textarea><select><option label="${id}">甲</select><table><tr><td data-label="${id}">乙</table>
<input type="button" value="${id}"><svg width="300" height="30"><text y="20">${id}</text></svg>
<iframe srcdoc="&lt;p&gt;${id}&lt;iframe srcdoc='&amp;lt;b&amp;gt;${id}&amp;lt;/b&amp;gt;'&gt;&lt;/iframe&gt;"></iframe>`);

let web: Web;
let stranger: Web;
let guard: Guard;
let camera: Camera;
const turns: string[] = [];
beforeAll(async () => {
	const pages: Record<string, Answering> = {
		'/open': list('11010519491231002X', '13812345678'),
		'/masked': list('110*************2X', '138******78'),
		'/frame': (request, response) =>
			void response
				.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
				.end(page(`号码 ${decodeURIComponent(request.url?.split('?')[1] ?? '')}`)),
		'/words': page(
			`<p hidden>此件不予公开</p>${paragraphs}<p>此件\n不予<b>公开</b></p>${paragraphs}<a href="/far">远处</a>`,
		),
		'/seen': page('<img src="/seal.png" width="300" height="200"><p>公章'),
		'/gone': (_request, response) =>
			void response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>'),
		'/hangs': page('<script>for (;;) ;</script>'),
		'/dates': page(
			`<p>发布日期：2026年1月5日</p>${'<p>正文</p>'.repeat(8)}<p>临江市人民政府</p><p>二〇二六年三月一日</p>`,
		),
		'/many': page(
			`<p>第一处错字</p><p>第二处错字</p>${paragraphs}<p>第三处错字</p>${paragraphs}<p>第四处错字</p>${paragraphs}<p>第五处错字</p>`,
		),
		'/framed': page('<iframe src="/inner" width="600" height="300"></iframe>'),
		'/inner': page(`${paragraphs}<p>框架里的错字</p>`),
		'/folds': page(`<details><summary>附件</summary><p>折叠里的错字</p></details>
<ul class="hd"><li>一</li><li>二</li></ul><div><div class="bd">甲</div><div class="bd" style="display:none">标签里的错字</div></div>
<script>document.querySelectorAll('.hd li').forEach((li, i) => li.addEventListener('mouseenter', () => document.querySelectorAll('.bd').forEach((bd, n) => { bd.style.display = n === i ? '' : 'none'; })))</script>
<div style="height:0;overflow:hidden">剪掉的错字</div><p><a href="/gone">看看</a></p>`),
		'/private': (_request, response) =>
			void response.writeHead(200, html).end(private_('11010519491231002X')),
		'/kept': (_request, response) => void response.writeHead(200, html).end(private_('110*************2X')),
	};
	web = await startWeb(pages);
	stranger = await startWeb({}, { host: '127.0.0.2', otherwise: () => {} });
	const tracked = page(
		`<p>正文在前</p><script src="${stranger.url}/count.js"></script><img src="${stranger.url}/a.png"><p>正文里的错字</p>`,
	);
	pages['/tracked'] = tracked;
	pages['/tracked-too'] = tracked;
	guard = createGuard({ allow: ['127.0.0.0/8'] });
	const found = await browserHere();
	camera = openCamera(found, {
		guard,
		timeoutSeconds: 3,
		turn: async (url) => void turns.push(new URL(url).pathname),
	});
});
afterAll(async () => {
	await camera.close();
	await guard.close();
	await web.close();
	await stranger.close();
});

type Pictures = Extract<Taken, { state: 'taken' }>;

const takeAll = async (path: string, spots: readonly Spot[], most = 4): Promise<Pictures> => {
	const taken = await camera.take(`${web.url}${path}`, spots, most);
	if (taken.state !== 'taken') throw new Error(taken.reason);
	return taken;
};

const take = async (
	path: string,
	spot: Spot = {},
): Promise<{ jpeg: Buffer; framed: boolean; frames: number; isHidden: boolean; requests: number }> => {
	const { shots, shown, requests } = await takeAll(path, [spot]);
	const { frames = 0, isHidden = false } = shown[0] ?? {};
	return { jpeg: shots[0] as Buffer, framed: frames > 0, frames, isHidden, requests };
};

describe('a picture', () => {
	test('is a JPEG of the screen, small', async () => {
		const { jpeg, requests } = await take('/words');
		expect(jpeg.subarray(0, 3).toString('hex')).toBe('ffd8ff');
		expect(jpeg.length).toBeLessThan(150_000);
		expect(requests).toBe(1);
	});

	test('frames words that are shown, however they are spaced and marked up', async () => {
		const top = await take('/words');
		const spot = await take('/words', { words: ['没有的话', '此件不予公开'] });
		expect([top.framed, spot.framed]).toEqual([false, true]);
		expect(spot.jpeg.equals(top.jpeg)).toBe(false);
		expect((await take('/words', { words: ['没有的话'] })).jpeg.equals(top.jpeg)).toBe(true);
	});

	test('frames a link or an element', async () => {
		expect(await take('/words', { link: `${web.url}/far` })).toMatchObject({ framed: true });
		expect(await take('/words', { selector: 'b' })).toMatchObject({ framed: true });
		expect(await take('/words', { selector: '[hidden]' })).toMatchObject({ framed: false });
	});

	test('shows no personal number: it is the one of a page on which they are masked', async () => {
		const spot = { words: ['110*************2X'] };
		const [open, masked] = [await take('/open', spot), await take('/masked', spot)];
		expect(open).toMatchObject({ framed: true });
		expect(open.jpeg.equals(masked.jpeg)).toBe(true);
	});

	test('has the pictures of the page, asked for in the host’s turn', async () => {
		turns.length = 0;
		await take('/seen');
		expect(web.asked).toContain('/seal.png');
		expect(turns).toEqual(['/seen', '/seal.png']);
	});

	test('of a page that fails or hangs is none, and the next one is taken', async () => {
		expect(await camera.take(`${web.url}/gone`, [{}], 1)).toMatchObject({
			state: 'failed',
			reason: 'HTTP 404',
		});
		expect(await camera.take(`${web.url}/hangs`, [{}], 1)).toMatchObject({ state: 'failed' });
		expect((await take('/words')).jpeg.length).toBeGreaterThan(1000);
	}, 60_000);

	test('frames each place of what is marked, and not all the words around it', async () => {
		const words = ['发布日期 2026-01-05；成文日期 二〇二六年三月一日', '2026年1月5日'];
		const marks = [['2026-01-05', '2026年1月5日'], ['二〇二六年三月一日']];
		expect(await take('/dates', { words, marks })).toMatchObject({ frames: 2 });
		expect(
			await take('/dates', { words: ['临江市人民政府 二〇二六年三月一日'], marks: [['二〇二六年']] }),
		).toMatchObject({ frames: 1 });
	});

	test('shows several spots of a page, each in a frame of its own with its number, in few pictures', async () => {
		const spots = ['第一', '第二', '第三', '第四', '第五'].map((word) => ({ words: [`${word}处错字`] }));
		const before = web.asked.length;
		const { shots, shown } = await takeAll('/many', spots, 3);
		expect(web.asked.slice(before)).toEqual(['/many']);
		expect(shots).toHaveLength(3);
		expect(shown).toEqual([
			{ shot: 0, frames: 1, number: 1, isHidden: false },
			{ shot: 0, frames: 1, number: 2, isHidden: false },
			{ shot: 1, frames: 1, isHidden: false },
			{ shot: 2, frames: 1, isHidden: false },
			undefined,
		]);
	});

	test('frames what stands in a frame of the page', async () => {
		expect(await take('/framed', { words: ['框架里的错字'] })).toMatchObject({ frames: 1 });
	});

	test('opens a folded block and a tab, and says of what it cannot open that it is not shown', async () => {
		expect(await take('/folds', { words: ['折叠里的错字'] })).toMatchObject({ frames: 1, isHidden: false });
		expect(await take('/folds', { words: ['标签里的错字'] })).toMatchObject({ frames: 1, isHidden: false });
		expect(await take('/folds', { words: ['剪掉的错字'] })).toMatchObject({ frames: 0, isHidden: true });
		expect(await take('/folds', { words: ['没有的错字'] })).toMatchObject({ frames: 0, isHidden: false });
	});

	test('shows no personal number in fields, in what images and styles say instead, nor in frames within frames', async () => {
		const [open, masked] = [await take('/private'), await take('/kept')];
		expect(open.jpeg.equals(masked.jpeg)).toBe(true);
	});

	test('does not wait for another host that does not answer, and asks it no more', async () => {
		const began = Date.now();
		expect(await take('/tracked', { words: ['正文里的错字'] })).toMatchObject({ framed: true });
		expect(Date.now() - began).toBeLessThan(20_000);
		const asked = stranger.asked.length;
		expect(await take('/tracked-too', { words: ['正文里的错字'] })).toMatchObject({ framed: true });
		expect(stranger.asked).toHaveLength(asked);
	}, 60_000);
});
