import { defineCheck } from '../check.ts';
import { quoted } from '../facts/documents.ts';

export default defineCheck({
	id: 'typo',
	group: 'document',
	name: '严重表述错误、错别字',
	decides: '文字写错了词表所列的词语；涉及国家、政党、机构名称和重要提法的，由人工确认。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）：严重表述错误',
	repair:
		'改正错字后重新生成页面，并检查标题、列表和转载的页面。涉及国家、政党、机构名称和重要提法的，立即改正，并查明审校环节。',
	severity: 'minor',
	needs: ['typos', 'columns', 'documents'],
	*find({ typos, columns, documents }, { typos: local }) {
		const told = new Set<string>();
		for (const { url, title, words } of typos) {
			for (const { wrong, right, severe, snippet } of words) {
				told.add(`${url} ${wrong}`);
				yield {
					subject: url,
					key: wrong,
					...(severe && { certainty: 'review' }),
					message: `页面${title ? quoted(title) : ''}把“${right}”写成了“${wrong}”，请${severe ? '立即核实并' : ''}改正。`,
					snippet,
					marked: wrong,
				};
			}
		}
		// The operator's own words are looked for in titles: of texts, no more than the curated list is read.
		for (const { url, title } of [...documents, ...columns])
			for (const { wrong, right } of local) {
				if (!title.includes(wrong) || told.has(`${url} ${wrong}`)) continue;
				told.add(`${url} ${wrong}`);
				yield {
					subject: url,
					key: wrong,
					certainty: 'review',
					message: `标题${quoted(title)}疑将“${right}”写成了“${wrong}”，请核实并改正。`,
					snippet: title,
					marked: wrong,
				};
			}
	},
	examples: {
		wrong: ['把“部署”写成“布署”。', '把“政府”写成“攻府”，把“领导小组”写成“领导小姐”（待核对）。'],
		right: [
			'引号里举出的错字：上期把“政府”错印成“攻府”，特此更正。',
			'字形相同的另一个词：强烈土腥味。',
			'词表以外的错字：本项不做通用的错别字检查。',
		],
	},
});
