import { describe, expect, it } from 'vitest';
import late from '../../checks/rules/late-interpretation.ts';
import missing from '../../checks/rules/missing-interpretation.ts';
import unlinked from '../../checks/rules/unlinked-interpretation.ts';
import { judge } from '../support/judge.ts';
import { article, list, official } from '../support/pages.ts';
import { at, origin, siteOf } from '../support/site.ts';

const name = '临江市城市供水管理办法';
const title = `临江市人民政府办公室关于印发《${name}》的通知`;
const doc = { number: '临政办发〔2026〕12号', writtenOn: '2026-03-02', publishedOn: '2026-03-03' };
const measure = official(title, doc);
const crumbs = ['政务公开', '政策解读'];
const explains = { publishedOn: '2026-03-04', crumbs };

/** Documents that the interpretation at `/b` is joined to, by path; a `?` behind those joined by words in common alone. */
const joinedTo = (pages: Readonly<Record<string, string>>, path = '/b'): string[] =>
	siteOf({ pages })
		.site.interpretations.filter(({ url }) => url === at(path))
		.flatMap(({ documents }) =>
			documents.map(({ url, by }) => `${url.replace(origin, '')}${by === 'title' ? '?' : ''}`),
		)
		.sort();

describe('titles of an interpretation of a document', () => {
	it.each([
		`《${name}》政策解读`,
		`解读《${name}》`,
		`一图读懂《${name}》`,
		`一图读懂|${name}`,
		`一图读懂：${name}`,
		`《${name}》问答`,
		`${name}政策问答`,
		`《${name}》新闻发布会`,
		`临江市举行《${name}》新闻发布会`,
		`临江市人民政府新闻办公室召开${name}新闻发布会`,
		`图解：${name}`,
		`图解|《${name}》`,
		`【文字解读】${name}`,
		`【图文解读】《${name}》`,
		`【图解】${name}`,
		`[图解]${name}`,
		`【解读】${title}`,
		`关于《${name}》的解读`,
		`关于${name}的解读`,
		`关于《${name}》的政策解读`,
		`《${name}》起草说明`,
		`《${name}》的起草说明`,
		`关于《${name}》的起草说明`,
		`${name}起草说明`,
		`《${name}》编制说明`,
		`市水务局负责人解读《${name}》`,
		`临江市水务局局长解读《${name}》`,
		`市水务局主要负责人解读${name}`,
		`部门负责人解读：${name}`,
		`部门负责人解读《${name}》`,
		`《${title.replace(/《/g, '〈').replace(/》/g, '〉')}》政策解读`,
		`《临江市人民政府办公室关于印发${name}的通知》解读`,
		`《关于印发${name}的通知》解读`,
		`关于印发《${name}》的通知的政策解读`,
		`${title}政策解读`,
		'《城市供水管理办法》解读',
		`政策解读|${name}`,
		`政策解读丨《${name}》`,
		`政策解读——${name}`,
		`《${name}》政策解读（图文版）`,
		`《${name}》解读（一图读懂）`,
		`${name}解读（图解版）`,
		`漫画解读：《${name}》`,
		`视频|《${name}》解读`,
		`视频解读：${name}`,
		`专家解读|${name}`,
		`《${name}》专家解读`,
		`${name}（政策解读）`,
		`${name}（解读）`,
		`临江市水务局关于《${name}》的政策解读`,
		`《${name}》（临政办发〔2026〕12号）政策解读`,
		`《${name}》答记者问`,
		`市水务局有关负责人就《${name}》答记者问`,
		`市水务局负责人就${name}答记者问`,
		`一张图看懂《${name}》`,
		`一图看懂${name}`,
		`《${name}》热点问答`,
		`十问十答带你了解《${name}》`,
		`十问十答！带你了解${name}`,
		`动漫解读|${name}`,
		`“${name}”政策解读`,
		`〈${name}〉解读`,
		`《${name}》系列解读（一）`,
		`《${name}》政策解读之二：用水户怎么办`,
		`${name}的解读说明`,
		`${name}政策解读材料`,
		`${name}政策解读稿`,
		`权威解读 | ${name}`,
		`H5丨${name}`,
		`长图丨${name}`,
	])('%s', (explaining) =>
		expect(joinedTo({ '/a': measure, '/b': article(explaining, explains) })).toEqual(['/a']),
	);
});

