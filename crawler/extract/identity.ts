import type { PageFacts } from '../page-facts.ts';
import { collapse } from './dom.ts';

/** Who a page says publishes its site. */
export interface Identity {
	/** The SiteName tag. */
	readonly siteName?: string;
	/** 网站标识码: ten digits, or two letters and eight. */
	readonly siteIdCode?: string;
	/** 主办单位. */
	readonly hostUnit?: string;
	/** Title, taken apart where a line or a bar parts it, and heading. */
	readonly names: readonly string[];
	/** What the pictures of the site's frame are called: its logo, and banners that lead to others. */
	readonly pictures: readonly string[];
}

/** A footer stands at a page's end; more of it is not read. */
const tailLength = 60_000;

const code = /(?:\d{10}|[a-z]{2}\d{8})/i;
const codeInText = new RegExp(`标识码\\s*(?:[:：]\\s*)?(${code.source})(?!\\d)`, 'i');
const wholeCode = new RegExp(`^${code.source}$`, 'i');
const hostUnitInText =
	/主办(?:单位)?\s*[:：]\s*([\u4e00-\u9fa5]{4,30}?)(?=承办|协办|管理|维护|运维|技术|网站|联系|地址|版权|备案|[^\u4e00-\u9fa5]|$)/u;

const visibleTail = (html: string): string =>
	collapse(
		html
			.slice(-tailLength)
			.replace(/<(script|style)\b[\s\S]*?(?:<\/\1>|$)/gi, ' ')
			.replace(/<[^>]{0,2000}>/g, ' ')
			.replace(/&(?:nbsp|ensp|emsp|#160);?/gi, ' '),
	);

/** Reads a page's identity from its tags, its footer and its names; `html` is the page, as text. */
export const readIdentity = (facts: PageFacts, html: string): Identity => {
	const tail = visibleTail(html);
	const { meta, title, heading = '', links } = facts;
	const tag = meta.siteidcode?.trim() ?? '';
	const siteIdCode = wholeCode.test(tag) ? tag : codeInText.exec(tail)?.[1];
	const hostUnit = hostUnitInText.exec(tail)?.[1];
	const pictures = links.filter(({ as, place, text }) => as === 'img' && place === 'nav' && text !== '');
	const named = (texts: readonly string[]): string[] => [
		...new Set(texts.filter((name) => name !== '' && name.length <= 40)),
	];
	return {
		...(meta.sitename ? { siteName: meta.sitename } : {}),
		...(siteIdCode ? { siteIdCode: siteIdCode.toLowerCase() } : {}),
		...(hostUnit ? { hostUnit } : {}),
		names: named([...title.split(/[-_|–—>\s]+/u), heading]),
		pictures: named(pictures.slice(0, 5).map(({ text }) => text)),
	};
};

const frameWords =
	/[\s·•．.\-—_|,，、:：()（）【】[\]“”"]|中国|欢迎您?(?:访问|光临|来到)?|官方|政府网站|网站|官网|门户网?|政务网?|人民政府办公[室厅]|政府办公[室厅]|人民政府|政府|法定|信息公开|主动公开|公开|内容|平台|专栏|目录|系统|首页|网$/gu;
const level = /(?:自治[州县旗区]|[省市县区旗州盟镇乡]|街道)$/u;

/** Whose site it is, without the words that any government's site has: 青溪县人民政府门户网站 is 青溪县's. */
export const ownerIn = (name: string): string => name.replace(frameWords, '').replace(frameWords, '');

/** The same owner, with or without its level: 中国宜春 and 宜春市人民政府, but not 吉林省 and 吉林市. */
export const isSameOwner = (a: string, b: string): boolean => {
	const bare = (name: string): string => (name.length > 2 ? name.replace(level, '') : name);
	return a !== '' && b !== '' && (a === b || bare(a) === b || a === bare(b));
};

/** 住建局 for 住房和城乡建设局, 发改委 for 发展和改革委员会: signs of the whole name in their order, an organ's word last. */
export const isShortName = (short: string, whole: string): boolean => {
	if (short.length < 3 || short.length >= whole.length || !/[局委办厅]$/u.test(short)) return false;
	let at = 0;
	for (const sign of whole) if (sign === short[at]) at++;
	return at === short.length;
};

const ownName =
	/(?:局|委|委员会|厅|办|办公室|中心|院|校|学|队|公司|银行|社|报|台|会|馆|所|站|[省市县区旗州盟镇乡]|街道)$|政务服务|日报|晚报|融媒|新闻|广播|电视|在线$/u;

/** The name is one of an organ, a place or a medium, once the words of any government's site are left out. */
export const namesOwner = (name: string): boolean => ownName.test(ownerIn(name));
