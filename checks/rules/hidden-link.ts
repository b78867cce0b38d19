import { defineCheck } from '../check.ts';
import { atTarget, linkName } from '../facts/targets.ts';

const where = {
	folded: '写在不显示的区域里',
	'no-size': '被设成了看不见的大小',
	'off-screen': '被移到了屏幕以外',
	behind: '写在网页结束标签之后',
} as const;

export default defineCheck({
	id: 'hidden-link',
	name: '暗链',
	decides: '页面里读者看不见、却指向其他网站的链接。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决“安全、泄密事故等严重问题”',
	repair:
		'先确认不是本单位添加的，再从页面和模板里删除，并检查网站是否被入侵：核对文件修改时间，清除木马，修改后台口令，保留日志。确属自己添加的，改为读者看得见的链接或删除。',
	severity: 'veto',
	needs: ['hidden'],
	*find({ hidden }) {
		for (const link of hidden) {
			yield {
				...atTarget(link),
				certainty: 'review',
				message: `有一个读者看不见的外部链接${linkName(link)}，${where[link.by]}，请核实是否被植入暗链。`,
				snippet: `${link.text} ${link.url}`.trim(),
			};
		}
	},
});
