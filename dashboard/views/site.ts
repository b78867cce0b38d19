import { html } from 'hono/html';
import type { Check } from '../../checks/check.ts';
import { tableFormats } from '../../reports/formats/tables.ts';
import { plain } from '../../reports/formats/text.ts';
import type { Profile } from '../../reports/profile.ts';
import { reasonsOf } from '../../reports/reasons.ts';
import { levelNames, typeNames } from '../../reports/register-columns.ts';
import type { StoredDecision } from '../../reports/store/decision-model.ts';
import type { SiteMonth, StoredFinding } from '../../reports/store/model.ts';
import type { MonthChecks } from '../../reports/store/site-model.ts';
import { siteMessages as words } from '../messages/site.ts';
import type { ShownColumn } from '../pages/column-state.ts';
import type { Urls } from '../urls.ts';
import { decidedView } from './decided.ts';
import { groupTrendView } from './group-trend.ts';
import { external, facts, type Markup, nothing, tag } from './markup.ts';
import { pressingView } from './pressing.ts';
import { scoreCards } from './score.ts';
import { sightView } from './sight.ts';
import type { FrameProps } from './site-frame.ts';
import { trendView } from './trend.ts';
import { vetoStates, vetoTones } from './words.ts';

/** What a month's report says, for the first page of its site. */
export interface OverviewReport {
	readonly month: SiteMonth;
	readonly profile: Profile;
	/** The profile is the very one that the report was scored with. */
	readonly isExact: boolean;
	/** The gravest findings that stand. */
	readonly pressing: readonly StoredFinding[];
	/** Days since it had to be repaired; else 0. */
	readonly overdueOf: (finding: StoredFinding) => number;
	readonly isHarmful: (check: string) => boolean;
	/** The most urgent first. */
	readonly columns: readonly ShownColumn[];
	/** Of vetoes and points, oldest first. */
	readonly decisions: readonly StoredDecision[];
	/** The report itself can be had. */
	readonly isFileOffered: boolean;
}

export interface SiteProps extends Omit<FrameProps, 'tab' | 'hrefOf'> {
	/** The month's report; absent where the site was not audited in it. */
	readonly report?: OverviewReport;
	/** Why there is none. */
	readonly unaudited?: Markup;
	/** Below it a portal is unqualified; absent where the number decides nothing. */
	readonly passMark?: number;
	readonly checks: readonly Pick<Check, 'id' | 'group'>[];
	/** Oldest first. */
	readonly checkTrend: readonly MonthChecks[];
	readonly nameOf: (check: string) => string;
	/** YYYY-MM-DD. */
	readonly today: string;
}

const headOf = ({ site }: SiteProps): Markup => {
	const { facts: names } = words;
	return facts([
		[names.url, external(site.url)],
		[names.type, typeNames[site.type]],
		[names.level, site.level ? levelNames[site.level] : names.notGiven],
		[names.district, plain(site.district ?? '') || names.notGiven],
		[names.maintainer, plain(site.maintainer ?? '') || names.notGiven],
		...(site.siteIdCode ? ([[names.siteIdCode, plain(site.siteIdCode)]] as const) : []),
	]);
};

const downloads = ({ site, month, report }: SiteProps, urls: Urls): Markup => {
	const { downloads: names } = words;
	const file = (href: string, text: string): Markup => html`<li><a href="${href}" download>${text}</a></li>`;
	const of = { month, site: site.id };
	return html`<nav class="takeaway" aria-label="${names.title}"><strong>${names.title}</strong><ul class="downloads">${file(urls.export({ ...of, format: 'xlsx' }), names.workbook)}${file(urls.export({ ...of, format: 'docx' }), names.notice)}${(
		['scores', 'findings'] as const
	).map((table) =>
		tableFormats.map((format) =>
			file(urls.export({ ...of, table, format }), `${names.tables[table]} ${format.toUpperCase()}`),
		),
	)}${report?.isFileOffered ? file(urls.report(site.id, month), names.report) : ''}</ul></nav>`;
};

const resultOf = (
	{ month, profile, isExact }: OverviewReport,
	{ site, ...props }: SiteProps,
	urls: Urls,
): Markup => {
	const { inspection } = month.scores;
	const isDepartment = site.type === 'department';
	const reasons = reasonsOf(inspection, {
		vetoName: (id) => profile.vetoes[id]?.name ?? id,
		...(isExact ? { marks: profile } : {}),
		isDepartment,
	});
	return html`${scoreCards({ sums: month.sums, reasons, isDepartment, bonus: inspection.bonus?.counted ?? 0 })}
<p><strong>${words.scores.vetoes}</strong></p>
<ul class="counts">${inspection.vetoes.map(
		({ id, state }) =>
			html`<li>${plain(profile.vetoes[id]?.name ?? id)} ${tag(vetoStates[state], vetoTones[state])}</li>`,
	)}</ul>
<p class="onward"><a href="${urls.site(site.id, { month: props.month }, 'vetoes')}">${words.toScores}</a></p>`;
};

/** A part of the page: its address within it, its heading, and what it says. */
type Part = readonly [id: string, title: string, content: Markup];

/** How the site stands, what is most pressing, where it is going, and what that rests on. */
const partsOf = (props: SiteProps, urls: Urls): readonly Part[] => {
	const { site, report, trend, passMark, checkTrend, checks, nameOf } = props;
	const hrefOf = (month: string): string => urls.site(site.id, { month });
	const parts: (Part | undefined)[] = [
		report && ['result', words.result, resultOf(report, props, urls)],
		report && ['pressing', words.pressing.title, pressingView({ ...props, report }, urls)],
		trend.length > 0 ? ['trend', words.trend, trendView({ months: trend, hrefOf, passMark })] : undefined,
		trend.length > 0
			? ['groups', words.groups, groupTrendView({ months: checkTrend, checks, shown: props.month })]
			: undefined,
		report && ['sight', words.sight, sightView(report.month, nameOf)],
		report && ['decided', words.decided.title, decidedView({ ...props, report })],
	];
	return parts.filter((part) => part !== undefined);
};

/** One site in one month at a glance; on paper, a short report. */
export const siteView = (props: SiteProps, urls: Urls): Markup => {
	const parts = partsOf(props, urls);
	return html`${props.report ? html`<p class="paper">${words.report}</p>` : nothing}
${headOf(props)}
${props.report ? downloads(props, urls) : (props.unaudited ?? nothing)}
${
	parts.length > 1
		? html`<nav class="contents" aria-label="${words.contents}"><ul>${parts.map(
				([id, title]) => html`<li><a href="#${id}">${title}</a></li>`,
			)}</ul></nav>`
		: nothing
}
${parts.map(
	([id, title, content]) =>
		html`<section class="part of-${id}" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`,
)}`;
};
