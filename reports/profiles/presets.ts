import type { Terms } from '../../checks/facts/terms.ts';

/** A place's own values over the national ones. */
export interface Preset {
	/** Chinese. */
	readonly title: string;
	readonly terms: Partial<Terms>;
	readonly termNotes: Readonly<Record<string, { readonly source: string; readonly verified: boolean }>>;
}

/**
 * What the documents of single places demand beyond or beside the national default; where they are silent, that default holds.
 * Each place also obeys its own later documents: an operator there checks the values and overrides them in a file.
 */
const order = (place: string, what: string) => ({ source: `${place}：${what}`, verified: true }) as const;

const yangzhou = '扬州市2018年政务公开文件';
const lushui = '泸水市2021年政务公开文件';
const yiwu = '义乌市2019年政务公开文件';
const huzhou = '湖州市2022年政务公开文件';

export const presets: Readonly<Record<string, Preset>> = {
	'suzhou-2019': {
		title: '苏州 2019',
		terms: {},
		termNotes: {},
	},
	'yangzhou-2018': {
		title: '扬州 2018',
		terms: { publicMarker: 'required', interpretationDays: 3, interpretationScope: 'all' },
		termNotes: {
			publicMarker: order(yangzhou, '凡主动公开的公文，附注部分标注“此件公开发布”'),
			interpretationDays: order(yangzhou, '文件公开后3个工作日内发布解读'),
			interpretationScope: order(yangzhou, '以政府名义印发的和部门的政策性文件都要解读'),
		},
	},
	'lushui-2021': {
		title: '泸水 2021',
		terms: {
			interpretationDays: 0,
			interpretationScope: 'all',
			feedbackDays: 10,
			evaluationDue: '03-31',
		},
		termNotes: {
			interpretationDays: order(lushui, '文件与解读“三同步”'),
			interpretationScope: order(lushui, '凡面向企业和群众的主动公开政策性文件，均要开展解读'),
			feedbackDays: order(lushui, '决策文件印发后10个工作日内公开意见收集、采纳情况'),
			evaluationDue: order(lushui, '评估结果在下一年第一季度向社会公开'),
		},
	},
	'yiwu-2019': {
		title: '义乌 2019',
		terms: { interpretationDays: 0 },
		termNotes: { interpretationDays: order(yiwu, '解读与文件同步组织、同步审签、同步发布') },
	},
	'huzhou-2022': {
		title: '湖州 2022',
		terms: { interpretationScope: 'normative', replyDays: 1 },
		termNotes: {
			interpretationScope: order(huzhou, '行政规范性文件全量解读'),
			replyDays: order(huzhou, '简单咨询留言1个工作日答复'),
		},
	},
};
