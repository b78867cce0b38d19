import type { Profile } from '../profile.ts';

const law = '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）';
const regulation = '《中华人民共和国政府信息公开条例》（国务院令第711号）';
const census = '《全国政府网站普查评分表》（国办发〔2015〕15号）';
const own = '项目默认值，国家没有公布分值';
const ownTerm = '项目默认值，国家没有规定';
const local = (place: string): string => `项目默认值，参照${place}；国家没有公布分值`;
const jindong = local('金东区2021年政务公开考核');
const licheng = local('鲤城区2020年政务公开考核');
const jinzhai = local('金寨县2024年政务公开考核');

const inspected = (name: string, max: number, source = own) =>
	({ score: 'inspection', name, max, status: 'default', source }) as const;
const disclosed = (name: string, max: number) =>
	({ score: 'disclosure', name, max, status: 'default', source: own }) as const;

/** A figure of this project or of another place, which nobody has to accept. */
const points = (on: 'site' | 'columns' | 'documents', each: number, source = own) =>
	({ on, each, source, verified: false }) as const;
/** A figure that the national text itself gives. */
const verified = (on: 'site' | 'columns' | 'documents', each: number, source: string) =>
	({ on, each, source, verified: true }) as const;
/** Dead and wrong links: a point each on the homepage, a tenth elsewhere. */
const link = {
	on: 'site',
	each: 0.1,
	onHomepage: 1,
	source: `${census}，已被取代`,
	verified: false,
} as const;

/** A term that nobody has read in the source's own text, or that this project set. */
const term = (name: string, source: string) => ({ name, source, verified: false });

const month = (months: number) => ({ months });
const year = { months: 12 };

/**
 * The national default. Two scores: 网站检查, whose text is national but whose points are only partly known, and 政务公开,
 * for which no national points exist. Every figure says where it comes from and whether it was verified.
 */
