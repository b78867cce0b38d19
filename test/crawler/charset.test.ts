import { describe, expect, it } from 'vitest';
import { decodeBody } from '../../crawler/charset.ts';

const chinese = '政府信息公开指南：市人民政府办公室关于印发实施方案的通知';
/** The same words in the encodings that Node cannot write. */
const gbk = Buffer.from(
	'd5feb8aed0c5cfa2b9abbfaad6b8c4cfa3bacad0c8cbc3f1d5feb8aeb0ecb9abcad2b9d8d3dad3a1b7a2cab5caa9b7bdb0b8b5c4cda8d6aa',
	'hex',
);
const big5 = Buffer.from(
	'a5abac46a9b2bfeca4bdc655c3f6a9f3a64cb56fb9eaac49a4e8aed7aabab371aabeac46b5a6b8d1c5aaa4bdb67da67eb3f8',
	'hex',
);
const page = (charset: string): Buffer =>
	Buffer.from(
		`<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"></head><body>`,
	);
const bare = Buffer.from('<html><head></head><body>');
/** Words of a page's frame, longer than the text that stands in it. */
const templates = '网站首页 新闻中心 政务公开 办事服务 互动交流 走进临江 '.repeat(9);
const join = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);
const utf16 = Buffer.from(`<html><body><p>${chinese}</p></body></html>`, 'utf16le');

const cases: Record<
	string,
	{ bytes: Uint8Array; header?: string; charset: string; from: string; has?: string }
