import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Camera, openCamera, type Taken } from '../../../crawler/browser/camera.ts';
import { findBrowser } from '../../../crawler/browser/find.ts';
import type { Spot } from '../../../crawler/browser/spot.ts';
import { createGuard, type Guard } from '../../../crawler/net/guard.ts';
import { startWeb, type Web } from '../../support/web.ts';

const paragraphs = '<p>请各单位认真贯彻落实。</p>'.repeat(60);
const page = (body: string): string => `<!doctype html><meta charset="utf-8"><body>${body}`;

/** A list of people, its numbers in one piece, in parts, in a field, in a frame and drawn anew by a script. */
const list = (id: string, mobile: string): string =>
	page(`${paragraphs}<table><tr><td>张三<td>${id}<td>${mobile}<tr><td>李四<td><b>${id.slice(0, 6)}</b>${id.slice(6)}</table>
<input value="${id}"><iframe src="/frame?${id}" height="60"></iframe><p id="late"></p>
<script>setInterval(() => { document.getElementById('late').textContent = '${mobile}'; }, 5)</script>`);

let web: Web;
let guard: Guard;
let camera: Camera;
const turns: string[] = [];
beforeAll(async () => {
	web = await startWeb({
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
	});
	guard = createGuard({ allow: ['127.0.0.1'] });
	const found = await findBrowser({ environment: process.env });
	if (!found) throw new Error('no browser on this machine');
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
});

const take = async (path: string, spot: Spot = {}): Promise<Extract<Taken, { state: 'taken' }>> => {
	const taken = await camera.take(`${web.url}${path}`, spot);
	if (taken.state !== 'taken') throw new Error(taken.reason);
	return taken;
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
		expect(await camera.take(`${web.url}/gone`, {})).toMatchObject({ state: 'failed', reason: 'HTTP 404' });
		expect(await camera.take(`${web.url}/hangs`, {})).toMatchObject({ state: 'failed' });
		expect(await take('/words')).toMatchObject({ state: 'taken' });
	}, 60_000);
});
