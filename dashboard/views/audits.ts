import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { Audit } from '../../reports/store/audit-model.ts';
import type { Pause, Shortage, Worker } from '../../reports/store/operation-model.ts';
import { timeLeft } from '../../reports/words.ts';
import { auditsMessages as words } from '../messages/audits.ts';
import type { Urls } from '../urls.ts';
import { anotherTry, auditList, causeOf } from './audit-list.ts';
import { bytes, clock, day, duration, number } from './format.ts';
import { absent, cell, type Markup, nothing, scroll, stacked, tag } from './markup.ts';
import {
	type Operator,
	operateCard,
	pauseNotice,
	shortageNotice,
	startButton,
	stopButton,
} from './operate.ts';
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
	readonly pause?: Pause;
	/** For whoever runs the installation. */
	/** Machines that are short of disk. */
	readonly shortages: readonly Shortage[];
	/** The schedule's next runs, soonest first; absent where there is no schedule. */
	readonly next?: readonly { readonly site: string; readonly siteName: string; readonly at: string }[];
	/** For whoever runs the installation. */
	readonly operator?: Operator & {
		/** Sites whose last audit failed. */
		readonly failed: number;
		readonly workers: readonly Worker[];
	};
}

/** A running audit, or a program that runs them, that has been silent for so long may be dead. */
const silentAfterSeconds = 120;

const isSilent = (last: string, now: string): boolean =>
	Date.parse(now) - Date.parse(last) >= silentAfterSeconds * 1000;

const silence = ({ seenAt, startedAt }: Audit, now: string): Markup => {
	const last = seenAt ?? startedAt;
	return last && isSilent(last, now) ? html` ${tag(words.silent(duration(last, now)), 'warn')}` : nothing;
};

/** When it ends, by the clock, and how long that is. */
const expectedEnd = ({ progress }: Audit, now: string): Markup => {
	if (!progress) return absent(words.endUnknown);
	const { phase, secondsLeft } = progress;
	if (phase !== 'crawl') return html`${words.afterCrawl}`;
	if (secondsLeft === undefined) return html`${words.endUnknown}`;
	const at = new Date(Date.parse(now) + secondsLeft * 1000).toISOString();
	return html`${clock(at)}<span class="minor">${timeLeft(secondsLeft)}</span>`;
};

const progressCells = ({ progress }: Audit): Markup => {
	if (!progress)
		return html`${cell(words.phase, words.preparing)}<td role="cell" colspan="5">${absent(words.noProgress)}</td>`;
	const { phase, pages, queued, rendered, perSecond, errors, memoryBytes } = progress;
	const known = pages + queued;
	const bar =
		phase === 'crawl' && known > 0
			? html` <progress max="${known}" value="${pages}" aria-label="${words.fetchedShare}">${pages} / ${known}</progress>`
			: '';
	const memory =
		memoryBytes === undefined ? '' : html`<span class="minor">${words.memory(bytes(memoryBytes))}</span>`;
	const speed = words.perMinute(number(Math.round(perSecond * 60)));
	return html`${cell(words.phase, html`${phases[phase]}${bar}`)}${cell(words.fetched, number(pages), 'number')}${cell(words.waiting, number(queued), 'number')}${cell(words.rendered, number(rendered), 'number')}${cell(words.speed, html`${speed}${memory}`, 'number')}${cell(words.errors, number(errors), 'number')}`;
};

const siteLink = (audit: Audit, urls: Urls): Markup =>
	html`<a href="${urls.site(audit.site, { month: audit.asOf.slice(0, 7) })}">${plain(audit.siteName) || audit.site}</a>`;

const runningRow = (audit: Audit, { now, operator }: AuditsProps, urls: Urls): Markup => {
	const { cause, askedBy, host, pid, startedAt } = audit;
	const asked = askedBy ? words.asked(plain(askedBy)) : '';
	const machine = host ? `${words.machine(plain(host))}${pid ? words.process(pid) : ''}` : '';
	const since = startedAt
		? html`${clock(startedAt)}<span class="minor">${words.used(duration(startedAt, now))}</span>`
		: absent();
	return html`<tr role="row"><th scope="row" role="rowheader">${siteLink(audit, urls)}<span class="minor">${causes[cause]}${asked}${machine}</span>${stopButton(audit, operator, urls)}</th>${progressCells(audit)}${cell(words.times, html`${since}${silence(audit, now)}<span class="end">${words.endBefore}${expectedEnd(audit, now)}</span>`, 'whole')}</tr>`;
};

const runningTable = (props: AuditsProps, urls: Urls): Markup =>
	props.running.length === 0
		? html`<p>${words.noneRunning}</p>`
		: stacked(
				words.runningTable,
				[
					...[
						words.site,
						words.phase,
						...[words.fetched, words.waiting, words.rendered].map((numbers) => ({ numbers })),
					],
					...[{ numbers: words.speed }, { numbers: words.errors }, words.times],
				],
				props.running.map((audit) => runningRow(audit, props, urls)),
			);

