import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { needsReason, type Step, standingBy, stepsFor } from '../../reports/rulings.ts';
import type { Saying } from '../../reports/score.ts';
import type { MonthState, StoredDecision } from '../../reports/store/decision-model.ts';
import type { StoredFinding } from '../../reports/store/model.ts';
import { certainties, rulings, steps } from '../../reports/words.ts';
import { isOwnObjection, mayTake, type Reader } from '../access.ts';
import type { Refused } from '../forms.ts';
import { findingMessages } from '../messages/finding.ts';
import type { Urls } from '../urls.ts';
import { clock, day, monthName } from './format.ts';
import { type Markup, nothing, tag } from './markup.ts';
import { chosenIn, reasonField, signerOf, typedIn } from './refused.ts';

const words = findingMessages.decide;

/** Who said what, as every decision is shown. */
export const signed = ({ by, at, reason }: Saying): Markup =>
	html`${plain(by)}${words.comma}${clock(at)}${reason ? html`${words.colon}${plain(reason)}` : ''}`;

export interface DecideProps {
	readonly finding: StoredFinding;
	readonly site: string;
	/** YYYY-MM, the month that is looked at. */
	readonly month: string;
	readonly monthState: MonthState['state'];
	/** Oldest first. */
	readonly decisions: readonly StoredDecision[];
	/** YYYY-MM-DD. */
	readonly today: string;
	/** Whoever looks: what they may not do is not offered. */
	readonly reader: Reader;
	/** The filter that they came by, as it stands in addresses. */
	readonly from: string;
	/** What was sent and could not be kept. */
	readonly refused?: Refused | undefined;
}

/** Name and reason, which every decision has. */
export const signature = (
	reader: Reader,
	refused: Refused | undefined,
	placeholder: string = words.reasonFor,
	isRequired = false,
): Markup => html`${signerOf(reader, refused)}
${reasonField(words.reason, refused, { placeholder, isRequired })}`;

const choices = (offered: readonly Step[], isOwn: boolean, refused: Refused | undefined): Markup =>
	html`<fieldset class="choices"><legend>${words.how}</legend>${offered.map((step, index) => {
		const [name, note] =
			step === 'revoke' && isOwn ? [words.takeBack, words.takenBack] : [steps[step], words.notes[step]];
		return html`<label class="choice"><input type="radio" name="step" value="${step}" required${needsReason.has(step) ? html` data-reason` : ''}${step === 'waive' ? html` data-until` : ''}${index === 0 && offered.length === 1 ? html` checked` : chosenIn(refused, 'step', step)}> ${name}<span class="minor">${words.note(note, needsReason.has(step))}</span></label>`;
	})}</fieldset>`;

const form = (
	{ finding, site, month, monthState, decisions, reader, from, refused, today }: DecideProps,
	urls: Urls,
): Markup => {
	const standing = standingBy(finding, decisions, { period: month, today });
	const offered = stepsFor(standing).filter((step) => mayTake(reader, step, { site, decisions }));
	if (offered.length === 0)
		return finding.certainty === 'review' && !finding.ruling && finding.state !== 'fixed'
			? html`<p>${words.byOfficer}</p>`
			: nothing;
	return html`<form class="decide" method="post" action="${urls.decideFinding(site, finding.id)}">
<input type="hidden" name="month" value="${month}"><input type="hidden" name="from" value="${from}">
${monthState === 'frozen' ? html`<p class="note">${words.frozen(monthName(month))}</p>` : ''}
${choices(offered, isOwnObjection(reader, decisions), refused)}
${offered.includes('waive') ? html`<label class="until">${words.waiveUntil} <input type="date" name="until"${typedIn(refused, 'until')}></label>` : ''}
${signature(reader, refused)}
<button>${words.submit}</button>${monthState === 'frozen' ? '' : html` <button name="next" value="1" class="quiet">${words.submitAndNext}</button>`}
</form>`;
};

/** A decision on a frozen month holds for a later one. */
const since = (period: string, month: string): string =>
	period > month ? words.since(monthName(period)) : '';

const log = ({ decisions, month }: DecideProps): Markup =>
	decisions.length === 0
		? nothing
		: html`<ol class="log">${decisions.map(
				({ step, until, period, ...said }) =>
					html`<li><strong>${step === 'enter' ? '' : steps[step]}</strong>${since(period, month)}${until ? html`${words.until} ${day(until)}` : ''}${words.colon}${signed(said)}</li>`,
			)}</ol>`;

const standing = ({ finding: { ruling } }: DecideProps): Markup =>
	ruling
		? html`<p>${tag(rulings[ruling.kind], ruling.kind === 'disputed' ? 'warn' : 'calm')}${
				ruling.until ? html` ${words.untilDay} ${day(ruling.until)} ${words.untilEnd}` : ''
			}${words.told(certainties[ruling.told.certainty])}</p>`
		: nothing;

/** What people said of a finding, and what can be said now. */
export const decideView = (props: DecideProps, urls: Urls): Markup =>
	html`${props.finding.state === 'fixed' ? html`<p>${words.fixed}</p>` : nothing}${standing(props)}${log(props)}${form(props, urls)}`;
