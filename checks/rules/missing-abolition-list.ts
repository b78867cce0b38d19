import { defineCheck } from '../check.ts';

export default defineCheck({
	id: 'missing-abolition-list',
	group: 'platform',
	name: '未公开废止失效清单',
	decides: '没有公开废止、宣布失效的文件清单或清理结果。',
	basis: '地方规定（如苏州市2019年政务公开文件：建立宣布失效文件清单）',
	repair: '在政府信息公开专栏开设“废止失效文件”栏目，公布历次清理结果和宣布废止、失效的文件目录。',
	severity: 'minor',
	restsOn: ['platform'],
	needs: ['platform', 'identity'],
	*find({ platform, identity }) {
		if (platform.shows.abolition) return;
		yield {
			subject: identity.url,
			// It may stand under a name that is not known here, or be kept by another organ.
			certainty: 'review',
			message:
				'没有找到废止、失效文件清单或清理结果，请核对是否已经公开；没有公开的，请在信息公开专栏集中公布。',
			snippet: `已查 ${platform.names.length} 个栏目和导航名称，没有带“废止”“失效”“清理结果”字样的`,
			...(platform.url && { foundOn: [platform.url] }),
		};
	},
	examples: {
		wrong: ['全站找不到废止失效文件清单，也没有清理结果（待核对）。'],
		right: ['有“废止失效文件”栏目。', '没有专门栏目，但发布过《关于废止部分行政规范性文件的决定》。'],
	},
});
