import { html } from 'hono/html';
import { tableFormats } from '../../reports/formats/tables.ts';
import type { MonthState } from '../../reports/store/decision-model.ts';
import type { Overview } from '../../reports/store/model.ts';
import { verdicts } from '../../reports/words.ts';
import type { OverviewState, Urls } from '../urls.ts';
import { monthName, number } from './format.ts';
import { type Markup, nothing } from './markup.ts';
import { monthSwitch } from './months.ts';
import { overviewTable } from './overview-table.ts';
import { pager } from './pager.ts';
import { monthTag } from './review.ts';

export interface OverviewProps {
	readonly state: OverviewState & { readonly month: string; readonly page: number };
	/** Newest first. */
	readonly months: readonly string[];
	readonly monthState: MonthState;
	readonly rows: Overview['rows'];
	/** Sites that fit, the chosen verdict among what they have to fit. */
	readonly count: number;
	/** Sites that fit but for the chosen verdict. */
	readonly verdicts: Overview['verdicts'];
	readonly size: number;
	/** A portal with fewer points is unqualified. */
	readonly passMark: number;
	/** No report has ever been recorded. */
	readonly isFirstStart: boolean;
}

const shownVerdicts = ['qualified', 'unqualified', 'not-assessed', 'unaudited'] as const;

/** Totals by verdict, each a link to its sites. */
const totals = ({ state, verdicts: counts }: OverviewProps, urls: Urls): Markup => {
	const all = shownVerdicts.reduce((sum, verdict) => sum + counts[verdict], 0);
	const entries = [
		{ verdict: undefined, text: '全部网站', count: all, tone: 'all' },
		...shownVerdicts.map((verdict) => ({
			verdict,
			text: verdicts[verdict],
			count: counts[verdict],
			tone: verdict,
		})),
	];
	return html`<nav aria-label="按结论筛选"><ul class="totals">${entries.map(
		({ verdict, text, count, tone }) =>
			html`<li class="${tone}"><a href="${urls.overview({ ...state, verdict, page: 1 })}"${
				state.verdict === verdict ? html` aria-current="true"` : ''
			}><span class="label">${text}</span> <span class="value">${number(count)}</span></a></li>`,
	)}</ul></nav>`;
};

const searchForm = (
	{ state }: OverviewProps,
	urls: Urls,
): Markup => html`<form class="filters" role="search" method="get" action="${urls.overview()}">
<input type="hidden" name="month" value="${state.month}">
${state.sort ? html`<input type="hidden" name="sort" value="${state.sort}">` : ''}
${state.descending ? html`<input type="hidden" name="order" value="desc">` : ''}
<label>查找 <input type="search" name="q" value="${state.search ?? ''}" placeholder="名称、网址、地区或维护单位" maxlength="100"></label>
<label>结论 <select name="verdict"><option value="">全部</option>${shownVerdicts.map(
	(verdict) =>
		html`<option value="${verdict}"${state.verdict === verdict ? html` selected` : ''}>${verdicts[verdict]}</option>`,
)}</select></label>
<button>筛选</button>
${
	state.search || state.verdict || state.sort
		? html`<a href="${urls.overview({ month: state.month })}">清除筛选和排序</a>`
		: ''
}
</form>`;

/** Files of the month: of the sites that are shown here, and in this order. */
const exports = ({ state }: OverviewProps, urls: Urls): Markup => {
	const { month, search, verdict, sort, descending } = state;
	const isFiltered = search !== undefined || verdict !== undefined;
	const chosen = { month, search, verdict, sort, descending };
	const files = [
		{ name: '评分和问题', format: 'xlsx' },
		{ name: '通报代拟稿', format: 'docx' },
		...tableFormats.map((format) => ({ name: '评分', table: 'scores', format }) as const),
		...tableFormats.map((format) => ({ name: '问题', table: 'findings', format }) as const),
	] as const;
	return html`<section aria-labelledby="export">
<h2 id="export">导出${monthName(month)}数据</h2>
<ul class="downloads">${files.map(
		({ name, ...file }) =>
			html`<li><a href="${urls.export({ ...chosen, ...file })}" download>${name}${isFiltered ? '（按当前筛选）' : ''} ${file.format.toUpperCase()}</a></li>`,
	)}</ul>
</section>`;
};

/** What to do before there is anything to see. */
const firstSteps = (hasSites: boolean): Markup => html`<section class="card" aria-labelledby="first">
<h2 id="first">还没有审计结果</h2>
<p>${hasSites ? '名单中的网站还没有审计过。' : '配置里还没有网站，也没有收到过报告。'}审计完成后，结论、得分和问题会自动出现在这里。</p>
<ol class="steps">
${
	hasSites
		? ''
		: html`<li><p>把网站写进配置文件的 sites，或者导入名单（CSV 或 XLSX）：</p><pre><code>gongkai sites import 网站名单.csv --config gongkai.yaml</code></pre></li>`
}
<li><p>现在就审计全部网站；只审计一个的，在 audit 后面写它的编号：</p><pre><code>gongkai audit --config gongkai.yaml</code></pre></li>
<li><p>或者保持看板运行，到了配置的 schedule 时间会自动审计。</p></li>
</ol>
</section>`;

const list = (props: OverviewProps, urls: Urls): Markup => {
	const { state, rows, count, size, passMark } = props;
	if (rows.length === 0)
		return html`<p class="empty">没有符合条件的网站。<a href="${urls.overview({ month: state.month })}">清除筛选</a></p>`;
	return html`${overviewTable({ state, rows, passMark }, urls)}
${pager({
	what: '网站',
	total: `共 ${number(count)} 个网站`,
	page: state.page,
	size,
	count,
	hrefOf: (page) => urls.overview({ ...state, page }),
})}
<p class="note">网站检查得分按看得到的部分折算成 100 分，“可观察”是满分 100 分中看得到的分值。“较上次”与上一个完整审计的月份相比。“问题”是确定的，“待核对”须人工核实，不扣分。“变化的问题”包括确定的和待核对的。</p>`;
};

/** All sites in one month. */
export const overviewView = (props: OverviewProps, urls: Urls): Markup => {
	const { state, months, isFirstStart, verdicts: counts } = props;
	const hasSites = shownVerdicts.some((verdict) => counts[verdict] > 0);
	const isEmpty = isFirstStart && !hasSites && !state.search;
	if (isEmpty) return html`<h1>总览</h1>${firstSteps(false)}`;
	return html`<div class="head"><h1>${monthName(state.month)}总览</h1>${isFirstStart ? '' : html`<p class="state"><a href="${urls.review(state.month)}">${monthTag(props.monthState)}</a></p>`}
${monthSwitch({
	month: state.month,
	months,
	action: urls.overview(),
	hrefOf: (month) => urls.overview({ ...state, month, page: 1 }),
	kept: {
		q: state.search,
		verdict: state.verdict,
		sort: state.sort,
		order: state.descending ? 'desc' : undefined,
	},
})}</div>
${isFirstStart ? firstSteps(true) : nothing}
${totals(props, urls)}
${searchForm(props, urls)}
${list(props, urls)}
${isFirstStart ? nothing : exports(props, urls)}`;
};
