import { html } from 'hono/html';
import type { MonthSums } from '../../reports/store/model.ts';
import { sharedMessages } from '../messages/shared.ts';
import { absent, heard, type Markup, nothing } from './markup.ts';

const { points: words } = sharedMessages;

/** A number of points; without one, words that say so. */
export const points = (total: number | null): Markup =>
	total === null ? absent(words.none) : html`${total}`;

/** Points more or less than in the last audited month: arrow, sign and words, so that colour says nothing alone. */
export const change = (difference: number | null): Markup => {
	if (difference === null) return nothing;
	if (difference === 0)
		return html`<span class="change">${heard(words.asBefore.heard)}${words.asBefore.seen}</span>`;
	const isUp = difference > 0;
	return html`<span class="change ${isUp ? 'up' : 'down'}"><span aria-hidden="true">${isUp ? '▲ +' : '▼ −'}${Math.abs(difference)}</span>${heard(
		words.changed(isUp, Math.abs(difference)),
	)}</span>`;
};

/** A score with what it was scaled from: 28 of the 33 points that could be seen are 84.85 of 100. `bonus` of it was not seen at all. */
export const scaled = (total: number | null, observed: number, bonus = 0): Markup => {
	if (total === null) return html`<p>${words.none}</p><p class="note">${words.tooLittle(observed)}</p>`;
	const besides = bonus > 0 ? html`<p>${words.bonus(bonus)}</p>` : nothing;
	if (observed === 100) return html`<p>${words.allObserved}</p>${besides}`;
	const own = Math.round((total - bonus) * observed) / 100;
	const hidden = Math.round((100 - observed) * 100) / 100;
	return html`<p>${words.own(observed, own)}</p>
<p class="note">${words.scaledFrom(observed, hidden)}</p>${besides}`;
};

/** Certain findings that stand. */
export const certainOf = ({ veto, major, minor }: Pick<MonthSums, 'veto' | 'major' | 'minor'>): number =>
	veto + major + minor;
