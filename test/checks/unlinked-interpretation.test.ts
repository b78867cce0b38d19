import check from '../../checks/rules/unlinked-interpretation.ts';
import { article, list, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于印发《临江市城市供水管理办法》的通知';
const doc = { number: '临政办发〔2026〕12号', writtenOn: '2026-03-02', publishedOn: '2026-03-03' };
const explains = { publishedOn: '2026-03-04', crumbs: ['政务公开', '政策解读'] };
const explaining = '《临江市城市供水管理办法》政策解读';
const toInterpretation = `<div class="xgjd">相关解读：<ul><li><a href="/b">${explaining}</a></li></ul></div>`;
const toDocument = `<div class="xgwj">相关文件：<ul><li><a href="/a">${title}</a></li></ul></div>`;
const linked = {
	'/a': official(title, { ...doc, more: toInterpretation }),
	'/b': article(explaining, { ...explains, more: toDocument }),
};

/** The site's newest interpretations on every page, and what else a page has. */
const everywhere = (more: (path: string) => string): Record<string, string> => {
	const newest = `<div class="side"><h3>政策解读</h3><ul><li><a href="/b">${explaining}</a></li><li><a href="/b2">《临江市公园管理办法》解读</a></li></ul></div>`;
	const others = ['桥梁检测', '隧道养护', '路灯巡查', '水质监测', '林木采伐', '渔船检验', '农药经营'];
	return {
		'/a': official(title, { ...doc, more: more('/a') + newest }),
		'/b': linked['/b'],
		...Object.fromEntries(
			others.map((name, i) => [
				`/d${i}`,
				official(`临江市人民政府办公室关于做好${name}工作的通知`, {
					number: `临政办发〔2026〕${20 + i}号`,
					writtenOn: '2026-03-02',
					more: newest,
				}),
			]),
		),
	};
};

testCheck(check, {
	clean: {
		'links both ways': linked,
		'a link that a script opens counts': {
			...linked,
			'/a': official(title, {
				...doc,
				more: `<p>相关解读：<a href="javascript:void(0)" onclick="location.href='/b'">${explaining}</a></p>`,
			}),
		},
		'a link in the text counts': {
			'/a': linked['/a'],
			'/b': article(explaining, {
				...explains,
				body: [
					`近日，市政府办公室印发了<a href="/a">《临江市城市供水管理办法》</a>（以下简称办法），现就有关内容解读如下，供广大市民参阅。`,
				],
			}),
		},
		'the address without its index page or with http counts': {
			'/a/': official(title, { ...doc, more: toInterpretation }),
			'/b': article(explaining, {
				...explains,
				more: toDocument.replace('/a"', 'http://www.linjiang.gov.cn/a/index.html"'),
			}),
		},
		'a link to a copy of the document counts': {
			'/a': linked['/a'],
			'/bm/a.html': official(title, doc),
			'/b': article(explaining, { ...explains, more: toDocument.replace('/a"', '/bm/a.html"') }),
		},
		'a box of its own beside one that every page has': everywhere((path) =>
			path === '/a' ? toInterpretation : '',
		),
		'nothing to link to': { '/a': official(title, doc) },
		'a document that is no longer in force': {
			'/a': official(title, { ...doc, table: { 有效性: '已废止' } }),
			'/b': article(explaining, explains),
		},
	},
	faulty: {
		'a box that every page has is no link of the document': {
			pages: everywhere(() => ''),
			at: ['/a'],
			keys: ['document'],
		},
		'the document lacks the link': {
			pages: { ...linked, '/a': official(title, doc) },
			at: ['/a'],
			keys: ['document'],
			says: explaining,
		},
		'the interpretation lacks the link': {
			pages: { ...linked, '/b': article(explaining, explains) },
			at: ['/b'],
			keys: ['interpretation'],
			says: '《临江市人民政府办公室关于印发〈',
		},
		'both lack it': {
			pages: { '/a': official(title, doc), '/b': article(explaining, explains) },
			at: ['/a', '/b'],
			keys: ['document', 'interpretation'],
		},
		'the site’s navigation is no link': {
			pages: {
				'/a': official(title, doc).replace('<a href="/zwgk/">政务公开</a>', '<a href="/b">政策解读</a>'),
				'/b': linked['/b'],
			},
			at: ['/a'],
			keys: ['document'],
		},
		'one interpretation of two documents links to one of them': {
			pages: {
				'/a': official(title, { ...doc, more: toInterpretation }),
				'/c': official('临江市人民政府办公室关于印发《临江市城市排水管理办法》的通知', {
					number: '临政办发〔2026〕13号',
					writtenOn: '2026-03-02',
					more: toInterpretation,
				}),
				'/b': article('《临江市城市供水管理办法》《临江市城市排水管理办法》政策解读', {
					...explains,
					more: toDocument,
				}),
			},
			at: ['/b'],
			keys: ['interpretation'],
			certainty: 'review',
		},
		'the only interpretation stands on another site': {
			pages: {
				'/a': official(title, doc),
				'/zcjd/': list('政策解读', [
					['https://media.example.com/1.html', explaining, '2026-03-04'],
					['https://media.example.com/2.html', '《临江市其他事项管理办法》政策解读', '2026-03-02'],
				]),
			},
			at: ['/a'],
			keys: ['document'],
			certainty: 'review',
		},
	},
});
