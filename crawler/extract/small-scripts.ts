import { type ChildNode, type Document, type Element, isElement, isText, parseHtml, Text } from './dom.ts';

/**
 * What small inline scripts do when the page opens, done without a browser: texts and addresses that they write
 * as they stand. `document.write("…")`, `$("#date").text(day)`, `frame.src = viewer + "/x.pdf"`.
 * A script with conditions, loops or functions of its own is left to the browser.
 */

/** Longer scripts are programs. */
const longestScript = 4000;
/** What scripts may write into one page, characters. */
const mostWritten = 50_000;

const worthReading =
	/document\s*\.\s*write|\.\s*(?:innerHTML|innerText|textContent|src|href|data)\s*=(?!=)|\.\s*(?:text|html|attr|prop)\s*\(/;

/** What surrounds a small script: the marks of old browsers, and waiting for the page. */
const wrappings: readonly RegExp[] = [
	/^\s*(?:<!--[^\n]*|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/,
	/(?:\/\/\s*|(?<!\s)\s+)?(?:-->|\]\]>)\s*$/,
	/^\s*(?:\$|jQuery)\s*\(\s*(?:document\s*\)\s*\.\s*ready\s*\(\s*)?(?:function\s*\(\s*\)|\(\s*\)\s*=>)\s*\{(?=[\s\S]*\}\s*\)\s*;?\s*$)/,
	/^\s*(?:window\s*\.\s*)?onload\s*=\s*function\s*\(\s*\)\s*\{(?=[\s\S]*\}\s*(?:;\s*)?$)/,
];

/** What is opened is read on to its end, be it closed or not: nothing is looked at twice. */
const string = String.raw`"(?:[^"\\\n]|\\[\s\S])*(?<end>"?)|'(?:[^'\\\n]|\\[\s\S])*(?<end>'?)`;
const token = new RegExp(
	String.raw`\s+|/\*[\s\S]*?(?:\*/|$)|//[^\n]*|(?<quoted>${string})|(?<word>[A-Za-z_$][\w$]*|\d+(?:\.\d+)?|[\s\S])`,
	'y',
);

/** A piece of code: a text in quotes has its value, all else is itself. */
interface Token {
	readonly text: string;
	readonly value?: string;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '', f: '', v: '', 0: '' };

const unquote = (written: string): string =>
	written
		.slice(1, -1)
		.replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi, (_, long, short, sign: string) =>
			long || short ? String.fromCharCode(Number.parseInt(long ?? short, 16)) : (escapes[sign] ?? sign),
		);

/** None where a text is not closed: no browser runs such a script. */
const tokensOf = (code: string): Token[] => {
	const tokens: Token[] = [];
	token.lastIndex = 0;
	for (let found = token.exec(code); found; found = token.exec(code)) {
		const [whole] = found;
		const { quoted, end, word } = found.groups ?? {};
		if (quoted !== undefined && end === '') return [];
		if (quoted !== undefined) tokens.push({ text: whole, value: unquote(quoted) });
		else if (word !== undefined) tokens.push({ text: whole });
		else if (whole.includes('\n')) tokens.push({ text: '\n' });
	}
	return tokens;
};

/** What a script changes: it writes where it stands, or sets something of an element. */
type Effect =
	| { readonly writes: string }
	| { readonly id: string; readonly sets: string; readonly value: string };

