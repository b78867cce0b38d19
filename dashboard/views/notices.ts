import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { messageOf } from '../../reports/notices/words.ts';
import type { StoredEvent, StoredNotice } from '../../reports/store/model.ts';
import type { Urls } from '../urls.ts';
import { clock, number } from './format.ts';
import { absent, cell, type Markup, stacked, tag } from './markup.ts';

export interface NoticesProps {
	/** Not delivered yet, or given up; newest first. */
	readonly open: readonly StoredNotice[];
	/** Sites of which nothing was told, newest first. */
	readonly held: readonly (StoredEvent & { readonly siteName: string })[];
	/** The last ones that were delivered, newest first. */
	readonly sent: readonly StoredNotice[];
}

const outcome = ({ state, tries, error, notBefore, endedAt }: StoredNotice): Markup => {
	const why = error ? ` ${plain(error)}` : '';
	if (state === 'sent') return html`${tag('已送到', 'good')}${why}`;
	if (state === 'failed')
		return html`${tag('没有送到', 'bad')}${why}<span class="minor">失败 ${number(tries)} 次${endedAt ? html`，${clock(endedAt)} 起不再发送` : ''}</span>`;
	const again = notBefore
		? html`<span class="minor">失败 ${number(tries)} 次，${clock(notBefore)} 再试</span>`
		: '';
	return html`${tag('等待发送', 'warn')}${why}${again}`;
};

const row = (notice: StoredNotice): Markup => {
	const { receiver, createdAt, endedAt, digest, state } = notice;
	const ended = state === 'sent' && endedAt ? clock(endedAt) : absent('没有送到');
	return html`<tr role="row"><th scope="row" role="rowheader">${plain(receiver)}</th>${cell('内容', plain(messageOf(digest).title), 'words')}${cell('结果', outcome(notice), 'words')}${cell('生成', clock(createdAt))}${cell('送到', ended)}</tr>`;
};

const list = (caption: string, notices: readonly StoredNotice[], none: string): Markup =>
	notices.length === 0
		? html`<p>${none}</p>`
		: stacked(caption, ['收件人', '内容', '结果', '生成', '送到'], notices.map(row));

const heldRow = ({ site, siteName, told, at }: NoticesProps['held'][number], urls: Urls): Markup =>
	html`<tr role="row"><th scope="row" role="rowheader"><a href="${urls.site(site)}">${plain(siteName) || site}</a></th>${cell('原因', 'reason' in told ? plain(told.reason) : absent(), 'words')}${cell('时间', clock(at))}</tr>`;

/** Messages, and sites of which nothing was told. */
export const noticesView = (
	{ open, held, sent }: NoticesProps,
	urls: Urls,
): Markup => html`<div class="head"><h1>通知</h1></div>
<section aria-labelledby="open"><h2 id="open">没有送到的</h2>${list('没有送到的通知', open, '没有积压的通知。')}</section>
<section aria-labelledby="held"><h2 id="held">暂不通知的网站</h2>
<p class="note">审计不完整、失败，或问题突增的，不把结果通知出去，先由人核对；以后的审计正常了，照常通知。</p>${
	held.length === 0
		? html`<p>没有。</p>`
		: stacked(
				'暂不通知的网站',
				['网站', '原因', '时间'],
				held.map((event) => heldRow(event, urls)),
			)
}</section>
<section aria-labelledby="sent"><h2 id="sent">最近送到的</h2>${list('最近送到的通知', sent, '还没有送到的通知。收件人写在配置的 notices 下。')}</section>`;
