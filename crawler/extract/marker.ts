import type { Fact } from '../page-facts.ts';
import { findDate } from './dates.ts';
import { squeeze } from './dom.ts';
import type { Range, ScanLine } from './scan.ts';

const open = '[（(【\\[〔﹝]';
const close = '[）)】\\]〕﹞]';
const subject = '(?:此件|此文件|此文|本件|本文件|此公文|该件)';
const publicWords = `${subject}(?:属于?)?(?:删减后|摘要)?(?:予以)?(?:主动公开发布|主动公开|公开发布|对外公开|可公开|公开)`;
const privateWords = `${subject}(?:属于?)?(?:依申请公开|不予公开发布|不予公开|不公开发布|不公开|免予公开|内部使用|内部公开|内部发布|不宜公开)`;
const rest = '(?:[，,；;、:：][^（()）【】]{0,40})?[。.]?';

interface Kind {
	/** In brackets, at the end of a line. */
	readonly bracketed: RegExp;
	/** A line of its own without brackets. */
	readonly bare: RegExp;
}

const kindOf = (words: string): Kind => ({
	bracketed: new RegExp(`${open}${words}${rest}${close}[。.]?$`),
	bare: new RegExp(`^${words}[。.]?$`),
});
const publicKind = kindOf(publicWords);
const privateKind = kindOf(privateWords);

/** As sites write markers whose pages they offer in traditional characters too. */
const traditional: Readonly<Record<string, string>> = {
	開: '开',
	發: '发',
	佈: '布',
	動: '动',
	屬: '属',
	於: '于',
	減: '减',
	刪: '删',
	後: '后',
	對: '对',
	內: '内',
};
const simplified = (text: string): string =>
	text.replace(/[開發佈動屬於減刪後對內]/g, (char) => traditional[char] ?? char);

/** What may stand before a marker in its line: nothing, a date, a signature, the end of a sentence. */
const ownPlace = (before: string, written: string): boolean =>
	before === '' ||
	/[。；;！]$/.test(before) ||
	(before.length <= 40 && findDate(before)?.end === before.length) ||
	(before.length <= 6 && !/[“"‘'《标注]/.test(written));

const find = (lines: readonly ScanLine[], { from, to }: Range, kind: Kind): Fact | undefined => {
	let found: Fact | undefined;
	for (let i = from; i < to; i++) {
		const { text } = lines[i] as ScanLine;
		if (!text.includes('件') && !text.includes('文')) continue;
		const tail = simplified(squeeze(text.length > 160 ? text.slice(-160) : text));
		const match = kind.bracketed.exec(tail);
		if (match && ownPlace(tail.slice(0, match.index), tail)) {
			found = {
				value: match[0].replace(/[。.]$/, ''),
				from: 'text',
				sure: 'certain',
				snippet: tail.slice(-60),
			};
			if (i > from) return found;
		} else if (!found && kind.bare.test(tail)) {
			// Without brackets it is one only beside the date or the signature.
			const near = lines
				.slice(Math.max(from, i - 2), i + 3)
				.some(
					(line, n) =>
						n !== Math.min(2, i - from) && line.text.length < 60 && findDate(line.text) !== undefined,
				);
			if (near) found = { value: tail.replace(/[。.]$/, ''), from: 'text', sure: 'likely', snippet: tail };
		}
	}
	return found;
};

/** 此件公开发布 and the like in the place of a marker: a paragraph of its own, in brackets. */
export const findPublicMarker = (lines: readonly ScanLine[], range: Range): Fact | undefined =>
	find(lines, range, publicKind);

/** 此件依申请公开 and the like in that place. */
export const findPrivateMarker = (lines: readonly ScanLine[], range: Range): Fact | undefined =>
	find(lines, range, privateKind);

const attribute =
	/^[（(【[]?(?:政府)?(?:信息)?公开(?:属性|方式|形式|类别|类型|选项)[:：]((?:主动|依申请|不予|免予|不)公开)[）)】\]]?[。.]?$/;

/** 信息公开形式：主动公开, as a line of the text. */
export const findPublicAttribute = (lines: readonly ScanLine[], { from, to }: Range): Fact | undefined => {
	for (let i = from; i < to; i++) {
		const { text } = lines[i] as ScanLine;
		const value = text.length <= 40 ? attribute.exec(squeeze(text))?.[1] : undefined;
		if (value) return { value, from: 'text', sure: 'certain', snippet: text };
	}
	return undefined;
};
