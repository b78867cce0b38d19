import { defineCheck } from '../check.ts';
import { documentName } from '../facts/documents.ts';

/** One or two may be a slip of the editor's keyboard. */
const leastSigns = 3;

export default defineCheck({
	id: 'text-corruption',
	name: '正文残缺、乱码',
	decides: '正文有乱码、成批丢失的括号，或没有结尾。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：信息内容应当准确、完整',
	repair:
		'对照正式文件重新录入正文：不要直接粘贴带格式的文本，发布后逐段核对，括号、引号、数字和结尾不得缺失。',
	severity: 'minor',
	needs: ['documents'],
	*find({ documents }) {
		for (const document of documents) {
			const { url, facts } = document;
			const [worst] = [...(facts.damage ?? [])].sort(
				(a, b) => Number(a.kind === 'cut') - Number(b.kind === 'cut'),
			);
			if (!worst) continue;
			const { kind, count, snippet } = worst;
			const words = {
				replacement: `正文有${count}个无法显示的字符（�）`,
				entity: `正文把“${/&[#\w]+;/.exec(snippet)?.[0] ?? '&nbsp;'}”等代码当作文字显示了${count}处`,
				garbled: `正文有${count}处乱码`,
				brackets: `正文的${count > 0 ? '左' : '右'}括号比${count > 0 ? '右' : '左'}括号多${Math.abs(count)}个，文字可能丢失`,
				cut: `正文似乎没有结尾，止于“${snippet.slice(-20)}”`,
			}[kind];
			const doubtful =
				kind === 'cut' || ((kind === 'replacement' || kind === 'garbled') && count < leastSigns);
			yield {
				subject: url,
				...(doubtful && { certainty: 'review' }),
				message: `${documentName(document)}的${words}，请对照正式文件${doubtful ? '核实' : '改正'}。`,
				snippet,
			};
		}
	},
});
