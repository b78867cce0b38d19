import { html } from 'hono/html';
import type { MonthState } from '../../reports/store/decision-model.ts';
import type { Overview } from '../../reports/store/overview-model.ts';
import { verdicts } from '../../reports/words.ts';
import { overviewMessages as words } from '../messages/overview.ts';
import type { OverviewState } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { dayIn, monthName, number } from './format.ts';
import { type Markup, nothing } from './markup.ts';
import { misreadMonth, monthSwitch } from './months.ts';
import { distribution } from './overview-distribution.ts';
import { exportList, firstSteps } from './overview-files.ts';
import { filterForm, isChosen, keptFields } from './overview-filters.ts';
import { type DrawnRow, overviewTable } from './overview-table.ts';
import { pager } from './pager.ts';
import { monthTag } from './review.ts';

export interface OverviewProps {
	readonly state: OverviewState & { readonly month: string; readonly page: number };
	/** Newest first. */
	readonly months: readonly string[];
	readonly monthState: MonthState;
	/** YYYY-MM-DD. */
	readonly today: string;
	readonly rows: readonly DrawnRow[];
	/** Sites that fit, the chosen verdict among what they have to fit. */
	readonly count: number;
	/** Sites that fit but for the chosen verdict. */
	readonly verdicts: Overview['verdicts'];
	readonly totals: Overview['totals'];
	/** Some to choose from. */
	readonly districts: readonly string[];
	readonly size: number;
	/** A portal with fewer points is unqualified. */
	readonly passMark: number;
	/** The month that was asked for is none. */
	readonly isMonthMisread: boolean;
	/** No report has ever been recorded. */
	readonly isFirstStart: boolean;
	/** There is something to tell in a notice of what is shown. */
	readonly hasNotice: boolean;
}

const shownVerdicts = ['qualified', 'unqualified', 'not-assessed', 'unaudited'] as const;

/** Totals by verdict, each a link to its sites. */
const byVerdict = ({ state, verdicts: counts }: OverviewProps, urls: Urls): Markup => {
	const all = shownVerdicts.reduce((sum, verdict) => sum + counts[verdict], 0);
	const entries = [
		{ verdict: undefined, text: words.totals.all, count: all, tone: 'all' },
		...shownVerdicts.map((verdict) => ({
			verdict,
			text: verdicts[verdict],
			count: counts[verdict],
			tone: verdict,
		})),
	];
	return html`<nav aria-label="${words.totals.name}"><ul class="totals">${entries.map(
		({ verdict, text, count, tone }) =>
			html`<li class="${tone}"><a href="${urls.overview({ ...state, verdict, page: 1 })}"${
				state.verdict === verdict ? html` aria-current="true"` : ''
			}><span class="label">${text}</span> <span class="value">${number(count)}</span></a></li>`,
	)}</ul></nav>`;
};

/** What the sites that fit come to, and what of it awaits a person. */
const sums = ({ state, totals, monthState }: OverviewProps, urls: Urls): Markup => {
	const to = (more: OverviewState, text: string): Markup =>
		html`<a href="${urls.overview({ ...state, ...more, page: 1 })}">${text}</a>`;
	const told = monthState.state === 'frozen' ? words.sums.left : words.sums.awaiting;
	const { awaitingSites, vetoesAwaiting, disputed, review } = totals;
	return html`<ul class="sums">
<li>${words.sums.findings(number(totals.findings))}</li>
<li>${totals.overdue > 0 ? to({ isOverdue: true }, words.sums.overdue(number(totals.overdue))) : words.sums.overdue('0')}</li>
<li>${totals.vetoesHeld > 0 ? to({ vetoes: 'held' }, words.sums.vetoes(number(totals.vetoesHeld))) : words.sums.vetoes('0')}</li>
<li>${
		awaitingSites > 0
			? html`<a href="${urls.review(state.month)}">${told(number(awaitingSites))}</a>${words.sums.awaitingParts(number(vetoesAwaiting), number(disputed), number(review))}`
			: words.sums.noneAwaiting
	}</li>
</ul>`;
};

/** How far the month is, and what comes next. */
const monthProgress = ({ state, monthState, today }: OverviewProps, urls: Urls): Markup => {
	const { state: step, until, history } = monthState;
	const frozenAt = history.at(-1)?.at;
	const next = {
		draft: words.state.draft,
		objections: until ? words.state[until < today ? 'objectionsOver' : 'objections'](until) : '',
		frozen: frozenAt ? words.state.frozen(dayIn(new Date(frozenAt))) : '',
	}[step];
	return html`<p class="state">${monthTag({ state: step, history: [] })} ${next} <a href="${urls.review(state.month)}">${words.state.all}</a></p>`;
};

const list = (props: OverviewProps, urls: Urls): Markup => {
	const { state, rows, count, size, passMark } = props;
	if (rows.length === 0)
		return html`<p class="empty">${words.list.none}<a href="${urls.overview({ month: state.month })}">${words.list.clear}</a></p>`;
	return html`${overviewTable({ state, rows, passMark }, urls)}
${pager({
	what: words.list.what,
	total: words.list.total(number(count)),
	page: state.page,
	size,
	count,
	hrefOf: (page) => urls.overview({ ...state, page }),
})}
<p class="note">${words.list.note}</p>`;
};

/** All sites in one month. */
export const overviewView = (props: OverviewProps, urls: Urls): Markup => {
	const { state, months, isFirstStart, verdicts: counts } = props;
	const hasSites = shownVerdicts.some((verdict) => counts[verdict] > 0);
	const isEmpty = isFirstStart && !hasSites && !isChosen(state);
	if (isEmpty) return html`<h1>${words.title}</h1>${firstSteps(false, urls)}`;
	return html`<div class="head"><h1>${words.titleOf(monthName(state.month))}</h1>
${monthSwitch({
	month: state.month,
	months,
	action: urls.overview(),
	hrefOf: (month) => urls.overview({ ...state, month, page: 1 }),
	kept: keptFields(state),
})}</div>
${misreadMonth(props.isMonthMisread)}
${isFirstStart ? firstSteps(true, urls) : monthProgress(props, urls)}
${byVerdict(props, urls)}
${isFirstStart ? nothing : sums(props, urls)}
${isFirstStart ? nothing : distribution(props.totals)}
${filterForm(props, urls)}
${list(props, urls)}
${isFirstStart ? nothing : exportList(state, props.hasNotice, urls)}`;
};
