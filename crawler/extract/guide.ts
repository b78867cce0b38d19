import type { GuideItem } from '../page-facts.ts';
import { squeeze, textOf } from './dom.ts';
import type { Area } from './frame.ts';
import { landline, withoutFax } from './phone.ts';

/** What 政府信息公开指南 says, and the words by which it says so. */
const words: Readonly<Record<GuideItem, RegExp>> = {
	classification: /分类|分为[^。]{0,20}类|公开(?:的)?(?:范围|内容|事项)/,
	arrangement: /编排|索引|目录(?:体系|编制|结构)/,
	access: /(?:获取|公开|查[阅询])(?:的)?(?:方式|形式|途径|渠道|方法|场所|地点|点)|查阅/,
	organ: /(?:工作|受理|负责|主管)?(?:机构|部门|单位)(?:名称)?|办公室/,
	address: /地址|地点/,
	hours: /时间[:：为]?[^。]{0,20}(?:\d|[上下]午|工作日|周|星期)|[上下]午\d|\d{1,2}[:：]\d{2}/,
	phone: new RegExp(`电话|${landline.source}`, 'u'),
	fax: /传真/,
	internet: /邮箱|邮件|网址|网站|互联网|@|https?:|www\./i,
};

/** Shorter texts only lead on to the guide, unless they say most of what a guide says. */
const shortest = 300;
const mostSaid = 6;

/** One of the page's names is that of a guide to disclosure. */
export const isGuide = (names: readonly string[]): boolean =>
	names.some((name) => /(?:信息|政务)公开(?:工作)?指南/u.test(name));

/** The page's text without the site's footer, whose address and telephone are no guide's. */
export const ownText = (area: Area): string => {
	const footer = area.children.find(({ place }) => place === 'footer');
	if (!footer && area.children.every(({ chars }) => chars < area.chars * 0.9)) return textOf(area.element);
	return area.children
		.filter(({ place }) => place !== 'footer')
		.map(ownText)
		.join(' ');
};

/** The items of a guide that its text says; undefined where the text only leads on to it. */
export const readGuide = (text: string): GuideItem[] | undefined => {
	const whole = squeeze(text);
	const said = (Object.keys(words) as GuideItem[]).filter((item) =>
		words[item].test(item === 'phone' ? withoutFax(whole) : whole),
	);
	return whole.length < shortest && said.length < mostSaid ? undefined : said;
};
