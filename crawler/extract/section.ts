import { collapse, type Element, isElement, isText, type ParentNode } from './dom.ts';

/** Words of links that name nothing themselves and lead to all of what their box shows some of. */
const leadsOn =
	/^(?:[[【(（<《]?(?:查看|点击)?(?:更多|全部|more|详细|详情)(?:内容|信息)?[\])】）>》]?|[+＋»›>＞…\s])(?:[\s>»›＞+＋.…]|&gt;)*$/i;

/** Wider boxes hold several sections. */
const maxLevels = 4;
const longestName = 14;

/** Pieces of text before `stop` within `node`, in order; says whether `stop` was met. */
const textsBefore = (node: ParentNode, stop: Element, texts: string[]): boolean => {
	for (const child of node.children) {
		if (child === stop) return true;
		if (isText(child)) {
			const text = collapse(child.data);
			if (text !== '') texts.push(text);
		} else if (isElement(child) && child.name !== 'script' && child.name !== 'style') {
			if (textsBefore(child, stop, texts)) return true;
			if (child.name === 'img') texts.push(collapse(child.attribs.alt ?? ''));
		}
		if (texts.length > 3) return false;
	}
	return false;
};

/** What the box of a 更多 is called: the one short text that stands before the link; undefined for any other link, and where several names stand there. */
export const sectionOf = (link: Element, text: string): string | undefined => {
	if (text.length > 10 || !leadsOn.test(text)) return undefined;
	let around: ParentNode | null = link.parent;
	for (let level = 0; level < maxLevels && around; level++, around = around.parent) {
		const texts: string[] = [];
		textsBefore(around, link, texts);
		const names = texts.filter((name) => !/^[\s·•|>»：:—-]*$/.test(name));
		if (names.length === 0) continue;
		const [name = ''] = names;
		return names.length === 1 && name.length >= 2 && name.length <= longestName ? name : undefined;
	}
	return undefined;
};
