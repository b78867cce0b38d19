import type { Frame, JSHandle, Page } from 'playwright';

/**
 * Digits that may stand for a person: 身份证号, also with its end masked, bank card, mobile number. They need not be valid: hidden
 * for nothing is better than shown.
 */
const personal = [
	/\d{6} ?\d{8} ?\d{3}[\dXx]/,
	/\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?/,
	/62\d{2}(?: ?\d{4}){3}(?: ?\d{1,3})?/,
	/\d{15,}/,
	/1[3-9]\d(?:[ -]?\d{4}){2}/,
	/[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d(?=\*)/,
];
const numbers = new RegExp(`(?<!\\d)(?:${personal.map(({ source }) => source).join('|')})(?!\\d)`, 'g');

const narrow = (text: string): string =>
	text
		.replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
		.replace(/[\u00a0\u2002\u2003\u3000]/g, ' ');

const hide = (number: string): string =>
	number.replace(/[\d\uff10-\uff19Xx]/g, (sign, at: number) =>
		at < 3 || at >= number.length - 2 ? sign : '*',
	);

/** The text with such numbers masked but for the first three signs and the last two; as long as before. */
export const hideNumbers = (text: string): string => {
	let hidden = text;
	for (const { 0: number, index } of narrow(text).matchAll(numbers))
		hidden =
			hidden.slice(0, index) +
			hide(hidden.slice(index, index + number.length)) +
			hidden.slice(index + number.length);
	return hidden;
};

/** Where a page shows text. */
interface PageText {
	readonly read: () => string;
	readonly write: (text: string) => void;
}

/** Runs inside the page: its texts that may hold a number, those of one line together. */
const findTexts = String.raw`(() => {
	const mayHold = /[\d\uff10-\uff19][\d\uff10-\uff19\s\u00a0*-]{9,}/;
	const hasDigit = /[\d\uff10-\uff19]/;
	const texts = [];
	const lines = new Map();
	const blockOf = (node) => {
		let at = node.parentElement;
		while (at?.parentElement && getComputedStyle(at).display.startsWith('inline')) at = at.parentElement;
		return at;
	};
	const addNode = (node) => {
		if (!hasDigit.test(node.data)) return;
		if (mayHold.test(node.data)) texts.push({ read: () => node.data, write: (text) => { node.data = text; } });
		const block = blockOf(node);
		if (!block) return;
		const line = lines.get(block);
		if (line) line.push(node);
		else lines.set(block, [node]);
	};
	// What fields hold, and attributes that may be shown: alt, placeholder, label, and whatever a style writes beside an element.
	const unseen = /^(?:on.*|href|src|srcset|srcdoc|action|data|id|class|style|name|for|type|xlink:href|content|d|points)$/i;
	const addField = (field) => {
		if (typeof field.value === 'string' && mayHold.test(field.value) && /^(?:input|textarea)$/i.test(field.tagName))
			texts.push({ read: () => field.value, write: (text) => { field.value = text; } });
		for (const { name, value } of field.attributes)
			if (!unseen.test(name) && mayHold.test(value))
				texts.push({ read: () => field.getAttribute(name) ?? '', write: (text) => field.setAttribute(name, text) });
	};
	const walk = (root) => {
		const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			if (node.nodeType === 3) addNode(node);
			else {
				if (node.shadowRoot) walk(node.shadowRoot);
				addField(node);
			}
		}
	};
	walk(document);
	for (const nodes of lines.values())
		if (nodes.length > 1)
			texts.push({
				read: () => nodes.map(({ data }) => data).join(''),
				write: (text) => {
					let at = 0;
					for (const node of nodes) node.data = text.slice(at, (at += node.data.length));
				},
			});
	return texts;
})()`;

const maskFrame = async (frame: Frame): Promise<number> => {
	const texts: JSHandle<PageText[]> = await frame.evaluateHandle(findTexts);
	const found = await texts.evaluate((all) => all.map(({ read }) => read()));
	const hidden = found.flatMap((text, at) => {
		const masked = hideNumbers(text);
		return masked === text ? [] : [[at, masked] as const];
	});
	if (hidden.length > 0)
		await texts.evaluate((all, changed) => {
			for (const [at, text] of changed) all[at]?.write(text);
		}, hidden);
	await texts.dispose();
	return hidden.length;
};

/** Masks personal numbers in all that a page and its frames show as text; says in how many places. Rejects where a frame could not be seen to. */
export const maskPage = async (page: Page): Promise<number> => {
	let places = 0;
	for (const frame of page.frames()) if (!frame.isDetached()) places += await maskFrame(frame);
	return places;
};
