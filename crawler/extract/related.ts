import type { Place, RelatedLink } from '../page-facts.ts';
import { type ChildNode, type Element, isElement, squeeze } from './dom.ts';
import type { LineLink } from './files.ts';
import { isInterpretationTitle } from './form.ts';
import { isNumber } from './number.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

type Box = 'interpretation' | 'policy' | 'reading';

const interpretationBox = /解读|图解|问答|读懂|解释说明|政策释义/;
const policyBox =
	/(?:相关|关联|对应|配套|有关|解读的?|被解读)?(?:政策|文件|规章|法规|公文)(?:原文|文件|全文|链接|依据|正文)?|原文|关联稿件|相关稿件/;
const readingBox = /相关|关联|推荐|延伸|链接|阅读|热点|专题|最新|更多|猜你|排行|其他/;

/** What the heading of a box calls its links. */
export const boxOf = (text: string): Box | undefined => {
	const written = squeeze(text).replace(/[:：【】[\]（）()<>《》|·>\s]/g, '');
	if (written.length < 2 || written.length > 14) return undefined;
	if (interpretationBox.test(written)) return 'interpretation';
	if (/阅读|新闻|信息$|推荐|热点|最新|相关链接|延伸|相关文章|相关稿件|关联稿件|更多/.test(written))
		return 'reading';
	if (/^(?:政策|文件|政策文件|公文)(?:名称|标题)$/.test(written)) return 'policy';
	if (policyBox.test(written) && /相关|关联|原文|解读|对应|配套|有关|被|政策文件|文件原文|依据/.test(written))
		return 'policy';
	return readingBox.test(written) ? 'reading' : undefined;
};

