import { expect, test } from 'vitest';
import { readPage } from '../../../crawler/extract/page.ts';

const more = '<a href="/tzgg/">更多&gt;&gt;</a>';

test.each<[what: string, html: string, section: string | undefined]>([
	['in the line of its heading', `<div><h3>通知公告</h3>${more}</div>`, '通知公告'],
	[
		'beside a span',
		`<div class="t"><span>通知公告</span><i>${more}</i></div><ul><li>甲</li></ul>`,
		'通知公告',
	],
	[
		'below a list with a picture for a heading',
		`<td><img src="a.gif" alt="通知公告">${more}</td>`,
		'通知公告',
	],
	['of a table', `<table><tr><td>通知公告</td><td>${more}</td></tr></table>`, '通知公告'],
	['beside several tabs', `<div><span>要闻</span><span>公告</span>${more}</div>`, undefined],
	[
		'at the end of a text',
		`<div><p>全镇上下抓好春耕生产，确保粮食安全和农民增收。</p>${more}</div>`,
		undefined,
	],
	['with nothing around it', more, undefined],
])('a 更多 %s is of the section %s', (_what, html, section) => {
	const { links } = readPage(`<body><div><div>${html}</div></div></body>`, 'http://www.qingxi.gov.cn/');
	expect(links.find(({ url }) => url.endsWith('/tzgg/'))?.section).toBe(section);
});
