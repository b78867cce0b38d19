import { kindOfColumn } from './columns.ts';
import { type Document, elements, isText, squeeze } from './dom.ts';

/** What the sections of a disclosure platform are called; other names are not looked at any further. */
const mayBeSection = /公开|年报|年度报告|申请|制度/;
const sections: ReadonlySet<string> = new Set(['guide', 'system', 'statutory', 'annual-report', 'request']);
const longestName = 16;
const mostNames = 10;
/** Attributes that name a picture, a part of one, or a button. */
const named = ['alt', 'title', 'value'];

/** Names of a disclosure platform's sections that the page shows where no address leads on: a tab, a button, a link that only a script could follow. */
export const findUnlinked = (document: Document, linked: ReadonlySet<string>): string[] => {
	const found = new Set<string>();
	for (const { name, attribs, children } of elements(document, () => true)) {
		if (name === 'script' || name === 'style' || name === 'title') continue;
		for (const written of [
			...children.map((child) => (isText(child) ? child.data : '')),
			...named.map((key) => attribs[key] ?? ''),
		]) {
			if (written.length < 2 || written.length > 60) continue;
			const text = squeeze(written);
			if (text.length > longestName || !mayBeSection.test(text) || linked.has(text)) continue;
			if (sections.has(kindOfColumn({ names: [{ text, from: 'nav' }] })?.kind ?? '')) found.add(text);
			if (found.size >= mostNames) return [...found];
		}
	}
	return [...found];
};
