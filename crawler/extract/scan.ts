import { collapse, type Document, type Element, isBlock, isElement, isText, type ParentNode } from './dom.ts';
import { opensFile } from './file-address.ts';

/** A line of the page: the text between two block boundaries, with what stands in it. */
export interface ScanLine {
	readonly text: string;
	/** The innermost block around it. */
	readonly block: Element;
	readonly links: readonly Element[];
	/** Characters of its text that are link text. */
	readonly linkLength: number;
	/** Texts of inline elements with a short text at the line's beginning: what may be a label without a colon. */
	readonly marks: readonly string[];
	/** Not shown when the page opens: a tab, a box that a script shows. */
	readonly hidden: boolean;
	/** A date that a script of this line would print. */
	readonly scripted?: string;
}

/** The lines from `from` up to `to`, the latter left out. */
export interface Range {
	readonly from: number;
	readonly to: number;
}

/** The page in reading order, made by one walk. */
export interface Scan {
	readonly lines: readonly ScanLine[];
	/** Block elements and the lines in them. */
	readonly ranges: ReadonlyMap<Element, Range>;
	/** Pictures, players and frames with the line they come before. */
	readonly media: readonly { readonly element: Element; readonly line: number; readonly hidden: boolean }[];
	/** Code of the scripts in the page's body. */
	readonly codes: readonly string[];
}

const silent = new Set(['script', 'style', 'noscript', 'template', 'textarea', 'select', 'title']);
const headless = new Set(['script', 'style', 'meta', 'link', 'title', 'base']);
const media = new Set(['img', 'iframe', 'embed', 'object', 'video', 'audio']);
const marking = new Set(['b', 'strong', 'span', 'em', 'i', 'font', 'label', 'u', 'th']);
const printed = /document\.write|innerHTML|\.text\(|\.html\(/;
const scriptedDate = /["'](?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}(?:日|[ T]\d|["'])/;

const isHidden = ({ attribs }: Element): boolean =>
	attribs.hidden !== undefined || (attribs.style !== undefined && /display\s*:\s*none/i.test(attribs.style));

const isAnchor = ({ attribs }: Element): boolean =>
	attribs.href === undefined && attribs.onclick === undefined;

const beginsLabel = ({ children: [first] }: Element): boolean =>
	first !== undefined && isText(first) && /^\s*[\u4e00-\u9fa5]{2,8} ?[:：]/.test(first.data.slice(0, 24));

/** A block with more text is no name of a file, whatever a click on it does. */
const longestLink = 120;

/** Whether so few characters and elements stand in it; ends where there are more. */
const isShort = (element: Element, most: number): boolean => {
	let left = most;
	const count = ({ children }: ParentNode): void => {
		for (const child of children) {
			left -= isText(child) ? child.data.trim().length : 1;
			if (left < 0) return;
			if (isElement(child)) count(child);
		}
	};
	count(element);
	return left >= 0;
};

/** Longer pages are data; what a document says of itself stands before. */
const maxLines = 20_000;

/** Reads the page once. The parser bounds its depth, so the walk may call itself. */
export const scanPage = (root: Document): Scan => {
	const lines: ScanLine[] = [];
	const ranges = new Map<Element, Range>();
	const found: { element: Element; line: number; hidden: boolean }[] = [];
	const codes: string[] = [];
	let parts: string[] = [];
	let length = 0;
	let links: Element[] = [];
	let linkLength = 0;
	let marks: string[] = [];
	let scripted: string | undefined;

	const flush = (block: Element, hidden: boolean): void => {
		if (length > 0 || links.length > 0) {
			const text = collapse(parts.length === 1 ? (parts[0] as string) : parts.join(''));
			if (text !== '' || links.length > 0) {
				lines.push({
					text,
					block,
					links,
					linkLength: Math.min(linkLength, text.length),
					marks,
					hidden,
					...(scripted ? { scripted } : {}),
				});
				scripted = undefined;
			}
		}
		parts = [];
		length = 0;
		links = [];
		linkLength = 0;
		marks = [];
	};

	const script = (element: Element): void => {
		const code = element.children[0];
		if (!code || !isText(code)) return;
		codes.push(code.data);
		if (code.data.length > 2000 || !printed.test(code.data)) return;
		const date = scriptedDate.exec(code.data);
		// The script stands behind its label, in a line that has begun.
		if (date && length > 0) scripted ??= date[0].slice(1);
	};

	const enter = (parent: ParentNode, block: Element, inLink: boolean, hidden: boolean): void => {
		for (const child of parent.children) {
			if (lines.length >= maxLines) return;
			if (isText(child)) {
				parts.push(child.data);
				length += child.data.length;
				if (inLink) linkLength += child.data.length;
				continue;
			}
			if (!isElement(child)) continue;
			const { name } = child;
			if (silent.has(name)) {
				if (name === 'script') script(child);
				continue;
			}
			if (name === 'br') {
				flush(block, hidden);
				continue;
			}
			if (name === 'head') {
				// A head that is never closed swallows the body.
				for (const inside of child.children)
					if (isElement(inside) && !headless.has(inside.name))
						enter({ children: [inside] } as unknown as ParentNode, block, false, hidden);
				continue;
			}
			if (media.has(name))
				found.push({ element: child, line: lines.length, hidden: hidden || isHidden(child) });
			const concealed = hidden || isHidden(child);
			if (isBlock(child) || concealed !== hidden) {
				flush(block, hidden);
				const from = lines.length;
				const isLink = !inLink && opensFile(child) && isShort(child, longestLink);
				if (isLink) links.push(child);
				enter(child, child, inLink || isLink, concealed);
				flush(child, concealed);
				ranges.set(child, { from, to: lines.length });
				continue;
			}
			const link = name === 'a' || opensFile(child);
			if (link) links.push(child);
			// Labels in elements of their own are set apart by their style.
			if (length > 0 && marking.has(name) && beginsLabel(child)) parts.push(' ');
			const begun = parts.length;
			// A mere anchor (`<a name="top">`) that is never closed makes no link of what follows.
			enter(child, block, inLink || (link && !isAnchor(child)), hidden);
			if (marks.length < 8 && marking.has(name) && parts.length > begun && parts.length - begun <= 4) {
				const text = parts.slice(begun).join('');
				if (text.length <= 24) marks.push(text);
			}
		}
	};

	const top = root as unknown as Element;
	enter(root, top, false, false);
	flush(top, false);
	return { lines, ranges, media: found, codes };
};
