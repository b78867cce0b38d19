import type { NamedAttachment } from '../content-facts.ts';
import type { Attachment } from '../page-facts.ts';
import { type Element, squeeze } from './dom.ts';
import { hrefOf } from './file-address.ts';
import type { LineLink } from './files.ts';
import { textOfLink } from './links.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

/** More are a catalogue, not the annexes of a text. */
const mostNamed = 40;
/** Longer lines are running text that mentions an annex. */
const longestLine = 400;
const longestName = 80;

const heading = /^附 ?件 ?(?:[:：]|(?=1 ?[.、．]))\s*(.*)$/;
const bareHeading = /^附 ?件$/;
const numbered = /^(?:附 ?件 ?)?(\d{1,2}) ?[.、．:：]\s*(.+)$/;
const inOneLine = /(?:^|[\s；;。])(\d{1,2}) ?[.、．](?!\d)/g;

/** Left out on purpose, or sent another way. */
const omitted =
	/[（(]?(?:略|此略|从略|另发|另行(?:印发|下发|通知)|不另发|(?:此件)?(?:不予公开|不公开|依申请公开|不宜公开|涉密)|[只仅]?发(?:至|给|送)?[\u4e00-\u9fa5、，]{1,16}|网上不发.{0,6}|纸质.{0,10})[）)]?$/;
/** A pointer, not a name. */
const pointer =
	/^(?:无|见|详见|请|点击|点此|下载|附件|同上|https?:|www\.)|[（(](?:详?见|请到|请在|可[在从到]|[^（）()]{0,10}下载)[^（）()]*[）)]?$/i;
/** What an applicant has to hand in is nobody's annex. */
const handedIn = /复印件|原件|扫描件|身份证|户口[本簿]|营业执照|证明材料/;
const asksFor =
	/(?:材料|资料|文件|证件|附件)(?:如下|包括|有|清单)?[:：]$|(?:提交|提供|报送|携带|附)[^。；]{0,20}[:：]$/;

interface Named {
	readonly name: string;
	/** Its number in the list; 0 where it is the only one. */
	readonly order: number;
}

const cleanName = (text: string): string =>
	squeeze(text)
		.replace(/(?<![。；;，,、])[。；;，,、]+$/, '')
		.slice(0, longestName);

/** 1.甲 2.乙 in one line → its names; undefined where it is one name. */
const splitLine = (text: string): Named[] | undefined => {
	const marks = [...text.matchAll(inOneLine)];
	if (marks[0]?.[1] !== '1' || marks.some((mark, i) => Number(mark[1]) !== i + 1)) return undefined;
	return marks.map((mark, i) => ({
		name: cleanName(text.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? text.length)),
		order: i + 1,
	}));
};

interface List {
	/** What the reader is to hand in. */
	readonly isAsked: boolean;
	readonly names: readonly Named[];
	/** The first line behind it. */
	readonly end: number;
}

/** The list of annexes that begins at this line. */
const readList = (lines: readonly ScanLine[], at: number, to: number): List | undefined => {
	const { text, linkLength } = lines[at] as ScanLine;
	if (text.length > longestLine || linkLength * 2 > text.length) return undefined;
	const rest = heading.exec(text)?.[1]?.trim();
	if (rest === undefined) return undefined;
	const names: Named[] = [...(splitLine(rest) ?? (rest === '' ? [] : [{ name: cleanName(rest), order: 0 }]))];
	let end = at + 1;
	for (; end < to && names.length < mostNamed; end++) {
		const line = lines[end] as ScanLine;
		const [, digits, name = ''] = numbered.exec(line.text) ?? [];
		if (!digits || line.text.length > longestName + 10) break;
		if (Number(digits) !== (names.at(-1)?.order ?? 0) + 1 || names.at(-1)?.order === 0) break;
		const several = splitLine(line.text.replace(/^附 ?件 ?/, ''));
		if (several) names.push(...several);
		else names.push({ name: cleanName(name), order: Number(digits) });
	}
	const isAsked =
		asksFor.test(squeeze(lines[at - 1]?.text ?? '')) || names.some(({ name }) => handedIn.test(name));
	return names.length > 0 ? { names, end, isAsked } : undefined;
};

/** What of a name tells it from others: endings, numbers, brackets and blanks aside. */
const core = (text: string): string =>
	squeeze(text)
		.replace(/\.(?:docx?|xlsx?|pdf|ofd|wps|et|zip|rar|7z|jpe?g|png|txt|pptx?)\b.*$/i, '')
		.replace(/^[【[（(]?附件?[\d一二三四五六七八九十]{0,3}[】\])）]?[:：.、．-]?/, '')
		.replace(/^\d{1,2}[.、．]/, '')
		.replace(/[^\u4e00-\u9fa5A-Za-z0-9]/g, '');

