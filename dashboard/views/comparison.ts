import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { ScoreItem } from '../../reports/model.ts';
import type { Profile } from '../../reports/profile.ts';
import type { MonthState } from '../../reports/store/decision-model.ts';
import type { SiteMonth, StoredFinding } from '../../reports/store/model.ts';
import { type Change, type CheckChanges, changes as kinds } from '../../reports/store/site-model.ts';
import { verdicts } from '../../reports/words.ts';
import { comparisonMessages as words } from '../messages/comparison.ts';
import type { ComparisonState } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { changedList } from './changed-list.ts';
import { monthName, number, percent } from './format.ts';
import { absent, headings, type Markup, nothing, scroll, tag } from './markup.ts';
import { certainOf, change as changeOf, points } from './points.ts';
import { monthTag } from './review.ts';
import { incomplete, verdictTones } from './words.ts';

/** One of the two months. */
export interface ComparedMonth {
	readonly report: SiteMonth;
	readonly state: MonthState;
}

export interface ComparisonProps {
	readonly site: string;
	readonly state: ComparisonState & { readonly month: string; readonly page: number };
	/** Months with a report, newest first. */
	readonly periods: readonly string[];
	/** Absent where that month has no report. */
	readonly earlier?: ComparedMonth;
	readonly later?: ComparedMonth;
	/** What became of the findings; absent where there are no two months. */
	readonly changes?: readonly CheckChanges[];
	/** A page of the findings that changed as the address says. */
	readonly rows: readonly StoredFinding[];
	readonly count: number;
	readonly size: number;
	/** For the names of indicators. */
	readonly profile: Profile;
	readonly nameOf: (check: string) => string;
}

interface Pair {
	readonly earlier: ComparedMonth;
	readonly later: ComparedMonth;
}

const chooser = ({ site, state, periods }: ComparisonProps, urls: Urls): Markup => {
	const select = (name: 'before' | 'month', text: string): Markup => {
		const chosen = state[name];
		const all = chosen && !periods.includes(chosen) ? [chosen, ...periods] : periods;
		return html`<label>${text} <select name="${name}">${all.map(
			(period) =>
				html`<option value="${period}"${period === chosen ? html` selected` : ''}>${monthName(period)}</option>`,
		)}</select></label>`;
	};
	return html`<form class="filters" method="get" action="${urls.siteComparison(site)}" aria-label="${words.choose}">
${select('before', words.before)} ${select('month', words.after)} <button>${words.show}</button>
</form>`;
};

/** More or less of what there should be little of, in words: a sign would leave open whether it is good. */
const fewer = (before: number, after: number, { more, less } = words.counted): Markup => {
	const difference = Math.round((after - before) * 100) / 100;
	if (difference === 0) return html`${words.asBefore}`;
	return difference > 0
		? html`<span class="change down">${more(number(difference))}</span>`
		: html`<span class="change up">${less(number(-difference))}</span>`;
};

const difference = (before: number | null, after: number | null): Markup =>
	before === null || after === null ? absent() : changeOf(Math.round((after - before) * 100) / 100);

const results = ({ earlier, later }: Pair): Markup => {
	const [before, after] = [earlier.report.sums, later.report.sums];
	const verdict = ({ verdict: is, complete }: typeof before): Markup =>
		html`${tag(verdicts[is], verdictTones[is])}${complete ? '' : html` ${tag(incomplete, 'warn')}`}`;
	const row = (name: string, first: Markup | string, second: Markup | string, how: Markup): Markup =>
		html`<tr><th scope="row">${name}</th><td class="number">${first}</td><td class="number">${second}</td><td class="number">${how}</td></tr>`;
	const [certainBefore, certainAfter] = [certainOf(before), certainOf(after)];
	return scroll(
		words.results,
		html`<table>
<caption class="heard">${words.results}</caption>
<thead><tr>${headings([words.what, ...[monthName(before.period), monthName(after.period), words.change].map((numbers) => ({ numbers }))])}</tr></thead>
<tbody>${row(words.verdict, verdict(before), verdict(after), absent())}
${row(words.state, monthTag(earlier.state), monthTag(later.state), absent())}
${row(words.inspection, points(before.inspection), points(after.inspection), difference(before.inspection, after.inspection))}
${row(words.disclosure, points(before.disclosure), points(after.disclosure), difference(before.disclosure, after.disclosure))}
${row(words.certain, number(certainBefore), number(certainAfter), fewer(certainBefore, certainAfter))}
${row(words.review, number(before.review), number(after.review), fewer(before.review, after.review))}
${row(words.coverage, percent(before.coverage), percent(after.coverage), absent())}</tbody>
</table>`,
	);
};

