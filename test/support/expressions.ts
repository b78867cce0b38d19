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

interface Place {
	readonly file: string;
	readonly line: number;
}

const programsOf = (folders: readonly string[]): string[] =>
	folders.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
			.map(({ parentPath, name }) => join(parentPath, name)),
	);

/** Visits every node of every program below these folders. */
const visitAll = (
	folders: readonly string[],
	visit: (node: Record<string, unknown>, place: () => Place) => void,
): void => {
	for (const path of programsOf(folders)) {
		const text = readFileSync(path, 'utf8');
		const enter = (node: unknown): void => {
			if (Array.isArray(node)) for (const one of node) enter(one);
			if (!isNode(node) || Array.isArray(node)) return;
			visit(node, () => ({
				file: relative(root, path),
				line: text.slice(0, node.start as number).split('\n').length,
			}));
			if (!node.regex) for (const key in node) if (key !== 'value') enter(node[key]);
		};
		enter(parseSync(path, text).program);
	}
};

/** Every expression that is written as a literal below these folders. */
export const expressionsOf = (folders: readonly string[]): OwnExpression[] => {
	const found: OwnExpression[] = [];
	visitAll(folders, (node, place) => {
		const { regex } = node as { regex?: { pattern: string; flags: string } };
		if (node.type === 'Literal' && regex)
			found.push({ ...place(), source: regex.pattern, flags: regex.flags });
	});
	return found;
};

/** Where expressions are put together while the program runs. */
export const buildingsOf = (folders: readonly string[]): Place[] => {
	const found: Place[] = [];
	visitAll(folders, (node, place) => {
		const { callee } = node as { callee?: { name?: string } };
		if ((node.type === 'NewExpression' || node.type === 'CallExpression') && callee?.name === 'RegExp')
			found.push(place());
	});
	return found;
};

/** Processes and threads of their own, which do something as soon as they are loaded. */
const beginning = /attachments\/(?:child|watchdog)\.ts$/;

/** The expressions that are put together while all programs below these folders are loaded, and then in `use`. */
export const builtBy = async (
	folders: readonly string[],
	use: () => Promise<void>,
): Promise<OwnExpression[]> => {
	const found: OwnExpression[] = [];
	const Native = RegExp;
	const build = (...args: ConstructorParameters<typeof RegExp>): RegExp => {
		const made = new Native(...args);
		const at = (new Error().stack ?? '')
			.split('\n')
			.find((line) => line.includes(root) && !line.includes(import.meta.filename));
		const [, path = '', line] = /\(?((?:file:)?\/[^()]*?\.ts):(\d+):\d+\)?$/.exec(at ?? '') ?? [];
		found.push({
			file: relative(root, path.replace(/^file:\/\//, '')),
			line: Number(line),
			source: made.source,
			flags: made.flags,
		});
		return made;
	};
	globalThis.RegExp = new Proxy(Native, {
		construct: (_, args) => build(...(args as [string, string])),
		apply: (_, __, args) => build(...(args as [string, string])),
	});
	try {
		for (const path of programsOf(folders)) if (!beginning.test(path)) await import(path);
		await use();
	} finally {
		globalThis.RegExp = Native;
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
