import { html } from 'hono/html';
import type { ProbeDay } from '../../crawler/model.ts';
import { plain } from '../../reports/formats/text.ts';
import { sightMessages } from '../messages/sight.ts';
import { day, number, percent } from './format.ts';
import { absent, headings, type Markup, scroll } from './markup.ts';

const { probes: words } = sightMessages;

/** What says something of the site, or may: as the check counts. */
const counted = ({ ok, failed, unconfirmed }: ProbeDay): number => ok + failed + unconfirmed;

/** Visits that neither opened nor failed for certain, by why; empty where there are none. */
const others = (days: readonly ProbeDay[]): string =>
	(['unconfirmed', 'wall', 'ours'] as const)
		.map((kind) => [words.others[kind], days.reduce((sum, day) => sum + day[kind], 0)] as const)
		.filter(([, count]) => count > 0)
		.map(([name, count]) => `${name} ${number(count)}`)
		.join(words.comma);

const failuresOf = ({ failures }: ProbeDay): Markup =>
	failures.length === 0
		? absent()
		: html`${failures.map(({ at, words: said }, n) => html`${n > 0 ? html`<br>` : ''}${words.failure(plain(at), plain(said))}`)}`;

const row = (one: ProbeDay): Markup => {
	const visits = counted(one);
	return html`<tr><th scope="row">${day(one.day)}</th><td class="number">${number(visits)}</td><td class="number">${number(one.failed)}</td><td class="number">${
		visits === 0 ? absent(words.notCounted) : percent(one.failed / visits)
	}</td><td class="number">${one.firstByteMs === undefined ? absent() : words.milliseconds(number(one.firstByteMs))}</td><td>${others([one]) || absent()}</td><td>${failuresOf(one)}</td></tr>`;
};

/** How a month's visits of the homepage went, day by day, the newest first. */
export const availabilityView = (days: readonly ProbeDay[]): Markup => {
	const visits = days.reduce((sum, one) => sum + counted(one), 0);
	const failed = days.reduce((sum, one) => sum + one.failed, 0);
	const more = others(days);
	const caption = words.caption(number(days.length));
	const share = visits > 0 ? percent(failed / visits) : undefined;
	return html`<p>${words.sum(number(days.length), number(visits), number(failed), share)}${more ? words.more(more) : ''}</p>
${scroll(
	caption,
	html`<table>
<caption class="heard">${caption}</caption>
<thead><tr>${headings([words.day, { numbers: words.visits }, { numbers: words.failed }, { numbers: words.share }, { numbers: words.firstByte }, words.other, words.failures])}</tr></thead>
<tbody>${days.toReversed().map(row)}</tbody>
</table>`,
)}
<p class="note">${words.note}</p>`;
};
