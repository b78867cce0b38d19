import { defineCheck } from '../check.ts';
import { quoted } from '../facts/documents.ts';

export default defineCheck({
	id: 'incomplete-service-guide',
	group: 'interaction',
	name: '办事指南要素不全',
	decides:
		'八项要素（事项名称、设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程）缺少四项以上的办事指南。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决“服务不实用”',
	repair:
		'对照八项要素补齐指南内容；要素写在图片或附件里的，请在页面上同时写出文字；内容以省政务服务网为准的，直接链接到该事项的页面。',
	severity: 'minor',
	needs: ['guides'],
	*find({ guides }, { guideLacks }) {
		for (const { url, title, lacks } of guides) {
			if (lacks.length < guideLacks) continue;
			yield {
				subject: url,
				// An element may stand there in other words.
				certainty: 'review',
				message: `办事指南${quoted(title)}看不到${lacks.join('、')}，请核对并补齐。`,
				snippet: `缺少 ${lacks.length} 项：${lacks.join('、')}`,
				marked: lacks,
			};
		}
	},
	examples: {
		wrong: ['只写了设定依据、申请条件和办理流程，看不到材料、地点、时间和电话（待核对）。'],
		right: [
			'缺三项以内。',
			'换了说法：“请带身份证到政务大厅六号窗口办理，咨询请拨 12345”。',
			'其余内容在附件里。',
			'政府信息公开指南；提到办事的新闻。',
		],
	},
});
