import { type Citation, findCitations } from './citations.ts';
import { squeeze } from './dom.ts';

/** How an entry of a list begins. */
export const serial =
	/^(?:\d{1,4}|[一二三四五六七八九十百]+)[.、．)）\s]+|^[（(](?:\d{1,4}|[一二三四五六七八九十百]+)[）)]\s*|^[①-⑳㈠-㈩]\s*/;
/** Words that titles of documents end in. */
export const titleEnd =
	/(?:通知|办法|规定|意见|细则|决定|公告|通告|方案|条例|规则|措施|批复|函|计划|制度|预案|标准|规程|通报|令|要点|规划|纲要|守则|准则|指南|基准|规范)(?:[（(][^（）()]{0,20}[）)])?$/;

const numberFirst =
	/^([\u4e00-\u9fa5A-Za-z]{2,16}[〔[［（(](?:19|20)\d{2}[〕\]］）)]第?\d{1,5}号)[\s:：、，,]*(?=《|关于|[\u4e00-\u9fa5]{6})/;

/** Some lists put the number before the title. */
const numberLast = (entry: string): string => {
	const number = numberFirst.exec(entry)?.[1];
	return number ? `${entry.slice((numberFirst.exec(entry)?.[0] ?? '').length)}（${number}）` : entry;
};

/** A document named by one entry of a list: 1.关于……的通知（临政发〔2010〕3号）. */
export const entryOf = (text: string): Citation[] => {
	const cited = findCitations(text);
	if (cited.some(({ title }) => title !== undefined)) {
		const bare = squeeze(text).replace(serial, '');
		// 关于印发《某办法》的通知（…号） names one document, not the 《》 inside.
		if (/^[《【“"]/.test(bare) || !cited.some(({ number }) => number !== undefined)) {
			if (/^《/.test(bare)) return cited;
		}
	}
	const bare = numberLast(
		squeeze(text)
			.replace(serial, '')
			.replace(/[；;。，,]$/, ''),
	);
	const number = cited.findLast((citation) => citation.number !== undefined)?.number;
	const tail =
		/^(.{4,160}?)[（(【]([^（）()]{0,60}(?:[（(〔[［][^）)〕\]］]{0,20}[）)〕\]］])?[^（）()]{0,60}号[^（）()]{0,60})[）)】]$/.exec(
			bare,
		);
	const title = tail
		? tail[1]
		: bare.replace(/[\u4e00-\u9fa5A-Za-z]{2,16}[〔[［（(](?:19|20)\d{2}[〕\]］）)]第?\d+号.*$/, '');
	const written = (title ?? '')
		.replace(/^《(.*)》$/, '$1')
		.replace(/《/g, '〈')
		.replace(/》/g, '〉');
	if (!number && !titleEnd.test(written)) return [];
	if (written.length < 4 || /[。；]/.test(written)) return number ? [{ number, start: 0, end: 0 }] : [];
	return [{ title: written, ...(number ? { number } : {}), start: 0, end: 0 }];
};

/** An entry without a serial: a whole title with its number before or behind it. */
export const isTitled = (text: string): boolean => {
	const [entry] = numberFirst.test(text) || isEntry(text) ? entryOf(text) : [];
	return entry?.title !== undefined && titleEnd.test(entry.title) && !/[】:：]/.test(entry.title);
};

/** A line that ends in a document's number. */
export const isEntry = (text: string): boolean =>
	/号[）)]?[；;。]?$/.test(text) && /[〔[［（(](?:19|20)\d{2}[〕\]］）)]/.test(text);
