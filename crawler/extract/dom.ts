import { type ChildNode, Document, DomHandler, Element, type ParentNode, Text } from 'domhandler';
import { decodeHTML, decodeHTMLAttribute } from 'entities/decode';
import { Parser } from 'htmlparser2';

/** Deeper elements become siblings at this depth, as browsers do at 512: recursion over the tree stays safe. */
const maxDepth = 256;

/** The parser forgets deeper tags: its time grows with the square of what it remembers. */
const maxOpen = 300;

/** Elements whose text is taken as it is written. */
const rawText = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext']);

/** A DOM whose depth is bounded, whatever the page does. */
class BoundedHandler extends DomHandler {
	/** The parser's own lists of open tags and of open SVG and MathML, innermost first; it searches and shifts them at every tag. */
	open: string[] = [];
	foreign: unknown[] = [];
	#depth = 0;
	#overflow = 0;

	/** The parser itself looks for entities character by character; most texts and attributes have none. */
	override ontext(data: string): void {
		const parent = this.tagStack.at(-1);
		const isRaw = parent instanceof Element && rawText.has(parent.name);
		super.ontext(!isRaw && data.includes('&') ? decodeHTML(data) : data);
	}

	override onopentag(name: string, attributes: Record<string, string>): void {
		for (const key in attributes) {
			const value = attributes[key] as string; // Its own key.
			if (value.includes('&')) attributes[key] = decodeHTMLAttribute(value);
		}
		if (this.#depth >= maxDepth) {
			super.onopentag(name, attributes);
			super.onclosetag();
			if (this.foreign.length > maxOpen) this.foreign.shift();
			if (this.open.length > maxOpen) this.open.shift();
			else this.#overflow++;
			return;
		}
		this.#depth++;
		super.onopentag(name, attributes);
	}

	override onclosetag(): void {
		if (this.#overflow > 0) {
			this.#overflow--;
			return;
		}
		this.#depth--;
		super.onclosetag();
	}
}

/** Parses markup as broken as it comes; tag and attribute names in lower case. Never throws, never nests deeper than 256. */
export const parseHtml = (html: string): Document => {
	const handler = new BoundedHandler(undefined, { withStartIndices: false });
	const parser = new Parser(handler, { decodeEntities: false });
	// The parser offers no limit of depth; its lists of what is open are private to TypeScript only.
	const { stack, foreignContext } = parser as unknown as { stack: string[]; foreignContext: unknown[] };
	handler.open = stack;
	handler.foreign = foreignContext;
	parser.end(html);
	return handler.root;
};

/** By the node's own type: cheaper than `instanceof`, and asked of every node of every page several times. */
export const isElement = (node: ChildNode | ParentNode | null): node is Element =>
	node !== null && (node.type === 'tag' || node.type === 'script' || node.type === 'style');

export const isText = (node: ChildNode): node is Text => node.type === 'text';

/** Elements below `root` that fit, in document order. The parser bounds the depth. */
export const elements = (root: ParentNode, fits: (element: Element) => boolean): Element[] => {
	const found: Element[] = [];
	const enter = (parent: ParentNode): void => {
		for (const child of parent.children) {
			if (!isElement(child)) continue;
			if (fits(child)) found.push(child);
			enter(child);
		}
	};
	enter(root);
	return found;
};

export const byTag = (root: ParentNode, ...tags: string[]): Element[] =>
	elements(root, ({ name }) => tags.includes(name));

const hasBlank = /[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]/;
const blanks = /[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]+/g;
/** Characters without width, and those that turn the order of others: no reader sees them. */
const unseen = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+/g;

/** Code points that `hasBlank` matches. Asked for every character of every page, so the common ones are settled first. */
const isBlank = (code: number): boolean => {
	if (code > 0x3000) return code === 0xfeff;
	if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
	if (code < 0x1680) return code === 0xa0 || code === 0xad || code === 0x61c;
	return (
		code === 0x3000 ||
		(code >= 0x2000 && code <= 0x200f) ||
		(code >= 0x202a && code <= 0x202e) ||
		(code >= 0x2060 && code <= 0x2069 && code !== 0x2065) ||
		code === 0x2028 ||
		code === 0x2029 ||
		code === 0x202f ||
		code === 0x205f ||
		code === 0x1680
	);
};

/** Single blanks between words and nothing else: what most texts are already. */
const isCollapsed = (text: string): boolean => {
	let afterBlank = true;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		const blank = isBlank(code);
		if (blank && (afterBlank || code !== 0x20)) return false;
		afterBlank = blank;
	}
	return text === '' || !afterBlank;
};

/** White space of every kind (full-width, no-break) becomes single blanks; trimmed, and without what no reader sees. */
export const collapse = (text: string): string =>
	!hasBlank.test(text) || isCollapsed(text) ? text : text.replace(unseen, '').replace(blanks, ' ').trim();

/** What `countChars` leaves out. */
const uncounted = /[\0-\x20\xa0\u2000-\u200f\u3000\ufeff]/;

/** Characters without white space. */
export const countChars = (text: string): number => {
	// Texts are slices of the page, which an expression reads with half the work of a loop; most have no blank at all.
	if (!uncounted.test(text)) return text.length;
	let count = 0;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code > 32 && code !== 0xa0 && code !== 0x3000 && code !== 0xfeff && (code < 0x2000 || code > 0x200f))
			count++;
	}
	return count;
};

/** The same for a collapsed text. */
export const countCollapsed = (text: string): number => {
	let count = text.length;
	for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count--;
	return count;
};

/** Texts squeezed lately: a page's lines are compared many times over, and its frame is every page's. */
const squeezed = new Map<string, string>();
const maxSqueezed = 4000;

/** The same without any white space, nor what no reader sees: what labels are compared by. */
export const squeeze = (text: string): string => {
	if (text.length < 6) return text.replace(blanks, '');
	const known = squeezed.get(text);
	if (known !== undefined) return known;
	const result = hasBlank.test(text) ? text.replace(blanks, '') : text;
	if (text.length > 2000) return result;
	if (squeezed.size >= maxSqueezed) squeezed.clear();
	squeezed.set(text, result);
	return result;
};

const silent = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'select', 'head', 'title']);

/** Not shown to a reader: scripts, templates, `hidden`, `display:none`. */
export const isSilent = (element: Element): boolean =>
	silent.has(element.name) ||
	'hidden' in element.attribs ||
	/display\s*:\s*none/i.test(element.attribs.style ?? '');

const blockTags = new Set(
	'address article aside blockquote body br caption center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe legend li main nav ol option p pre section table tbody td tfoot th thead tr ul'.split(
		' ',
	),
);

export const isBlock = (element: Element): boolean => blockTags.has(element.name);

/** The text a reader sees below `node`, white space collapsed; blocks are kept apart by a blank. */
export const textOf = (node: ParentNode): string => {
	let text = '';
	const enter = (parent: ParentNode): void => {
		for (const child of parent.children) {
			if (isText(child)) text += child.data;
			else if (isElement(child)) {
				if (isBlock(child)) text += ' ';
				if (!isSilent(child)) enter(child);
			}
		}
	};
	enter(node);
	return collapse(text);
};

export type { ChildNode, ParentNode };
export { Document, Element, Text };
