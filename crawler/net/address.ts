import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

/** A host name's addresses; rejects as `dns.lookup` does. Tests give loopback servers real names with it. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

export const systemResolver: Resolver = async (hostname) =>
	(await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/** The address is private, loopback or otherwise not on the public net, and the configuration does not allow it. */
export class ForbiddenAddressError extends Error {
	readonly code = 'FORBIDDEN_ADDRESS';
	constructor(hostname: string, address: string) {
		super(
			hostname === address
				? `${address} 不是公网地址，需在配置 network.allow 中放行`
				: `${hostname} 解析到非公网地址 ${address}，需在配置 network.allow 中放行`,
		);
		this.name = 'ForbiddenAddressError';
	}
}

/** Whether it is an address or, in CIDR notation, a range of them. */
export const isRange = (value: string): boolean => ipaddr.isValidCIDR(value) || ipaddr.isValid(value);

/** Says of an IP address whether it may be dialled: public, or in one of the CIDR ranges of `allow`. */
export const addressFilter = (allow: readonly string[]): ((address: string) => boolean) => {
	const ranges = allow.map((range) =>
		range.includes('/')
			? ipaddr.parseCIDR(range)
			: ipaddr.parseCIDR(`${range}/${range.includes(':') ? 128 : 32}`),
	);
	return (written) => {
		if (!ipaddr.isValid(written)) return false;
		const address = ipaddr.process(written);
		if (address.range() === 'unicast') return true;
		return ranges.some(
			([network, bits]) => address.kind() === network.kind() && address.match(network, bits),
		);
	};
};

/** The addresses of a host that may be dialled, in the order to try them; throws `ForbiddenAddressError` where none may. */
export const allowedAddresses = async (
	hostname: string,
	resolve: Resolver,
	mayDial: (address: string) => boolean,
): Promise<readonly string[]> => {
	const literal = hostname.replace(/^\[|\]$/g, '');
	const addresses = ipaddr.isValid(literal) ? [literal] : await resolve(literal);
	const allowed = addresses.filter(mayDial);
	if (allowed.length === 0) throw new ForbiddenAddressError(literal, addresses[0] ?? literal);
	return allowed;
};
