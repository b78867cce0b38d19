import { html } from 'hono/html';
import type { MonthSums } from '../../reports/store/model.ts';
import { absent, heard, type Markup, nothing } from './markup.ts';

/** A number of points; without one, words that say so. */
export const points = (total: number | null): Markup =>
	total === null ? absent('没有分数') : html`${total}`;

/** Points more or less than in the last audited month: arrow, sign and words, so that colour says nothing alone. */
export const change = (difference: number | null): Markup => {
	if (difference === null) return nothing;
	if (difference === 0) return html`<span class="change">${heard('与上次')}持平</span>`;
	const isUp = difference > 0;
	return html`<span class="change ${isUp ? 'up' : 'down'}"><span aria-hidden="true">${isUp ? '▲ +' : '▼ −'}${Math.abs(difference)}</span>${heard(
		`比上次${isUp ? '高' : '低'} ${Math.abs(difference)} 分`,
	)}</span>`;
};

/** A score with what it was scaled from: 28 of the 33 points that could be seen are 84.85 of 100. `bonus` of it was not seen at all. */
export const scaled = (total: number | null, observed: number, bonus = 0): Markup => {
	if (total === null)
		return html`<p>没有分数</p><p class="note">100 分中看得到 ${observed} 分，不足以计分</p>`;
	const besides = bonus > 0 ? html`<p>其中加分 ${bonus} 分</p>` : nothing;
	if (observed === 100) return html`<p>满分 100，全部可观察</p>${besides}`;
	const own = Math.round((total - bonus) * observed) / 100;
	const hidden = Math.round((100 - observed) * 100) / 100;
	return html`<p>看得到的 ${observed} 分中得 ${own} 分</p>
<p class="note">按看得到的 ${observed} 分折算得出；其余 ${hidden} 分看不到，须人工补查</p>${besides}`;
};

/** Certain findings that stand. */
export const certainOf = ({ veto, major, minor }: Pick<MonthSums, 'veto' | 'major' | 'minor'>): number =>
	veto + major + minor;
