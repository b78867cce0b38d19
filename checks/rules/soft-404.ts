import { defineCheck } from '../check.ts';
import { atTarget, linkName, placeWords } from '../facts/targets.ts';

export default defineCheck({
	id: 'soft-404',
	group: 'link',
	name: '假404页面',
	decides: '返回正常状态，内容却说页面不存在，或转到了错误页的链接。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“可用性”',
	repair:
		'恢复该地址应有的内容；内容已经撤下的，在列出的来源页面上改正或删除链接。并请让服务器对不存在的页面返回 404 状态码，不要返回 200，也不要统一跳转到首页或错误页。',
	severity: 'minor',
	needs: ['errorPages', 'identity'],
	*find({ errorPages, identity }) {
		for (const page of errorPages) {
			const met = page.by === 'redirect' ? '转到了错误页' : '打开后提示页面不存在或已删除';
			yield {
				...atTarget(page),
				message: `${placeWords(page, identity.url)}链接${linkName(page)}${met}，请恢复内容，或改正、删除链接。`,
				// Sites that answer any address with one page may do so for this one on purpose.
				...(page.by === 'fingerprint' && { certainty: 'review' }),
				snippet: page.snippet,
				marked: page.snippet,
			};
		}
	},
	examples: {
		wrong: [
			'状态码是 200，页面上只有一句“您访问的页面不存在或已删除”。',
			'旧地址统统跳转到 /error.html。',
			'随便编一个地址，得到的也是同样的页面（待核对）。',
		],
		right: [
			'一篇讲解如何设置 404 页面的文章。',
			'写着“该信息已失效”的页面：这是有意的标注。',
			'列表为空的栏目：由“空白栏目”判定。',
			'服务器如实返回 404：由“站内断链”判定。',
		],
	},
});
