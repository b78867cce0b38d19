import type { Pager } from '../page-facts.ts';
import { collapse, type Element, textOf } from './dom.ts';
import type { Area, PlacedLink, Survey } from './frame.ts';
import type { Resolve } from './links.ts';
import { guessPages, type NumberedLink } from './numbered-pages.ts';
import { codeOf } from './redirect.ts';

/** More further pages than this are not spelled out from a number in a script. */
const maxPages = 2000;

const nextWords = /^[\s[<(【]*(?:下\s?一?\s?页|后一?页|下页|next(?:\s*page)?)[\s\]>)】»›→]*$/i;
const pagerWords =
	/^[\s[<(【]*(?:首\s?页|第一页|上\s?一?\s?页|前一?页|尾\s?页|末\s?页|最后一?页|最后|下\s?一?\s?页|后一?页|跳转|prev(?:ious)?|next|first|last|go|\d{1,4}|[<>«»‹›]{1,2}|\.{2,3}|…)[\s\]>)】»›→]*$/i;
/** What a list's last page still shows of its pager. */
const endWords = /^[\s[<(【]*(?:上\s?一?\s?页|前一页|尾\s?页|末\s?页)[\s\]>)】]*$/;
const moreWords = /^(?:点击)?(?:加载|查看|显示|浏览)更多(?:内容|信息)?[.…>》]*$/;

const number = (text: string | undefined): number | undefined => {
	const value = Number(text);
	return text !== undefined && Number.isSafeInteger(value) && value < 1_000_000 ? value : undefined;
};

/** 共5页, 1/5, 共 98 条 in a page's words. */
export const countsIn = (
	text: string,
	inPager: boolean,
): { pages?: number; items?: number; current?: number } => {
	// In running text 2026/11/12 is a day; there 1/5 needs a word that says pages.
	const ratio =
		/(?:第|页次|当前)[:：]?\s*(\d{1,5})\s*(?:页\s*)?\/\s*(?:共\s*)?(\d{1,5})\s*页?/.exec(text) ??
		/(?<![\d/])(\d{1,5})\s*\/\s*(\d{1,5})\s*页/.exec(text) ??
		(inPager ? /(?<![\d/.])(\d{1,5})\s*(?:页\s*)?\/\s*(?:共\s*)?(\d{1,5})(?![\d/.])/.exec(text) : null);
	const pages =
		/(?:共|总|总共|分)\s*(?:(?:计|有)\s*)?(\d{1,5})\s*页/.exec(text)?.[1] ??
		/总?页数\s*[:：]\s*(\d{1,5})/.exec(text)?.[1] ??
		ratio?.[2];
	const items =
		/(?:共|总|总计|合计)\s*(?:(?:计|有|找到|检索到|查询到)\s*)?(\d{1,6})\s*(?:条|篇|个?记录|项|个文件|件)/.exec(
			text,
		)?.[1] ??
		/(?:总记录数?|总条数|记录总数|记录数|总数)\s*(?:[:：]\s*)?(\d{1,6})/.exec(text)?.[1] ??
		/(\d{1,6})\s*条(?:记录|信息)/.exec(text)?.[1] ??
		(inPager ? /(?<!每)页[\s/|,，、]*(\d{1,6})\s*条/.exec(text)?.[1] : undefined);
	return { pages: number(pages), items: number(items), current: number(ratio?.[1]) };
};

interface Script {
	readonly pages: string[];
	readonly pageCount: number;
	readonly itemCount?: number;
}

