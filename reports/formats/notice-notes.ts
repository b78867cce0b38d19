import { repairDays } from '../history.ts';
import { chosen, profilesOf, stateWords } from './legend.ts';
import type { NoticeFacts } from './notice-facts.ts';
import type { Block } from './office/official-document.ts';

/** What whoever finishes a draft must know, on a page of its own that is taken out before it is issued. */
export const draftingNotes = (facts: NoticeFacts): Block[] => {
	const { sites, review, states, selection, monthState } = facts;
	const cut = sites.filter(({ sums }) => sums?.complete === false).length;
	const filters = chosen(selection);
	const notes = [
		'本稿由公开哨（gongkai）根据自动检查结果生成，须经人核对、修改和签发。标黄处须填写。',
		...(filters.length > 0
			? [`本稿只涉及：${filters.join('，')}。排名仍是在本月全部同类网站中的名次。`]
			: []),
		`本月状态：${stateWords(monthState)}。`,
		`本稿只列确定的问题。另有${review}条线索须由人核实，没有列入，也没有扣分。`,
		...(states.disputed > 0
			? [`有异议、尚无结论的问题${states.disputed}个，已计入问题数，没有用作例子。`]
			: []),
		...(cut > 0 ? [`没有审计完整的网站有${cut}个，不参加排名和平均。`] : []),
		...profilesOf(sites).map(
			([{ name, hash }, count]) =>
				`按评分方案${name}（版本${hash}）计分的网站有${count}个。国家没有公布的分值是本系统的默认值，详见导出的工作簿中的“说明”表。`,
		),
		`整改期限${repairDays}个工作日是本系统的默认值，请按本地规定核对；期限按国务院公布的节假日和调休计算。`,
	];
	return [
		'page',
		{ line: '起草说明（印发前删除本页）', at: 'left', font: '黑体' },
		...notes.map((text, n): Block => ({ paragraph: `${n + 1}．${text}` })),
	];
};
