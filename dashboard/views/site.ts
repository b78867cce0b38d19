import { html } from 'hono/html';
import type { ProbeDay } from '../../crawler/model.ts';
import { tableFormats } from '../../reports/formats/tables.ts';
import { plain } from '../../reports/formats/text.ts';
import type { Profile } from '../../reports/profile.ts';
import { reasonsOf } from '../../reports/reasons.ts';
import { levelNames, typeNames } from '../../reports/register-columns.ts';
import type { Audit } from '../../reports/store/audit-model.ts';
import type { MonthState } from '../../reports/store/decision-model.ts';
import type { KnownSite, MonthSums, SiteMonth } from '../../reports/store/model.ts';
import { may, type Reader } from '../access.ts';
import type { Urls } from '../urls.ts';
import { auditList } from './audit-list.ts';
import { availabilityView } from './availability.ts';
import { byHandView } from './by-hand.ts';
import { columnsView } from './columns.ts';
import { type FindingsProps, findingsView } from './findings.ts';
import { clock, monthName } from './format.ts';
import { external, facts, type Markup, nothing } from './markup.ts';
import { monthSwitch } from './months.ts';
import { recheckForm } from './rechecks.ts';
import { monthTag } from './review.ts';
import { scoreCards } from './score.ts';
import { itemTable } from './score-items.ts';
import { runView, sightView } from './sight.ts';
import { trendView } from './trend.ts';
import { upcomingView } from './upcoming.ts';
import { vetoTable } from './vetoes.ts';
import { profileName } from './words.ts';

export interface SiteProps {
	readonly site: KnownSite;
	/** YYYY-MM, the one shown. */
	readonly month: string;
	readonly months: readonly string[];
	readonly monthState: MonthState;
	/** Whoever looks: what they may not do is not offered. */
	readonly reader: Reader;
	/** Second looks at all findings that stand, where they can be asked for from here. */
	readonly recheck?: { readonly isBusy: boolean; readonly failure: string | undefined };
	/** The month's report; absent where the site was not audited in it. */
	readonly report?: {
		readonly month: SiteMonth;
		readonly profile: Profile;
		/** The profile's values are no longer those that the report was scored with. */
		readonly isProfileChanged: boolean;
		/** The profile is the very one that the report was scored with. */
		readonly isExact: boolean;
		readonly findings: FindingsProps;
		/** The report itself can be had. */
		readonly isFileOffered: boolean;
		readonly isFrozen: boolean;
	};
	/** The month's days on which the homepage was visited, oldest first. */
	readonly probes: readonly ProbeDay[];
	/** Oldest first. */
	readonly trend: readonly MonthSums[];
	/** Below it a portal is unqualified; absent where the number decides nothing. */
	readonly passMark?: number;
	/** The last ones, newest first. */
	readonly audits: readonly Audit[];
	readonly nameOf: (check: string) => string;
}

const headOf = ({ site }: SiteProps): Markup =>
	facts([
		['网址', external(site.url)],
		['类型', typeNames[site.type]],
		['级别', site.level ? levelNames[site.level] : '未填写'],
		['地区', plain(site.district ?? '') || '未填写'],
		['维护单位', plain(site.maintainer ?? '') || '未填写'],
		...(site.siteIdCode ? ([['网站标识码', plain(site.siteIdCode)]] as const) : []),
	]);

/** Why a month has no report: what is known, and no more. */
const unaudited = ({ site, month, audits, trend }: SiteProps, urls: Urls): Markup => {
	const own = audits.filter(({ asOf }) => asOf.startsWith(month));
	const running = own.find(({ state }) => state === 'running');
	const queued = own.find(({ state }) => state === 'queued');
	const failed = own.find(({ state }) => state === 'failed');
	const last = trend.at(-1)?.period;
	return html`<div class="card notice">
<p><strong>${monthName(month)}没有审计结果，不作结论，也没有得分。</strong></p>
${failed ? html`<p>最近一次审计失败${failed.finishedAt ? html`（${clock(failed.finishedAt)}）` : ''}：${plain(failed.error ?? '') || '原因未记录'}</p>` : ''}
${running ? html`<p>正在审计，<a href="${urls.audits()}">查看进度</a>。</p>` : ''}
${queued ? html`<p>已排队等待审计，<a href="${urls.audits()}">查看队列</a>。</p>` : ''}
${own.length === 0 ? html`<p>这个月没有审计这个网站的记录。</p>` : ''}
${last && last !== month ? html`<p><a href="${urls.site(site.id, { month: last })}">最近有结果的月份：${monthName(last)}</a></p>` : ''}
${trend.length === 0 ? html`<p>这个网站还没有审计过。</p>` : ''}
</div>`;
};

/** A part of the page: its address within it, its heading, and what it says. */
type Part = readonly [id: string, title: string, content: Markup];

const downloads = ({ site, month, report }: SiteProps, urls: Urls): Markup => {
	const tables = { scores: '评分', findings: '问题' } as const;
	return html`<nav class="takeaway" aria-label="下载"><strong>下载</strong><ul class="downloads"><li><a href="${urls.export({ month, format: 'xlsx', site: site.id })}" download>评分和问题 XLSX</a></li><li><a href="${urls.export({ month, format: 'docx', site: site.id })}" download>通报代拟稿 DOCX</a></li>${(
		['scores', 'findings'] as const
	).map((table) =>
		tableFormats.map(
			(format) =>
				html`<li><a href="${urls.export({ month, table, format, site: site.id })}" download>${tables[table]} ${format.toUpperCase()}</a></li>`,
		),
	)}${report?.isFileOffered ? html`<li><a href="${urls.report(site.id, month)}" download>完整报告 JSON</a></li>` : ''}</ul></nav>`;
};

