import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { ReportColumn } from '../../reports/model.ts';
import type { Profile } from '../../reports/profile.ts';
import { kinds, recognised } from '../../reports/words.ts';
import { columnMessages as words } from '../messages/columns.ts';
import { sharedMessages } from '../messages/shared.ts';
import type { ColumnState, ShownColumn } from '../pages/column-state.ts';
import type { ColumnsState } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { day, number } from './format.ts';
import { absent, cell, external, type Markup, nothing, stacked, tag } from './markup.ts';
import { pager } from './pager.ts';
import { contents } from './words.ts';

export interface ColumnsProps {
	readonly site: string;
	readonly state: ColumnsState & { readonly month: string; readonly page: number };
	/** YYYY-MM-DD, the day that is judged by. */
	readonly asOf: string;
	/** A page of those that fit, the most urgent first. */
	readonly rows: readonly ShownColumn[];
	readonly count: number;
	readonly size: number;
	/** Of all the report's columns, how many stand how. */
	readonly counts: readonly (readonly [ColumnState, number])[];
	readonly kinds: readonly ReportColumn['kind'][];
	readonly staleAfter: Profile['terms']['staleAfter'];
	/** These are the terms that the report was judged by. */
	readonly isExact: boolean;
	/** The report tells of each column until when it is fresh. */
	readonly isTermTold: boolean;
}

const tones = {
	overdue: 'bad',
	empty: 'bad',
	soon: 'warn',
	unloaded: 'calm',
	fresh: 'good',
	none: 'calm',
} as const satisfies Record<ColumnState, string>;

/** No entries to count: a page of its own, another site's, or a list that nobody saw. */
const hasNoList = ({ content, items }: ReportColumn): boolean =>
	items === 0 && (content === 'text' || content === 'elsewhere' || content === 'unloaded');

const left = ({ daysLeft, state, column: { dueOn } }: ShownColumn, isTermTold: boolean): Markup => {
	// A finding says so, and no limit stands in the report.
	if (daysLeft === undefined && state === 'overdue')
		return html`<strong class="bad">${words.states.overdue}</strong>`;
	if (daysLeft === undefined) return absent(isTermTold ? words.noTerm : words.unrecorded);
	const text = daysLeft < 0 ? words.daysOver(-daysLeft) : words.daysLeft(daysLeft);
	const last = dueOn
		? html`<span class="minor">${words.lastDay(sharedMessages.dayName(dueOn))}</span>`
		: nothing;
	return html`${daysLeft < 0 ? html`<strong class="bad">${text}</strong>` : text}${last}`;
};

const row = (shown: ShownColumn, props: ColumnsProps, urls: Urls): Markup => {
	const {
		site,
		isTermTold,
		state: { month },
	} = props;
	const { column, state, findings } = shown;
	const { url, title, kind, items, lastPublishedOn, recognisedBy, complete, content, organ, sure } = column;
	const kindCell = html`${kinds[kind]}${sure === 'likely' ? html`<span class="minor">${words.likely}</span>` : ''}`;
	// A report of before says nothing of those that are in order.
	const isKnown = state !== 'none' || isTermTold;
	const stateCell = html`${isKnown ? tag(words.states[state], tones[state]) : absent(words.unrecorded)}${findings.map(
		({ id, certainty }) =>
			html`<span class="minor"><a href="${urls.finding(site, id, month)}">${words.toFinding[certainty]}</a></span>`,
	)}`;
	const listCell = html`${content ? contents[content] : absent(words.unrecorded)}${
		hasNoList(column) ? '' : html`<span class="minor">${complete ? words.whole : words.notWhole}</span>`
	}`;
	return html`<tr role="row"><th scope="row" role="rowheader">${external(url, plain(title) || url)}${
		organ ? html`<span class="minor">${plain(organ)}</span>` : ''
	}</th>${cell(words.state, stateCell)}${cell(words.left, left(shown, isTermTold), 'number')}${cell(
		words.newest,
		lastPublishedOn ? day(lastPublishedOn) : absent(words.noDate),
	)}${cell(words.kind, kindCell)}${cell(words.items, hasNoList(column) ? absent(words.noList) : number(items), 'number')}${cell(words.list, listCell)}${cell(words.by, plain(recognised(recognisedBy)), 'words')}</tr>`;
};

/** How many columns stand how, each number a link to them. */
const tally = ({ site, state, counts, isTermTold }: ColumnsProps, urls: Urls): Markup =>
	html`<ul class="counts">${counts
		.filter(([one, count]) => count > 0 && (one !== 'none' || isTermTold))
		.map(
			([one, count]) =>
				html`<li><a href="${urls.siteColumns(site, { month: state.month, state: one })}"${one === state.state ? html` aria-current="true"` : ''}>${tag(words.states[one], tones[one])} ${number(count)}</a></li>`,
		)}</ul>`;

const option = (value: string, text: string, chosen: string | undefined): Markup =>
	html`<option value="${value}"${value === chosen ? html` selected` : ''}>${text}</option>`;

const filters = ({ site, state, counts, kinds: own }: ColumnsProps, urls: Urls): Markup => {
	const isFiltered = state.state !== undefined || state.kind !== undefined || state.search !== undefined;
	return html`<form class="filters" method="get" action="${urls.siteColumns(site)}" aria-label="${words.filter}">
<input type="hidden" name="month" value="${state.month}">
<label>${words.state} <select name="state">${option('', words.all, state.state ?? '')}${counts.map(([one]) => option(one, words.states[one], state.state))}</select></label>
<label>${words.kind} <select name="kind">${option('', words.all, state.kind ?? '')}${own.map((kind) => option(kind, kinds[kind], state.kind))}</select></label>
<label>${words.search} <input type="search" name="q" value="${state.search ?? ''}" placeholder="${words.searchFor}" maxlength="100"></label>
<button>${words.show}</button>
${isFiltered ? html`<a href="${urls.siteColumns(site, { month: state.month })}">${words.clear}</a>` : ''}
</form>`;
};

const termsOf = (staleAfter: ColumnsProps['staleAfter']): string =>
	Object.entries(staleAfter)
		.map(([kind, { days, months }]) =>
			words.term(
				kinds[kind as ReportColumn['kind']] ?? kind,
				days === undefined ? words.months(months ?? 0) : words.days(days),
			),
		)
		.join(words.comma);

/** The columns that the audit recognised, the most urgent first: what each is, how fresh, and how that is known. */
export const columnsView = (props: ColumnsProps, urls: Urls): Markup => {
	const { site, state, asOf, rows, count, size, counts, staleAfter, isExact, isTermTold } = props;
	if (counts.every(([, own]) => own === 0)) return html`<p class="empty">${words.none}</p>`;
	const total = words.count(number(count));
	return html`${tally(props, urls)}
${filters(props, urls)}
${
	rows.length === 0
		? html`<p class="empty">${words.nothing}</p>`
		: html`${count <= size ? html`<p class="count">${total}</p>` : nothing}${stacked(
				words.table,
				[
					...[words.column, words.state, { numbers: words.left }, words.newest],
					...[words.kind, { numbers: words.items }, words.list, words.by],
				],
				rows.map((one) => row(one, props, urls)),
			)}`
}
${
	count <= size
		? nothing
		: pager({
				...{ what: words.column, total, page: state.page, size, count },
				hrefOf: (page) => urls.siteColumns(site, { ...state, page }),
			})
}
<p class="note">${words.explained(sharedMessages.dayName(asOf), termsOf(staleAfter), isExact)}${isTermTold ? '' : words.notTold}</p>`;
};
