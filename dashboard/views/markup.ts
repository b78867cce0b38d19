import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { sharedMessages as words } from '../messages/shared.ts';

/** Escaped HTML. */
export type Markup = ReturnType<typeof html>;

/** Nothing, where a template wants something. */
export const nothing: Markup = html``;

/** The address as a link may carry it: in ASCII, and of the web only; undefined for `javascript:`, `file:` and what is no address. */
export const webAddress = (address: string): string | undefined => {
	if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
	return new URL(address).href;
};

/** An address outside, as a link where a browser may follow it, else as text. */
export const external = (address: string, text = address): Markup => {
	const href = webAddress(address);
	const shown = plain(text) || plain(address);
	return href
		? html`<a class="address" rel="noreferrer noopener" href="${href}">${shown}</a>`
		: unlinked(shown);
};

/** An address outside as mere text, where no click may lead. */
export const unlinked = (address: string): Markup =>
	html`<span class="address">${plain(address) || words.noAddress}</span>`;

/** For a page that is about to say something else. */
export const refreshSoon: Markup = html`<meta http-equiv="refresh" content="3">`;

/** A mark in a box; its meaning stands in its words, the tone only repeats it. */
export const tag = (text: string, tone: 'good' | 'bad' | 'warn' | 'calm' = 'calm'): Markup =>
	html`<span class="tag ${tone}">${text}</span>`;

/** What was done just now. */
export const notice = (text: string): Markup => html`<p class="card notice" role="status">${text}</p>`;

/** Words for those who hear the page. */
export const heard = (text: string): Markup => html`<span class="heard">${text}</span>`;

/** A stranger's text on one line, cut where it is longer than anybody reads. Harmless, but not escaped. */
export const brief = (text: string, most = 80): string => {
	// What is left out is not looked at: it may be megabytes.
	const line = plain(text.slice(0, most * 4));
	return line.length <= most && text.length <= most * 4
		? line
		: `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
};

/** A value that is not there. */
export const absent = (why: string = words.nothing): Markup =>
	html`<span class="absent" aria-hidden="true">—</span>${heard(why)}`;

/** Wide content that scrolls in its own frame, by keyboard too. `label` names it among the page's frames. */
export const scroll = (label: string, content: Markup): Markup =>
	html`<div class="scroll" role="group" aria-label="${label}" tabindex="0">${content}</div>`;

/**
 * A cell of a table of class `stacked`, whose rows are laid out as cards on a narrow screen; `label` names it there. Such a table says
 * its roles outright: a row that is laid out as a card would be no row any more.
 */
export const cell = (label: string, content: Markup | string, kind = ''): Markup =>
	html`<td role="cell" data-label="${label}"${kind ? html` class="${kind}"` : ''}>${content}</td>`;

/** A column's heading; of `numbers`, which stand at the right, as it does itself. */
export type Heading = string | { readonly numbers: string };

/** The headings of a table's columns. */
export const headings = (all: readonly Heading[]): Markup =>
	html`${all.map((one) =>
		typeof one === 'string'
			? html`<th scope="col">${one}</th>`
			: html`<th scope="col" class="number">${one.numbers}</th>`,
	)}`;

/** The head and the rows of such a table; `caption` is for those who hear the page. */
export const stacked = (caption: string, titles: readonly Heading[], rows: readonly Markup[]): Markup =>
	scroll(
		caption,
		html`<table class="stacked" role="table">
<caption class="heard">${caption}</caption>
<thead role="rowgroup"><tr role="row">${titles.map((one) =>
			typeof one === 'string'
				? html`<th scope="col" role="columnheader">${one}</th>`
				: html`<th scope="col" role="columnheader" class="number">${one.numbers}</th>`,
		)}</tr></thead>
<tbody role="rowgroup">${rows}</tbody>
</table>`,
	);

/** Name and value, as rows of a list of facts. */
export const facts = (rows: readonly (readonly [string, Markup | string])[]): Markup =>
	html`<dl class="facts">${rows.map(
		([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
	)}</dl>`;
