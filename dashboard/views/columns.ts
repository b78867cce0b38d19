import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { ReportColumn } from '../../reports/model.ts';
import { kinds, recognised } from '../../reports/words.ts';
import { day, number } from './format.ts';
import { absent, external, type Markup, nothing, scroll } from './markup.ts';
import { contents } from './words.ts';

/** No entries to count: a page of its own, another site's, or a list that nobody saw. */
const hasNoList = ({ content, items }: ReportColumn): boolean =>
	items === 0 && (content === 'text' || content === 'elsewhere' || content === 'unloaded');

const row = (column: ReportColumn): Markup => {
	const { url, title, kind, items, lastPublishedOn, recognisedBy, complete, content } = column;
	return html`<tr><th scope="row">${external(url, title || url)}</th><td>${kinds[kind]}</td><td>${
		content ? contents[content] : absent('未记录')
	}</td><td class="number">${hasNoList(column) ? absent('没有列表') : number(items)}</td><td>${lastPublishedOn ? day(lastPublishedOn) : absent('没有日期')}</td><td>${plain(
		recognised(recognisedBy),
	)}</td><td>${complete ? '读完' : '未读完'}</td></tr>`;
};

const table = (caption: string, columns: readonly ReportColumn[]): Markup =>
	scroll(
		caption,
		html`<table>
<caption>${caption}</caption>
<thead><tr><th scope="col">栏目</th><th scope="col">类别</th><th scope="col">内容</th><th scope="col">条数</th><th scope="col">最新日期</th><th scope="col">认定依据</th><th scope="col">列表</th></tr></thead>
<tbody>${columns.map(row)}</tbody>
</table>`,
	);

/** Columns shown at once; a large site has hundreds. */
const shown = 30;

/** The columns that the audit recognised, the first ones in sight. */
export const columnsView = (columns: readonly ReportColumn[]): Markup => {
	if (columns.length === 0) return html`<p>这次审计没有认出任何栏目。</p>`;
	const others = columns.slice(shown);
	const all = `认出 ${number(columns.length)} 个栏目`;
	return html`${table(others.length > 0 ? `${all}，这里列出前 ${shown} 个` : all, columns.slice(0, shown))}${
		others.length > 0
			? html`<details><summary>另有 ${number(others.length)} 个栏目</summary>${table(`其余 ${number(others.length)} 个栏目`, others)}</details>`
			: nothing
	}`;
};
