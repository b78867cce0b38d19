/** Pages of a small government site as a plain publishing system writes them. */

interface Common {
	/** Names of the columns above, outermost first. */
	readonly crumbs?: readonly string[];
	/** Markup at the end of the page's own part. */
	readonly more?: string;
	/** Markup in the page's head. */
	readonly head?: string;
}

/** Any page: the site's frame around the part of its own. */
export const page = (
	title: string,
	main: string,
	{ crumbs = [], more = '', head = '' }: Common = {},
): string => `<!doctype html>
<html><head><meta charset="utf-8"><title>${title}-临江市人民政府</title><meta name="SiteName" content="临江市人民政府">${head}</head><body>
<div class="header"><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻中心</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li></ul></div></div>
${crumbs.length > 0 ? `<div class="position">您所在的位置：<a href="/">首页</a>${crumbs.map((name) => ` &gt; <a href="/${encodeURIComponent(name)}/">${name}</a>`).join('')}</div>` : ''}
<div class="main">${main}${more}</div>
<div class="footer"><p>主办：临江市人民政府办公室 网站标识码：3210000001</p><p><a href="/about/">关于我们</a> <a href="/map/">网站地图</a></p></div>
</body></html>`;

interface Text extends Common {
	readonly number?: string;
	readonly issuer?: string;
	readonly writtenOn?: string;
	readonly publishedOn?: string;
	/** Printed under the date of writing. */
	readonly marker?: string;
	/** Further rows of the metadata table. */
	readonly table?: Readonly<Record<string, string>>;
	/** Paragraphs; default: two that say little. */
	readonly body?: readonly string[];
}

const chinese = (date: string): string => {
	const [year, month, day] = date.split('-').map(Number);
	return `${year}年${month}月${day}日`;
};

const filler = [
	'各县（区）人民政府，市各委办局，市各直属单位：',
	'为进一步做好有关工作，保障群众合法权益，结合本市实际，现就有关事项作如下安排，请认真组织实施。',
	'各地各部门要加强组织领导，明确责任分工，细化工作举措，确保各项任务落到实处，重要情况及时报告市政府。',
];

/** A page of 公文 with its metadata table, text, signature and marker. */
export const official = (title: string, text: Text = {}): string => {
	const {
		number,
		issuer = '临江市人民政府办公室',
		writtenOn,
		publishedOn = writtenOn,
		marker,
		table = {},
		body = filler,
	} = text;
	const rows: Record<string, string> = {
		索引号: '014000001/2026-00012',
		发文机关: issuer,
		...(number && { 发文字号: number }),
		...(writtenOn && { 成文日期: writtenOn }),
		...(publishedOn && { 发布日期: publishedOn }),
		...table,
	};
	const cells = Object.entries(rows).map(([name, value]) => `<tr><td>${name}：</td><td>${value}</td></tr>`);
	const lines = [
		...body,
		...(writtenOn ? [`<span style="text-align:right">${issuer}</span>`, chinese(writtenOn)] : []),
		...(marker ? [marker] : []),
	];
	return page(
		title,
		`<table class="xxgk">${cells.join('')}</table><h1>${title}</h1><div class="content">${lines.map((line) => `<p>${line}</p>`).join('')}</div>`,
		{
			crumbs: ['政务公开', '政策文件'],
			...text,
			head: `<meta name="ArticleTitle" content="${title}">${publishedOn ? `<meta name="PubDate" content="${publishedOn} 09:30">` : ''}${text.head ?? ''}`,
		},
	);
};

/** A news item, an interpretation or any other text without metadata of a document. */
export const article = (title: string, { publishedOn, body = filler.slice(1), ...text }: Text = {}): string =>
	page(
		title,
		`<h1>${title}</h1><div class="info">发布时间：${publishedOn ?? ''} 来源：临江市人民政府办公室</div><div class="content">${body.map((line) => `<p>${line}</p>`).join('')}</div>`,
		{
			crumbs: ['新闻中心', '政务动态'],
			...text,
			head: `<meta name="ArticleTitle" content="${title}">${publishedOn ? `<meta name="PubDate" content="${publishedOn} 10:00">` : ''}`,
		},
	);

/** An entry of a list: address, title and, where it shows one, its date. */
export type Entry = readonly [path: string, title: string, date?: string];

/** A column's page with its list. */
export const list = (name: string, entries: readonly Entry[], common: Common = {}): string =>
	page(
		name,
		`<h2 class="title">${name}</h2><ul class="list">${entries
			.map(
				([path, title, date]) =>
					`<li><a href="${path}" title="${title}">${title}</a>${date ? `<span>${date}</span>` : ''}</li>`,
			)
			.join('')}</ul>`,
		{
			crumbs: ['政务公开', name],
			...common,
			head: `<meta name="ColumnName" content="${name}">${common.head ?? ''}`,
		},
	);

/** A homepage whose menu leads to these columns. */
export const home = (menu: Readonly<Record<string, string>>): string =>
	`<!doctype html><html><head><title>临江市人民政府</title><meta name="SiteName" content="临江市人民政府"></head><body><div class="nav"><ul>${Object.entries(
		menu,
	)
		.map(([path, name]) => `<li><a href="${path}">${name}</a></li>`)
		.join('')}</ul></div><div class="footer">主办：临江市人民政府办公室</div></body></html>`;
