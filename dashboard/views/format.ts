import { html } from 'hono/html';
import { shanghaiTime } from '../../reports/time.ts';
import { sharedMessages as words } from '../messages/shared.ts';
import type { Markup } from './markup.ts';

// A format that is made anew for every number takes longer than the rest of a page.
const grouped = new Intl.NumberFormat('en-US');

/** 12,345. */
export const number = (value: number): string =>
	Number.isInteger(value) && value >= 0 && value < 1000 ? `${value}` : grouped.format(value);

/** A share of 1 in percent, never rounded up: 99.99% is not all. */
export const percent = (share: number): string => `${Math.floor(share * 1000) / 10}%`;

export const bytes = (count: number): string =>
	count < 1_000_000 ? `${Math.ceil(count / 1000)} KB` : `${(count / 1_000_000).toFixed(1)} MB`;

/** From one instant to another in words, what is not full left out. */
export const duration = (from: string, to: string): string => {
	const seconds = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 1000));
	if (seconds < 60) return words.seconds(seconds);
	const minutes = Math.floor(seconds / 60);
	return minutes < 60
		? words.minutes(minutes, seconds % 60)
		: words.hours(number(Math.floor(minutes / 60)), minutes % 60);
};

/** An instant by the clock of Beijing, to the minute: 2026年11月15日 09:05. */
export const clock = (instant: string): Markup => {
	if (Number.isNaN(Date.parse(instant))) return html`${words.unknownTime}`;
	const time = shanghaiTime(instant);
	return html`<time datetime="${time}">${words.dayName(time.slice(0, 10))} ${time.slice(11, 16)}</time>`;
};

/** 2026年11月15日, of a day as YYYY-MM-DD. */
export const day = (date: string): Markup => html`<time datetime="${date}">${words.dayName(date)}</time>`;

/** 2026年11月. */
export const { monthName } = words;

/** The day in Beijing. */
export const dayIn = (now: Date): string => shanghaiTime(now.toISOString()).slice(0, 10);
