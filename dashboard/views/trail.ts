import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { trailDays } from '../../reports/store/trail.ts';
import type { TrailEntry, TrailPage } from '../../reports/store/user-model.ts';
import { aboutWords } from '../messages/trail.ts';
import { usersMessages as words } from '../messages/users.ts';
import type { Urls } from '../urls.ts';
import { clock, number } from './format.ts';
import { absent, cell, type Markup, nothing, stacked } from './markup.ts';
import { pager } from './pager.ts';

export interface TrailProps extends TrailPage {
	/** From 1. */
	readonly page: number;
	readonly size: number;
	/** Only what this user did. */
	readonly who?: string;
}

const row = ({ at, who, act, about, address }: TrailEntry, urls: Urls): Markup => {
	const [, by, what, of, from] = words.trailColumns;
	const name = who === '' ? words.nobody : html`<a href="${urls.trail(who)}">${plain(who)}</a>`;
	const place = address === '-' ? words.commandLine : plain(address) || words.unknownAddress;
	return html`<tr role="row"><th scope="row" role="rowheader">${clock(at)}</th>${cell(by, name)}${cell(what, words.actName(act))}${cell(of, about === '' ? absent() : plain(aboutWords(about)), 'words')}${cell(from, place)}</tr>`;
};

/** Who did what, newest first. */
export const trailView = (
	{ rows, count, page, size, who }: TrailProps,
	urls: Urls,
): Markup => html`<nav class="path" aria-label="${words.path}"><ol><li><a href="${urls.users()}">${words.users}</a></li><li aria-current="page">${words.trail}</li></ol></nav>
<h1>${who === undefined ? words.trail : words.trailOf(plain(who))}</h1>
<p class="note">${words.trailNote(trailDays)}</p>
${who === undefined ? nothing : html`<p><a href="${urls.trail()}">${words.allTrail}</a></p>`}
${
	rows.length === 0
		? html`<p class="empty">${words.noTrail}</p>`
		: html`${stacked(
				words.trail,
				words.trailColumns,
				rows.map((entry) => row(entry, urls)),
			)}${pager({
				what: words.trailPages,
				total: words.trailTotal(number(count)),
				...{ page, size, count },
				hrefOf: (to) => urls.trail(who, to),
			})}`
}`;
