import { html } from 'hono/html';
import { sharedMessages as words } from '../messages/shared.ts';
import { number } from './format.ts';
import { type Markup, nothing, scroll } from './markup.ts';

/** Small drawings, made on the server; each says in words what it shows. */

export interface SparklineProps {
	/** Oldest first, evenly apart; null where there is none: the line stops there. */
	readonly values: readonly (number | null)[];
	/** What it shows and comes to, in words. */
	readonly alt: string;
	/** The values at its foot and its head. Default: 0 and 100. */
	readonly range?: readonly [low: number, high: number];
}

/** In pixels; its last point needs room on every side. It stands on a line, at whose length one sees which months have no value. */
const spark = { width: 96, height: 27, margin: 3, foot: 3 };

/** To a tenth. */
const round = (value: number): number => Math.round(value * 10) / 10;

/** A line over time, as small as a word. Where nothing has a value, nothing is drawn. */
export const sparkline = ({ values, alt, range: [low, high] = [0, 100] }: SparklineProps): Markup => {
	const { width, margin } = spark;
	const height = spark.height - spark.foot;
	const foot = spark.height - 0.5;
	const xOf = (at: number): number =>
		round(margin + (at / Math.max(1, values.length - 1)) * (width - 2 * margin));
	const yOf = (value: number): number => {
		const share = Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
		return round(margin + (1 - share) * (height - 2 * margin));
	};
	let path = '';
	let isDrawing = false;
	for (const [at, value] of values.entries()) {
		// A value alone is a line without length, which has round ends: a dot.
		if (value !== null) path += isDrawing ? `L${xOf(at)} ${yOf(value)}` : `M${xOf(at)} ${yOf(value)}h0`;
		isDrawing = value !== null;
	}
	if (path === '') return nothing;
	const last = values.findLastIndex((value) => value !== null);
	return html`<svg class="spark" width="${width}" height="${spark.height}" viewBox="0 0 ${width} ${spark.height}" role="img"><title>${alt}</title><line x1="0" x2="${width}" y1="${foot}" y2="${foot}"/><path d="${path}"/><circle cx="${xOf(last)}" cy="${yOf(values[last] ?? low)}" r="2.5"/></svg>`;
};

/** What a bar is to say beside its length. */
export type BarTone = 'plain' | 'good' | 'bad' | 'warn' | 'calm';

export interface Bar {
	/** Below the bar, short. */
	readonly label: string;
	/** In the table, where it is longer. Default: the label. */
	readonly name?: string;
	readonly value: number;
	/** Default: `plain`. */
	readonly tone?: BarTone;
	/** Where the table's row leads. */
	readonly href?: string;
}

export interface BarsProps {
	/** Unique on its page; names the drawing's title. */
	readonly id: string;
	/** What it shows. */
	readonly title: string;
	/** What it comes to, in words, for whoever does not see it. */
	readonly alt: string;
	readonly bars: readonly Bar[];
	/** Titles of the table's columns. */
	readonly headings: readonly [label: string, value: string];
}

/** Of the drawing in pixels; its width is its box's. */
const chart = { height: 150, top: 22, bottom: 24 };
/** Percent of a bar's room that it fills. */
const fill = 70;

const bar = ({ label, value, tone = 'plain' }: Bar, n: number, count: number, most: number): Markup => {
	const room = 100 / count;
	const foot = chart.height - chart.bottom;
	// One of very many is still to be seen.
	const tall = value === 0 ? 0 : Math.max(2, round((value / most) * (foot - chart.top)));
	const middle = round((n + 0.5) * room);
	return html`<rect class="${tone}" x="${round(n * room + (room * (100 - fill)) / 200)}%" y="${foot - tall}" width="${round((room * fill) / 100)}%" height="${tall}"/>${
		value === 0
			? ''
			: html`<text class="value" text-anchor="middle" x="${middle}%" y="${round(foot - tall - 6)}">${number(value)}</text>`
	}<text text-anchor="middle" x="${middle}%" y="${chart.height - 7}">${label}</text>`;
};

/** Upright bars beside each other, and the table behind them. */
export const bars = ({ id, title, alt, bars: all, headings }: BarsProps): Markup => {
	const most = Math.max(1, ...all.map(({ value }) => value));
	const foot = chart.height - chart.bottom;
	return html`<figure class="chart"><figcaption>${title}</figcaption>
<svg class="bars" height="${chart.height}" role="img" aria-labelledby="${id}-name" aria-describedby="${id}-words"><title id="${id}-name">${title}</title><desc id="${id}-words">${alt}</desc>
${all.map((one, n) => bar(one, n, all.length, most))}<line x1="0" x2="100%" y1="${foot}" y2="${foot}"/></svg>
<details><summary>${words.figures}</summary>${scroll(
		title,
		html`<table><caption class="heard">${title}</caption>
<thead><tr><th scope="col">${headings[0]}</th><th scope="col" class="number">${headings[1]}</th></tr></thead>
<tbody>${all.map(
			({ label, name = label, value, href }) =>
				html`<tr><th scope="row">${href ? html`<a href="${href}">${name}</a>` : name}</th><td class="number">${number(value)}</td></tr>`,
		)}</tbody></table>`,
	)}</details></figure>`;
};
