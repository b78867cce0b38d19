import type { FooterFacts, FooterItem } from '../page-facts.ts';
import { type Document, type Element, elements, isText, squeeze, textOf } from './dom.ts';
import type { Area, Survey } from './frame.ts';
import { landline, withoutFax } from './phone.ts';

/** Of the footer's words, so many are kept as evidence. */
const longestText = 200;
/** Of one script, so much is looked through for badges. */
const longestScript = 4000;
/** Text that a footer certainly fits in. */
const longestFooter = 3000;

/** A page that may be a site's first, or the frame that holds its footer. */
const mayHoldFooter =
	/^https?:\/\/[^/]+\/(?:[\w.-]+\/){0,2}(?:(?:index|default|home|main|portal)\w{0,8}\.\w{2,5})?$|foot|bottom|copyright|banquan/i;

const codes = /标识码[^0-9a-z]{0,12}(bm\d{8}|\d{10}|\d{6,9})/i;
const codeInLink = /site_?code[='":\s]{1,6}(bm\d{8}|\d{10}|\d{6,9})/i;

/** What says each item wherever it stands on the page: words with blanks left out, or addresses, names of pictures and code. */
const signs: Readonly<Record<FooterItem, { readonly words?: RegExp; readonly code?: RegExp }>> = {
	'host-unit': { words: /主办(?:单位|方)?|主管(?:单位|部门)/ },
	contact: {
		words: new RegExp(
			`联系(?:电话|方式|我们|地址)|(?:咨询|值班|办公|维护|技术|服务|举报)?(?:电话|热线)(?:[及和与、/（(]传真[)）]?)?[:：]|电子?邮[箱件]|邮箱|e-?mail|${landline.source}`,
			'iu',
		),
		code: /lxwm|lxfs|contact|mailto:/i,
	},
	'site-id-code': { words: /标识码/ },
	icp: { words: /ICP备|ICP证|备\d{6,10}号/i, code: /beian\.miit\.gov\.cn|miitbeian/i },
	police: {
		words: /公网安备|公安(?:机关)?备案|公备\d|公安网备/,
		code: /beian\.mps\.gov\.cn|beian\.gov\.cn\/portal/i,
	},
	sitemap: { words: /(?:网站|站点|本站)地图|网站导航/, code: /sitemap|wzdt|wz_?map/i },
	'gov-badge': {
		words: /党政机关(?:网站)?标识/,
		code: /(?:bszs|dcs)\.conac\.cn|_ideConac|党政机关|事业单位标识/i,
	},
	'find-errors': {
		words: /网站找错|我要找错|我要纠错|网站纠错/,
		code: /zfwzgl\.www\.gov\.cn|jiucuo|zhaocuo|找错|纠错|\/exposure\//i,
	},
};

/** Items whose words mean something else in a text. */
const onlyInFooter: ReadonlySet<FooterItem> = new Set(['host-unit', 'contact']);
/** Who keeps a site is said in such words, too. */
const nearlyHost = /承办|版权所有|copyright|©/i;

const attributes = [
	'href',
	'src',
	'onclick',
	'alt',
	'title',
	'id',
	'class',
	'sitecode',
	'data-src',
	'action',
];

const scriptText = ({ children }: Element): string => {
	const text = children
		.map((child) => (isText(child) ? child.data : ''))
		.join('')
		.slice(0, longestScript);
	return text
		.replace(/%3A/gi, ':')
		.replace(/%2F/gi, '/')
		.replace(/%22|%27/g, '"');
};

/** The topmost parts of the page that are its footer. */
const footersOf = (area: Area): Area[] =>
	area.place === 'footer' && !area.hidden ? [area] : area.children.flatMap(footersOf);

const searchWords = /搜\s*索|检\s*索|站内搜|search|sousuo|jsearch|[/._-]so[/._?]|全文/i;

const hasSearch = (all: readonly Element[]): boolean =>
	all.some(({ name, attribs }) => {
		if (name === 'input') return /^(?:text|search)?$/i.test(attribs.type ?? '');
		return [...attributes, 'placeholder', 'name', 'value'].some((key) => {
			const value = attribs[key];
			return value !== undefined && value.length < 500 && searchWords.test(value);
		});
	});

/** What a first page's footer shows, and whether the page offers a search; undefined on pages that can be no site's first. */
export const readFooter = (document: Document, page: Survey, url: string): FooterFacts | undefined => {
	if (!mayHoldFooter.test(url)) return undefined;
	const all = elements(document, () => true);
	const footers = footersOf(page.root);
	const shown = footers
		.map(({ element }) => textOf(element))
		.join(' ')
		.slice(0, longestFooter);
	const text = squeeze(shown);
	const called = withoutFax(text);
	const whole = squeeze(textOf(document));
	const code = all
		.flatMap((element) => [
			...attributes.flatMap((key) => element.attribs[key]?.slice(0, longestScript) ?? []),
			...(element.name === 'script' ? [scriptText(element)] : []),
		])
		.join('\n');
	const has = (item: FooterItem): boolean => {
		const { words, code: marks } = signs[item];
		if (marks?.test(onlyInFooter.has(item) ? codeOf(footers) : code)) return true;
		return words?.test(item === 'contact' ? called : onlyInFooter.has(item) ? text : whole) === true;
	};
	const items = (Object.keys(signs) as FooterItem[]).filter(has);
	const siteIdCode = codes.exec(text === '' ? textOf(document) : shown)?.[1];
	const attributed = all.find(({ attribs }) => attribs.sitecode)?.attribs.sitecode;
	const linked = codeInLink.exec(attributed ? `sitecode=${attributed}` : code)?.[1];
	return {
		items,
		...(text !== '' && { text: shown.slice(0, longestText) }),
		...(!items.includes('host-unit') && nearlyHost.test(text) && { namesKeeper: true as const }),
		...(!items.includes('contact') && called !== text && { onlyFax: true as const }),
		...(siteIdCode && { siteIdCode }),
		...(linked && { linkedCode: linked }),
		...((hasSearch(all) || searchWords.test(whole)) && { search: true as const }),
	};
};

const codeOf = (footers: readonly Area[]): string =>
	footers
		.flatMap(({ element }) => elements(element, ({ name }) => name === 'a' || name === 'img'))
		.flatMap(({ attribs }) => [attribs.href ?? '', attribs.alt ?? ''])
		.join('\n')
		.slice(0, longestFooter);