> = {
	'utf-8 by its header': {
		bytes: Buffer.from(chinese),
		header: 'text/html; charset=UTF-8',
		charset: 'utf-8',
		from: 'header',
		has: chinese,
	},
	'utf-8 by its meta tag': {
		bytes: join(page('utf-8'), Buffer.from(chinese)),
		charset: 'utf-8',
		from: 'meta',
		has: chinese,
	},
	'gbk by its meta tag reads as gb18030': {
		bytes: join(page('gb2312'), gbk),
		charset: 'gb18030',
		from: 'meta',
		has: chinese,
	},
	'declared gb2312, sent as utf-8': {
		bytes: join(page('gb2312'), Buffer.from(chinese)),
		charset: 'utf-8',
		from: 'statistics',
		has: chinese,
	},
	'header says gbk, bytes are utf-8': {
		bytes: Buffer.from(chinese),
		header: 'text/html;charset=GBK',
		charset: 'utf-8',
		from: 'statistics',
		has: chinese,
	},
	'declared utf-8, sent as gbk': {
		bytes: join(page('utf-8'), gbk),
		charset: 'gb18030',
		from: 'statistics',
		has: chinese,
	},
	'header iso-8859-1 over gbk': {
		bytes: join(bare, gbk),
		header: 'text/html; charset=ISO-8859-1',
		charset: 'gb18030',
		from: 'statistics',
		has: chinese,
	},
	'the meta tag wins over a wrong header': {
		bytes: join(page('gbk'), gbk),
		header: 'text/html; charset=utf-8',
		charset: 'gb18030',
		from: 'meta',
		has: chinese,
	},
	'nothing declared, gbk': { bytes: join(bare, gbk), charset: 'gb18030', from: 'statistics', has: chinese },
	'a mark wins over everything': {
		bytes: join(Buffer.from([0xff, 0xfe]), utf16),
		header: 'text/html; charset=gb2312',
		charset: 'utf-16le',
		from: 'bom',
		has: chinese,
	},
	'utf-16 without a mark': { bytes: utf16, charset: 'utf-16le', from: 'statistics', has: chinese },
	'utf-16 without a mark, nearly all text': {
		bytes: Buffer.from(`<p>${chinese.repeat(60)}</p>`, 'utf16le'),
		header: 'text/html; charset=gb2312',
		charset: 'utf-16le',
		from: 'statistics',
		has: chinese,
	},
	'utf-16 big-endian under gb2312': {
		bytes: Buffer.from(`<meta charset="gb2312"><p>${chinese}</p>`, 'utf16le').swap16(),
		charset: 'utf-16be',
		from: 'statistics',
		has: chinese,
	},
	'header utf-16 over gbk': {
		bytes: join(bare, gbk),
		header: 'text/html; charset=utf-16',
		charset: 'gb18030',
		from: 'statistics',
		has: chinese,
	},
	'a mark of utf-8 before gbk': {
		bytes: join(Buffer.from([0xef, 0xbb, 0xbf]), page('gb2312'), gbk),
		charset: 'gb18030',
		from: 'meta',
		has: chinese,
	},
	'gbk behind much script': {
		bytes: join(Buffer.alloc(400_000, ';'), gbk),
		charset: 'gb18030',
		from: 'statistics',
		has: chinese,
	},
	'declared behind the first kilobyte': {
		bytes: join(Buffer.alloc(3000, ' '), page('big5'), big5),
		charset: 'big5',
		from: 'meta',
		has: '市政府辦公廳',
	},
	'an XML declaration': {
		bytes: join(Buffer.from('<?xml version="1.0" encoding="GB2312"?><html>'), gbk),
		charset: 'gb18030',
		from: 'meta',
		has: chinese,
	},
	'gbk text in a utf-8 template': {
		bytes: join(
			page('utf-8'),
			Buffer.from(`<p>${templates}</p><div>`),
			gbk,
			Buffer.from('</div><p>首页</p>'),
		),
		charset: 'utf-8',
		from: 'meta',
		has: `<p>${templates}</p><div>${chinese}</div><p>首页</p>`,
	},
	'utf-8 text in a gbk template': {
		bytes: join(page('gbk'), gbk, Buffer.from('<p>'), gbk, Buffer.from(`</p><p>${chinese}</p>`)),
		charset: 'gb18030',
		from: 'meta',
		has: `<p>${chinese}</p><p>${chinese}</p>`,
	},
	'big5 declared': { bytes: join(page('big5'), big5), charset: 'big5', from: 'meta', has: '市政府辦公廳' },
	'utf-8 with a title cut in the middle of a character': {
		bytes: join(page('utf-8'), Buffer.from(chinese).subarray(0, 31), Buffer.from(`</a>${chinese}`)),
		charset: 'utf-8',
		from: 'meta',
		has: chinese,
	},
	'utf-8 cut off at its end': {
		bytes: Buffer.from(chinese).subarray(0, 20),
		charset: 'utf-8',
		from: 'statistics',
	},
	'pure ascii keeps what is declared': { bytes: page('gb2312'), charset: 'gb18030', from: 'meta' },
	'a declaration nobody knows': {
		bytes: join(page('klingon-1'), gbk),
		charset: 'gb18030',
		from: 'statistics',
		has: chinese,
	},
	'a declaration deep in the page is not looked for': {
		bytes: join(Buffer.alloc(20_000, ' '), page('big5')),
		charset: 'utf-8',
		from: 'statistics',
	},
	'no bytes': { bytes: new Uint8Array(), charset: 'utf-8', from: 'statistics' },
};

describe('decodeBody', () => {
	for (const [name, { bytes, header, charset, from, has }] of Object.entries(cases)) {
		it(name, () => {
			const decoded = decodeBody(bytes, header);
			expect([decoded.charset, decoded.from]).toEqual([charset, from]);
			if (has) expect(decoded.text).toContain(has);
		});
	}

	it('never throws', () => {
		let seed = 7;
		for (let round = 0; round < 300; round++) {
			const bytes = Uint8Array.from({ length: round }, () => {
				seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
				return seed >> 16;
			});
			expect(typeof decodeBody(bytes, round % 2 ? 'text/html; charset=utf-7' : undefined).text).toBe(
				'string',
			);
		}
	});
});
