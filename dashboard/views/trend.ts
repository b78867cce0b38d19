import { html } from 'hono/html';
import type { MonthSums } from '../../reports/store/model.ts';
import { verdicts } from '../../reports/words.ts';
import { monthName, number } from './format.ts';
import { type Markup, scroll, tag } from './markup.ts';
import { certainOf, points } from './points.ts';
import { incomplete, verdictTones } from './words.ts';

export interface TrendProps {
	/** Oldest first. */
	readonly months: readonly MonthSums[];
	readonly hrefOf: (month: string) => string;
}

/** Of the drawing in pixels, and of one month in it where there are many. */
const widest = 900;
const narrowest = 340;
const monthWidth = 70;
const height = 250;
const frame = { left: 40, right: 60, top: 16, bottom: 34 };
/** Months that the drawing has room for; the table has all. */
const maxMonths = 24;

/** Months since the year 0. */
const countMonths = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;

const series = [
	{ score: 'inspection', name: '网站检查' },
	{ score: 'disclosure', name: '政务公开' },
] as const;
type Score = (typeof series)[number]['score'];

interface Point {
	readonly x: number;
	readonly y: number;
	readonly at: number;
	readonly value: number;
	readonly month: MonthSums;
}

/** To a tenth of a pixel. */
const round = (value: number): number => Math.round(value * 10) / 10;

const yOf = (value: number): number =>
	round(frame.top + (1 - value / 100) * (height - frame.top - frame.bottom));

/** Runs of months that follow each other without a gap. */
const runsOf = (all: readonly Point[]): Point[][] => {
	const runs: Point[][] = [];
	for (const point of all) {
		const run = runs.at(-1);
		if (run && point.at - (run.at(-1)?.at ?? 0) === 1) run.push(point);
		else runs.push([point]);
	}
	return runs;
};

const marker = (score: Score, name: string, { x, y, value, month }: Point): Markup => {
	const kind = `${score}${month.complete ? '' : ' hollow'}`;
	const title = html`<title>${month.period} ${name} ${value}${month.complete ? '' : `（${incomplete}）`}</title>`;
	return score === 'inspection'
		? html`<circle class="${kind}" cx="${x}" cy="${y}" r="4">${title}</circle>`
		: html`<rect class="${kind}" x="${x - 4}" y="${y - 4}" width="8" height="8">${title}</rect>`;
};

const line = (score: Score, name: string, all: readonly Point[]): Markup =>
	html`${runsOf(all)
		.filter((run) => run.length > 1)
		.map(
			(run) => html`<polyline class="${score}" points="${run.map(({ x, y }) => `${x},${y}`).join(' ')}"/>`,
		)}${all.map((point) => marker(score, name, point))}`;

/** Values at the right end, kept apart where they would overlap. */
const endLabels = (ends: readonly (Point | undefined)[]): Markup => {
	const [first, second] = ends;
	const gap = first && second ? Math.abs(first.y - second.y) : 99;
	const push = gap < 16 ? (16 - gap) / 2 : 0;
	const isFirstAbove = !first || !second || first.y <= second.y;
	return html`${ends.map((end, index) => {
		if (!end) return '';
		const up = (index === 0) === isFirstAbove;
		return html`<text class="end ${series[index]?.score ?? ''}" x="${end.x + 9}" y="${round(end.y + 4 + (up ? -push : push))}">${end.value}</text>`;
	})}`;
};

/** Both scores over the months as a drawing. */
const drawing = (months: readonly MonthSums[]): Markup => {
	const shown = months.slice(-maxMonths);
	const last = countMonths(shown.at(-1)?.period ?? '');
	const first = Math.max(countMonths(shown[0]?.period ?? ''), last - maxMonths + 1);
	const sides = frame.left + frame.right;
	const width = Math.min(widest, Math.max(narrowest, sides + (last - first) * monthWidth));
	const step = (width - sides) / Math.max(1, last - first);
	const xOf = (at: number): number => round(frame.left + (at - first) * step);
	const pointsOf = (score: Score): Point[] =>
		shown.flatMap((month) => {
			const at = countMonths(month.period);
			const value = month[score];
			return value === null || at < first ? [] : [{ x: xOf(at), y: yOf(value), at, value, month }];
		});
	const lines = series.map(({ score, name }) => ({ score, name, all: pointsOf(score) }));
	// A label takes some 60 pixels.
	const every = Math.ceil(60 / step);
	const ticks = Array.from({ length: last - first + 1 }, (_, index) => last - index).filter(
		(_, index) => index % every === 0,
	);
	const label = (at: number): string => `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
	return html`<svg class="trend" width="${width}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="trend-name">
<title id="trend-name">${monthName(shown[0]?.period ?? '')}至${monthName(shown.at(-1)?.period ?? '')}网站检查、政务公开两项得分的走势；数值见下表</title>
${[0, 20, 40, 60, 80, 100].map(
	(value) =>
		html`<line class="grid" x1="${frame.left}" x2="${width - frame.right}" y1="${yOf(value)}" y2="${yOf(value)}"/><text class="axis" text-anchor="end" x="${frame.left - 8}" y="${yOf(value) + 4}">${value}</text>`,
)}
${ticks.map((at) => html`<text class="axis" text-anchor="middle" x="${xOf(at)}" y="${height - 10}">${label(at)}</text>`)}
${lines.map(({ score, name, all }) => line(score, name, all))}
${endLabels(lines.map(({ all }) => all.at(-1)))}
</svg>`;
};

const table = ({ months, hrefOf }: TrendProps): Markup =>
	scroll(
		'各月得分',
		html`<table>
<caption class="heard">各月得分</caption>
<thead><tr><th scope="col">月份</th><th scope="col">结论</th><th scope="col">网站检查</th><th scope="col">可观察</th><th scope="col">政务公开</th><th scope="col">可观察</th><th scope="col">问题</th><th scope="col">待核对</th></tr></thead>
<tbody>${months
			.toReversed()
			.map(
				(month) =>
					html`<tr><th scope="row"><a href="${hrefOf(month.period)}">${month.period}</a></th><td>${tag(verdicts[month.verdict], verdictTones[month.verdict])}${month.complete ? '' : html` ${tag(incomplete, 'warn')}`}</td><td class="number">${points(month.inspection)}</td><td class="number">${month.inspectionObserved} 分</td><td class="number">${points(month.disclosure)}</td><td class="number">${month.disclosureObserved} 分</td><td class="number">${number(certainOf(month))}</td><td class="number">${number(month.review)}</td></tr>`,
			)}</tbody>
</table>`,
	);

/** A site's scores over the months: a drawing where there are two to compare, and a table of all. */
export const trendView = (props: TrendProps): Markup => {
	const { months } = props;
	const isDrawn = series.some(({ score }) => months.filter((month) => month[score] !== null).length > 1);
	return html`${
		isDrawn
			? html`<p class="legend"><span class="key inspection"><svg viewBox="0 0 24 12" aria-hidden="true"><polyline class="inspection" points="0,6 24,6"/><circle class="inspection" cx="12" cy="6" r="4"/></svg>网站检查</span> <span class="key disclosure"><svg viewBox="0 0 24 12" aria-hidden="true"><polyline class="disclosure" points="0,6 24,6"/><rect class="disclosure" x="8" y="2" width="8" height="8"/></svg>政务公开</span>${
					months.some(({ complete }) => !complete) ? html` <span>空心为审计不完整的月份</span>` : ''
				}</p>
${scroll('得分走势图', drawing(months))}`
			: html`<p>只有一个月有得分，暂时看不出走势。</p>`
	}
<details><summary>各月数值</summary>${table(props)}</details>`;
};
