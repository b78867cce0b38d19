import { defineCheck } from '../check.ts';
import { documentName } from '../facts/documents.ts';

/** What a page's table says of a document that is not for the public; 主动公开/依申请公开 as a choice says neither. */
const isPrivate = (attribute: string): boolean =>
	/依申请|不予公开|免予公开|不公开|内部/.test(attribute) && !/主动/.test(attribute);

export default defineCheck({
	id: 'contradictory-marker',
	group: 'document',
	name: '公开了非主动公开文件',
	decides: '已经公开的页面，文件却标注依申请公开或不予公开。',
	basis: '《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）公文公开属性',
	repair:
		'先核对发文时确定的公开属性：确属依申请公开或不予公开的，立即撤下页面并按程序核查；应当主动公开的，改正页面和正文附注中的标注。',
	severity: 'major',
	needs: ['documents'],
	*find({ documents }) {
		for (const document of documents) {
			const { url, facts, place } = document;
			if (place === 'gazette') continue;
			const { privateMarker, publicMarker, publicAttribute } = facts;
			if (privateMarker) {
				// Without brackets, or beside the opposite, it may be another document's, printed below.
				const doubtful = privateMarker.sure === 'likely' || publicMarker !== undefined;
				yield {
					subject: url,
					...(doubtful && { certainty: 'review' }),
					message: `${documentName(document)}已在网上公开，正文却标注${privateMarker.value}，请核对公开属性，不应公开的立即撤下，应当公开的改正标注。`,
					snippet: privateMarker.snippet ?? privateMarker.value,
					marked: privateMarker.value,
				};
			} else if (publicAttribute && isPrivate(publicAttribute.value)) {
				const label = publicAttribute.from.replace(/^table:/, '');
				yield {
					subject: url,
					message: `${documentName(document)}已在网上公开，页面上“${label}”一栏却是“${publicAttribute.value}”${publicMarker ? `，正文又标注${publicMarker.value}` : ''}，请核对公开属性，不应公开的立即撤下，应当公开的改正这一栏。`,
					snippet: `${label}：${publicAttribute.value}`,
					marked: publicAttribute.value,
				};
			}
		}
	},
	examples: {
		wrong: [
			'网上公开的通知，落款下方写着“（此件依申请公开）”。',
			'信息表中“公开属性”一栏是“不予公开”。',
			'同一页上既有“此件公开发布”又有“此件依申请公开”，后者也许属于附带的另一份文件（待核对）。',
		],
		right: [
			'正文里说“申请人可以依申请公开的方式获取”：只是行文。',
			'模板里把“主动公开/依申请公开”并列作为选项。',
			'政府公报中的副本。',
		],
	},
});