const bigrams = (text: string): Set<string> => {
	const written = squeeze(text).replace(
		/[《》〈〉<>“”"'（）()【】：:，,、。关于印发的通知解读政策图一读懂]/g,
		'',
	);
	const pairs = new Set<string>();
	for (let i = 0; i + 2 <= Math.min(written.length, 120); i++) pairs.add(written.slice(i, i + 2));
	return pairs;
};

/** Share of the shorter text's pairs of characters that the longer one has too. */
const likeness = (a: Set<string>, b: Set<string>): number => {
	const [short, long] = a.size <= b.size ? [a, b] : [b, a];
	if (short.size < 3) return 0;
	let shared = 0;
	for (const pair of short) if (long.has(pair)) shared++;
	return shared / short.size;
};

const tool =
	/^(?:首页|网站首页|返回|更多|more|打印|关闭|收藏|分享|纠错|我要纠错|大|中|小|繁体|简体|English|EN|登录|注册|上一[篇页]|下一[篇页]|网站地图|无障碍|.{0,3}字体.{0,3}|微信|微博|QQ空间?|下载|点击|查看|返回顶部|在线客服)[>》]*$/i;
const neighbour = /^[\s【[]*(?:上一?[篇条页则]|下一?[篇条页则]|前一[篇条]|后一[篇条])[:：\s]/;
const documentLike =
	/通知|办法|规定|意见|细则|决定|公告|通告|方案|条例|规则|措施|批复|规划|计划|政策|〔\d{4}〕/;

export interface Reading {
	readonly title: string;
	readonly isInterpretation: boolean;
	readonly url: string;
	/** Place of each address on the page, where the page's frame is known. */
	readonly places: ReadonlyMap<string, Place>;
}

/** 《某办法》（某政发〔2026〕2号）, where the number is the link: what it is the number of. */
const nameBefore = (line: string, number: string): string =>
	/《([^《》]{4,100})》\s?[（(]?\s?$/.exec(
		line.slice(0, Math.max(0, line.indexOf(number))).slice(-120),
	)?.[1] ?? number;

const scopeOf = (scan: Scan, index: number): number => {
	let element = (scan.lines[index] as ScanLine).block as ScanLine['block'] | null;
	while (element) {
		const range = scan.ranges.get(element);
		if (!range) break;
		if (range.to > index + 1) return range.to;
		element = element.parent as typeof element;
	}
	return scan.lines.length;
};

/** Lines above the title in which a button may lead to what belongs to the text. */
const linesAbove = 12;

const menu = /nav|menu|head|top|crumb|position|location|weizhi|foot|site|logo/i;

/** A link above the title by itself, which calls the reader to the text's interpretation: what is short there is taken for a menu. */
const isButton = ({ element, text }: LineLink): boolean => {
	if (!/解读|图解|原文/.test(text)) return false;
	let up = element.parent;
	for (let steps = 0; isElement(up) && steps < 10; steps++) {
		if (
			/^(?:li|ul|nav|header)$/.test(up.name) ||
			menu.test(`${up.attribs.class ?? ''} ${up.attribs.id ?? ''}`)
		)
			return false;
		up = up.parent;
	}
	return true;
};

const picture = /\.(?:jpe?g|png|gif|bmp|webp|svg)(?:$|[?#])/i;
const isPicture = (node: ChildNode): boolean => isElement(node) && node.name === 'img';
const hasPicture = ({ children }: Element): boolean =>
	children.some((child) => isPicture(child) || (isElement(child) && child.children.some(isPicture)));

/** Links of the page's own part, each with what the page calls it. */
export const findRelated = (
	scan: Scan,
	article: Range,
	links: readonly LineLink[],
	reading: Reading,
): RelatedLink[] => {
	const found = new Map<string, RelatedLink>();
	const lineOf = new Map<string, number>();
	const rank = { related: 0, policy: 1, interpretation: 2 };
	const own = bigrams(reading.title);
	const self = reading.url.split('#')[0];
	let box: Box | undefined;
	let until = 0;
	let next = 0;
	for (let i = Math.max(0, article.from - linesAbove); i < article.to; i++) {
		const line = scan.lines[i] as ScanLine;
		const isAbove = i < article.from;
		if (i >= until) box = undefined;
		// A heading is a short line without a link, or what stands before the link in its line.
		if (line.links.length === 0 && !isAbove) {
			const named = line.text.length <= 24 ? boxOf(line.text) : undefined;
			if (named) {
				box = named;
				until = scopeOf(scan, i);
			} else if (line.text.length > 60) box = undefined;
		}
		while (next < links.length && (links[next] as LineLink).line < i) next++;
		if (line.links.length > 0 && !isAbove) {
			const lead = line.text.slice(0, Math.max(0, line.text.length - line.linkLength));
			const opening = /^(.{2,16}?)[:：]/.exec(line.text)?.[1];
			const named = opening && lead.startsWith(opening) ? boxOf(opening) : undefined;
			// A tab or a heading that is itself a link: 政策解读.
			const asHeading =
				line.links.length === 1 &&
				squeeze(line.text).length <= 8 &&
				line.linkLength >= squeeze(line.text).length
					? boxOf(line.text)
					: undefined;
			if (named) {
				box = named;
				until = scopeOf(scan, i);
			} else if (asHeading && asHeading !== 'reading') {
				box = asHeading;
				until = scopeOf(scan, i);
			}
		}
		for (let n = next; n < links.length && (links[n] as LineLink).line === i; n++) {
			const link = links[n] as LineLink;
			if (found.size >= 300) return [...found.values()];
			if (link.url === self || link.isFile || !/^https?:/.test(link.url)) continue;
			const place = reading.places.get(link.url);
			const isOwn = isAbove ? isButton(link) : place === undefined || place === 'main';
			if (!isOwn) continue;
			const text = link.text;
			const written = squeeze(text);
			if (tool.test(written) || neighbour.test(line.text)) continue;
			// A picture needs no words to lead somewhere.
			if (written.length < 2 && (!hasPicture(link.element) || picture.test(link.url))) continue;
			const role = roleOf(isNumber(text) ? nameBefore(line.text, text) : written, box, own, reading);
			const known = found.get(link.url);
			const better = !known || rank[role] > rank[known.role];
			const kept: RelatedLink = better ? { url: link.url, text: text.slice(0, 200), role } : known;
			// A picture and the title beside it are one mention.
			const again = known && (known.again || lineOf.get(link.url) !== i);
			found.set(link.url, again ? { ...kept, again: true } : kept);
			lineOf.set(link.url, i);
		}
	}
	return [...found.values()];
};

const roleOf = (
	text: string,
	box: Box | undefined,
	own: Set<string>,
	{ isInterpretation }: Reading,
): RelatedLink['role'] => {
	const explains = isInterpretationTitle(text);
	if (isInterpretation) {
		if (explains) return box === 'interpretation' ? 'interpretation' : 'related';
		if (box === 'policy') return 'policy';
		// The heading says 相关解读, but what stands there is the document.
		if (box === 'interpretation' && text.length > 8) return 'policy';
		if (/^(?:政策|文件|政策文件|规章)?(?:原文|原文链接|文件原文|政策原文)/.test(text)) return 'policy';
		return documentLike.test(text) && likeness(bigrams(text), own) >= 0.6 ? 'policy' : 'related';
	}
	if (box === 'interpretation') return text.length > 5 ? 'interpretation' : 'related';
	if (!explains) return 'related';
	// An interpretation in a box of reading may be that of another document.
	return likeness(bigrams(text), own) >= 0.5 ? 'interpretation' : 'related';
};
