import { defineCheck } from '../check.ts';
import { documentName } from '../facts/documents.ts';
import { latest, validLabel } from '../facts/validity.ts';

export default defineCheck({
	id: 'contradictory-validity',
	group: 'validity',
	name: '有效性标注矛盾',
	decides: '同一文件在本网站的不同页面上，一处标注“有效”，一处标注失效或废止。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：对已失效的文件应予以标注',
	repair:
		'核实文件是否仍然有效：已失效或废止的，把“有效性”一栏改为“失效”或“废止”；仍然有效的，改正另一页面。同一文件在各栏目的标注要一致；发布系统如把“有效”设为默认值，请取消。',
	severity: 'minor',
	restsOn: ['statements', 'copies'],
	needs: ['documents'],
	*find({ documents }) {
		const byUrl = new Map(documents.map((document) => [document.url, document]));
		for (const document of documents) {
			const { url, copies, facts, saysInvalid, validity } = document;
			const written = validLabel(document);
			// What its own text or another document ends is told by `expired-document` and `abolished-document`.
			if (!written || saysInvalid || validity === 'expired' || validity === 'abolished') continue;
			if (latest(document, 'abolished') ?? latest(document, 'expired')) continue;
			const twin = copies.flatMap((copy) => byUrl.get(copy) ?? []).find((copy) => copy.saysInvalid);
			if (!twin) continue;
			const other = twin.facts.validityLabel?.value ?? '失效';
			yield {
				subject: url,
				message: `${documentName(document)}标注“${facts.validityLabel?.value}”，而同一文件的另一页面（ ${twin.url} ）标注“${other}”，请核实后改为一致。`,
				snippet: `${written}；另一页面：${other}`,
				marked: [written, other],
			};
		}
	},
	examples: {
		wrong: [
			'同一文件在两个栏目里，一处标“有效”，一处标“失效”。',
			'部门栏目的副本仍标“现行有效”，市政府栏目的原件已标“废止”。',
		],
		right: [
			'各页面的标注一致。',
			'标注“部分有效”。',
			'标注“有效”，而有效期已过或已被废止：由“已过有效期未标注”“已废止文件未标注”判定，不重复。',
		],
	},
});
