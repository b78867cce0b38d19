/** Pages of a small county's site. */

/** An entry of a list: address, title and date. */
export type Entry = readonly [path: string, title: string, on: string];

/** The site's menu, and the column of it in which a page stands. */
export interface Frame {
	readonly menu: readonly (readonly [path: string, name: string])[];
	readonly at?: readonly [path: string, name: string] | undefined;
}

const site = '清溪县人民政府';
const issuer = '清溪县人民政府办公室';

/** Any page: the site's frame around the part of its own. */
export const framed = ({ menu, at }: Frame, title: string, main: string, head = ''): string =>
	`<!doctype html><html><head><meta charset="utf-8"><title>${title ? `${title}-` : ''}${site}</title><meta name="SiteName" content="${site}">${head}</head><body>
<div class="header"><div class="nav"><ul><li><a href="/">首页</a></li>${menu.map(([path, name]) => `<li><a href="${path}">${name}</a></li>`).join('')}</ul></div></div>
${at ? `<div class="position">您所在的位置：<a href="/">首页</a> &gt; <a href="${at[0]}">${at[1]}</a></div>` : ''}
<div class="main">${main}</div>
<div class="footer"><p>主办：${issuer} 网站标识码：3210000002</p></div>
</body></html>`;

/** A column with those of its entries that are published by a day. */
export const listed = (frame: Frame, day: string, entries: readonly Entry[]): string => {
	const name = frame.at?.[1] ?? '';
	const rows = entries
		.filter(([, , on]) => on <= day)
		.toSorted(([, , a], [, , b]) => (a < b ? 1 : -1))
		.map(([path, title, on]) => `<li><a href="${path}" title="${title}">${title}</a><span>${on}</span></li>`);
	return framed(
		frame,
		name,
		`<h2 class="title">${name}</h2><ul class="list">${rows.join('')}</ul>`,
		`<meta name="ColumnName" content="${name}">`,
	);
};

const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p>${line}</p>`).join('');

const articleHead = (title: string, on: string): string =>
	`<meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="${on} 10:00">`;

/** News, an announcement, an interpretation: a text without the particulars of a 公文. */
export const text = (frame: Frame, title: string, on: string, lines: readonly string[], more = ''): string =>
	framed(
		frame,
		title,
		`<h1>${title}</h1><div class="info">发布时间：${on} 来源：${issuer}</div><div class="content">${paragraphs(lines)}</div>${more}`,
		articleHead(title, on),
	);

/** What a page of 公文 says of itself. */
export interface OfficialFacts {
	readonly number: string;
	/** Also the day of writing. */
	readonly publishedOn: string;
	/** It ends in 此件公开发布. */
	readonly marked: boolean;
	readonly lines: readonly string[];
	/** A row 有效性 of its table. */
	readonly validity?: string;
	/** Markup behind the text. */
	readonly more?: string;
}

/** A page of 公文 with its table, text, signature and marker. */
export const official = (
	frame: Frame,
	title: string,
	{ number, publishedOn, marked, lines, validity, more = '' }: OfficialFacts,
): string => {
	const rows = Object.entries({
		发文机关: issuer,
		发文字号: number,
		成文日期: publishedOn,
		发布日期: publishedOn,
		...(validity && { 有效性: validity }),
	}).map(([name, value]) => `<tr><td>${name}：</td><td>${value}</td></tr>`);
	const [year, month, day] = publishedOn.split('-').map(Number);
	const signature = [`<span style="text-align:right">${issuer}</span>`, `${year}年${month}月${day}日`];
	return framed(
		frame,
		title,
		`<table class="xxgk">${rows.join('')}</table><h1>${title}</h1><div class="content">${paragraphs([
			...lines,
			...signature,
			...(marked ? ['（此件公开发布）'] : []),
		])}</div>${more}`,
		articleHead(title, publishedOn),
	);
};
