import { html } from 'hono/html';
import { plain } from '../../reports/formats/text.ts';
import type { ReportColumn } from '../../reports/model.ts';
import { day, number } from './format.ts';
import { absent, external, type Markup, scroll } from './markup.ts';
import { contents, kinds, recognised } from './words.ts';

const row = (column: ReportColumn): Markup => {
	const { url, title, kind, items, lastPublishedOn, recognisedBy, complete, content } = column;
	return html`<tr><th scope="row">${external(url, title || url)}</th><td>${kinds[kind]}</td><td>${
		content ? contents[content] : absent('未记录')
	}</td><td class="number">${number(items)}</td><td>${lastPublishedOn ? day(lastPublishedOn) : absent('没有日期')}</td><td>${plain(
		recognised(recognisedBy),
	)}</td><td>${complete ? '读完' : '未读完'}</td></tr>`;
};

/** The columns that the audit recognised. */
export const columnsView = (columns: readonly ReportColumn[]): Markup =>
	columns.length === 0
		? html`<p>这次审计没有认出任何栏目。</p>`
		: scroll(
				'栏目',
				html`<table>
<caption>认出 ${number(columns.length)} 个栏目</caption>
<thead><tr><th scope="col">栏目</th><th scope="col">类别</th><th scope="col">内容</th><th scope="col">条数</th><th scope="col">最新日期</th><th scope="col">认定依据</th><th scope="col">列表</th></tr></thead>
<tbody>${columns.map(row)}</tbody>
</table>`,
			);
