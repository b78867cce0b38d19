import { configForUrl } from '../config.ts';
import type { SiteConfig } from '../crawler/site-config.ts';

/** The generated site, without pauses between requests: the processor is what is measured. */
export const benchSite = (start: string, maxPages: number, concurrency: number): SiteConfig => {
	const site = configForUrl(`${start}/`);
	return {
		...site,
		render: 'never',
		robots: 'ignore',
		limits: { ...site.limits, maxPages, requestsPerSecond: 1_000_000, concurrency },
	};
};
