import { html } from 'hono/html';
import type { MonthSums } from '../../reports/store/model.ts';
import { verdicts } from '../../reports/words.ts';
import { trendMessages as words } from '../messages/trend.ts';
import { monthName, number } from './format.ts';
import { headings, type Markup, nothing, scroll, tag } from './markup.ts';
import { certainOf, points } from './points.ts';
import { incomplete, verdictTones } from './words.ts';

export interface TrendProps {
	/** Oldest first. */
	readonly months: readonly MonthSums[];
	readonly hrefOf: (month: string) => string;
	/** Of 网站检查; absent where it decides nothing. */
	readonly passMark?: number | undefined;
}

/** Of the drawing in pixels; its width is its box's, and all across it is told in percent. */
const height = 250;
const frame = { top: 16, bottom: 42 };
/** Months that the drawing has room for; the table has all. */
const maxMonths = 24;
/** Names of months that fit beside each other on a wide screen, and on a narrow one. */
const labels = { wide: 9, narrow: 4 };

/** Months since the year 0. */
const countMonths = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

const series = [
	{ score: 'inspection', name: words.inspection },
	{ score: 'disclosure', name: words.disclosure },
] as const;
type Score = (typeof series)[number]['score'];

interface Point {
	/** Percent of the width. */
	readonly x: number;
	readonly y: number;
	readonly at: number;
	readonly value: number;
	readonly month: MonthSums;
}

/** To a tenth. */
const round = (value: number): number => Math.round(value * 10) / 10;

const yOf = (value: number): number =>
	round(frame.top + (1 - value / 100) * (height - frame.top - frame.bottom));

const marker = (score: Score, name: string, { x, y, value, month }: Point): Markup => {
	const kind = `${score}${month.complete ? '' : ' hollow'}`;
	const title = html`<title>${words.point(monthName(month.period), name, value, month.complete)}</title>`;
	return score === 'inspection'
		? html`<circle class="${kind}" cx="${x}%" cy="${y}" r="4">${title}</circle>`
		: html`<rect class="${kind}" x="${x}%" y="${y - 4}" width="8" height="8" transform="translate(-4 0)">${title}</rect>`;
};

/** Months that follow each other are joined; a gap stays one. */
const line = (score: Score, name: string, all: readonly Point[]): Markup =>
	html`${all.map((to, index) => {
		const from = all[index - 1];
		return from && to.at - from.at === 1
			? html`<line class="${score}" x1="${from.x}%" y1="${from.y}" x2="${to.x}%" y2="${to.y}"/>`
			: '';
	})}${all.map((point) => marker(score, name, point))}`;

/** Values at the right end, kept apart where they would overlap. */
const endLabels = (ends: readonly (Point | undefined)[]): Markup => {
	const [first, second] = ends;
	const gap = first && second ? Math.abs(first.y - second.y) : 99;
	const push = gap < 16 ? (16 - gap) / 2 : 0;
	const isFirstAbove = !first || !second || first.y <= second.y;
	return html`${ends.map((end, index) => {
		if (!end) return '';
		const up = (index === 0) === isFirstAbove;
		return html`<text class="end ${series[index]?.score ?? ''}" x="${end.x}%" dx="9" y="${round(end.y + 4 + (up ? -push : push))}">${end.value}</text>`;
	})}`;
};

const grid = (passMark: number | undefined): Markup => html`${[0, 20, 40, 60, 80, 100].map(
	(value) =>
		html`<line class="grid" x1="0" x2="100%" y1="${yOf(value)}" y2="${yOf(value)}"/><text class="axis" text-anchor="end" x="0" dx="-8" y="${yOf(value) + 4}">${value}</text>`,
)}
${
	passMark === undefined
		? ''
		: html`<line class="pass" x1="0" x2="100%" y1="${yOf(passMark)}" y2="${yOf(passMark)}"/><text class="pass" x="0" dx="6" y="${yOf(passMark) - 5}">${words.passMark(passMark)}</text>`
}`;

