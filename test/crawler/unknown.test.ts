import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGuard } from '../../crawler/net/guard.ts';
import { openTestCrawl } from '../support/open-crawl.ts';
import { type Answering, startWeb } from '../support/web.ts';

interface Site {
	readonly pages: Record<string, Answering>;
	/** What every other address shows. */
	readonly otherwise: string;
	/** Pages that are there, and those that are told from them. */
	readonly seen: readonly string[];
	readonly told: readonly string[];
}

const intro =
	'<p>本县地处江南丘陵，历史悠久，物产丰富，是远近闻名的茶叶之乡，欢迎各界朋友前来投资兴业、旅游观光。</p>';
const frame = (main: string, menu = '', script = ''): string =>
	`<!doctype html><meta charset="utf-8"><title>某县人民政府</title><div class="nav">${menu}</div><div class="main">${main}</div>
	<script>${script}</script>`;
/** Draws into `.main` what `code` makes of `text`, which came from the server. */
const drawing = (code: string): string =>
	`fetch('/data').then((data) => data.text()).then((text) => { const main = document.querySelector('.main'); ${code} });`;
const menu = '<a href="/a.html">县情概况</a><a href="/b.html">旧版栏目</a>';

const sites: Record<string, Site> = {
	'one whose links are relative and whose script draws what some addresses stand for': {
		pages: {
			'/c.html':
				'<title>办事指南</title><h1>办事指南</h1><p>服务大厅设在县城北路，工作日全天受理各类事项，欢迎前来咨询办理。</p>',
			'/data': `<p>${'全县辖十一个乡镇，总人口三十一万。'.repeat(20)}</p>`,
		},
		otherwise: frame(
			`${intro}<ul><li><a href="a.html">县情概况</a></li><li><a href="b.html">旧版栏目</a></li>
			<li><a href="zwgk/">政务公开</a></li><li><a href="/c.html">办事指南</a></li></ul>`,
			'<a href="zwgk/">政务公开</a>',
			drawing(`if (location.pathname !== '/a.html') return;
				document.title = '县情概况';
				main.innerHTML = '<h1>县情概况</h1>' + text;`),
		),
		seen: ['/', '/a.html', '/c.html'],
		told: ['/b.html', '/zwgk/'],
	},
	'one whose pages are all called the same, some with less on them than the unknown one': {
		pages: { '/data': 'x' },
		otherwise: frame(
			intro,
			menu,
			drawing(`main.innerHTML = location.pathname === '/a.html'
				? '<p>' + '县人民政府驻城关镇。'.repeat(20) + '</p>'
				: '<p>' + '欢迎访问本县人民政府门户网站，这里介绍本县的产业和风光。'.repeat(20) + '</p>';`),
		),
		seen: ['/', '/a.html'],
		told: ['/b.html'],
	},
	'one whose scripts draw all pages, those of its lists among them': {
		pages: { '/data': 'x' },
		otherwise: frame(
			intro,
			'',
			drawing(`const [, folder, name] = /^\\/(tzgg)?\\/?(\\d*)/.exec(location.pathname);
				main.innerHTML = location.pathname === '/' ? '<a href="/tzgg/">通知公告</a>'
				: name ? '<h1>关于第' + name + '号事项的通知</h1><p>' + '现将有关事项通知如下，请认真执行。'.repeat(9 + Number(name)) + '</p>'
				: folder ? '<h1>通知公告</h1><ul>' + [1, 2, 3, 4].map((n) => '<li><a href="/tzgg/' + n + '.html">关于第' + n + '号事项的通知</a></li>').join('') + '</ul>'
				: '<h1>没有这个页面</h1>';`),
		),
		seen: ['/', '/tzgg/', '/tzgg/1.html', '/tzgg/2.html', '/tzgg/3.html', '/tzgg/4.html'],
		told: [],
	},
	'one that shows its homepage, whose script draws the way to all else': {
		pages: {
			'/data': '<a href="/c.html">办事指南</a><a href="/d.html">旧版指南</a>',
			'/c.html':
				'<title>办事指南</title><h1>办事指南</h1><p>服务大厅设在县城北路，工作日全天受理各类事项。</p>',
		},
		otherwise: frame(intro, '', drawing('main.insertAdjacentHTML("beforeend", text);')),
		seen: ['/', '/c.html'],
		told: ['/d.html'],
	},
	'one that shows a document': {
		pages: {
			'/': `<title>某县人民政府</title><h1>某县</h1>${intro}<a href="/a.html">县情概况</a>`,
		},
		otherwise: frame(
			`<h1>关于印发《某县茶叶奖补办法》的通知</h1><div>发布时间：2026-03-02 来源：县政府办</div><p>某政办发〔2026〕3号</p>
			<p>${'各乡镇人民政府，县直各单位：现将奖补办法印发给你们，请认真贯彻执行。'.repeat(6)}</p><p>2026年3月1日</p>`,
			'<a href="/">首页</a>',
		),
		seen: ['/'],
		told: ['/a.html'],
	},
};

