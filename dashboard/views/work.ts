import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { ListsTold } from '../../reports/store/gaps.ts';
import type { KnownSite } from '../../reports/store/model.ts';
import { type StoredTask, type Tasks, taskSorts } from '../../reports/store/task-model.ts';
import { severities } from '../../reports/words.ts';
import { workMessages as words } from '../messages/work.ts';
import type { WorkState } from '../url-states.ts';
import type { Urls } from '../urls.ts';
import { number } from './format.ts';
import { cell, type Markup, nothing, stacked } from './markup.ts';
import { type ActsProps, actsView, type Begun, busyView, toldOf } from './work-parts.ts';

export interface WorkProps {
	readonly state: WorkState & { readonly page: number };
	/** To choose from, where these are few; else empty. */
	readonly choices: readonly KnownSite[];
	/** The one that is chosen. */
	readonly site?: KnownSite;
	readonly tasks: Tasks;
	readonly size: number;
	/** YYYY-MM-DD. */
	readonly today: string;
	readonly nameOf: (check: string) => string;
	/** Tasks of which a finding is being looked at again. */
	readonly busy: ReadonlySet<number>;
	readonly acts: ActsProps;
	readonly begun?: Begun;
	/** Why there is nothing, where nothing is. */
	readonly nothing: 'filtered' | 'clean' | 'never' | 'noSites' | 'pending' | 'unknown' | 'unlisted';
	/** How far the lists are worked out, where some are not yet. */
	readonly pending?: ListsTold;
	/** Only so many of the sites that were searched for are listed. */
	readonly onlyFirst?: number;
}

const option = (value: string, text: string, chosen: string | undefined): Markup =>
	html`<option value="${value}"${value === (chosen ?? '') ? html` selected` : ''}>${text}</option>`;

const siteField = ({ choices, state }: WorkProps): Markup =>
	choices.length > 0
		? html`<label>${words.site} <select name="site">${option('', words.allSites, state.site)}${choices.map(({ id, name }) => option(id, plain(name) || id, state.site))}</select></label>`
		: html`<label>${words.site} <input type="search" name="q" value="${state.search ?? ''}" placeholder="${words.sitePart}" maxlength="100"></label>${state.site ? html`<input type="hidden" name="site" value="${state.site}">` : nothing}`;

const filterForm = (props: WorkProps, urls: Urls): Markup => {
	const { site, search, severity, overdue, sort } = props.state;
	const isFiltered = site || search || severity || overdue || sort;
	return html`<form class="filters" method="get" action="${urls.work()}" aria-label="${words.filters}">
${siteField(props)}
<label>${words.severity} <select name="severity">${option('', words.all, severity)}${Object.entries(severities).map(([value, text]) => option(value, text, severity))}</select></label>
<label>${words.sort} <select name="sort">${taskSorts.map((one) => option(one, words.sorts[one], sort ?? 'points'))}</select></label>
<label><input type="checkbox" name="overdue" value="1"${overdue ? html` checked` : ''}> ${words.overdueOnly}</label>
<button>${words.filter}</button>
${isFiltered ? html`<a href="${urls.work()}">${words.clear}</a>` : ''}
</form>`;
};

const row = (task: StoredTask, { today, site, acts, nameOf, busy }: WorkProps, urls: Urls): Markup => {
	const { columns } = words;
	const isPicked = acts.canRecheck || acts.canRepair;
	const picked = acts.refused?.numbers('task') ?? [];
	const what = plain(task.what);
	const told = toldOf(task, { today, vetoName: acts.vetoName }, busy.has(task.n));
	return html`<tr role="row">${
		isPicked
			? cell(
					columns.pick,
					html`<label class="pick"><input type="checkbox" name="task" value="${task.n}"${picked.includes(task.n) ? html` checked` : nothing} aria-label="${words.pick(what)}"></label>`,
					'pick',
				)
			: nothing
	}<th scope="row" role="rowheader"><a href="${urls.task(task.n)}">${what}</a> <span class="minor">${nameOf(task.check)}</span> ${told.tags}</th>${
		site
			? nothing
			: cell(
					columns.site,
					html`<a href="${urls.site(task.site, { month: task.period })}">${plain(task.siteName) || task.site}</a>`,
					'task-site',
				)
	}${cell(columns.counts, countsOf(task))}${cell(columns.points, told.points, 'number')}${cell(columns.due, told.due)}${cell(columns.state, told.progress, 'task-state')}</tr>`;
};

