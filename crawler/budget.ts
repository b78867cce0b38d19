import type { Counters } from './archive/rows.ts';
import type { Limits } from './site-config.ts';

/** What one crawl may cost a site. */
export interface Budget {
	readonly maxPages: number;
	readonly maxRequests: number;
	readonly maxBytes: number;
}

/** The smaller of the site's and this run's pages; requests and bytes are as many as so many pages may need, where nobody said. */
export const budgetOf = (limits: Limits, maxPages = Number.POSITIVE_INFINITY): Budget => {
	const pages = Math.min(limits.maxPages, maxPages);
	const { maxRequests = 1000 + 5 * pages, maxMegabytes = 500 + pages / 2 } = limits;
	return { maxPages: pages, maxRequests, maxBytes: maxMegabytes * 1_000_000 };
};

const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 3 });

/** Why nothing more may be asked, in Chinese; undefined where something is left. */
export const spentWords = (
	{ maxRequests, maxBytes }: Budget,
	{ requests, bytes }: Pick<Counters, 'requests' | 'bytes'>,
): string | undefined => {
	if (requests >= maxRequests) return `达到请求数上限（${number(maxRequests)} 次）`;
	return bytes >= maxBytes ? `达到流量上限（${number(maxBytes / 1_000_000)} MB）` : undefined;
};
