import type { Check } from '../../checks/check.ts';
import { groupsExplained, type Unseen, unseenOf } from '../advice.ts';
import { costsOf } from '../costs.ts';
import { isCurrent, stands } from '../judged.ts';
import type { Finding, Report, Veto } from '../model.ts';
import type { Profile } from '../profile.ts';
import { upcomingNames, verdicts } from '../words.ts';
import { cut, plain, table } from './text.ts';

export interface SummaryOptions {
	readonly profile: Profile;
	/** For their names. */
	readonly checks: readonly Pick<Check, 'id' | 'name'>[];
	/** Where the report was written. */
	readonly file: string;
	/** Columns of the terminal. Default: 100. */
	readonly width?: number;
	/** Colours, where a terminal shows them. Default: false. */
	readonly colour?: boolean;
}

const states: Record<Veto['state'], string> = {
	holds: '成立',
	clear: '未发现',
	'not-assessed': '未判定',
	'awaits-person': '待人工确认',
};
const reasons = {
	wall: '被网站防护拦下',
	robots: 'robots.txt 不允许',
	budget: '超出抓取上限',
	timeout: '超时',
	error: '出错',
} as const;
const severities = { veto: 0, major: 1, minor: 2 } as const;

const codes = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 } as const;
type Paint = (text: string, colour: keyof typeof codes) => string;
const painter =
	(isColoured: boolean): Paint =>
	(text, colour) =>
		isColoured ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;

const number = (value: number): string => value.toLocaleString('en-US');
const points = (total: number | null): string => (total === null ? '—' : `${total}`);
/** A scaled score with what it was scaled from: 28 of the 33 points that could be seen are 84.85 of 100. */
const scaled = (total: number | null, observed: number): string =>
	total === null
		? `没有分数（100 分中看得到 ${observed} 分，不足以计分）`
		: observed === 100
			? `${total} 分`
			: `折算 ${total} 分（看得到的 ${observed} 分中得 ${Math.round(total * observed) / 100} 分，按满分 100 折算）`;
const isCertain = ({ certainty }: Finding): boolean => certainty === 'certain';

const verdictColour = { qualified: 'green', unqualified: 'red', 'not-assessed': 'yellow' } as const;

const size = (bytes: number): string =>
	bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const duration = ({ startedAt, finishedAt }: Report['run']): string => {
	const seconds = Math.max(0, Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000));
	return seconds < 60 ? `${seconds} 秒` : `${Math.floor(seconds / 60)} 分 ${seconds % 60} 秒`;
};

const head = ({ site, asOf, run }: Report, paint: Paint): string[] => [
	`${paint(plain(site.name) || site.id, 'bold')}（${site.id}）  ${plain(site.url)}`,
	`以 ${asOf} 为准 · 页面 ${number(run.pagesFetched)}（浏览器渲染 ${number(run.pagesRendered)}） · 链接 ${number(run.linksChecked)} · 请求 ${number(run.requests)} · ${size(run.bytes)} · 用时 ${duration(run)}`,
	...(run.complete ? [] : [paint(`本次审计不完整：${plain(run.stopReason ?? '原因未记录')}`, 'yellow')]),
];

const scores = ({ site, run, scores }: Report, { profile }: SummaryOptions, paint: Paint): string[] => {
	const { inspection, disclosure } = scores;
	const scope = site.type === 'department' ? '；本系统自算，国家对部门网站只看单项否决' : '';
	const vetoes = inspection.vetoes.map(({ id, state, findings }) => {
		const unit = id === 'veto-stale-columns' ? '栏目' : '问题';
		const text = `${profile.vetoes[id]?.name ?? id} ${states[state]}${findings > 0 && state !== 'clear' ? `（涉及 ${findings} 个${unit}）` : ''}`;
		return state === 'holds' ? paint(text, 'red') : state === 'awaits-person' ? paint(text, 'yellow') : text;
	});
	const verdict = paint(verdicts[inspection.verdict], verdictColour[inspection.verdict]);
	// A site may look well by the few pages that were seen.
	const seen = run.complete || inspection.verdict === 'not-assessed' ? '' : '（只按看到的部分）';
	return [
		`网站检查  ${verdict}${seen}  ${scaled(inspection.total, inspection.observed)}${scope}`,
		`单项否决  ${vetoes.join(' · ')}`,
		`政务公开  ${scaled(disclosure.total, disclosure.observed)}；分值按方案 ${plain(profile.name)}`,
	];
};

const nameOf = (id: string, { checks, profile }: SummaryOptions): string =>
	checks.find((check) => check.id === id)?.name ?? profile.vetoes[id]?.name ?? id;

const counted = (report: Report, options: SummaryOptions, paint: Paint): string[] => {
	const current = report.findings.filter(isCurrent);
	const certain = current.filter(isCertain).length;
	const of = (state: Finding['state']): number =>
		report.findings.filter((finding) => finding.state === state && !finding.carried).length;
	const carried = report.findings.filter(stands).length - current.length;
	const lives = [
		`新发现 ${of('new')}`,
		`仍未改 ${of('open')}`,
		`复发 ${of('regressed')}`,
		`已修复 ${of('fixed')}`,
		...(carried > 0 ? [`本次未能复查 ${carried}`] : []),
	];
	const review = current.length - certain;
	const title = `问题 ${certain} 个${review > 0 ? `，另有 ${review} 个待人工核对` : ''}（${lives.join('，')}）`;
	const rows = [...Map.groupBy(current, ({ check }) => check)]
		.map(([check, own]) => ({ check, certain: own.filter(isCertain).length, all: own.length }))
		.sort((a, b) => b.certain - a.certain || b.all - a.all)
		.map(({ check, certain, all }) => [
			`  ${nameOf(check, options)}`,
			check,
			`${certain}`,
			all > certain ? `待核对 ${all - certain}` : '',
		]);
	return [paint(title, 'bold'), ...table(rows, [2])];
};