const countsOf = ({ findings, review, pages }: StoredTask): Markup =>
	html`${findings > 0 ? html`<span class="work-part">${words.findings(number(findings))}</span> ` : nothing}${review > 0 ? html`<span class="work-part">${words.review(number(review))}</span> ` : nothing}<span class="work-part minor">${words.onPages(number(pages))}</span>`;

const table = (props: WorkProps, urls: Urls): Markup => {
	const { columns } = words;
	const { acts, site, tasks } = props;
	const titles = [
		...(acts.canRecheck || acts.canRepair ? [columns.pick] : []),
		columns.what,
		...(site ? [] : [columns.site]),
		...[columns.counts, { numbers: columns.points }, columns.due, columns.state],
	];
	return stacked(
		words.table,
		titles,
		tasks.rows.map((task) => row(task, props, urls)),
	);
};

const pagerOf = ({ state, tasks, size }: WorkProps, urls: Urls): Markup => {
	const { page } = state;
	const { count, hasMore } = tasks;
	const total = count === undefined ? '' : `${words.total(number(count))} · `;
	if (page === 1 && !hasMore)
		return total ? html`<p class="count">${words.total(number(count ?? 0))}</p>` : nothing;
	const link = (to: number, text: string): Markup =>
		html`<li><a href="${urls.work({ ...state, page: to })}">${text}</a></li>`;
	const last = count === undefined ? '' : ` / ${number(Math.max(1, Math.ceil(count / size)))}`;
	return html`<nav class="pager" aria-label="${words.pages}"><p class="count">${total}${words.pageOf(page)}${last}</p><ul>${page > 1 ? link(page - 1, words.before) : nothing}${hasMore ? link(page + 1, words.next) : nothing}</ul></nav>`;
};

/** The list, and what can be asked of all that is ticked; for whoever may ask nothing, the list alone. */
const listOf = (props: WorkProps, urls: Urls): Markup => {
	const { acts, state } = props;
	if (!acts.canRecheck && !acts.canRepair) return table(props, urls);
	return html`<form class="work" method="post" action="${urls.workSteps()}" data-all="${words.pickAll}" data-chosen="${words.chosenOf}"><input type="hidden" name="back" value="${urls.work(state)}">
${table(props, urls)}
${actsView(acts)}</form>`;
};

/** The work list: what to repair, what it wins back, and what can be asked of all that is ticked. */
export const workView = (props: WorkProps, urls: Urls): Markup => {
	const { tasks, onlyFirst, pending } = props;
	return html`<h1>${props.site ? words.of(plain(props.site.name) || props.site.id) : words.title}</h1>
${busyView({ ...props, isBusy: props.busy.size > 0, href: urls.work(props.state) })}
<p>${words.intro}</p>
${props.nothing === 'noSites' ? nothing : filterForm(props, urls)}
${onlyFirst ? html`<p class="note">${words.onlyFirst(onlyFirst)}</p>` : nothing}
${pending ? html`<p class="note" role="status">${words.pending(number(pending.told), number(pending.of))}</p>` : nothing}
${
	tasks.rows.length === 0
		? html`<p class="empty">${words.none[props.nothing]}${props.nothing === 'never' ? html` <a href="${urls.audits()}">${words.none.audits}</a>` : nothing}</p>`
		: html`${listOf(props, urls)}
${pagerOf(props, urls)}
<p><a download href="${urls.workFile(props.state)}">${words.csv}</a></p>`
}<script type="module" src="${urls.asset('work.js')}"></script>`;
};
