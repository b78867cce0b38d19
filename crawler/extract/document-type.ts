import type { DocumentForm, DocumentType, Fact } from '../page-facts.ts';
import { squeeze } from './dom.ts';
import { fact } from './fact.ts';

type Row = readonly [DocumentType, RegExp];

const explaining: readonly Row[] = [
	['新闻发布会', /发布会|吹风会/],
	['图解', /图解|一图|一张图|图说|长图|图读|图片解读|图文解读|明白[卡纸]/],
	['视频解读', /视频|动漫|动画|短片/],
	['问答', /问答|答记者问|记者问|[\d一二三四五六七八九十]问|问题解答|答疑|释疑/],
];

const special: readonly Row[] = [
	['征求意见', /征求意见|意见征集|征集.{0,40}意见|听取.{0,20}意见/],
	['年报', /年度报告|年报(?:[（(]|$)/],
	['统计公报', /统计公报/],
	['预算', /预算(?!执行)/],
	['决算', /决算/],
	['任免', /任免|任职|免职|任命|免去|聘任|解聘/],
	['公示', /公示/],
	['批复', /批复/],
];

const words: readonly DocumentType[] = [
	...([
		'决定',
		'决议',
		'公报',
		'公告',
		'通告',
		'意见',
		'通知',
		'通报',
		'报告',
		'请示',
		'议案',
		'函',
	] as const),
	...(['纪要', '办法', '规定', '细则', '条例', '规则', '方案', '规划', '计划', '要点', '预案'] as const),
	...(['措施', '目录', '清单', '标准', '令'] as const),
];
const tail = '(?:[（(][^（）()]{0,40}[）)])?';
const word = `(${words.join('|')})`;
/** 关于印发《某办法》的通知: what it issues. */
const issued = new RegExp(
	`(?:印发|发布|公布|颁布|下发|出台).{0,100}${word}${tail}[》〉”"]?的(?:通知|公告|通告|决定|令|函)${tail}$`,
);
const named = new RegExp(`${word}${tail}[》〉]?${tail}$`);

const found = (rows: readonly Row[], text: string): DocumentType | undefined =>
	rows.find(([, pattern]) => pattern.test(text))?.[0];

/** What kind of paper a text is, by its title; of a notice that issues another text, that text's. */
export const documentTypeFact = (
	title: Fact | undefined,
	number: Fact | undefined,
	{ isInterpretation, form }: { readonly isInterpretation: boolean; readonly form: DocumentForm },
): Fact<DocumentType> | undefined => {
	if (!title) return undefined;
	const written = squeeze(title.value).slice(-200);
	// What a title only cites makes nothing of it.
	const outer = written.replace(/《[^《》]*》/g, '《》');
	const told = (type: DocumentType, sure = title.sure): Fact<DocumentType> => ({
		...fact(type, 'title', sure),
		value: type,
	});
	if (isInterpretation) return told(found(explaining, written) ?? '解读');
	if (form === 'abolition') return told('废止');
	const own = found(special, /征求意见|意见征集/.test(written) ? written : outer);
	if (own) return told(own);
	const said = issued.exec(written)?.[1] ?? named.exec(written)?.[1];
	if (said) return told(said as DocumentType);
	return number && form === 'decree' ? { ...told('令'), from: number.from } : undefined;
};
