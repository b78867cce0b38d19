import check from '../../checks/rules/missing-meta-tag.ts';
import { testCheck } from '../support/test-check.ts';

const ofSite = { SiteName: '临江市人民政府', SiteDomain: 'www.linjiang.gov.cn', SiteIDCode: '3210000001' };
const ofColumn = {
	ColumnName: '政务要闻',
	ColumnDescription: '临江市政务要闻',
	ColumnKeywords: '要闻',
	ColumnType: '动态要闻',
};
const ofText = { ArticleTitle: '标题', PubDate: '2026-11-10 09:30', ContentSource: '本网' };
type Tags = Readonly<Record<string, string>>;

const html = (tags: Tags, title: string, body: string): string =>
	`<!doctype html><html><head><title>${title}</title>${Object.entries(tags)
		.map(([name, content]) => `<meta name="${name}" content="${content}">`)
		.join(
			'',
		)}</head><body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/yw/">政务要闻</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>${body}<div class="footer">主办：临江市人民政府办公室</div></body></html>`;

const numbers = [1, 2, 3, 4, 5, 6] as const;
const texts = (tags: (number: number) => Tags): Record<string, string> =>
	Object.fromEntries(
		numbers.map((number) => [
			`/yw/${number}.html`,
			html(
				tags(number),
				`临江市召开第${number}次供水保障工作推进会议`,
				`<div class="position">您所在的位置：<a href="/">首页</a> &gt; <a href="/yw/">政务要闻</a></div><h1>临江市召开第${number}次供水保障工作推进会议</h1><div class="info">发布时间：2026-11-0${number}</div><div class="content"><p>${'各地各部门要加强组织领导，明确责任分工。'.repeat(12)}</p></div>`,
			),
		]),
	);
const column = (tags: Tags): string =>
	html(
		tags,
		'政务要闻',
		`<div class="position">您所在的位置：<a href="/">首页</a> &gt; <a href="/yw/">政务要闻</a></div><h2>政务要闻</h2><ul class="list">${numbers
			.map(
				(number) =>
					`<li><a href="/yw/${number}.html">临江市召开第${number}次供水保障工作推进会议</a><span>2026-11-0${number}</span></li>`,
			)
			.join('')}</ul>`,
	);
const whole = { ...ofSite, ...ofColumn, ...ofText };
const without = (tags: Tags, ...left: string[]): Tags =>
	Object.fromEntries(Object.entries(tags).filter(([name]) => !left.includes(name)));
const site = (home: Tags, list: Tags, text: (number: number) => Tags) => ({
	'/': html(home, '临江市人民政府', '<div class="main"><a href="/yw/">更多</a></div>'),
	'/yw/': column(list),
	...texts(text),
});
const columnTags = { ...ofSite, ...ofColumn };

testCheck(check, {
	clean: {
		'a date under the name that another system gives it': site(ofSite, columnTags, () => ({
			...without(whole, 'PubDate'),
			Maketime: '2026-11-10 09:30',
		})),
		'every tag on every kind of page': site(ofSite, columnTags, () => whole),
		'names in other letters': site(
			Object.fromEntries(Object.entries(ofSite).map(([name, value]) => [name.toLowerCase(), value])),
			columnTags,
			() => ({ ...without(whole, 'PubDate'), pubdate: '2026-11-10 09:30' }),
		),
		'a page of another host': {
			...site(ofSite, columnTags, () => whole),
			'https://gk.example.gov.cn/a/': column({}),
		},
	},
	faulty: {
		'no code on the homepage': {
			pages: site(without(ofSite, 'SiteIDCode'), columnTags, () => whole),
			at: ['/'],
			keys: ['home:SiteIDCode'],
		},
		'an empty tag, and what a template left over': {
			pages: site({ ...ofSite, SiteDomain: '', SiteName: 'null' }, columnTags, () => whole),
			at: ['/', '/'],
			keys: ['home:SiteName', 'home:SiteDomain'],
		},
		'most texts without a source': {
			pages: site(ofSite, columnTags, (number) => (number > 2 ? without(whole, 'ContentSource') : whole)),
			at: ['/'],
			keys: ['document:ContentSource'],
			says: '6个页面中有4个',
		},
		'a few texts without one are for a person': {
			pages: site(ofSite, columnTags, (number) => (number > 4 ? without(whole, 'ContentSource') : whole)),
			at: ['/'],
			keys: ['document:ContentSource'],
			certainty: 'review',
		},
		'a site with one column says little of its columns': {
			pages: site(ofSite, without(columnTags, 'ColumnType'), () => whole),
			at: ['/'],
			keys: ['column:ColumnType'],
			certainty: 'review',
		},
	},
});