/** Names of months from the newest back; on a narrow screen only every so many are shown. */
const axis = (first: number, last: number, xOf: (at: number) => number): Markup => {
	const all = last - first + 1;
	const every = Math.ceil(all / labels.wide);
	const everyNarrow = every * Math.ceil(all / (every * labels.narrow));
	const yearOf = (back: number): number => Math.floor((last - back) / 12);
	/** The year stands where it changes, whichever names are shown. */
	const year = (back: number): Markup => {
		const changes = (step: number): boolean => back + step >= all || yearOf(back + step) !== yearOf(back);
		const told = (kind: string): Markup =>
			html`<tspan${kind ? html` class="${kind}"` : ''} x="${xOf(last - back)}%" dy="15">${words.year(yearOf(back))}</tspan>`;
		if (changes(every)) return told('');
		return back % everyNarrow === 0 && changes(everyNarrow) ? told('narrow') : nothing;
	};
	const steps = Array.from({ length: all }, (_, back) => back).filter((back) => back % every === 0);
	return html`${steps.map(
		(back) =>
			html`<text class="axis${back % everyNarrow === 0 ? '' : ' wide'}" text-anchor="middle" x="${xOf(last - back)}%" y="${height - 22}">${words.monthOfYear(((last - back) % 12) + 1)}${year(back)}</text>`,
	)}`;
};

/** Both scores over the months as a drawing. */
const drawing = ({ months, passMark }: TrendProps): Markup => {
	const shown = months.slice(-maxMonths);
	const last = countMonths(shown.at(-1)?.period ?? '');
	const first = Math.max(countMonths(shown[0]?.period ?? ''), last - maxMonths + 1);
	const xOf = (at: number): number => round(((at - first) / Math.max(1, last - first)) * 100);
	const pointsOf = (score: Score): Point[] =>
		shown.flatMap((month) => {
			const at = countMonths(month.period);
			const value = month[score];
			return value === null || at < first ? [] : [{ x: xOf(at), y: yOf(value), at, value, month }];
		});
	const lines = series.map(({ score, name }) => ({ score, name, all: pointsOf(score) }));
	return html`<svg class="trend" height="${height}" role="img" aria-labelledby="trend-name">
<title id="trend-name">${words.drawing(monthName(shown[0]?.period ?? ''), monthName(shown.at(-1)?.period ?? ''))}</title>
${grid(passMark)}
${axis(first, last, xOf)}
${lines.map(({ score, name, all }) => line(score, name, all))}
${endLabels(lines.map(({ all }) => all.at(-1)))}
</svg>`;
};

const table = ({ months, hrefOf }: TrendProps): Markup =>
	scroll(
		words.table,
		html`<table>
<caption class="heard">${words.table}</caption>
<thead><tr>${headings([
			...[words.month, words.verdict],
			...[
				words.inspection,
				words.observed,
				words.disclosure,
				words.observed,
				words.findings,
				words.review,
			].map((numbers) => ({ numbers })),
		])}</tr></thead>
<tbody>${months
			.toReversed()
			.map(
				(month) =>
					html`<tr><th scope="row"><a href="${hrefOf(month.period)}">${monthName(month.period)}</a></th><td>${tag(verdicts[month.verdict], verdictTones[month.verdict])}${month.complete ? '' : html` ${tag(incomplete, 'warn')}`}</td><td class="number">${points(month.inspection)}</td><td class="number">${words.points(month.inspectionObserved)}</td><td class="number">${points(month.disclosure)}</td><td class="number">${words.points(month.disclosureObserved)}</td><td class="number">${number(certainOf(month))}</td><td class="number">${number(month.review)}</td></tr>`,
			)}</tbody>
</table>`,
	);

/** A site's scores over the months: a drawing where there are two to compare, and a table of all. */
export const trendView = (props: TrendProps): Markup => {
	const { months } = props;
	const isDrawn = series.some(({ score }) => months.filter((month) => month[score] !== null).length > 1);
	return html`${
		isDrawn
			? html`<p class="legend"><span class="key inspection"><svg viewBox="0 0 24 12" aria-hidden="true"><line class="inspection" x1="0" y1="6" x2="24" y2="6"/><circle class="inspection" cx="12" cy="6" r="4"/></svg>${words.inspection}</span> <span class="key disclosure"><svg viewBox="0 0 24 12" aria-hidden="true"><line class="disclosure" x1="0" y1="6" x2="24" y2="6"/><rect class="disclosure" x="8" y="2" width="8" height="8"/></svg>${words.disclosure}</span>${
					months.some(({ complete }) => !complete) ? html` <span>${words.hollow}</span>` : ''
				}</p>
<div class="drawing">${drawing(props)}</div>`
			: html`<p>${words.tooFew}</p>`
	}
<details><summary>${words.figures}</summary>${table(props)}</details>`;
};
