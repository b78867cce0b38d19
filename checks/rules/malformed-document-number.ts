import { defineCheck } from '../check.ts';
import { isParty, isSuperior, quoted } from '../facts/documents.ts';

/** The standard of 1999 was the first to ask for the six-cornered brackets. */
const firstYear = 2000;

const written =
	/^(?<code>.{1,40}?)(?<open>[〔[［(（【〖﹝])(?<year>(?:19|20)\d{2})年?(?<close>[〕\]］)）】〗﹞])(?<ordinal>第?)(?<zeros>0*)(?<serial>\d{1,5})(?:-\d+)?号$/u;

/** Series of announcements, land sales, permits and single cases, which have customs of their own. */
const caseSeries = /告|挂|拍|出让|罚|处|许|决|审|验|证|采|认|登|权|征|消|条件|纪要|环.{0,4}[表书]/;

export default defineCheck({
	id: 'malformed-document-number',
	group: 'document',
	name: '发文字号不规范',
	decides: '发文字号的年份没有用六角括号“〔〕”，或序号带有“第”、编了虚位。',
	basis: '《党政机关公文格式》（GB/T 9704—2012）7.2.5',
	repair:
		'对照正式文件改为“代字〔年份〕序号号”的写法，例如“临政办发〔2026〕12号”：年份用六角括号，序号前不加“第”、不补零。页面表格和正文中的写法要一致。',
	severity: 'minor',
	needs: ['documents', 'identity'],
	*find({ documents, identity }) {
		for (const document of documents) {
			const { url, title, facts, place } = document;
			const { documentNumber: number } = facts;
			if (!number || place === 'gazette') continue;
			// Another organ's number is retyped, not given.
			if (facts.form === 'decree' || facts.statute || isSuperior(document, identity)) continue;
			const {
				code = '',
				open,
				close,
				year,
				ordinal,
				zeros,
				serial,
			} = written.exec(number.value)?.groups ?? {};
			if (!open || Number(year) < firstYear || /令$/.test(code)) continue;

			const wrong = [
				...(open === '〔' && close === '〕' ? [] : [`年份用了“${open}${close}”`]),
				...(ordinal ? ['序号前多了“第”'] : []),
				...(zeros ? [`序号补了零（${zeros}${serial}）`] : []),
			];
			if (wrong.length === 0) continue;
			const doubtful =
				number.sure === 'likely' || caseSeries.test(code) || facts.form === 'publicity' || isParty(document);
			yield {
				subject: url,
				...(doubtful && { certainty: 'review' }),
				message: `${quoted(title)}的发文字号写作“${number.value}”，${wrong.join('，')}，应写作“${code}〔${year}〕${serial}号”，请对照正式文件改正。`,
				snippet: number.value,
				marked: [
					...(open === '〔' && close === '〕' ? [] : [`${open}${year}${close}`, `${open}${year}年${close}`]),
					...(ordinal || zeros ? [`${ordinal}${zeros}${serial}`] : []),
				],
			};
		}
	},
	examples: {
		wrong: [
			'临政办发[2026]12号、临政办发（2026）12号、临政办发【2026】12号。',
			'临政办发〔2026〕第12号。',
			'临政办发〔2026〕012号。',
			'土地出让、处罚等系列各有惯例：临自然资告字[2026]12号（待核对）。',
		],
		right: [
			'临政办发〔2026〕12号，中间多几个空格也可以。',
			'临江市人民政府令第12号、公告2026年第5号。',
			'正文里引用的其他机关的字号，转载的上级文件，政府公报中的副本。',
			'2000 年以前的文件：当时的标准没有这项要求。',
		],
	},
});
