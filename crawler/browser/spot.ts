import type { Page } from 'playwright';

/** What a picture is to show. */
export interface Spot {
	/** Of an element. */
	readonly selector?: string;
	/** A link on the page, by its whole address. */
	readonly link?: string;
	/** Words on the page, the best first; whitespace does not count. */
	readonly words?: readonly string[];
	/** What is shown where nothing of that is seen. Default: top. */
	readonly at?: 'top' | 'foot';
}

/** Runs inside a frame: brings the spot into view and draws a frame around it; says whether it is there. */
const frameSpot = ({
	selector,
	link,
	words = [],
}: Spot): string => String.raw`(({ selector, link, words }) => {
	const mostHits = 30;
	const mostSigns = 3000000;
	const isVisible = (element, { width, height }) =>
		width > 2 && height > 2 && element?.checkVisibility({ opacityProperty: true, visibilityProperty: true });
	const draw = ({ left, top, right, bottom }) => {
		const [from, to] = [Math.max(2, left - 6), Math.min(innerWidth - 2, right + 6)];
		const [over, under] = [Math.max(2, top - 6), Math.min(innerHeight - 2, bottom + 6)];
		if (to - from < 8 || under - over < 8) return false;
		const frame = document.createElement('gongkai-frame');
		const style = {
			all: 'initial', display: 'block', position: 'fixed', 'box-sizing': 'border-box', 'pointer-events': 'none',
			left: from + 'px', top: over + 'px', width: to - from + 'px', height: under - over + 'px',
			border: '3px solid #d4001a', 'box-shadow': '0 0 0 2px #fff', 'z-index': '2147483647',
		};
		for (const name in style) frame.style.setProperty(name, style[name], 'important');
		document.documentElement.append(frame);
		return true;
	};
	const show = (at) => {
		const element = at instanceof Range ? at.startContainer.parentElement : at;
		if (!isVisible(element, at.getBoundingClientRect())) return false;
		element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
		// Words of a long paragraph may lie far from its middle.
		const { top, height } = at.getBoundingClientRect();
		if (top < 60 || top + Math.min(height, 500) > innerHeight - 60)
			scrollBy({ top: top - Math.max(60, (innerHeight - height) / 2), behavior: 'instant' });
		return draw(at.getBoundingClientRect());
	};

	const elements = selector
		? [...document.querySelectorAll(selector)]
		: [...document.links].filter(({ href }) => link !== undefined && href.split('#', 1)[0] === link);
	for (const element of elements.slice(0, mostHits)) {
		const picture = element.querySelector('img');
		if (show(element) || (picture && show(picture))) return true;
	}

	const nodes = [];
	let all = '';
	const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); words.length > 0 && node && all.length < mostSigns; node = walker.nextNode()) {
		if (/^(?:script|style|noscript|title|template)$/i.test(node.parentElement?.tagName ?? '')) continue;
		nodes.push({ node, from: all.length });
		all += node.data.replace(/\s/g, '');
	}
	/** Where the sign stands that is the at-th of those that are no spaces. */
	const placeOf = (at) => {
		let [low, high] = [0, nodes.length - 1];
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (nodes[middle].from <= at) low = middle;
			else high = middle - 1;
		}
		const { node, from } = nodes[low];
		let left = at - from;
		for (let i = 0; i < node.data.length; i++) if (!/\s/.test(node.data[i]) && left-- === 0) return [node, i];
	};
	for (const word of words) {
		const wanted = word.replace(/\s/g, '');
		if (wanted === '') continue;
		for (let at = all.indexOf(wanted), hits = 0; at >= 0 && hits < mostHits; hits++) {
			const [start, end] = [placeOf(at), placeOf(at + wanted.length - 1)];
			if (start && end) {
				const range = document.createRange();
				range.setStart(start[0], start[1]);
				range.setEnd(end[0], end[1] + 1);
				if (show(range)) return true;
			}
			at = all.indexOf(wanted, at + wanted.length);
		}
	}
	return false;
})(${JSON.stringify({ selector, link, words })})`;

/** Runs inside the page. */
const scrollTo = (at: 'top' | 'foot'): string =>
	`scrollTo({ top: ${at === 'top' ? 0 : 'document.documentElement.scrollHeight'}, behavior: 'instant' })`;

/** Runs inside the page that holds a frame: the frame stands in view. */
const nearest = `(element) => element.scrollIntoView({ block: 'nearest', behavior: 'instant' })`;

/** Brings a spot of a page into view and frames it, in the page itself or else in one of its frames. False: it was not seen, and its top or foot is in view. */
export const showSpot = async (page: Page, spot: Spot): Promise<boolean> => {
	for (const frame of page.frames()) {
		if (frame.isDetached()) continue;
		if (await frame.evaluate(frameSpot(spot))) {
			if (frame !== page.mainFrame()) await (await frame.frameElement()).evaluate(nearest);
			return true;
		}
	}
	await page.evaluate(scrollTo(spot.at ?? 'top'));
	return false;
};
