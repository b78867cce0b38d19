import type { Gathered } from '../model.ts';
import type { NotSeen } from '../page-facts.ts';
import type { Pages } from './pages.ts';

/** Why something was not seen, in a reader's words. */
export const unseenWords: Readonly<Record<NotSeen['why'], string>> = {
	wall: '被防护拦截',
	robots: 'robots.txt 不允许抓取',
	budget: '超出抓取数量上限',
	timeout: '访问超时',
	error: '访问出错',
};

/** Unseen addresses beyond this share of the site may hide anything. */
const muchUnseen = 0.1;

/** Own pages that were known and not seen. A crawl that was not stopped leaves to its budget only what brought nothing new, such as calendars. */
export const hiddenPages = ({ unseen }: Gathered, pages: Pages): [string, NotSeen['why']][] =>
	[...unseen].filter(([url, reason]) => reason !== 'budget' && !pages.at(url));

/** How many pages they are: what one button leads to, with another number under every text, is one form. */
const countOf = (hidden: readonly [string, unknown][], { gates }: Gathered): number =>
	new Set(hidden.map(([url]) => gates?.get(url) ?? url)).size;

/** In a reader's words, that so many pages were not seen that they may well hold `what`. */
export const muchHidden = (gathered: Gathered, pages: Pages, what: string): string | undefined => {
	const hidden = hiddenPages(gathered, pages);
	const count = countOf(hidden, gathered);
	return count > Math.max(20, pages.all.length * muchUnseen)
		? `有${count}个页面未能读到（${unseenWords[hidden[0]?.[1] ?? 'error']}），其中可能有${what}`
		: undefined;
};
