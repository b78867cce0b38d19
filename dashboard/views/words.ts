import { plain } from '../../reports/formats/text.ts';
import type { Finding, Inspection, Report, ReportColumn, Veto } from '../../reports/model.ts';
import type { AuditProgress, AuditState } from '../../reports/store/audit-model.ts';
import type { Sighting } from '../../reports/store/model.ts';
import { states } from '../../reports/words.ts';

/** What further values of the store are called, and in which tone they are told. */

export const verdictTones = {
	qualified: 'good',
	unqualified: 'bad',
	'not-assessed': 'warn',
	unaudited: 'calm',
} as const satisfies Record<Inspection['verdict'] | 'unaudited', string>;

export const vetoStates: Record<Veto['state'], string> = {
	holds: '成立',
	clear: '未发现',
	'not-assessed': '未判定',
	'awaits-person': '待人工确认',
};
export const vetoTones = {
	holds: 'bad',
	clear: 'good',
	'not-assessed': 'calm',
	'awaits-person': 'warn',
} as const satisfies Record<Veto['state'], string>;

export const severityTones = {
	veto: 'bad',
	major: 'warn',
	minor: 'calm',
} as const satisfies Record<Finding['severity'], string>;

/** Of a finding over time; `gone` is what no report tells any more, and none called repaired. */
export const lifeStates: Record<Sighting['state'], string> = { ...states, gone: '不再列出' };
export const stateTones = {
	new: 'warn',
	open: 'warn',
	regressed: 'bad',
	fixed: 'good',
	waived: 'calm',
	disputed: 'calm',
	gone: 'calm',
} as const satisfies Record<Sighting['state'], string>;
export const carried = '本次未能复查';
export const incomplete = '不完整';

export const contents: Record<NonNullable<ReportColumn['content']>, string> = {
	list: '列表',
	text: '单页',
	empty: '空白',
	'stated-empty': '说明了没有内容的原因',
	elsewhere: '跳转到其他网站',
	unloaded: '列表没能加载',
};

export const notSeen: Record<Report['coverage']['notSeen'][number]['why'], string> = {
	wall: '被网站防护拦下',
	robots: 'robots.txt 不允许',
	budget: '超出抓取上限',
	timeout: '超时',
	error: '出错',
};

export const phases: Record<AuditProgress['phase'], string> = {
	crawl: '抓取',
	links: '核对链接',
	judge: '判定',
	pictures: '截图',
	done: '完成',
};
export const auditStates: Record<AuditState, string> = {
	queued: '排队中',
	running: '进行中',
	done: '已完成',
	failed: '失败',
};
/** A profile as a report names it. */
export const profileName = (name: string): string =>
	name === 'national' ? '全国方案' : `评分方案 ${plain(name)}`;
export const causes = { schedule: '定时', hand: '手动' } as const;
