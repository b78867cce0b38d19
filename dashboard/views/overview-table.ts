import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import { briefReason } from '../../reports/reasons.ts';
import { levelNames } from '../../reports/register-columns.ts';
import type { MonthSums, OverviewRow, OverviewSort } from '../../reports/store/model.ts';
import { severities, verdicts } from '../../reports/words.ts';
import type { OverviewState, SiteState, Urls } from '../urls.ts';
import { monthName, number, percent } from './format.ts';
import { absent, cell, heard, type Markup, scroll, tag } from './markup.ts';
import { certainOf, change, points } from './points.ts';
import { incomplete, verdictTones } from './words.ts';

interface Heading {
	readonly text: string;
	/** Absent where no order is kept for it. */
	readonly sort?: OverviewSort;
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
	{ text: '变化的问题' },
	{ sort: 'coverage', text: '覆盖' },
];

export interface OverviewTableProps {
	readonly state: OverviewState & { readonly month: string };
	readonly rows: readonly OverviewRow[];
	/** A portal with fewer points is unqualified. */
	readonly passMark: number;
}

const heading = ({ sort, text, by = text, highFirst = false }: Heading, state: OverviewState, urls: Urls) => {
	if (!sort) return html`<th scope="col" role="columnheader">${text}</th>`;
	const isSorted = state.sort === sort;
	const descending = isSorted ? !state.descending : highFirst;
	const direction = isSorted ? (state.descending ? 'descending' : 'ascending') : 'none';
	const href = urls.overview({ ...state, sort, descending, page: 1 });
	const arrow = isSorted ? (state.descending ? '▼' : '▲') : '';
	return html`<th scope="col" role="columnheader" aria-sort="${direction}"><a href="${href}">${text}<span aria-hidden="true" class="arrow">${arrow}</span>${heard(`，按${by}${descending ? '降序' : '升序'}排列`)}</a></th>`;
};

type Filter = Pick<SiteState, 'state' | 'severity' | 'certainty'>;
/** A number that leads to the findings it counts; a plain one where it counts none. */
type Counted = (count: number, filter: Filter, before?: string) => Markup;

const countedOf =
	(site: string, month: string, urls: Urls): Counted =>
	(count, filter, before = '') => {
		const text = `${before}${number(count)}`;
		return count > 0
			? html`<a href="${urls.site(site, { month, ...filter }, 'findings')}">${text}</a>`
			: html`${text}`;
	};

const bySeverity = (sums: MonthSums, counted: Counted): Markup => {
	const own = (severity: 'veto' | 'major' | 'minor'): Markup =>
		counted(sums[severity], { severity, certainty: 'certain' }, `${severities[severity]}\u00a0`);
	return html`<span class="minor">${sums.veto > 0 ? html`<strong class="bad">${own('veto')}</strong> · ` : ''}${own('major')} · ${own('minor')}</span>`;
};

/** What is new, back or repaired since the last audit. */
const lives = (sums: MonthSums, counted: Counted): Markup => {
	const words = { new: '新', regressed: '复发', fixed: '已修复' } as const;
	const told = (['new', 'regressed', 'fixed'] as const).filter((state) => sums[state] > 0);
	return told.length === 0
		? absent('没有变化')
		: html`${told.map((state) => html`${counted(sums[state], { state }, `${words[state]}\u00a0`)} `)}`;
};

const verdictCell = (sums: MonthSums, passMark: number): Markup => {
	const reason = briefReason(sums, passMark);
	const { vetoesAwaiting } = sums;
	return html`${tag(verdicts[sums.verdict], verdictTones[sums.verdict])}${
		sums.complete ? '' : html` ${tag(incomplete, 'warn')}`
	}${reason ? html`<span class="minor">${reason}</span>` : ''}${
		vetoesAwaiting > 0
			? html`<span class="minor">${reason ? '另有' : '有'} ${vetoesAwaiting} 项否决待确认</span>`
			: ''
	}`;
};

const scoreCell = (total: number | null, observed: number): Markup =>
	html`<strong>${points(total)}</strong><span class="minor">可观察 ${observed} 分</span>`;

const changeCell = ({ inspectionChange, disclosureChange }: MonthSums): Markup =>
	inspectionChange === null && disclosureChange === null
		? absent('没有可比的月份')
		: html`${inspectionChange === null ? '' : html`<div>检查 ${change(inspectionChange)}</div>`}${
				disclosureChange === null ? '' : html`<div>公开 ${change(disclosureChange)}</div>`
			}`;

const sumsCells = (sums: MonthSums, passMark: number, counted: Counted): Markup =>
	html`${cell('结论', verdictCell(sums, passMark), 'verdict')}
${cell('网站检查', scoreCell(sums.inspection, sums.inspectionObserved), 'number')}
${cell('政务公开', scoreCell(sums.disclosure, sums.disclosureObserved), 'number')}
${cell('较上次', changeCell(sums), 'changes')}
${cell('问题', html`<strong>${counted(certainOf(sums), { certainty: 'certain' })}</strong>${bySeverity(sums, counted)}`, 'number')}
${cell('待核对', counted(sums.review, { certainty: 'review' }), 'number')}
${cell('变化的问题', lives(sums, counted), 'lives')}
${cell('覆盖', percent(sums.coverage), 'number coverage')}`;

const row = (
	{ site, sums }: OverviewRow,
	{ state: { month }, passMark }: OverviewTableProps,
	urls: Urls,
): Markup =>
	html`<tr role="row">
<th scope="row" role="rowheader"><a href="${urls.site(site.id, { month })}">${plain(site.name) || site.id}</a><span class="minor">${site.id}</span></th>
${cell('级别', site.level ? html`${levelNames[site.level]}` : absent('未填写'), 'of-site')}
${cell('地区', plain(site.district ?? '') ? html`${plain(site.district ?? '')}` : absent('未填写'), 'of-site')}
${
	sums
		? sumsCells(sums, passMark, countedOf(site.id, month, urls))
		: html`${cell('结论', tag(verdicts.unaudited, verdictTones.unaudited), 'verdict')}<td role="cell" colspan="7" class="unaudited">本月还没有审计报告</td>`
}
</tr>`;

/** A row a site, with headings that sort. */
export const overviewTable = (props: OverviewTableProps, urls: Urls): Markup => {
	const { state, rows } = props;
	return scroll(
		'各网站审计结果',
		html`<table class="overview stacked" role="table">
<caption class="heard">${monthName(state.month)}各网站审计结果</caption>
<thead role="rowgroup"><tr role="row">${headings.map((one) => heading(one, state, urls))}</tr></thead>
<tbody role="rowgroup">${rows.map((one) => row(one, props, urls))}</tbody>
</table>`,
	);
};
