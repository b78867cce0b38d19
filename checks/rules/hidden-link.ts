import { defineCheck } from '../check.ts';
import { atTarget, linkName } from '../facts/targets.ts';

const where = {
	folded: '写在不显示的区域里',
	'no-size': '被设成了看不见的大小',
	'off-screen': '被移到了屏幕以外',
	behind: '写在网页结束标签之后',
} as const;

/** Of links that were put in together, so many are shown. */
const mostShown = 5;

export default defineCheck({
	id: 'hidden-link',
	group: 'link',
	name: '暗链',
	decides: '页面里读者看不见、却指向其他网站的链接；一起植入的算一处。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决“安全、泄密事故等严重问题”',
	repair:
		'先确认不是本单位添加的，再从页面和模板里删除，并检查网站是否被入侵：核对文件修改时间，清除木马，修改后台口令，保留日志。确属自己添加的，改为读者看得见的链接或删除。',
	severity: 'veto',
	isHarmful: true,
	needs: ['hidden'],
	*find({ hidden }) {
		for (const link of hidden) {
			const all = [link, ...(link.others ?? [])];
			const count = all.length > 1 ? `${all.length}个` : '一个';
			yield {
				...atTarget(link),
				certainty: 'review',
				message: `有${count}读者看不见的外部链接${linkName(link)}${all.length > 1 ? '等' : ''}，${where[link.by]}，请核实是否被植入暗链。`,
				snippet: all
					.slice(0, mostShown)
					.map(({ text, url }) => `${text} ${url}`.trim())
					.join('；'),
				marked: all.map(({ url }) => url),
			};
		}
	},
	examples: {
		wrong: [
			'display:none 的区域里只有一个指向外地商业网站的“彩票投注”（待核对）。',
			'用 left:-9999px 把外部链接移出屏幕（待核对）。',
			'网页结束标签 </html> 之后又多出一批外部链接：同一批只列一处（待核对）。',
		],
		right: [
			'折叠起来的本站菜单或手机版导航。',
			'收起的友情链接框，里面混有政府网站的链接。',
			'隐藏的访问统计、分享按钮、地图，或发布系统的署名。',
			'读者看得见的外部链接，无论指向哪里。',
		],
	},
});
