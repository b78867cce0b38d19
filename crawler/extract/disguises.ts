import { domainToUnicode } from 'node:url';
import type { Disguise } from '../content-facts.ts';
import { shownInstead } from './display-order.ts';
import {
	collapse,
	type Document,
	type Element,
	isBlock,
	isElement,
	isSilent,
	isText,
	type ParentNode,
} from './dom.ts';

/** A page without any of them needs no second look. */
const directing =
	/[\u202a-\u202e\u2066-\u2069]|&#(?:823[4-8]|829[4-7]|x202[a-e]|x206[6-9]);|<bdo\b|(?:bidi|isolate)-override/i;

/** Kept of one page. */
const most = 10;
/** Lines with signs of direction that are looked at: a page has none, or few. */
const mostLines = 300;
/** Characters of a line that are shown before and behind what differs, and those by which it is known again elsewhere. */
const around = 10;
const near = 3;
const longestCore = 40;

/** Numbers that may be a person's, in whatever order they stand. */
const long = /\d{11,}[Xx]?|[Xx]\d{11,}/g;

/** Where two texts of one length begin to differ, and where they end to. */
const differing = (one: string, other: string): { from: number; to: number } => {
	let from = 0;
	while (from < one.length && one[from] === other[from]) from++;
	let to = one.length;
	while (to > from && one[to - 1] === other[to - 1]) to--;
	return { from, to: Math.min(to, from + longestCore) };
};

const piece = (text: string, { from, to }: { from: number; to: number }, margin: number): string =>
	text
		.slice(Math.max(0, from - margin), to + margin)
		.trim()
		.replace(long, '（号码略）')
		.toWellFormed();

/** The sign that has an element's effect, where that puts all its letters into one order; style sheets are not looked at. */
const directionOf = ({ name, attribs: { dir = '', style = '' } }: Element): string => {
	const isOverride = name === 'bdo' || /unicode-bidi\s*:\s*(?:bidi|isolate)-override/i.test(style);
	if (!isOverride) return '';
	const way = /(?:^|[;\s])direction\s*:\s*(rtl|ltr)/i.exec(style)?.[1] ?? dir;
	if (/^rtl$/i.test(way)) return '\u202e';
	return /^ltr$/i.test(way) ? '\u202d' : '';
};

/** Lines as a browser lays them out, signs of direction left in; those of blocks that no reader sees left out. */
const rawLines = (document: Document): string[] => {
	const lines: string[] = [];
	let line = '';
	const flush = (): void => {
		lines.push(line);
		line = '';
	};
	const enter = (parent: ParentNode): void => {
		for (const child of parent.children) {
			if (isText(child)) line += child.data;
			if (!isElement(child)) continue;
			if (child.name === 'title' || child.name === 'head' || !isSilent(child)) {
				const ends = isBlock(child) || child.name === 'title';
				if (ends) flush();
				const direction = directionOf(child);
				line += direction;
				enter(child);
				if (direction) line += '\u202c';
				if (ends) flush();
			}
		}
	};
	enter(document);
	flush();
	return lines;
};

const turned = (document: Document): Disguise[] =>
	rawLines(document)
		.filter((line) => directing.test(line))
		.slice(0, mostLines)
		.flatMap((line): Disguise | [] => {
			const shown = shownInstead(line);
			if (shown === undefined) return [];
			const [written, seen] = [collapse(line), collapse(shown)];
			const place = differing(written, seen);
			return {
				kind: 'order',
				core: piece(written, place, near),
				written: piece(written, place, around),
				shown: piece(seen, place, around),
			};
		});

/** Letters of other scripts that look like one of ours. */
const lookalikes = new Map(
	Object.entries({
		...{
			а: 'a',
			с: 'c',
			ԁ: 'd',
			е: 'e',
			һ: 'h',
			і: 'i',
			ј: 'j',
			ӏ: 'l',
			о: 'o',
			р: 'p',
			ԛ: 'q',
			ѕ: 's',
			ѵ: 'v',
		},
		...{
			ԝ: 'w',
			х: 'x',
			у: 'y',
			ο: 'o',
			ν: 'v',
			α: 'a',
			ρ: 'p',
			ι: 'i',
			ɡ: 'g',
			ɑ: 'a',
			ı: 'i',
			ո: 'n',
			օ: 'o',
		},
	}),
);

/** The name of plain letters that a host's looks like; undefined where it is plain, or has letters of its own. */
const looksLike = (host: string): string | undefined => {
	if (!host.includes('xn--')) return undefined;
	const name = domainToUnicode(host);
	const plain = [...name].map((letter) => lookalikes.get(letter) ?? letter).join('');
	return plain !== name && /^[\w.-]+$/.test(plain) ? plain : undefined;
};

const disguisedHosts = (
	links: readonly { readonly url: string | undefined; readonly element: Element }[],
): Disguise[] =>
	links.flatMap(({ url }): Disguise | [] => {
		if (url === undefined || !/^https?:\/\/[^/]*xn--/i.test(url) || !URL.canParse(url)) return [];
		const { hostname } = new URL(url);
		const shown = looksLike(hostname);
		return shown ? { kind: 'host', core: hostname, written: hostname, shown, url } : [];
	});

/** Texts that readers see in another order than they are written, and links to hosts whose names only look like others'. */
export const findDisguises = (
	html: string,
	document: Document,
	links: readonly { readonly url: string | undefined; readonly element: Element }[],
): Disguise[] => {
	const found = [...(directing.test(html) ? turned(document) : []), ...disguisedHosts(links)];
	const byText = new Map(found.map((one) => [`${one.kind} ${one.core}`, one]));
	return [...byText.values()].slice(0, most);
};
