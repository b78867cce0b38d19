import { html } from 'hono/html';
import type { ProbeDay } from '../../crawler/model.ts';
import { plain } from '../../reports/formats/text.ts';
import { day, number, percent } from './format.ts';
import { absent, type Markup, scroll } from './markup.ts';

/** What says something of the site, or may: as the check counts. */
const counted = ({ ok, failed, unconfirmed }: ProbeDay): number => ok + failed + unconfirmed;

/** Visits that neither opened nor failed for certain, by why; empty where there are none. */
const others = (days: readonly ProbeDay[]): string =>
	(
		[
			['打不开但未能确认', ({ unconfirmed }) => unconfirmed],
			['被防护拦下（不计入）', ({ wall }) => wall],
			['本机网络原因（不计入）', ({ ours }) => ours],
		] as const satisfies readonly (readonly [string, (day: ProbeDay) => number])[]
	)
		.map(([name, of]) => [name, days.reduce((sum, day) => sum + of(day), 0)] as const)
		.filter(([, count]) => count > 0)
		.map(([name, count]) => `${name} ${number(count)}`)
		.join('，');

const failuresOf = ({ failures }: ProbeDay): Markup =>
	failures.length === 0
		? absent()
		: html`${failures.map(({ at, words }, n) => html`${n > 0 ? html`<br>` : ''}${plain(at)}：${plain(words)}`)}`;

const row = (one: ProbeDay): Markup => {
	const visits = counted(one);
	return html`<tr><th scope="row">${day(one.day)}</th><td class="number">${number(visits)}</td><td class="number">${number(one.failed)}</td><td class="number">${
		visits === 0 ? absent('没有计入的访问') : percent(one.failed / visits)
	}</td><td class="number">${one.firstByteMs === undefined ? absent() : `${number(one.firstByteMs)} 毫秒`}</td><td>${others([one]) || absent()}</td><td>${failuresOf(one)}</td></tr>`;
};

/** How a month's visits of the homepage went, day by day, the newest first. */
export const availabilityView = (days: readonly ProbeDay[]): Markup => {
	const visits = days.reduce((sum, one) => sum + counted(one), 0);
	const failed = days.reduce((sum, one) => sum + one.failed, 0);
	const more = others(days);
	const caption = `${number(days.length)} 天的首页访问`;
	return html`<p>${number(days.length)} 天里访问首页 ${number(visits)} 次，打不开或超过 15 秒 ${number(failed)} 次${
		visits > 0 ? `（${percent(failed / visits)}）` : ''
	}。${more ? `另有：${more}。` : ''}</p>
${scroll(
	caption,
	html`<table>
<caption class="heard">${caption}</caption>
<thead><tr><th scope="col">日期</th><th scope="col">访问</th><th scope="col">打不开</th><th scope="col">比例</th><th scope="col">首字节用时（中位数）</th><th scope="col">其他</th><th scope="col">失败的时间和情形</th></tr></thead>
<tbody>${days.toReversed().map(row)}</tbody>
</table>`,
)}
<p class="note">单项否决“站点无法访问”看审计基准日之前的一周，不一定是这个月。</p>`;
};
