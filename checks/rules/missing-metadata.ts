import { defineCheck } from '../check.ts';
import { documentName } from '../facts/documents.ts';
import { habitOfFields, lacksOf } from '../facts/metadata.ts';

export default defineCheck({
	id: 'missing-metadata',
	group: 'document',
	name: '元数据缺失',
	decides: '页面的信息表缺少标题、发文机关、成文日期、发布日期或文号，或者页面没有发布日期。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）；《政府信息公开条例》第十二条（政府信息公开目录）',
	repair:
		'在发布系统中补录这一项后重新生成页面。发文机关、成文日期和文号以正式文件为准，发布日期以首次上网的时间为准；没有文号的文件填写“无”。',
	severity: 'minor',
	needs: ['documents'],
	*find({ documents }, { metadataShare, metadataSample }) {
		const isUsual = habitOfFields(documents, metadataShare, metadataSample);
		for (const document of documents) {
			// A gazette's copy is a copy; laws are another's.
			if (document.place === 'gazette' || document.facts.statute) continue;
			for (const { field, words, certainty } of lacksOf(document, isUsual))
				yield {
					subject: document.url,
					key: field,
					...(certainty === 'review' && { certainty }),
					message: `${documentName(document)}${words}，请补录${field}。`,
					snippet: `${field}：`,
					marked: field,
				};
		}
	},
	examples: {
		wrong: [
			'信息表有“成文日期”一栏，里面是空的。',
			'信息表的“文号”空着，正文标题下却印着临政办发〔2026〕12号。',
			'全站的信息表都有“发文机关”，这一页没有。',
			'整页找不到发布日期。',
		],
		right: [
			'公告、公示本来就没有发文字号，“文号”一栏空着；或写明“无”。',
			'全站模板都不设这一栏：不是这一页的问题。',
			'索引号、主题分类、有效性空着：国家没有统一要求，不在判定之列。',
			'发布日期不在信息表里，而在标题下方。',
			'政府公报中的副本；正文里列出其他文件的表格。',
		],
	},
});
