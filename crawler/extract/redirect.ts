import type { Element } from './dom.ts';
import { isText } from './dom.ts';
import type { Resolve } from './links.ts';

/** A refresh after more seconds is a page that reloads itself, not one that sends the reader on. */
const patienceSeconds = 15;

const refresh = /^\s*(?:(\d+(?:\.\d+)?)\s*)?(?:[;,]\s*)?url\s*=\s*(?:['"]\s*)?([^'">\s]+)/i;
const writtenRefresh =
	/http-equiv\s*=\s*\\?['"]?refresh\\?['"]?[^>]{0,40}?content\s*=\s*\\?['"]\s*(\d+)\s*;\s*url\s*=\s*([^'"\\>\s]+)/i;
const jump =
	/(?:(?:window|self|top|parent|document|this)\s*\.\s*){0,4}location(?:\s*\.\s*href)?\s*=(?!=)\s*(['"])([^'"\n]{1,500})\1|(?:(?:window|self|top|parent|document)\s*\.\s*){0,4}location\s*\.\s*(?:replace|assign)\s*\(\s*(['"])([^'"\n]{1,500})\3|window\s*\.\s*open\s*\(\s*(['"])([^'"\n]{1,500})\5\s*,\s*['"]_(?:self|top|parent)['"]/g;
const forPhones = /mobile|android|iphone|ipad|userAgent|isMobile|phone|wap/i;

/** The text of a script. */
export const codeOf = (script: Element): string => {
	let code = '';
	for (const child of script.children) if (isText(child)) code += child.data;
	return code;
};

/** Where a meta refresh leads. */
export const metaRefresh = (metas: readonly Element[], resolve: Resolve, url: string): string | undefined => {
	for (const { attribs, parent } of metas) {
		if ((attribs['http-equiv'] ?? '').trim().toLowerCase() !== 'refresh') continue;
		if ((parent as Element | null)?.name === 'noscript') continue;
		const found = refresh.exec(attribs.content ?? '');
		if (!found || Number(found[1] ?? 0) > patienceSeconds) continue;
		const target = resolve(found[2] ?? '');
		if (target && target !== url) return target;
	}
	return undefined;
};

/** Where a page's scripts send every reader. Means something only on a page that shows nothing. */
export const scriptJump = (
	scripts: readonly Element[],
	resolve: Resolve,
	url: string,
): string | undefined => {
	let phones: string | undefined;
	for (const script of scripts) {
		const code = codeOf(script);
		if (code.length === 0 || code.length > 20_000) continue;
		const written = writtenRefresh.exec(code);
		const target = written && Number(written[1]) <= patienceSeconds ? resolve(written[2] ?? '') : undefined;
		if (target && target !== url) return target;
		let start = 0;
		for (const found of code.matchAll(jump)) {
			const to = resolve(found[2] ?? found[4] ?? found[6] ?? '');
			const before = code.slice(start, found.index);
			start = found.index;
			if (!to || to === url) continue;
			if (!forPhones.test(before)) return to;
			phones ??= to;
		}
	}
	return phones;
};

/** What a page that shows nothing else says in a box and then sends the reader back. */
export const alertOf = (scripts: readonly Element[]): string => {
	for (const script of scripts) {
		const code = codeOf(script);
		if (code.length > 2000 || /function/.test(code)) continue;
		const said = /\balert\s*\(\s*(['"])([^'"\n]{2,120})\1\s*\)/.exec(code);
		if (said && /history\s*\.\s*(?:back|go)|window\s*\.\s*close|location/.test(code)) return said[2] ?? '';
	}
	return '';
};