describe('titles that name another document', () => {
	it.each<[of: string, explaining: string]>([
		[`临江市人民政府办公室关于印发《${name}》的通知`, '《临江市城市供水管理办法实施细则》解读'],
		['临江市人民政府办公室关于印发《临江市城市供水管理办法实施细则》的通知', `《${name}》解读`],
		[title, '《临江市城市供热管理办法》解读'],
		[title, '《临江市城市二次供水管理办法》解读'],
		[title, '《临水县城市供水管理办法》解读'],
		[title, '《江东省城市供水管理办法》解读'],
		[title, '一图读懂临水县城市供水管理办法'],
		[title, '《临江市城市供水条例》解读'],
		[
			'临江市人民政府关于印发《临江市政府定价目录（2026年版）》的通知',
			'《临江市政府定价目录（2025年版）》解读',
		],
		['临江市人民政府关于印发《临江市2026年城市供水工作方案》的通知', '《临江市2025年城市供水工作方案》解读'],
		['临江市人民政府关于印发《2026年度城市供水扶持措施》的通知', '《2025年度城市供水扶持措施》政策解读'],
		[
			'临江市人民政府关于印发《临江市城市供水扶持措施（第二批）》的通知',
			'《临江市城市供水扶持措施（第一批）》政策解读',
		],
		['临江市人民政府关于印发《临江市稳经济若干措施（二）》的通知', '《临江市稳经济若干措施（一）》政策解读'],
		[
			'临江市人民政府关于印发《临江市城市供水管理办法（2026年修订）》的通知',
			'《临江市城市供水管理办法（2021年修订）》解读',
		],
	])('%s is not that of %s', (of, explaining) =>
		expect(joinedTo({ '/a': official(of, doc), '/b': article(explaining, explains) })).toEqual([]),
	);
});

describe('titles of the same document in another stage', () => {
	it.each<[of: string, explaining: string]>([
		['临江市人民政府办公室关于印发《临江市城市供水管理办法（试行）》的通知', `《${name}》解读`],
		['临江市人民政府办公室关于印发《临江市城市供水管理办法（修订）》的通知', `《${name}》政策解读`],
		['临江市人民政府办公室关于印发《临江市城市供水管理办法（2026年修订）》的通知', `《${name}》政策解读`],
		['临江市人民政府关于印发《临江市政府定价目录（2026年版）》的通知', '《临江市政府定价目录》解读'],
		[`临江市人民政府办公室关于修订印发《${name}》的通知`, `《${name}》解读`],
		[title, '新修订《临江市城市供水管理办法》解读'],
	])('%s is explained by %s', (of, explaining) =>
		expect(joinedTo({ '/a': official(of, doc), '/b': article(explaining, explains) })).toEqual(['/a']),
	);
});

const earlier = { number: '临政办发〔2021〕7号', writtenOn: '2021-05-10', publishedOn: '2021-05-11' };
const trial = official(title.replace('》', '（试行）》'), earlier);

describe('versions of one document', () => {
	it.each<[string, Record<string, string>, string[]]>([
		[
			'the one that was new when the interpretation appeared',
			{
				'/a': measure,
				'/old': official(title, earlier),
				'/b': article(`《${name}》解读`, { crumbs, publishedOn: '2021-05-12' }),
			},
			['/old'],
		],
		[
			'the trial version by its name, without a date',
			{ '/a': measure, '/old': trial, '/b': article(`《${name}（试行）》解读`, { crumbs }) },
			['/old'],
		],
		[
			'the final version by its name, without a date',
			{ '/a': measure, '/old': trial, '/b': article(`《${name}》解读`, { crumbs }) },
			['/a'],
		],
		[
			'none, where the version it explained is gone',
			{ '/a': measure, '/b': article(`《${name}》解读`, { crumbs, publishedOn: '2021-05-12' }) },
			[],
		],
		[
			'none, where its text names the number of a version that is gone',
			{
				'/a': measure,
				'/b': article(`《${name}》解读`, {
					crumbs,
					publishedOn: '2021-05-12',
					body: [
						`近日，市政府办公室印发《${name}》（临政办发〔2021〕7号），现将有关内容解读如下，请广大市民知悉。`,
					],
				}),
			},
			[],
		],
		[
			'the national law of the same name, as its source shows',
			{
				'/a': official('临江市优化营商环境条例', { ...doc, number: '临江市人大常委会公告第3号' }),
				'/b': article('《优化营商环境条例》解读', {
					crumbs,
					publishedOn: '2019-11-01',
					body: [
						'国务院总理日前签署国务院令，公布《优化营商环境条例》（国务院令第722号），现就主要内容作一解读，供大家参考。',
					],
				}),
			},
			[],
		],
		[
			'perhaps the national law of the same name, by its decree',
			{
				'/a': official('临江市优化营商环境条例', { ...doc, number: '临江市人大常委会公告第3号' }),
				'/b': article('《优化营商环境条例》解读', {
					...explains,
					body: [
						'国务院总理日前签署国务院令，公布《优化营商环境条例》（国务院令第722号），现就主要内容作一解读，供大家参考。',
					],
				}),
			},
			['/a?'],
		],
	])('%s', (_, pages, joined) => expect(joinedTo(pages)).toEqual(joined));
});

