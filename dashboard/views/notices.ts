import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { messageOf } from '../../reports/notices/words.ts';
import type { StoredNotice } from '../../reports/store/notice-model.ts';
import type { HeldEvent } from '../../reports/store/notice-releases.ts';
import { noticesMessages as words } from '../messages/notices.ts';
import type { Urls } from '../urls.ts';
import { clock, number } from './format.ts';
import { absent, cell, type Markup, nothing, stacked, tag } from './markup.ts';
import { type Operator, operatorForm, rowButton } from './operate.ts';

export interface NoticesProps {
	/** Not delivered yet, or given up; newest first. */
	readonly open: readonly StoredNotice[];
	/** Sites of which nothing was told, newest first. */
	readonly held: readonly (HeldEvent & { readonly siteName: string })[];
	/** The last ones that were delivered, newest first. */
	readonly sent: readonly StoredNotice[];
	/** Whoever may let go what is held, and send again what did not arrive. */
	readonly operator?: Operator;
}

const outcome = ({ state, tries, error, notBefore, endedAt }: StoredNotice): Markup => {
	const why = error ? ` ${plain(error)}` : '';
	if (state === 'sent') return html`${tag(words.delivered, 'good')}${why}`;
	if (state === 'failed')
		return html`${tag(words.lost, 'bad')}${why}<span class="minor">${words.failedTimes(number(tries))}${endedAt ? html`${words.givenUpBefore}${clock(endedAt)}${words.givenUpAfter}` : ''}</span>`;
	const again = notBefore
		? html`<span class="minor">${words.again(number(tries))}${clock(notBefore)}${words.againAfter}</span>`
		: '';
	return html`${tag(words.waiting, 'warn')}${why}${again}`;
};

const retry = ({ n, state, notBefore }: StoredNotice, { operator }: NoticesProps, urls: Urls): Markup => {
	if (!operator || (state === 'waiting' && !notBefore) || state === 'sent') return nothing;
	const label = state === 'failed' ? words.retry : words.retryNow;
	return html`<span class="act">${rowButton(urls.retryNotice(n), label)}</span>`;
};

const row = (notice: StoredNotice, props: NoticesProps, urls: Urls): Markup => {
	const { receiver, createdAt, endedAt, digest, state } = notice;
	const ended = state === 'sent' && endedAt ? clock(endedAt) : absent(words.notArrived);
	return html`<tr role="row"><th scope="row" role="rowheader">${plain(receiver)}</th>${cell(words.content, plain(messageOf(digest).title), 'words')}${cell(words.result, html`${outcome(notice)}${retry(notice, props, urls)}`, 'words')}${cell(words.created, clock(createdAt))}${cell(words.arrived, ended)}</tr>`;
};

interface List {
	readonly caption: string;
	readonly notices: readonly StoredNotice[];
	readonly none: string;
}

const list = ({ caption, notices, none }: List, props: NoticesProps, urls: Urls): Markup =>
	notices.length === 0
		? html`<p>${none}</p>`
		: stacked(
				caption,
				[words.receiver, words.content, words.result, words.created, words.arrived],
				notices.map((notice) => row(notice, props, urls)),
			);

/** What can be done about a site of which nothing was told, or what was. */
const handling = (event: NoticesProps['held'][number], { operator }: NoticesProps, urls: Urls): Markup => {
	const { n, released, isPast, isReleasable } = event;
	if (released) return html`${words.released(plain(released.by))}${clock(released.at)}`;
	if (isPast) return html`${words.past}`;
	if (!isReleasable) return html`${words.nothing}`;
	return operator ? rowButton(urls.releaseNotice(n), words.release) : html`${words.waits}`;
};

const heldRow = (event: NoticesProps['held'][number], props: NoticesProps, urls: Urls): Markup => {
	const { site, siteName, told, at } = event;
	return html`<tr role="row"><th scope="row" role="rowheader"><a href="${urls.site(site)}">${plain(siteName) || site}</a></th>${cell(words.reason, 'reason' in told ? plain(told.reason) : absent(), 'words')}${cell(words.time, clock(at))}${cell(words.action, handling(event, props, urls), 'words')}</tr>`;
};

/** Whoever does something, does it under their name. */
const whoActs = ({ operator, open, held }: NoticesProps, urls: Urls): Markup => {
	const isAnything =
		open.length > 0 ||
		held.some(({ released, isPast, isReleasable }) => !released && !isPast && isReleasable);
	return operator && isAnything ? operatorForm(operator, urls.notices()) : nothing;
};

/** Messages, and sites of which nothing was told. */
export const noticesView = (
	props: NoticesProps,
	urls: Urls,
): Markup => html`<div class="head"><h1>${words.title}</h1></div>
${whoActs(props, urls)}
<section aria-labelledby="open"><h2 id="open">${words.open}</h2>${list({ caption: words.openTable, notices: props.open, none: words.noneOpen }, props, urls)}</section>
<section aria-labelledby="held"><h2 id="held">${words.held}</h2>
<p class="note">${words.heldMeans}</p>${
	props.held.length === 0
		? html`<p>${words.noneHeld}</p>`
		: stacked(
				words.held,
				[words.site, words.reason, words.time, words.action],
				props.held.map((event) => heldRow(event, props, urls)),
			)
}</section>
<section aria-labelledby="sent"><h2 id="sent">${words.sent}</h2>${list({ caption: words.sentTable, notices: props.sent, none: words.noneSent }, props, urls)}</section>`;
