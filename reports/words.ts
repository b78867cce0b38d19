import type { Finding, Inspection, ReportColumn, Ruling } from './model.ts';
import type { RecheckResult } from './recheck.ts';
import type { Step } from './rulings.ts';
import type { Role } from './store/user-model.ts';

/** What a report's values are called, wherever a person reads them. */

export const verdicts: Record<Inspection['verdict'] | 'unaudited', string> = {
	qualified: '合格',
	unqualified: '不合格',
	'not-assessed': '未判定',
	unaudited: '本月未审计',
};
export const severities: Record<Finding['severity'], string> = {
	veto: '否决',
	major: '重大',
	minor: '一般',
};
export const certainties: Record<Finding['certainty'], string> = { certain: '确定', review: '待核对' };
export const states: Record<Finding['state'], string> = {
	new: '新发现',
	open: '仍未改',
	regressed: '复发',
	fixed: '已修复',
	waived: '豁免或不成立',
	disputed: '有异议',
};

/** What a person can do with a finding, and what the finding is called after it. */
export const steps: Record<Step, string> = {
	confirm: '确认属实',
	reject: '不属实，驳回',
	waive: '暂不追究（豁免）',
	dispute: '提出异议',
	uphold: '异议不成立，维持',
	withdraw: '撤销这个问题',
	revoke: '取消原来的处理',
};
export const rulings: Record<Ruling['kind'], string> = {
	confirmed: '已确认属实',
	rejected: '已驳回',
	waived: '已豁免',
	disputed: '有异议，待裁定',
	upheld: '已维持',
	withdrawn: '已撤销',
};

/** The state of a finding; of one that was let go, how. */
export const stateOf = ({ state, ruling }: Pick<Finding, 'state' | 'ruling'>): string =>
	state === 'waived' && ruling ? rulings[ruling.kind] : states[state];

/** What falls due, by the check that will tell it. */
export const upcomingNames: Readonly<Record<string, string>> = {
	'stale-column': '栏目应更新',
	'expired-document': '文件有效期届满',
	'missing-interpretation': '应发布解读',
	'missing-annual-report': '应公布年度报告',
};

export const kinds: Record<ReportColumn['kind'], string> = {
	news: '动态要闻',
	notice: '通知公告',
	policy: '政策文件',
	regulation: '规章、行政规范性文件',
	interpretation: '政策解读',
	guide: '公开指南',
	system: '公开制度',
	statutory: '法定主动公开内容',
	'annual-report': '公开年报',
	request: '依申请公开',
	consultation: '征集调查',
	personnel: '人事',
	plan: '规划计划',
	gazette: '政府公报',
	abolition: '废止失效文件清单',
	overview: '概况',
	organization: '机构职能',
	leaders: '领导信息',
	data: '数据发布',
	message: '咨询留言',
	service: '办事服务',
	other: '其他',
};

/** Where a column's kind was read, by the word before the colon. */
const sources: Readonly<Record<string, string>> = {
	columntype: '栏目类型标签',
	columnname: '栏目名称标签',
	breadcrumb: '当前位置',
	'breadcrumb-parent': '上级栏目',
	heading: '页内标题',
	nav: '导航菜单',
	title: '网页标题',
	address: '网址',
};

/** How a column was recognised, such as `nav:政策解读`. */
export const recognised = (by: string): string => {
	if (by === 'config') return '配置指定';
	if (by.startsWith('config:')) return '配置另有指定';
	if (by === 'list') return '列表结构';
	const [, from = '', text = ''] = /^([\w-]+)(?::(.*))?$/s.exec(by) ?? [];
	const source = sources[from.toLowerCase()];
	if (!source) return by;
	return text ? `${source}“${text}”` : source;
};

/** How long something will still take, roughly. */
export const timeLeft = (seconds: number): string => {
	const minutes = Math.ceil(seconds / 60);
	if (minutes <= 1) return '约还需不到 1 分钟';
	return minutes < 90 ? `约还需 ${minutes} 分钟` : `约还需 ${Math.round(minutes / 30) / 2} 小时`;
};

/** What a second look at a finding found. */
export const recheckResults: Record<RecheckResult, string> = {
	fixed: '已改正',
	gone: '已撤下',
	open: '仍未改',
	unknown: '没看成',
};

/** What each role is called. */
export const roleNames = {
	viewer: '查看者',
	maintainer: '维护人员',
	officer: '考核人员',
	administrator: '管理员',
} as const satisfies Record<Role, string>;