/** Gravest first: what is certain, then severity, then the points it costs, then on how many pages it is met. */
export const worstOf = (report: Report, profile: Profile, count = 3): Finding[] => {
	const costOf = costsOf(report, profile);
	const cost = (finding: Finding): number =>
		(costOf(finding, 'inspection')?.points ?? 0) + (costOf(finding, 'disclosure')?.points ?? 0);
	return report.findings
		.filter(isCurrent)
		.map((finding) => ({ finding, points: cost(finding) }))
		.sort(
			({ finding: a, points: pointsOfA }, { finding: b, points: pointsOfB }) =>
				Number(isCertain(b)) - Number(isCertain(a)) ||
				severities[a.severity] - severities[b.severity] ||
				pointsOfB - pointsOfA ||
				b.foundOnCount - a.foundOnCount,
		)
		.slice(0, count)
		.map(({ finding }) => finding);
};

const worst = (report: Report, options: SummaryOptions, paint: Paint): string[] => {
	const { profile, width = 100 } = options;
	const findings = worstOf(report, profile);
	if (findings.length === 0) return [];
	const lines = findings.flatMap((finding, index) => {
		const { foundOn, foundOnCount, evidence, subject, message } = finding;
		const where = foundOn[0] !== subject ? foundOn[0] : undefined;
		const certainty = isCertain(finding) ? '' : paint('（待人工核对）', 'yellow');
		return [
			`  ${index + 1}. ${nameOf(finding.check, options)}${certainty}：${plain(message)}`,
			`     ${plain(subject)}`,
			...(evidence.snippet ? [`     证据：${cut(plain(evidence.snippet), Math.max(40, width - 11))}`] : []),
			...(where
				? [`     见于：${plain(where)}${foundOnCount > 1 ? ` 等 ${number(foundOnCount)} 页` : ''}`]
				: []),
		];
	});
	return [paint('最要紧的问题', 'bold'), ...lines];
};

/** What falls due soon, in one line. */
const soon = ({ upcoming = [] }: Report, options: SummaryOptions): string[] => {
	const [first] = upcoming;
	if (!first) return [];
	const kinds = [...Map.groupBy(upcoming, ({ check }) => check)].map(
		([check, own]) => `${upcomingNames[check] ?? nameOf(check, options)} ${own.length}`,
	);
	return [`即将到期  ${upcoming.length} 项（${kinds.join('，')}），最早的在 ${first.dueOn}`];
};

/** The largest groups of what was not seen, and what can be done about it. */
const unseenLines = ({ why, largest, moreGroups, advice }: Unseen): string[] => {
	const groups = largest.map(({ what, count }) => plain(what) + (count > 1 ? ` ${number(count)} 个` : ''));
	const more = moreGroups > 0 ? ` 等 ${number(largest.length + moreGroups)} 组` : '';
	return [`  ${reasons[why]}：${groups.join('、')}${more}`, `    ${advice}`];
};

const coverage = (report: Report, options: SummaryOptions): string[] => {
	const { coverage, checks } = report;
	const unseen = unseenOf(report);
	const explained = groupsExplained(unseen.flatMap(({ largest }) => largest));
	const why = unseen.map(({ why, count }) => `${reasons[why]} ${number(count)}`);
	const share = `${Math.floor(coverage.share * 1000) / 10}%`;
	const skipped = checks.filter(({ outcome }) => outcome === 'not-assessed');
	const byReason = Map.groupBy(skipped, ({ reason }) => plain(reason ?? '原因未记录'));
	return [
		`覆盖      看到已知页面的 ${share}${why.length > 0 ? `；没看到的：${why.join('，')}` : ''}`,
		...unseen.flatMap(unseenLines),
		...(explained ? [`  （${explained}）`] : []),
		...[...byReason].map(
			([reason, own]) => `未判定    ${own.map(({ id }) => nameOf(id, options)).join('、')}：${reason}`,
		),
	];
};

/** One audit for a person at a terminal: scores, findings, the worst of them with their proof, and what was not seen. */
export const summary = (report: Report, options: SummaryOptions): string => {
	const paint = painter(options.colour ?? false);
	const parts = [
		head(report, paint),
		scores(report, options, paint),
		counted(report, options, paint),
		worst(report, options, paint),
		[...soon(report, options), ...coverage(report, options), `报告      ${options.file}`],
	];
	return `${parts
		.filter((lines) => lines.length > 0)
		.map((lines) => lines.join('\n'))
		.join('\n\n')}\n`;
};

/** Several audits, a line each. */
export const overview = (reports: readonly Report[]): string => {
	const titles = ['网站', '结论', '网站检查', '可观察', '政务公开', '问题', '待核对', '否决'];
	const rows = reports.map((report) => {
		const { inspection, disclosure } = report.scores;
		const current = report.findings.filter(isCurrent);
		const certain = current.filter(isCertain).length;
		return [
			cut(plain(report.site.name) || report.site.id, 30),
			verdicts[inspection.verdict] + (report.run.complete ? '' : '（不完整）'),
			points(inspection.total),
			`${inspection.observed}`,
			points(disclosure.total),
			`${certain}`,
			`${current.length - certain}`,
			`${inspection.vetoes.filter(({ state }) => state === 'holds').length}`,
		];
	});
	return `${table([titles, ...rows], [2, 3, 4, 5, 6, 7]).join('\n')}\n`;
};
