import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Upcoming } from '../../reports/model.ts';
import type { Reader } from '../access.ts';
import { siteMessages as words } from '../messages/site.ts';
import type { Urls } from '../urls.ts';
import { type FindingsProps, findingsView } from './findings.ts';
import { type Markup, nothing } from './markup.ts';
import { recheckForm } from './rechecks.ts';
import { upcomingView } from './upcoming.ts';

export interface SiteFindingsProps {
	readonly site: string;
	/** YYYY-MM. */
	readonly month: string;
	/** Whoever looks. */
	readonly reader: Reader;
	readonly findings: FindingsProps;
	/** The soonest first. */
	readonly upcoming: readonly Upcoming[];
	/** Second looks at all findings that stand, where they can be asked for from here. */
	readonly recheck?: { readonly isBusy: boolean; readonly failure: string | undefined };
	readonly nameOf: (check: string) => string;
}

/** Asks for a second look at all that stands. */
const recheckAll = ({ site, month, reader, recheck }: SiteFindingsProps, urls: Urls): Markup => {
	if (!recheck) return nothing;
	if (recheck.isBusy) return html`<p class="card notice">${words.recheck.busy}</p>`;
	return html`${recheck.failure ? html`<p class="card notice">${words.recheck.failed(plain(recheck.failure))}</p>` : ''}${recheckForm(urls.recheckAll(site), words.recheck.all, { reader, month })}`;
};

/** What is wrong in a month, what of it is chosen, and what will be wrong if nobody does anything. */
export const siteFindingsView = (props: SiteFindingsProps, urls: Urls): Markup =>
	html`<section aria-labelledby="findings"><h2 id="findings">${words.findings}</h2>${recheckAll(props, urls)}${findingsView(props.findings, urls)}</section>
<section aria-labelledby="upcoming"><h2 id="upcoming">${words.upcoming}</h2>${upcomingView(props.upcoming, props.nameOf)}</section>`;
