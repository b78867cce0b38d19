import { describe, expect, test } from 'vitest';
import type { Fetched } from '../../crawler/fetch.ts';
import { readRobots } from '../../crawler/robots.ts';

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
	])('%j for %s says %s', (text, path, allowed) => {
		expect(may(text, path)).toBe(allowed);
	});

	test('that is missing or fails allows everything', () => {
		expect(may('User-agent: *\nDisallow: /', '/x', 404)).toBe(true);
		expect(may('User-agent: *\nDisallow: /', '/x', 500)).toBe(true);
	});

	test('tells its crawl delay', () => {
		expect(readRobots(url, answered('User-agent: *\nCrawl-delay: 3'), 'Gongkai').crawlDelay).toBe(3);
	});
});
