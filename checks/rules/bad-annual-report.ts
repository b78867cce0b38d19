import { defineCheck } from '../check.ts';

/** Sections of the template of 2021. */
const sections = [
	'总体情况',
	'主动公开政府信息情况',
	'收到和处理政府信息公开申请情况',
	'因政府信息公开工作被申请行政复议、提起行政诉讼情况',
	'存在的主要问题及改进情况',
	'其他需要报告的事项',
] as const;

/** The first year whose report follows that template. */
const firstYear = 2021;
/** With fewer, the page is a part of the report, or a picture of it. */
const leastSections = 3;

export default defineCheck({
	id: 'bad-annual-report',
	group: 'platform',
	name: '信息公开年度报告不规范',
	decides: '政府信息公开工作年度报告缺少规定的六个部分之一，或申请办理情况表的数字前后不平。',
	basis:
		'《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条；《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）',
	repair:
		'按格式补全六个部分；核对申请情况表，使“本年新收＋上年结转＝本年度办理结果总计＋结转下年度继续办理”，更正后重新发布并说明。',
	severity: 'minor',
	needs: ['annualReports'],
	*find({ annualReports }) {
		for (const { url, year, title, facts, foreign } of annualReports.found) {
			if (!facts || foreign || year < firstYear) continue;
			const { requests } = facts;
			const lacking = sections.filter((_, i) => !facts.sections.includes(i + 1));
			if (lacking.length > 0 && facts.sections.length >= leastSections)
				yield {
					subject: url,
					key: 'sections',
					// A section may bear another heading.
					certainty: 'review',
					message: `《${title}》没有见到“${lacking.join('”“')}”部分，请按格式核对并补全。`,
					snippet: `已见到：${facts.sections.flatMap((number) => sections[number - 1] ?? []).join('、')}`,
				};
			if (!requests) continue;
			const { fresh, carriedOver, handled, carriedForward } = requests;
			if (fresh + carriedOver === handled + carriedForward) continue;
			const sum = `本年新收${fresh}＋上年结转${carriedOver}，办理结果总计${handled}＋结转下年度${carriedForward}`;
			yield {
				subject: url,
				key: 'requests',
				message: `《${title}》的申请情况表数字不平：${sum}，两边应当相等，请核对更正。`,
				snippet: sum,
				marked: [fresh, carriedOver, handled, carriedForward].map(String),
			};
		}
	},
	examples: {
		wrong: [
			'本年新收 12 件、上年结转 3 件，办理结果总计 13 件、结转下年度 1 件：15 不等于 14。',
			'报告没有“其他需要报告的事项”这一部分（待核对）。',
		],
		right: [
			'新收 12＋结转 3＝办结 14＋结转下年度 1。',
			'2020 年度及以前的报告：当时是另一种格式。',
			'报告的正文或表格在附件、图片里，页面上看不到。',
		],
	},
});
