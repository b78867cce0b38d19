import { html } from 'hono/html';
import { briefReason } from '../../reports/reasons.ts';
import { levelNames } from '../../reports/register-columns.ts';
import type { MonthSums } from '../../reports/store/model.ts';
import type { OverviewRow, OverviewSort } from '../../reports/store/overview-model.ts';
import { severities, verdicts } from '../../reports/words.ts';
import { overviewMessages } from '../messages/overview.ts';
import type { OverviewState, SiteState } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { sparkline } from './chart.ts';
import { monthName, number, percent } from './format.ts';
import { absent, brief, cell, heard, type Markup, nothing, scroll, tag } from './markup.ts';
import { certainOf, change, points } from './points.ts';
import { incomplete, verdictTones } from './words.ts';

const { table: words, filters } = overviewMessages;
const { columns } = words;

interface Sorting {
	readonly text: string;
	readonly sort: OverviewSort;
	/** What it sorts by, where the text alone does not say. */
	readonly by?: string;
	/** A first click shows the highest first. */
	readonly highFirst?: boolean;
}
/** A column's title: by what it can be sorted, of which the first is its own name. */
interface Heading {
	readonly sorts: readonly [Sorting, ...Sorting[]];
	readonly isNumber?: boolean;
}

/** Titles of the columns; without a sort where no order is kept. */
const headings: readonly (Heading | string)[] = [
	{
		sorts: [
			{ text: columns.site, sort: 'name' },
			{ text: columns.level, sort: 'level' },
			{ text: columns.district, sort: 'district' },
		],
	},
	{
		sorts: [
			{ text: columns.verdict, sort: 'verdict' },
			{ text: columns.vetoes, sort: 'vetoes', by: words.by.vetoes, highFirst: true },
		],
	},
	{ sorts: [{ text: columns.rank, sort: 'rank' }], isNumber: true },
	{
		sorts: [
			{ text: columns.inspection, sort: 'inspection' },
			{ text: columns.change, sort: 'change', by: words.by.change },
		],
		isNumber: true,
	},
	columns.past,
	{ sorts: [{ text: columns.disclosure, sort: 'disclosure' }], isNumber: true },
	{
		sorts: [
			{ text: columns.findings, sort: 'findings', highFirst: true },
			{ text: columns.overdue, sort: 'overdue', by: words.by.overdue, highFirst: true },
		],
		isNumber: true,
	},
	{
		sorts: [
			{ text: columns.awaiting, sort: 'awaiting', by: words.by.awaiting, highFirst: true },
			{ text: columns.review, sort: 'review', highFirst: true },
		],
		isNumber: true,
	},
	{ sorts: [{ text: columns.coverage, sort: 'coverage' }], isNumber: true },
];

/** A row with what is drawn in it. */
export interface DrawnRow extends OverviewRow {
	/** Points of 网站检查 in the last months up to the one shown, oldest first; null where there are none. */
	readonly past: readonly (number | null)[];
}

export interface OverviewTableProps {
	readonly state: OverviewState & { readonly month: string };
	readonly rows: readonly DrawnRow[];
	/** A portal with fewer points is unqualified. */
	readonly passMark: number;
}

/** Points at the foot of all drawings of a page, so that they can be compared: the pass mark, or the lowest ten that there is. */
const lowestOf = ({ rows, passMark }: OverviewTableProps): number =>
	rows.reduce(
		(low, { past }) =>
			past.reduce<number>((least, value) => Math.min(least, Math.floor((value ?? low) / 10) * 10), low),
		passMark,
	);

interface TableProps extends OverviewTableProps {
	readonly low: number;
}

const sorting = (
	{ sort, text, by = text, highFirst = false }: Sorting,
	state: OverviewState,
	urls: Urls,
): Markup => {
	const isSorted = state.sort === sort;
	const descending = isSorted ? !state.descending : highFirst;
	const arrow = isSorted ? (state.descending ? '▼' : '▲') : '';
	return html`<a href="${urls.overview({ ...state, sort, descending, page: 1 })}"${isSorted ? html` class="sorted"` : nothing}>${text}<span aria-hidden="true" class="arrow">${arrow}</span>${heard(words.sorted(by, descending))}</a>`;
};

const heading = (of: Heading | string, state: OverviewState, urls: Urls): Markup => {
	if (typeof of === 'string') return html`<th scope="col" role="columnheader">${of}</th>`;
	const [own, ...others] = of.sorts.map((one) => sorting(one, state, urls));
	const isSorted = of.sorts.some(({ sort }) => sort === state.sort);
	const direction = isSorted ? (state.descending ? 'descending' : 'ascending') : 'none';
	return html`<th scope="col" role="columnheader" aria-sort="${direction}"${of.isNumber ? html` class="number"` : nothing}>${own}${others.length > 0 ? html`<span class="also">${others}</span>` : nothing}</th>`;
};

type Filter = Pick<SiteState, 'state' | 'severity' | 'certainty' | 'overdue'>;
/** A number that leads to the findings it counts; a plain one where it counts none. */
type Counted = (count: number, filter: Filter, before?: string) => Markup;

const countedOf =
	(site: string, month: string, urls: Urls): Counted =>
	(count, filter, before = '') => {
		const text = before === '' ? number(count) : `${before}\u00a0${number(count)}`;
		return count > 0
			? html`<a href="${urls.site(site, { month, ...filter }, 'findings')}">${text}</a>`
			: html`${text}`;
	};

const bySeverity = (sums: MonthSums, counted: Counted): Markup => {
	const own = (severity: 'veto' | 'major' | 'minor'): Markup =>
		counted(sums[severity], { state: 'standing', severity, certainty: 'certain' }, severities[severity]);
	return html`<span class="minor">${sums.veto > 0 ? html`<strong class="bad">${own('veto')}</strong> · ` : nothing}${own('major')} · ${own('minor')}</span>`;
};

