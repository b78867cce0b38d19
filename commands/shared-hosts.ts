import type { SiteConfig } from '../crawler/site-config.ts';

type Hosting = Pick<SiteConfig, 'id' | 'url'> & Partial<Pick<SiteConfig, 'hosts'>>;

const hostsOf = ({ url, hosts = [] }: Hosting): string[] => [
	URL.canParse(url) ? new URL(url).host : url,
	...hosts,
];

/**
 * Which sites share a host: a host is to see no more of us for having several sites, or for being the sibling of another. Gives a
 * function from some sites to all that share one with them, themselves among these.
 */
export const sharedHosts = (sites: readonly Hosting[]): ((ids: Iterable<string>) => Set<string>) => {
	const hosts = new Map(sites.map((site) => [site.id, hostsOf(site)]));
	const sitesOn = new Map<string, string[]>();
	for (const [id, own] of hosts)
		for (const host of own) {
			const others = sitesOn.get(host);
			if (others) others.push(id);
			else sitesOn.set(host, [id]);
		}
	return (ids) =>
		new Set(
			[...ids].flatMap((id) => [id, ...(hosts.get(id) ?? []).flatMap((host) => sitesOn.get(host) ?? [])]),
		);
};
