import { defineCheck } from '../check.ts';
import { documentName, isSuperior, originals } from '../facts/documents.ts';
import { lackOfLinks, pairsOf, tieOf } from '../facts/interpretations.ts';

export default defineCheck({
	id: 'unlinked-interpretation',
	group: 'interpretation',
	name: '解读与文件未相互链接',
	decides: '文件和解读都已发布，但文件页没有链接到解读，或解读页没有链接到文件。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“政策解读”同步关联',
	repair:
		'文件页缺链接的，在正文下方“相关解读”处加上解读页面的链接；解读页缺链接的，在“相关文件”处加上文件页面的链接。一份解读对应几份文件的，逐一链接；链接要放在正文或相关阅读处，放在全站导航里不算。',
	severity: 'minor',
	restsOn: ['interpretations'],
	needs: ['documents', 'interpretations', 'identity'],
	*find({ documents, interpretations, identity }) {
		const judged = [...originals(documents)].filter(({ saysInvalid }) => !saysInvalid);
		const pairs = pairsOf(judged, interpretations);
		const byDocument = Map.groupBy(pairs, ({ document }) => document);
		for (const [document, own] of byDocument) {
			const sure = lackOfLinks(
				own.map(({ joined }) => joined),
				(pair) => pair.linkedFromDocument,
			);
			const lacking = own.find(({ joined }) => !joined.linkedFromDocument);
			if (sure === 'none' || !lacking) continue;
			const doubtful =
				own.every(({ interpretation }) => interpretation.unread) ||
				isSuperior(document, identity) ||
				lacking.joined.mayLinkFromDocument;
			yield {
				subject: document.url,
				key: 'document',
				...((doubtful || sure === 'review') && { certainty: 'review' }),
				message: `${documentName(document)}页面没有链接到它的解读“${lacking.interpretation.title}”，请在文件页添加解读链接（ ${lacking.interpretation.url} ）。`,
				...tieOf(lacking),
			};
		}
		for (const [interpretation, own] of Map.groupBy(pairs, ({ interpretation }) => interpretation)) {
			if (interpretation.unread) continue; // Nobody has seen what it links to.
			const sure = lackOfLinks(
				own.map(({ joined }) => joined),
				(pair) => pair.linkedToDocument,
			);
			const lacking = own.find(({ joined }) => !joined.linkedToDocument);
			if (sure === 'none' || !lacking) continue;
			const doubtful = isSuperior(lacking.document, identity) || lacking.joined.mayLinkToDocument;
			yield {
				subject: interpretation.url,
				key: 'interpretation',
				...((doubtful || sure === 'review') && { certainty: 'review' }),
				message: `${documentName(lacking.document)}的解读“${interpretation.title}”没有链接到该文件，请在解读页添加文件链接（ ${lacking.document.url} ）。`,
				...tieOf(lacking),
			};
		}
	},
	examples: {
		wrong: [
			'解读已经发布，文件页上没有它的链接。',
			'解读页只写了文件标题，没有链接。',
			'每个页面侧边都有“最新解读”列表，文件页自己没有链接：全站通用的列表和导航不算。',
			'一份解读讲两份文件，只链接了其中一份（待核对）。',
			'“相关解读”框由脚本填充，抓取时是空的；或“解读”按钮只有脚本知道通往哪里（待核对）。',
		],
		right: [
			'“相关解读”“相关文件”框里有链接。',
			'正文里的文件标题就是链接。',
			'链接到同一文件在本站的另一份副本，或省略了 index.html。',
			'没有解读，或文件已经失效：无从要求链接。',
		],
	},
});
