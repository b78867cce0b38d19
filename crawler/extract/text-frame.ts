import type { Element } from './dom.ts';
import type { PlacedLink, Survey } from './frame.ts';

/** What the author calls the frame that the others serve. */
const mainName = /^_?(?:main|content|text|body|right|center|middle|zw|nr|neirong|zhengwen)/i;
const sideName = /^_?(?:top|left|menu|nav|head|foot|bottom|banner|side|title)/i;

/** Counters and the like hide in frames of no size. */
const leastSize = 100;

const isSmall = ({ attribs }: Element): boolean => {
	const style = attribs.style ?? '';
	const sizes = [attribs.width, attribs.height, /(?:^|;)\s*height\s*:\s*(\d+)px/i.exec(style)?.[1]];
	return sizes.some(
		(size) => size !== undefined && /^\d+(?:px)?$/.test(size.trim()) && Number.parseInt(size, 10) < leastSize,
	);
};

const nameOf = ({ element: { attribs } }: PlacedLink): string => attribs.name || attribs.id || '';

/** The frame that may hold the page's text: the only one of the page's own host, or the one that is named for it. */
export const findTextFrame = (page: Survey, url: string): string | undefined => {
	const host = URL.canParse(url) ? new URL(url).host : '';
	const frames = page.links.filter(
		({ as, element, hidden, url: to }) =>
			as === 'frame' &&
			/^i?frame$/.test(element.name) &&
			!hidden &&
			!isSmall(element) &&
			to !== undefined &&
			to !== url &&
			URL.canParse(to) &&
			new URL(to).host === host,
	);
	const named = frames.filter((frame) => mainName.test(nameOf(frame)));
	const others = frames.filter((frame) => !sideName.test(nameOf(frame)));
	const [only, ...more] = named.length > 0 ? named : others;
	return more.length === 0 ? only?.url : undefined;
};
