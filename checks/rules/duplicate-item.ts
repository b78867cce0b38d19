import { defineCheck } from '../check.ts';
import { copiesAmong } from '../facts/items.ts';

/** What comes again after more days may be meant to: work that recurs, the next batch, another round. */
const recurring = 20;

export default defineCheck({
	id: 'duplicate-item',
	group: 'column',
	name: '信息重复发布',
	decides: '同一栏目里标题和正文都相同、地址不同的信息。',
	basis: '项目默认规则，参照省级政府网站检查通报的常见问题；国家没有明文规定',
	repair: '核对后保留一条（一般保留最早发布的），删除其余各条，并把被删地址重定向到保留的一条。',
	severity: 'minor',
	needs: ['columns', 'items'],
	*find({ columns, items }) {
		const titles = new Map(columns.map(({ url, title }) => [url, title]));
		for (const { copy, first, alike, sameFiles, daysSince } of copiesAmong(items)) {
			const isSlip = daysSince !== undefined && daysSince <= recurring;
			const doubts = [
				...(isSlip ? [] : [daysSince === undefined ? '发布日期不全' : `相隔${daysSince}天`]),
				...(sameFiles ? [] : ['附件名称相同而地址不同']),
			];
			const advice = doubts.length > 0 ? '请核对是否有意再次发布，重复的' : '请核对后';
			yield {
				subject: copy.url,
				key: copy.column,
				...((!alike || doubts.length > 0) && { certainty: 'review' }),
				message: `栏目“${titles.get(copy.column) ?? ''}”里“${copy.title}”发布了不止一次，${['标题和正文都相同', ...doubts].join('，')}，${advice}只保留一条。`,
				snippet: `另一条：${first.url}${first.date ? `（${first.date}）` : ''}`,
				marked: first.url,
				foundOn: [copy.column],
			};
		}
	},
	examples: {
		wrong: [
			'“通知公告”里同一份停水通告发了两次，标题、正文相同，地址不同。',
			'汇总栏目里有两条相同的，其中一条来自下级栏目（待核对）。',
			'几个月后一字不差地再发一次停水、招聘通告，或附件同名而不是同一个文件（待核对）。',
		],
		right: [
			'标题相同，正文写的路段、日期、批次、文号或附件不同。',
			'同一文件在“政策文件”“政府公报”和部门栏目里各有一份。',
			'两个地址打开是同一个页面。',
			'正文只有“见附件”，无从比较。',
		],
	},
});
