import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { findingStates } from '../../reports/model.ts';
import type { CheckSums, StoredFinding } from '../../reports/store/model.ts';
import { certainties, severities, stateOf, states } from '../../reports/words.ts';
import { findingMessages } from '../messages/finding.ts';
import type { FindingFilter, SiteState } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { day, number } from './format.ts';
import { absent, external, headings, type Markup, nothing, scroll, tag, unlinked } from './markup.ts';
import { pager } from './pager.ts';
import { repairingTag } from './repairing.ts';
import { carried, lifeStates, severityTones, stateTones } from './words.ts';

const words = findingMessages.list;

export interface FindingsProps {
	readonly site: string;
	readonly state: SiteState & { readonly month: string; readonly page: number };
	readonly rows: readonly StoredFinding[];
	/** Findings that fit the filters. */
	readonly count: number;
	/** Those of them that were repaired, where the filters ask for no state; else 0. */
	readonly fixed: number;
	/** Those of them that people let go, likewise. */
	readonly waived: number;
	readonly size: number;
	/** All findings of the month, by check. */
	readonly byCheck: readonly CheckSums[];
	readonly nameOf: (check: string) => string;
	/** Its subject may harm whoever opens it. */
	readonly isHarmful: (check: string) => boolean;
	/** Still unrepaired though its day has passed. */
	readonly isOverdue: (finding: StoredFinding) => boolean;
	/** YYYY-MM-DD. */
	readonly today: string;
}

/** Marks of a finding: how grave, how sure, how far. */
export const findingTags = ({
	severity,
	certainty,
	state,
	carried: isCarried,
	ruling,
}: Pick<StoredFinding, 'severity' | 'certainty' | 'state' | 'carried' | 'ruling'>): Markup =>
	html`${tag(severities[severity], severityTones[severity])} ${
		certainty === 'review' && state !== 'waived' ? html`${tag(certainties.review, 'warn')} ` : ''
	}${tag(stateOf({ state, ...(ruling ? { ruling } : {}) }), stateTones[state])}${isCarried ? html` ${tag(carried, 'calm')}` : ''}`;

/** What was repaired or taken away since the month's audit. */
export const since = ({ state, now }: Pick<StoredFinding, 'state' | 'now'>): Markup =>
	now !== state && (now === 'fixed' || now === 'gone')
		? html` ${tag(words.now(lifeStates[now]), stateTones[now])}`
		: nothing;

const settled: ReadonlySet<StoredFinding['now']> = new Set(['fixed', 'gone', 'waived']);

/** That a second look found it as it was or could not see it, and when, as long as it is to be repaired. */
export const lookedTag = ({ now, recheck }: Pick<StoredFinding, 'now' | 'recheck'>): Markup => {
	const result = recheck?.result;
	if (settled.has(now) || (result !== 'open' && result !== 'unknown')) return nothing;
	return html` ${tag(findingMessages.looked[result], result === 'open' ? 'bad' : 'calm')} <span class="minor">${day(recheck?.at.slice(0, 10) ?? '')}</span>`;
};

/** What became of it since the audit that tells it: repaired or gone, looked at in vain, or under repair, and whether that is late. */
export const nowTags = (
	one: Pick<StoredFinding, 'state' | 'now' | 'repairing' | 'recheck'>,
	today: string,
): Markup =>
	html`${since(one)}${lookedTag(one)}${one.repairing ? html` ${repairingTag(one.repairing, today)}` : nothing}`;

/** The part of a list's filter that goes with each of its findings. */
const filterOf = ({ month: _month, page: _page, ...filter }: SiteState): FindingFilter => filter;

const finding = (
	one: StoredFinding,
	{ state, nameOf, isHarmful, isOverdue, today }: FindingsProps,
	urls: Urls,
): Markup => {
	const { id, site, check, message, subject, dueOn, foundOnCount } = one;
	return html`<li>
<p class="tags">${findingTags(one)}${nowTags(one, today)}${isOverdue(one) ? html` ${tag(findingMessages.late, 'bad')}` : ''}</p>
<p class="message"><a href="${urls.finding(site, id, state.month, filterOf(state))}">${plain(message)}</a></p>
<p class="minor">${nameOf(check)} · ${isHarmful(check) ? unlinked(subject) : external(subject)}${foundOnCount > 1 ? ` · ${words.onPages(number(foundOnCount))}` : ''}${
		dueOn ? html` · ${findingMessages.due} ${day(dueOn)}` : ''
	}</p>
</li>`;
};

/** Checks whose table is shown at once: a longer one would stand between the reader and the findings. */
const fewChecks = 4;

