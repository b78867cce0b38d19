import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'vite';

/** A regular expression of the program's own source. */
export interface OwnExpression {
	readonly file: string;
	readonly line: number;
	readonly source: string;
	readonly flags: string;
}

const root = join(import.meta.dirname, '..', '..');

const isNode = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** Every expression that is written as a literal below these folders. */
export const expressionsOf = (folders: readonly string[]): OwnExpression[] => {
	const found: OwnExpression[] = [];
	for (const folder of folders) {
		for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
			if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
			const path = join(entry.parentPath, entry.name);
			const text = readFileSync(path, 'utf8');
			const enter = (node: unknown): void => {
				if (Array.isArray(node)) for (const one of node) enter(one);
				if (!isNode(node) || Array.isArray(node)) return;
				const { regex, start } = node as { regex?: { pattern: string; flags: string }; start: number };
				if (node.type === 'Literal' && regex)
					found.push({
						file: relative(root, path),
						line: text.slice(0, start).split('\n').length,
						source: regex.pattern,
						flags: regex.flags,
					});
				else for (const key in node) if (key !== 'value') enter(node[key]);
			};
			enter(parseSync(path, text).program);
		}
	}
	return found;
};

/** What stands for a class of characters. */
const samples: Readonly<Record<string, string>> = {
	d: '1',
	s: ' ',
	w: 'a',
	D: '甲',
	S: '甲',
	W: '，',
	n: '\n',
	r: '\r',
	t: '\t',
	f: '\f',
	v: '\v',
	'0': '\0',
};

const escaped = /^\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[pP]\{[^}]*\}|k<[^>]*>|(.))/su;

/** The character that an escape at the beginning of `rest` stands for; empty where it stands for a place. */
const signOf = (rest: string): { readonly character: string; readonly length: number } => {
	const match = escaped.exec(rest);
	if (!match) return { character: '', length: 1 };
	const [whole, wide, unit, byte, sign] = match;
	const code = wide ?? unit ?? byte;
	if (code !== undefined)
		return { character: String.fromCodePoint(Number.parseInt(code, 16)), length: whole.length };
	if (sign === undefined) return { character: whole.startsWith('\\k') ? '' : '甲', length: whole.length };
	if (/[bB1-9]/.test(sign)) return { character: '', length: whole.length };
	return { character: samples[sign] ?? sign, length: whole.length };
};

/** Characters of a class, the first of each range; for an excluding one, some that it may not exclude. */
const classCharacters = (inside: string): string[] => {
	const isExcluding = inside.startsWith('^');
	const characters: string[] = [];
	for (let at = isExcluding ? 1 : 0; at < inside.length; ) {
		const rest = inside.slice(at);
		const { character, length } = rest.startsWith('\\')
			? signOf(rest)
			: {
					character: String.fromCodePoint(rest.codePointAt(0) ?? 0),
					length: (rest.codePointAt(0) ?? 0) > 0xffff ? 2 : 1,
				};
		if (character) characters.push(character);
		at += length;
	}
	if (!isExcluding) return characters.slice(0, 4);
	return ['a', '甲', '1', ' ', '<'].filter((one) => !characters.includes(one)).slice(0, 2);
};

/** An expression with the first of the ways alone wherever it leaves a choice. */
export const firstWayOf = (source: string): string => {
	const kept: string[] = [];
	// Classes and escapes may hold brackets and bars that mean themselves.
	let written = source.replace(
		/\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\]/gsu,
		(part) => {
			kept.push(part);
			return String.fromCodePoint(0xf0000 + kept.length - 1);
		},
	);
	for (let before = ''; before !== written; ) {
		before = written;
		written = written
			.replace(/\(\?<?![^()]*\)/g, '')
			.replace(/\((?:\?<?[=:]|\?<\w+>)?([^()|]*)(?:\|[^()]*)?\)/g, '$1');
	}
	return written
		.replace(/\|.*$/s, '')
		.replace(/[\u{f0000}-\u{ffffd}]/gu, (sign) => kept[(sign.codePointAt(0) ?? 0) - 0xf0000] ?? '');
};

/** The characters that an expression asks for, in the order of its writing; each with others that fit its place as well. */
export const alphabetOf = (source: string): string[][] => {
	const places: string[][] = [];
	for (let at = 0; at < source.length; ) {
		const rest = source.slice(at);
		const skipped = /^(?:\(\?(?:<?[=!]|:|<\w+>)|[()|^$*+?]|\{\d+(?:,\d*)?\})/.exec(rest);
		if (skipped) {
			at += skipped[0].length;
			continue;
		}
		if (rest.startsWith('[')) {
			const inside = /^\[((?:\\.|[^\]\\])*)\]/s.exec(rest)?.[1] ?? '';
			places.push(classCharacters(inside));
			at += inside.length + 2;
			continue;
		}
		if (rest.startsWith('\\')) {
			const { character, length } = signOf(rest);
			if (character) places.push([character]);
			at += length;
			continue;
		}
		const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
		places.push([character === '.' ? 'a' : character]);
		at += character.length;
	}
	return places.filter((place) => place.length > 0);
};
