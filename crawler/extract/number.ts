import { halfWidth } from './dates.ts';
import { squeeze } from './dom.ts';

const opening = '〔\\[［﹝【（(〈〖﹙{｛';
const closing = '〕\\]］﹞】）)〉〗﹚}｝';

// 代字〔year〕n号. The word before the year may hold brackets of its own (京（海）政发) but no mark that ends a phrase.
const word =
	'[\\u4e00-\\u9fa5A-Za-z][\\u4e00-\\u9fa5A-Za-z0-9\\-－—·]{0,19}(?:[（(][\\u4e00-\\u9fa5]{1,6}[）)][\\u4e00-\\u9fa5A-Za-z]{1,8})?';
const numbered = `${word} ?[${opening}] ?(?:19|20)\\d{2} ?年?[${closing}] ?(?:第 ?)?\\d{1,5}(?:-\\d{1,3})? ?号`;
const decree =
	'(?:[\\u4e00-\\u9fa5]{1,20})?令 ?[（(]?(?:(?:19|20)\\d{2} ?年?)? ?第 ?[\\d一二三四五六七八九十百零〇]{1,6} ?号[）)]?';
const announcement =
	'(?:[\\u4e00-\\u9fa5]{2,24})?(?:公告|通告) ?(?:[（(]? ?(?:19|20)\\d{2} ?年?[）)]? ?)第 ?\\d{1,4} ?号';

const wholeNumber = new RegExp(`^(?:${numbered}|${decree}|${announcement})$`);
const yearAndSerial = new RegExp(
	`[${opening}] ?(?:19|20)\\d{2} ?年?[${closing}] ?(?:第 ?)?\\d{1,5}(?:-\\d{1,3})? ?号`,
	'g',
);
const atEnd = new RegExp(`${numbered}$`);

/** Words that run into a 代字 when a number stands in a sentence. */
const runUp =
	/^.*(?:按照|根据|依据|贯彻|落实|转发|关于|原|和|及|以及|与|对|以|见|即|的|号|发布|公布|印发|制定|下发|文件|修订|执行|通过|废止|《|》)/;

/** Of a phrase that qualifies what stands before it, and names no place: （试行）, （第二批）, （以下简称…）. */
const remark =
	/[试暂]行|修[订改正]|废止|失效|有效|草案|意见|[原文征]稿|[略节摘附第批号版次年期级简称本表]|^[一二三四五六七八九十上中下全新旧原含公]/;
/** What a 代字 begins with where it is whole without a place in brackets before it: 国办发, 中发, 粤府. */
const regions = '京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新蒙';
const wholeWord = new RegExp(`^[国中省市县区${regions}]`);
const noRegion = /通知|意见|决定|办法|方案|规[定划]|公告|通告|附件|说明|标题|名称|文[件号]|计划|措施/;

/** The 京（海） of 京（海）政发, whose 政发 begins at `start` of the text; empty where the brackets before it hold something else. */
export const districtBefore = (text: string, start: number, word: string): string => {
	if (!/[）)]/.test(text[start - 1] ?? '') || wholeWord.test(word)) return '';
	const match =
		/(?<![\u4e00-\u9fa5A-Za-z0-9])([\u4e00-\u9fa5]{1,12})([（(]([\u4e00-\u9fa5]{1,4})[）)])$/.exec(
			text.slice(Math.max(0, start - 20), start),
		);
	if (!match) return '';
	const [, written = '', bracket = '', place = ''] = match;
	const head = written.replace(runUp, '');
	return head.length > 0 && head.length <= 2 && !noRegion.test(head) && !remark.test(place)
		? head + bracket
		: '';
};

/** Without white space; what else the page writes stays. */
export const writtenNumber = (text: string): string => squeeze(text);

/** Whether the whole text is a document number: 临政办发〔2026〕12号, 国令第707号, 公告2020年第5号. */
export const isNumber = (text: string): boolean =>
	text.length <= 60 && wholeNumber.test(halfWidth(squeeze(text)));

/**
 * A number in the form that numbers are compared in: six-cornered brackets around the year, wide ones around a place, no blanks, no 第, no leading zeros.
 * Numbers of 令 keep their 第.
 */
