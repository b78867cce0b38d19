import { defineCheck } from '../check.ts';
import { documentName, hasText, needsMarker, numberOf, originals } from '../facts/documents.ts';
import { habitsOf } from '../facts/habits.ts';

export default defineCheck({
	id: 'missing-public-marker',
	group: 'document',
	name: '缺少“此件公开发布”标注',
	decides: '行政机关有发文字号的公文，正文后没有“此件公开发布”等标注。',
	basis:
		'《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）公文公开属性；各地对附注标注的要求',
	repair:
		'先核对发文时确定的公开属性：主动公开的，在成文日期下一行左空二字、加圆括号标注“（此件公开发布）”；依申请公开或不予公开的，先撤下页面再按程序核查。今后在公文模板的附注处统一标注。',
	severity: 'minor',
	restsOn: ['attachments'],
	needs: ['documents', 'identity'],
	*find({ documents, identity }, { publicMarker, publicMarkerShare, publicMarkerSample }) {
		const judged = [...originals(documents)].filter((document) => needsMarker(document, identity));
		const habitOf = habitsOf(judged.filter((document) => hasText(document) || document.facts.publicMarker));
		const marked = new Set(documents.filter(({ facts }) => facts.publicMarker).map(({ url }) => url));
		for (const document of judged) {
			const { url, facts, copies } = document;
			if (facts.publicMarker || facts.publicAttribute) continue;
			if (facts.privateMarker) continue; // `contradictory-marker` says so.
			if (copies.some((copy) => marked.has(copy))) continue;

			if (!hasText(document)) {
				yield {
					subject: url,
					certainty: 'review',
					message: `${documentName(document)}页面上没有公文正文，请打开附件核实是否标注“此件公开发布”，没有的请补充。`,
					snippet: `正文 ${facts.bodyLength} 字，${facts.attachments.length > 0 ? `附件：${facts.attachments.map(({ text }) => text).join('、')}` : '没有附件'}`,
				};
				continue;
			}
			const { documents: all, marked: carrying } = habitOf(document);
			const habitual = all >= publicMarkerSample && carrying >= all * publicMarkerShare;
			const year = numberOf(document)?.year;
			const where = facts.textFile ? `的附件“${facts.textFile.text}”` : '';
			yield {
				subject: url,
				...(!(publicMarker === 'required' || habitual) && { certainty: 'review' }),
				message: habitual
					? `${documentName(document)}${where}末尾没有“此件公开发布”等标注，而该单位${year}年的${all}件公文中有${carrying}件已标注，请补充标注。`
					: publicMarker === 'required'
						? `${documentName(document)}${where}末尾没有“此件公开发布”等标注，请在成文日期下方补充标注。`
						: `${documentName(document)}${where}末尾没有“此件公开发布”等标注，请核实公开属性并在成文日期下方补充标注。`,
				...(facts.documentNumber && { snippet: facts.documentNumber.value }),
			};
		}
	},
	examples: {
		wrong: [
			'该单位当年 11 件公文中有 10 件标注了“（此件公开发布）”，这一件落款之后什么也没有。',
			'评分方案规定一律标注，临政办发〔2026〕12号没有标注。',
			'该单位很少标注，这一件也没有（待核对）。',
			'正文只在附件里，附件又是扫描件，读不出文字（待核对）。',
		],
		right: [
			'（ 此件 公开 发布 ）：全角半角、空格和中间夹带的标签都不影响。',
			'标注“此件主动公开”“此件删减后公开”，或信息表中写明“公开属性：主动公开”。',
			'以“令”公布的规章、公告和通告、没有发文字号的页面、解读和新闻。',
			'政府公报中的副本、党委文件、转发和转载的上级文件。',
			'正文在附件里，附件中已有标注。',
		],
	},
});
