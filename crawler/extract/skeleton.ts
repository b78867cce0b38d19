import { type Element, isElement, type ParentNode } from './dom.ts';

/** Levels below `body` that belong to the template; deeper ones change with the content. */
const maxLevel = 9;

const containers = new Set([
	'div',
	'table',
	'ul',
	'ol',
	'dl',
	'form',
	'section',
	'header',
	'footer',
	'nav',
	'main',
	'article',
	'aside',
	'iframe',
	'td',
	'tr',
	'tbody',
	'body',
	'html',
	'center',
]);
/** Only their being there counts: what they hold is data. */
const closed = new Set(['ul', 'ol', 'dl', 'form', 'iframe', 'select', 'table']);
/** Text written in an editor brings markup of its own. */
const edited =
	/editor|zoom|vsb_content|ucapcontent|article-?con|con(?:tent)?-?(?:text|txt|body|detail)|text-?con|xl-?nr|nrzw|zhengwen|detail|view/i;
const state =
	/^(?:on|active|cur|current|selected|hover|first|last|odd|even|now|this|dis|show|hide|no|clearfix|fl|fr|clear)$|\d{2,}/i;

const nameOf = ({ name, attribs }: Element): string => {
	const classes = (attribs.class ?? '').split(/\s+/).filter((one) => one !== '' && !state.test(one));
	const id = attribs.id && !/\d{2,}/.test(attribs.id) ? `#${attribs.id}` : '';
	return `${name}.${classes.sort().join('.')}${id}`;
};

const mix = (hash: number, text: string): number => {
	let mixed = hash;
	for (let i = 0; i < text.length; i++) mixed = Math.imul(mixed ^ text.charCodeAt(i), 16_777_619);
	return mixed >>> 0;
};

/** A short hash over the paths of tag and class in the page's frame. How many entries or paragraphs there are does not matter. */
export const readSkeleton = (document: ParentNode): string => {
	const paths = new Set<number>();
	const visit = (node: ParentNode, path: number, level: number): void => {
		for (const child of node.children) {
			if (!isElement(child) || !containers.has(child.name)) continue;
			const named = child.attribs.class !== undefined || child.attribs.id !== undefined;
			const plainLayout = child.name === 'td' || child.name === 'tr' || child.name === 'tbody';
			if (!named && !plainLayout && child.name === 'div') {
				if (level < maxLevel) visit(child, path, level + 1);
				continue;
			}
			const below = plainLayout ? path : mix(path, nameOf(child));
			paths.add(below);
			if (level >= maxLevel || closed.has(child.name)) continue;
			if (edited.test(child.attribs.class ?? '') || edited.test(child.attribs.id ?? '')) continue;
			visit(child, below, level + 1);
		}
	};
	visit(document, 2_166_136_261, 0);
	let sum = 0;
	let xor = 0;
	for (const path of paths) {
		sum = (sum + path) >>> 0;
		xor = (xor ^ Math.imul(path, 2_654_435_761)) >>> 0;
	}
	return sum.toString(36) + xor.toString(36);
};
