import { defineCheck } from '../check.ts';
import { documentName } from '../facts/documents.ts';

export default defineCheck({
	id: 'secret-marking',
	group: 'document',
	name: '疑似涉密、内部文件',
	decides: '公开的文件在版头或附注处带有密级、“内部资料”或电报等级。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）：泄露国家秘密；《保守国家秘密法》',
	repair:
		'先撤下页面，交保密工作机构核实：确属涉密或内部文件的，按规定处置并清除缓存；经批准公开的，去掉版头的标志后重新发布。',
	severity: 'veto',
	restsOn: ['attachments'],
	needs: ['documents'],
	*find({ documents }) {
		for (const document of documents) {
			const mark = document.facts.secretMark;
			if (!mark) continue;
			yield {
				subject: document.url,
				certainty: 'review',
				message: `${documentName(document)}带有“${mark.value}”字样，请立即核实是否可以公开，不能公开的先撤下。`,
				snippet: mark.value,
				marked: mark.value,
			};
		}
	},
	examples: {
		wrong: [
			'版头印着“秘密★10年”（待核对）。',
			'落款下方写着“（内部资料　注意保存）”（待核对）。',
			'文首写着“等级：特提·明电”（待核对）。',
		],
		right: [
			'正文说“应当保守商业秘密”“机密文件由专人保管”。',
			'正文中间的小标题或表格里的“秘密”二字。',
			'“特急”“加急”：缓急不是密级。',
		],
	},
});
