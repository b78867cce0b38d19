import check from '../../checks/rules/wrong-link.ts';
import { article, official, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const water = '临江市人民政府办公室关于印发《临江市城市供水管理办法》的通知';
const advert = '临江市人民政府关于印发《临江市户外广告设置规定》的通知';
const text = { number: '临政办发〔2026〕12号', writtenOn: '2026-03-02' };

/** A page whose text holds this markup. */
const holding = (markup: string): string => page('有关说明', `<h1>有关说明</h1><p>详见：${markup}</p>`);
/** A link with these words to the document about water. */
const toWater = (words: string, title = water): Record<string, string> => ({
	'/a': holding(`<a href="/zc/1.html">${words}</a>`),
	'/zc/1.html': official(title, text),
});

const rules = '临江市人民政府办公室关于印发《临江市城市供水管理办法实施细则》的通知';
const heating = '临江市人民政府办公室关于印发《临江市城市供热管理办法》的通知';
/** A link to the rules for application, whose text rests on what they apply. */
const toRules = (words: string, more: Parameters<typeof official>[1] = {}): Record<string, string> => ({
	'/a': holding(`<a href="/zc/2.html">${words}</a>`),
	'/zc/2.html': official(rules, {
		number: '临政办发〔2026〕20号',
		writtenOn: '2026-05-06',
		body: ['根据《临江市城市供水管理办法》（临政办发〔2026〕12号），制定本细则，现印发给你们，请遵照执行。'],
		...more,
	}),
});

testCheck(check, {
	clean: {
		'cut off, with its whole name in the title attribute': {
			'/a': holding(`<a href="/zc/1.html" title="${water}">临江市人民政府办公室关于印发《临江市城市…</a>`),
			'/zc/1.html': official(water, text),
		},
		'a column that lands on another site': {
			'/a': holding('<a href="https://zwfw.example.gov.cn/">关于公开办事服务事项的规定</a>'),
		},
		'rules for application by their own name': {
			...toRules('《临江市城市供水管理办法实施细则》'),
			'/zc/1.html': official(water, text),
		},
		'a measure on a page of both': {
			...toRules('《临江市城市供水管理办法》', {
				more: '<p>附件：<a href="/f/1.pdf">临江市城市供水管理办法</a></p>',
			}),
			'/zc/1.html': official(water, text),
		},
		'a like name, which may be the target’s in other words': toWater('《临江市城市供水与用水管理办法》'),
		'rules for application, printed with the measure': toWater(
			'《临江市城市供水管理办法》',
			'临江市人民政府关于印发《临江市城市供水管理办法》及实施细则的通知',
		),
		'a link that names its target': toWater(water),
		'abbreviated with …': toWater('临江市人民政府关于印发《临江市户外广告设…'),
		'the target’s title shortened': toWater('城市供水管理办法'),
		'its title without the wrapper': toWater('《临江市城市供水管理办法》'),
		'the number is the target’s': toWater('《关于用水的规定》（临政办发〔2026〕12号）'),
		'words that name no document': toWater('户外广告设置要求一览表'),
		'a document that the target cites': {
			'/a': holding(`<a href="/zc/1.html">《临江市户外广告设置规定》</a>`),
			'/zc/1.html': official(water, { ...text, body: ['根据《临江市户外广告设置规定》等，制定本办法。'] }),
		},
		'a document that hangs on the target as a file': {
			'/a': holding(`<a href="/zc/1.html">${advert}</a>`),
			'/zc/1.html': official(water, {
				...text,
				more: `<p>附件：<a href="/f/1.pdf">临江市户外广告设置规定</a></p>`,
			}),
		},
		'an interpretation of what it names': {
			'/a': holding('<a href="/jd/1.html">《临江市城市供水管理办法》</a>'),
			'/jd/1.html': article('一图读懂城市供水新规'),
		},
		'a list': {
			'/a': holding('<a href="/zc/">临江市人民政府关于公开政策文件的规定</a>'),
			'/zc/': '<title>政策文件</title><ul><li><a href="/zc/1.html">一</a></li></ul>',
		},
		'one program that shows many documents behind its fragment': {
			'/a': holding(
				['《户外广告设置规定》', '《市容环境卫生条例》', '《城市停车收费规定》']
					.map((name, i) => `<a href="/zc/1.html#/${i}">临江市${name}</a>`)
					.join(''),
			),
			'/zc/1.html': official(water, text),
		},
		'mail, telephone, script and fragment': {
			'/a': holding(
				'<a href="mailto:a@b.cn">信箱</a><a href="tel:12345">电话</a><a href="javascript:;">打印</a><a href="#top">返回</a>',
			),
		},
		'a public address in digits': { '/a': holding('<a href="http://203.119.206.1/x">旧站</a>') },
		'an empty link, which nobody can follow': { '/a': holding('<a href="file:///C:/a.doc"></a>') },
	},
	faulty: {
		'another document': {
			pages: toWater(advert),
			at: ['/zc/1.html'],
			says: '打开却是《临江市人民政府办公室',
		},
		'rules for application in place of the measure, which has its own page': {
			pages: { ...toRules('《临江市城市供水管理办法》'), '/zc/1.html': official(water, text) },
			at: ['/zc/2.html'],
			says: '打开却是《临江市人民政府办公室关于印发〈临江市城市供水管理办法实施细则〉',
		},
		'rules for application in place of a measure that was not seen': {
			pages: toRules('《临江市城市供水管理办法》（临政办发〔2026〕12号）'),
			at: ['/zc/2.html'],
			certainty: 'review',
		},
		'the measure in place of rules for its application, which have their own page': {
			pages: { ...toWater('临江市城市供水管理办法实施细则'), '/zc/2.html': official(rules) },
			at: ['/zc/1.html'],
		},
		'a document of nearly that name, beside the one that is named': {
			pages: { ...toWater('《临江市城市供热管理办法》'), '/zc/3.html': official(heating) },
			at: ['/zc/1.html'],
		},
		'in a text of news': {
			pages: {
				'/a': article('我市规范户外广告', {
					publishedOn: '2026-03-03',
					body: ['近日印发的<a href="/zc/1.html">《临江市户外广告设置规定》</a>明确了有关要求，请市民知悉。'],
				}),
				'/zc/1.html': official(water, text),
			},
			at: ['/zc/1.html'],
		},
		'a private address': {
			pages: { '/a': holding('<a href="http://192.168.1.20:8080/oa/">办公系统</a>') },
			at: ['http://192.168.1.20:8080/oa/'],
			says: '链接“办公系统”指向内网地址',
		},
		'this very machine': {
			pages: { '/a': holding('<a href="http://localhost:8080/x.html">通知</a>') },
			at: ['http://localhost:8080/x.html'],
			says: '本机',
		},
		'a file of somebody’s disk, once for all pages': {
			pages: {
				'/a': holding('<a href="file:///D:/公文/1.doc">通知</a>'),
				'/b': holding('<a href="file:///D:/公文/1.doc">通知</a>'),
			},
			at: ['file:///D:/公文/1.doc'],
		},
		'a picture that was pasted from a text processor': {
			pages: { '/a': holding('<img src="file:///C:/Users/ADMINI~1/Temp/1.png">') },
			at: ['file:///C:/Users/ADMINI~1/Temp/1.png'],
		},
	},
});
