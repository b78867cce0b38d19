import { citedNumbers, normalNumber } from '../extract/number.ts';
import type { PageFacts } from '../page-facts.ts';
import { plainTitle, titleForms } from './titles.ts';

/** A 公文's or rule's whole title: 关于…的通知, …办法, 《…条例》. */
const documentEnd =
	/(?:关于.{4,150}的?(?:通知|意见|公告|通告|决定|批复|通报|函|报告|命令|令|方案)|[\u4e00-\u9fa5]{4}(?:办法|规定|细则|条例|规则|若干措施|实施意见|实施方案))[》〉]?(?:[（(〔][^（）()]{1,24}[）)〕])?[》〉]?$/u;

/** Words that call the reader to another kind of page about a document. */
const aboutDocument =
	/解读|图解|读懂|问答|附件|下载|点击|查看|更多|答记者问|新闻|发布会|说明|链接|废止|修[改订]/;

const leastName = 10;
/** Longer texts are paragraphs. */
const longestName = 150;

/** Whether a text is the whole name of one document, and says so. Cut off ones are none. */
export const namesDocument = (text: string): boolean => {
	if (text.length < leastName || text.length > longestName || /…|\.{3}/.test(text)) return false;
	return documentEnd.test(text.trim()) && !aboutDocument.test(text);
};

/** What all documents share, and what says nothing about which is meant. */
const common =
	/人民政府|办公[室厅]|委员会|关于|印发|发布|公布|转发|实施|管理|工作|进一步|加强|做好|开展|促进|推进|加快|有关|若干|全[省市县区]|暂行|试行|(?:19|20)\d{2}年?度?|的?(?:通知|意见|公告|通告|决定|批复|通报|报告|办法|规定|细则|条例|规则|方案|措施)/gu;

/** The words by which a name is told from other names. */
const tellingWords = (name: string): string => name.replace(common, ' ').replace(/\s+/g, ' ').trim();

const pairsOf = (words: string): Set<string> => {
	const pairs = new Set<string>();
	for (const word of words.split(' '))
		for (let i = 0; i + 2 <= word.length; i++) pairs.add(word.slice(i, i + 2));
	return pairs;
};

/** Fewer pairs of characters tell nothing. */
const leastPairs = 3;

/** Two names share a run of characters beside what all names share. */
const areAkin = (a: string, b: string): boolean => {
	const [here, there] = [pairsOf(tellingWords(a)), pairsOf(tellingWords(b))];
	if (here.size < leastPairs || there.size < leastPairs) return true;
	let shared = 0;
	for (const pair of here) if (there.has(pair)) shared++;
	// One pair may be a place's name, or chance.
	return shared >= 2 || shared * 4 >= Math.min(here.size, there.size);
};

/** The form without place, issuer and wrapper. */
const barest = (forms: ReadonlySet<string>): string =>
	[...forms].reduce((short, form) => (short === '' || form.length < short.length ? form : short), '');

const numberBehind =
	/\s?[（(](?:[\u4e00-\u9fa5]{1,4}[（(][\u4e00-\u9fa5]{1,6}[）)])?[\u4e00-\u9fa5]{2,12}[〔[【［](?:19|20)\d{2}[〕\]】］]第?\d{1,5}号[）)]$/u;

/** A name without the number in brackets behind it. */
export const withoutNumber = (text: string): string => text.trim().replace(numberBehind, '');

/** What is made of a document for its application bears its name and one of these. */
const derivedEnd =
	/^的?(?:(?:实施|施行|操作|管理)?细则|实施(?:办法|意见|方案|规则)|补充(?:规定|办法)|操作规程)$/u;

/** One name is the other and what makes it that of a text on its application. */
const areDerived = (forms: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
	[...forms].some((a) =>
		[...others].some((b) => {
			const [short, long] = a.length <= b.length ? [a, b] : [b, a];
			return long.startsWith(short) && derivedEnd.test(long.slice(short.length));
		}),
	);

const haveCommon = (forms: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
	[...others].some((form) => forms.has(form));

/**
 * What a link's text, which names a document, has to do with the document that its target is. `other`: nothing; `akin`: words, while
 * the target is called and holds nothing of that name; `derived`: one of the two is for the application of the other.
 */
export type NameRelation = 'same' | 'other' | 'akin' | 'derived';

export const relationOf = (text: string, target: Omit<PageFacts, 'links'>): NameRelation => {
	const { document, heading = '', title, meta } = target;
	if (document?.title?.sure !== 'certain' || document.title.value === text || heading === text) return 'same';
	const written = withoutNumber(text);
	const plain = plainTitle(written);
	const forms = titleForms(written);
	const isNamed = (name: string): boolean => {
		if (name.length < 4) return false;
		const other = plainTitle(name);
		return other.includes(plain) || plain.includes(other) || haveCommon(forms, titleForms(name));
	};
	const numbers = citedNumbers(text).map(normalNumber);
	if (numbers.includes(normalNumber(document.documentNumber?.value ?? ''))) return 'same';
	const own = titleForms(document.title.value);
	if (
		!haveCommon(forms, own) &&
		areDerived(forms, own) &&
		!document.attachments.some((file) => isNamed(file.text))
	)
		return 'derived';
	if (document.citedNumbers.some((number) => numbers.includes(normalNumber(number)))) return 'same';
	if (plainTitle(meta.description ?? '').includes(plain)) return 'same';
	const titles = [document.title.value, heading, title, meta.articletitle ?? ''];
	const named = [
		...document.citedTitles,
		...[...document.attachments, ...document.related].map((one) => one.text),
	];
	if ([...titles, ...named].some(isNamed)) return 'same';
	const isAkin = (name: string): boolean =>
		name.length >= 4 && areAkin(barest(forms), barest(titleForms(name)) || plainTitle(name));
	if (named.some((name) => !haveCommon(own, titleForms(name)) && isAkin(name))) return 'same';
	return titles.some(isAkin) ? 'akin' : 'other';
};
