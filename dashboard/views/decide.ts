import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { needsReason, type Step, stepsFor } from '../../reports/rulings.ts';
import type { Saying } from '../../reports/score.ts';
import type { MonthState, StoredDecision } from '../../reports/store/decision-model.ts';
import type { StoredFinding } from '../../reports/store/model.ts';
import { certainties, rulings, steps } from '../../reports/words.ts';
import { actOf, may, type Reader } from '../access.ts';
import type { Urls } from '../urls.ts';
import { clock, day, monthName } from './format.ts';
import { type Markup, nothing, tag } from './markup.ts';
import { signer } from './operate.ts';

/** Who said what, as every decision is shown. */
export const signed = ({ by, at, reason }: Saying): Markup =>
	html`${plain(by)}，${clock(at)}${reason ? html`：${plain(reason)}` : ''}`;

export interface DecideProps {
	readonly finding: StoredFinding;
	readonly site: string;
	/** YYYY-MM, the month that is looked at. */
	readonly month: string;
	readonly monthState: MonthState['state'];
	/** Oldest first. */
	readonly decisions: readonly StoredDecision[];
	/** Whoever looks: what they may not do is not offered. */
	readonly reader: Reader;
}

/** What each step means for whoever takes it. */
const notes: Readonly<Record<Step, string>> = {
	confirm: '从今天起算整改期限，计入扣分',
	reject: '不再提示，修复后复发的除外',
	waive: '到截止日期为止不扣分',
	dispute: '由考核人员裁定，裁定前照常扣分',
	uphold: '照常扣分',
	withdraw: '不再扣分',
	revoke: '恢复程序原来的判断',
};

/** Name and reason, which every decision has. */
export const signature = (
	reader: Reader,
	placeholder = '写给以后查阅的人看',
): Markup => html`${signer(reader)}
<label class="wide">理由 <input name="reason" maxlength="500" placeholder="${placeholder}"></label>`;

const choices = (offered: readonly Step[]): Markup =>
	html`<fieldset class="choices"><legend>怎样处理</legend>${offered.map(
		(step, index) =>
			html`<label class="choice"><input type="radio" name="step" value="${step}" required${index === 0 && offered.length === 1 ? html` checked` : ''}> ${steps[step]}<span class="minor">（${notes[step]}${needsReason.has(step) ? '；须写理由' : ''}）</span></label>`,
	)}</fieldset>`;

const form = ({ finding, site, month, monthState, reader }: DecideProps, urls: Urls): Markup => {
	const offered = stepsFor(finding).filter((step) => may(reader, actOf(step), site));
	if (offered.length === 0) return nothing;
	return html`<form class="decide" method="post" action="${urls.decideFinding(site, finding.id)}">
<input type="hidden" name="month" value="${month}">
${monthState === 'frozen' ? html`<p class="note">${monthName(month)}已定稿，得分不再变动；这里的处理从下一个没有定稿的月份起生效。</p>` : ''}
${choices(offered)}
${offered.includes('waive') ? html`<label class="until">豁免到 <input type="date" name="until"></label>` : ''}
${signature(reader)}
<button>提交</button>${monthState === 'frozen' ? '' : html` <button name="next" value="1" class="quiet">提交并看下一个待处理的</button>`}
</form>`;
};

/** A decision on a frozen month holds for a later one. */
const since = (period: string, month: string): string =>
	period > month ? `（从${monthName(period)}起）` : '';

const log = ({ decisions, month }: DecideProps): Markup =>
	decisions.length === 0
		? nothing
		: html`<ol class="log">${decisions.map(
				({ step, until, period, ...said }) =>
					html`<li><strong>${step === 'enter' ? '' : steps[step]}</strong>${since(period, month)}${until ? html`，到 ${day(until)}` : ''}：${signed(said)}</li>`,
			)}</ol>`;

const standing = ({ finding: { ruling } }: DecideProps): Markup =>
	ruling
		? html`<p>${tag(rulings[ruling.kind], ruling.kind === 'disputed' ? 'warn' : 'calm')}${
				ruling.until ? html` 到 ${day(ruling.until)} 为止` : ''
			}　程序原来的判断：${certainties[ruling.told.certainty]}</p>`
		: nothing;

/** What people said of a finding, and what can be said now. */
export const decideView = (props: DecideProps, urls: Urls): Markup =>
	html`${props.finding.state === 'fixed' ? html`<p>已修复，不用处理。</p>` : nothing}${standing(props)}${log(props)}${form(props, urls)}`;
