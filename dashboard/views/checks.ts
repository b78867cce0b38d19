import { html } from 'hono/html';
import { type CheckDescription, costWords } from '../../reports/formats/checks.ts';
import { plain } from '../../reports/formats/text.ts';
import type { CheckTotal } from '../../reports/store/check-totals.ts';
import { severities } from '../../reports/words.ts';
import { checksMessages as words } from '../messages/checks.ts';
import type { Urls } from '../urls.ts';
import { monthName, number } from './format.ts';
import { cell, heard, type Markup, nothing, stacked, tag } from './markup.ts';
import { profileName, severityTones } from './words.ts';

/** What the findings of the newest month come to. */
export interface MonthTotals {
	/** YYYY-MM. */
	readonly month: string;
	readonly byCheck: ReadonlyMap<string, CheckTotal>;
}

export interface CheckGroup {
	/** Unique on the page. */
	readonly id: string;
	readonly name: string;
	readonly checks: readonly CheckDescription[];
}

export interface ChecksProps {
	/** By indicator; those that fit the search. */
	readonly groups: readonly CheckGroup[];
	/** Of all checks. */
	readonly count: number;
	readonly search?: string;
	/** Whose points are shown. */
	readonly profile: string;
	readonly totals?: MonthTotals;
}

/** How many findings, and that nobody knows where there is no month. */
export const totalWords = (
	check: string,
	{ byCheck }: MonthTotals,
	between: Markup | string = heard(words.comma),
): Markup => {
	const total = byCheck.get(check);
	if (!total) return html`${words.noFindings}`;
	const { certain, review, sites } = total;
	const doubtful =
		review > 0 ? html`${between}<span class="minor">${words.review(number(review))}</span>` : '';
	return html`${words.certain(number(certain), number(sites))}${doubtful}`;
};

const costs = ({ points, vetoes }: CheckDescription): Markup => {
	const lines = [...points.map(costWords), ...vetoes].map((line) => html`<li>${plain(line)}</li>`);
	return lines.length === 0 ? html`${words.noCost}` : html`<ul class="points">${lines}</ul>`;
};

const row = (check: CheckDescription, { totals }: ChecksProps, urls: Urls): Markup => {
	const { id, name, decides, severity } = check;
	const found = totals
		? cell(
				words.ofMonth(monthName(totals.month)),
				html`<a href="${urls.checkSites(id)}">${totalWords(id, totals)}</a>`,
				'whole',
			)
		: '';
	return html`<tr role="row"><th scope="row" role="rowheader"><a href="${urls.checks(id)}">${name}</a> ${tag(severities[severity], severityTones[severity])}</th>${cell(words.decides, plain(decides), 'words')}${cell(words.cost, costs(check), 'words')}${found}</tr>`;
};

const group = ({ id, name, checks }: CheckGroup, props: ChecksProps, urls: Urls): Markup => {
	const headings = [
		...[words.check, words.decides, words.cost],
		...(props.totals ? [words.ofMonth(monthName(props.totals.month))] : []),
	];
	return html`<section aria-labelledby="${id}"><h2 id="${id}">${name}</h2>${stacked(
		name,
		headings,
		checks.map((check) => row(check, props, urls)),
	)}</section>`;
};

const searchForm = ({ search = '' }: ChecksProps, urls: Urls): Markup =>
	html`<form class="filters" role="search" action="${urls.checks()}"><label>${words.search} <input type="search" name="q" value="${search}" maxlength="100" placeholder="${words.placeholder}"></label><button>${words.find}</button>${search === '' ? '' : html` <a href="${urls.checks()}">${words.all}</a>`}</form>`;

const contents = ({ groups }: ChecksProps): Markup =>
	groups.length < 2
		? nothing
		: html`<nav class="contents" aria-label="${words.groups}"><ul>${groups.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`;

/** What is checked and what it costs, by indicator. */
export const checksView = (props: ChecksProps, urls: Urls): Markup => {
	const { groups, count, search, profile, totals } = props;
	const shown = groups.reduce((sum, { checks }) => sum + checks.length, 0);
	const result =
		search === undefined
			? nothing
			: html`<p role="status">${shown === 0 ? words.noneFound(plain(search)) : words.found(number(shown))}</p>`;
	return html`<h1>${words.title}</h1>
<p>${words.count(number(count))}${words.by(profileName(profile))}<a href="${urls.profile()}">${words.profileLink}</a>${totals ? '' : html` ${tag(words.noMonth)}`}</p>
${searchForm(props, urls)}
${result}
${contents(props)}
${groups.map((one) => group(one, props, urls))}`;
};
