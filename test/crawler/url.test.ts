import { describe, expect, test } from 'vitest';
import {
	crawlKey,
	fileEnding,
	fileType,
	resolveUrl,
	samePageKey,
	scopeOf,
	urlPattern,
} from '../../crawler/url.ts';

describe('addresses', () => {
	test.each([
		['../a.html#top', 'http://x.gov.cn/b/c.html', 'http://x.gov.cn/a.html'],
		['\\zwgk\\a.html', 'http://x.gov.cn/', 'http://x.gov.cn/zwgk/a.html'],
		['javascript:;', 'http://x.gov.cn/', undefined],
		['mailto:a@x.gov.cn', 'http://x.gov.cn/', undefined],
		['http://', 'http://x.gov.cn/', undefined],
	])('%s on %s is %s', (written, base, url) => {
		expect(resolveUrl(written, base)).toBe(url);
	});

	test.each([
		['http://x.cn/a;jsessionid=0123456789ABCDEF?b=1', 'http://x.cn/a?b=1'],
		['http://x.cn/a?sid=0123456789abcdef&b=1', 'http://x.cn/a?b=1'],
		['http://x.cn/a?b=1&PHPSESSID=0123456789abcdef', 'http://x.cn/a?b=1'],
		['http://x.cn/a?sid=7', 'http://x.cn/a?sid=7'],
		['http://x.cn/(S(0123456789abcdef01234567))/a.aspx', 'http://x.cn/a.aspx'],
		['http://x.cn/a?utm_source=b&id=1', 'http://x.cn/a?id=1'],
		['http://x.cn/a?from=timeline&isappinstalled=0', 'http://x.cn/a'],
		['http://x.cn/a?from=2024', 'http://x.cn/a?from=2024'],
		['http://x.cn/a?_=1699000000000', 'http://x.cn/a'],
		['http://x.cn/a?t=3', 'http://x.cn/a?t=3'],
		['http://x.cn/a?b=1&a=2', 'http://x.cn/a?a=2&b=1'],
		['http://x.cn//a///b.html', 'http://x.cn/a/b.html'],
		['HTTP://X.cn:80/%e9%99%84/../%e9%99%84.pdf', 'http://x.cn/%E9%99%84.pdf'],
		['http://x.cn/%7Ea/%31.html?q=%2f', 'http://x.cn/~a/1.html?q=%2F'],
	])('%s is remembered as %s', (url, key) => {
		expect(crawlKey(resolveUrl(url) ?? '')).toBe(key);
	});

	test.each([
		['http://www.x.cn/a/index.html', 'https://x.cn/a'],
		['http://x.cn/', 'http://x.cn/default.aspx'],
	])('%s and %s are one page', (a, b) => {
		expect(samePageKey(a)).toBe(samePageKey(b));
	});

	test('a frameset and the page in its middle are two pages', () => {
		expect(samePageKey('http://x.cn/rsxx/')).not.toBe(samePageKey('http://x.cn/rsxx/main.htm'));
	});

	test.each([
		['http://x.cn/a.PDF', 'attachment', 'pdf'],
		['http://x.cn/module/download/downfile.jsp?filename=a.xls', 'attachment', 'xls'],
		['http://x.cn/download.jsp?id=3', 'attachment', ''],
		['http://x.cn/a.jpg', 'image', ''],
		['http://x.cn/v.mp4', 'media', ''],
		['http://x.cn/doc/', 'page', ''],
	])('%s promises %s %s', (url, type, ending) => {
		expect([fileType(url), fileEnding(url)]).toEqual([type, ending]);
	});

	test('a site is its host with and without www., its port, and its siblings', () => {
		const own = scopeOf('http://www.x.gov.cn/', ['zwgk.x.gov.cn']);
		expect(
			['https://x.gov.cn/a', 'http://zwgk.x.gov.cn/', 'http://www.x.gov.cn:81/', 'http://y.gov.cn/'].map(own),
		).toEqual([true, true, false, false]);
	});

	test('numbers and codes do not tell families of addresses apart', () => {
		expect(urlPattern('http://x.cn/tag/%E4%BE%9B%E6%B0%B4/')).toBe('x.cn/tag/#/');
		expect(urlPattern('http://x.cn/202603/t20260312_1201.html?page=2')).toBe('x.cn/#/t#_#.html?page');
	});
});
