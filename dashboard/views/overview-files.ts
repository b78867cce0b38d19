import { html } from 'hono/html';
import { tableFormats } from '../../reports/formats/tables.ts';
import { overviewMessages } from '../messages/overview.ts';
import type { OverviewState } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { monthName } from './format.ts';
import type { Markup } from './markup.ts';
import { isChosen } from './overview-filters.ts';

const { exports: words, first } = overviewMessages;

/** Files of the month: of the sites that are shown here, and in this order. Without any that was audited there is nothing to give notice of. */
export const exportList = (
	{ page: _page, ...chosen }: OverviewState & { readonly month: string },
	hasNotice: boolean,
	urls: Urls,
): Markup => {
	const files = [
		{ name: words.month, format: 'xlsx' },
		...(hasNotice ? [{ name: words.notice, format: 'docx' } as const] : []),
		...tableFormats.map((format) => ({ name: words.scores, table: 'scores', format }) as const),
		...tableFormats.map((format) => ({ name: words.findings, table: 'findings', format }) as const),
	] as const;
	const filtered = isChosen(chosen) ? words.filtered : '';
	return html`<section aria-labelledby="export">
<h2 id="export">${words.title(monthName(chosen.month))}</h2>
<ul class="downloads">${files.map(
		({ name, ...file }) =>
			html`<li><a href="${urls.export({ ...chosen, ...file })}" download>${name}${filtered} ${file.format.toUpperCase()}</a></li>`,
	)}</ul>
</section>`;
};

/** What to do before there is anything to see. */
export const firstSteps = (
	hasSites: boolean,
	urls: Urls,
): Markup => html`<section class="card first" aria-labelledby="first">
<h2 id="first">${first.title}</h2>
<p>${hasSites ? first.hasSites : first.noSites}${first.afterwards}</p>
<ol class="steps">
${hasSites ? '' : html`<li><p>${first.addSites}</p><pre><code>${first.importCommand}</code></pre></li>`}
<li><p>${first.audit}</p><pre><code>gongkai audit --config gongkai.yaml</code></pre>${hasSites ? html`<p>${first.oneByOne}<a href="${urls.audits()}">${first.toAudits}</a>${first.byAdministrator}</p>` : ''}</li>
<li><p>${first.wait}</p></li>
</ol>
</section>`;
