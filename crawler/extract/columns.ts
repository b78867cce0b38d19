import type { ColumnKind } from '../site-config.ts';
import { addressWords, columnWords, otherMatters, wholeNames } from './column-words.ts';

/** One name of a column and where it was read: `ColumnType`, `ColumnName`, `breadcrumb`, `heading`, `nav`, `title`, `address`. */
export interface ColumnName {
	readonly text: string;
	readonly from: string;
}

export interface ColumnEvidence {
	readonly names: readonly ColumnName[];
}

interface Word {
	readonly text: string;
	readonly kind: ColumnKind | undefined;
}

/** Words by their first character, longest first. */
const index: ReadonlyMap<string, readonly Word[]> = (() => {
	const byFirst = new Map<string, Word[]>();
	const add = (text: string, kind: ColumnKind | undefined): void => {
		const first = text[0] ?? '';
		const same = byFirst.get(first);
		if (same) same.push({ text, kind });
		else byFirst.set(first, [{ text, kind }]);
	};
	for (const [kind, list] of Object.entries(columnWords))
		for (const text of list.split(' ')) add(text, kind as ColumnKind);
	for (const text of otherMatters.split(' ')) add(text, undefined);
	for (const list of byFirst.values()) list.sort((a, b) => b.text.length - a.text.length);
	return byFirst;
})();

interface Match {
	readonly kind: ColumnKind | undefined;
	readonly length: number;
	readonly exact: boolean;
}

const whole: ReadonlyMap<string, ColumnKind> = new Map(
	Object.entries(wholeNames).flatMap(([kind, list]) =>
		list.split(' ').map((text) => [text, kind as ColumnKind] as const),
	),
);

/** 县政发, 县政办发, 青政规: documents kept under the word of their numbers. */
const numberWord = /^[\u4e00-\u9fa5]{0,3}政办?(发|函|规)$/u;

/** What may stand before 年报 and 年度报告 without making them another report: a year, an organ, disclosure. */
const ownReport =
	/^(?:(?:19|20)\d{2}年?度?)?(?:[\u4e00-\u9fa5]*(?:公开|政府|部门|单位|本级|街道|[省市县区旗州盟镇乡局委办厅])|历年|各.{1,4})?(?:工作)?$/u;
/** Words that say so little of a report that the name before them decides whose it is. */
const bareReport = /^(?:工作)?(?:年报|年度报告)$/u;

const opening = /^(?:今日|走进|认识)/;
/** Organs, other sites and titles of texts that carry such a word in their name. */
const notColumns =
	/(?:局|厅|委|部|办|办公室|委员会|社|网|馆|院|公司|大学|协会|支队|中心|办法|规则|条例|求助)$|第\d+号|^关于/;

/** The longest column name in a text; of two as long, the later one, since the head of a Chinese phrase stands last. */
const longestIn = (name: string): Match | undefined => {
	const text = name.replace(/[\s"“”《》()（）【】[\]·>»+]|更多|栏目$|专栏$/g, '');
	// Longer ones are titles of texts.
	if (text === '' || text.length > 18) return undefined;
	const named = whole.get(text);
	if (named) return { kind: named, length: text.length, exact: true };
	const word = numberWord.exec(text);
	if (word) return { kind: word[1] === '规' ? 'regulation' : 'policy', length: text.length, exact: true };
	let best: Match | undefined;
	let bestEnd = 0;
	let bestWeight = 0;
	for (let at = 0; at < text.length; at++) {
		const found = index.get(text[at] ?? '')?.find((word) => text.startsWith(word.text, at));
		if (!found) continue;
		const { length } = found.text;
		const end = at + length;
		if (best && end <= bestEnd) continue;
		// 规范性文件解读 explains documents: the head of the phrase outweighs what it is about.
		// 废止失效规范性文件 are not in force: what opens the phrase outweighs its head.
		const outweighs =
			(found.kind === 'interpretation' && end === text.length) || (found.kind === 'abolition' && at === 0);
		const weight = outweighs ? length + 6 : length;
		// 企业年报 is another matter.
		if (bareReport.test(found.text) && !ownReport.test(text.slice(0, at))) continue;
		// Two characters mean a kind where they end the name (县市区动态) or open it by custom (今日临江), not inside (规划建设).
		if (length === 2 && end !== text.length && !(at === 0 && opening.test(text))) continue;
		if (best && weight < bestWeight) continue;
		best = { kind: found.kind, length, exact: length === text.length };
		bestEnd = end;
		bestWeight = weight;
	}
	if (best && !best.exact && (notColumns.test(text) || (best.length === 2 && text.length > 8)))
		return undefined;
	return best;
};

/** Of an address that still may be a word. */
const longestPart = 60;

const inAddress = (address: string): Match | undefined => {
	const parts = address
		.toLowerCase()
		.replace(/^https?:\/\/[^/]*/, '')
		.split(/[/?#]/)
		.reverse();
	for (const part of parts) {
		if (part.length > longestPart) continue;
		const word = part.replace(/\.\w+$/, '').replace(/(?:[_-]|(?<!\d))\d+$/, '');
		const kind = addressWords[word];
		if (kind) return { kind, length: word.length, exact: true };
	}
	return undefined;
};

const rank = ['columntype', 'columnname', 'breadcrumb', 'heading', 'nav', 'title', 'address'];
const rankOf = (from: string): number => {
	const at = rank.indexOf(from.toLowerCase());
	return at < 0 ? 4 : at;
};

/** A single word of two characters in a longer title (文件, 计划) says too little of a text's title, enough of a column's. */
const counts = ({ text, from }: ColumnName, match: Match): boolean =>
	match.exact || match.length >= 3 || text.length <= (from === 'title' ? 8 : 12);

/**
 * What kind of column something is by its names; the best source that knows decides, and the exact ColumnName
 * wins over a ColumnType, which templates repeat on every page. `other` only where a tag or a breadcrumb says that it is a column.
 */
export const kindOfColumn = ({
	names,
}: ColumnEvidence): { kind: ColumnKind; recognisedBy: string } | undefined => {
	const sorted = [...names]
		.filter(({ text }) => text.trim() !== '')
		.sort((a, b) => rankOf(a.from) - rankOf(b.from));
	let type: { name: ColumnName; match: Match } | undefined;
	let column: ColumnName | undefined;
	for (const name of sorted) {
		const source = name.from.toLowerCase();
		if (source === 'columnname' || source === 'breadcrumb') column ??= name;
		// Several types in one tag are the platform's, not this column's.
		const several = source === 'columntype' && /[，,;；、|/]/.test(name.text);
		const words = source === 'title' ? (name.text.split(/[_\-–—|]/)[0] ?? '') : name.text;
		const match = source === 'address' ? inAddress(name.text) : several ? undefined : longestIn(words);
		if (!match || !counts(name, match)) continue;
		if (source === 'columntype') {
			type ??= { name, match };
			continue;
		}
		if (match.kind === undefined) {
			if (type || !match.exact) continue;
			return { kind: 'other', recognisedBy: `${name.from}:${name.text}` };
		}
		if (
			type?.match.kind &&
			!(match.exact && match.length >= 3 && source !== 'address' && source !== 'nav') &&
			match.length <= type.match.length
		)
			break;
		return { kind: match.kind, recognisedBy: `${name.from}:${name.text}` };
	}
	if (type?.match.kind) return { kind: type.match.kind, recognisedBy: `${type.name.from}:${type.name.text}` };
	return column ? { kind: 'other', recognisedBy: `${column.from}:${column.text}` } : undefined;
};
