import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBody } from '../../crawler/charset.ts';
import { addDays, daysBetween, findDates, isoDay, parseDay } from '../../crawler/extract/dates.ts';
import { citedNumbers, isNumber, normalNumber, numberOfCell } from '../../crawler/extract/number.ts';
import { gbk } from '../fixtures/linjiang/files.ts';

/** `GONGKAI_ROUNDS=100` for as many times as many. */
const numRuns = 100 * Number(process.env.GONGKAI_ROUNDS ?? 1);

/** Characters that GB 2312 and Unicode both have. */
const chinese = fc
	.array(
		fc.constantFrom(
			...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装',
		),
		{ minLength: 40, maxLength: 400 },
	)
	.map((characters) => characters.join(''));

describe('charsets', () => {
	test('Chinese text is read back from UTF-8, GBK and UTF-16, whatever is declared', () => {
		fc.assert(
			fc.property(
				chinese,
				fc.constantFrom(undefined, 'text/html', 'text/html; charset=utf-8', 'text/html; charset=gbk'),
				(text, declared) => {
					const html = `<!doctype html><html><head><title>${text.slice(0, 20)}</title></head><body>${text}</body></html>`;
					expect(decodeBody(Buffer.from(html), declared).text).toBe(html);
					expect(decodeBody(Buffer.from(gbk(html)), declared).text).toBe(html);
					expect(decodeBody(Buffer.from(`\ufeff${html}`, 'utf16le'), declared).text).toBe(html);
				},
			),
			{ numRuns },
		);
	});

	test('any bytes are read as some text', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 2000 }), fc.option(fc.string()), (bytes, declared) => {
				const { text, charset } = decodeBody(bytes, declared ?? undefined);
				expect(text.length).toBeLessThanOrEqual(bytes.length * 2);
				expect(charset).not.toBe('');
			}),
			{ numRuns },
		);
	});
});

/** Days from 1950 to 2099. */
const day = fc
	.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const parts = (on: string): number[] => on.split('-').map(Number);
const signs = '〇一二三四五六七八九';
const spelled = (number: number): string =>
	number < 10
		? (signs[number] ?? '')
		: `${number < 20 ? '' : signs[Math.floor(number / 10)]}十${number % 10 === 0 ? '' : signs[number % 10]}`;
const writings: readonly ((on: string) => string)[] = [
	(on) => on,
	(on) => on.replaceAll('-', '/'),
	(on) => parts(on).join('.'),
	(on) => `${parts(on)[0]}年${parts(on)[1]}月${parts(on)[2]}日`,
	(on) => `${parts(on)[0]} 年 ${parts(on)[1]} 月 ${parts(on)[2]} 日`,
	(on) => on.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
	(on) => {
		const [year = 0, month = 0, date = 0] = parts(on);
		return `${[...`${year}`].map((digit) => signs[Number(digit)]).join('')}年${spelled(month)}月${spelled(date)}日`;
	},
];

describe('dates', () => {
	test('a day is read in every way in which sites write it, where it stands', () => {
		fc.assert(
			fc.property(day, fc.constantFrom(...writings), (on, write) => {
				const text = `发布时间：${write(on)} 来源`;
				const [found, ...others] = findDates(text);
				expect(others).toEqual([]);
				expect(found?.on).toBe(on);
				expect(text.slice(found?.index, found?.end)).toBe(write(on));
				expect(parseDay(write(on))).toBe(on);
			}),
			{ numRuns },
		);
	});

	test('whatever the text, a date that is found is a day', () => {
		const unit = fc.constantFrom(...'0123456789年月日-/.〇二三十 一九', '19', '20', '2026');
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
				for (const { on, index, end } of findDates(text)) {
					expect(isoDay(...(parts(on) as [number, number, number]))).toBe(on);
					expect(new Date(on).toISOString().slice(0, 10)).toBe(on);
					expect(0 <= index && index < end && end <= text.length).toBe(true);
				}
			}),
			{ numRuns },
		);
	});

	test('days are added and counted alike', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (on, days) => {
				expect(daysBetween(on, addDays(on, days))).toBe(days);
			}),
			{ numRuns },
		);
	});
});

/** A document number, and the same as sloppier sites write it. */
const numbered = fc
	.record({
		word: fc.constantFrom(
			'临政发',
			'临政办发',
			'国办函',
			'京（海）政发',
			'沪府规',
			'财税',
			'甘教体〔党〕'.slice(0, 3),
		),
		year: fc.integer({ min: 1980, max: 2029 }),
		serial: fc.integer({ min: 1, max: 9999 }),
		brackets: fc.constantFrom('〔〕', '[]', '【】', '（）', '()', '［］'),
		blank: fc.constantFrom('', ' ', '\u3000', '\u200b', '\u00a0', '\ufeff', '\u202d', '\u200e', '\u2060'),
		zeros: fc.constantFrom('', '0'),
	})
	.map(({ word, year, serial, brackets: [open = '', close = ''], blank, zeros }) => ({
		clean: `${word}〔${year}〕${serial}号`,
		sloppy: [word, `${open}${year}${close}`, serial < 1000 ? `${zeros}${serial}` : `${serial}`, '号'].join(
			blank,
		),
	}));

describe('document numbers', () => {
	test('are known and compared however they are written, unseen characters included', () => {
		fc.assert(
			fc.property(numbered, ({ clean, sloppy }) => {
				expect(isNumber(sloppy)).toBe(true);
				expect(normalNumber(sloppy)).toBe(clean);
				expect(normalNumber(clean)).toBe(clean);
				expect(normalNumber(numberOfCell(sloppy) ?? '')).toBe(clean);
			}),
			{ numRuns },
		);
	});

	test('are found in a sentence', () => {
		fc.assert(
			fc.property(numbered, ({ clean }) => {
				expect(citedNumbers(`根据《办法》（${clean}）的规定`)).toEqual([clean]);
			}),
			{ numRuns },
		);
	});

	test('no text makes more of them than it has', () => {
		const unit = fc.constantFrom(...'临政发〔〕[]（）2026第号12 令国');
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 120 }), (text) => {
				const found = citedNumbers(text);
				expect(new Set(found).size).toBe(found.length);
				for (const number of found) expect(text.replaceAll(/\s/g, '')).toContain(number);
			}),
			{ numRuns },
		);
	});
});
