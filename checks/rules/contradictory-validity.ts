import { defineCheck } from '../check.ts';
import { daysBetween } from '../facts/calendar.ts';
import { documentName } from '../facts/documents.ts';
import { latest } from '../facts/validity.ts';

const saysValid = (label: string): boolean =>
	/有效|^生效/.test(label) && !/无效|失效|废止|部分|未/.test(label);

export default defineCheck({
	id: 'contradictory-validity',
	group: 'validity',
	name: '有效性标注矛盾',
	decides: '页面标注“有效”，而文件的有效期已过、已被废止，或另一份副本标注失效。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：对已失效的文件应予以标注',
	repair:
		'核实文件是否仍然有效：已失效或废止的，把“有效性”一栏改为“失效”或“废止”；仍然有效的，补充公开延长有效期的文件。同一文件在各栏目的标注要一致；发布系统如把“有效”设为默认值，请取消。',
	severity: 'minor',
	needs: ['documents', 'asOf'],
	*find({ documents, asOf }) {
		const byUrl = new Map(documents.map((document) => [document.url, document]));
		for (const document of documents) {
			const { url, facts, copies, validity } = document;
			const { validityLabel: label, period } = facts;
			if (!label || !saysValid(label.value.replace(/\s/g, ''))) continue;
			const written = label.snippet ?? `${label.from.replace(/^table:/, '')}：${label.value}`;
			const ended = latest(document, 'abolished') ?? latest(document, 'expired');
			const kept = latest(document, 'continued');
			const twin = copies.flatMap((copy) => byUrl.get(copy) ?? []).find(({ saysInvalid }) => saysInvalid);
			const name = documentName(document);
			if (validity === 'expired' && period && daysBetween(period.until, asOf) > 1) {
				yield {
					subject: url,
					...((period.sure === 'likely' || kept) && { certainty: 'review' }),
					message: `${name}标注“${label.value}”，而文件规定的有效期至${period.until}，已经届满，请改正“有效性”标注。`,
					snippet: `${written}；${period.snippet}`,
				};
			} else if (ended && !kept) {
				yield {
					subject: url,
					...(ended.sure === 'likely' && { certainty: 'review' }),
					message: `${name}标注“${label.value}”，而本站另有文件（ ${ended.by} ）已将其${ended.effect === 'expired' ? '宣布失效' : '废止'}，请改正“有效性”标注。`,
					snippet: `${written}；${ended.snippet}`,
				};
			} else if (twin) {
				const other = twin.facts.validityLabel?.value ?? '失效';
				yield {
					subject: url,
					message: `${name}标注“${label.value}”，而同一文件的另一页面（ ${twin.url} ）标注“${other}”，请核实后改为一致。`,
					snippet: `${written}；另一页面：${other}`,
				};
			}
		}
	},
	examples: {
		wrong: [
			'“有效性：有效”，而文件规定的有效期 2023 年已满。',
			'“有效性：有效”，而本站的废止决定列有它。',
			'同一文件在两个栏目里，一处标“有效”，一处标“失效”。',
		],
		right: [
			'期满后由另一份文件延长，标注“有效”。',
			'标注“部分有效”。',
			'期满而没有任何标注：由“已过有效期未标注”判定。',
		],
	},
});
