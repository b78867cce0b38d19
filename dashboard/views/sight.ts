import { html } from 'hono/html';
import { groupsExplained, unseenOf } from '../../reports/advice.ts';
import { plain } from '../../reports/formats/text.ts';
import type { SiteMonth } from '../../reports/store/model.ts';
import { sightMessages as words } from '../messages/sight.ts';
import { bytes, clock, day, duration, number, percent } from './format.ts';
import { external, facts, type Markup, nothing, scroll } from './markup.ts';
import { notSeen } from './words.ts';

/** What could not be seen, and which checks could not be judged. */
export const sightView = (
	{ coverage, checks, run }: Pick<SiteMonth, 'coverage' | 'checks' | 'run'>,
	nameOf: (check: string) => string,
): Markup => {
	const byReason = unseenOf({ coverage, run });
	const explained = groupsExplained(coverage.notSeen);
	const skipped = checks.filter(({ outcome }) => outcome === 'not-assessed');
	return html`<p>${words.share(percent(coverage.share))}${
		byReason.length === 0
			? words.all
			: words.hidden(byReason.map(({ why, count }) => `${notSeen[why]} ${number(count)}`))
	}</p>
${run.complete ? nothing : html`<p class="card notice">${words.cut(plain(run.stopReason ?? '') || words.unknownReason)}</p>`}
${
	byReason.length === 0
		? nothing
		: html`<ul>${byReason.map(({ why, advice }) => html`<li>${words.advice(notSeen[why], advice)}</li>`)}</ul>
<details class="off-paper"><summary>${words.groups(number(coverage.notSeen.length))}</summary>${scroll(
				words.addresses,
				html`<table>
<caption class="heard">${words.addresses}</caption>
<thead><tr><th scope="col">${words.address}</th><th scope="col">${words.why}</th><th scope="col" class="number">${words.count}</th></tr></thead>
<tbody>${coverage.notSeen.map(
					({ what, why, count }) =>
						html`<tr><td>${count === 1 ? external(what) : html`<span class="address">${plain(what)}</span>`}</td><td>${notSeen[why]}</td><td class="number">${number(count)}</td></tr>`,
				)}</tbody>
</table>`,
			)}${explained ? html`<p>${words.explained(explained)}</p>` : nothing}</details>`
}
${
	skipped.length === 0
		? html`<p>${words.allAssessed}</p>`
		: scroll(
				words.skippedName,
				html`<table>
<caption>${words.skipped}</caption>
<thead><tr><th scope="col">${words.check}</th><th scope="col">${words.why}</th></tr></thead>
<tbody>${skipped.map(
					({ id, reason }) =>
						html`<tr><th scope="row">${nameOf(id)}</th><td>${plain(reason ?? '') || words.unknownReason}</td></tr>`,
				)}</tbody>
</table>`,
			)
}`;
};

/** The audit itself in numbers. */
export const runView = ({ run, sums }: Pick<SiteMonth, 'run' | 'sums'>): Markup =>
	facts([
		[words.run.asOf, day(sums.asOf)],
		[words.run.started, clock(run.startedAt)],
		[words.run.finished, clock(run.finishedAt)],
		[words.run.took, duration(run.startedAt, run.finishedAt)],
		[words.run.pages, words.run.pagesOf(number(run.pagesFetched), number(run.pagesRendered))],
		[words.run.links, number(run.linksChecked)],
		[words.run.requests, number(run.requests)],
		[words.run.bytes, bytes(run.bytes)],
		[
			words.run.isWhole,
			run.complete ? words.run.whole : words.run.notWhole(plain(run.stopReason ?? '') || words.unknownReason),
		],
	]);
