import { html } from 'hono/html';
import type { ProbeDay } from '../../crawler/model.ts';
import type { Audit } from '../../reports/store/audit-model.ts';
import type { SiteMonth } from '../../reports/store/model.ts';
import { siteMessages } from '../messages/site.ts';
import type { Urls } from '../urls.ts';
import { auditList } from './audit-list.ts';
import { availabilityView } from './availability.ts';
import { type Markup, nothing } from './markup.ts';
import { type Operator, signer } from './operate.ts';
import { runView } from './sight.ts';

const { audits: words } = siteMessages;

export interface SiteAuditsProps {
	readonly site: string;
	/** The last ones, newest first. */
	readonly audits: readonly Audit[];
	/** Whoever may have it audited. */
	readonly operator?: Operator;
	/** The month's report; absent where the site was not audited in it. */
	readonly report?: SiteMonth;
	/** Why there is none. */
	readonly unaudited?: Markup;
	/** The month's days on which the homepage was visited, oldest first. */
	readonly probes: readonly ProbeDay[];
}

/** Has the site audited now, unless that is about to be. */
const startForm = ({ site, audits, operator }: SiteAuditsProps, urls: Urls): Markup => {
	if (!operator) return nothing;
	const open = audits.find(
		({ state, notBefore }) => state === 'running' || (state === 'queued' && !notBefore),
	);
	return open
		? html`<p class="note">${words.underWay} <a href="${urls.audits()}">${words.progress}</a></p>`
		: html`<form class="start" method="post" action="${urls.startAudits()}">${signer(operator)}<button name="again" value="${site}">${words.start}</button> <span class="note">${words.startMeans}</span></form>`;
};

/** How the month's audit went, all audits of the site with their logs, and how its homepage opened. */
export const siteAuditsView = (props: SiteAuditsProps, urls: Urls): Markup => {
	const { site, audits, report, probes, unaudited } = props;
	const log = { title: words.log, hrefOf: ({ id }: Audit): string => urls.auditLog(site, id) };
	return html`${
		report
			? html`<section aria-labelledby="run"><h2 id="run">${words.run}</h2>${runView(report)}</section>`
			: (unaudited ?? nothing)
	}
<section aria-labelledby="audits"><h2 id="audits">${words.list}</h2>${startForm(props, urls)}${
		audits.length === 0
			? html`<p>${words.none}</p>`
			: auditList({ caption: words.list, audits, withSite: false, log }, urls)
	}</section>
<section aria-labelledby="availability"><h2 id="availability">${words.availability}</h2>${
		probes.length === 0 ? html`<p>${words.noProbes}</p>` : availabilityView(probes)
	}</section>`;
};
