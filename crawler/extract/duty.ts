import { kindOfColumn } from './columns.ts';
import { collapse, type Element, isElement, isText, type ParentNode } from './dom.ts';
import type { Area } from './frame.ts';

/** What may stand below a heading and hold its links. */
const boxes = new Set(['ul', 'ol', 'dl', 'dd', 'div', 'table', 'section']);

/** Longer texts are no names of columns. */
const longestName = 16;
/** Nodes that are read for a name, at most. */
const mostNodes = 24;

/** The words of a node, where they are as few as a column's name. */
const nameIn = (node: ParentNode): string => {
	let text = '';
	let left = mostNodes;
	const read = (parent: ParentNode): void => {
		for (const child of parent.children) {
			if (left-- <= 0 || text.length > longestName) return;
			if (isText(child)) text += child.data.trim();
			else if (isElement(child)) read(child);
		}
	};
	read(node);
	return left > 0 && text.length <= longestName ? collapse(text) : '';
};

/** The name that stands right before a box: a tree's link, a heading, a `dt`, or plain words. */
const nameBefore = (box: Element): string => {
	for (let at = box.prev, steps = 0; at && steps < 4; at = at.prev, steps++) {
		if (isText(at)) {
			const words = at.data.trim();
			if (words !== '') return words.length <= longestName ? words : '';
		} else if (isElement(at)) {
			const name = nameIn(at);
			if (name !== '' || boxes.has(at.name)) return name;
		}
	}
	return '';
};

/**
 * Under which name for 法定主动公开内容 a part of the page stands, at any depth of a tree: its columns are named after what they
 * hold (财政预算, 社会救助), and only the tree says that they are duties.
 */
export const createDuties = (): ((area: Area) => string | undefined) => {
	const known = new Map<Area, string | undefined>();
	const names = new Map<string, boolean>();
	const isDuty = (name: string): boolean => {
		const before = names.get(name);
		if (before !== undefined) return before;
		const is = name !== '' && kindOfColumn({ names: [{ text: name, from: 'nav' }] })?.kind === 'statutory';
		names.set(name, is);
		return is;
	};
	return (area) => {
		const path: Area[] = [];
		let at: Area | undefined = area;
		let duty: string | undefined;
		for (; at && !known.has(at); at = at.parent) {
			path.push(at);
			const name = boxes.has(at.element.name) ? nameBefore(at.element) : '';
			if (!isDuty(name)) continue;
			duty = name;
			break;
		}
		if (at && duty === undefined) duty = known.get(at);
		for (const one of path) known.set(one, duty);
		return duty;
	};
};
