import { defineCheck } from '../check.ts';
import { strangersAmong } from '../facts/items.ts';

export default defineCheck({
	id: 'misfiled-content',
	name: '栏目内容混杂',
	decides: '发在明显不属于它的栏目里的信息，例如解读发在规范性文件栏目、新闻发在年报栏目。',
	basis: '各地政务公开工作要点“杜绝错链、断链和内容混杂”；国家没有单独的条款',
	repair:
		'把信息移到所属的栏目；原地址有人引用的，做好重定向。栏目本来就收多类信息的，请改用能说明范围的栏目名称。',
	severity: 'minor',
	needs: ['columns', 'items'],
	*find({ columns, items }) {
		for (const { item, kind, column, isAtHome } of strangersAmong(columns, items)) {
			yield {
				subject: item.url,
				key: column.url,
				...(isAtHome && { certainty: 'review' }),
				message: `“${item.title}”是${kind.name}，却发在栏目“${column.title}”里，请移到所属的栏目。`,
				snippet: `栏目：${column.title}`,
				foundOn: [column.url],
			};
		}
	},
});
