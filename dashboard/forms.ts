import type { Context as Exchange } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { plain } from '../reports/formats/text.ts';
import { type Step, steps } from '../reports/rulings.ts';
import { type MonthStep, monthSteps } from '../reports/store/decision-model.ts';
import { formMessages } from './messages/forms.ts';

/** What a form of ours sends; whatever is not understood counts as absent. */
export interface Sent {
	readonly text: (name: string) => string | undefined;
	/** Why, or another remark. Throws a Chinese sentence where it is longer than what is kept. */
	readonly reason: () => string | undefined;
	/** As it was typed, to be shown again. */
	readonly typed: (name: string) => string;
	/** As it was typed: of a password every character counts. */
	readonly secret: (name: string) => string;
	/** Ids that stand apart by spaces, commas or lines, or are ticked, each once. */
	readonly list: (name: string) => readonly string[];
	readonly day: (name: string) => string | undefined;
	readonly points: (name: string) => number | undefined;
	/** What is ticked of several that have one name. */
	readonly numbers: (name: string) => readonly number[];
	readonly step: () => Step | undefined;
	readonly monthStep: () => MonthStep | undefined;
}

/** Letters of what people write. */
export const maxText = 1000;
const maxName = 50;
const nameCookie = 'gongkai-name';
const yearSeconds = 365 * 86_400;

/** A form that was not carried out, to be shown again as it was filled in. */
export interface Refused {
	/** Which of the page's forms. */
	readonly form: string;
	/** Why, a Chinese sentence without a stop. */
	readonly why: string;
	readonly typed: Sent['typed'];
	/** What is ticked of several that have one name. */
	readonly numbers: Sent['numbers'];
}

/** So much of the beginning of a text, and no half of a character. */
const firstOf = (text: string, length: number): string => text.slice(0, length).replace(/\p{Cs}$/u, '');

export const readForm = async (c: Exchange): Promise<Sent> => {
	const body = await c.req.parseBody({ all: true });
	const written = (name: string): string => {
		const value = body[name];
		return typeof value === 'string' ? value : '';
	};
	const text = (name: string): string | undefined => firstOf(plain(written(name)), maxText) || undefined;
	return {
		text,
		reason: () => {
			const { length } = plain(written('reason'));
			if (length > maxText) throw new RangeError(formMessages.tooLong(length, maxText));
			return text('reason');
		},
		typed: written,
		secret: (name) => written(name).slice(0, maxText),
		list: (name) => [
			...new Set(
				plain([body[name] ?? []].flat().map(String).join(' '))
					.split(/[^\w.:-]+/)
					.filter(Boolean),
			),
		],
		day: (name) => {
			const value = text(name);
			return value && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
		},
		points: (name) => {
			// Whoever writes Chinese types digits and stops of full width as readily.
			const value = text(name)?.normalize('NFKC').replace('\u3002', '.');
			return value && /^\d{1,3}(?:\.\d{1,2})?$/.test(value) ? Number(value) : undefined;
		},
		numbers: (name) => {
			const values = [body[name] ?? []].flat();
			return values.flatMap((value) =>
				typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) ? [Number(value)] : [],
			);
		},
		step: () => steps.find((known) => known === text('step')),
		monthStep: () => monthSteps.find((known) => known === text('step')),
	};
};

/** Who decided last in this browser, so that nobody types their name each time. */
export const knownName = (c: Exchange): string => firstOf(plain(getCookie(c, nameCookie) ?? ''), maxName);

export const rememberName = (c: Exchange, name: string, path: string): void =>
	setCookie(c, nameCookie, firstOf(name, maxName), {
		path: path || '/',
		httpOnly: true,
		sameSite: 'Strict',
		maxAge: yearSeconds,
	});
