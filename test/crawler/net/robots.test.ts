import { describe, expect, test } from 'vitest';
import type { Fetched } from '../../../crawler/net/fetch.ts';
import { readRobots } from '../../../crawler/net/robots.ts';

const url = 'http://x.gov.cn/robots.txt';
const answered = (text: string, status = 200): Fetched => ({
	state: 'answered',
	url,
	finalUrl: url,
	status,
	headers: {},
	body: Buffer.from(text),
	truncated: false,
	redirects: [],
	bytes: 0,
	requests: 1,
	firstByteMs: 1,
	milliseconds: 1,
});
const may = (text: string, path: string, status?: number): boolean =>
	readRobots(url, answered(text, status), 'Gongkai').mayFetch(`http://x.gov.cn${path}`);

describe('robots.txt', () => {
	test.each([
		['User-agent: *\nDisallow: /oa/', '/oa/a.html', false],
		['User-agent: *\nDisallow: /oa/', '/zwgk/', true],
		['User-agent: *\nDisallow: /\nUser-agent: Gongkai\nAllow: /', '/zwgk/', true],
		['User-agent: Baiduspider\nDisallow: /', '/zwgk/', true],
		['\ufeffUser-agent: *\nDisallow: /a', '/a', false],
		['User-agent: *\nDisallow: /*.jsp$', '/x.jsp', false],
		['User-agent: *\nDisallow:', '/x', true],
		['<html>页面不存在</html>', '/x', true],
		['User-agent:*\nDisallow:/oa/ # inner', '/oa/', false],
		['USER-AGENT: gongkai/0.1\nDISALLOW: /oa/\n\nUser-agent: *\nDisallow: /', '/zwgk/', true],
		['User-agent: Baiduspider\nUser-agent: Gongkai\nDisallow: /oa/', '/oa/', false],
		['User-agent: *\nDisallow: /\nAllow: /zwgk/', '/zwgk/a.html', true],
		['User-agent: *\nDisallow: /*?*id=', '/a.jsp?x=1&id=2', false],
		['User-agent: *\nDisallow: /a/*/c.html$', '/a/b/c.html?d', true],
		['此文件无效', '/x', true],
	])('%j for %s says %s', (text, path, allowed) => {
		expect(may(text, path)).toBe(allowed);
	});

	test.each([
		[
			'rules in GBK',
			[...Buffer.from('User-agent: *\nDisallow: /'), 0xb8, 0xbd, 0xbc, 0xfe],
			'/附件/a.pdf',
			false,
		],
		['rules in UTF-8', [...Buffer.from('User-agent: *\nDisallow: /附件')], '/附件/a.pdf', false],
		['line ends of an old Mac', [...Buffer.from('User-agent: *\rDisallow: /oa/')], '/oa/', false],
		[
			'more than is read, cut in the middle of a rule',
			[...Buffer.from(`User-agent: *\nDisallow: /oa/\n${'#'.repeat(512 * 1024 - 43)}\nDisallow: /private/`)],
			'/zwgk/',
			true,
		],
	])('%s', (_name, bytes, path, allowed) => {
		const fetched = { ...answered(''), body: Buffer.from(bytes) };
		expect(readRobots(url, fetched, 'Gongkai').mayFetch(`http://x.gov.cn${path}`)).toBe(allowed);
	});

	test('that is missing or fails allows everything', () => {
		expect(may('User-agent: *\nDisallow: /', '/x', 404)).toBe(true);
		expect(may('User-agent: *\nDisallow: /', '/x', 500)).toBe(true);
	});

	test('tells its crawl delay', () => {
		const delay = (text: string): number | undefined =>
			readRobots(url, answered(`User-agent: *\n${text}`), 'Gongkai').crawlDelay;
		expect(delay('Crawl-delay: 3')).toBe(3);
		expect(delay('crawl-delay:0.5')).toBe(0.5);
		expect(delay('Crawl-delay: soon')).toBeUndefined();
	});
});
