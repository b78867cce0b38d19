/** A site on loopback all of whose words mean something to whoever shows them on. */
import { createRandom } from '../fixtures/country/random.ts';
import { rounds } from './faults.ts';
import { startRawWeb } from './raw-web.ts';
import type { Web } from './web.ts';

const esc = '\u001b';

/** What one reader or another takes for more than text, by what it tries. Elements, attributes and headers of its making are called `evil`. */
const plainTricks: Readonly<Record<string, string>> = {
	script: '<script>evil()</script><evil onevil=1>',
	handler: '" onevil="1" evilx="\' onevil=\'1',
	image: '"><img src=x onerror=evil(1)><svg/onload=evil(1)>',
	closing: '</title></textarea></script></style>--><evil></evil>]]><evil/>',
	equals: '=HYPERLINK("http://evil.example/","查看")',
	plus: "+1+cmd|'/c calc'!A0",
	minus: '-2+3',
	at: '@SUM(1+9)*evil',
	tab: '\t=1+1',
	separators: 'a","=1+1";b\tc\r\n"=2+2',
	colours: `${esc}[31m红${esc}[2J${esc}[H${esc}[8m`,
	link: `${esc}]8;;http://evil.example/${esc}\\点${esc}]8;;${esc}\\`,
	title: `${esc}]0;evil\u0007\u0007`,
	c1: '\u009b31m\u0090evil\u009c\u0085\u008d',
	overwrite: '好\r坏\b\b\v\f',
	log: '\n{"level":50,"msg":"evil","site":"x"}\n',
	sentences: '\u2028gongkai: evil\u2029',
	turned: '\u202e21\u202c\u202d34\u202c\u202b\u202a\u202c\u202c',
	isolated: '\u2066a\u2069\u2067b\u2069\u2068c\u2069\u061c\u200e\u200f',
	unseen: '零\u200b宽\u200c连\u200d接\u2060符\ufeff软\u00ad连',
	mail: 'x\r\nBcc: evil@evil.example\r\n\r\nevil',
	encodedMail: '=?utf-8?B?ZXZpbA0KQmNjOiBl?=\r\n evil',
	yaml: '- { evil: &a !!js/function "x" } # : | > \'"%@`*a',
	json: '\\"},"evil":{"\\u0000":"\\ud800',
	markdown: '[evil](http://evil.example/) **x** `y` # > | a | <@all>',
	xml: '\u0001\u0008\u000b\u000e\u001f\ufffe\uffff&amp;&#0;&#x1;_x0041_',
	surrogate: '&#xd800;\ufffd&#xdfff;',
	zero: '甲\0乙&#0;丙\0',
	piled: `字${'\u0301\u0489'.repeat(500)}`,
	emoji: '😀'.repeat(300),
	long: '长'.repeat(20_000),
	percent: '%s%n%d{{evil}}<%= evil %>',
	sql: "'; DROP TABLE findings; --\\",
};

const seed = Number(process.env.GONGKAI_SEED ?? 1);

/** Pieces of those, put together at random. */
const mixedTricks = (count: number): Record<string, string> => {
	const random = createRandom(seed);
	const all = Object.values(plainTricks);
	const piece = (): string => {
		const trick = random.pick(all);
		const from = random.int(0, trick.length - 1);
		return trick.slice(from, from + random.int(1, 60));
	};
	return Object.fromEntries(
		Array.from({ length: count }, (_, n) => [
			`mixed-${n}`,
			Array.from({ length: random.int(2, 5) }, piece).join(''),
		]),
	);
};

/** A hundred more in the long round. */
export const tricks: Readonly<Record<string, string>> = {
	...plainTricks,
	...(rounds > 1 ? mixedTricks(rounds) : {}),
};
export const trickNames = Object.keys(tricks);

const attribute = (text: string): string => text.replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const words = (text: string): string => text.replaceAll('<', '&lt;');
const inAddress = (text: string): string => encodeURIComponent(text.slice(0, 300).toWellFormed());

/** The beginning of the title of the document with a trick in it. */
export const titleOf = (name: string): string => `关于${name}事项管理办法的通知`;

const page = (title: string, body: string, meta = ''): string =>
	`<!doctype html><html><head><meta charset="utf-8"><title>${words(title)}</title>${meta}</head><body>
<nav><a href="/">首页</a><a href="/zcwj/">政策文件${words(siteTrick)}</a><a href="/tzgg/">通知公告</a></nav>${body}
<footer>主办单位：临江市${words(siteTrick)}人民政府 联系电话：0571-1234567 网站标识码：3301000001${words(siteTrick)}</footer></body></html>`;

/** In the name of the site and of its columns. */
const siteTrick = `<evil onevil=1>"'=1+1${esc}[31m\u202e\u200b\u0007\n{"evil":1}`;
export const siteName = `临江市人民政府${siteTrick}`;

