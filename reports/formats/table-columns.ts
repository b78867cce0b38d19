import { levelNames, typeNames } from '../register-columns.ts';
import type { KnownSite, MonthSums, StoredFinding } from '../store/model.ts';
import type { OverviewRow } from '../store/overview-model.ts';
import { certainties, recheckResults, rulings, severities, stateOf, states, verdicts } from '../words.ts';
import type { Cell } from './csv.ts';
import type { CellForm } from './office/cell-forms.ts';

/** How a spreadsheet shows a column. */
export interface Look {
	readonly form: CellForm;
	/** In characters; a Chinese one takes two. */
	readonly width: number;
	/** What stands in it, for whoever has not met it before. */
	readonly means: string;
	/** Few texts stand in it again and again. */
	readonly repeats?: boolean;
}

/** A column of a table for people: its title, what a row has in it, and how a spreadsheet shows it. */
export type Column<Row> = readonly [title: string, cell: (row: Row) => Cell, look: Look];

const look = (form: CellForm, width: number, means: string): Look => ({ form, width, means });
/** A text that many rows share. */
const shared = (width: number, means: string, form: CellForm = 'text'): Look => ({
	...look(form, width, means),
	repeats: true,
});
const count = (means: string): Look => look('count', 9, means);

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
export const clock = (time: string | undefined): string | undefined => time?.slice(0, 19).replace('T', ' ');

/** One site a row, with the sums of its month. */
export const scoreColumns: readonly Column<OverviewRow>[] = [
	['站点编号', ({ site }) => site.id, look('text', 16, '网站在本系统中的编号')],
	['网站名称', ({ site }) => site.name, look('wrapped', 30, '名单或配置中的名称')],
	['网址', ({ site }) => site.url, look('link', 34, '首页地址，可以点开')],
	['网站类型', ({ site }) => typeNames[site.type], shared(10, '部门网站只看单项否决，得分是本系统自算的')],
	['级别', ({ site }) => site.level && levelNames[site.level], shared(8, '省级、市级、县级、乡镇级')],
	['所属地区', ({ site }) => site.district, shared(14, '名单或配置中的地区')],
	['网站标识码', ({ site }) => site.siteIdCode, look('text', 14, '十位数字，或 bm 加八位数字')],
	['维护单位', ({ site }) => site.maintainer, shared(22, '负责整改的单位或人')],
	['来源', ({ site }) => originName(site.origin), shared(10, '网站在哪里登记')],
	[
		'结论',
		({ sums }) => verdicts[sums?.verdict ?? 'unaudited'],
		shared(12, '网站检查的结论；看不到或看得太少的为“未判定”，既不算合格也不算不合格'),
	],
	[
		'排名',
		({ rank }) => rank,
		look(
			'count',
			8,
			'在本月同类网站（门户、部门分开）中的名次：合格的在前，再按网站检查得分；同分同名次；未判定的、没有审计完整的不排名',
		),
	],
	[
		'网站检查得分',
		sum('inspection'),
		look('points', 10, '按看得到的部分折算成 100 分；分值见下面的“数值来源”'),
	],
	[
		'网站检查可观察分值',
		sum('inspectionObserved'),
		look('points', 10, '满分 100 分中，本系统看得到、因而计入得分的分值'),
	],
	['网站检查较上次', sum('inspectionChange'), look('change', 10, '与上一个完整审计的月份相比增减的分数')],
	['政务公开得分', sum('disclosure'), look('points', 10, '按评分方案自定的分值，国家没有统一的分值')],
	['政务公开可观察分值', sum('disclosureObserved'), look('points', 10, '满分 100 分中看得到的分值')],
	['政务公开较上次', sum('disclosureChange'), look('change', 10, '与上一个完整审计的月份相比增减的分数')],
	['单项否决成立', sum('vetoesHeld'), count('成立的单项否决指标数，有一项即不合格')],
	['单项否决待人工确认', sum('vetoesAwaiting'), count('须由人工确认才算成立的单项否决指标数')],
	['确定的问题（否决）', sum('veto'), count('确定的、与单项否决有关的问题数')],
	['确定的问题（重大）', sum('major'), count('确定的重大问题数')],
	['确定的问题（一般）', sum('minor'), count('确定的一般问题数')],
	[
		'逾期未改',
		({ overdue }) => overdue,
		count('确定的问题中，到导出这一天已过整改期限、现在仍没有改好的条数，连同本次未能复查的'),
	],
	['待核对', sum('review'), count('须人工核实的线索数，不是认定的问题，不扣分')],
	['新发现', sum('new'), count('状态为新发现的条数，包括待核对的')],
	['仍未改', sum('open'), count('上次已有、这次仍在的条数，包括待核对的')],
	['复发', sum('regressed'), count('修复后又出现的条数，包括待核对的')],
	['已修复', sum('fixed'), count('上次有、这次看到已改好的条数，包括待核对的')],
	['本次未能复查', sum('carried'), count('上次有、这次没能再看的条数，不扣分')],
	['有异议', sum('disputed'), count('有人提出异议、尚无结论的条数，有结论前仍然算数')],
	['已豁免或不成立', sum('waived'), count('经人豁免或认定不成立的条数，不扣分')],
	[
		'看到的页面（%）',
		({ sums }) => percent(sums?.coverage),
		look('points', 9, '已知页面中实际看到的比例，只舍不入'),
	],
	['判断基准日', sum('asOf'), look('day', 12, '期限和更新都按这一天判断')],
	['审计完整', sum('complete'), shared(8, '中途停止或被网站拦下的为“否”，不与别的月份比较')],
	['未完整的原因', sum('stopReason'), look('wrapped', 26, '审计为何没有做完')],
	['审计开始', ({ sums }) => clock(sums?.startedAt), look('time', 19, '北京时间')],
	['审计结束', ({ sums }) => clock(sums?.finishedAt), look('time', 19, '北京时间')],
];

