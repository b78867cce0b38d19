import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { StoredFinding } from '../../reports/store/model.ts';
import { certainties, severities } from '../../reports/words.ts';
import { siteMessages } from '../messages/site.ts';
import type { ColumnState } from '../pages/column-state.ts';
import type { SiteState } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { findingTags, since } from './findings.ts';
import { day, number } from './format.ts';
import { external, type Markup, nothing, tag, unlinked } from './markup.ts';
import { certainOf } from './points.ts';
import type { OverviewReport, SiteProps } from './site.ts';
import { severityTones } from './words.ts';

const { pressing: words, soon } = siteMessages;

type Props = SiteProps & { readonly report: OverviewReport };

/** How many findings stand by how grave they are, each number a link to them. */
const counts = ({ site, month, report }: Props, urls: Urls): Markup => {
	const { sums } = report.month;
	const link = (count: number, mark: Markup, state: SiteState): Markup => {
		const text = html`${mark} ${words.count(number(count))}`;
		return html`<li>${count > 0 ? html`<a href="${urls.site(site.id, { month, ...state }, 'findings')}">${text}</a>` : text}</li>`;
	};
	return html`<ul class="counts" aria-label="${words.counts}">${(['veto', 'major', 'minor'] as const).map(
		(severity) =>
			link(sums[severity], tag(severities[severity], severityTones[severity]), {
				state: 'standing',
				severity,
				certainty: 'certain',
			}),
	)}${link(sums.review, tag(certainties.review, 'warn'), { state: 'standing', certainty: 'review' })}</ul>`;
};

const one = (finding: StoredFinding, { month, report, nameOf }: Props, urls: Urls): Markup => {
	const { id, site, check, message, subject, dueOn, foundOnCount } = finding;
	const days = report.overdueOf(finding);
	return html`<li>
<p class="tags">${findingTags(finding)}${since(finding)}${days > 0 ? html` ${tag(words.overdue(number(days)), 'bad')}` : ''}</p>
<p class="message"><a href="${urls.finding(site, id, month)}">${plain(message)}</a></p>
<p class="minor">${nameOf(check)} · ${report.isHarmful(check) ? unlinked(subject) : external(subject)}${
		foundOnCount > 1 ? html` · ${words.pages(number(foundOnCount))}` : ''
	}${dueOn ? html` · ${words.due} ${day(dueOn)}` : ''}</p>
</li>`;
};

/** Columns whose time has passed, or that have nothing. */
const lateColumns = ({ site, month, report }: Props, urls: Urls): Markup => {
	const countOf = (state: ColumnState): number =>
		report.columns.filter((column) => column.state === state).length;
	const text = soon.columns(countOf('overdue'), countOf('empty'));
	return text === ''
		? nothing
		: html`<p class="onward">${text} <a href="${urls.siteColumns(site.id, { month })}">${soon.toColumns}</a></p>`;
};

/** What falls due within days: how many, and the way to them. */
const dueSoon = ({ site, month, report }: Props, urls: Urls): Markup => {
	const { upcoming = [] } = report.month;
	if (upcoming.length === 0) return nothing;
	return html`<p class="onward">${soon.title} ${words.count(number(upcoming.length))} <a href="${urls.site(site.id, { month }, 'upcoming')}">${soon.all(number(upcoming.length))}</a></p>`;
};

/** What comes first: the gravest findings, columns that are late, and what falls due. */
export const pressingView = (props: Props, urls: Urls): Markup => {
	const { site, month, report } = props;
	const { sums, byCheck } = report.month;
	const all = certainOf(sums) + sums.review;
	const list =
		report.pressing.length === 0
			? html`<p class="empty">${byCheck.length === 0 ? words.none : words.noneStands}</p>`
			: html`${
					all > report.pressing.length
						? html`<p class="count">${words.first(number(report.pressing.length), number(all))}</p>`
						: nothing
				}<ol class="findings">${report.pressing.map((finding) => one(finding, props, urls))}</ol>
<p class="onward"><a href="${urls.site(site.id, { month }, 'findings')}">${words.all(number(all))}</a></p>`;
	return html`${counts(props, urls)}${list}${lateColumns(props, urls)}${dueSoon(props, urls)}`;
};
