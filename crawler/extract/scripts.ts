import type { Survey } from './frame.ts';
import { codeOf } from './redirect.ts';

/** Code that fetches or draws. */
const draws =
	/\b__doPostBack\b|\$\.(?:ajax|get|post|getJSON)|\.load\s*\(\s*["']|getJSON|XMLHttpRequest|\bfetch\s*\(|axios|\.jpage\b|laypage|laytpl|\bnew\s+Vue\b|Vue\.createApp|createApp\(|ng-app|angular\.|avalon\.|template\s*\(\s*["']|artTemplate|juicer|Mustache|Handlebars|DataTable\(|bootstrapTable\(|\.innerHTML\s*=\s*(?!["']{2})[^;]{0,80}[+`]|\.append\s*\(\s*[\w$]*\s*[+\w]|document\.write(?:ln)?\s*\(\s*[^)]{0,60}<(?:a|li|ul|div|table|tr|td)\b/;
const fetches =
	/\$\.(?:ajax|get|post|getJSON)|getJSON|XMLHttpRequest|\bfetch\s*\(|axios|\.jpage\b|laypage|\bnew\s+Vue\b|createApp\(|avalon\.|angular\./;

/** Waits for the reader to come near the page's end; buttons that lead back to its top look at `scrollTop` alone. */
const scrolls = /scroll|IntersectionObserver|dropload/i;
const nearEnd =
	/scrollHeight|\(\s*document\s*\)\.height\s*\(|isIntersecting|dropload|infinite-?scroll|reachBottom/i;

/** Libraries, statistics and furniture: they draw no content of their own. */
const furniture =
	/jquery|superslide|swiper|bootstrap|layer|layui|(?:^|[/_.-])(?:ta|tj|stat|stats|count|counter|visit|hm|cnzz|analytics|share|html5|html5shiv|respond|modernizr|es5-shim|pie|png|wza|toolbar|qrcode|slide|slider|banner|tab|tabs|scroll|nav|menu|date|calendar|weather|lunar|koala|owl|unslider|flexslider|wow|animate|fontsize|print|fanti|big5|gbk|jt|lazyload|echo|createpage|page|pagination|fixed|search|zoom|mobile|rem|flexible|adaptive|resize|font|yeefx\w*|dynclicks|openlink|base64|des|md5|aes|crypto|rsa|json2|cookie|conac|jiucuo|idangerous|video|ckplayer|player|jplayer|flv|swfobject)(?:[\w.-]*)\.js|dcs\.conac|zfwzgl|hm\.baidu|gov\.govwza|_yfx|vsbscreen|vsb|counter\.js|(?:^|[/_.-])(?:count(?:er)?|click|hits?|stat|visit)\w*\.(?:php|aspx?|jsp|ashx)/i;

const isOwn = (src: string, host: string): boolean => {
	const other = /^(?:https?:)?\/\/([^/?#:]+)/i.exec(src.trim())?.[1]?.toLowerCase();
	if (other === undefined) return true;
	const base = host.replace(/:\d+$/, '').replace(/^www\./, '');
	return other === base || other.endsWith(`.${base}`) || base.endsWith(`.${other.replace(/^www\./, '')}`);
};

/** Whether scripts may draw part of the page, whether code on the page itself fetches data, and whether it does so as the reader scrolls. */
export const readScripts = (
	page: Survey,
	host: string,
): { scripted: boolean; fetching: boolean; scrolling: boolean } => {
	let scripted = false;
	let fetching = false;
	let scrolling = false;
	for (const script of page.scripts) {
		const { src, type } = script.attribs;
		if (src !== undefined) {
			if (isOwn(src, host) && !furniture.test(src)) scripted = true;
			continue;
		}
		if (type && !/javascript|ecmascript|module|babel/i.test(type)) {
			// Templates and data that some script will use.
			if (/template|tmpl|html|xml/i.test(type)) scripted = true;
			continue;
		}
		const code = codeOf(script).slice(0, 200_000);
		if (!scripted && draws.test(code)) scripted = true;
		if (!fetches.test(code)) continue;
		fetching = true;
		if (scrolls.test(code) && nearEnd.test(code)) scrolling = true;
	}
	return { scripted, fetching, scrolling };
};
