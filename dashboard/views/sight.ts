import { html } from 'hono/html';
import { groupsExplained, unseenOf } from '../../reports/advice.ts';
import { plain } from '../../reports/formats/text.ts';
import type { SiteMonth } from '../../reports/store/model.ts';
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
	return html`<p>看到已知页面的 ${percent(coverage.share)}。${
		byReason.length === 0
			? '没有漏看的页面。'
			: `未能查看的：${byReason.map(({ why, count }) => `${notSeen[why]} ${number(count)}`).join('，')}。`
	}</p>
${
	byReason.length === 0
		? nothing
		: html`<ul>${byReason.map(({ why, advice }) => html`<li>${notSeen[why]}：${advice}。</li>`)}</ul>
<details><summary>未能查看的网址（${number(coverage.notSeen.length)} 组）</summary>${scroll(
				'未能查看的网址',
				html`<table>
<caption class="heard">未能查看的网址</caption>
<thead><tr><th scope="col">网址或网址样式</th><th scope="col">原因</th><th scope="col">个数</th></tr></thead>
<tbody>${coverage.notSeen.map(
					({ what, why, count }) =>
						html`<tr><td>${count === 1 ? external(what) : html`<span class="address">${plain(what)}</span>`}</td><td>${notSeen[why]}</td><td class="number">${number(count)}</td></tr>`,
				)}</tbody>
</table>`,
			)}${explained ? html`<p>${explained}。</p>` : nothing}</details>`
}
${
	skipped.length === 0
		? html`<p>全部检查项都作出了判定。</p>`
		: scroll(
				'未判定的检查项',
				html`<table>
<caption>未判定的检查项（既不是合格，也不是问题）</caption>
<thead><tr><th scope="col">检查项</th><th scope="col">原因</th></tr></thead>
<tbody>${skipped.map(
					({ id, reason }) =>
						html`<tr><th scope="row">${nameOf(id)}</th><td>${plain(reason ?? '') || '原因未记录'}</td></tr>`,
				)}</tbody>
</table>`,
			)
}`;
};

/** The audit itself in numbers. */
export const runView = ({ run, sums }: Pick<SiteMonth, 'run' | 'sums'>): Markup =>
	facts([
		['判断基准日', day(sums.asOf)],
		['开始', clock(run.startedAt)],
		['结束', clock(run.finishedAt)],
		['用时', duration(run.startedAt, run.finishedAt)],
		['页面', `${number(run.pagesFetched)}（其中 ${number(run.pagesRendered)} 页用浏览器打开）`],
		['链接', number(run.linksChecked)],
		['请求', number(run.requests)],
		['流量', bytes(run.bytes)],
		['是否完整', run.complete ? '完整' : `不完整：${plain(run.stopReason ?? '') || '原因未记录'}`],
	]);
