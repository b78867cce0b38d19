import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { type Audit, isTakenOut } from '../../reports/store/audit-model.ts';
import type { MonthState } from '../../reports/store/decision-model.ts';
import type { KnownSite, MonthSums } from '../../reports/store/model.ts';
import { siteMessages as words } from '../messages/site.ts';
import type { Urls } from '../urls.ts';
import { clock, monthName } from './format.ts';
import { type Markup, nothing } from './markup.ts';
import { misreadMonth, monthSwitch } from './months.ts';
import { monthTag } from './review.ts';

export type SiteTab = keyof typeof words.tabs;

/** What every page of a site shows above its own. */
export interface FrameProps {
	readonly site: KnownSite;
	/** YYYY-MM, the one shown. */
	readonly month: string;
	/** Newest first. */
	readonly months: readonly string[];
	readonly monthState: MonthState;
	/** The month that was asked for is none. */
	readonly isMonthMisread: boolean;
	/** Months with a report, oldest first. */
	readonly trend: readonly MonthSums[];
	readonly tab: SiteTab;
	/** Where another month leads, or without one the page itself; absent where the page tells of no single month. */
	readonly hrefOf?: (month?: string) => string;
}

const tabsOf = ({ site, month, tab }: FrameProps, urls: Urls): Markup => {
	const at: Readonly<Record<SiteTab, string>> = {
		overview: urls.site(site.id, { month }),
		findings: urls.site(site.id, { month }, 'findings').replace(/#.*/, ''),
		scores: urls.site(site.id, { month }, 'items').replace(/#.*/, ''),
		columns: urls.siteColumns(site.id, { month }),
		documents: urls.siteDocuments(site.id, { month }),
		comparison: urls.siteComparison(site.id, { month }),
		audits: urls.siteAudits(site.id, month),
	};
	return html`<nav class="tabs" aria-label="${words.pages}"><ul>${(Object.keys(at) as SiteTab[]).map(
		(one) =>
			html`<li><a href="${at[one]}"${one === tab ? html` aria-current="page"` : ''}>${words.tabs[one]}</a></li>`,
	)}</ul></nav>`;
};

/** Who the site is, which month is told, and the ways to its other pages; then the page itself. */
export const siteFrame = (props: FrameProps, body: Markup, urls: Urls): Markup => {
	const { site, month, months, monthState, tab, hrefOf } = props;
	const name = plain(site.name) || site.id;
	const own = tab === 'overview' ? nothing : html`<li aria-current="page">${words.tabs[tab]}</li>`;
	const here = html`<li${tab === 'overview' ? html` aria-current="page"` : ''}>${tab === 'overview' ? name : html`<a href="${urls.site(site.id, { month })}">${name}</a>`}</li>`;
	return html`<nav class="path" aria-label="${words.here}"><ol><li><a href="${urls.overview({ month })}">${words.allSites}</a></li>${here}${own}</ol></nav>
<div class="head"><h1>${name}${hrefOf ? html` <span class="month">${monthName(month)}</span>` : ''}</h1>${
		hrefOf
			? html`<p class="state">${monthTag(monthState)}</p>
${monthSwitch({ month, months, action: hrefOf(), hrefOf })}`
			: nothing
	}</div>
${misreadMonth(props.isMonthMisread)}
${tabsOf(props, urls)}
${body}`;
};

/** Why a month has no report: what is known, and no more. */
export const unauditedView = (
	{
		site,
		month,
		trend,
		audits,
	}: Pick<FrameProps, 'site' | 'month' | 'trend'> & { readonly audits: readonly Audit[] },
	urls: Urls,
): Markup => {
	const { unaudited: said } = words;
	const own = audits.filter(({ asOf }) => asOf.startsWith(month));
	const of = (state: Audit['state']): Audit | undefined => own.find((audit) => audit.state === state);
	const failed = own.find((audit) => audit.state === 'failed' && !isTakenOut(audit));
	const last = trend.at(-1)?.period;
	return html`<div class="card notice">
<p><strong>${said.none(monthName(month))}</strong></p>
${
	failed
		? html`<p>${said.failed}${failed.finishedAt ? html`${said.at}${clock(failed.finishedAt)}${said.atEnd}` : ''}${said.because}${plain(failed.error ?? '') || said.unknownReason}</p>`
		: ''
}
${of('running') ? html`<p>${said.running}<a href="${urls.audits()}">${said.toProgress}</a>${said.end}</p>` : ''}
${of('queued') ? html`<p>${said.queued}<a href="${urls.audits()}">${said.toQueue}</a>${said.end}</p>` : ''}
${own.length === 0 && last ? html`<p>${said.nobody}</p>` : ''}
${last && last !== month ? html`<p><a href="${urls.site(site.id, { month: last })}">${said.last(monthName(last))}</a></p>` : ''}
${last || of('running') || of('queued') ? '' : html`<p>${said.never}<a href="${urls.audits()}">${said.toAudit}</a>${said.orWait}</p>`}
</div>`;
};
