import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { type Repairing, repairingState } from '../../reports/repairing.ts';
import type { StoredRepairing } from '../../reports/store/task-model.ts';
import type { Reader } from '../access.ts';
import type { Refused } from '../forms.ts';
import { findingMessages } from '../messages/finding.ts';
import type { Urls } from '../urls.ts';
import { signed } from './decide.ts';
import { day } from './format.ts';
import { type Markup, nothing, tag } from './markup.ts';
import { reasonField, signerOf, typedIn } from './refused.ts';

const words = findingMessages.repairing;

/** That it is being repaired, or was to be and is not. */
export const repairingTag = (said: Repairing, today: string): Markup =>
	repairingState(said, today) === 'late' ? tag(words.late, 'bad') : tag(words.underWay, 'calm');

export interface RepairingProps {
	readonly site: string;
	readonly finding: string;
	readonly month: string;
	readonly from: string;
	/** What is said of it now. */
	readonly repairing?: Repairing | undefined;
	/** Oldest first. */
	readonly steps: readonly StoredRepairing[];
	/** It can be said, and whoever looks may say it. */
	readonly canSay: boolean;
	readonly reader: Reader;
	/** YYYY-MM-DD. */
	readonly today: string;
	/** What was sent and could not be kept. */
	readonly refused?: Refused | undefined;
}

const standing = ({ repairing, today }: RepairingProps): Markup =>
	repairing
		? html`<p>${repairingTag(repairing, today)} ${words.says(plain(repairing.by))}${repairing.until ? html`${words.comma}${words.until} ${day(repairing.until)}` : nothing}${repairing.reason ? html`${words.colon}${plain(repairing.reason)}` : nothing}</p>`
		: nothing;

const hidden = ({ month, from }: RepairingProps): Markup =>
	html`<input type="hidden" name="month" value="${month}"><input type="hidden" name="from" value="${from}">`;

const forms = (props: RepairingProps, urls: Urls): Markup => {
	const { site, finding, repairing, canSay, reader, today, refused } = props;
	if (!canSay) return nothing;
	const action = urls.markRepairing(site, finding);
	return html`<form class="decide" method="post" action="${action}">${hidden(props)}
<p class="note">${words.note}</p>
${signerOf(reader, refused)}<label>${words.day} <input type="date" name="until" min="${today}"${typedIn(refused, 'until')}></label>
${reasonField(words.remark, refused)}
<button name="step" value="begin">${repairing ? words.change : words.begin}</button>${repairing ? html` <button name="step" value="revoke" class="quiet">${words.revoke}</button>` : nothing}</form>`;
};

const log = ({ steps }: RepairingProps): Markup =>
	steps.length === 0
		? nothing
		: html`<ol class="log">${steps.map(
				({ step, until, ...said }) =>
					html`<li><strong>${words.steps[step]}</strong>${until ? html`${words.comma}${words.until} ${day(until)}` : ''}${words.colon}${signed(said)}</li>`,
			)}</ol>`;

/** What a maintainer says of the repair, and can say. */
export const repairingView = (props: RepairingProps, urls: Urls): Markup =>
	html`${standing(props)}${log(props)}${forms(props, urls)}`;
