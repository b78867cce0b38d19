import { resolve6 } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import type { CrawlContext } from './context.ts';
import type { Reach } from './model.ts';
import { addressFilter } from './net/address.ts';
import { type Failure, pause } from './net/fetch.ts';

/** What a browser tells its reader about a certificate, too; a chain that lacks a link is mended by many of them. */
const plainlyBad = /expired|not yet valid|altname|does not match|self.signed/i;

const isPublic = addressFilter([]);

/** Enough of an answer to know that there is one. */
const fewBytes = 1000;

const ofFailure = ({ reason, detail }: Failure): Reach['https'] => {
	if (reason === 'tls')
		return { state: plainlyBad.test(detail) ? 'bad-certificate' : 'odd-certificate', detail };
	if (reason === 'refused') return { state: 'refused' };
	if (reason === 'timeout' || reason === 'reset' || reason === 'protocol') return { state: 'silent' };
	return { unknown: '没有连上 HTTPS 端口，原因可能在本机网络' };
};

/** So often in all it fails, or is out of reach. */
const enough = 2;

/**
 * Whether the site's first page can be had by https; not asked at all where its address has a port of its own. It fails where it does so
 * twice while the page itself answers: a network that is cut just then says nothing of the site.
 */
export const askHttps = async (
	url: string,
	get: CrawlContext['get'],
	waitSeconds: number,
): Promise<Reach['https']> => {
	const { protocol, port, host, pathname } = new URL(url);
	if (protocol === 'https:') return { state: 'served' };
	if (port !== '') return { unknown: '网址带有端口号，没有探测 HTTPS' };
	const ask = (address: string) => get(address, { maxBytes: fewBytes, fresh: true, mayFollow: () => false });
	let failed = 0;
	let outOfReach = 0;
	for (;;) {
		const fetched = await ask(`https://${host}${pathname}`);
		if (fetched.state === 'answered') {
			const goesBack =
				fetched.status >= 300 && fetched.status < 400 && /^http:/i.test(fetched.headers.location ?? '');
			return { state: goesBack ? 'to-http' : 'served' };
		}
		if ((await ask(url)).state === 'answered') failed++;
		else outOfReach++;
		if (failed === enough) return ofFailure(fetched);
		if (outOfReach === enough) return { unknown: '探测 HTTPS 时首页也没有应答，原因可能在网络' };
		await pause(waitSeconds);
	}
};

/** This machine can reach others by IPv6: without that, nothing can be said of a site. */
export const hasIpv6 = (interfaces = networkInterfaces()): boolean =>
	Object.values(interfaces)
		.flatMap((addresses) => addresses ?? [])
		.some(({ family, internal, address }) => family === 'IPv6' && !internal && isPublic(address));

/** A name server says so of a name that has addresses, and none of this kind; other errors say nothing. */
const hasNone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENODATA';

/**
 * Whether the site's name has an IPv6 address. Where the system gives none, `ask` has the last word: the system is silent, too, where the question
 * for IPv6 alone got no answer.
 */
export const askIpv6 = async (
	hostname: string,
	addressesOf: (hostname: string) => Promise<readonly string[]>,
	canTell: boolean,
	ask: (hostname: string) => Promise<readonly string[]> = resolve6,
): Promise<Reach['ipv6']> => {
	if (!canTell) return { unknown: '本机没有 IPv6 网络，无法判断' };
	if (ipaddr.isValid(hostname.replace(/^\[|\]$/g, ''))) return { unknown: '网址是 IP 地址，没有域名可查' };
	const addresses = await addressesOf(hostname).catch(() => []);
	if (!addresses.some(isPublic)) return { unknown: '域名没有解析到公网地址' };
	const isIpv6 = (address: string): boolean =>
		ipaddr.isValid(address) && ipaddr.parse(address).kind() === 'ipv6';
	if (addresses.some(isIpv6)) return { hasAddress: true };
	try {
		return { hasAddress: (await ask(hostname)).some(isIpv6) };
	} catch (error) {
		return hasNone(error) ? { hasAddress: false } : { unknown: '域名服务器没有答复有没有 IPv6 地址' };
	}
};

/** Asks the site's first host what no page tells. */
export const probeReach = async ({ get, guard, options }: CrawlContext, homeUrl: string): Promise<Reach> => ({
	https: await askHttps(homeUrl, get, options.retrySeconds?.[0] ?? 3),
	ipv6: guard.isDirect
		? await askIpv6(new URL(homeUrl).hostname, guard.addressesOf, hasIpv6())
		: { unknown: '经代理访问，无法判断 IPv6' },
});
