import { defineCheck } from '../check.ts';
import { strangersAmong } from '../facts/items.ts';

export default defineCheck({
	id: 'misfiled-content',
	group: 'column',
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
				marked: column.title,
				foundOn: [column.url],
			};
		}
	},
	examples: {
		wrong: [
			'《临江市城市供水管理办法》解读发在“规范性文件”栏目。',
			'《我市召开政务公开推进会》发在“政府信息公开年报”栏目。',
			'信息自己的页面写明属于另一栏目，列表里却混在这里（待核对）。',
		],
		right: [
			'《临江市规范性文件解读工作管理办法》：标题有“解读”，本身是办法。',
			'“其他文件”“规范性文件及解读”“通知公告”：名称就说明收多类信息。',
			'这类信息在栏目里不止一条，占到两成以上：有意如此安排。',
			'上级栏目汇总下级栏目的信息。',
			'“政策文件”栏目里的任免通知。',
		],
	},
});
