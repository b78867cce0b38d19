import check from '../../checks/rules/stale-regulation.ts';
import { article, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

/** The text of a statute with its 题注. */
const statute = (title: string, note: string, head = ''): string =>
	page(
		title,
		`<h1>${head}${title}</h1><div class="content"><p>${note}</p><p>第一章　总则</p>${Array.from(
			{ length: 12 },
			(_, i) =>
				`<p>第${'一二三四五六七八九十'[i] ?? `十${'一二'[i - 10]}`}条　为了规范有关行为，保障有关各方的合法权益，制定本规定的有关内容。</p>`,
		).join('')}</div>`,
		{
			crumbs: ['政务公开', '法律法规'],
			head: `<meta name="ArticleTitle" content="${head}${title}"><meta name="PubDate" content="2019-01-01">`,
		},
	);

const disclosure = '中华人民共和国政府信息公开条例';
const old = '（2007年4月5日中华人民共和国国务院令第492号公布　自2008年5月1日起施行）';
const current =
	'（2007年4月5日中华人民共和国国务院令第492号公布　2019年4月3日中华人民共和国国务院令第711号修订）';

testCheck(check, {
	clean: {
		'a decree of the place that bears a like name': {
			'/a': page(
				'临江市政府信息公开办法',
				'<h1>临江市政府信息公开办法</h1><div class="content"><p>（2008年5月1日临江市人民政府令第12号公布）</p><p>第一条 为了规范政府信息公开，根据《中华人民共和国政府信息公开条例》，制定本办法。</p><p>第二条 本市行政机关公开政府信息，适用本办法。</p></div>',
				{ crumbs: ['政务公开', '法规规章'] },
			),
		},
		'the version in force': { '/a': statute(disclosure, current) },
		'a historical version that says so': { '/a': statute(disclosure, old, '（历史版本）') },
		'news about a statute': { '/a': article('市司法局组织学习《信访条例》', { publishedOn: '2026-03-01' }) },
		'before the new version came into force': {
			pages: { '/a': statute(disclosure, old) },
			asOf: '2019-05-01',
		},
	},
	faulty: {
		'its title in 《》 with its decree': {
			pages: { '/a': statute(`《${disclosure}》（国务院令第492号）`, old) },
			at: ['/a'],
		},
		'beside the version in force and a historical one': {
			pages: {
				'/a': statute(disclosure, current),
				'/b': statute(disclosure, old),
				'/c': statute(disclosure, old, '（历史版本）'),
			},
			at: ['/b'],
		},
		'a version that was revised': {
			pages: { '/a': statute(disclosure, old) },
			at: ['/a'],
			says: '国务院令第711号',
		},
		'a regulation that was repealed': {
			pages: {
				'/a': statute('信访条例', '（2005年1月10日中华人民共和国国务院令第431号公布　自2005年5月1日起施行）'),
			},
			at: ['/a'],
			says: '2022年5月1日',
		},
		'a law before its revision': {
			pages: {
				'/a': statute(
					'中华人民共和国行政处罚法',
					'（1996年3月17日第八届全国人民代表大会第四次会议通过　根据2009年8月27日第十一届全国人民代表大会常务委员会第十次会议《关于修改部分法律的决定》修正）',
				),
			},
			at: ['/a'],
			says: '2021年1月22日',
		},
	},
});
