import { html } from 'hono/html';
import { sharedMessages } from '../messages/shared.ts';
import { number } from './format.ts';
import { type Markup, nothing } from './markup.ts';

const { pager: words } = sharedMessages;

export interface PagerProps {
	/** What is paged, such as 网站; names the navigation. */
	readonly what: string;
	/** How many there are in words, such as 共 57 个网站. */
	readonly total: string;
	/** From 1. */
	readonly page: number;
	readonly size: number;
	readonly count: number;
	readonly hrefOf: (page: number) => string;
}

/** Pages that a list of so many rows has; at least one. */
export const pagesOf = (count: number, size: number): number => Math.max(1, Math.ceil(count / size));

/** The first, the last and those around the current one, in order. */
const shownPages = (page: number, last: number): number[] =>
	[...new Set([1, page - 2, page - 1, page, page + 1, page + 2, last])]
		.filter((one) => one >= 1 && one <= last)
		.sort((a, b) => a - b);

/** Links to the pages of a list; says only the count where one page holds all. */
export const pager = ({ what, total, page, size, count, hrefOf }: PagerProps): Markup => {
	if (count === 0) return nothing;
	const last = pagesOf(count, size);
	if (last === 1) return html`<p class="count">${total}</p>`;
	const shown = shownPages(page, last);
	const link = (to: number, text: string): Markup => html`<li><a href="${hrefOf(to)}">${text}</a></li>`;
	return html`<nav class="pager" aria-label="${words.name(what)}">
<p class="count">${words.place(total, page, number(last))}</p>
<ul>
${page > 1 ? link(page - 1, words.before) : ''}
${shown.map((one, index) => {
	const gap = index > 0 && one - (shown[index - 1] ?? one) > 1 ? html`<li aria-hidden="true">…</li>` : '';
	return one === page
		? html`${gap}<li><a aria-current="page" href="${hrefOf(one)}">${one}</a></li>`
		: html`${gap}${link(one, `${one}`)}`;
})}
${page < last ? link(page + 1, words.next) : ''}
</ul>
</nav>`;
};
