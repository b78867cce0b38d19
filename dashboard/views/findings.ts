import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { findingStates } from '../../reports/model.ts';
import type { CheckSums, StoredFinding } from '../../reports/store/model.ts';
import { certainties, severities, stateOf, states } from '../../reports/words.ts';
import type { SiteState, Urls } from '../urls.ts';
import { day, number } from './format.ts';
import { absent, external, type Markup, nothing, scroll, tag, unlinked } from './markup.ts';
import { pager } from './pager.ts';
import { carried, lifeStates, severityTones, stateTones } from './words.ts';

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
export const since = ({ state, now }: StoredFinding): Markup =>
	now !== state && (now === 'fixed' || now === 'gone')
		? html` ${tag(`现在：${lifeStates[now]}`, stateTones[now])}`
		: nothing;

const finding = (
	one: StoredFinding,
	{ state, nameOf, isHarmful, isOverdue }: FindingsProps,
	urls: Urls,
): Markup => {
	const { id, site, check, message, subject, dueOn, foundOnCount } = one;
	return html`<li>
<p class="tags">${findingTags(one)}${since(one)}${isOverdue(one) ? html` ${tag('已逾期', 'bad')}` : ''}</p>
<p class="message"><a href="${urls.finding(site, id, state.month)}">${plain(message)}</a></p>
<p class="minor">${nameOf(check)} · ${isHarmful(check) ? unlinked(subject) : external(subject)}${foundOnCount > 1 ? ` · 见于 ${number(foundOnCount)} 页` : ''}${
		dueOn ? html` · 整改期限 ${day(dueOn)}` : ''
	}</p>
</li>`;
};

const checkTable = ({ site, state, byCheck, nameOf }: FindingsProps, urls: Urls): Markup => {
	const cell = (count: number): Markup =>
		html`<td class="number">${count > 0 ? number(count) : absent('0')}</td>`;
	return scroll(
		'各检查项的问题数',
		html`<table>
<caption>各检查项的问题数</caption>
<thead><tr><th scope="col">检查项</th><th scope="col">确定</th><th scope="col">待核对</th><th scope="col">已修复</th><th scope="col">未能复查</th></tr></thead>
<tbody>${byCheck.map(
			({ check, certain, review, fixed, carried: kept }) =>
				html`<tr><th scope="row"><a href="${urls.site(site, { month: state.month, check }, 'findings')}">${nameOf(check)}</a></th>${cell(certain)}${cell(review)}${cell(fixed)}${cell(kept)}</tr>`,
		)}</tbody>
</table>`,
	);
};

const choice = (
	name: string,
	text: string,
	chosen: string | undefined,
	options: readonly (readonly [string, string])[],
): Markup =>
	html`<label>${text} <select name="${name}"><option value="">全部</option>${options.map(
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
	const { check, state: life, severity, certainty, search } = state;
	return [check, life, severity, certainty, search].some((value) => value !== undefined);
};

const counted = (parts: readonly (readonly [string, number])[]): string[] =>
	parts.filter(([, own]) => own > 0).map(([word, own]) => `${word} ${number(own)}`);

/** How many findings fit; of all of a month, how many of each kind. */
const totalOf = (props: FindingsProps): string => {
	const { count, fixed, waived, byCheck } = props;
	const total = `共 ${number(count)} 条`;
	const done = [
		[states.fixed, fixed],
		[states.waived, waived],
	] as const;
	if (isFiltered(props)) return [total, ...counted(done).map((part) => `其中${part}`)].join('，');
	const sum = (kind: 'certain' | 'review' | 'fixed' | 'carried'): number =>
		byCheck.reduce((all, sums) => all + sums[kind], 0);
	const parts = [
		[certainties.certain, sum('certain')],
		[certainties.review, sum('review')],
		[states.fixed, sum('fixed')],
		[states.waived, waived],
		[carried, sum('carried')],
	] as const;
	return `${total}：${counted(parts).join('，')}`;
};

const filterForm = (props: FindingsProps, urls: Urls): Markup => {
	const { site, state } = props;
	const { state: life, search } = state;
	return html`<form class="filters" method="get" action="${urls.site(site, {}, 'findings')}" aria-label="筛选问题">
<input type="hidden" name="month" value="${state.month}">
${choice('check', '检查项', state.check, checkChoices(props))}
${choice('severity', '程度', state.severity, Object.entries(severities))}
${choice('certainty', '认定', state.certainty, Object.entries(certainties))}
${choice(
	'state',
	'状态',
	life,
	findingStates.map((one) => [one, states[one]] as const),
)}
<label>查找 <input type="search" name="q" value="${search ?? ''}" placeholder="问题或网址中的文字" maxlength="100"></label>
<button>筛选</button>
${isFiltered(props) ? html`<a href="${urls.site(site, { month: state.month }, 'findings')}">清除筛选</a>` : ''}
</form>`;
};

/** A month's findings: counts by check, filters, and a page of them. */
export const findingsView = (props: FindingsProps, urls: Urls): Markup => {
	const { site, state, rows, count, size, byCheck } = props;
	if (byCheck.length === 0)
		return html`<p>这次审计没有发现问题。没有发现不等于没有问题，请看下面未能查看和未判定的内容。</p>`;
	const total = totalOf(props);
	return html`${checkTable(props, urls)}
${filterForm(props, urls)}
${
	rows.length === 0
		? html`<p class="empty">没有符合条件的问题。</p>`
		: html`<p class="count">${total}</p><ol class="findings" start="${(state.page - 1) * size + 1}">${rows.map((one) => finding(one, props, urls))}</ol>`
}
${
	count <= size
		? nothing
		: pager({
				what: '问题',
				total,
				page: state.page,
				size,
				count,
				hrefOf: (page) => urls.site(site, { ...state, page }, 'findings'),
			})
}`;
};
