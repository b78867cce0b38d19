import { html } from 'hono/html';
import type { OverviewTotals } from '../../reports/store/overview-model.ts';
import { overviewMessages } from '../messages/overview.ts';
import { bars } from './chart.ts';
import { number } from './format.ts';
import { type Markup, nothing } from './markup.ts';

const { distribution: words } = overviewMessages;

const oneScore = (score: 'inspection' | 'disclosure', tens: readonly number[]): Markup => {
	const all = tens.reduce((sum, count) => sum + count, 0);
	if (all === 0) return nothing;
	const nameOf = (ten: number): string => words.ten(ten * 10, ten * 10 + 10);
	const most = tens.indexOf(Math.max(...tens));
	return bars({
		id: `distribution-${score}`,
		title: words.scores[score],
		alt: words.alt(number(all), nameOf(most), number(tens[most] ?? 0)),
		bars: tens.map((value, ten) => ({ label: `${ten * 10}+`, name: nameOf(ten), value })),
		headings: words.headings,
	});
};

/** How the scores of the sites that fit are spread, by tens of points. */
export const distribution = ({ inspection, disclosure }: OverviewTotals): Markup => {
	const isScored = [...inspection, ...disclosure].some((count) => count > 0);
	return html`<details class="distribution"><summary>${words.title}</summary>${
		isScored
			? html`<div class="pair">${oneScore('inspection', inspection)}${oneScore('disclosure', disclosure)}</div>`
			: html`<p>${words.none}</p>`
	}</details>`;
};
