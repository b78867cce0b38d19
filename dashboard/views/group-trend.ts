import { html } from 'hono/html';
import { type Check, checkGroups } from '../../checks/check.ts';
import type { MonthChecks } from '../../reports/store/site-model.ts';
import { trendMessages } from '../messages/trend.ts';
import { monthName, number } from './format.ts';
import { absent, type Markup, nothing, scroll } from './markup.ts';

const { groups: words, ...shared } = trendMessages;

export interface GroupTrendProps {
	/** Months with a report, oldest first. */
	readonly months: readonly MonthChecks[];
	readonly checks: readonly Pick<Check, 'id' | 'group'>[];
	/** YYYY-MM, the one that the page is about. */
	readonly shown: string;
}

/** Months that a row of bars has room for; the table has all. */
const maxMonths = 12;
/** Of a row of bars, in pixels. */
const drawing = { bar: 12, gap: 4, height: 32 };

type Group = keyof typeof checkGroups | 'other';

interface Counted {
	readonly group: Group;
	readonly name: string;
	/** Certain findings that stand, month by month. */
	readonly counts: readonly number[];
}

const countedBy = ({ months, checks }: Pick<GroupTrendProps, 'months' | 'checks'>): Counted[] => {
	const groupOf = new Map<string, Group>(checks.map(({ id, group }) => [id, group]));
	const groups = [...(Object.keys(checkGroups) as (keyof typeof checkGroups)[]), 'other' as const];
	return groups
		.map((group) => ({
			group,
			name: group === 'other' ? words.other : checkGroups[group],
			counts: months.map((month) =>
				month.checks
					.filter(({ check }) => (groupOf.get(check) ?? 'other') === group)
					.reduce((sum, { certain }) => sum + certain, 0),
			),
		}))
		.filter(({ counts }) => counts.some((count) => count > 0));
};

/** A group's months as upright bars of one scale; hollow where the audit was cut short. */
const barsOf = ({ name, counts }: Counted, months: readonly MonthChecks[], most: number): Markup => {
	const { bar, gap, height } = drawing;
	const width = maxMonths * (bar + gap);
	const alt = words.alt(
		name,
		months.map(({ period }, at) => [monthName(period), number(counts[at] ?? 0)] as const),
	);
	return html`<svg class="group-bars" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${alt}</title><line x1="0" x2="${width}" y1="${height - 0.5}" y2="${height - 0.5}"/>${counts.map(
		(count, at) => {
			// One of very many is still to be seen.
			const tall = count === 0 ? 0 : Math.max(2, Math.round((count / most) * (height - 3)));
			const hollow = months[at]?.complete ? '' : ' class="hollow"';
			return tall === 0
				? ''
				: html`<rect${hollow === '' ? '' : html` class="hollow"`} x="${at * (bar + gap) + 1}" y="${height - 1 - tall}" width="${bar - 1}" height="${tall}"/>`;
		},
	)}</svg>`;
};

const changeOf = ({ counts }: Counted, at: number): Markup => {
	if (at < 1) return absent();
	const difference = (counts[at] ?? 0) - (counts[at - 1] ?? 0);
	if (difference === 0) return html`${words.same}`;
	// Fewer findings are better.
	return difference > 0
		? html`<span class="change down"><span aria-hidden="true">▲ </span>${words.more(number(difference))}</span>`
		: html`<span class="change up"><span aria-hidden="true">▼ </span>${words.fewer(number(-difference))}</span>`;
};

const figures = (groups: readonly Counted[], months: readonly MonthChecks[]): Markup =>
	scroll(
		words.figures,
		html`<table>
<caption class="heard">${words.figures}</caption>
<thead><tr><th scope="col">${shared.month}</th>${groups.map(({ name }) => html`<th scope="col" class="number">${name}</th>`)}<th scope="col" class="number">${words.all}</th></tr></thead>
<tbody>${months
			.map(
				({ period }, at) =>
					html`<tr><th scope="row">${monthName(period)}</th>${groups.map(({ counts }) => html`<td class="number">${number(counts[at] ?? 0)}</td>`)}<td class="number">${number(groups.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0))}</td></tr>`,
			)
			.toReversed()}</tbody>
</table>`,
	);

/** Findings by what they are about, month by month: a row of bars for each group, and the table behind them. */
export const groupTrendView = ({ months, checks, shown }: GroupTrendProps): Markup => {
	const groups = countedBy({ months, checks });
	if (groups.length === 0) return html`<p>${words.none}</p>`;
	const here = months.findIndex(({ period }) => period === shown);
	const from = Math.max(0, (here < 0 ? months.length : here + 1) - maxMonths);
	const drawn = months.slice(from, from + maxMonths);
	const most = Math.max(1, ...groups.flatMap(({ counts }) => counts.slice(from, from + maxMonths)));
	const span = words.drawn(monthName(drawn[0]?.period ?? shown), monthName(drawn.at(-1)?.period ?? shown));
	return html`<p class="note">${words.explained}</p>
${scroll(
	words.table,
	html`<table class="groups">
<caption class="heard">${words.table}</caption>
<thead><tr><th scope="col">${words.group}</th><th scope="col">${span}</th>${
		here < 0
			? nothing
			: html`<th scope="col" class="number">${words.now}</th><th scope="col" class="number">${words.change}</th>`
	}</tr></thead>
<tbody>${groups.map(
		(group) =>
			html`<tr><th scope="row">${group.name}</th><td>${barsOf({ ...group, counts: group.counts.slice(from, from + maxMonths) }, drawn, most)}</td>${
				here < 0
					? nothing
					: html`<td class="number">${number(group.counts[here] ?? 0)}</td><td class="number">${changeOf(group, here)}</td>`
			}</tr>`,
	)}</tbody>
</table>`,
)}
<details class="off-paper"><summary>${words.figures}</summary>${figures(groups, months)}</details>`;
};