/** Reads one script, statement by statement; undefined where it does more than set and write. */
const effectsOf = (code: string): Effect[] => {
	let bare = code;
	for (const wrapping of wrappings) {
		const rest = bare.replace(wrapping, '');
		// The closing bracket of what was opened goes as well.
		bare = rest !== bare && wrapping.source.includes(String.raw`\{`) ? rest.replace(/\}[\s);]*$/, '') : rest;
	}
	const tokens = tokensOf(bare);
	if (tokens.some(({ text }) => /^(?:[{}?]|if|for|while|function|switch|return)$/.test(text))) return [];
	const effects: Effect[] = [];
	const known = new Map<string, string>();
	let at = 0;
	const is = (...texts: string[]): boolean => texts.every((text, i) => tokens[at + i]?.text === text);
	const skip = (...texts: string[]): boolean => {
		if (!is(...texts)) return false;
		at += texts.length;
		return true;
	};

	const number = (): number | undefined => {
		const { text = '' } = tokens[at] ?? {};
		if (!/^\d+$/.test(text)) return undefined;
		at++;
		return Number(text);
	};
	/** A piece of a text: `.substring(0, 10)`, `.slice(0, 10)`, `.split(" ")[0]`, `.trim()`. */
	const cut = (value: string): string | undefined => {
		const name = tokens[at + 1]?.text ?? '';
		at += 2;
		if (!skip('(')) return undefined;
		if (name === 'split') {
			const by = tokens[at++]?.value;
			if (by === undefined || !skip(')', '[')) return undefined;
			const nth = number();
			return nth !== undefined && skip(']') ? value.split(by)[nth] : undefined;
		}
		if (name === 'trim' || name === 'toString') return skip(')') ? value.trim() : undefined;
		const from = number();
		const to = skip(',') ? number() : undefined;
		if (from === undefined || !skip(')')) return undefined;
		if (name === 'substr') return value.slice(from, to === undefined ? undefined : from + to);
		return name === 'substring' || name === 'slice' ? value.slice(from, to) : undefined;
	};
	const operand = (): string | undefined => {
		const first = tokens[at++];
		if (!first) return undefined;
		let value: string | undefined;
		if (/^(?:encodeURIComponent|encodeURI|escape|decodeURIComponent|String|unescape)$/.test(first.text)) {
			if (!skip('(')) return undefined;
			const inner = sum();
			if (inner === undefined || !skip(')')) return undefined;
			value = first.text === 'encodeURIComponent' ? encodeURIComponent(inner.toWellFormed()) : inner;
		} else if (first.text === '(') {
			value = sum();
			if (!skip(')')) return undefined;
		} else value = first.value ?? known.get(first.text);
		while (value !== undefined && is('.')) value = cut(value);
		return value;
	};
	let depth = 0;
	/** Texts put together by `+`; undefined where one of them is not known. */
	const sum = (): string | undefined => {
		if (++depth > 20) return undefined;
		let whole = operand();
		while (whole !== undefined && skip('+')) {
			const more = operand();
			whole = more === undefined ? undefined : (whole + more).slice(0, mostWritten);
		}
		depth--;
		return whole;
	};
	const toEnd = (): void => {
		while (at < tokens.length && !is(';') && !is('\n')) at++;
		at++;
	};
	/** The element that a chain begins with: `$("#x")`, `document.getElementById("x")`. */
	const element = (): string | undefined => {
		if (skip('$', '(') || skip('jQuery', '(')) {
			const id = /^#([\w-]+)$/.exec(tokens[at++]?.value ?? '')?.[1];
			return skip(')', '.') ? id : undefined;
		}
		if (!skip('document', '.', 'getElementById', '(')) return undefined;
		const id = tokens[at++]?.value;
		return skip(')', '.') ? id : undefined;
	};
	const ended = (): boolean => at >= tokens.length || is(';') || is('\n');

	while (at < tokens.length) {
		depth = 0;
		if (is('\n') || is(';')) at++;
		else if (skip('document', '.', 'write', '(') || skip('document', '.', 'writeln', '(')) {
			const written = sum();
			if (written !== undefined && skip(')')) effects.push({ writes: written });
			toEnd();
		} else if (is('$') || is('jQuery') || is('document')) {
			const id = element();
			const name = tokens[at++]?.text ?? '';
			if (id !== undefined && skip('=')) {
				const value = sum();
				if (value !== undefined && ended()) effects.push({ id, sets: name, value });
			} else if (id !== undefined && skip('(')) {
				const sets = name === 'attr' || name === 'prop' ? tokens[at++]?.value : name;
				const isPair = sets === name || skip(',');
				const value = isPair ? sum() : undefined;
				if (sets !== undefined && value !== undefined && skip(')')) effects.push({ id, sets, value });
			}
			toEnd();
		} else {
			if (is('var') || is('let') || is('const')) at++;
			const name = tokens[at++]?.text ?? '';
			if (/^[\w$]+$/.test(name) && skip('=')) {
				const value = sum();
				if (value !== undefined && (ended() || is(','))) known.set(name, value);
				else known.delete(name);
			}
			toEnd();
		}
	}
	return effects;
};

const byId = (root: Document, wanted: ReadonlySet<string>): Map<string, Element> => {
	const found = new Map<string, Element>();
	const visit = (children: readonly ChildNode[]): void => {
		for (const child of children) {
			if (!isElement(child)) continue;
			const { id } = child.attribs;
			if (id !== undefined && wanted.has(id) && !found.has(id)) found.set(id, child);
			visit(child.children);
		}
	};
	visit(root.children);
	return found;
};

const putInto = (parent: Element, at: number, removed: number, nodes: readonly ChildNode[]): void => {
	for (const node of nodes) node.parent = parent;
	parent.children.splice(at, removed, ...nodes);
};

const addresses = new Set(['src', 'href', 'data']);

/** Does what the page's small scripts do, on the page itself. */
export const runSmallScripts = (root: Document): void => {
	const scripts: { element: Element; code: string }[] = [];
	const collect = (children: readonly ChildNode[]): void => {
		for (const child of children) {
			if (!isElement(child)) continue;
			if (child.name !== 'script') collect(child.children);
			else if (child.attribs.src === undefined && /^$|javascript/i.test(child.attribs.type ?? '')) {
				const code = child.children[0];
				if (code && isText(code) && code.data.length <= longestScript && worthReading.test(code.data))
					scripts.push({ element: child, code: code.data });
			}
		}
	};
	collect(root.children);
	if (scripts.length === 0) return;
	let left = mostWritten;
	const settings: Extract<Effect, { sets: string }>[] = [];
	for (const { element, code } of scripts) {
		const effects = effectsOf(code);
		let written = '';
		for (const effect of effects) {
			if ('sets' in effect) settings.push(effect);
			else written += effect.writes;
		}
		const { parent } = element;
		if (written === '' || written.length > left || !parent || !isElement(parent)) continue;
		left -= written.length;
		putInto(parent, parent.children.indexOf(element) + 1, 0, parseHtml(written).children);
	}
	if (settings.length === 0) return;
	const elements = byId(root, new Set(settings.map(({ id }) => id)));
	for (const { id, sets, value } of settings) {
		const element = elements.get(id);
		if (!element || value.length > left) continue;
		left -= value.length;
		if (addresses.has(sets)) element.attribs[sets] = value;
		else if (sets === 'innerHTML' || sets === 'html')
			putInto(element, 0, element.children.length, parseHtml(value).children);
		else if (sets === 'text' || sets === 'innerText' || sets === 'textContent')
			putInto(element, 0, element.children.length, [new Text(value)]);
	}
};
