import { defineCheck } from '../check.ts';

/** What a government portal opens, and what it may call them. */
const wanted = {
	overview: '概况信息（如“走进××”“市情”）',
	organization: '机构职能',
	leaders: '领导信息（如“领导之窗”）',
	news: '动态要闻',
	policy: '政策文件',
	interpretation: '政策解读',
	notice: '通知公告',
	data: '数据发布（如“统计数据”）',
	message: '互动交流（如“咨询留言”“市长信箱”）',
	service: '办事服务',
} as const;

export default defineCheck({
	id: 'missing-column',
	group: 'column',
	name: '未开设栏目',
	decides:
		'政府门户网站没有开设概况、机构职能、领导信息、动态要闻、政策文件、政策解读、通知公告、数据发布、互动交流、办事服务中的某一类栏目。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）扣分指标“信息发布”“互动交流”“办事服务”',
	repair:
		'在网站导航中开设该类栏目并发布内容；已有同类栏目而名称不同的，核对后可以不改，或改用通行名称方便查找。',
	severity: 'minor',
	restsOn: ['platform'],
	needs: ['platform', 'identity'],
	*find({ platform, identity }) {
		if (identity.type !== 'portal') return;
		const unfound = Object.entries(wanted).flatMap(([kind, name]) =>
			platform.shows[kind as keyof typeof wanted] ? [] : [name],
		);
		if (unfound.length === 0) return;
		yield {
			subject: identity.url,
			// Names vary without end.
			certainty: 'review',
			message: `没有找到以下栏目：${unfound.join('、')}，请核对是否开设；未开设的，请在导航中增设。`,
			snippet: `已查 ${platform.names.length} 个栏目和导航名称，没有这几类的`,
		};
	},
	examples: {
		wrong: ['门户网站的导航里找不到领导信息和数据发布（待核对）。'],
		right: [
			'概况叫“走进临江”，领导信息叫“市长之窗”，数据发布叫“统计数据”。',
			'部门网站：不要求开设全部栏目。',
			'抓取提前结束：不作判定。',
		],
	},
});
