import { normalNumber } from '../extract/number.ts';
import type { PageFacts } from '../page-facts.ts';
import { plainTitle, titleForms } from './titles.ts';

/** A 公文's or rule's whole title: 关于…的通知, …办法, 《…条例》. */
const documentEnd =
	/(?:关于.{4,}的?(?:通知|意见|公告|通告|决定|批复|通报|函|报告|命令|令|方案)|[\u4e00-\u9fa5]{4,}(?:办法|规定|细则|条例|规则|若干措施|实施意见|实施方案))[》〉]?(?:[（(〔][^（）()]{1,24}[）)〕])?[》〉]?$/u;

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

const numberIn = /[\u4e00-\u9fa5]{2,12}[〔[（(【［](?:19|20)\d{2}[〕\])）】］]第?\d{1,5}号/gu;

/** Whether a link's text is the name of a document that has nothing in common with the one that its target is. */
export const isOtherDocument = (text: string, target: Omit<PageFacts, 'links'>): boolean => {
	const { document, heading = '', title, meta } = target;
	if (document?.title?.sure !== 'certain' || document.title.value === text || heading === text) return false;
	const numbers = [document.documentNumber?.value ?? '', ...document.citedNumbers].map(normalNumber);
	if ((text.match(numberIn) ?? []).some((number) => numbers.includes(normalNumber(number)))) return false;
	const plain = plainTitle(text);
	const forms = titleForms(text);
	if (plainTitle(meta.description ?? '').includes(plain)) return false;
	const names = [
		...[document.title.value, heading, title, meta.articletitle ?? ''],
		...document.citedTitles,
		...[...document.attachments, ...document.related].map((one) => one.text),
	].filter((name) => name.length >= 4);
	return !names.some((name) => {
		const other = plainTitle(name);
		if (other.includes(plain) || plain.includes(other)) return true;
		const others = titleForms(name);
		return [...others].some((form) => forms.has(form)) || areAkin(barest(forms), barest(others) || other);
	});
};
