import type { Spot } from './spot.ts';

/** What runs inside a page, or a frame of it, to find and frame a spot. */

/** Whether something is shown, a clip by what surrounds it included. */
const visible = `
	const boxOf = (at) => at.getBoundingClientRect();
	const elementOf = (at) => (at instanceof Range ? at.startContainer.parentElement : at);
	const isClippedBy = (box, element) => {
		if (!/hidden|clip/.test(getComputedStyle(element).overflow)) return false;
		const { left, top, right, bottom } = boxOf(element);
		return box.right <= left + 1 || box.left >= right - 1 || box.bottom <= top + 1 || box.top >= bottom - 1;
	};
	const clipOf = (at) => {
		const box = boxOf(at);
		for (let up = elementOf(at); up && up !== document.body && up !== document.documentElement; up = up.parentElement)
			if (isClippedBy(box, up)) return up;
	};
	const isDrawn = (at) => {
		const { width, height } = boxOf(at);
		return width > 2 && height > 2 && elementOf(at)?.checkVisibility({ opacityProperty: true, visibilityProperty: true });
	};
	const isVisible = (at) => isDrawn(at) && !clipOf(at);`;

export const findPlaces = ({
	selector,
	link,
	words = [],
	marks = [],
}: Spot): string => String.raw`(({ selector, link, words, marks }) => {
	${visible}
	const mostHits = 30;
	const mostPlaces = 12;
	const mostSigns = 3000000;
	const shortestAlone = 4;
	let hidden;
	const seen = (at) => {
		if (isVisible(at)) return true;
		hidden ??= elementOf(at);
		return false;
	};

	const elements = selector
		? [...document.querySelectorAll(selector)]
		: [...document.links].filter(({ href }) => link !== undefined && href.split('#', 1)[0] === link);
	for (const element of elements.slice(0, mostHits)) {
		const picture = element.querySelector('img');
		const place = [element, picture].find((one) => one && seen(one));
		if (place) return { places: [place] };
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
	const rangeOf = (from, to) => {
		const [start, end] = [placeOf(from), placeOf(to - 1)];
		if (!start || !end) return undefined;
		const range = document.createRange();
		range.setStart(start[0], start[1]);
		range.setEnd(end[0], end[1] + 1);
		return range;
	};
	const squeezed = (word) => word.replace(/\s/g, '');
	const patternOf = (word) => {
		const wanted = squeezed(word);
		return wanted === '' ? undefined
			: new RegExp(wanted.replace(/[\\^$.+?()[\]{}|\/-]/g, '\\$&').replace(/\*/g, '[\\dXx*]'), 'g');
	};
	/** The places of a word in a part of the text, those that are seen, at most so many. */
	const placesOf = (word, most, from = 0, to = all.length) => {
		const pattern = patternOf(word);
		const found = [];
		if (!pattern) return found;
		pattern.lastIndex = from;
		for (let hits = 0; hits < mostHits && found.length < most; hits++) {
			const match = pattern.exec(all);
			if (!match || match.index + match[0].length > to) break;
			const [begin, end] = [match.index, match.index + match[0].length];
			const range = rangeOf(begin, end);
			if (range && seen(range)) found.push({ range, begin, end });
		}
		return found;
	};
	const inside = (word, mark, most) => {
		const [around] = placesOf(word, 1);
		return around ? mark.flatMap((one) => placesOf(one, most, around.begin, around.end)) : undefined;
	};
	const rangesOf = (found) => ({ places: found.slice(0, mostPlaces).map(({ range }) => range) });

	const [whole, ...parts] = words;
	const [around] = whole === undefined ? [] : placesOf(whole, 1);
	if (around) {
		const within = marks.flatMap((mark) => inside(whole, mark, mostPlaces) ?? []);
		return rangesOf(within.length > 0 ? within : [around]);
	}
	const alone = marks.flatMap((mark) => {
		for (const part of parts)
			if (mark.some((one) => part.includes(one) && part !== one)) {
				const found = inside(part, mark, 1);
				if (found && found.length > 0) return found.slice(0, 1);
			}
		for (const one of mark)
			if (squeezed(one).length >= shortestAlone) {
				const found = placesOf(one, 1);
				if (found.length > 0) return found;
			}
		return [];
	});
	if (alone.length > 0) return rangesOf(alone);
	for (const part of parts) {
		const found = placesOf(part, 1);
		if (found.length > 0) return rangesOf(found);
	}
	return { places: [], hidden };
})(${JSON.stringify({ selector, link, words, marks })})`;

