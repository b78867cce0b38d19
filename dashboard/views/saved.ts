import { html } from 'hono/html';
import type { Step } from '../../reports/rulings.ts';
import { steps } from '../../reports/words.ts';
import { findingMessages } from '../messages/finding.ts';
import { number } from './format.ts';
import { brief, type Markup, nothing } from './markup.ts';

const words = findingMessages.saved;
const mostWords = 40;

export interface SavedProps {
	readonly step: Step;
	/** The finding's sentence. */
	readonly what: string;
	/** How many are left of the list. */
	readonly left: number;
	/** Address of the list. */
	readonly list: string;
	/** Where it can be taken back, by whoever may. */
	readonly revoke?: string;
}

/** What was just decided, and how much of the list is left. */
export const savedView = ({ step, what, left, list, revoke }: SavedProps): Markup =>
	html`<p class="card notice" role="status">${words.done(steps[step])}${words.quoted(brief(what, mostWords))}${
		revoke ? html` <a href="${revoke}">${words.revoke}</a>` : nothing
	} ${left > 0 ? words.left(number(left)) : words.all} <a href="${list}">${words.toList}</a></p>`;
