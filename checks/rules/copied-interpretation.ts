import { defineCheck } from '../check.ts';
import { documentName, quoted } from '../facts/documents.ts';

export default defineCheck({
	id: 'copied-interpretation',
	group: 'interpretation',
	name: '形式化解读',
	decides: '解读的大部分句子照搬文件原文。',
	basis: '《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）：解读应当避免简单摘抄',
	repair:
		'重新组织解读：说清背景依据、目标任务、主要内容、涉及范围、执行标准、注意事项和新旧政策差异，用问答、图表、案例解释群众和企业关心的内容，不摘抄原文、不罗列小标题。',
	severity: 'minor',
	restsOn: ['interpretations'],
	needs: ['documents', 'interpretations'],
	*find({ documents, interpretations }, { copiedShare }) {
		const byUrl = new Map(documents.map((document) => [document.url, document]));
		for (const { url, title, documents: joined } of interpretations) {
			const [most] = joined
				.filter(({ copied, url: document }) => copied !== undefined && document !== url)
				.sort((a, b) => (b.copied ?? 0) - (a.copied ?? 0));
			const document = most && byUrl.get(most.url);
			if (!document || (most.copied ?? 0) <= copiedShare) continue;
			const share = `${Math.round((most.copied ?? 0) * 100)}%`;
			yield {
				subject: url,
				certainty: 'review',
				message: `解读${quoted(title)}约${share}的句子与${documentName(document)}原文相同，请核实是否只是摘抄，是的请重新组织解读。`,
				snippet: `与 ${document.url} 相同的句子：${share}`,
				marked: share,
			};
		}
	},
	examples: {
		wrong: ['十句里有九句与文件原文一字不差（待核对）。'],
		right: [
			'一半是引用条文，一半是说明背景、对象和办法。',
			'条文放在引号里引用。',
			'图解、短讯文字太少，无法比较。',
		],
	},
});
