import { defineCheck } from '../check.ts';
import { isTownship } from '../facts/identity.ts';

export default defineCheck({
	id: 'missing-gazette',
	group: 'platform',
	name: '未公开政府公报',
	decides: '政府门户网站没有政府公报栏目。',
	basis: '地方规定（如苏州市2019年政务公开文件：建设网上公报室，提供搜索及下载）',
	repair: '在网站开设“政府公报”栏目，公开各期公报，提供搜索和下载；公报由上级统一编发的，链接到其公报栏目。',
	severity: 'minor',
	restsOn: ['platform'],
	needs: ['platform', 'identity'],
	*find({ platform, identity }) {
		if (identity.type !== 'portal' || isTownship(identity.name)) return; // They publish none.
		if (platform.shows.gazette) return;
		yield {
			subject: identity.url,
			// It may stand under a name that is not known here, or be kept by another organ.
			certainty: 'review',
			message: '没有找到政府公报栏目，请核对；本级政府编发公报的，请在网站公开各期公报。',
			snippet: `已查 ${platform.names.length} 个栏目和导航名称，没有带“政府公报”字样的`,
			...(platform.url && { foundOn: [platform.url] }),
		};
	},
	examples: {
		wrong: ['市政府门户网站没有“政府公报”栏目（待核对）。'],
		right: ['导航里有“政府公报”，或链接到公报栏目。', '部门网站，乡镇、街道网站：本来不编公报。'],
	},
});
