import type { Element } from './dom.ts';

/** What class and id of an element say of its part in the page. */
export type Hint =
	| ''
	| 'head'
	| 'nav'
	| 'side'
	| 'crumb'
	| 'footer'
	| 'bottom'
	| 'pager'
	| 'tools'
	| 'search'
	| 'box';

const hints: readonly (readonly [Hint, RegExp])[] = [
	[
		'crumb',
		/(?:^|[\s_-])(?:crumbs?|bread-?crumbs?|mbx|mianbaoxie|wz|dqwz|weizhi|position|location|curr?ent-?(?:pos|position|location)|dangqianweizhi|local|path|wzdh|place|site-?path)(?:$|[\s_-])|bread-?crumb|dqwz|weizhi|dangqianwz/i,
	],
	[
		'pager',
		/(?:^|[\s_-])(?:pages?|pagers?|paging|pagination|page-?(?:box|div|num|bar|nav|link|list|wrap|con)|fenye|fy|pb_sys_\w+|p_pages|laypage\w*|pg-?(?:panel|nav|bar)?)(?:$|[\s_-])|pagination|fanye|fenye/i,
	],
	[
		'footer',
		/(?:^|[\s_-])(?:foot|footer|foots|copyright|copy|yejiao|dibu|banquan|friend-?links?|yqlj|youqing\w*)(?:$|[\s_\d-])|footer|copyright|foot_|foot-/i,
	],
	[
		'tools',
		/(?:^|[\s_-])(?:share|bdshare\w*|bdsharebuttonbox|tools?|toolbar|print|dayin|fontsize|font-size|zihao|ewm|qrcode|erweima|fixed|float|piaofu|toolbox|accessibility|wza)(?:$|[\s_\d-])/i,
	],
	[
		'search',
		/(?:^|[\s_-])(?:search|search-?(?:box|form|bar|wrap)|sousuo|sous|souso|ss|jiansuo)(?:$|[\s_\d-])/i,
	],
	[
		'head',
		/(?:^|[\s_-])(?:head|header|heads|top|topbar|toper|top-?(?:bar|nav|box|bg)|banner|logo|h-top|dingbu|tou|yetou|logo_\w+|login)(?:$|[\s_\d-])|header/i,
	],
	[
		'side',
		/(?:^|[\s_-])(?:side|sidebar|side-?(?:nav|menu|bar|left)|left-?(?:nav|menu|bar|list|tree)|lm_list|lanmu|lmlist|leftmenu|leftnav|submenu|sub-?nav|sub-?menu|second-?nav|tree|ztree|catalog|mulu|fl-main)(?:$|[\s_\d-])/i,
	],
	[
		'nav',
		/(?:^|[\s_-])(?:nav|navs|navbar|nav\d+|navi|navigation|navigator|menu|menus|menu\w+|mainmenu|main-?nav|daohang|dh|dhlm|dht|channel-?nav|tabs?|quick-?links?)(?:$|[\s_\d-])|daohang/i,
	],
	[
		'box',
		/(?:^|[\s_-])(?:hot|hots|recommend|tuijian|redian|related|relate|xgwd|xgyd|rank|ranking)(?:$|[\s_\d-])/i,
	],
	['bottom', /(?:^|[\s_-])(?:bottom|btm|end)(?:$|[\s_\d-])/i],
];

const hintCache = new Map<string, Hint>();

/** The part of the page that an element's tag, class and id name. */
export const hintOf = ({ name, attribs }: Element): Hint => {
	if (name === 'nav') return 'nav';
	if (name === 'header') return 'head';
	if (name === 'footer') return 'footer';
	const words = `${attribs.class ?? ''} ${attribs.id ?? ''}`;
	if (words === ' ' || words.length > 200) return '';
	const known = hintCache.get(words);
	if (known !== undefined) return known;
	const hint = hints.find(([, pattern]) => pattern.test(words))?.[0] ?? '';
	if (hintCache.size > 20_000) hintCache.clear();
	hintCache.set(words, hint);
	return hint;
};