test.each(Object.entries(sites))(
	'of a site with one answer for any address, pages are told from those that are no more: %s',
	async (_name, { pages, otherwise, seen, told }) => {
		const folder = await mkdtemp(path.join(tmpdir(), 'unknown-'));
		const guard = createGuard({ allow: ['127.0.0.0/8'] });
		const web = await startWeb(pages, { otherwise });
		const crawl = openTestCrawl(web.url, { folder, guard });
		const paths = (those: readonly { url: string }[]): string[] =>
			those.map(({ url }) => url.replace(web.url, '')).sort();
		try {
			await crawl.run();
			const gathered = crawl.gathered();
			expect([paths(gathered.pages), paths(gathered.errorPages)]).toEqual([seen, told]);
			expect(gathered.errorPages.every(({ by }) => by === 'fingerprint')).toBe(true);
		} finally {
			await crawl.close();
			await web.close();
			await guard.close();
			await rm(folder, { recursive: true, force: true });
		}
	},
	60_000,
);

describe('an answer for any address', () => {
	/** A page of the site's own template. */
	const framed = (title: string, main: string): string =>
		`<!doctype html><meta charset="utf-8"><title>${title}</title><div class="nav">${menu}<a href="/">首页</a></div>
		<div class="main">${main}</div><div class="footer">某县人民政府办公室主办</div>`;
	const long = (number: number): string =>
		`<h1>第${number}则县情</h1><p>${'本县的茶园沿着河谷铺开，春天采茶，秋天晒粮。'.repeat(number * 3)}</p>`;
	let count = 0;
	const answers: Record<string, (path: string) => string> = {
		'that repeats the address': (path) =>
			framed(
				`${path} - 某县人民政府`,
				`<h1>您好</h1><p>您要访问的是 ${path}，它现在不在这里，可能换了地方，请从首页进入各栏目查找，或与我们联系。</p>`,
			),
		'with the time and the number of the request': () => {
			count++;
			return framed(
				`请求 ${'9'.repeat(count)}`,
				`<h1>您好</h1><p>现在是 ${count * 7} 秒，请求 ${'ab12cd34'.repeat(2)}${count}，您要的内容可能换了地方，请从首页进入各栏目查找。</p>`,
			);
		},
		'with other reading below it each time': () => {
			count++;
			return framed(
				'某县人民政府',
				`<h1>您好</h1><p>您要的内容可能换了地方，请从首页进入各栏目查找，或与我们联系，谢谢您的支持和理解。</p>
				<p><a href="/more/${count}.html">${'茶桑鱼稻'[count % 4]}乡的早晨</a></p>`,
			);
		},
		'that sends the reader home by a script': () => '<script>location.href = "/"</script>',
		'that sends the reader to an error page by itself': () =>
			'<meta http-equiv="refresh" content="0; url=/error/404.html">',
	};

	test.each(Object.entries(answers))('%s is known again, and told from pages', async (_name, answer) => {
		const folder = await mkdtemp(path.join(tmpdir(), 'unknown-'));
		const guard = createGuard({ allow: ['127.0.0.0/8'] });
		const real = [1, 2, 3].map((n) => `/real/${n}.html`);
		const lost = ['/zwgk/2024/lost.html', '/gone.html', '/a.html', '/b.html'];
		const web = await startWeb(
			{
				'/': framed(
					'某县人民政府',
					[...real, ...lost].map((url) => `<p><a href="${url}">${url} 的内容</a></p>`).join(''),
				),
				...Object.fromEntries(real.map((url, i) => [url, framed('某县人民政府', long(i + 1))])),
			},
			{
				otherwise: (request, response) => {
					response.setHeader('content-type', 'text/html; charset=utf-8');
					response.end(answer(request.url ?? ''));
				},
			},
		);
		const crawl = openTestCrawl(web.url, { folder, guard, render: 'never' });
		const paths = (those: readonly { url: string }[]): string[] =>
			those.map(({ url }) => url.replace(web.url, '')).sort();
		try {
			await crawl.run();
			const gathered = crawl.gathered();
			const told = paths(gathered.errorPages).filter((url) => !/^\/(?:more|error)\//.test(url));
			expect(told).toEqual(lost.toSorted());
			expect(paths(gathered.pages)).toEqual(expect.arrayContaining(['/', ...real]));
		} finally {
			await crawl.close();
			await web.close();
			await guard.close();
			await rm(folder, { recursive: true, force: true });
		}
	});

	test('with ever another query is one address', async () => {
		const folder = await mkdtemp(path.join(tmpdir(), 'unknown-'));
		const guard = createGuard({ allow: ['127.0.0.0/8'] });
		const web = await startWeb(
			{
				'/': framed('某县人民政府', '<a href="/lost.html">县情概况</a><a href="/real.html">县情</a>'),
				'/real.html': framed('县情', long(2)),
				'/tips.html': framed('某县人民政府', long(1)),
			},
			{
				otherwise: (request, response) =>
					response.writeHead(302, { location: `/tips.html?from=${request.url}` }).end(),
			},
		);
		const crawl = openTestCrawl(web.url, { folder, guard, render: 'never' });
		try {
			await crawl.run();
			expect(crawl.gathered().errorPages.map(({ url, by }) => [url.replace(web.url, ''), by])).toEqual(
				['/a.html', '/b.html', '/lost.html'].map((url) => [url, 'fingerprint']),
			);
		} finally {
			await crawl.close();
			await web.close();
			await guard.close();
			await rm(folder, { recursive: true, force: true });
		}
	});
});

test('a site that draws its pages into an answer of 404 has them all the same, and lacks those that are drawn alike', async () => {
	const shell = `<!doctype html><meta charset="utf-8"><title>某县人民政府</title><div class="main"></div>
		<script>fetch('/data').then((data) => data.json()).then((pages) => {
			document.querySelector('.main').innerHTML = pages[location.pathname] ?? '<p>这里什么也没有，请从首页进入各个栏目，或者用站内搜索查找您要的内容。</p>';
		})</script>`;
	const text = (name: string): string => `<h1>${name}</h1><p>${`${name}的情况如下。`.repeat(20)}</p>`;
	const web = await startWeb(
		{
			'/': `<title>某县</title><h1>某县</h1>${['a', 'b', 'lost'].map((name) => `<a href="/${name}">${name}</a>`).join('')}`,
			'/data': JSON.stringify({
				'/a': `${text('茶园')}<a href="/c">茶山</a>`,
				'/b': text('竹林'),
				'/c': text('茶山'),
			}),
		},
		{
			otherwise: (_request, response) =>
				response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(shell),
		},
	);
	const guard = createGuard({ allow: ['127.0.0.0/8'] });
	const see = async (render: 'auto' | 'never') => {
		const folder = await mkdtemp(path.join(tmpdir(), 'unknown-'));
		const crawl = openTestCrawl(web.url, { folder, guard, render });
		try {
			await crawl.run();
			const { pages, targets } = crawl.gathered();
			return [
				pages.map(({ url }) => url.replace(web.url, '')),
				targets.map(({ url, state }) => `${state} ${url.replace(web.url, '')}`),
			];
		} finally {
			await crawl.close();
			await rm(folder, { recursive: true, force: true });
		}
	};
	try {
		expect(await see('auto')).toEqual([['/', '/a', '/b', '/c'], ['broken /lost']]);
		expect(await see('never')).toEqual([['/'], ['wall /a', 'wall /b', 'wall /lost']]);
	} finally {
		await web.close();
		await guard.close();
	}
});
