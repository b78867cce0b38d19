import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { FindingLife, StoredRecheck } from '../../reports/store/model.ts';
import { recheckResults } from '../../reports/words.ts';
import type { Reader } from '../access.ts';
import { clock } from './format.ts';
import { type Markup, nothing, scroll, tag, unlinked } from './markup.ts';
import { signer } from './operate.ts';

const tones = { fixed: 'good', gone: 'calm', open: 'warn', unknown: 'calm' } as const;

const proof = ({ proof }: StoredRecheck): Markup =>
	proof.length === 0
		? nothing
		: html`<ul class="places">${proof.map(({ url, at, words }) => html`<li>${unlinked(url)} ${plain(words)}（${clock(at)}）</li>`)}</ul>`;

const row = (recheck: StoredRecheck): Markup =>
	html`<tr><th scope="row">${clock(recheck.at)}</th><td>${plain(recheck.by)}</td><td>${tag(recheckResults[recheck.result], tones[recheck.result])}</td><td>${plain(recheck.words)}${proof(recheck)}</td></tr>`;

/** Asks for a second look. */
export const recheckForm = (
	action: string,
	text: string,
	{ reader, month }: { readonly reader: Reader; readonly month: string },
): Markup =>
	html`<form method="post" action="${action}"><input type="hidden" name="month" value="${month}">
${signer(reader)} <button>${text}</button></form>`;

/** Second looks at a finding, who asked for them and what they saw. */
export const rechecksView = ({
	life: { rechecks },
	isRechecked = false,
	recheckFailure,
	form = nothing,
}: {
	readonly life: Pick<FindingLife, 'rechecks'>;
	readonly isRechecked?: boolean;
	readonly recheckFailure?: string | undefined;
	/** Where another one is asked for. */
	readonly form?: Markup;
}): Markup =>
	html`${isRechecked ? html`<p class="card notice">正在复查这个网站的问题，本页几秒后自动刷新。</p>` : form}${
		recheckFailure ? html`<p class="card notice">最近一次复查没有做成：${plain(recheckFailure)}</p>` : nothing
	}${
		rechecks.length === 0
			? html`<p>还没有复查过。</p>`
			: scroll(
					'两次审计之间的复查',
					html`<table>
<caption class="heard">两次审计之间的复查，从早到晚</caption>
<thead><tr><th scope="col">时间</th><th scope="col">谁提出</th><th scope="col">结果</th><th scope="col">看到了什么</th></tr></thead>
<tbody>${rechecks.map(row)}</tbody>
</table>`,
				)
	}`;
