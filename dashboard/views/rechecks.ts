import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { FindingLife, StoredRecheck } from '../../reports/store/model.ts';
import { recheckResults } from '../../reports/words.ts';
import type { Reader } from '../access.ts';
import { findingMessages } from '../messages/finding.ts';
import { clock } from './format.ts';
import { type Markup, nothing, scroll, tag, unlinked } from './markup.ts';
import { signer } from './operate.ts';

const words = findingMessages.rechecks;

const tones = { fixed: 'good', gone: 'calm', open: 'warn', unknown: 'calm' } as const;

const proof = ({ proof }: StoredRecheck): Markup =>
	proof.length === 0
		? nothing
		: html`<ul class="places">${proof.map(({ url, at, words: said }) => html`<li>${unlinked(url)} ${plain(said)} ${clock(at)}</li>`)}</ul>`;

const row = (recheck: StoredRecheck): Markup =>
	html`<tr><th scope="row">${clock(recheck.at)}</th><td>${plain(recheck.by)}</td><td>${tag(recheckResults[recheck.result], tones[recheck.result])}</td><td>${plain(recheck.words)}${proof(recheck)}</td></tr>`;

/** Asks for a second look; without a name of who signed in. */
export const recheckForm = (
	action: string,
	text: string,
	{ reader, month, from = '' }: { readonly reader: Reader; readonly month: string; readonly from?: string },
): Markup =>
	html`<form method="post" action="${action}"><input type="hidden" name="month" value="${month}"><input type="hidden" name="from" value="${from}">
${signer(reader)} <button>${text}</button></form>`;

export interface RechecksProps {
	readonly life: Pick<FindingLife, 'rechecks'>;
	readonly isRechecked?: boolean;
	readonly recheckFailure?: string | undefined;
	/** Where another one is asked for. */
	readonly form?: Markup;
	/** The page itself. */
	readonly href: string;
}

/** Second looks at a finding, who asked for them and what they saw; `data-busy` as long as one is under way. */
export const rechecksView = ({
	life: { rechecks },
	isRechecked = false,
	recheckFailure,
	form = nothing,
	href,
}: RechecksProps): Markup =>
	html`<div${isRechecked ? html` data-busy` : ''}>${
		isRechecked
			? html`<p class="card notice" role="status">${words.busy} <a href="${href}">${words.refresh}</a></p>`
			: form
	}${recheckFailure ? html`<p class="card notice">${words.failed(plain(recheckFailure))}</p>` : nothing}${
		rechecks.length === 0
			? recheckFailure
				? nothing
				: html`<p>${words.none}</p>`
			: scroll(
					words.table,
					html`<table>
<caption class="heard">${words.heard}</caption>
<thead><tr>${words.columns.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${rechecks.map(row)}</tbody>
</table>`,
				)
	}</div>`;
