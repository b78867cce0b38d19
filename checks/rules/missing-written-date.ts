import { defineCheck } from '../check.ts';
import { documentName, numberOf, originals } from '../facts/documents.ts';

/** Less text than this is not the document itself. */
const leastText = 200;

export default defineCheck({
	id: 'missing-written-date',
	group: 'document',
	name: '缺落款、成文日期',
	decides: '有发文字号、全文刊登的公文，没有落款日期，页面也没有写明成文日期。',
	basis: '《党政机关公文格式》（GB/T 9704—2012）7.3.5',
	repair: '对照正式文件补上落款的发文机关署名和成文日期；以题注形式注明的，写在标题下的括号里。',
	severity: 'minor',
	restsOn: ['attachments'],
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
	examples: {
		wrong: [
			'通知全文在页面上，有发文字号，却没有落款日期，信息表里也没有成文日期（待核对）。',
			'只有“发文日期：2026-03-02 22:50:00”，带钟点的是发布时间（待核对）。',
		],
		right: [
			'日期写在标题下的题注里：（2026年3月2日）。',
			'落款没有日期，信息表写明了成文日期。',
			'信息表有“成文日期”一栏但空着：由“元数据缺失”判定。',
			'没有发文字号、正文只在附件里的页面，政府公报中的副本。',
		],
	},
});