const queuedRow = (audit: Audit, { operator, pause }: AuditsProps, urls: Urls): Markup => {
	const { site, dueAt, asOf, queuedAt, notBefore } = audit;
	const due = dueAt
		? html`<span class="minor">${words.dueBefore}${clock(dueAt)}${words.dueAfter}</span>`
		: '';
	const sooner = notBefore ? startButton(site, operator, urls, words.startSooner) : nothing;
	const waits = pause ? words.held : words.toBegin;
	const note = html`${notBefore ? anotherTry(audit) : waits}${sooner}`;
	return html`<tr role="row"><th scope="row" role="rowheader">${siteLink(audit, urls)}${stopButton(audit, operator, urls)}</th>${cell(words.cause, html`${causeOf(audit)}${due}`)}${cell(words.asOf, day(asOf))}${cell(words.queuedAt, clock(queuedAt))}${cell(words.note, note, 'words')}</tr>`;
};

const queueTable = (props: AuditsProps, urls: Urls): Markup =>
	props.queued.length === 0
		? html`<p>${words.noneQueued}</p>`
		: html`${stacked(
				words.queueTable,
				[words.site, words.cause, words.asOf, words.queuedAt, words.note],
				props.queued.map((audit) => queuedRow(audit, props, urls)),
			)}${props.isQueueCut ? html`<p class="note">${words.queueCut(number(props.queued.length))}</p>` : ''}`;

const workersTable = ({ operator, running, now }: AuditsProps): Markup => {
	if (!operator) return nothing;
	const { workers } = operator;
	const busyOf = (host: string): number =>
		running.filter((audit) => audit.host === host && audit.cause !== 'hand').length;
	const rows = workers.map(
		({ host, pid, parallel, since, seenAt }) =>
			html`<tr role="row"><th scope="row" role="rowheader">${plain(host)}</th>${cell(words.pid, `${pid}`, 'number')}${cell(words.busy, words.busyOf(busyOf(host), parallel), 'number')}${cell(words.since, clock(since))}${cell(words.seenAt, html`${clock(seenAt)}${isSilent(seenAt, now) ? html` ${tag(words.gone, 'warn')}` : ''}`)}</tr>`,
	);
	const isNobody = workers.every(({ seenAt }) => isSilent(seenAt, now));
	return html`<section aria-labelledby="workers"><h2 id="workers">${words.workers}</h2>${isNobody ? html`<p>${words.noWorker}</p>` : ''}${
		rows.length === 0
			? ''
			: stacked(
					words.workers,
					[words.machineName, { numbers: words.pid }, { numbers: words.busy }, words.since, words.seenAt],
					rows,
				)
	}</section>`;
};

/** What changes while audits run; the page's script swaps it. */
export const auditsLive = (
	props: AuditsProps,
	urls: Urls,
): Markup => html`<section aria-labelledby="running"><h2 id="running">${words.running(number(props.running.length))}</h2>${runningTable(props, urls)}</section>
<section aria-labelledby="queue"><h2 id="queue">${words.queue(number(props.queued.length), props.isQueueCut)}</h2>${queueTable(props, urls)}</section>
<section aria-labelledby="ended"><h2 id="ended">${words.ended}</h2>${
	props.ended.length === 0
		? html`<p>${words.noneEnded}</p>`
		: auditList(
				{
					...{ caption: words.endedTable, audits: props.ended, withSite: true },
					...(props.operator ? { operator: props.operator } : {}),
				},
				urls,
			)
}</section>
${workersTable(props)}`;

const schedule = ({ next }: AuditsProps, urls: Urls): Markup => {
	if (!next) return nothing;
	return html`<section aria-labelledby="next"><h2 id="next">${words.next}</h2>${
		next.length === 0
			? html`<p>${words.noneNext}</p>`
			: scroll(
					words.next,
					html`<table>
<caption class="heard">${words.next}</caption>
<thead><tr><th scope="col">${words.time}</th><th scope="col">${words.site}</th></tr></thead>
<tbody>${next.map(
						({ site, siteName, at }) =>
							html`<tr><td>${clock(at)}</td><th scope="row"><a href="${urls.site(site)}">${plain(siteName) || site}</a></th></tr>`,
					)}</tbody>
</table>`,
				)
	}</section>`;
};

/** Audits under way, waiting and over, and what can be done about them. */
export const auditsView = (props: AuditsProps, urls: Urls): Markup => {
	const { operator, pause, shortages } = props;
	return html`<div class="head"><h1>${words.title}</h1><noscript><p><a class="button" href="${urls.audits()}">${words.refresh}</a></p></noscript><p class="live" id="live-state" hidden><button type="button" aria-pressed="false">${words.pauseUpdates}</button></p></div>
${pauseNotice(pause, operator, urls)}${shortageNotice(shortages)}
${operator ? operateCard({ operator, failed: operator.failed, isPaused: pause !== undefined }, urls) : ''}
<div id="live" data-source="${urls.auditsLive()}">${auditsLive(props, urls)}</div>
${schedule(props, urls)}`;
};

/** The script that keeps it fresh; a page that came anew by itself would take from people what they type. */
export const auditsHead = (urls: Urls): Markup =>
	html`<script src="${urls.asset('live.js')}" defer></script>`;
