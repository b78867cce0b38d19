import { parseHtml, squeeze } from '../extract/dom.ts';
import { findPrivateMarker, findPublicMarker } from '../extract/marker.ts';
import { normalNumber } from '../extract/number.ts';
import { numberFact } from '../extract/own-number.ts';
import { findPeriod } from '../extract/period.ts';
import { findPersonalData, masked } from '../extract/personal-data.ts';
import { scanPage } from '../extract/scan.ts';
import { findSignature } from '../extract/signature.ts';
import { findStatements } from '../extract/statements.ts';
import type { Fact, FileReading } from '../page-facts.ts';
import type { FileText } from './read-text.ts';

/** What the page says of a file that belongs to it. */
export interface FileContext {
	/** Title of the page's document. */
	readonly title: string;
	/** What the page calls the file. */
	readonly name: string;
	/** Its number. */
	readonly number?: string;
	/** Dates of the page's document, from which a period may count. */
	readonly writtenOn?: string;
	readonly publishedOn?: string;
}

/** So many characters of a file can hold its title: behind the head of an official paper, or a cover. */
const headLength = 1500;

/** A title in the form that two writings of it share. */
const plain = (title: string): string =>
	squeeze(title)
		.replace(/[（(【〔[][^（()）【】〔〕[\]]*[）)】〕\]]$/, '')
		.replace(/[^\p{L}\p{N}]/gu, '');

/** Titles shorter than this are no names: 通知, 附件. */
const leastTitle = 8;

/** The name without what says only that it is a file, and the how many-th. */
const bareName = (name: string): string =>
	name.replace(/^\s*附件\s*[\d一二三四五六七八九十]*\s*[:：.、]?\s*/, '').replace(/\.[a-z]{2,4}$/i, '');

/** The document that the title of another issues: 关于印发《…办法》的通知. */
const issued = /(?:印发|发布|公布|颁布|下发)\s*[《〈](.{4,80}?)[》〉]/;

const heldBy = (
	{ title, name, number }: FileContext,
	head: string,
	own: Fact | undefined,
): FileReading['holds'] => {
	const whole = plain(title);
	if (number && own && normalNumber(own.value) === normalNumber(number)) return 'document';
	if (whole.length >= leastTitle && (head.includes(whole) || plain(bareName(name)) === whole))
		return 'document';
	const part = plain(issued.exec(title)?.[1] ?? '');
	return part.length >= leastTitle - 2 && head.includes(part) ? 'part' : undefined;
};

const draft = /征求意见|意见稿|草案|送审稿|讨论稿|公开征集|征集意见/;

/** What a file says, by the readers of a page's text. */
export const readFileFacts = ({ html, length, isCut }: FileText, context: FileContext): FileReading => {
	const { title, name, writtenOn, publishedOn } = context;
	const scan = scanPage(parseHtml(html));
	const { lines } = scan;
	const body = { from: 0, to: lines.length };
	const from = `attachment: ${name}`;
	const here = (fact: Fact): Fact => ({ ...fact, from });
	let head = '';
	for (const { text } of lines) {
		if (head.length >= headLength) break;
		head += plain(text);
	}
	const isDraft = draft.test(title) || draft.test(name) || draft.test(head.slice(0, 200));
	const signed = findSignature(scan, body);
	const number = numberFact([], scan, body, undefined, '', false);
	// Of what was not read to its end, nobody knows what is missing.
	const holds = isCut ? undefined : heldBy(context, head, number);
	const publicMarker = findPublicMarker(lines, body);
	const privateMarker = findPrivateMarker(lines, body);
	const origin = {
		...((signed?.on ?? writtenOn) && { writtenOn: signed?.on ?? writtenOn }),
		...(publishedOn && { publishedOn }),
	};
	const period = isDraft ? undefined : findPeriod(lines, body, origin as { writtenOn?: string });
	// What the page is called holds for the document alone; a list that belongs to it says itself what it lists.
	const heading = holds === 'document' ? title : bareName(name);
	const { found: personal, secrets } = findPersonalData(html, () => scan, `${title} ${name}`);
	const reading: FileReading = {
		length,
		...(holds && { holds }),
		...(number && { documentNumber: here(number) }),
		...(signed?.issuer && { issuer: { value: signed.issuer, from, sure: 'likely' as const } }),
		...(signed?.firm && {
			writtenOn: { value: signed.on, from, sure: 'certain' as const, snippet: signed.snippet },
		}),
		...(publicMarker && { publicMarker: here(publicMarker) }),
		...(privateMarker && { privateMarker: here(privateMarker) }),
		...(period && { period: { ...period, from } }),
		statements: isDraft ? [] : findStatements(scan, heading, body),
		...(personal.length > 0 && { personalData: personal }),
	};
	return masked(reading, secrets);
};
