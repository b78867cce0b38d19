import { defineCheck } from '../check.ts';
import { documentName, numberOf, originals } from '../facts/documents.ts';

/** Less text than this is not the document itself. */
const leastText = 200;

export default defineCheck({
	id: 'missing-written-date',
	name: '缺落款、成文日期',
	decides: '有发文字号、全文刊登的公文，没有落款日期，页面也没有写明成文日期。',
	basis: '《党政机关公文格式》（GB/T 9704—2012）7.3.5',
	repair: '对照正式文件补上落款的发文机关署名和成文日期；以题注形式注明的，写在标题下的括号里。',
	severity: 'minor',
	needs: ['documents'],
	*find({ documents }) {
		for (const document of originals(documents)) {
			const { url, facts } = document;
			if (facts.writtenOn || facts.statute || facts.form === 'decree') continue;
			if (!numberOf(document) || facts.bodyLength < leastText) continue;
			// `missing-metadata` says so.
			if (facts.tableFields?.some(({ field, empty }) => field === '成文日期' && empty)) continue;
			yield {
				subject: url,
				certainty: 'review',
				message: `${documentName(document)}的正文没有落款日期，页面也没有写明成文日期，请对照正式文件补上。`,
				snippet: facts.documentNumber?.value ?? '',
			};
		}
	},
});
