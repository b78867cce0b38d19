import { defineCheck } from '../check.ts';
import { atTarget, brokenWords, fileName, linkName, placeWords, triedWords } from '../facts/targets.ts';

export default defineCheck({
	id: 'broken-link',
	group: 'link',
	name: '站内断链',
	decides: '指向本网站页面或图片、多次尝试仍打不开的链接。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“可用性”',
	repair:
		'页面误删或换了地址的，恢复原页面，或把旧地址永久重定向（301）到新地址；内容已经撤下的，在列出的来源页面上改正或删除链接。同一链接见于许多页面的，多在模板、导航或页脚里，改一处即可；图片失效的，重新上传或从页面中删除。',
	severity: 'minor',
	needs: ['targets', 'identity'],
	*find({ targets, identity }) {
		for (const target of targets) {
			if (target.type !== 'page' && target.type !== 'image') continue;
			if (target.state !== 'broken') continue; // A wall is counted in coverage: it says nothing about the page.

			yield {
				...atTarget(target),
				message:
					target.type === 'image'
						? `${placeWords(target, identity.url)}图片${fileName(target)}${brokenWords(target)}，请从页面中删除或换上该图片。`
						: `${placeWords(target, identity.url)}链接${linkName(target)}${brokenWords(target)}，请恢复该页面，或改正、删除链接。`,
				...triedWords(target),
			};
		}
	},
	examples: {
		wrong: [
			'导航里的“便民服务”隔一段时间访问三次，每次都返回 404。',
			'正文引用的图片 banner.jpg 已从服务器上删除。',
			'链接在两个地址之间反复跳转，或 15 秒内始终没有应答。',
		],
		right: [
			'第一次超时，再次访问正常。',
			'服务器返回 401、403、405、407、412、429、521，或返回 503 并写明稍后再来（Retry-After）：只说明程序被挡住，计入未能查看的部分。',
			'服务器拒绝 HEAD 请求，用 GET 能正常打开。',
			'邮箱、电话、脚本和页内锚点：mailto:、tel:、javascript:、#top。',
		],
	},
});
