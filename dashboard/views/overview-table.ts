import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { levelNames } from '../../reports/register-columns.ts';
import type { MonthSums, OverviewRow, OverviewSort } from '../../reports/store/model.ts';
import { verdicts } from '../../reports/words.ts';
import type { OverviewState, Urls } from '../urls.ts';
import { monthName, number, percent } from './format.ts';
import { absent, heard, type Markup, scroll, tag } from './markup.ts';
import { certainOf, change, points } from './points.ts';
import { incomplete, verdictTones } from './words.ts';

interface Heading {
	readonly sort: OverviewSort;
	readonly text: string;
	/** What it sorts by, where the text alone does not say. */
	readonly by?: string;
	/** A first click shows the highest first. */
	readonly highFirst?: boolean;
}

const headings: readonly Heading[] = [
	{ sort: 'name', text: '网站' },
	{ sort: 'level', text: '级别' },
	{ sort: 'district', text: '地区' },
	{ sort: 'verdict', text: '结论' },
	{ sort: 'inspection', text: '网站检查' },
	{ sort: 'disclosure', text: '政务公开' },
	{ sort: 'change', text: '较上次', by: '网站检查得分的变化' },
	{ sort: 'findings', text: '问题', highFirst: true },
	{ sort: 'review', text: '待核对', highFirst: true },
	{ sort: 'coverage', text: '覆盖' },
];

export interface OverviewTableProps {
	readonly state: OverviewState & { readonly month: string };
	readonly rows: readonly OverviewRow[];
}

const heading = ({ sort, text, by = text, highFirst = false }: Heading, state: OverviewState, urls: Urls) => {
	const isSorted = state.sort === sort;
	const descending = isSorted ? !state.descending : highFirst;
	const direction = isSorted ? (state.descending ? 'descending' : 'ascending') : 'none';
	const href = urls.overview({ ...state, sort, descending, page: 1 });
	const arrow = isSorted ? (state.descending ? '▼' : '▲') : '';
	return html`<th scope="col" aria-sort="${direction}"><a href="${href}">${text}<span aria-hidden="true" class="arrow">${arrow}</span>${heard(`，按${by}${descending ? '降序' : '升序'}排列`)}</a></th>`;
};

const severityCounts = ({ veto, major, minor }: MonthSums): Markup =>
	html`<span class="minor">${veto > 0 ? html`<strong class="bad">否决 ${number(veto)}</strong> · ` : ''}重大 ${number(major)} · 一般 ${number(minor)}</span>`;

const sumsCells = (
	sums: MonthSums,
): Markup => html`<td>${tag(verdicts[sums.verdict], verdictTones[sums.verdict])}${
	sums.complete ? '' : html` ${tag(incomplete, 'warn')}`
}${sums.vetoesHeld > 0 ? html`<span class="minor">单项否决 ${sums.vetoesHeld} 项</span>` : ''}${
	sums.vetoesAwaiting > 0 ? html`<span class="minor">待确认否决 ${sums.vetoesAwaiting} 项</span>` : ''
}</td>
<td class="number"><strong>${points(sums.inspection)}</strong><span class="minor">可观察 ${sums.inspectionObserved} 分</span></td>
<td class="number"><strong>${points(sums.disclosure)}</strong><span class="minor">可观察 ${sums.disclosureObserved} 分</span></td>
<td class="changes">${
	sums.inspectionChange === null && sums.disclosureChange === null
		? absent('没有可比的月份')
		: html`${sums.inspectionChange === null ? '' : html`<div>检查 ${change(sums.inspectionChange)}</div>`}${
				sums.disclosureChange === null ? '' : html`<div>公开 ${change(sums.disclosureChange)}</div>`
			}`
}</td>
<td class="number"><strong>${number(certainOf(sums))}</strong>${severityCounts(sums)}</td>
<td class="number">${number(sums.review)}</td>
<td class="number">${percent(sums.coverage)}</td>`;

const row = ({ site, sums }: OverviewRow, { month }: OverviewTableProps['state'], urls: Urls): Markup =>
	html`<tr>
<th scope="row"><a href="${urls.site(site.id, { month })}">${plain(site.name) || site.id}</a><span class="minor">${site.id}</span></th>
<td>${site.level ? levelNames[site.level] : absent('未填写')}</td>
<td>${plain(site.district ?? '') || absent('未填写')}</td>
${
	sums
		? sumsCells(sums)
		: html`<td>${tag(verdicts.unaudited, verdictTones.unaudited)}</td><td colspan="6" class="unaudited">本月还没有审计报告</td>`
}
</tr>`;

/** A row a site, with headings that sort. */
export const overviewTable = ({ state, rows }: OverviewTableProps, urls: Urls): Markup =>
	scroll(
		'各网站审计结果',
		html`<table class="overview">
<caption class="heard">${monthName(state.month)}各网站审计结果</caption>
<thead><tr>${headings.map((one) => heading(one, state, urls))}</tr></thead>
<tbody>${rows.map((one) => row(one, state, urls))}</tbody>
</table>`,
	);