const drain = '临江市城市排水管理办法';
const second = official(`临江市人民政府办公室关于印发《${drain}》的通知`, {
	...doc,
	number: '临政办发〔2026〕13号',
});

describe('one interpretation of several documents', () => {
	it.each<[string, string, string[], string[]]>([
		['both in its title', `《${name}》《${drain}》政策解读`, [], ['/a', '/c']],
		['both in its title with 和', `《${name}》和《${drain}》解读`, [], ['/a', '/c']],
		[
			'one in its title with 等, the other in its text',
			`《${name}》等两个文件政策解读`,
			[
				`近日，市政府办公室印发《${name}》（临政办发〔2026〕12号）和《${drain}》（临政办发〔2026〕13号），现解读如下，请广大市民知悉。`,
			],
			['/a', '/c?'],
		],
		[
			'none in its title, both by number in its text',
			'供排水新政解读',
			[
				`近日，市政府办公室印发《${name}》（临政办发〔2026〕12号）和《${drain}》（临政办发〔2026〕13号），现解读如下，请广大市民知悉。`,
			],
			['/a?', '/c?'],
		],
		[
			'one in its title, the other as its ground',
			`《${name}》政策解读`,
			[
				`根据《${drain}》（临政办发〔2026〕13号），市政府办公室制定了《${name}》，现将有关内容解读如下，请广大市民知悉。`,
			],
			['/a'],
		],
	])('%s', (_, explaining, body, joined) =>
		expect(
			joinedTo({
				'/a': measure,
				'/c': second,
				'/b': article(explaining, { ...explains, ...(body.length > 0 && { body }) }),
			}),
		).toEqual(joined),
	);
});

const toInterpretation = `<div class="xgjd"><h3>相关解读</h3><ul><li><a href="/b">《${name}》政策解读</a></li></ul></div>`;
const toDocument = `<div class="xgwj"><h3>相关文件</h3><ul><li><a href="/a">${title}</a></li></ul></div>`;
const linkedBoth = (more = ''): Record<string, string> => ({
	'/a': official(title, { ...doc, more: toInterpretation + more }),
	'/b': article(`《${name}》政策解读`, { ...explains, more: toDocument }),
});
/** A page of the interpretation column around this markup. */
const shown = (explaining: string, markup: string, publishedOn = '2026-03-04'): string =>
	article(explaining, { crumbs, publishedOn, body: [], more: `${markup}${toDocument}` });
const long =
	'为了贯彻上级部署，结合本市实际，有必要制定本办法，现就制定的背景、依据和主要内容说明如下。'.repeat(3);
const withTab = (tab: string): string =>
	official(title, {
		...doc,
		more: `<ul class="tabs"><li class="on">文件原文</li><li>政策解读</li></ul><div class="con" style="display:none">${tab}</div>`,
	});
const newsOf = (body: string): string =>
	article('市政府召开城市供水工作推进会', { publishedOn: '2026-03-04', body: [body] });

