import check from '../../checks/rules/text-corruption.ts';
import { article, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于加强城市供水管理的通知';
const long =
	'各供水单位要加强水源保护和水质检测，每月至少公布一次出厂水和管网水的检测结果，发现异常的，应当在两小时内报告市水务部门，并采取措施保障用户的用水安全，同时做好解释工作。';
const texts = (lines: readonly string[], more: object = {}): string =>
	official(title, {
		number: '临政办发〔2026〕12号',
		writtenOn: '2026-03-02',
		body: ['各县（区）人民政府，市各委办局：', ...lines],
		...more,
	});
/** The same without a signature. */
const open = (lines: readonly string[], more: object = {}): string =>
	official(title, {
		number: '临政办发〔2026〕12号',
		publishedOn: '2026-03-02',
		body: ['各县（区）人民政府，市各委办局：', long, long, long, ...lines],
		...more,
	});

testCheck(check, {
	clean: {
		'a whole text': { '/a': texts([long, '（一）加强检测。（二）公开结果。']) },
		'one bracket or two are a slip': { '/a': texts([`${long}（市水务局`, '市供水公司）、市卫健委）负责。']) },
		'closing brackets that only enumerate': {
			'/a': texts([
				'1）加强检测；2）公开结果；3）及时报告；4）做好解释；5）落实责任；6）总结经验。',
				'a）城区',
				'b）郊区',
			]),
		},
		'enumerations by other signs, and without marks between them': {
			'/a': texts(['甲）城区，乙）郊区，丙）乡镇，丁）园区，戊）港区，己）矿区']),
			'/b': texts(['Ⅰ)供水Ⅱ)排水Ⅲ)节水Ⅳ)其他Ⅴ)再生Ⅵ)雨水', '1)供水2)排水3)节水4)再生5)雨水6)海水']),
			'/c': texts(['1.1)供水2.3)排水3.1)节水4.2)再生5.1)雨水6.1)海水']),
		},
		'intervals that are open to one side': {
			'/a': texts(['用水量分为(0,5]、(5,10]、(10,20]、(20,30]、(30,40]、(40,50]六级。']),
			'/b': texts(['用水量分为[0,5)、[5,10)、[10,20)、[20,30)、[30,40)、[40,50)六级。']),
		},
		'a bracket that goes over two lines': { '/a': texts(['（一）责任单位（市水务局，', '市供水公司）。']) },
		'an address with a query': { '/a': texts([`${long}详见 https://example.gov.cn/a?x=1&amp;amp;y=2 。`]) },
		'it ends in a line of contacts': { '/a': open(['联系人：市水务局供水科，电话：0799-8210001']) },
		'the rest of it is in a file': {
			'/a': open(['（四）加强督查考核'], { more: '<p><a href="/files/1.pdf">全文下载.pdf</a></p>' }),
		},
		'news may end as it likes': {
			'/a': article('临江市加强供水管理', {
				publishedOn: '2026-03-02',
				body: [long, long, long, '（四）加强督查考核'],
			}),
		},
	},
	faulty: {
		'many closing brackets more than opening ones': {
			pages: {
				'/a': texts([
					'市水务局）、市卫健委）、市公安局）、市财政局）、市司法局）、市教育局）按职责分工负责。',
				]),
			},
			at: ['/a'],
			says: '右括号比左括号多6个',
		},
		'entities shown as written': {
			pages: { '/a': texts([`&amp;nbsp;&amp;nbsp;${long}`]) },
			at: ['/a'],
			says: '“&nbsp;”等代码当作文字显示了2处',
		},
		'replacement signs': {
			pages: { '/a': texts([`${long}\ufffd\ufffd\ufffd`]) },
			at: ['/a'],
			says: '3个无法显示的字符',
		},
		'one replacement sign': { pages: { '/a': texts([`${long}\ufffd`]) }, at: ['/a'], certainty: 'review' },
		'read in the wrong encoding': {
			pages: { '/a': texts(['锟斤拷锟斤拷锟斤拷', long]) },
			at: ['/a'],
			says: '3处乱码',
		},
		'it ends in a heading': {
			pages: { '/a': open(['（四）加强督查考核']) },
			at: ['/a'],
			certainty: 'review',
		},
		'it ends in mid-sentence': {
			pages: { '/a': open(['各供水单位应当于每年十二月底前，将年度水质检测情况、']) },
			at: ['/a'],
			certainty: 'review',
			says: '似乎没有结尾',
		},
	},
});
