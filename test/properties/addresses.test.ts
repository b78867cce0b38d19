import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { expect, test } from 'vitest';
import { addressFilter, allowedAddresses, ForbiddenAddressError } from '../../crawler/net/address.ts';
import { crawlKey, resolveUrl, samePageKey, urlPattern } from '../../crawler/url.ts';

/** `GONGKAI_ROUNDS=100` for as many times as many. */
const numRuns = 100 * Number(process.env.GONGKAI_ROUNDS ?? 1);
const holds = (property: fc.IProperty<never> | fc.IProperty<[never]> | fc.IProperty<unknown>): void =>
	fc.assert(property as fc.IProperty<unknown>, { numRuns });

const byte = fc.integer({ min: 0, max: 255 });
/** Networks that nobody reaches from outside, by their first bytes. */
const inside = fc
	.tuple(
		fc.constantFrom(
			[127],
			[10],
			[192, 168],
			[169, 254],
			[172, 16],
			[172, 31],
			[0],
			[100, 64],
			[224],
			[240],
			[255, 255],
		),
		byte,
		byte,
		byte,
		byte,
	)
	.map(([head, ...rest]) => [...head, ...rest].slice(0, 4));
const number = (value: number, base: 'decimal' | 'hex' | 'octal'): string =>
	base === 'hex' ? `0x${value.toString(16)}` : base === 'octal' ? `0${value.toString(8)}` : `${value}`;

/** One address in one of the ways in which a page may write it. */
const written = fc
	.tuple(
		inside,
		fc.integer({ min: 1, max: 4 }),
		fc.array(fc.constantFrom<'decimal' | 'hex' | 'octal'>('decimal', 'hex', 'octal'), {
			minLength: 4,
			maxLength: 4,
		}),
		fc.boolean(),
	)
	.map(([bytes, parts, bases, isMapped]) => {
		if (isMapped) return `[::ffff:${bytes.join('.')}]`;
		const last = bytes.slice(parts - 1).reduce((sum, one) => sum * 256 + one, 0);
		return [...bytes.slice(0, parts - 1), last].map((one, n) => number(one, bases[n] ?? 'decimal')).join('.');
	});

test('an address inside is refused in every spelling, as a name’s address and as its own', async () => {
	await fc.assert(
		fc.asyncProperty(written, async (host) => {
			const { hostname } = new URL(`http://${host}/`);
			const mayDial = addressFilter([]);
			const never = async (): Promise<string[]> => {
				throw new Error('a literal address was looked up');
			};
			for (const literal of [host, hostname])
				await expect(allowedAddresses(literal, never, mayDial)).rejects.toThrow(ForbiddenAddressError);
			const address = hostname.replace(/^\[|\]$/g, '');
			await expect(allowedAddresses('www.gov.cn', async () => [address], mayDial)).rejects.toThrow(
				ForbiddenAddressError,
			);
		}),
		{ numRuns },
	);
});

test('only addresses that may be dialled are left of what a name leads to', async () => {
	const any = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string());
	await fc.assert(
		fc.asyncProperty(fc.array(any, { maxLength: 6 }), async (addresses) => {
			const left = await allowedAddresses('a.gov.cn', async () => addresses, addressFilter([])).catch(
				() => [],
			);
			for (const address of left) expect(ipaddr.process(address).range()).toBe('unicast');
			expect(addresses).toEqual(expect.arrayContaining([...left]));
		}),
		{ numRuns },
	);
});

const path = fc.webUrl({ withQueryParameters: true, withFragments: true });
test('an address that was resolved once stays as it is, and is of the web', () => {
	holds(
		fc.property(fc.oneof(path, fc.string(), fc.webPath()), (text) => {
			const url = resolveUrl(text, 'https://www.linjiang.gov.cn/zwgk/');
			if (url === undefined) return;
			expect(url).toMatch(/^https?:\/\/[^#]*$/);
			expect(resolveUrl(url)).toBe(url);
		}),
	);
});

test('keys of addresses depend on nothing but the address, and are their own keys', () => {
	holds(
		fc.property(path, (text) => {
			const url = resolveUrl(text) ?? '';
			expect(crawlKey(crawlKey(url))).toBe(crawlKey(url));
			expect(samePageKey(url)).toBe(samePageKey(url.replace(/^http:/, 'https:')));
			expect(urlPattern(url)).not.toMatch(/^\w+:\/\//);
		}),
	);
});
