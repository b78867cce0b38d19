import check from '../../checks/rules/copied-interpretation.ts';
import { article, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市城市供水管理办法';
const rules = [
	'供水单位应当在每月五日以前公布上一个月的出厂水检测结果',
	'计划停水的应当提前二十四小时以短信和张贴两种方式通知用户',
	'新建住宅的二次供水设施由供水单位统一负责运行和维护管理',
	'老旧小区的泵房改造费用由市级财政和供水单位按照比例分担',
	'用户对水表计量有异议的可以向供水单位提出书面的校验申请',
	'水务部门应当每年至少组织两次覆盖全部水厂的水质监督抽查',
	'发生水质异常的供水单位应当在两小时以内报告所在地的政府',
	'擅自在公共供水管道上接管取水的由水务部门责令其限期改正',
];
const documentPage = official(title, {
	number: '临政发〔2026〕12号',
	writtenOn: '2026-03-02',
	body: rules.map((rule, i) => `第${i + 1}条　${rule}。`),
});
const explained = (sentences: readonly string[]): Record<string, string> => ({
	'/a': documentPage,
	'/b': article(`《${title}》政策解读`, {
		publishedOn: '2026-03-03',
		crumbs: ['政务公开', '政策解读'],
		body: sentences.map((sentence) => `${sentence}。`),
	}),
});
const own = [
	'过去小区泵房由物业各管各的，水箱多年没有人清洗，投诉逐年增加',
	'新办法施行以后，泵房移交给供水公司，清洗和检测的费用计入水价成本',
	'居民最关心的停水问题，这次明确了提前通知的时间和通知的两种方式',
	'水表不准怎么办，用户写一份申请就可以要求校验，结果在七天以内告知',
	'老旧小区改造分三年完成，今年先安排城区四十个泵房，名单另行公布',
	'有疑问的市民可以拨打供水服务热线，也可以到营业厅当面咨询了解',
];

testCheck(check, {
	clean: {
		'in words of its own': explained(own),
		'half of it quotes the document': explained([
			...own,
			...rules.slice(0, 5).map((rule) => `第一条　${rule}`),
		]),
		'the words in quotation marks are quotations': explained([
			...own,
			...rules.map((rule) => `办法规定“${rule}”，这一条是新增加的内容`),
		]),
		'too little text to tell': explained(rules.slice(0, 3)),
	},
	faulty: {
		'it repeats the document': {
			pages: explained(rules.map((rule, i) => `${i + 1}.${rule}`)),
			at: ['/b'],
			certainty: 'review',
			says: '100%的句子',
		},
		'by the share of the profile': {
			pages: explained([...own.slice(0, 2), ...rules.slice(0, 6).map((rule, i) => `第${i + 1}条　${rule}`)]),
			terms: { copiedShare: 0.5 },
			at: ['/b'],
			certainty: 'review',
		},
	},
});
