import { defineCheck } from '../check.ts';
import { dayName } from '../facts/calendar.ts';
import { isTownship } from '../facts/identity.ts';

export default defineCheck({
	id: 'missing-website-annual-report',
	group: 'site',
	name: '未发布政府网站年度工作报表',
	decides: '每年1月31日以后，网站上仍没有上一年度的政府网站工作年度报表。',
	basis: '国办函〔2018〕12号：每年1月31日前在网站首页公布政府网站工作年度报表',
	repair: '从全国政府网站信息报送系统导出本网站上一年度的工作年度报表，在首页公布，标题写明年度。',
	severity: 'minor',
	restsOn: ['platform', 'updates'],
	needs: ['yearly', 'identity', 'asOf'],
	*find({ yearly, identity, asOf }, { websiteReportDue }) {
		const year = Number(asOf.slice(0, 4)) - 1;
		const due = `${year + 1}-${websiteReportDue}`;
		const years = yearly.website.map((report) => report.year);
		if (asOf <= due || years.includes(year)) return;
		yield {
			subject: identity.url,
			key: String(year),
			// A site that has published others knows what it is; others may have it under another name, or as a picture.
			...((years.length === 0 || isTownship(identity.name)) && { certainty: 'review' }),
			message: `没有找到${year}年政府网站工作年度报表，公布期限为${dayName(due)}，请在首页公布。`,
			snippet: years.length > 0 ? `已有年度：${years.join('、')}` : '没有见到任何年度的报表',
		};
	},
	examples: {
		wrong: [
			'2月1日，只有前几年的政府网站工作年度报表。',
			'从来没有见到任何年度的报表，或是乡镇、街道网站（待核对）。',
		],
		right: ['首页或列表里有《2025年政府网站工作年度报表》。', '1月31日当天还没有公布：期限未过。'],
	},
});
