import { defineCheck } from '../check.ts';

export default defineCheck({
	id: 'missing-regulation-collection',
	group: 'platform',
	name: '规章、规范性文件未集中公开',
	decides: '信息公开专栏没有集中公开现行有效的规章、行政规范性文件。',
	basis:
		'《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）；国办公开办函〔2021〕33号',
	repair:
		'在政府信息公开专栏开设“规章”“行政规范性文件”栏目，集中公开现行有效的文件，并随制定、修改、废止及时更新。',
	severity: 'minor',
	restsOn: ['platform'],
	needs: ['platform', 'identity'],
	*find({ platform, identity }) {
		if (platform.shows.regulation) return;
		yield {
			subject: identity.url,
			// It may stand under a name that is not known here, or be kept by another organ.
			certainty: 'review',
			message: '没有找到集中公开现行有效规章或行政规范性文件的栏目，请核对；没有的，请在信息公开专栏开设。',
			snippet: `已查 ${platform.names.length} 个栏目和导航名称，没有带“规章”“规范性文件”字样的`,
			...(platform.url && { foundOn: [platform.url] }),
		};
	},
	examples: {
		wrong: ['文件散见于通知公告，没有“规章”“行政规范性文件”栏目（待核对）。'],
		right: ['信息公开专栏里有“规范性文件库”。', '抓取提前结束：不作判定。'],
	},
});
