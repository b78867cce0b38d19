import { defineCheck } from '../check.ts';

export default defineCheck({
	id: 'missing-evaluation-result',
	group: 'platform',
	name: '政务公开考核评估结果未公开',
	decides: '第一季度过后，网站上没有上一年度政务公开考核评估结果。',
	basis: '地方规定（如泸水市2021年政务公开文件：评估结果在下一年第一季度向社会公开）',
	repair:
		'在政府信息公开专栏公布上一年度政务公开考核评估结果，标题写明年度；由上级统一公布的，链接到上级网站。',
	severity: 'minor',
	restsOn: ['platform', 'updates'],
	needs: ['yearly', 'identity', 'asOf'],
	*find({ yearly, identity, asOf }, { evaluationDue }) {
		if (identity.type !== 'portal') return;
		const year = Number(asOf.slice(0, 4)) - 1;
		const due = `${year + 1}-${evaluationDue}`;
		// The result of a year is often called by the year in which it was told.
		if (asOf <= due || yearly.evaluation.some((result) => result.year >= year)) return;
		const known = [...new Set(yearly.evaluation.map((result) => result.year))];
		yield {
			subject: identity.url,
			key: String(year),
			certainty: 'review',
			message: `没有找到${year}年政务公开考核评估结果，请核对；当地要求公开的，请补充公布。`,
			snippet: `已查各栏目和页面的标题：没有${year}年的政务公开考核、评估结果，${known.length > 0 ? `只有 ${known.join('、')} 年的` : '也没有其他年度的'}`,
		};
	},
	examples: {
		wrong: ['4月以后，只有 2023 年度的考核结果通报（待核对）。', '只有考核工作方案，没有结果（待核对）。'],
		right: [
			'《临江市2025年度政务公开考核结果通报》。',
			'标题没有年度，但在今年发布的评估情况通报。',
			'3月31日还没有公布：期限未过；部门网站不要求。',
		],
	},
});
