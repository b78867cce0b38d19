import type { Entry } from './archive/rows.ts';
import type { CrawlContext } from './context.ts';
import { visitOne } from './drain.ts';
import { urgency } from './frontier/frontier.ts';
import { look } from './look.ts';
import { ForbiddenAddressError } from './net/address.ts';
import { pause, reasonOf } from './net/fetch.ts';
import { failureWords } from './outcome.ts';
import { crawlKey } from './url.ts';

/** The site's first page could not be had at all; the message is for the reader. */
export class SiteUnreachableError extends Error {
	override readonly name = 'SiteUnreachableError';
}

/** It failed in a way in which browsers may fare better, and not by keeping the reader waiting. */
const mayOpenInBrowser = ({ archive }: CrawlContext, { seq, state }: Entry): boolean => {
	const reason = archive.responses.of(seq)?.reason;
	return (
		(state === 'retry' || state === 'broken') &&
		(reason === 'reset' || reason === 'status' || reason === 'redirect-loop')
	);
};

/** Opens the homepage before all else. Throws `SiteUnreachableError` with one Chinese line where that cannot be done. */
export const openHome = async (context: CrawlContext): Promise<Entry> => {
	const { archive, config, frontier, guard } = context;
	const home = config.url;
	try {
		await guard.check(new URL(home).hostname);
	} catch (error) {
		const words = error instanceof ForbiddenAddressError ? error.message : failureWords[reasonOf(error)];
		throw new SiteUnreachableError(`无法访问 ${home}：${words}`, { cause: error });
	}
	frontier.add(home, { priority: urgency.home });
	const current = (): Entry => {
		const entry = archive.entry(crawlKey(home));
		if (!entry) throw new Error('the homepage was just added');
		return entry;
	};
	// A run that could not begin may go on today: what failed then is asked for again.
	if (!archive.pages.of(current().seq) && current().state !== 'queued') {
		archive.tries.forget(current().seq);
		archive.settle(current().seq, 'queued');
	}
	for (let number = 0; ['queued', 'retry'].includes(current().state); number++) {
		if (number > 0) await pause(2);
		else context.state.pagesBegun++;
		await visitOne(context, current(), number > 0);
		// A site that hangs is not asked to hang three times: the reader waits.
		if (number > 0 && archive.responses.of(current().seq)?.reason === 'timeout') break;
	}
	if (mayOpenInBrowser(context, current())) archive.settle(current().seq, 'render');
	if (current().state === 'render' && !archive.pages.of(current().seq)) await look(context, current());
	const { state, seq } = current();
	// No answer, and no fault of the site's: our own network.
	const isCutOff = state === 'wall' && archive.responses.of(seq)?.status === undefined;
	if (state === 'broken' || state === 'retry' || isCutOff) {
		throw new SiteUnreachableError(`无法访问 ${home}：${archive.tries.of(seq).at(-1)}`);
	}
	if (state === 'robots') {
		throw new SiteUnreachableError(
			`${home} 的 robots.txt 不允许抓取；若是本单位网站，可在配置中设 robots: ignore`,
		);
	}
	return current();
};
