import { defineCheck } from '../check.ts';
import { dueReportYears, reportDueOn, reportShelf } from '../facts/annual-reports.ts';
import { dayName } from '../facts/calendar.ts';
import { isTownship } from '../facts/identity.ts';

export default defineCheck({
	id: 'missing-annual-report',
	group: 'platform',
	name: '未发布信息公开年度报告',
	decides: '近五年中，过了公布期限仍没有发布的政府信息公开工作年度报告。',
	basis:
		'《中华人民共和国政府信息公开条例》（国务院令第711号）第四十九条：部门1月31日前、县级以上地方人民政府3月31日前公布上一年度报告',
	repair:
		'在“政府信息公开年报”板块发布该年度的政府信息公开工作年度报告，标题写明年度；报告已发布在别处的，在年报板块补上链接。',
	severity: 'major',
	restsOn: ['platform'],
	needs: ['annualReports', 'columns', 'identity', 'asOf'],
	*find(
		{ annualReports, columns, identity, asOf },
		{ annualReportYears, governmentReportDue, departmentReportDue },
	) {
		const terms = { annualReportYears, governmentReportDue, departmentReportDue };
		const { found, whole } = annualReports;
		const shelf = reportShelf(columns);
		const known = found.filter(({ foreign }) => !foreign);
		const oldest = Math.min(...known.map(({ year }) => year));
		const names = known.map(({ year }) => year);
		for (const year of dueReportYears(asOf, identity.type, terms)) {
			if (names.includes(year)) continue;
			const others = found.some((report) => report.year === year);
			// A new or merged organ has none of the years before its first.
			const plain =
				shelf?.sure === 'certain' &&
				whole &&
				known.length > 0 &&
				year > oldest &&
				!others &&
				!isTownship(identity.name); // They report to their county; the regulation's day is not theirs.
			yield {
				subject: shelf?.url ?? identity.url,
				key: String(year),
				...(!plain && { certainty: 'review' }),
				message: `没有找到${year}年政府信息公开工作年度报告，公布期限为${dayName(reportDueOn(year, identity.type, terms))}，请尽快发布；已发布的，请放入“政府信息公开年报”板块并在标题中写明年度。`,
				snippet: names.length > 0 ? `已有年度：${[...new Set(names)].join('、')}` : '没有见到任何年度的报告',
			};
		}
	},
	examples: {
		wrong: [
			'4月1日，年报栏目里仍没有上一年度的政府年报。',
			'有 2025、2024、2022 年的报告，缺 2023 年。',
			'缺的是最早一份报告之前的年度，单位也许当时还没有成立（待核对）。',
		],
		right: [
			'3月31日当天（部门为1月31日）还没有发布：期限未过。',
			'标题写“二〇二五年”“（2024年）”，或一份报告覆盖几年。',
			'报告发在“通知公告”里，年报栏目没有。',
			'2018 年度和更早的部门报告，期限同样是 3月31日。',
			'年报放在另一个网站，或列表没有加载出来：不作判定。',
		],
	},
});