export const normalNumber = (text: string): string => {
	const written = halfWidth(squeeze(text));
	const match = new RegExp(
		`^(.*?)[${opening}]((?:19|20)\\d{2})年?[${closing}]第?0*(\\d+(?:-\\d+)?)号?$`,
	).exec(written);
	const word = match?.[1]?.replaceAll('(', '（').replaceAll(')', '）');
	return match ? `${word}〔${match[2]}〕${match[3]}号` : written.replace(/第0+(?=\d)/, '第');
};

const nationalDecree = /(?:国务院|国|主席)令 ?第 ?\d{1,4} ?号/g;

/** Numbers named in a text, those of national decrees among them, as written without blanks, each once, at most `limit`. */
export const citedNumbers = (text: string, limit = 40): string[] => {
	const found = new Set<string>();
	// Brackets first, since they are few; the word before them is then read backwards.
	for (const match of text.matchAll(yearAndSerial)) {
		const word =
			/(?<![\u4e00-\u9fa5A-Za-z0-9－—·-])[\u4e00-\u9fa5A-Za-z0-9－—·-]*$/.exec(
				text.slice(Math.max(0, match.index - 20), match.index),
			)?.[0] ?? '';
		const trimmed = word.replace(runUp, '');
		const head = trimmed.length >= 2 ? trimmed : word;
		if (head.length < 2 || /^\d+$/.test(head)) continue;
		const district = head === word ? districtBefore(text, match.index - word.length, word) : '';
		found.add(squeeze(district + head + match[0]));
		if (found.size >= limit) break;
	}
	for (const [decree] of text.matchAll(nationalDecree)) {
		if (found.size >= limit) break;
		found.add(squeeze(decree));
	}
	return [...found];
};

const titleWords = /^.*(?:通知|意见|决定|公告|通告|通报|方案|办法|规定|细则|批复|措施|计划|规划|要点|》)/;

/** The number that a text ends in, brackets around it left out. */
export const numberAtEnd = (text: string): { number: string; before: string } | undefined => {
	const bare = squeeze(text).replace(/[）)】\]]$/, '');
	const closed = bare.length < squeeze(text).length;
	const tail = bare.slice(-50);
	/** Where the bracket opens that the text closes with: a place may stand in brackets of its own before it. */
	const openBefore = (end: number): number =>
		end < 0 ? -1 : Math.max(tail.lastIndexOf('（', end), tail.lastIndexOf('(', end), tail.lastIndexOf('【'));
	const last = closed ? openBefore(tail.length - 12) : -1;
	const isPlace = /^[（(][\u4e00-\u9fa5]{1,6}[）)]/.test(tail.slice(last));
	const open = isPlace ? openBefore(last - 1) : last;
	// Without brackets the number begins where the title's last word ends.
	const candidate = open >= 0 ? tail.slice(open + 1) : (atEnd.exec(tail)?.[0] ?? '').replace(titleWords, '');
	if (candidate === '' || !isNumber(candidate)) return undefined;
	return { number: candidate, before: bare.slice(0, bare.length - candidate.length).replace(/[（(【]$/, '') };
};

/** What metadata cells say when they say nothing. */
const nothing =
	/^(?:无|暂无|没有|空|未知|不详|其他|其它|无文号|无发文字号|[-－—–_/\\*·.…、，0]*|null|undefined|none|n\/a|nan)$/i;

/** Whether a metadata value is no value. */
export const isNothing = (value: string): boolean => nothing.test(squeeze(value));

/** The number that a metadata cell holds: a known form at its head, or a short text with digits that a local series may use. */
export const numberOfCell = (value: string): string | undefined => {
	const written = squeeze(value)
		.replace(/^[（(](.*)[）)]$/, '$1')
		.replace(/[；;。，,]$/, '');
	if (isNothing(written)) return undefined;
	if (isNumber(written)) return written;
	const head = new RegExp(`^(?:${numbered}|${decree})`).exec(written);
	if (head) return head[0];
	return written.length <= 40 &&
		/\d/.test(written) &&
		/[\u4e00-\u9fa5]/.test(written) &&
		!/[：:]|年\d+月/.test(written)
		? written
		: undefined;
};
