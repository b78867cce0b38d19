import type { EntryType } from './archive/rows.ts';
import type { CrawlContext } from './context.ts';
import { createPace, type Pace } from './pace.ts';

/** How far a crawl is, for whoever watches. */
export interface CrawlProgress extends Pace {
	readonly phase: 'crawl' | 'links';
	readonly pages: number;
	/** Addresses known and not yet settled. */
	readonly queued: number;
	readonly rendered: number;
	readonly errors: number;
}

/** Tells, whenever asked, how far this crawl is by then. */
export const createProgress = ({
	archive,
	counters,
	budget,
	state,
}: Pick<CrawlContext, 'archive' | 'counters' | 'budget' | 'state'>): ((
	phase: CrawlProgress['phase'],
) => CrawlProgress) => {
	const pace = createPace();
	const waiting = (type?: EntryType): number =>
		archive.count('queued', type) + archive.count('render', type) + archive.count('retry', type);
	return (phase) => {
		const [pages, queued, others] = [counters.pagesFetched, waiting(), waiting('external')];
		const ownPages = waiting('page');
		const pagesLeft = Math.max(0, budget.maxPages - state.pagesBegun);
		const at = performance.now();
		return {
			phase,
			pages,
			queued,
			rendered: counters.pagesRendered,
			errors: state.errors,
			...pace({ at, pages, own: queued - others, ownPages, others, pagesLeft }),
		};
	};
};