/** Asks for a second look at all that stands. */
const recheckAll = ({ site, month, reader, recheck }: SiteProps, urls: Urls): Markup => {
	if (!recheck) return nothing;
	if (recheck.isBusy) return html`<p class="card notice">正在复查这个网站的问题，稍后刷新本页看结果。</p>`;
	return html`${recheck.failure ? html`<p class="card notice">最近一次复查没有做成：${plain(recheck.failure)}</p>` : ''}${recheckForm(urls.recheckAll(site.id), '复查全部未改的问题', { reader, month })}`;
};

/** What the month's report says. */
const reported = (
	{ month, profile, isProfileChanged, isExact, findings, isFrozen }: NonNullable<SiteProps['report']>,
	props: SiteProps,
	urls: Urls,
) => {
	const { inspection, disclosure } = month.scores;
	const isDepartment = props.site.type === 'department';
	const reasons = reasonsOf(inspection, {
		vetoName: (id) => profile.vetoes[id]?.name ?? id,
		...(isExact ? { marks: profile } : {}),
		isDepartment,
	});
	const vetoes = {
		vetoes: inspection.vetoes,
		profile,
		isExact,
		byCheck: month.byCheck,
		nameOf: props.nameOf,
		canDecide: may(props.reader, 'decide', props.site.id),
		hrefOf: (check: string, certainty: 'certain' | 'review') =>
			urls.site(props.site.id, { month: props.month, check, certainty }, 'findings'),
	};
	const items = (name: string, score: Parameters<typeof itemTable>[0]['score']): Markup =>
		itemTable({
			...{ name, score, profile, nameOf: props.nameOf, byCheck: month.byCheck },
			hrefOf: (check) => vetoes.hrefOf(check, 'certain'),
		});
	const { name, hash } = month.profile;
	return {
		result: html`${scoreCards({ sums: month.sums, reasons, isDepartment, bonus: inspection.bonus?.counted ?? 0 })}${vetoTable(vetoes)}`,
		findings: html`${recheckAll(props, urls)}${findingsView(findings, urls)}`,
		upcoming: upcomingView(month.upcoming ?? [], props.nameOf),
		items: html`<div class="pair">${items('网站检查', inspection)}${items('政务公开', disclosure)}</div>
<p class="note">分值按${profileName(name)}（版本 ${plain(hash)}）。${
			isProfileChanged ? '方案在这次审计之后改过，这里的分值仍是当时的。' : ''
		}带 * 的满分是本系统的默认值。“未观察”的指标不计入，得分按其余指标折算。</p>`,
		byHand: byHandView(
			{
				...{ site: props.site.id, month: props.month, scores: month.scores, profile },
				...{ isDepartment, isFrozen, reader: props.reader },
			},
			urls,
		),
		columns: columnsView(month.columns),
		sight: sightView(month, props.nameOf),
		run: runView(month),
	};
};

/** The page in its order: how the site stands, what is wrong, and then what that rests on. */
const partsOf = (props: SiteProps, urls: Urls): readonly Part[] => {
	const { site, report, trend, passMark, audits, probes } = props;
	const told = report && reported(report, props, urls);
	const hrefOf = (month: string): string => urls.site(site.id, { month });
	return [
		...(told ? ([['result', '结论和得分', told.result]] as const) : []),
		...(trend.length > 0
			? ([['trend', '走势', trendView({ months: trend, hrefOf, passMark })]] as const)
			: []),
		...(told
			? ([
					['findings', '问题', told.findings],
					...(report.month.upcoming ? ([['upcoming', '即将到期', told.upcoming]] as const) : []),
					['items', '各指标得分', told.items],
					['by-hand', '人工评定', told.byHand],
					['columns', '栏目', told.columns],
					['sight', '未能查看和未判定的内容', told.sight],
					['run', '审计情况', told.run],
				] as const)
			: []),
		...(probes.length > 0 ? ([['availability', '首页可用性', availabilityView(probes)]] as const) : []),
		[
			'audits',
			'历次审计',
			audits.length === 0
				? html`<p>没有经由本系统队列进行的审计记录。</p>`
				: auditList({ caption: '历次审计', audits, withSite: false }, urls),
		],
	];
};

/** One site in one month. */
export const siteView = (props: SiteProps, urls: Urls): Markup => {
	const { site, month, months, report } = props;
	const name = plain(site.name) || site.id;
	const parts = partsOf(props, urls);
	return html`<nav class="path" aria-label="当前位置"><ol><li><a href="${urls.overview({ month })}">总览</a></li><li aria-current="page">${name}</li></ol></nav>
<div class="head"><h1>${name} <span class="month">${monthName(month)}</span></h1><p class="state">${monthTag(props.monthState)}</p>
${monthSwitch({ month, months, action: urls.site(site.id), hrefOf: (one) => urls.site(site.id, { month: one }) })}</div>
${headOf(props)}
${report ? downloads(props, urls) : nothing}
<nav class="contents" aria-label="本页内容"><ul>${parts.map(
		([id, title]) => html`<li><a href="#${id}">${title}</a></li>`,
	)}</ul></nav>
${report ? nothing : unaudited(props, urls)}
${parts.map(
	([id, title, content]) =>
		html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`,
)}`;
};
