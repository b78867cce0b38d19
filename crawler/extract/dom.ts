import { type ChildNode, Document, DomHandler, Element, type ParentNode, Text } from 'domhandler';
import { Parser } from 'htmlparser2';

/** Deeper elements become siblings at this depth, as browsers do at 512: recursion over the tree stays safe. */
const maxDepth = 256;

/** The parser forgets deeper tags: its time grows with the square of what it remembers. */
const maxOpen = 2000;

const voidTags = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/** A DOM whose depth is bounded, whatever the page does. */
class BoundedHandler extends DomHandler {
	/** The parser's own list of open tags, innermost first; it searches and shifts it at every tag. */
	open: string[] = [];
	#depth = 0;
	#overflow = 0;

	override onopentag(name: string, attributes: Record<string, string>): void {
		if (this.#depth >= maxDepth) {
			super.onopentag(name, attributes);
			super.onclosetag();
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
	const parser = new Parser(handler, { decodeEntities: true });
	// The parser offers no limit of depth; its list of open tags is private to TypeScript only.
	handler.open = (parser as unknown as { stack: string[] }).stack;
	parser.end(html);
	return handler.root;
};

/** By the node's own type: cheaper than `instanceof`, and asked of every node of every page several times. */
export const isElement = (node: ChildNode | ParentNode | null): node is Element =>
	node !== null && (node.type === 'tag' || node.type === 'script' || node.type === 'style');

export const isText = (node: ChildNode): node is Text => node.type === 'text';

/** Every node below `root` in document order, `root` left out; `enter` false keeps out of a subtree (the node itself is still given). */
export function* walk(
	root: ParentNode,
	enter: (element: Element) => boolean = () => true,
): Generator<ChildNode> {
	const stack: ChildNode[] = [];
	for (let i = root.children.length - 1; i >= 0; i--) stack.push(root.children[i] as ChildNode);
	for (let node = stack.pop(); node; node = stack.pop()) {
		yield node;
		if (!isElement(node) || !enter(node)) continue;
		for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i] as ChildNode);
	}
}

/** Elements below `root` that fit, in document order. */
export const elements = (root: ParentNode, fits: (element: Element) => boolean): Element[] => {
	const found: Element[] = [];
	for (const node of walk(root)) if (isElement(node) && fits(node)) found.push(node);
	return found;
};

export const byTag = (root: ParentNode, ...tags: string[]): Element[] =>
	elements(root, ({ name }) => tags.includes(name));

const hasBlank = /[\s\u3000\u00a0\u200b-\u200d\ufeff]/;
const blanks = /[\s\u3000\u00a0\u200b-\u200d\ufeff]+/g;

/** Code points that `blanks` matches. Asked for every character of every page, so the common ones are settled first. */
const isBlank = (code: number): boolean => {
	if (code > 0x3000) return code === 0xfeff;
	if (code <= 0x20) return code === 0x20 || (code >= 9 && code <= 13);
	if (code < 0x1680) return code === 0xa0;
	return (
		code === 0x3000 ||
		(code >= 0x2000 && code <= 0x200d) ||
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

/** White space of every kind (full-width, no-break, zero-width too) becomes single blanks; trimmed. */
export const collapse = (text: string): string =>
	isCollapsed(text) ? text : text.replace(blanks, ' ').trim();

/** Texts squeezed lately: a page's lines are compared many times over, and its frame is every page's. */
const squeezed = new Map<string, string>();
const maxSqueezed = 4000;

/** The same without any white space: what labels are compared by. */
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
export const isVoid = (element: Element): boolean => voidTags.has(element.name);

/** The text a reader sees below `node`, white space collapsed; blocks are kept apart by a blank. */
export const textOf = (node: ParentNode): string => {
	let text = '';
	for (const child of walk(node, (element) => !isSilent(element))) {
		if (isText(child)) text += child.data;
		else if (isElement(child) && isBlock(child)) text += ' ';
	}
	return collapse(text);
};

/** One line of a page as a reader sees it: the text between two block boundaries. */
export interface Line {
	readonly text: string;
	/** The innermost block element around it. */
	readonly block: Element;
	/** Links that begin in this line. */
	readonly links: readonly Element[];
}

/** The page as lines, in reading order; empty ones left out unless they hold a link. `enter` false leaves a subtree out. */
export const linesOf = (root: ParentNode, enter: (element: Element) => boolean = () => true): Line[] => {
	const lines: Line[] = [];
	let text = '';
	let links: Element[] = [];
	let block = root as Element;
	const flush = (): void => {
		const collapsed = collapse(text);
		if (collapsed !== '' || links.length > 0) lines.push({ text: collapsed, block, links });
		text = '';
		links = [];
	};
	// An explicit stack with exits, since the end of a block ends a line too.
	const stack: { node: ChildNode; exit: boolean }[] = [];
	const push = (parent: ParentNode): void => {
		for (let i = parent.children.length - 1; i >= 0; i--) {
			stack.push({ node: parent.children[i] as ChildNode, exit: false });
		}
	};
	push(root);
	const blocks: Element[] = [block];
	for (let step = stack.pop(); step; step = stack.pop()) {
		const { node, exit } = step;
		if (isText(node)) {
			text += node.data;
			continue;
		}
		if (!isElement(node)) continue;
		if (exit) {
			flush();
			blocks.pop();
			block = blocks.at(-1) ?? block;
			continue;
		}
		if (isSilent(node) || !enter(node)) continue;
		if (node.name === 'a') links.push(node);
		if (node.name === 'br') {
			flush();
			continue;
		}
		if (isBlock(node)) {
			flush();
			blocks.push(node);
			block = node;
			stack.push({ node, exit: true });
		}
		push(node);
	}
	flush();
	return lines;
};

export type { ChildNode, ParentNode };
export { Document, Element, Text };