describe('what the three checks say', () => {
	const cases: Record<string, [Record<string, string>, string[]]> = {
		'linked both ways': [linkedBoth(), []],
		'a page of pictures alone': [
			{
				...linkedBoth(),
				'/b': shown(`图解：${name}`, '<p><img src="/i/1.jpg" width="800" height="2000"></p>'),
			},
			[],
		],
		'a page with a player alone': [
			{ ...linkedBoth(), '/b': shown(`视频解读：${name}`, '<video src="/v/1.mp4" controls></video>') },
			[],
		],
		'a page with a player that a script sets up': [
			{
				...linkedBoth(),
				'/b': shown(
					`视频|《${name}》解读`,
					'<div id="player"></div><script>new Player("#player","/v/1.mp4")</script>',
				),
			},
			[],
		],
		'a picture page that nothing links': [
			{
				'/a': measure,
				'/b': article(`图解：${name}`, {
					...explains,
					body: ['<img src="/i/1.jpg" width="800" height="2000">'],
				}),
			},
			['unlinked-interpretation /a document', 'unlinked-interpretation /b interpretation'],
		],
		'a press conference in its own column': [
			{
				'/a': measure,
				'/b': article('临江市举行城市供水管理办法新闻发布会', {
					publishedOn: '2026-03-04',
					crumbs: ['互动交流', '新闻发布会'],
					body: [
						`各位记者朋友，大家好。今天我们介绍《${name}》（临政办发〔2026〕12号）的有关情况，并回答大家的提问。`,
					],
				}),
			},
			['unlinked-interpretation /a document', 'unlinked-interpretation /b interpretation'],
		],
		'on a sibling host of the same government': [
			{
				'/a': official(title, {
					...doc,
					more: toInterpretation.replace('/b"', 'https://swj.linjiang.gov.cn/jd/1.html"'),
				}),
				'https://swj.linjiang.gov.cn/jd/1.html': article(`《${name}》政策解读`, {
					...explains,
					more: toDocument.replace('/a"', `${at('/a')}"`),
				}),
			},
			[],
		],
		'on a sibling host, without links': [
			{ '/a': measure, 'https://swj.linjiang.gov.cn/jd/1.html': article(`《${name}》政策解读`, explains) },
			[
				'unlinked-interpretation /a document',
				'unlinked-interpretation https://swj.linjiang.gov.cn/jd/1.html interpretation',
			],
		],
		'in a tab of the document’s own page': [{ '/a': withTab(`<h3>政策解读</h3><p>${long}</p>`) }, []],
		'in a tab that only its class names': [{ '/a': withTab(`<div class="zcjd"><p>${long}</p></div>`) }, []],
		'in a tab without a heading of its own': [{ '/a': withTab(`<p>${long}</p>`) }, []],
		'a tab that is empty': [{ '/a': withTab('<div class="zcjd"></div>') }, ['missing-interpretation /a']],
		'a tab that says there is none': [
			{ '/a': withTab('<div class="zcjd"><p>暂无解读</p></div>') },
			['missing-interpretation /a'],
		],
		'a tab whose list leads to it': [
			{
				...linkedBoth(),
				'/a': withTab(`<div class="zcjd"><ul><li><a href="/b">《${name}》政策解读</a></li></ul></div>`),
			},
			[],
		],
		'the link is a picture without words': [
			{
				...linkedBoth(),
				'/a': official(title, {
					...doc,
					more: '<div class="jd"><a href="/b"><img src="/i/jd.png"></a></div>',
				}),
			},
			[],
		],
		'the link stands in the metadata table': [
			{
				...linkedBoth(),
				'/a': measure.replace(
					'</table>',
					'<tr><td>政策解读：</td><td><a href="/b">点击查看</a></td></tr></table>',
				),
			},
			[],
		],
		'the link stands above the title': [
			{
				...linkedBoth(),
				'/a': measure.replace(
					'<table class="xxgk">',
					'<div class="tools"><a href="/b">政策解读</a></div><table class="xxgk">',
				),
			},
			[],
		],
		'the link is called 解读 alone': [
			{ ...linkedBoth(), '/a': official(title, { ...doc, more: '<p>【<a href="/b">解读</a>】</p>' }) },
			[],
		],
		'the link opens by a script': [
			{
				...linkedBoth(),
				'/a': official(title, {
					...doc,
					more: `<p>相关解读：<a href="javascript:void(0)" onclick="window.open('/b')">《${name}》政策解读</a></p>`,
				}),
			},
			[],
		],
		'a box that a script fills, seen empty': [
			{
				...linkedBoth(),
				'/a': official(title, {
					...doc,
					more: '<div class="xgjd"><h3>相关解读</h3><ul id="xgjd"></ul></div><script>fill("#xgjd")</script>',
				}),
			},
			['unlinked-interpretation /a document review'],
		],
		'such a box on the interpretation’s page': [
			{
				...linkedBoth(),
				'/b': article(`《${name}》政策解读`, {
					...explains,
					more: '<div class="xgwj"><h3>相关文件</h3><div id="xgwj"></div></div><script>fill("#xgwj")</script>',
				}),
			},
			['unlinked-interpretation /b interpretation review'],
		],
		'a box that holds nothing and that no script can fill': [
			{
				...linkedBoth(),
				'/a': official(title, {
					...doc,
					more: '<div class="xgjd"><h3>相关解读</h3><ul id="xgjd"></ul></div>',
				}),
			},
			['unlinked-interpretation /a document'],
		],
		'a link whose address only a script knows': [
			{
				...linkedBoth(),
				'/a': official(title, {
					...doc,
					more: `<p><a href="javascript:;" onclick="openInfo('8a7f')">政策解读</a></p><script>var a=1</script>`,
				}),
			},
			['unlinked-interpretation /a document review'],
		],
		'the interpretation links to the document by its bare address': [
			{
				...linkedBoth(),
				'/b': article(`《${name}》政策解读`, {
					...explains,
					more: `<p>原文链接：<a href="${at('/a')}">${at('/a')}</a></p>`,
				}),
			},
			[],
		],
		'the interpretation links to the document’s file': [
			{
				'/a': official(title, {
					...doc,
					more: `<p>附件：<a href="/f/12.pdf">${name}.pdf</a></p>${toInterpretation}`,
				}),
				'/b': article(`《${name}》政策解读`, {
					...explains,
					more: `<p>文件原文：<a href="/f/12.pdf">${name}.pdf</a></p>`,
				}),
			},
			[],
		],
		'a link in the footer': [
			{
				...linkedBoth(),
				'/a': measure.replace('<a href="/map/">', `<a href="/b">《${name}》政策解读</a> <a href="/map/">`),
			},
			['unlinked-interpretation /a document'],
		],
		'a link of the breadcrumb to the column of interpretations': [
			{
				...linkedBoth(),
				'/a': official(title, { ...doc, crumbs: ['政务公开', '政策解读'], more: '' }).replace(
					'政策解读',
					'政策文件',
				),
			},
			['unlinked-interpretation /a document'],
		],
		'the list shows both beside each other': [
			{
				'/zcwj/': list('政策文件', [
					['/a', title, '2026-03-03'],
					['/c', '临江市人民政府办公室关于召开全市经济工作会议的通知', '2026-03-01'],
				]).replace('</li>', ' <a href="/b">[解读]</a></li>'),
				'/a': measure,
				'/b': linkedBoth()['/b'] as string,
			},
			['unlinked-interpretation /a document'],
		],
		'news that mentions the document': [
			{
				'/a': measure,
				'/n': newsOf(
					`会议要求抓好《${name}》（临政办发〔2026〕12号）的落实，保障城市供水安全，让群众用上放心水。`,
				),
			},
			['missing-interpretation /a'],
		],
		'news that links to the document': [
			{
				'/a': measure,
				'/n': newsOf(`会议要求抓好<a href="/a">《${name}》</a>的落实，保障城市供水安全，让群众用上放心水。`),
			},
			['missing-interpretation /a'],
		],
		'news of a gathering that explained it': [
			{
				'/a': measure,
				'/n': article(`市水务局举办《${name}》政策解读培训班`, { publishedOn: '2026-03-04' }),
			},
			['missing-interpretation /a'],
		],
		'a document entitled …解读工作办法 is no interpretation': [
			{ '/a': official('临江市人民政府办公室关于印发《临江市行政规范性文件解读工作办法》的通知', doc) },
			['missing-interpretation /a review'],
		],
		'the interpretation of such a document': [
			{
				'/a': official('临江市人民政府办公室关于印发《临江市行政规范性文件解读工作办法》的通知', doc),
				'/b': article('《临江市行政规范性文件解读工作办法》政策解读', { ...explains, more: toDocument }),
			},
			['unlinked-interpretation /a document'],
		],
		'only the interpretation of the other department’s 细则': [
			{ '/a': measure, '/b': article('《临江市城市供水管理办法实施细则》解读', explains) },
			['missing-interpretation /a'],
		],
		'only the interpretation of last year’s': [
			{
				'/a': official('临江市人民政府关于印发《临江市2026年城市供水若干措施》的通知', doc),
				'/b': article('《临江市2025年城市供水若干措施》政策解读', { ...explains, publishedOn: '2025-03-04' }),
			},
			['missing-interpretation /a'],
		],
		'only the interpretation of the version of years ago': [
			{ '/a': measure, '/b': article(`《${name}》政策解读`, { ...explains, publishedOn: '2021-05-12' }) },
			['missing-interpretation /a review'],
		],
		'a forwarded document needs none': [
			{
				'/a': official('临江市人民政府办公室转发省政府办公厅关于加强城市供水管理若干措施的通知', doc),
				'/b': article('省政府办公厅《关于加强城市供水管理的若干措施》解读', explains),
			},
			[],
		],
		'a superior’s document relayed whole': [
			{
				'/a': official('江东省人民政府办公厅关于印发《江东省城市供水管理办法》的通知', {
					...doc,
					number: '东政办发〔2026〕12号',
					issuer: '江东省人民政府办公厅',
				}),
			},
			[],
		],
		'several interpretations, of which the document links to one': [
			{ ...linkedBoth(), '/b2': article(`一图读懂《${name}》`, { ...explains, more: toDocument }) },
			['unlinked-interpretation /a document review'],
		],
	};
	it.each(Object.entries(cases))('%s', (_, [pages, said]) =>
		expect(judge([missing, late, unlinked], { pages })).toEqual(said),
	);
});