/** What is new, back or repaired since the last audit, doubtful ones among them: the sums do not part them. */
const lives = (sums: MonthSums, counted: Counted): Markup => {
	const told = (['new', 'regressed', 'fixed'] as const).filter((state) => sums[state] > 0);
	return told.length === 0
		? nothing
		: html`<span class="minor">${told.map((state, n) => html`${n > 0 ? ' ' : ''}${counted(sums[state], { state }, words.lives[state])}`)}${words.withLeads}</span>`;
};

const findingsCell = (sums: MonthSums, overdue: number, counted: Counted): Markup =>
	html`<strong>${counted(certainOf(sums), { state: 'standing', certainty: 'certain' })}</strong>${
		overdue > 0
			? html` <span class="overdue">${counted(overdue, { overdue: true }, columns.overdue)}</span>`
			: nothing
	}${bySeverity(sums, counted)}${lives(sums, counted)}`;

/** What a person has to decide: all of it, and of what kind. */
const awaitingCell = (sums: MonthSums, counted: Counted, toVetoes: string): Markup => {
	const { vetoesAwaiting: vetoes, disputed, review } = sums;
	const all = vetoes + disputed + review;
	if (all === 0) return absent(words.noWaiting);
	const { waiting } = words;
	const parts = [
		...(vetoes > 0 ? [html`<a href="${toVetoes}">${waiting.vetoes}\u00a0${number(vetoes)}</a>`] : []),
		...(disputed > 0 ? [counted(disputed, { state: 'disputed' }, waiting.disputed)] : []),
		...(review > 0 ? [counted(review, { state: 'standing', certainty: 'review' }, waiting.review)] : []),
	];
	return html`<strong>${number(all)}</strong><span class="minor">${parts.map((part, n) => html`${n > 0 ? ' · ' : ''}${part}`)}</span>`;
};

const verdictCell = (sums: MonthSums, passMark: number): Markup => {
	const reason = briefReason(sums, passMark);
	const { vetoesAwaiting } = sums;
	return html`${tag(verdicts[sums.verdict], verdictTones[sums.verdict])}${
		sums.complete ? nothing : html` ${tag(incomplete, 'warn')}`
	}${reason ? html`<span class="minor">${reason}</span>` : nothing}${
		vetoesAwaiting > 0
			? html`<span class="minor">${words.awaitingVetoes(reason !== undefined, vetoesAwaiting)}</span>`
			: nothing
	}`;
};

const scoreCell = (total: number | null, observed: number, difference: number | null): Markup =>
	html`<strong>${points(total)}</strong> ${change(difference)}<span class="minor">${words.observed(observed)}</span>`;

const pastCell = (past: DrawnRow['past'], month: string, low: number): Markup => {
	const told = past.filter((value) => value !== null);
	if (told.length === 0) return absent(words.noPast);
	const alt = words.past(
		Math.min(...told),
		Math.max(...told),
		monthName(month),
		past.at(-1) ?? null,
		past.length - told.length,
	);
	return sparkline({ values: past, alt, range: [low, 100] });
};

const sumsCells = (row: DrawnRow, sums: MonthSums, props: TableProps, urls: Urls): Markup => {
	const { month } = props.state;
	const { id, type } = row.site;
	const counted = countedOf(id, month, urls);
	return html`${cell(columns.verdict, verdictCell(sums, props.passMark), 'verdict')}
${cell(columns.rank, row.rank === undefined ? absent(words.unranked) : html`${number(row.rank)}<span class="minor">${filters.types[type]}</span>`, 'number')}
${cell(columns.inspection, scoreCell(sums.inspection, sums.inspectionObserved, sums.inspectionChange), 'number')}
${cell(columns.past, pastCell(row.past, month, props.low), 'past')}
${cell(columns.disclosure, scoreCell(sums.disclosure, sums.disclosureObserved, sums.disclosureChange), 'number')}
${cell(columns.findings, findingsCell(sums, row.overdue ?? 0, counted), 'number')}
${cell(columns.awaiting, awaitingCell(sums, counted, urls.site(id, { month }, 'by-hand')), 'number')}
${cell(columns.coverage, percent(sums.coverage), 'number coverage')}`;
};

const row = (one: DrawnRow, props: TableProps, urls: Urls): Markup => {
	const { id, name, level, district, type } = one.site;
	const { month } = props.state;
	const about = [id, filters.types[type], level ? levelNames[level] : '', brief(district ?? '', 30)];
	return html`<tr role="row">
<th scope="row" role="rowheader"><a href="${urls.site(id, { month })}">${brief(name) || id}</a><span class="minor">${about.filter((part) => part !== '').join(' · ')}</span></th>
${
	one.sums
		? sumsCells(one, one.sums, props, urls)
		: html`${cell(columns.verdict, tag(verdicts.unaudited, verdictTones.unaudited), 'verdict')}<td role="cell" colspan="7" class="unaudited">${words.unaudited}</td>`
}
</tr>`;
};

/** A row a site, with headings that sort. */
export const overviewTable = (props: OverviewTableProps, urls: Urls): Markup => {
	const { state, rows } = props;
	const low = lowestOf(props);
	return scroll(
		words.name,
		html`<table class="overview stacked" role="table">
<caption class="heard">${words.caption(monthName(state.month))}</caption>
<thead role="rowgroup"><tr role="row">${headings.map((one) => heading(one, state, urls))}</tr></thead>
<tbody role="rowgroup">${rows.map((one) => row(one, { ...props, low }, urls))}</tbody>
</table>`,
	);
};
