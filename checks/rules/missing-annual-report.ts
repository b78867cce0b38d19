import { defineCheck } from '../check.ts';
import { dueReportYears, reportDueOn } from '../facts/annual-reports.ts';
import { isTownship } from '../facts/identity.ts';

export default defineCheck({
	id: 'missing-annual-report',
	name: '未发布信息公开年度报告',
	decides: '近五年中，过了公布期限仍没有发布的政府信息公开工作年度报告。',
	basis:
		'《中华人民共和国政府信息公开条例》（国务院令第711号）第四十九条：部门1月31日前、县级以上地方人民政府3月31日前公布上一年度报告',
	repair:
		'在“政府信息公开年报”板块发布该年度的政府信息公开工作年度报告，标题写明年度；报告已发布在别处的，在年报板块补上链接。',
	severity: 'major',
	needs: ['annualReports', 'columns', 'identity', 'asOf'],
	*find({ annualReports, columns, identity, asOf }, terms) {
		const { found, whole } = annualReports;
		const own = columns.filter(({ kind, organ }) => kind === 'annual-report' && organ === undefined);
		const shelf = own.find(({ content }) => content === 'list') ?? own[0];
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
				message: `没有找到${year}年政府信息公开工作年度报告，公布期限为${reportDueOn(year, identity.type, terms)}，请尽快发布；已发布的，请放入“政府信息公开年报”板块并在标题中写明年度。`,
				snippet: names.length > 0 ? `已有年度：${[...new Set(names)].join('、')}` : '没有见到任何年度的报告',
			};
		}
	},
});
