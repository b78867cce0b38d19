import { defineCheck } from '../check.ts';
import { atTarget, linkName } from '../facts/targets.ts';

const kinds = { gambling: '赌博', porn: '色情', parking: '域名出售或停放' } as const;

export default defineCheck({
	id: 'hijacked-link',
	group: 'link',
	name: '外链被劫持',
	decides: '指向其他网站、对方页面从标题看已变成赌博、色情或域名停放页的链接。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决“安全、泄密事故等严重问题”',
	repair:
		'先在隔离的环境里打开确认，确认后立即从列出的来源页面删除链接；旧专题、旧文章和附件里的同一域名也要一并清理。不要在公开场合传播页面截图。',
	severity: 'veto',
	isHarmful: true,
	needs: ['hijacked'],
	*find({ hijacked }) {
		for (const link of hijacked) {
			yield {
				...atTarget(link),
				certainty: 'review',
				message: `外部链接${linkName(link)}的页面从标题看已变成${kinds[link.kind]}页面，请尽快人工核实，属实的立即删除链接。`,
				snippet: `对方页面标题：${link.title}`,
				marked: link.title,
			};
		}
	},
	examples: {
		wrong: [
			'十年前专题里的合作网站域名过期，现在打开的页面标题是“某某体育投注平台”（待核对）。',
			'外部链接打开后标题是“此域名正在出售”（待核对）。',
		],
		right: [
			'标题是《警方打击网络赌博专项行动》：讲的是整治。',
			'外部网站改版换了标题，内容仍然正常。',
			'外部网站打不开：由“外部链接失效”判定。',
		],
	},
});