/** `createPageHTML` of TRS and UCAP: name and ending of the files, and whether counting begins at 0 or 1. */
const byCall = (code: string): Script | undefined => {
	for (const found of code.matchAll(/create_?Page\w*\s*\(([^(){};]{3,300})\)/gi)) {
		const values = (found[1] ?? '').split(',').map((part) => part.trim().replace(/^(['"])(.*)\1$/, '$2'));
		// UCAP names the element first and counts from 1; TRS begins with the number of pages and counts from 0.
		const named = !/^\d+$/.test(values[0] ?? '');
		const [count, current, name, ending, total] = named ? values.slice(1) : values;
		if (
			!/^\d+$/.test(count ?? '') ||
			!/^\d+$/.test(current ?? '') ||
			!name ||
			!/^[\w.]{1,6}$/.test(ending ?? '')
		)
			continue;
		const pageCount = Number(count);
		const pages: string[] = [];
		const last = named ? pageCount : pageCount - 1;
		for (let page = named ? 2 : 1; page <= last && pages.length < maxPages; page++)
			pages.push(`${name}_${page}.${ending}`);
		return { pages, pageCount, ...(total && /^\d+$/.test(total) ? { itemCount: Number(total) } : {}) };
	}
	return undefined;
};

/** The paging snippet that TRS templates carry in the page: `countPage=20 … "index"+"_"+nextPage+"."+"html"`. */
const bySnippet = (code: string): Script | undefined => {
	const count = number(/\bcountPage\s*=\s*(\d{1,5})/i.exec(code)?.[1]);
	const name =
		/href=\\?["']?([\w/.-]{1,80}?)["']?\s*(?:\+\s*["'])?_["']?\s*\+\s*(?:prevPage|nextPage|endPage|i)\b/.exec(
			code,
		)?.[1];
	const ending = /\+\s*["']\.["']?\s*(?:\+\s*["'])?(s?html?|jsp|aspx|php)/.exec(code)?.[1];
	if (!count || !name || !ending) return undefined;
	const pages: string[] = [];
	for (let page = 1; page < count && page <= maxPages; page++) pages.push(`${name}_${page}.${ending}`);
	return { pages, pageCount: count };
};

const fromScripts = (page: Survey): { script?: Script; pageCount?: number } => {
	for (const element of page.scripts) {
		if (element.attribs.src !== undefined) continue;
		const code = codeOf(element).slice(0, 50_000);
		const script = byCall(code) ?? bySnippet(code);
		if (script) return { script };
		const visual = /_simple_list_gotopage_fun\s*\(\s*(\d{1,5})/.exec(code);
		if (visual) return { pageCount: Number(visual[1]) };
	}
	return {};
};

/** Whether all links of an element lead through the pages of a list: 首页, [2], 下一页. No entry stands in it. */
export const isPaging = (area: Area, links: readonly PlacedLink[]): boolean => {
	if (area.linkChars > 200) return false;
	for (let i = area.firstLink; i < area.endLink; i++)
		if (!pagerWords.test(links[i]?.text ?? '')) return false;
	return true;
};

/** More numbers than a pager shows: a calendar. */
const maxNumbers = 20;

/** Nothing but numbers, each leading where it says: [1] [2] [3] without a word. */
const isNumberRun = (area: Area, links: readonly PlacedLink[]): boolean => {
	if (area.links === 0 || area.chars > 100 || !isPaging(area, links)) return false;
	const numbers = textOf(area.element).match(/\d+|[^\s\d[\]()（）【】<>«»‹›|·.…]+/g) ?? [];
	if (numbers.length > maxNumbers || !numbers.every((word, i) => Number(word) > Number(numbers[i - 1] ?? 0)))
		return false;
	for (let i = area.firstLink; i < area.endLink; i++) {
		const { text, url, blind } = links[i] as PlacedLink;
		const page = Number(text.replace(/\D/g, ''));
		const named = (url ?? '').match(/\d+/g)?.map(Number) ?? [];
		if (blind || (page > 1 && !named.includes(page) && !named.includes(page - 1))) return false;
	}
	return true;
};

/** The blocks that page through the list: named so, or holding 下一页. */
const pagerAreas = (page: Survey): Area[] => {
	const found = new Set<Area>();
	for (const { element, text, area, as } of page.links) {
		if (as !== 'a') continue;
		if (!nextWords.test(text) && !endWords.test(text)) continue;
		let around: Area = element === area.element ? (area.parent ?? area) : area;
		for (let level = 0; level < 3 && around.parent?.parent && around.links < 3; level++) {
			if (around.parent.chars > 200) break;
			around = around.parent;
		}
		if (around.chars <= 400) found.add(around);
	}
	const visit = (area: Area, mayRun: boolean): void => {
		for (const child of area.children) {
			if (child.hint === 'pager' && child.chars <= 400) {
				if (child.dates < 2 && child.longLinks < 3) found.add(child);
				continue;
			}
			// A calendar is refused as a whole; its weeks would pass.
			const isShort = child.links > 0 && child.linkChars <= child.links * 4;
			if (isShort && mayRun && isNumberRun(child, page.links)) found.add(child);
			else visit(child, mayRun && !isShort);
		}
	};
	visit(page.root, true);
	return [...found];
};

/** The pager of ASP.NET posts the page's number back to the page: `__doPostBack('GridView1','Page$2')`. A calendar's days post others. */
const postsPage = ({ text, element }: Survey['links'][number]): boolean => {
	const wanted =
		/__doPostBack\s*\(\s*['"][^'"]*['"]\s*,\s*['"](?:Page\$)?(\d{1,4})['"]/i.exec(
			element.attribs.href ?? '',
		)?.[1] ?? '';
	return wanted !== '' && text.replace(/[\s[\]()]/g, '') === wanted;
};

const isOff = ({ attribs }: Element): boolean =>
	/disabled|no-?(?:next|click)/i.test(attribs.class ?? '') || attribs['aria-disabled'] === 'true';

/** Something that is no link and looks as if a script waits for the click: a button, an id or a class of its own. */
const isPressable = ({ name, attribs }: Element): boolean =>
	name === 'button' ||
	'onclick' in attribs ||
	'id' in attribs ||
	/btn|button|more|next|load/i.test(attribs.class ?? '') ||
	/cursor\s*:\s*pointer/i.test(attribs.style ?? '') ||
	Object.keys(attribs).some(
		(key) => key.startsWith('@') || key.startsWith('v-on') || key.startsWith('data-'),
	);

/** How the list goes on: addresses written in the page or put together by its small paging script, and what it says of their number. */
export const readPager = (page: Survey, url: string, resolve: Resolve, text: string): Pager => {
	const areas = pagerAreas(page);
	const pages = new Set<string>();
	const numbered: NumberedLink[] = [];
	let blind = false;
	let more = false;
	let leadsOn = false;
	const host = /^https?:\/\/[^/]+/.exec(url)?.[0] ?? '';
	const add = (address: string | undefined): void => {
		if (address !== undefined && address !== url && address.startsWith(`${host}/`) && pages.size < maxPages)
			pages.add(address);
	};
	for (const area of areas) {
		for (let i = area.firstLink; i < area.endLink; i++) {
			const link = page.links[i];
			if (link?.as !== 'a' || !pagerWords.test(link.text)) continue;
			if (!link.blind) {
				add(link.url);
				leadsOn ||= nextWords.test(link.text);
				const named = /\d+/.exec(link.text)?.[0];
				if (named && link.url) numbered.push({ number: Number(named), url: link.url });
			} else if (nextWords.test(link.text) && !isOff(link.element)) blind = true;
		}
	}
	blind ||= page.links.some((link) => link.as === 'a' && link.blind && postsPage(link));
	for (const { attribs } of page.options) {
		const value = attribs.value ?? '';
		if (
			/(?:index|list|page|p)[\w-]{0,40}[_=-]\d+|_\d+\.s?html?|^\d+\.s?html?$|[?&]page\w*=\d+/i.test(value) &&
			!/^https?:/i.test(value)
		)
			add(resolve(value));
	}
	for (const { text: words, area, blind } of page.links)
		if (area.place === 'main' && moreWords.test(words) && blind) more = true;
	for (const { element, hidden, place } of page.pressed) {
		if (hidden || 'disabled' in element.attribs || element.name === 'option') continue;
		if (!nextWords.test(textOf(element))) more ||= place === 'main' && isPressable(element);
		else if (/^(?:button|em|i|b|a)$/.test(element.name) || isPressable(element)) blind ||= !isOff(element);
	}

	const { script, pageCount: visual } = fromScripts(page);
	for (const address of script?.pages ?? []) add(resolve(address));
	const words = areas.map((area) => textOf(area.element)).join(' ');
	const inPager = countsIn(collapse(words), true);
	const inText = countsIn(text, false);
	const pageCount = script?.pageCount ?? visual ?? inPager.pages ?? inText.pages;
	const itemCount = inPager.items ?? inText.items ?? script?.itemCount;
	const guessed =
		leadsOn || script ? [] : guessPages(numbered, pageCount ?? 0).filter((one) => !pages.has(one));
	const hasNext =
		!script && (pageCount === undefined ? blind : pageCount > 1 && inPager.current !== pageCount);
	return {
		pages: [...pages],
		...(guessed.length > 0 ? { guessed } : {}),
		...(pageCount === undefined ? {} : { pageCount }),
		...(itemCount === undefined ? {} : { itemCount }),
		scripted: more || (pages.size === 0 && hasNext && (blind || pageCount !== undefined)),
	};
};
