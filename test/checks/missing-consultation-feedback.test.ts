import check from '../../checks/rules/missing-consultation-feedback.ts';
import { article, type Entry, list, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const name = '临江市养老服务扶持办法';
const title = `关于公开征求《${name}（征求意见稿）》意见的公告`;
const period = '征求意见时间：2026年3月2日至2026年4月1日。';
const crumbs = ['互动交流', '意见征集'];
const call = (more = '', when = period, heading = title): string =>
	article(heading, {
		publishedOn: '2026-03-02',
		body: ['为完善养老服务政策，现向社会公开征求意见，欢迎社会各界提出意见和建议。', when, more],
		crumbs,
	});
const decision = official(`临江市人民政府关于印发《${name}》的通知`, {
	number: '临政发〔2026〕8号',
	writtenOn: '2026-05-06',
});
const result = (
	heading: string,
	body: string[] = ['共收到意见12条，采纳8条，未采纳的4条与上位法不一致。'],
): string => article(heading, { publishedOn: '2026-05-08', body, crumbs });
const issued = (page = call()): Record<string, string> => ({ '/zj/1.html': page, '/zc/8.html': decision });
const column = (...entries: Entry[]): string =>
	list('意见征集', [['/zj/1.html', title, '2026-03-02'], ...entries], { crumbs: ['互动交流', '意见征集'] });

testCheck(check, {
	clean: {
		'feedback on the same page': issued(call('征求意见期间，共收到意见12条，采纳8条。')),
		'nobody wrote, which is a result': issued(call('截至期满，未收到任何意见和建议。')),
		'in a tab of its own': issued(
			call(
				'</p><div style="display:none"><h3>结果反馈</h3><p>修改了第五条和第九条，其余维持原文不变。</p></div><p>',
			),
		),
		'in a file that is called so': issued(call('<a href="/zj/1.pdf">意见采纳情况.pdf</a>')),
		'a separate item by its title': {
			...issued(),
			'/zj/2.html': result(`《${name}》公开征求意见采纳情况的公告`),
		},
		'a separate item whose text names it': {
			...issued(),
			'/zj/2.html': result('2026年第一季度意见征集结果反馈', [
				`现将《${name}（征求意见稿）》公开征求意见情况反馈如下：共收到意见12条，采纳8条。`,
			]),
		},
		'a file in a list': {
			...issued(),
			'/zj/': column(['/zj/2.pdf', `关于《${name}》意见采纳情况的说明`, '2026-05-08']),
		},
		'still open': { pages: { '/zj/1.html': call() }, asOf: '2026-03-20' },
		'the document came ten working days ago': { pages: issued(), asOf: '2026-05-19' },
		'no document, and it ended sixty days ago': { pages: { '/zj/1.html': call() }, asOf: '2026-05-31' },
		'nobody knows when it ended': { '/zj/1.html': call('', '请将意见寄送至市民政局。') },
		'before the duty began': {
			'/zj/1.html': article(title, {
				publishedOn: '2018-03-02',
				body: ['现向社会公开征求意见。', '征求意见时间：2018年3月2日至2018年4月1日。'],
				crumbs,
			}),
		},
		'no document, and results that name nothing may be its own': {
			'/zj/1.html': call(),
			'/zj/2.html': result('意见征集结果反馈'),
		},
	},
	faulty: {
		'a draft that a superior decided on': {
			pages: {
				'/zj/1.html': call('', period, '关于公开征求《江苏省养老服务条例（草案）》意见的公告'),
				'/zc/8.html': official('江苏省养老服务条例', {
					issuer: '江苏省人民代表大会常务委员会',
					writtenOn: '2026-05-06',
				}),
			},
			name: '江苏省临江市人民政府',
			at: ['/zj/1.html'],
			certainty: 'review',
		},
		'the document was issued, and nothing tells what came of the opinions': {
			pages: issued(),
			asOf: '2026-05-20',
			at: ['/zj/1.html'],
			says: '文件已于2026年5月6日印发',
		},
		'the feedback on another draft': {
			pages: { ...issued(), '/zj/2.html': result('《临江市房屋租赁管理办法》公开征求意见采纳情况') },
			at: ['/zj/1.html'],
		},
		'results that name nothing may be its own: a person should look': {
			pages: { ...issued(), '/zj/2.html': result('意见征集结果反馈') },
			at: ['/zj/1.html'],
			certainty: 'review',
		},
		'told only in the interpretation of the document: a person should look': {
			pages: {
				...issued(),
				'/jd/1.html': article(`《${name}》政策解读`, {
					publishedOn: '2026-05-07',
					body: [
						`《${name}》起草过程中向社会公开征求意见，共收到意见建议12条，采纳8条。`,
						'办法共六章三十条，明确了扶持的对象、标准和程序，自2026年7月1日起施行。',
					],
					crumbs: ['政务公开', '政策解读'],
				}),
			},
			at: ['/zj/1.html'],
			certainty: 'review',
		},
		'a tab that a script fills: a person should look': {
			pages: issued(
				call(
					'</p><ul class="tab"><li><a href="javascript:;">征集公告</a></li><li><a href="javascript:;">结果反馈</a></li></ul><div id="jg"></div><script src="/js/jg.js"></script><p>',
				),
			),
			at: ['/zj/1.html'],
			certainty: 'review',
		},
		'a box that a script fills, heading and all: a person should look': {
			pages: issued(call('</p><div id="fkjg"></div><script src="/js/jg.js"></script><p>')),
			at: ['/zj/1.html'],
			certainty: 'review',
		},
		'an empty box of another name': {
			pages: issued(call('</p><div id="share"></div><script src="/js/jg.js"></script><p>')),
			at: ['/zj/1.html'],
		},
		'the names of tabs over the call itself tell nothing': {
			pages: issued(call().replace('<p>为完善', '<ul><li>征集公告</li><li>结果反馈</li></ul><p>为完善')),
			at: ['/zj/1.html'],
		},
		'the interpretation tells of the opinions on another draft': {
			pages: {
				...issued(),
				'/jd/1.html': article('《临江市房屋租赁管理办法》政策解读', {
					publishedOn: '2026-05-07',
					body: ['起草过程中公开征求意见，共收到意见建议12条，采纳8条，现将主要内容解读如下。'],
					crumbs: ['政务公开', '政策解读'],
				}),
			},
			at: ['/zj/1.html'],
		},
		'no document: a person should look': {
			pages: { '/zj/1.html': call() },
			asOf: '2026-06-01',
			at: ['/zj/1.html'],
			certainty: 'review',
			says: '至今61天',
		},
	},
});