const pairs = (text: string): Set<string> => {
	const found = new Set<string>();
	for (let i = 0; i + 1 < text.length; i++) found.add(text.slice(i, i + 2));
	return found;
};

/** One is part of the other, or they share most of their characters two by two. */
const isAlike = (a: string, b: string): boolean => {
	if (a.length < 2 || b.length < 2) return false;
	if (a.includes(b) ? b.length >= 4 || b.length * 2 >= a.length : b.includes(a)) return true;
	const [here, there] = [pairs(a), pairs(b)];
	const shared = [...here].filter((pair) => there.has(pair)).length;
	return shared * 10 >= Math.min(here.size, there.size) * 6;
};

/** The number that a file's name gives: 附件2.doc. */
const orderOf = (text: string): number | undefined => {
	const digits = /附 ?件 ?[（(]?(\d{1,2})/.exec(text)?.[1];
	return digits ? Number(digits) : undefined;
};

const fileNameOf = (url: string): string => {
	const name = url.slice(url.lastIndexOf('/') + 1);
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
};

const names = (text: string, url: string, { name, order }: Named): boolean =>
	orderOf(text) === Math.max(1, order) ||
	isAlike(core(text), core(name)) ||
	isAlike(core(fileNameOf(url)), core(name));

/** A link that only a script can follow, and of which nobody knows where it leads. */
const isBlind = (element: Element): boolean =>
	hrefOf(element) === undefined &&
	(element.attribs.onclick !== undefined || element.attribs.href !== undefined);

/** Printed behind the list: its heading 附件2, or its title on a line of its own. */
const isPrinted = (lines: readonly ScanLine[], from: number, to: number, named: Named): boolean => {
	const wanted = core(named.name);
	for (let i = from; i < to; i++) {
		const { text, linkLength } = lines[i] as ScanLine;
		if (text.length > longestName + 20 || linkLength * 2 > text.length) continue;
		const bare = squeeze(text).replace(/[（(【[]/g, '');
		const [, digits, behind = ''] = /^附件(\d{0,2})(.*)$/.exec(bare) ?? [];
		if (digits !== undefined && (digits === '' || Number(digits) === Math.max(1, named.order)))
			if (behind.replace(/[:：.、）)\]】]/g, '') === '' || isAlike(core(behind), wanted)) return true;
		const own = core(text);
		if (own !== '' && own.length <= wanted.length * 2 && isAlike(own, wanted)) return true;
	}
	return false;
};

/** Annexes that the text lists and that are neither linked nor printed on the page. */
export const findLackingAttachments = (
	{ lines, media }: Scan,
	body: Range,
	article: Range,
	links: readonly LineLink[],
	attachments: readonly Attachment[],
): NamedAttachment[] => {
	let list: List | undefined;
	for (let at = body.from + 1; at < body.to && !list; at++) {
		// What a heading 附件 without a colon stands above is the annex itself.
		if (bareHeading.test((lines[at] as ScanLine).text)) break;
		list = readList(lines, at, body.to);
	}
	if (
		!list ||
		list.isAsked ||
		attachments.some(({ url, text }) => /\.(?:zip|rar|7z)\b/i.test(`${url} ${text}`))
	)
		return [];
	const { end } = list;
	const open = list.names.filter(
		(named) =>
			!(pointer.test(named.name) && !omitted.test(named.name)) &&
			!links.some(({ text, url }) => names(text, url, named)) &&
			!attachments.some(({ text, url }) => names(text, url, named)) &&
			!isPrinted(lines, end, Math.max(article.to, body.to), named),
	);
	// A file that bears none of the names may be any of them.
	const nameless = attachments.filter(
		({ text, url }) => !list.names.some((named) => names(text, url, named)),
	).length;
	if (nameless >= open.length)
		return open.filter(({ name }) => omitted.test(name)).map(({ name }) => ({ name, doubt: 'omitted' }));
	const blind = lines
		.slice(article.from, article.to)
		.flatMap((line) => line.links.filter(isBlind).map((element) => textOfLink(element) || line.text));
	const isPictured = media.some(({ line, hidden }) => !hidden && line >= end && line <= body.to);
	return open.map((named) => {
		const { name } = named;
		const doubt = omitted.test(name)
			? 'omitted'
			: blind.some((text) => names(text, '', named))
				? 'script'
				: nameless > 0
					? 'file'
					: isPictured
						? 'picture'
						: undefined;
		return { name, ...(doubt ? { doubt } : {}) } as const;
	});
};
