/** Pages of a small county's site. */

/** An entry of a list: address, title and date. */
export type Entry = readonly [path: string, title: string, on: string];

/** The site's menu, the column in which a page stands, and what the template of the day leaves out. */
export interface Frame {
	readonly menu: readonly (readonly [path: string, name: string])[];
	readonly at?: readonly [path: string, name: string] | undefined;
	/** No search, no tags of the site but its name, and of the footer only the office and the code. */
	readonly isBare?: boolean;
}

const site = '清溪县人民政府';
const issuer = '清溪县人民政府办公室';
const code = '3210000002';

/** What the footer of a government site must show, beside the office and the code. The badges open by script, and lead nowhere. */
const restOfFooter = `<p>联系电话：0519-82000002 苏ICP备09999998号 苏公网安备32999902000002号 <a href="/map.html">网站地图</a></p>
<p><a href="javascript:void(0)" onclick="badge()">党政机关网站标识</a><a href="javascript:void(0)" onclick="report()">我为政府网站找错</a></p>`;

const search =
	'<form class="search" action="/search"><input type="text" name="q" placeholder="请输入关键词"><button>搜索</button></form>';

type Tags = Readonly<Record<string, string>>;

/** Any page: the site's frame around the part of its own. */
export const framed = (
	{ menu, at, isBare = false }: Frame,
	title: string,
	main: string,
	tags: Tags = {},
): string => {
	const all: Tags = {
		SiteName: site,
		...(!isBare && { SiteDomain: 'www.qingxi.example', SiteIDCode: code }),
		...tags,
	};
	const meta = Object.entries(all).map(([name, content]) => `<meta name="${name}" content="${content}">`);
	return `<!doctype html><html><head><meta charset="utf-8"><title>${title ? `${title}-` : ''}${site}</title>${meta.join('')}</head><body>
<div class="header">${isBare ? '' : search}<div class="nav"><ul><li><a href="/">首页</a></li>${menu.map(([path, name]) => `<li><a href="${path}">${name}</a></li>`).join('')}</ul></div></div>
${at ? `<div class="position">您所在的位置：<a href="/">首页</a> &gt; <a href="${at[0]}">${at[1]}</a></div>` : ''}
<div class="main">${main}</div>
<div class="footer"><p>主办：${issuer} 网站标识码：${code}</p>${isBare ? '' : restOfFooter}</div>
</body></html>`;
};

/** Tags of a column. */
export const columnTags = ({ at }: Frame): Tags => {
	const name = at?.[1] ?? '首页';
	return {
		ColumnName: name,
		ColumnDescription: `${site}网站的${name}栏目`,
		ColumnKeywords: name,
		ColumnType: name,
	};
};

/** Links, a line each, with the days that lists show. */
export const rowsOf = (entries: readonly Entry[]): string =>
	`<ul class="list">${entries.map(([path, title, on]) => `<li><a href="${path}" title="${title}">${title}</a><span>${on}</span></li>`).join('')}</ul>`;

/** Links to columns. */
export const linksTo = (columns: readonly (readonly [path: string, name: string])[]): string =>
	`<ul>${columns.map(([path, name]) => `<li><a href="${path}">${name}</a></li>`).join('')}</ul>`;

/** A column with those of its entries that are published by a day. */
export const listed = (frame: Frame, day: string, entries: readonly Entry[]): string => {
	const name = frame.at?.[1] ?? '';
	const shown = entries.filter(([, , on]) => on <= day).toSorted(([, , a], [, , b]) => (a < b ? 1 : -1));
	return framed(frame, name, `<h2 class="title">${name}</h2>${rowsOf(shown)}`, columnTags(frame));
};

/** A column that is one text. */
export const told = (frame: Frame, lines: readonly string[], more = ''): string => {
	const name = frame.at?.[1] ?? '';
	return framed(
		frame,
		name,
		`<h2 class="title">${name}</h2><div class="content">${paragraphs(lines)}</div>${more}`,
		columnTags(frame),
	);
};

const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p>${line}</p>`).join('');

/** Tags of a text. */
export const articleTags = (frame: Frame, title: string, on: string): Tags => ({
	...columnTags(frame),
	ArticleTitle: title,
	PubDate: `${on} 10:00`,
	ContentSource: issuer,
});

/** News, an announcement, an interpretation: a text without the particulars of a 公文. */
export const text = (frame: Frame, title: string, on: string, lines: readonly string[], more = ''): string =>
	framed(
		frame,
		title,
		`<h1>${title}</h1><div class="info">发布时间：${on} 来源：${issuer}</div><div class="content">${paragraphs(lines)}</div>${more}`,
		articleTags(frame, title, on),
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
		articleTags(frame, title, publishedOn),
	);
};