const openers = `
	const press = (head) => {
		for (const name of ['mouseover', 'mouseenter']) head.dispatchEvent(new MouseEvent(name, { bubbles: name === 'mouseover' }));
		(head.querySelector('a, button') ?? head).click();
	};
	const named = (id) => {
		const name = CSS.escape(id);
		return [...document.querySelectorAll(
			'[aria-controls="' + name + '"], [href="#' + name + '"], [data-target="#' + name + '"], [data-bs-target="#' + name + '"], label[for="' + name + '"]',
		)];
	};
	/** Heads of tabs stand before their panels, and are as many. */
	const tabOf = (panel) => {
		const panels = [...(panel.parentElement?.children ?? [])].filter(({ tagName }) => tagName === panel.tagName);
		const at = panels.indexOf(panel);
		let up = panel.parentElement;
		for (let level = 0; panels.length > 1 && up && level < 4; level++, up = up.parentElement)
			for (const list of [up, ...up.querySelectorAll('ul, ol, div, dl, nav')])
				if (
					!list.contains(panel) && list.children.length === panels.length &&
					list.compareDocumentPosition(panel) & Node.DOCUMENT_POSITION_FOLLOWING && isVisible(list)
				) return list.children[at];
	};`;

export const openPlace = `({ hidden }) => {
	${visible}
	${openers}
	if (!hidden) return false;
	let opened = false;
	for (let up = hidden; up; up = up.parentElement)
		if (up.tagName === 'DETAILS' && !up.open) { up.open = true; opened = true; }
	if (isVisible(hidden)) return opened;
	let panel = clipOf(hidden);
	for (let up = hidden; up && up !== document.body && !up.checkVisibility({ visibilityProperty: true }); up = up.parentElement) panel = up;
	if (!panel) return opened;
	const heads = panel.id ? named(panel.id) : [];
	const head = heads[0] ?? tabOf(panel) ?? panel.previousElementSibling;
	if (!head || !head.checkVisibility()) return opened;
	press(head);
	return true;
}`;

export const scrollToPlace = `({ places: [at] }) => {
	const element = at instanceof Range ? at.startContainer.parentElement : at;
	element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
	// Words of a long paragraph may lie far from its middle.
	const { top, height } = at.getBoundingClientRect();
	if (top < 60 || top + Math.min(height, 500) > innerHeight - 60)
		scrollBy({ top: top - Math.max(60, (innerHeight - height) / 2), behavior: 'instant' });
}`;

const frames = `
	${visible}
	const frameOf = (at) => {
		if (!isVisible(at)) return undefined;
		const { left, top, right, bottom } = boxOf(at);
		const [from, to] = [Math.max(2, left - 6), Math.min(innerWidth - 2, right + 6)];
		const [over, under] = [Math.max(2, top - 6), Math.min(innerHeight - 2, bottom + 6)];
		return to - from < 8 || under - over < 8 ? undefined : { from, to, over, under };
	};`;

export const countPlaces = `({ places }) => {
	${frames}
	return places.filter(frameOf).length;
}`;

export const drawPlaces = `({ places }, number) => {
	${frames}
	const put = (style, text) => {
		const element = document.createElement('gongkai-frame');
		const fixed = { all: 'initial', display: 'block', position: 'fixed', 'box-sizing': 'border-box', 'pointer-events': 'none', 'z-index': '2147483647' };
		for (const [name, value] of Object.entries({ ...fixed, ...style })) element.style.setProperty(name, value, 'important');
		element.textContent = text;
		document.documentElement.append(element);
	};
	let drawn = 0;
	for (const at of places) {
		const frame = frameOf(at);
		if (!frame) continue;
		const { from, to, over, under } = frame;
		drawn++;
		put({
			left: from + 'px', top: over + 'px', width: to - from + 'px', height: under - over + 'px',
			border: '3px solid #d4001a', 'box-shadow': '0 0 0 2px #fff',
		}, '');
		if (number !== '') put({
			left: Math.max(0, from - 12) + 'px', top: Math.max(0, over - 12) + 'px', 'min-width': '24px', height: '24px', padding: '0 6px',
			font: 'bold 15px/24px sans-serif', 'text-align': 'center', color: '#fff', background: '#d4001a', 'border-radius': '12px',
			'box-shadow': '0 0 0 2px #fff',
		}, number);
	}
	return drawn;
}`;

export const wipePlaces = `for (const frame of document.querySelectorAll('gongkai-frame')) frame.remove();`;
