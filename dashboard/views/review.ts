import { html } from 'hono/html';
import type { AwaitingFinding, AwaitingPage, MonthState } from '../../reports/store/decision-model.ts';
import { unsettled } from '../../reports/unsettled.ts';
import { may, type Reader } from '../access.ts';
import type { Refused } from '../forms.ts';
import { reviewMessages as words } from '../messages/review.ts';
import type { Urls } from '../urls.ts';
import { signature, signed } from './decide.ts';
import { day, monthName, number } from './format.ts';
import { absent, brief, type Markup, nothing, scroll, tag } from './markup.ts';
import { misreadMonth, monthSwitch } from './months.ts';
import { pager } from './pager.ts';
import { chosenIn, refusedAt, typedIn } from './refused.ts';

export const monthStates: Readonly<Record<MonthState['state'], string>> = words.states;
const monthTones = { draft: 'calm', objections: 'warn', frozen: 'good' } as const;

/** How far a month is, in a mark. */
export const monthTag = ({ state, until }: MonthState): Markup =>
	html`${tag(monthStates[state], monthTones[state])}${state === 'objections' && until ? html` ${words.until.before} ${day(until)} ${words.until.after}` : ''}`;

export interface ReviewProps {
	readonly month: string;
	/** Newest first. */
	readonly months: readonly string[];
	/** The month that was asked for is none. */
	readonly isMonthMisread: boolean;
	/** Some site has a report of it. */
	readonly isAudited: boolean;
	readonly state: MonthState;
	readonly awaiting: AwaitingPage;
	/** The first finding of all that wait. */
	readonly begin?: AwaitingFinding;
	/** From 1. */
	readonly page: number;
	readonly size: number;
	/** YYYY-MM-DD. */
	readonly today: string;
	/** Whoever looks: what they may not do is not offered. */
	readonly reader: Reader;
	/** What was sent and could not be kept. */
	readonly refused?: Refused | undefined;
}

const stepNames = words.steps;

const stepForm = (props: ReviewProps, urls: Urls): Markup => {
	const { month, state, awaiting, today, reader } = props;
	if (!may(reader, 'month')) return nothing;
	const fields = (
		step: keyof typeof stepNames,
		more: Markup = nothing,
		needsReason = step === 'reopen',
	): Markup => html`<details${refusedAt(props.refused, step) ? html` open` : nothing}><summary>${stepNames[step]}</summary>
<form class="decide" method="post" action="${urls.decideMonth(month)}">
<input type="hidden" name="step" value="${step}">
${more}${signature(reader, refusedAt(props.refused, step), needsReason ? words.required : words.optional, needsReason)}
<button>${stepNames[step]}</button>
</form></details>`;
	const until = html`<label>${words.lastDay} <input type="date" name="until" min="${today}" required${typedIn(refusedAt(props.refused, 'objections'), 'until')}></label>`;
	if (state.state === 'frozen') return fields('reopen');
	const open = unsettled(state, awaiting, today);
	const anyway =
		open === undefined
			? nothing
			: html`<p class="card notice">${words.unsettled(open)}</p><label class="choice"><input type="checkbox" name="anyway" value="1" required${chosenIn(refusedAt(props.refused, 'freeze'), 'anyway', '1')}> ${words.anyway}</label>`;
	return html`${fields('objections', until)}${fields('freeze', html`<p class="note">${words.freezing(monthName(month))}</p>${anyway}`, open !== undefined)}${state.state === 'objections' ? fields('reopen') : nothing}`;
};

const historyOf = ({ state: { history } }: ReviewProps): Markup =>
	history.length === 0
		? nothing
		: html`<ol class="log">${history.map(
				({ step, until, ...said }) =>
					html`<li><strong>${stepNames[step]}</strong>${until ? html`${words.stepUntil} ${day(until)}` : ''}${words.stepBy}${signed(said)}</li>`,
			)}</ol>`;

const countCell = (count: number, href: string): Markup =>
	html`<td class="number">${count > 0 ? html`<a href="${href}">${number(count)}</a>` : absent('0')}</td>`;

const queue = ({ month, state, awaiting, page, size }: ReviewProps, urls: Urls): Markup => {
	const name = state.state === 'frozen' ? words.queue.nameFrozen : words.queue.name;
	return awaiting.count === 0
		? html`<p class="empty">${words.queue.none(monthName(month))}</p>`
		: html`${scroll(
				name,
				html`<table>
<caption class="heard">${name}</caption>
<thead><tr><th scope="col">${words.queue.site}</th><th scope="col" class="number">${words.queue.vetoes}</th><th scope="col" class="number">${words.queue.disputes}</th><th scope="col" class="number">${words.queue.leads}</th></tr></thead>
<tbody>${awaiting.rows.map(({ site, review, disputed, vetoes }) => {
					const at = (state: object, part: string): string => urls.site(site.id, { month, ...state }, part);
					return html`<tr><th scope="row"><a href="${at({}, '')}">${brief(site.name) || site.id}</a></th>${countCell(vetoes, at({}, 'by-hand'))}${countCell(disputed, at({ state: 'disputed' }, 'findings'))}${countCell(review, at({ state: 'standing', certainty: 'review' }, 'findings'))}</tr>`;
				})}</tbody>
</table>`,
			)}${pager({
				what: words.queue.what,
				total: words.queue.total(number(awaiting.count)),
				...{ page, size, count: awaiting.count },
				hrefOf: (to) => urls.review(month, to),
			})}`;
};

/** What of a month waits for a person, and how far the month is. */
export const reviewView = (props: ReviewProps, urls: Urls): Markup => {
	const { month, months, awaiting, isAudited } = props;
	const isFrozen = props.state.state === 'frozen';
	const isOpen = isAudited || props.state.history.length > 0;
	return html`<div class="head"><h1>${words.titleOf(monthName(month))}</h1>
${monthSwitch({ month, months, action: urls.review(), hrefOf: (one) => urls.review(one) })}</div>
${misreadMonth(props.isMonthMisread)}
${
	isOpen
		? html`<section aria-labelledby="state"><h2 id="state">${words.progress}</h2><p>${monthTag(props.state)}</p>${historyOf(props)}${stepForm(props, urls)}</section>
<section aria-labelledby="queue"><h2 id="queue">${isFrozen ? words.queue.titleFrozen : words.queue.title}</h2>
${isFrozen && awaiting.count > 0 ? html`<p class="note">${words.queue.frozen(monthName(month))}</p>` : ''}
<p>${words.queue.sums(number(awaiting.count), number(awaiting.vetoes), number(awaiting.disputed), number(awaiting.review))}</p>
${props.begin && !isFrozen ? html`<p><a class="button" href="${urls.finding(props.begin.site, props.begin.finding, month, { awaiting: true })}">${words.queue.begin}</a></p>` : nothing}
${queue(props, urls)}</section>`
		: html`<p class="empty">${words.unaudited(monthName(month))}</p>`
}`;
};
