import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Audit } from '../../reports/store/audit-model.ts';
import { timeLeft } from '../../reports/words.ts';
import type { Urls } from '../urls.ts';
import { anotherTry, auditList } from './audit-list.ts';
import { clock, day, duration, number } from './format.ts';
import { absent, cell, type Markup, nothing, scroll, stacked, tag } from './markup.ts';
import { causes, phases } from './words.ts';

export interface AuditsProps {
	readonly running: readonly Audit[];
	/** The first ones. */
	readonly queued: readonly Audit[];
	/** The queue is longer than what is shown. */
	readonly isQueueCut: boolean;
	/** The last ones, newest first. */
	readonly ended: readonly Audit[];
	/** ISO. */
	readonly now: string;
	/** The schedule's next runs, soonest first; absent where there is no schedule. */
	readonly next?: readonly { readonly site: string; readonly siteName: string; readonly at: string }[];
}

/** A running audit that has been silent for so long may be dead. */
const silentAfterSeconds = 120;

const silence = ({ seenAt, startedAt }: Audit, now: string): Markup => {
	const last = seenAt ?? startedAt;
	if (!last || Date.parse(now) - Date.parse(last) < silentAfterSeconds * 1000) return nothing;
	return html` ${tag(`已 ${duration(last, now)}没有消息，可能已中断`, 'warn')}`;
};

const progressCells = ({ progress }: Audit): Markup => {
	if (!progress)
		return html`${cell('阶段', '准备中')}<td role="cell" colspan="5">${absent('还没有进度')}</td>`;
	const { phase, pages, queued, rendered, perSecond, secondsLeft, errors } = progress;
	const known = pages + queued;
	const bar =
		phase === 'crawl' && known > 0
			? html` <progress max="${known}" value="${pages}" aria-label="已知页面中抓取的比例">${pages} / ${known}</progress>`
			: '';
	const end = secondsLeft === undefined ? '' : html`<span class="minor">${timeLeft(secondsLeft)}</span>`;
	return html`${cell('阶段', html`${phases[phase]}${bar}`)}${cell('已抓取', number(pages), 'number')}${cell('待抓取', number(queued), 'number')}${cell('用浏览器打开', number(rendered), 'number')}${cell('速度', html`${perSecond.toFixed(1)} 页/秒${end}`, 'number')}${cell('打不开（会重试）', number(errors), 'number')}`;
};

const siteLink = (audit: Audit, urls: Urls): Markup =>
	html`<a href="${urls.site(audit.site, { month: audit.asOf.slice(0, 7) })}">${plain(audit.siteName) || audit.site}</a>`;

const runningRow = (audit: Audit, now: string, urls: Urls): Markup => {
	const { cause, host, pid, startedAt } = audit;
	const machine = host ? ` · ${plain(host)}${pid ? `（进程 ${pid}）` : ''}` : '';
	const since = startedAt
		? html`${clock(startedAt)}<span class="minor">已用 ${duration(startedAt, now)}</span>`
		: absent();
	return html`<tr role="row"><th scope="row" role="rowheader">${siteLink(audit, urls)}<span class="minor">${causes[cause]}${machine}</span></th>${progressCells(audit)}${cell('开始', html`${since}${silence(audit, now)}`, 'whole')}</tr>`;
};

const runningTable = ({ running, now }: AuditsProps, urls: Urls): Markup =>
	running.length === 0
		? html`<p>现在没有正在进行的审计。</p>`
		: stacked(
				'正在进行的审计',
				['网站', '阶段', '已抓取', '待抓取', '用浏览器打开', '速度', '打不开（会重试）', '开始'],
				running.map((audit) => runningRow(audit, now, urls)),
			);

const queuedRow = (audit: Audit, urls: Urls): Markup => {
	const { cause, dueAt, asOf, queuedAt, notBefore } = audit;
	const due = dueAt ? html`<span class="minor">应于 ${clock(dueAt)} 开始</span>` : '';
	return html`<tr role="row"><th scope="row" role="rowheader">${siteLink(audit, urls)}</th>${cell('起因', html`${causes[cause]}${due}`)}${cell('判断基准日', day(asOf))}${cell('排队时间', clock(queuedAt))}${cell('说明', notBefore ? anotherTry(audit) : '等待开始', 'words')}</tr>`;
};

const queueTable = ({ queued, isQueueCut }: AuditsProps, urls: Urls): Markup =>
	queued.length === 0
		? html`<p>没有排队的审计。</p>`
		: html`${stacked(
				'排队的审计',
				['网站', '起因', '判断基准日', '排队时间', '说明'],
				queued.map((audit) => queuedRow(audit, urls)),
			)}${isQueueCut ? html`<p class="note">只列出最先的 ${number(queued.length)} 个。</p>` : ''}`;

/** What changes while audits run; the page's script swaps it. */
export const auditsLive = (
	props: AuditsProps,
	urls: Urls,
): Markup => html`<section aria-labelledby="running"><h2 id="running">正在进行（${number(props.running.length)}）</h2>${runningTable(props, urls)}</section>
<section aria-labelledby="queue"><h2 id="queue">排队</h2>${queueTable(props, urls)}</section>
<section aria-labelledby="ended"><h2 id="ended">最近结束</h2>${
	props.ended.length === 0
		? html`<p>还没有结束的审计。</p>`
		: auditList({ caption: '最近结束的审计', audits: props.ended, withSite: true }, urls)
}</section>`;

const schedule = ({ next }: AuditsProps, urls: Urls): Markup => {
	if (!next) return nothing;
	return html`<section aria-labelledby="next"><h2 id="next">接下来的定时审计</h2>${
		next.length === 0
			? html`<p>没有安排定时审计。</p>`
			: scroll(
					'接下来的定时审计',
					html`<table>
<caption class="heard">接下来的定时审计</caption>
<thead><tr><th scope="col">时间</th><th scope="col">网站</th></tr></thead>
<tbody>${next.map(
						({ site, siteName, at }) =>
							html`<tr><td>${clock(at)}</td><th scope="row"><a href="${urls.site(site)}">${plain(siteName) || site}</a></th></tr>`,
					)}</tbody>
</table>`,
				)
	}</section>`;
};

/** Audits under way, waiting and over. */
export const auditsView = (
	props: AuditsProps,
	urls: Urls,
): Markup => html`<div class="head"><h1>审计进度</h1><p class="live" id="live-state" hidden><button type="button" aria-pressed="false">暂停自动更新</button></p></div>
<div id="live" data-source="${urls.auditsLive()}">${auditsLive(props, urls)}</div>
${schedule(props, urls)}`;

/** For browsers without script, and the script for the others. */
export const auditsHead = (urls: Urls): Markup =>
	html`<noscript><meta http-equiv="refresh" content="5"></noscript>
<script src="${urls.asset('live.js')}" defer></script>`;
