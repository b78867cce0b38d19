import { defineCheck } from '../check.ts';
import { documentName } from '../facts/documents.ts';

export default defineCheck({
	id: 'missing-source',
	group: 'document',
	name: '未注明来源',
	decides: '文件页面的“来源”一栏是空的。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：发布、转载信息应注明来源',
	repair: '在发布系统中补录来源：本单位发布的填写本单位名称，转载的填写首发单位，然后重新生成页面。',
	severity: 'minor',
	needs: ['documents'],
	*find({ documents }) {
		for (const document of documents) {
			const label = document.facts.emptySource;
			if (!label || document.place === 'gazette') continue;
			yield {
				subject: document.url,
				message: `${documentName(document)}的“${label}”一栏是空的，请补录来源。`,
				snippet: `${label}：`,
				marked: label,
			};
		}
	},
	examples: {
		wrong: ['发布时间：2026-03-02　来源：　浏览：12'],
		right: [
			'发布时间：2026-03-02　来源：市政府办公室',
			'页面没有“来源”这一栏。',
			'来源用图片或链接显示，或由脚本按 ContentSource 标签填写。',
			'政府公报中的副本。',
		],
	},
});
