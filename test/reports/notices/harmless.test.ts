import { describe, expect, test } from 'vitest';
import { harmless, harmlessPage } from '../../../reports/notices/harmless.ts';

describe('words of a page in a message', () => {
	test.each([
		['a link of Markdown', '[点我](https://evil.example/a)', '［点我］（https：／／evil．example/a）'],
		['emphasis and code', '**大** `x` _y_ ~z~', '＊＊大＊＊ ｀x｀ ＿y＿ ～z～'],
		['HTML', '<font color="warning">&lt;', '＜font color＝＂warning＂＞＆lt;'],
		['a mention', '<@all> @13800138000', '＜＠all＞ ＠（号码略）'],
		['an address that a chat program links by itself', 'www.evil.cn', 'www．evil．cn'],
		['lines, which would begin a heading or a header', 'a\r\nBcc: b@c.d\n# e', 'a Bcc: b＠c．d ＃ e'],
		['signs that turn the order', 'a\u202eb\u200bc', 'abc'],
		['a 身份证号', '张三 110101199003074610。', '张三 （号码略）。'],
		['a card in groups', '6222 0212 3456 7890 123', '（号码略）'],
		[
			'a day, a 文号 and a share',
			'2026-11-15起 临政发〔2026〕12号 3.5%',
			'2026-11-15起 临政发〔2026〕12号 3.5%',
		],
	])('%s means nothing there', (_what, text, expected) => {
		expect(harmless(text)).toBe(expected);
	});

	test('are cut, however long they are', () => {
		expect([...harmless('长'.repeat(10_000_000))]).toHaveLength(120);
		expect(harmless('长'.repeat(120))).toBe('长'.repeat(120));
		const since = performance.now();
		harmless('1 '.repeat(100_000));
		expect(performance.now() - since).toBeLessThan(1000);
	});
});

describe('a page’s address in a message', () => {
	const site = 'https://www.linjiang.gov.cn/';
	test.each([
		['of the site', `${site}zwgk/t20261101_1234567.html`, true],
		['of another host', 'https://evil.example/', false],
		['with a user name', 'https://www.linjiang.gov.cn@evil.example/', false],
		['that is no page', 'javascript:alert(1)', false],
		['with a number that may be a person’s', `${site}?phone=13800138000`, false],
		['of unheard-of length', `${site}${'a'.repeat(400)}`, false],
	])('%s', (_what, address, isShown) => {
		expect(harmlessPage(address, site)).toBe(isShown ? address : undefined);
	});

	test('has no sign that Markdown means something by, and leads to the same page', () => {
		const address = harmlessPage(`${site}a_(1)!*.html?[点](http://evil.example/)`, site) ?? '';
		expect(address).toBe(`${site}a_%281%29%21%2A.html?%5B%E7%82%B9%5D%28http://evil.example/%29`);
		expect(decodeURIComponent(new URL(address).pathname)).toBe('/a_(1)!*.html');
	});
});
