import { defineCheck } from '../check.ts';
import { columnsWithTerm } from '../facts/columns.ts';

/** A day in the title itself, as issues and reports bear it. */
const datedTitle = /(?:19|20)\d{2}年?\s?[-.年第]\s?\d{1,2}\s?[-.月期]/;

/** So many of a column, and most of it, are a fault of its template: one to mend. */
const leastOfTemplate = 3;
const mostExamples = 20;

export default defineCheck({
	id: 'undated-item',
	group: 'column',
	name: '未注明发布时间',
	decides: '列表和页面上都没有发布日期的信息。',
	basis: '《全国政府网站普查评分表》（国办发〔2015〕15号）：没有注明发布时间的，视为未更新',
	repair:
		'在信息页面的标题下方注明“发布日期：YYYY-MM-DD”，并在栏目列表中显示日期；多条信息同时缺少日期的，多半是模板没有调用日期字段，改一次模板即可。',
	severity: 'minor',
	needs: ['columns', 'items'],
	*find({ columns, items }, { staleAfter }) {
		const judged = columnsWithTerm(columns, staleAfter);
		for (const [address, all] of Map.groupBy(items, ({ column }) => column)) {
			const column = judged.get(address);
			if (!column) continue;
			const undated = all.filter(
				({ date, title, read, file }) =>
					// Without a page that was seen, which may show one, nobody can tell.
					date === undefined && !datedTitle.test(title) && (read !== undefined || file),
			);
			const isSure = ({ read }: { readonly read?: string }): boolean =>
				// A file may bear its date inside, a script may draw it, and what must be disclosed is a text as often as news.
				read === 'whole' && column.sure !== 'likely' && column.kind !== 'statutory';
			const sure = undated.filter(isSure);
			if (undated.length >= leastOfTemplate && undated.length * 2 > all.length) {
				yield {
					subject: address,
					...(sure.length * 2 <= undated.length && { certainty: 'review' }),
					message: `栏目“${column.title}”的${all.length}条信息中有${undated.length}条没有注明发布日期，按规定视为未更新，请在模板中调用日期字段，补上发布日期。`,
					snippet: `如“${undated[0]?.title}”，列表和页面上都没有日期`,
					marked: undated[0]?.title ?? '',
					foundOn: undated.slice(0, mostExamples).map(({ url }) => url),
					foundOnCount: undated.length,
				};
				continue;
			}
			for (const item of undated)
				yield {
					subject: item.url,
					...(!isSure(item) && { certainty: 'review' }),
					message: `栏目“${column.title}”的信息“${item.title}”没有注明发布日期，按规定视为未更新，请补上发布日期。`,
					snippet: item.file ? '已查栏目列表，没有日期；文件没有打开' : '已查栏目列表和信息页面，都没有日期',
					marked: '没有日期',
					foundOn: [address],
				};
		}
	},
	examples: {
		wrong: [
			'“政务动态”的一条信息，列表没有日期，正文页也没有。',
			'正文说“11月9日召开会议”，那是开会的日子，不是发布日期。',
			'一个栏目的信息大半没有日期：是模板的问题，只在栏目上列一处。',
			'列表里没有日期的 PDF，文件里面也许写着（待核对）。',
		],
		right: [
			'列表没有日期，正文页有；或正文页没有，列表有。',
			'标题自带期次：临江统计月报2026年第10期。',
			'正文页没有打开看过，或在另一个网站上。',
			'公开指南等没有更新期限的栏目，归档栏目。',
		],
	},
});