export const national: Profile = {
	name: 'national',
	title: '全国默认',
	terms: {
		publicationDays: 20,
		metadataShare: 0.8,
		metadataSample: 5,
		copiedShare: 0.8,
		typos: [],
		interpretationDays: 3,
		publicMarker: 'sibling',
		publicMarkerShare: 0.8,
		publicMarkerSample: 10,
		interpretationScope: 'general',
		governmentReportDue: '03-31',
		departmentReportDue: '01-31',
		annualReportYears: 5,
		weightyConsultationDays: 30,
		consultationDays: 7,
		feedbackDays: 10,
		feedbackWithoutDecisionDays: 60,
		websiteReportDue: '01-31',
		evaluationDue: '03-31',
		metaTagDoubt: 0.1,
		metaTagShare: 0.5,
		metaTagSample: 5,
		unreachableShare: 0.05,
		homepageStaleDays: 14,
		unansweredMonths: 3,
		messageMonths: 12,
		replyDays: 5,
		guideLacks: 4,
		warnStaleDays: 14,
		warnExpiryDays: 30,
		warnReportDays: 60,
		staleAfter: {
			news: { days: 14 },
			notice: month(6),
			policy: month(6),
			interpretation: year,
			consultation: year,
			personnel: year,
			plan: year,
			gazette: year,
			data: year,
			message: year,
			statutory: year,
		},
	},
	termNotes: {
		interpretationDays: term('文件公布后几个工作日内发布解读', '国办发〔2016〕80号'),
		publicMarker: term('是否一律要求标注“此件公开发布”', '国家没有统一规定，按发文机关自己的习惯判断'),
		publicMarkerShare: term('发文机关当年公文有多大比例已标注，才确认漏标', ownTerm),
		publicMarkerSample: term('按这一比例判断所需的当年公文件数', ownTerm),
		interpretationScope: term('哪些文件应当解读', ownTerm),
		publicationDays: {
			...term('成文后几个工作日内公开', '《政府信息公开条例》（国务院令第711号）第二十六条'),
			verified: true,
		},
		metadataShare: term('全站元数据表有多大比例列出某一项，才确认缺少这一项', ownTerm),
		metadataSample: term('按这一比例判断所需的元数据表数', ownTerm),
		copiedShare: term('解读有多大比例的句子与文件相同，提请核对', ownTerm),
		typos: term('本地增加的易错词（只查标题）', ownTerm),
		weightyConsultationDays: term(
			'规章草案、重大行政决策草案征求意见不少于几天',
			'《重大行政决策程序暂行条例》（国务院令第713号）第十五条；《规章制定程序条例》第十五条',
		),
		consultationDays: term('其他征求意见不少于几天', ownTerm),
		feedbackDays: term(
			'决策文件印发后几个工作日内公布意见采纳情况',
			'项目默认值，参照泸水市2021年政务公开工作要点',
		),
		feedbackWithoutDecisionDays: term('征集结束多少天后仍无文件也无反馈，提请核对', ownTerm),
		governmentReportDue: {
			...term('政府的信息公开年度报告公布期限', `${regulation}第四十九条`),
			verified: true,
		},
		departmentReportDue: {
			...term('部门的信息公开年度报告公布期限', `${regulation}第四十九条`),
			verified: true,
		},
		annualReportYears: term('检查最近几个年度的信息公开年度报告', ownTerm),
		websiteReportDue: { ...term('政府网站工作年度报表公布期限', '国办函〔2018〕12号'), verified: true },
		evaluationDue: term('政务公开考核评估结果公布期限', '项目默认值，参照泸水市2021年政务公开文件'),
		metaTagDoubt: term('多大比例的同类页面缺少标签才提示', ownTerm),
		metaTagShare: term('多大比例的同类页面缺少标签才确认', ownTerm),
		metaTagSample: term('按这一比例判断所需的同类页面数', ownTerm),
		unreachableShare: { ...term('首页访问失败达到多大比例', law), verified: true },
		homepageStaleDays: { ...term('首页多久未更新', law), verified: true },
		unansweredMonths: { ...term('留言超过几个月未答复', law), verified: true },
		messageMonths: { ...term('检查最近几个月的留言', law), verified: true },
		warnStaleDays: term('栏目到期前几天提醒更新（不超过期限的一半）', ownTerm),
		warnExpiryDays: term('文件有效期届满前几天提醒', ownTerm),
		warnReportDays: term('年度报告公布期限前几天提醒', ownTerm),
		guideLacks: { ...term('办事指南八项要素缺几项算不完整', law), verified: true },
		replyDays: { ...term('简单咨询几个工作日内答复', law), verified: true },
		'staleAfter.news': { ...term('动态要闻多久未更新', law), verified: true },
		'staleAfter.notice': { ...term('通知公告多久未更新', law), verified: true },
		'staleAfter.policy': { ...term('政策文件多久未更新', law), verified: true },
		'staleAfter.interpretation': term('政策解读多久未更新', ownTerm),
		'staleAfter.consultation': term('征集调查多久未更新', ownTerm),
		'staleAfter.personnel': term('人事信息多久未更新', `${census}，已被取代`),
		'staleAfter.plan': term('规划计划多久未更新', `${census}，已被取代`),
		'staleAfter.gazette': term('政府公报多久未更新', ownTerm),
		'staleAfter.data': term('数据发布多久未更新', ownTerm),
		'staleAfter.message': term('咨询留言多久未更新', ownTerm),
		'staleAfter.statutory': term('法定主动公开内容多久未更新', ownTerm),
	},
	passMark: 60,
	leastCovered: 0.5,
	repairDays: 7,
	bonusAbove: 80,
	bonusMax: 30,
	leastObserved: 20,
	indicators: {
		'ind-overview': inspected('概况信息', 3),
		'ind-organization': inspected('机构职能', 3),
		'ind-leaders': inspected('领导信息', 3),
		'ind-news': inspected('动态要闻', 5),
		'ind-policy': inspected('政策文件', 7),
		'ind-interpretation': inspected('政策解读', 7),
		'ind-data': inspected('数据发布', 3),
		'ind-other-columns': inspected('其他栏目', 4),
		'ind-service-list': inspected('事项公开', 5),
		'ind-service-stats': inspected('办事统计数据', 2),
		'ind-service-guide': inspected('办事指南', 8),
		'ind-service-accuracy': inspected('内容准确', 5),
		'ind-service-forms': inspected('表格样表', 5),
		'ind-message-submit': inspected('信息提交', 3),
		'ind-login': inspected('统一登录', 2),
		'ind-message-publish': inspected('留言公开', 5),
		'ind-reply': inspected('办理答复', 5),
		'ind-consultation': inspected('征集调查', 5),
		'ind-domain': inspected('域名名称', 2),
		'ind-identity': inspected('网站标识', 3),
		'ind-availability': inspected('可用性', 7),
		'ind-meta': inspected('页面标签', 2),
		'ind-search': inspected('站内搜索', 3),
		'ind-ipv6': inspected('IPv6', 2),
		'ind-find-errors': inspected('找错入口', 1),
		'dis-statutory': disclosed('法定内容公开', 15),
		'dis-timeliness': disclosed('及时公开', 15),
		'dis-interpretation': disclosed('政策解读', 25),
		'dis-validity': disclosed('文件有效性', 20),
		'dis-marking': disclosed('公开属性标注', 10),
		'dis-format': disclosed('文件要素规范', 10),
		'dis-privacy': disclosed('个人信息保护', 5),
	},
	vetoes: {
		'veto-serious-problem': {
			name: '安全、泄密事故等严重问题',
			source: law,
			checks: ['hijacked-link', 'secret-marking', 'fabricated-date', 'hidden-link'],
			atLeast: 1,
			decidedBy: 'person',
			covers: 'part',
		},
		'homepage-unreachable': {
			name: '站点无法访问',
			source: law,
			checks: ['homepage-unreachable'],
			atLeast: 1,
			decidedBy: 'crawler',
			covers: 'whole',
		},
		'homepage-stale': {
			name: '首页不更新',
			source: law,
			checks: ['homepage-stale'],
			atLeast: 1,
			decidedBy: 'crawler',
			covers: 'whole',
		},
		'veto-stale-columns': { name: '栏目不更新', source: law, newsAndPolicy: 5, stale: 10, empty: 5 },
		'veto-no-interaction': {
			name: '互动回应差',
			source: law,
			checks: ['unanswered-message'],
			atLeast: 1,
			decidedBy: 'crawler',
			covers: 'part',
		},
		'veto-unusable-service': {
			name: '服务不实用',
			source: law,
			checks: ['incomplete-service-guide'],
			atLeast: 5,
			decidedBy: 'person',
			covers: 'part',
		},
	},
	points: {
		'broken-link': { 'ind-availability': link },
		'broken-attachment': { 'ind-availability': link },
		'broken-external-link': { 'ind-availability': link },
		'soft-404': { 'ind-availability': link },
		'wrong-link': { 'ind-availability': link },

		// Before `stale-column`: a column that is both costs what a blank one does, once.
		'empty-column': { 'ind-other-columns': points('columns', 2) },
		'stale-column': {
			'ind-news': { ...points('columns', 5), kinds: ['news'] },
			'ind-policy': {
				...verified('columns', 5, `${law}：一级栏目 6 个月未更新扣 5 分`),
				kinds: ['policy'],
				firstLevel: true,
			},
			'ind-interpretation': { ...points('columns', 1), kinds: ['interpretation'] },
			'ind-data': { ...points('columns', 3), kinds: ['data'] },
			'ind-other-columns': points('columns', 1),
		},
		'missing-section': { 'dis-statutory': points('site', 2) },
		'missing-annual-report': { 'dis-statutory': points('site', 5, licheng) },

		'missing-interpretation': {
			'ind-interpretation': points('documents', 1),
			'dis-interpretation': points('documents', 4, jindong),
		},
		'late-interpretation': { 'dis-interpretation': points('documents', 2) },
		'unlinked-interpretation': {
			'ind-interpretation': points('documents', 1),
			'dis-interpretation': points('documents', 1, jinzhai),
		},

		'expired-document': { 'dis-validity': points('documents', 2) },
		'abolished-document': { 'dis-validity': points('documents', 2) },
		'stale-regulation': { 'dis-validity': points('documents', 2) },
		'repealed-basis': { 'dis-validity': points('documents', 1) },

		'late-publication': { 'dis-timeliness': points('documents', 2, jindong) },
		'impossible-date': { 'dis-timeliness': points('documents', 1, jindong) },

		'missing-public-marker': { 'dis-marking': points('documents', 1) },
		'contradictory-marker': { 'dis-marking': points('documents', 5) },

		'missing-metadata': { 'dis-format': points('documents', 1, licheng) },
		'malformed-document-number': { 'dis-format': points('documents', 0.5) },
		'missing-attachment': { 'dis-format': points('documents', 1, licheng) },
		'misfiled-content': { 'dis-format': points('columns', 0.5) },
		'personal-data': { 'dis-privacy': points('site', 5, licheng) },

		'missing-footer-item': {
			'ind-find-errors': { ...points('site', 1), keys: ['find-errors'] },
			'ind-identity': points('site', 1),
		},
		'missing-meta-tag': { 'ind-meta': points('site', 0.5) },
		// Told for a person to look at; no text puts a figure on them.
		'bad-site-id-code': {},
		'missing-column': {},
		'missing-abolition-list': {},
		'missing-regulation-collection': {},
		'missing-gazette': {},
		'missing-statutory-item': {},
		'incomplete-guide': {},
		'bad-annual-report': {},
		'missing-website-annual-report': {},
		'missing-evaluation-result': {},
		'non-gov-domain': { 'ind-domain': points('site', 2) },
		// What a search finds, and how good the guides are that it read nothing of, nobody has tried.
		'missing-search': { 'ind-search': { ...points('site', 1), onlyFaults: true } },
		'no-ipv6': { 'ind-ipv6': points('site', 2) },
		'missing-consultation-feedback': {
			'ind-consultation': { ...points('columns', 1), seenIn: ['consultation'] },
		},
		'incomplete-service-guide': { 'ind-service-guide': { ...points('site', 1), onlyFaults: true } },

		// Told, but without points: they make vetoes, or no text puts a figure on them.
		'undated-item': {},
		'short-consultation': {},
		'slow-reply': {},
		'hidden-link': {},
		'hijacked-link': {},
		'duplicate-item': {},
		'homepage-unreachable': {},
		'homepage-stale': {},
		'unanswered-message': {},
		'no-https': {},
		'contradictory-validity': {},
		'copied-interpretation': {},
		'text-corruption': {},
		'missing-source': {},
		'missing-written-date': {},
		'secret-marking': {},
		typo: {},
	},
};
