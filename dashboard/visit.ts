import type { Context as Exchange } from 'hono';
import ipaddr from 'ipaddr.js';
import { plain } from '../reports/formats/text.ts';

/** How the dashboard is reached. */
export interface Door {
	/** Where people find it behind a reverse proxy, with the path below which it lies there; its host is answered, too. */
	readonly publicUrl?: string;
	/** Addresses and ranges (CIDR) of proxies: of them alone is believed whom they ask for. Default: none. */
	readonly trustedProxies?: readonly string[];
	/** Others than this machine may come: everybody signs in, also before there is any user. */
	readonly isOpen?: boolean;
}

/** Who comes from where. */
export interface Visit {
	/** IP address; empty where it is not known. */
	readonly address: string;
	/** What the browser calls itself, shortened. */
	readonly agent: string;
	/** The browser speaks https. */
	readonly isSecure: boolean;
}

/** The path below which the dashboard lies, such as `/gongkai`; empty at the root. */
export const basePathOf = ({ publicUrl }: Door): string =>
	publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');

const maxAgent = 250;

/** An address in its one form, IPv4 in IPv6 as IPv4; undefined where it is none. */
const parsed = (address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined =>
	ipaddr.isValid(address) ? ipaddr.process(address) : undefined;

/** What one subscriber has of the net: an IPv4 address, or the first 64 bits of an IPv6 one; what is no address stays what it is. */
export const networkOf = (address: string): string => {
	const known = parsed(address);
	if (!known) return address;
	return known.kind() === 'ipv6' ? `${ipaddr.IPv6.networkAddressFromCIDR(`${known}/64`)}/64` : `${known}`;
};

const isWithin = (address: string, ranges: readonly string[]): boolean => {
	const known = parsed(address);
	return ranges.some((range) => {
		const [network, bits] = range.includes('/')
			? ipaddr.parseCIDR(range)
			: ipaddr.parseCIDR(`${range}/${range.includes(':') ? 128 : 32}`);
		return known !== undefined && known.kind() === network.kind() && known.match(network, bits);
	});
};

/** The other end of the connection; unknown where there is none, as in a request that a program makes up. */
const peerOf = (c: Exchange): string =>
	(c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket
		?.remoteAddress ?? '';

/** Who asked the outermost proxy that is trusted: whatever stands before them in the list anybody may have written. */
const clientOf = (c: Exchange, peer: string, proxies: readonly string[]): string => {
	const chain = [...(c.req.header('x-forwarded-for') ?? '').split(',').map((one) => one.trim()), peer];
	for (const one of chain.reverse()) {
		if (!parsed(one)) break;
		if (!isWithin(one, proxies)) return parsed(one)?.toString() ?? one;
	}
	return parsed(peer)?.toString() ?? '';
};

/** Whether a browser that named this host came by the public address. */
export const isPublicHost = (host: string | undefined, { publicUrl }: Door): boolean =>
	publicUrl !== undefined && host?.toLowerCase() === new URL(publicUrl).host;

/** Whether a page stands at the public address, though a proxy did not hand on its host. */
export const isPublicOrigin = (origin: string, { publicUrl }: Door): boolean =>
	publicUrl !== undefined && origin === new URL(publicUrl).origin;

export const visitOf = (c: Exchange, door: Door): Visit => {
	const peer = peerOf(c);
	const proxies = door.trustedProxies ?? [];
	const isTrusted = peer !== '' && isWithin(peer, proxies);
	const told = isTrusted ? c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim() : undefined;
	const isPublic = isPublicHost(c.req.header('host'), door) && door.publicUrl?.startsWith('https:') === true;
	return {
		address: isTrusted ? clientOf(c, peer, proxies) : (parsed(peer)?.toString() ?? ''),
		agent: plain(c.req.header('user-agent') ?? '').slice(0, maxAgent),
		isSecure: told === undefined ? isPublic : told === 'https',
	};
};
