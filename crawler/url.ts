import type { Target } from './model.ts';

/** Absolute http(s) address without fragment as a browser resolves it; undefined for anything else. */
export const resolveUrl = (written: string, base?: string): string | undefined => {
	let url: URL;
	try {
		url = new URL(written, base);
	} catch {
		return undefined;
	}
	if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
	url.hash = '';
	return url.href;
};

/** Session ids in a path: the same page under ever new addresses. */
const sessionPath = /;(?:jsessionid|phpsessid|sid)=[^?#/]*|\/\((?:[A-Z]\([\w-]{16,}\))+\)(?=\/)/gi;

/** Escapes that mean the same in any spelling: digits of either case, and characters that need none. */
const oneSpelling = (url: string): string =>
	url.includes('%')
		? url.replace(/%[0-9a-f]{2}/gi, (code) => {
				const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
				return /[\w.~-]/.test(character) ? character : code.toUpperCase();
			})
		: url;

/** What an address asks for that says who asks, when, or from where he comes, and nothing about the page. */
const idle: readonly RegExp[] = [
	/^(?:jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|session_?id|sid)=[\w.-]{12,}$/i,
	/^(?:utm_\w+|spm|nsukey|isappinstalled|share_?token|wechat_redirect)=/i,
	/^from=(?:timeline|(?:single|group)message|weixin|wechat|qq|weibo|share)$/i,
	// Against caches: the time in milliseconds, a random fraction.
	/^(?:_|_?t|ts|v|r|rn?d|rand(?:om)?|time(?:stamp)?|nocache)=(?:1[4-9]\d{8}|1[4-9]\d{11}|0\.\d{6,})$/i,
];

/** An address's query without what is idle, in one order: programs take names in any. */
const queryKey = (query: string): string => {
	const parts = query.split('&').filter((part) => part !== '' && !idle.some((pattern) => pattern.test(part)));
	return parts
		.map((part) => [part.split('=', 1)[0] ?? '', part] as const)
		.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
		.map(([, part]) => part)
		.join('&');
};

/**
 * What an address is remembered by during a crawl: itself in one spelling, without session ids, marks of sharing and doubled
 * slashes. Never used as an address to report.
 */
export const crawlKey = (url: string): string => {
	const written = oneSpelling(url);
	const at = written.indexOf('?');
	const [path, query] = at < 0 ? [written, ''] : [written.slice(0, at), queryKey(written.slice(at + 1))];
	const key = path.replace(sessionPath, '').replace(/(?<=[^:/])\/{2,}/g, '/');
	return query === '' ? key : `${key}?${query}`;
};

/** `main` is none: framesets name so what they show in their middle. */
const indexPage = /\/(?:index|default|home)(?:\.(?:s?html?|aspx?|jsp|php|do))$/i;

/** What two addresses of one page share: no scheme, no default page, no trailing slash, no `www.`. */
export const samePageKey = (url: string): string => {
	const { host, pathname, search } = new URL(url);
	return host.replace(/^www\./, '') + pathname.replace(indexPage, '/').replace(/(?<!\/)\/+$/, '') + search;
};

const attachmentEnd =
	/\.(?:pdf|docx?|xlsx?|pptx?|ofd|wps|et|dps|zip|rar|7z|tar|gz|rtf|csv|ceb|txt|uot|uof)$/i;
const imageEnd = /\.(?:png|jpe?g|gif|bmp|svg|webp|ico|tiff?)$/i;
const mediaEnd = /\.(?:mp4|mp3|flv|avi|wmv|mov|m4v|wav|swf|m3u8|exe|apk|dmg|iso)$/i;
const downloadPath =
	/(?:^|\/)(?:download|downfile|downloadfile|filedown|attach(?:ment)?)[\w-]*\.(?:jsp|aspx?|do|php|action)$/i;

/** What an address promises to be, by its path alone. `media` is never fetched for its content. */
export const fileType = (url: string): 'page' | 'image' | 'attachment' | 'media' => {
	const { pathname, searchParams } = new URL(url);
	if (attachmentEnd.test(pathname)) return 'attachment';
	if (imageEnd.test(pathname)) return 'image';
	if (mediaEnd.test(pathname)) return 'media';
	if (downloadPath.test(pathname)) return 'attachment';
	for (const name of ['filename', 'file', 'filepath', 'path']) {
		const value = searchParams.get(name);
		if (value && attachmentEnd.test(value)) return 'attachment';
	}
	return 'page';
};

/** The file ending that an address claims, lower case, without dot; empty where it claims none. */
export const fileEnding = (url: string): string => {
	const { pathname, searchParams } = new URL(url);
	const names = [pathname, searchParams.get('filename'), searchParams.get('file')];
	for (const name of names) {
		const ending = name ? attachmentEnd.exec(name) : null;
		if (ending) return ending[0].slice(1).toLowerCase();
	}
	return '';
};

/** Decides whether an address belongs to the site: its own host (with and without `www.`) or a sibling host. */
export const scopeOf = (siteUrl: string, siblings: readonly string[]): ((url: string) => boolean) => {
	const bare = (host: string): string => host.toLowerCase().replace(/^www\./, '');
	const hosts = new Set([new URL(siteUrl).host, ...siblings].map(bare));
	return (url) => hosts.has(bare(new URL(url).host));
};

/** The kind of target that a link's address and use promise. */
export const targetType = (url: string, as: 'a' | 'img' | 'frame', own: boolean): Target['type'] => {
	if (!own) return 'external';
	if (as === 'img') return 'image';
	const type = fileType(url);
	if (type === 'attachment' || type === 'media') return 'attachment';
	return type;
};

/** Host and path with numbers, long codes and escaped names blanked out. */
export const pathPattern = (url: string): string => {
	const { host, pathname } = new URL(url);
	return host + pathname.replace(/(?:%[0-9a-f]{2})+|[0-9a-f]{16,}|\d+/gi, '#');
};

/** The address with its numbers and long codes blanked out: pages of one family share it. */
export const urlPattern = (url: string): string => {
	const { searchParams } = new URL(url);
	const names = [...new Set(searchParams.keys())].sort().join('&');
	return names ? `${pathPattern(url)}?${names}` : pathPattern(url);
};
