import { levelNames, typeNames } from '../register-columns.ts';
import type { KnownSite, MonthSums, OverviewRow, StoredFinding } from '../store/model.ts';
import { certainties, severities, states, verdicts } from '../words.ts';
import type { Cell } from './csv.ts';

/** A column of a table for people: its title, and what a row has in it. */
export type Column<Row> = readonly [title: string, cell: (row: Row) => Cell];

const origins: Record<KnownSite['origin'], string> = {
	config: '配置文件',
	register: '登记',
	report: '仅有报告',
};

/** Where a site is named, for people. */
export const originName = (origin: KnownSite['origin']): string => origins[origin];

const sum =
	(key: keyof MonthSums): ((row: OverviewRow) => Cell) =>
	({ sums }) => {
		const value = sums?.[key];
		return typeof value === 'boolean' ? (value ? '是' : '否') : value;
	};

const percent = (share: number | undefined): number | undefined =>
	share === undefined ? undefined : Math.floor(share * 1000) / 10;

/** As spreadsheets take a time: 2026-11-22 14:05:08. */
const clock = (time: string | undefined): string | undefined => time?.slice(0, 19).replace('T', ' ');

/** One site a row, with the sums of its month. */
export const scoreColumns: readonly Column<OverviewRow>[] = [
	['站点编号', ({ site }) => site.id],
	['网站名称', ({ site }) => site.name],
	['网址', ({ site }) => site.url],
	['网站类型', ({ site }) => typeNames[site.type]],
	['级别', ({ site }) => site.level && levelNames[site.level]],
	['所属地区', ({ site }) => site.district],
	['网站标识码', ({ site }) => site.siteIdCode],
	['维护单位', ({ site }) => site.maintainer],
	['来源', ({ site }) => originName(site.origin)],
	['结论', ({ sums }) => verdicts[sums?.verdict ?? 'unaudited']],
	['网站检查得分', sum('inspection')],
	['网站检查可观察分值', sum('inspectionObserved')],
	['网站检查较上次', sum('inspectionChange')],
	['政务公开得分', sum('disclosure')],
	['政务公开可观察分值', sum('disclosureObserved')],
	['政务公开较上次', sum('disclosureChange')],
	['单项否决成立', sum('vetoesHeld')],
	['单项否决待人工确认', sum('vetoesAwaiting')],
	['确定的问题（否决）', sum('veto')],
	['确定的问题（重大）', sum('major')],
	['确定的问题（一般）', sum('minor')],
	['待核对', sum('review')],
	['新发现', sum('new')],
	['仍未改', sum('open')],
	['复发', sum('regressed')],
	['已修复', sum('fixed')],
	['本次未能复查', sum('carried')],
	['有异议', sum('disputed')],
	['已豁免或不成立', sum('waived')],
	['看到的页面（%）', ({ sums }) => percent(sums?.coverage)],
	['判断基准日', sum('asOf')],
	['审计完整', sum('complete')],
	['未完整的原因', sum('stopReason')],
	['审计开始', ({ sums }) => clock(sums?.startedAt)],
	['审计结束', ({ sums }) => clock(sums?.finishedAt)],
];

/** A finding with what its table says beside it. */
export interface FindingRow {
	readonly finding: StoredFinding;
	readonly site: KnownSite | undefined;
	readonly checkName: string;
}

/** One finding a row. */
export const findingColumns: readonly Column<FindingRow>[] = [
	['站点编号', ({ finding }) => finding.site],
	['网站名称', ({ finding, site }) => site?.name ?? finding.site],
	['级别', ({ site }) => site?.level && levelNames[site.level]],
	['所属地区', ({ site }) => site?.district],
	['维护单位', ({ site }) => site?.maintainer],
	['问题编号', ({ finding }) => finding.id],
	['检查项', ({ finding }) => finding.check],
	['检查项名称', ({ checkName }) => checkName],
	['严重程度', ({ finding }) => severities[finding.severity]],
	['确定程度', ({ finding }) => certainties[finding.certainty]],
	['状态', ({ finding }) => states[finding.state]],
	['本次未能复查', ({ finding }) => (finding.carried ? '是' : '否')],
	['问题', ({ finding }) => finding.message],
	['问题网址', ({ finding }) => finding.subject],
	['见于（至多三页）', ({ finding }) => finding.foundOn.slice(0, 3).join(' ')],
	['见于页数', ({ finding }) => finding.foundOnCount],
	['依据', ({ finding }) => finding.basis],
	['首次发现', ({ finding }) => finding.firstSeen],
	['最近发现', ({ finding }) => finding.lastSeen],
	['整改期限', ({ finding }) => finding.dueOn],
	['现在的状态', ({ finding }) => (finding.now === 'gone' ? '不再列出' : states[finding.now])],
	['证据', ({ finding }) => finding.evidence.snippet],
];
