import { html } from 'hono/html';
import { sharedMessages } from '../messages/shared.ts';
import { monthName } from './format.ts';
import { heard, type Markup, nothing } from './markup.ts';

const { months: words } = sharedMessages;

export interface MonthsProps {
	/** YYYY-MM, the one shown. */
	readonly month: string;
	/** All that can be chosen, newest first, the shown one among them. */
	readonly months: readonly string[];
	/** Where the form leads, without a query. */
	readonly action: string;
	readonly hrefOf: (month: string) => string;
	/** What the form hands on beside the month. */
	readonly kept?: Readonly<Record<string, string | undefined>>;
}

/** Says that another month is shown than the one asked for, which is none. */
export const misreadMonth = (isMisread: boolean): Markup =>
	isMisread ? html`<p class="card notice" role="status">${words.misread}</p>` : nothing;

/** A month's neighbours and a list of all of them. */
export const monthSwitch = ({ month, months, action, hrefOf, kept = {} }: MonthsProps): Markup => {
	const at = months.indexOf(month);
	const earlier = months[at + 1];
	const later = at > 0 ? months[at - 1] : undefined;
	const link = (to: string | undefined, text: string): Markup =>
		to
			? html`<a class="button" href="${hrefOf(to)}">${text}${heard(words.to(monthName(to)))}</a>`
			: html`<span class="button off" aria-hidden="true">${text}</span>`;
	return html`<form class="months" method="get" action="${action}">
${Object.entries(kept).map(([name, value]) => (value ? html`<input type="hidden" name="${name}" value="${value}">` : ''))}
<span class="group">${link(earlier, words.earlier)}${link(later, words.later)}</span>
<span class="group"><label>${words.label} <select name="month">${months.map(
		(one) => html`<option value="${one}"${one === month ? html` selected` : ''}>${monthName(one)}</option>`,
	)}</select></label><button>${words.show}</button></span>
</form>`;
};
