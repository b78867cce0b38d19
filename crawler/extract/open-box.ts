import { type Element, isElement, textOf } from './dom.ts';
import type { LineLink } from './files.ts';
import { boxOf } from './related.ts';
import type { Range, Scan } from './scan.ts';

const container = /^(?:ul|ol|dl|div|section|table|tbody)$/;

const isSlot = ({ ranges }: Scan, element: Element): boolean => {
	const { from, to } = ranges.get(element) ?? { from: 0, to: 0 };
	const { id, class: classes } = element.attribs;
	return container.test(element.name) && (id ?? classes) !== undefined && from === to;
};

/** The element behind a heading, or behind what holds the heading alone. */
const behind = (heading: Element): Element | undefined => {
	for (let element = heading, up = 0; up < 2; up++) {
		let next = element.next;
		while (next && !isElement(next)) next = next.next;
		if (next) return next;
		if (!isElement(element.parent)) return undefined;
		element = element.parent;
	}
	return undefined;
};

/** Words of a link to an interpretation or to the text that it explains. */
const leads = /解读|图解|原文|文件全文/;

/**
 * Whether the page may lead to what belongs to it where nobody sees the address: `blind`, a link that only a script can follow;
 * `empty`, a box of interpretations or documents that a script may fill.
 */
export const findOpenBox = (
	scan: Scan,
	article: Range,
	links: readonly LineLink[],
): 'blind' | 'empty' | undefined => {
	const known = new Set(links.map(({ element }) => element));
	let found: 'empty' | undefined;
	for (let i = article.from; i < article.to; i++) {
		const line = scan.lines[i];
		if (!line) continue;
		for (const link of line.links)
			if (!known.has(link) && line.text.length < 200 && leads.test(textOf(link).slice(0, 200)))
				return 'blind';
		if (found || line.links.length > 0 || line.text.length > 24) continue;
		const box = boxOf(line.text);
		const slot = box === 'interpretation' || box === 'policy' ? behind(line.block) : undefined;
		if (slot && isSlot(scan, slot)) found = 'empty';
	}
	return found;
};
