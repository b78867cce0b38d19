import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { AwaitingPage, MonthState } from '../../reports/store/decision-model.ts';
import type { Urls } from '../urls.ts';
import { signature, signed } from './decide.ts';
import { day, monthName, number } from './format.ts';
import { absent, type Markup, nothing, scroll, tag } from './markup.ts';
import { monthSwitch } from './months.ts';
import { pager } from './pager.ts';

export const monthStates = {
	draft: '草稿',
	objections: '征求异议',
	frozen: '已定稿',
} as const satisfies Record<MonthState['state'], string>;
const monthTones = { draft: 'calm', objections: 'warn', frozen: 'good' } as const;

/** How far a month is, in a mark. */
export const monthTag = ({ state, until }: MonthState): Markup =>
	html`${tag(monthStates[state], monthTones[state])}${state === 'objections' && until ? html` 异议期到 ${day(until)} 为止` : ''}`;

export interface ReviewProps {
	readonly month: string;
	/** Newest first. */
	readonly months: readonly string[];
	readonly state: MonthState;
	readonly awaiting: AwaitingPage;
	/** From 1. */
	readonly page: number;
	readonly size: number;
	/** YYYY-MM-DD. */
	readonly today: string;
	/** Who decided last in this browser. */
	readonly name: string;
}

const stepNames = { objections: '公布初评结果，征求异议', freeze: '定稿', reopen: '重新打开' } as const;

const stepForm = ({ month, state, today, name }: ReviewProps, urls: Urls): Markup => {
	const fields = (
		step: keyof typeof stepNames,
		more: Markup = nothing,
	): Markup => html`<details><summary>${stepNames[step]}</summary>
<form class="decide" method="post" action="${urls.decideMonth(month)}">
<input type="hidden" name="step" value="${step}">
${more}${signature(name, step === 'reopen' ? '必填' : '可不填')}
<button>${stepNames[step]}</button>
</form></details>`;
	const until = html`<label>异议期最后一天 <input type="date" name="until" min="${today}" required></label>`;
	if (state.state === 'frozen') return fields('reopen');
	return html`${fields('objections', until)}${fields('freeze', html`<p class="note">定稿后，复查、处理和新的审计都不再改变${monthName(month)}的得分和结论。没有核对的“待核对”问题不扣分。</p>`)}${state.state === 'objections' ? fields('reopen') : nothing}`;
};

const historyOf = ({ state: { history } }: ReviewProps): Markup =>
	history.length === 0
		? nothing
		: html`<ol class="log">${history.map(
				({ step, until, ...said }) =>
					html`<li><strong>${stepNames[step]}</strong>${until ? html`，到 ${day(until)}` : ''}：${signed(said)}</li>`,
			)}</ol>`;

const countCell = (count: number, href: string): Markup =>
	html`<td class="number">${count > 0 ? html`<a href="${href}">${number(count)}</a>` : absent('0')}</td>`;

const queue = ({ month, awaiting, page, size }: ReviewProps, urls: Urls): Markup =>
	awaiting.count === 0
		? html`<p class="empty">${monthName(month)}没有等待人工处理的内容。</p>`
		: html`${scroll(
				'等待人工处理的网站',
				html`<table>
<caption class="heard">等待人工处理的网站</caption>
<thead><tr><th scope="col">网站</th><th scope="col">单项否决</th><th scope="col">异议</th><th scope="col">待核对</th></tr></thead>
<tbody>${awaiting.rows.map(({ site, review, disputed, vetoes }) => {
					const at = (state: object, part: string): string => urls.site(site.id, { month, ...state }, part);
					return html`<tr><th scope="row"><a href="${at({}, '')}">${plain(site.name) || site.id}</a></th>${countCell(vetoes, at({}, 'by-hand'))}${countCell(disputed, at({ state: 'disputed' }, 'findings'))}${countCell(review, at({ certainty: 'review' }, 'findings'))}</tr>`;
				})}</tbody>
</table>`,
			)}${pager({
				what: '网站',
				total: `共 ${number(awaiting.count)} 个网站`,
				...{ page, size, count: awaiting.count },
				hrefOf: (to) => urls.review(month, to),
			})}`;

/** What of a month waits for a person, and how far the month is. */
export const reviewView = (props: ReviewProps, urls: Urls): Markup => {
	const { month, months, awaiting } = props;
	return html`<div class="head"><h1>${monthName(month)}人工处理</h1>
${monthSwitch({ month, months, action: urls.review(), hrefOf: (one) => urls.review(one) })}</div>
<section aria-labelledby="state"><h2 id="state">本月进度</h2><p>${monthTag(props.state)}</p>${historyOf(props)}${stepForm(props, urls)}</section>
<section aria-labelledby="queue"><h2 id="queue">等待处理</h2>
${props.state.state === 'frozen' && awaiting.count > 0 ? html`<p class="note">${monthName(month)}已定稿，下面没有处理完的不再影响当月的得分和结论。</p>` : ''}
<p>${number(awaiting.count)} 个网站：单项否决 ${number(awaiting.vetoes)} 项，异议 ${number(awaiting.disputed)} 个，待核对 ${number(awaiting.review)} 个。</p>
${queue(props, urls)}</section>`;
};