const itemsTable = (
	name: string,
	before: readonly ScoreItem[],
	after: readonly ScoreItem[],
	{ profile, months }: { readonly profile: Profile; readonly months: readonly [string, string] },
): Markup => {
	const old = new Map(before.map((item) => [item.indicator, item]));
	const now = new Map(after.map((item) => [item.indicator, item]));
	const rows = [...new Set([...old.keys(), ...now.keys()])].map((indicator) => ({
		indicator,
		first: old.get(indicator),
		second: now.get(indicator),
	}));
	const told = rows.filter(
		({ first, second }) =>
			(first?.deducted ?? 0) > 0 || (second?.deducted ?? 0) > 0 || first?.observed !== second?.observed,
	);
	const lost = (item: ScoreItem | undefined): Markup | string =>
		!item?.observed ? absent(words.unobserved) : item.deducted === 0 ? '0' : `−${item.deducted}`;
	const rest = rows.length - told.length;
	return html`<div>${
		told.length === 0
			? html`<p><strong>${words.items(name)}</strong></p><p>${words.noItems}</p>`
			: scroll(
					words.items(name),
					html`<table>
<caption>${words.items(name)}</caption>
<thead><tr>${headings([words.indicator, ...[...months.map(monthName), words.change].map((numbers) => ({ numbers }))])}</tr></thead>
<tbody>${told.map(
						({ indicator, first, second }) =>
							html`<tr><th scope="row">${plain(profile.indicators[indicator]?.name ?? indicator)}</th><td class="number">${lost(first)}</td><td class="number">${lost(second)}</td><td class="number">${
								first?.observed && second?.observed
									? fewer(first.deducted, second.deducted, words.lost)
									: absent()
							}</td></tr>`,
					)}</tbody>
</table>`,
				)
	}${rest > 0 && told.length > 0 ? html`<p class="note">${words.unchanged(number(rest))}</p>` : nothing}</div>`;
};

const changeTable = (
	props: ComparisonProps & { readonly changes: readonly CheckChanges[] },
	urls: Urls,
): Markup => {
	const { site, state, changes, nameOf } = props;
	const { month, before } = state;
	const link = (count: number, change: Change, check?: string): Markup => {
		const own = { month, change, ...(before ? { before } : {}), ...(check ? { check } : {}) };
		const isHere = state.change === change && state.check === check;
		return html`<td class="number">${
			count === 0
				? absent('0')
				: html`<a href="${urls.siteComparison(site, own, 'changed')}"${isHere ? html` aria-current="true"` : ''}>${number(count)}</a>`
		}</td>`;
	};
	const all = (change: Change): number => changes.reduce((sum, row) => sum + row[change], 0);
	return html`${scroll(
		words.byCheck,
		html`<table>
<caption class="heard">${words.byCheck}</caption>
<thead><tr><th scope="col">${words.check}</th>${kinds.map((change) => html`<th scope="col" class="number"><abbr title="${words.meanings[change]}">${words.changes[change]}</abbr></th>`)}</tr></thead>
<tbody>${changes.map(
			(row) =>
				html`<tr><th scope="row">${nameOf(row.check)}</th>${kinds.map((change) => link(row[change], change, row.check))}</tr>`,
		)}<tr class="all"><th scope="row">${words.all}</th>${kinds.map((change) => link(all(change), change))}</tr></tbody>
</table>`,
	)}<ul class="note">${kinds.map((change) => html`<li>${words.changes[change]}${words.colon}${words.meanings[change]}</li>`)}</ul>`;
};

/** What keeps two months from being compared like for like. */
const warnings = ({ earlier, later }: Pair): Markup => {
	const cut = [earlier, later].filter(({ report }) => !report.sums.complete);
	const isOtherProfile = earlier.report.profile.hash !== later.report.profile.hash;
	return html`${cut.map(({ report }) => html`<p class="card notice">${words.incomplete(monthName(report.sums.period))}</p>`)}${
		isOtherProfile ? html`<p class="card notice">${words.profiles}</p>` : nothing
	}`;
};

const compared = (pair: Pair, props: ComparisonProps, urls: Urls): Markup => {
	const { changes = [], profile } = props;
	const [before, after] = [pair.earlier.report, pair.later.report];
	const months = [before.sums.period, after.sums.period] as const;
	const items = (name: string, score: 'inspection' | 'disclosure'): Markup =>
		itemsTable(name, before.scores[score].items, after.scores[score].items, { profile, months });
	return html`${warnings(pair)}
<section aria-labelledby="results"><h2 id="results">${words.results}</h2>${results(pair)}
<div class="pair">${items(words.inspection, 'inspection')}${items(words.disclosure, 'disclosure')}</div></section>
<section aria-labelledby="changes"><h2 id="changes">${words.findings}</h2>
${
	changes.length === 0
		? html`<p class="empty">${words.none}</p>`
		: html`<p class="note">${words.explained}</p>${changeTable({ ...props, changes }, urls)}${changedList(props, urls)}`
}</section>`;
};

const whyNot = ({ state, periods, earlier, later }: ComparisonProps): string => {
	if (periods.length === 0) return words.noMonth;
	if (state.before === state.month) return words.same;
	if (!later) return words.missing(monthName(state.month));
	return earlier || !state.before ? words.oneMonth : words.missing(monthName(state.before));
};

/** Two months of a site beside each other: verdict, scores down to the indicators, and what became of the findings. */
export const comparisonView = (props: ComparisonProps, urls: Urls): Markup => {
	const { earlier, later, changes, periods } = props;
	return html`${periods.length > 1 ? chooser(props, urls) : nothing}
${earlier && later && changes ? compared({ earlier, later }, props, urls) : html`<p class="card notice">${whyNot(props)}</p>`}`;
};