const checkTable = ({ site, state, byCheck, nameOf }: FindingsProps, urls: Urls): Markup => {
	const cell = (count: number): Markup =>
		html`<td class="number">${count > 0 ? number(count) : absent(words.zero)}</td>`;
	const [check, ...numbers] = words.byCheckColumns;
	return html`<details class="by-check"${byCheck.length > fewChecks ? nothing : html` open`}><summary>${words.byCheck}${words.checks(number(byCheck.length))}</summary>${scroll(
		words.byCheck,
		html`<table>
<caption class="heard">${words.byCheck}</caption>
<thead><tr>${headings([check, ...numbers.map((title) => ({ numbers: title }))])}</tr></thead>
<tbody>${byCheck.map(
			({ check, certain, review, fixed, carried: kept }) =>
				html`<tr><th scope="row"><a href="${urls.site(site, { month: state.month, check }, 'findings')}">${nameOf(check)}</a></th>${cell(certain)}${cell(review)}${cell(fixed)}${cell(kept)}</tr>`,
		)}</tbody>
</table>`,
	)}</details>`;
};

const choice = (
	name: string,
	text: string,
	chosen: string | undefined,
	options: readonly (readonly [string, string])[],
): Markup =>
	html`<label>${text} <select name="${name}"><option value="">${words.all}</option>${options.map(
		([value, word]) =>
			html`<option value="${value}"${value === chosen ? html` selected` : ''}>${word}</option>`,
	)}</select></label>`;

/** The check that is filtered by stays among the choices, even where this month has none of it. */
const checkChoices = ({ byCheck, state, nameOf }: FindingsProps): (readonly [string, string])[] => {
	const ids = byCheck.map(({ check }) => check);
	const all = state.check && !ids.includes(state.check) ? [...ids, state.check] : ids;
	return all.map((id) => [id, nameOf(id)] as const);
};

const isFiltered = ({ state }: FindingsProps): boolean => {
	const { check, state: life, severity, certainty, overdue, search } = state;
	return [check, life, severity, certainty, overdue, search].some((value) => value !== undefined);
};

const counted = (parts: readonly (readonly [string, number])[]): string[] =>
	parts.filter(([, own]) => own > 0).map(([word, own]) => `${word} ${number(own)}`);

/** How many findings fit; of all of a month, how many of each kind. */
const totalOf = (props: FindingsProps): string => {
	const { count, fixed, waived, byCheck } = props;
	const total = words.total(number(count));
	const done = [
		[states.fixed, fixed],
		[states.waived, waived],
	] as const;
	if (isFiltered(props))
		return [total, ...counted(done).map((part) => words.ofThose(part))].join(words.comma);
	const sum = (kind: 'certain' | 'review' | 'fixed' | 'carried'): number =>
		byCheck.reduce((all, sums) => all + sums[kind], 0);
	const parts = [
		[certainties.certain, sum('certain')],
		[certainties.review, sum('review')],
		[states.fixed, sum('fixed')],
		[states.waived, waived],
		[carried, sum('carried')],
	] as const;
	return `${total}${words.colon}${counted(parts).join(words.comma)}`;
};

const filterForm = (props: FindingsProps, urls: Urls): Markup => {
	const { site, state } = props;
	const { state: life, search } = state;
	return html`<form class="filters" method="get" action="${urls.site(site, {}, 'findings')}" aria-label="${words.filters}">
<input type="hidden" name="month" value="${state.month}">
${choice('check', words.check, state.check, checkChoices(props))}
${choice('severity', words.severity, state.severity, Object.entries(severities))}
${choice('certainty', words.certainty, state.certainty, Object.entries(certainties))}
${choice('state', words.state, life, [
	['standing', words.standing],
	...findingStates.map((one) => [one, states[one]] as const),
])}
<label class="box"><input type="checkbox" name="overdue" value="1"${state.overdue ? html` checked` : nothing}> ${words.overdue}</label>
<label>${words.search} <input type="search" name="q" value="${search ?? ''}" placeholder="${words.placeholder}" maxlength="100"></label>
<button>${words.filter}</button>
${isFiltered(props) ? html`<a href="${urls.site(site, { month: state.month }, 'findings')}">${words.clear}</a>` : ''}
</form>`;
};

/** A month's findings: counts by check, filters, and a page of them. */
export const findingsView = (props: FindingsProps, urls: Urls): Markup => {
	const { site, state, rows, count, size, byCheck } = props;
	if (byCheck.length === 0) return html`<p>${words.none}</p>`;
	const total = totalOf(props);
	return html`${checkTable(props, urls)}
${filterForm(props, urls)}
${
	rows.length === 0
		? html`<p class="empty">${words.noneFits}</p>`
		: html`<p class="count">${total}</p><ol class="findings" start="${(state.page - 1) * size + 1}">${rows.map((one) => finding(one, props, urls))}</ol>`
}
${
	count <= size
		? nothing
		: pager({
				what: words.what,
				total,
				page: state.page,
				size,
				count,
				hrefOf: (page) => urls.site(site, { ...state, page }, 'findings'),
			})
}`;
};
