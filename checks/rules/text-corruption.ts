import { defineCheck } from '../check.ts';
import { documentName } from '../facts/documents.ts';

/** One or two may be a slip of the editor's keyboard. */
const leastSigns = 3;

const signs = {
	replacement: /\ufffd+/g,
	entity: /&[#\w]+;/g,
	garbled: /[\u0080-\u00ffâ€™œ]{2,}|锟斤拷|烫烫烫|屯屯屯|锛屽|銆傚|鐨勫|涓€/g,
	brackets: /[（(）)]/g,
	cut: /(?:.|\n){1,20}$/gu,
} as const;

export default defineCheck({
	id: 'text-corruption',
	group: 'document',
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
				marked: snippet.match(signs[kind]) ?? [],
			};
		}
	},
	examples: {
		wrong: [
			'正文里出现“锟斤拷”一类的乱码，或一串�。',
			'“&nbsp;”被当作文字印了出来。',
			'右括号比左括号多出六个，前半截文字丢了。',
			'正文停在“将年度检测情况、”，后面没有了（待核对）。',
		],
		right: [
			'差一两个括号，多是录入笔误。',
			'“1）”“a）”这样的序号本来就只有右括号。',
			'括号跨了两行，或网址里带有 &。',
			'正文的其余部分在附件里；新闻不要求有落款。',
		],
	},
});