/** A document published on one day and explained on others. */
const explainedOn = (publishedOn: string, ...days: readonly string[]): Record<string, string> => ({
	'/a': official(title, { ...doc, writtenOn: publishedOn, publishedOn }),
	...Object.fromEntries(
		days.map((on, i) => [`/b${i}`, article(`《${name}》政策解读`, { crumbs, publishedOn: on })]),
	),
});

it('a box that the browser shows empty is empty', () => {
	const box = '<div class="xgjd"><h3>相关解读</h3><ul id="xgjd"></ul></div><script>fill("#xgjd")</script>';
	const pages = { ...linkedBoth(), '/a': official(title, { ...doc, more: box }) };
	expect(judge([unlinked], { pages, seen: { '/a': { lane: 'browser' } } })).toEqual([
		'unlinked-interpretation /a document',
	]);
});

describe('working days until the first interpretation', () => {
	const cases: Record<string, [Record<string, string>, string[]]> = {
		'a Saturday on which people work counts': [
			explainedOn('2026-02-26', '2026-03-03'),
			['late-interpretation /a'],
		],
		'the third day across such a Saturday': [explainedOn('2026-02-26', '2026-03-02'), []],
		'on such a Saturday itself': [explainedOn('2026-09-30', '2026-10-10'), []],
		'behind it': [explainedOn('2026-09-30', '2026-10-12'), ['late-interpretation /a']],
		'published on a holiday, the count begins with the first day of work': [
			explainedOn('2026-05-02', '2026-05-08'),
			[],
		],
		'published on a holiday, and the fourth day is a Saturday of work': [
			explainedOn('2026-05-02', '2026-05-09'),
			['late-interpretation /a'],
		],
		'the earliest of three': [explainedOn('2026-03-03', '2026-03-20', '2026-03-05', '2026-04-01'), []],
		'the earliest of three is late as well': [
			explainedOn('2026-03-03', '2026-03-20', '2026-03-11', '2026-04-01'),
			['late-interpretation /a'],
		],
		'one before the document': [explainedOn('2026-03-03', '2026-02-27', '2026-04-01'), []],
		'the first copy of the document counts': [
			{
				'/bm/a.html': official(title, { ...doc, publishedOn: '2026-03-20' }),
				'/a': measure,
				'/b': article(`《${name}》政策解读`, { crumbs, publishedOn: '2026-03-23' }),
			},
			['late-interpretation /bm/a.html'],
		],
		'the first copy of the document counts, whichever was met first': [
			{
				'/a': measure,
				'/bm/a.html': official(title, { ...doc, publishedOn: '2026-03-20' }),
				'/b': article(`《${name}》政策解读`, { crumbs, publishedOn: '2026-03-23' }),
			},
			['late-interpretation /a'],
		],
		'one printed on the document’s own page came with it': [
			{
				'/a': withTab(`<div class="zcjd"><h3>政策解读</h3><p>${long}</p></div>`),
				'/b': article(`《${name}》政策解读`, { crumbs, publishedOn: '2026-03-23' }),
			},
			[],
		],
		'only the list has its day': [
			{
				'/zcjd/': list('政策解读', [
					['/b', `《${name}》政策解读`, '2026-03-23'],
					['/b2', '《临江市其他事项管理办法》政策解读', '2026-03-02'],
				]),
				'/a': measure,
				'/b': article(`《${name}》政策解读`, { crumbs }),
			},
			['late-interpretation /a'],
		],
		'an interpretation of last year’s version hides nothing': [
			{
				'/a': measure,
				'/b1': article(`《${name}》政策解读`, { crumbs, publishedOn: '2021-05-12' }),
				'/b': article(`《${name}》政策解读`, { crumbs, publishedOn: '2026-03-23' }),
			},
			['late-interpretation /a'],
		],
	};
	it.each(Object.entries(cases))('%s', (_, [pages, said]) => expect(judge([late], { pages })).toEqual(said));
});
