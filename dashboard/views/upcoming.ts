import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Upcoming } from '../../reports/model.ts';
import { upcomingNames } from '../../reports/words.ts';
import { sightMessages } from '../messages/sight.ts';
import { day, number } from './format.ts';
import { external, type Markup, nothing, scroll } from './markup.ts';

const { upcoming: words } = sightMessages;

/** Rows shown; a large site may have a row for each of its columns. */
const shown = 50;

/** What will be a finding if nobody does anything, the soonest first. */
export const upcomingView = (upcoming: readonly Upcoming[], nameOf: (check: string) => string): Markup =>
	upcoming.length === 0
		? html`<p>${words.none}</p>`
		: html`<p>${words.explained}</p>
${scroll(
	words.table,
	html`<table>
<caption class="heard">${words.table}</caption>
<thead><tr><th scope="col">${words.dueOn}</th><th scope="col">${words.what}</th><th scope="col">${words.subject}</th><th scope="col">${words.toDo}</th></tr></thead>
<tbody>${upcoming
		.slice(0, shown)
		.map(
			({ check, subject, title, dueOn, message }) =>
				html`<tr><th scope="row">${day(dueOn)}</th><td>${upcomingNames[check] ?? nameOf(check)}</td><td>${external(subject, title || subject)}</td><td>${plain(message)}</td></tr>`,
		)}</tbody>
</table>`,
)}
${upcoming.length > shown ? html`<p class="note">${words.cut(number(upcoming.length), shown)}</p>` : nothing}`;