/** A finding with what its table says beside it. */
export interface FindingRow {
	readonly finding: StoredFinding;
	readonly site: KnownSite | undefined;
	readonly checkName: string;
	/** Its subject may harm whoever opens it. */
	readonly isHarmful: boolean;
}

/** One finding a row. */
export const findingColumns: readonly Column<FindingRow>[] = [
	['站点编号', ({ finding }) => finding.site, shared(16, '网站在本系统中的编号')],
	[
		'网站名称',
		({ finding, site }) => site?.name ?? finding.site,
		shared(24, '名单或配置中的名称', 'wrapped'),
	],
	['级别', ({ site }) => site?.level && levelNames[site.level], shared(8, '省级、市级、县级、乡镇级')],
	['所属地区', ({ site }) => site?.district, shared(14, '名单或配置中的地区')],
	['维护单位', ({ site }) => site?.maintainer, shared(22, '负责整改的单位或人')],
	['问题编号', ({ finding }) => finding.id, look('text', 19, '同一网站的同一问题，各月编号相同')],
	['检查项', ({ finding }) => finding.check, shared(24, '检查项的编号')],
	['检查项名称', ({ checkName }) => checkName, shared(24, '含义、依据和改法见 gongkai checks', 'wrapped')],
	['严重程度', ({ finding }) => severities[finding.severity], shared(9, '否决、重大、一般')],
	[
		'确定程度',
		({ finding }) => certainties[finding.certainty],
		shared(9, '“确定”的可以要求整改；“待核对”的只是线索，须人工核实，不是认定的问题'),
	],
	[
		'状态',
		({ finding }) => stateOf(finding),
		shared(
			9,
			'与上一次完整审计相比：新发现、仍未改、复发、已修复、有异议；不再追究的写明是驳回、撤销还是豁免',
		),
	],
	['本次未能复查', ({ finding }) => (finding.carried ? '是' : '否'), shared(9, '“是”的沿用上次，不扣分')],
	['问题', ({ finding }) => finding.message, look('wrapped', 56, '问题是什么、怎么改')],
	[
		'问题网址',
		({ finding }) => finding.subject,
		look('link', 44, '每张表前 60000 行的可以点开；可能有害的地址不设链接'),
	],
	[
		'见于（至多三页）',
		({ finding }) => finding.foundOn.slice(0, 3).join(' '),
		look('text', 40, '问题出现在哪些页面'),
	],
	['见于页数', ({ finding }) => finding.foundOnCount, count('问题出现的页面数')],
	['依据', ({ finding }) => finding.basis, shared(40, '检查所依据的文件和条款', 'wrapped')],
	['首次发现', ({ finding }) => finding.firstSeen, look('day', 12, '第一次看到的审计的基准日')],
	['最近发现', ({ finding }) => finding.lastSeen, look('day', 12, '最近一次看到的审计的基准日')],
	[
		'整改期限',
		({ finding }) => finding.dueOn,
		look(
			'day',
			12,
			'首次发现后 7 个工作日（本系统默认，不是法定期限），按国务院公布的节假日和调休计算；待核对的、不能补救的没有期限',
		),
	],
	[
		'现在的状态',
		({ finding }) => (finding.now === 'gone' ? '不再列出' : states[finding.now]),
		shared(11, '网站最近一次完整审计之后的状态'),
	],
	[
		'复查结果',
		({ finding: { recheck } }) => recheck && recheckResults[recheck.result],
		shared(10, '网站最近一次完整审计之后的最后一次复查；没有复查过的为空'),
	],
	['复查时间', ({ finding: { recheck } }) => clock(recheck?.at), look('time', 19, '北京时间')],
	[
		'人工处理',
		({ finding: { ruling } }) => ruling && rulings[ruling.kind],
		shared(14, '人对该问题的处理；没有的为空'),
	],
	['处理人', ({ finding: { ruling } }) => ruling?.by, shared(12, '谁处理的')],
	['处理时间', ({ finding: { ruling } }) => clock(ruling?.at), look('time', 19, '北京时间')],
	['处理理由', ({ finding: { ruling } }) => ruling?.reason, look('wrapped', 30, '处理时写的理由')],
	['豁免到', ({ finding: { ruling } }) => ruling?.until, look('day', 12, '豁免的最后一天')],
	['证据', ({ finding }) => finding.evidence.snippet, look('wrapped', 40, '问题所依据的原文')],
];
