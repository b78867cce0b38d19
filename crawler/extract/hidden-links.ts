import type { HiddenLink } from '../page-facts.ts';
import type { Area, PlacedLink, Survey } from './frame.ts';

/** Ways to hide an element from readers by its own style, other than folding it away. */
const outOfSight: readonly (readonly [HiddenLink['by'], RegExp])[] = [
	['off-screen', /(?:^|;)\s*(?:left|top|right|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}/i],
	['no-size', /(?:^|;)\s*font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$)/i],
	[
		'no-size',
		/(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*;.{0,80}overflow\s*:\s*hidden|overflow\s*:\s*hidden.{0,80};\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)/i,
	],
	['no-size', /(?:^|;)\s*opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)/i],
];
const folded = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;

/** Offices, and what they hide on purpose: counters, sharing, maps, marks of registration, players. */
const known =
	/(?:^|\.)(?:gov\.cn|edu\.cn|mil\.cn|conac\.cn|12377\.cn|cnzz\.com|umeng\.com|51\.la|baidu\.com|bdimg\.com|weibo\.(?:com|cn)|sina\.com(?:\.cn)?|qq\.com|weixin\.com|jiathis\.com|bshare\.cn|people\.com\.cn|people\.cn|xinhuanet\.com|news\.cn|cctv\.com|cntv\.cn|chinanews\.com|gmw\.cn|adobe\.com|microsoft\.com|google\.com|mozilla\.org|firefox\.com\.cn|alipay\.com|douban\.com|renren\.com|163\.com|sohu\.com|toutiao\.com|douyin\.com|kuaishou\.com|bilibili\.com)$/i;

/** The publishing system's own credit. */
const credit = /produced by|powered by|技术支持|设计制作|版权所有|发布系统/i;

const most = 20;

const hostOf = (url: string): string =>
	/^https?:/i.test(url) && URL.canParse(url) ? new URL(url).hostname.toLowerCase() : '';

/** The element that hides a link, and how; the whole block is looked at before a fold is held against it. */
const hiderOf = (link: PlacedLink): { by: HiddenLink['by']; area: Area } | undefined => {
	for (let area: Area | undefined = link.area; area; area = area.parent) {
		const { style, hidden } = area.element.attribs;
		if (hidden !== undefined) return { by: 'folded', area };
		if (style === undefined) continue;
		const found = outOfSight.find(([, pattern]) => pattern.test(style.slice(0, 500)));
		if (found) return { by: found[0], area };
		if (folded.test(style.slice(0, 500))) return { by: 'folded', area };
	}
	return undefined;
};

const topOf = (area: Area): Area => {
	let top = area;
	while (top.parent?.parent) top = top.parent;
	return top;
};

/** Links to hosts of no office that stand where no reader sees them: folded away alone, out of sight, or behind the page's end. */
export const findHiddenLinks = (page: Survey, url: string): HiddenLink[] => {
	const own = hostOf(url).split('.').slice(-3).join('.');
	const isOwn = (target: string | undefined): boolean => {
		const host = target === undefined ? '' : hostOf(target);
		return host === '' || host.endsWith(own) || known.test(host);
	};
	const foreign = page.links.filter(
		({ as, url: target, text }) => as === 'a' && text !== '' && !credit.test(text) && !isOwn(target),
	);
	if (foreign.length === 0) return [];
	const document = page.root.children.find(({ element }) => element.name === 'html');
	/** A menu, a tab or an included footer leads into the site, or to offices, too. */
	const isMixed = ({ firstLink, endLink }: Area): boolean =>
		page.links
			.slice(firstLink, endLink)
			.some((link) => link.as === 'a' && isOwn(link.url) && link.url !== undefined);
	const found: HiddenLink[] = [];
	for (const link of foreign) {
		if (found.length >= most) break;
		const hider = hiderOf(link);
		const top = topOf(link.area);
		const isBehind = document !== undefined && top !== document && top.firstLink >= document.endLink;
		const by = hider && !(hider.by === 'folded' && isMixed(hider.area)) ? hider.by : undefined;
		if (by) found.push({ url: link.url as string, text: link.text, by });
		else if (isBehind && !isMixed(top))
			found.push({ url: link.url as string, text: link.text, by: 'behind' });
	}
	return found;
};
