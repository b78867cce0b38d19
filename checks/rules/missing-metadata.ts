import { defineCheck } from '../check.ts';
import { documentName } from '../facts/documents.ts';
import { habitOfFields, lacksOf } from '../facts/metadata.ts';

export default defineCheck({
	id: 'missing-metadata',
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
				};
		}
	},
});
