import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Change } from '../../reports/store/site-model.ts';
import { certainties, severities } from '../../reports/words.ts';
import { comparisonMessages as words } from '../messages/comparison.ts';
import type { Urls } from '../urls.ts';
import type { ComparisonProps } from './comparison.ts';
import { day, number } from './format.ts';
import { type Markup, nothing, tag, unlinked } from './markup.ts';
import { pager } from './pager.ts';
import { severityTones } from './words.ts';

const tones = {
	new: 'warn',
	regressed: 'bad',
	open: 'warn',
	fixed: 'good',
	waived: 'calm',
	gone: 'calm',
} as const satisfies Record<Change, string>;

/** The findings that changed as the address says, a page of them. */
export const changedList = (
	{ site, state, rows, count, size, later, nameOf }: ComparisonProps,
	urls: Urls,
): Markup => {
	const { change, check, month, before, page } = state;
	if (!change) return html`<p>${words.pick}</p>`;
	const total = words.list(words.changes[change], number(count), check ? nameOf(check) : undefined);
	// Those that the later month no longer tells are shown as the earlier one has them.
	const told = change === 'gone' ? before : later?.report.sums.period;
	return html`<h3 id="changed">${total}</h3>
${
	rows.length === 0
		? html`<p class="empty">${words.empty}</p>`
		: html`<ol class="findings" start="${(page - 1) * size + 1}">${rows.map(
				(finding) => html`<li>
<p class="tags">${tag(severities[finding.severity], severityTones[finding.severity])}${finding.certainty === 'review' ? html` ${tag(certainties.review, 'warn')}` : ''} ${tag(words.changes[change], tones[change])}</p>
<p class="message"><a href="${urls.finding(site, finding.id, told)}">${plain(finding.message)}</a></p>
<p class="minor">${nameOf(finding.check)} · ${unlinked(finding.subject)}${finding.dueOn ? html` · ${words.due} ${day(finding.dueOn)}` : ''}</p>
</li>`,
			)}</ol>`
}
${
	count <= size
		? nothing
		: pager({
				...{ what: words.findings, total, page, size, count },
				hrefOf: (to) =>
					urls.siteComparison(
						site,
						{ month, change, page: to, ...(before ? { before } : {}), ...(check ? { check } : {}) },
						'changed',
					),
			})
}`;
};