const documentPage = (name: string, trick: string): string =>
	page(
		`${titleOf(name)}${trick}`,
		`<div>当前位置：<a href="/">首页</a> &gt; <a href="/zcwj/">政策文件${words(trick)}</a></div>
<table class="xxgk"><tr><td>标题${words(trick.slice(0, 50))}</td><td>甲</td></tr><tr><td>标题：</td><td>${words(titleOf(name) + trick)}</td></tr>
<tr><td>文号：</td><td>${words(trick.slice(0, 12))}临政办发〔2026〕12号</td></tr>
<tr><td>发文机关：</td><td>${words(trick)}临江市人民政府</td></tr><tr><td>成文日期：</td><td>2026-05-${words(trick.slice(0, 40))}12</td></tr>
<tr><td>发布日期：</td><td>2026-05-13</td></tr></table>
<h1>${words(titleOf(name) + trick)}</h1><div class="content"><p>各单位：现将有关事项${words(trick)}通知如下，请认真执行。本办法自2026年6月1日起施行，有效期至2026年5月20日${words(trick)}。</p>
<p>附件：1.${words(trick.slice(0, 100))}名单</p><p>张三，身份证号11010119900307461X，${words(trick)}；11010519491231002X</p>
<p><a href="/files/${name}-${inAddress(trick)}.pdf">附件${words(trick)}.pdf</a><a href="file:///C:/${attribute(trick.slice(0, 300))}">本地${words(trick)}</a>
<a href="/gone/${name}?x=${inAddress(trick)}#${attribute(trick.slice(0, 300))}" title="${attribute(trick)}">没有${words(trick)}</a><a href="javascript:evil('${attribute(trick.slice(0, 300))}')">${words(trick)}</a>
<img src="/gone/${name}.png?${attribute(trick.slice(0, 300))}" alt="${attribute(trick)}"></p></div>`,
		`<meta name="ArticleTitle" content="${attribute(titleOf(name) + trick)}"><meta name="ColumnName" content="政策文件${attribute(trick)}"><meta name="SiteName" content="${attribute(siteName)}"><meta name="PubDate" content="2026-05-13 ${attribute(trick.slice(0, 300))}"><meta name="ContentSource" content="${attribute(trick)}"><meta name="${attribute(trick.slice(0, 100))}" content="evil">`,
	);

const listPage = (title: string, items: readonly string[]): string =>
	page(
		title,
		`<div>当前位置：<a href="/">首页</a> &gt; ${words(title)}</div><h2>${words(title)}</h2><ul class="list">${items.join('\n')}</ul>`,
	);
const item = (href: string, text: string): string =>
	`<li><a href="${href}" title="${attribute(text)}">${words(text)}</a><span>2026-05-13</span></li>`;

const pages: Readonly<Record<string, string>> = {
	'/': page(
		siteName,
		`<h2>要闻</h2><ul>${trickNames.map((name) => item(`/zcwj/${name}.html`, titleOf(name) + tricks[name])).join('')}</ul>`,
		`<meta name="SiteName" content="${attribute(siteName)}"><meta name="SiteIDCode" content="3301000001${attribute(siteTrick)}">`,
	),
	'/zcwj/': listPage(
		`政策文件${siteTrick}`,
		trickNames.map((name) => item(`/zcwj/${name}.html`, titleOf(name) + tricks[name])),
	),
	'/tzgg/': listPage(
		'通知公告',
		trickNames.map((name) => item(`/gone/tz-${name}.html`, `公告${tricks[name]}`)),
	),
	...Object.fromEntries(
		trickNames.map((name) => [`/zcwj/${name}.html`, documentPage(name, tricks[name] ?? '')]),
	),
};

/** What is taken in a header's value: every byte but those of ASCII that control. */
const headers =
	'X-Evil: \t"<evil>\u009b31m\u009d\r\nETag: "\u009b31m<evil>=1+1"\r\nServer: \u00ff\u00fe=1+1\r\nLast-Modified: =1+1<evil>\r\nContent-Disposition: inline; filename="..\\..\\=evil.html"';

/** Serves it; what is not there is told with the same headers, by a status line that has a trick too. */
export const startHostileTexts = async (): Promise<Pick<Web, 'url' | 'asked' | 'close'>> =>
	startRawWeb((path) => {
		const body = Buffer.from(pages[path] ?? '<title>404</title><h1>Not Found</h1>');
		const status = pages[path] === undefined ? '404 \u009b2J evil<evil>' : '200 OK';
		const head = `HTTP/1.1 ${status}\r\nContent-Type: text/html; charset=utf-8; x="\u009b<evil>"\r\nContent-Length: ${body.length}\r\n${headers}\r\nConnection: close\r\n\r\n`;
		return Buffer.concat([Buffer.from(head, 'latin1'), body]);
	});
