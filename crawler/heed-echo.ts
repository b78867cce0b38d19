import { hash } from 'node:crypto';
import type { Archive } from './archive/archive.ts';
import { decodeBody } from './charset.ts';
import { type CrawlContext, silence } from './context.ts';
import { readPage } from './extract/page.ts';
import type { Answer } from './net/fetch.ts';
import type { PageFacts } from './page-facts.ts';
import { isKnownBody, readKnown } from './reading.ts';
import { isSameText } from './text-mark.ts';
import { crawlKey, samePageKey } from './url.ts';

/** What a page that came says; the same bytes say what they said before. */
const readToday = (archive: Archive, answer: Answer): Pick<PageFacts, 'mark'> => {
	const known = archive.known.of(answer.finalUrl);
	const earlier = isKnownBody(known, answer, hash('sha256', answer.body, 'buffer'))
		? readKnown(archive, known)
		: undefined;
	if (earlier) return earlier.facts;
	const { text, charset } = decodeBody(answer.body, answer.headers['content-type']);
	return readPage(text, answer.finalUrl, charset);
};

/**
 * Ends the crawl where the homepage shows today's visitors what other pages showed us, and not what it showed at first. What was
 * shown in the place of those pages is forgotten: it says nothing about them.
 */
export const heedEcho = async (context: CrawlContext): Promise<void> => {
	const { archive, config, get, state } = context;
	const home = archive.entry(crawlKey(config.url));
	const before = home && archive.pages.of(home.seq);
	if (!home || before?.lane !== 'http' || !before.facts.mark || state.silenced) return;
	const fetched = await get(config.url, { maxBytes: 1 << 20, fresh: true, mayFollow: context.own });
	if (fetched.state !== 'answered' || fetched.status >= 400) return;
	const { mark } = readToday(archive, fetched);
	if (!mark || isSameText(mark, before.facts.mark) === true) return;
	const alike = new Set(state.echoes.of(mark));
	// The homepage under another of its names shows what it shows, whatever that is today.
	const homes = new Set([config.url, before.finalUrl].map(samePageKey));
	const pages =
		alike.size === 0
			? []
			: [...archive.pages.all()].flatMap(({ seq, url }) =>
					alike.has(seq) && !homes.has(samePageKey(url)) ? [seq] : [],
				);
	if (pages.length === 0) return;
	for (const seq of pages) archive.dropPage(seq);
	silence(context, '网站中途对所有网址显示同一页面，可能正在维护或限制了抓取');
};
