/** What is asked of a site's first host, and what each answer means. */
import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { Fetched } from '../../crawler/net/fetch.ts';
import { askHttps, askIpv6, hasIpv6 } from '../../crawler/reach.ts';

const url = 'http://www.linjiang.gov.cn/';
const common = { url, finalUrl: url, redirects: [], bytes: 0, requests: 1, firstByteMs: 1, milliseconds: 1 };
const answered = (status: number, location?: string): Fetched => ({
	...common,
	state: 'answered',
	status,
	headers: location ? { location } : {},
	body: Buffer.alloc(0),
	truncated: false,
});
const failed = (reason: 'refused' | 'timeout' | 'tls' | 'unreachable', detail = ''): Fetched => ({
	...common,
	state: 'failed',
	reason,
	detail,
});

describe('https', () => {
	/** What `isUp` says each time is whether the page itself answers, which it does from the end on. */
	const ask = async (address: string, answers: readonly Fetched[] = [], isUp: readonly boolean[] = []) => {
		const asked: string[] = [];
		let looks = 0;
		const found = await askHttps(
			address,
			async (one) => {
				if (one === address) return (isUp[looks++] ?? true) ? answered(200) : failed('timeout');
				asked.push(one);
				return answers[Math.min(asked.length, answers.length) - 1] as Fetched;
			},
			0,
		);
		return { found, asked };
	};
	test.each<[string, Fetched[], object]>([
		['a page', [answered(200)], { state: 'served' }],
		['a wall, which stands behind a good certificate', [answered(403)], { state: 'served' }],
		[
			'a way to another page by https',
			[answered(302, 'https://www.linjiang.gov.cn/a/')],
			{ state: 'served' },
		],
		['a way back', [answered(301, url)], { state: 'to-http' }],
		['a failure by chance', [failed('timeout'), answered(200)], { state: 'served' }],
		['nobody', [failed('refused')], { state: 'refused' }],
		['silence', [failed('timeout')], { state: 'silent' }],
		[
			'an old certificate',
			[failed('tls', 'certificate has expired')],
			{ state: 'bad-certificate', detail: 'certificate has expired' },
		],
		[
			'half a chain',
			[failed('tls', 'unable to verify the first certificate')],
			{ state: 'odd-certificate', detail: 'unable to verify the first certificate' },
		],
		['no route', [failed('unreachable')], { unknown: '没有连上 HTTPS 端口，原因可能在本机网络' }],
	])('answers with %s', async (_, answers, expected) => {
		const { found, asked } = await ask(url, answers);
		expect(found).toEqual(expected);
		expect(new Set(asked)).toEqual(new Set(['https://www.linjiang.gov.cn/']));
	});
	test.each<[string, Fetched[], boolean[], object]>([
		['for good', [failed('refused')], [false, false], { unknown: expect.stringMatching(/首页也没有应答/) }],
		['for two tries', [failed('refused'), failed('refused'), answered(200)], [false], { state: 'served' }],
		['for a moment', [failed('timeout'), answered(200)], [false], { state: 'served' }],
		['once, and then it refuses', [failed('refused')], [false, true, true], { state: 'refused' }],
		['between two refusals', [failed('refused')], [true, false, true], { state: 'refused' }],
	])('is out of reach with the page itself %s', async (_, answers, isUp, expected) => {
		expect((await ask(url, answers, isUp)).found).toEqual(expected);
	});
	test('is not asked for where it was met already, or where the address has a port', async () => {
		expect(await ask('https://www.linjiang.gov.cn/')).toEqual({ found: { state: 'served' }, asked: [] });
		expect((await ask('http://www.linjiang.gov.cn:8080/')).asked).toEqual([]);
	});
});

describe('IPv6', () => {
	const ask = (addresses: readonly string[], hostname = 'www.linjiang.gov.cn', canTell = true) =>
		askIpv6(
			hostname,
			async () => addresses,
			canTell,
			async () => [],
		);
	test('is there where the name has such an address', async () => {
		expect(await ask(['203.0.114.7', '2400:3200::1'])).toEqual({ hasAddress: true });
		expect(await ask(['203.0.114.7'])).toEqual({ hasAddress: false });
	});
	test.each([
		['ENODATA', { hasAddress: false }],
		['ESERVFAIL', { unknown: expect.any(String) }],
		['ETIMEOUT', { unknown: expect.any(String) }],
		['ECONNREFUSED', { unknown: expect.any(String) }],
	])('is lacking only where the name server says so, not where it says %s', async (code, expected) => {
		const refuse = () => Promise.reject(Object.assign(new Error(code), { code }));
		expect(await askIpv6('x.gov.cn', async () => ['203.0.114.7'], true, refuse)).toEqual(expected);
		expect(
			await askIpv6(
				'x.gov.cn',
				async () => ['203.0.114.7'],
				true,
				async () => ['2400::1'],
			),
		).toEqual({
			hasAddress: true,
		});
	});
	test('is not known on a machine without it, of an address, or of a name that leads nowhere', async () => {
		expect(await ask(['203.0.114.7'], 'www.linjiang.gov.cn', false)).toHaveProperty('unknown');
		expect(await ask([], '203.0.114.7')).toHaveProperty('unknown');
		expect(await ask(['127.0.0.1'])).toHaveProperty('unknown');
		expect(await askIpv6('x.gov.cn', () => Promise.reject(new Error('ENOTFOUND')), true)).toHaveProperty(
			'unknown',
		);
	});
	test('is this machine’s only by a public address of its own', () => {
		const card = (address: string, internal = false) => ({
			lo: [{ address, internal, family: 'IPv6' } as NetworkInterfaceInfo],
		});
		expect(hasIpv6(card('::1', true))).toBe(false);
		expect(hasIpv6(card('fe80::1'))).toBe(false);
		expect(hasIpv6(card('fd00::1'))).toBe(false);
		expect(hasIpv6(card('2400:3200::1'))).toBe(true);
	});
});
