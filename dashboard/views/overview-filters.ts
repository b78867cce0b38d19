import { html } from 'hono/html';
import { levelNames } from '../../reports/register-columns.ts';
import { type OverviewChoice, vetoFilters } from '../../reports/store/overview-model.ts';
import { verdicts } from '../../reports/words.ts';
import { overviewMessages } from '../messages/overview.ts';
import type { OverviewState } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { brief, type Markup, nothing } from './markup.ts';

const { filters: words } = overviewMessages;

/** What the fields of a form are called, as `query.ts` reads them; undefined where the default holds. */
export const keptFields = (choice: OverviewChoice): Readonly<Record<string, string | undefined>> => ({
	q: choice.search,
	verdict: choice.verdict,
	type: choice.type,
	level: choice.level,
	district: choice.district,
	veto: choice.vetoes,
	overdue: choice.isOverdue ? '1' : undefined,
	awaiting: choice.isAwaiting ? '1' : undefined,
	sort: choice.sort,
	order: choice.descending ? 'desc' : undefined,
});

/** Whether some sites are left out. */
export const isChosen = ({ sort: _sort, descending: _descending, ...choice }: OverviewChoice): boolean =>
	Object.values(keptFields(choice)).some((value) => value !== undefined);

/** Whether a choice is among those that the form does not show at first. */
const hasMore = ({ type, level, district, vetoes, isOverdue, isAwaiting }: OverviewChoice): boolean =>
	[type, level, district, vetoes].some((value) => value !== undefined) ||
	isOverdue === true ||
	isAwaiting === true;

const options = <Value extends string>(
	names: Readonly<Record<Value, string>>,
	order: readonly Value[],
	chosen: Value | undefined,
): Markup =>
	html`<option value="">${words.any}</option>${order.map(
		(value) =>
			html`<option value="${value}"${value === chosen ? html` selected` : nothing}>${names[value]}</option>`,
	)}`;

const box = (name: string, text: string, isSet: boolean | undefined): Markup =>
	html`<label class="box"><input type="checkbox" name="${name}" value="1"${isSet ? html` checked` : nothing}> ${text}</label>`;

export interface FilterProps {
	readonly state: OverviewState & { readonly month: string };
	/** Some to choose from. */
	readonly districts: readonly string[];
}

/** Which sites are shown; the order stays. */
export const filterForm = (
	{ state, districts }: FilterProps,
	urls: Urls,
): Markup => html`<form class="filters" role="search" method="get" action="${urls.overview()}">
<input type="hidden" name="month" value="${state.month}">
${state.sort ? html`<input type="hidden" name="sort" value="${state.sort}">` : nothing}
${state.descending ? html`<input type="hidden" name="order" value="desc">` : nothing}
<label>${words.search} <input type="search" name="q" value="${state.search ?? ''}" placeholder="${words.placeholder}" maxlength="100"></label>
<label>${words.verdict} <select name="verdict">${options(verdicts, ['qualified', 'unqualified', 'not-assessed', 'unaudited'], state.verdict)}</select></label>
<details${hasMore(state) ? html` open` : nothing}><summary>${words.more}</summary><div class="more">
<label>${words.type} <select name="type">${options(words.types, ['portal', 'department'], state.type)}</select></label>
<label>${words.level} <select name="level">${options(levelNames, ['province', 'city', 'county', 'township'], state.level)}</select></label>
<label>${words.district} <input name="district" value="${state.district ?? ''}" list="districts" maxlength="100"></label>
<datalist id="districts">${districts.map((name) => html`<option value="${brief(name)}"></option>`)}</datalist>
<label>${words.vetoes} <select name="veto">${options(words.vetoChoices, vetoFilters, state.vetoes)}</select></label>
${box('overdue', words.overdue, state.isOverdue)}
${box('awaiting', words.awaiting, state.isAwaiting)}
</div></details>
<button>${words.apply}</button>
${isChosen(state) || state.sort ? html`<a href="${urls.overview({ month: state.month })}">${words.clear}</a>` : nothing}
</form>`;
