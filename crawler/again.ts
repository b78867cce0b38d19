import { crc32 } from 'node:zlib';
import type { Known } from './archive/known.ts';
import type { Entry } from './archive/rows.ts';
import { type CrawlContext, isOver } from './context.ts';
import { urgency } from './frontier/frontier.ts';
import type { Answer } from './net/fetch.ts';
import type { Validators } from './net/validators.ts';
import type { PageFacts } from './page-facts.ts';
import { readerVersion } from './reader.ts';
import type { Reading } from './reading.ts';

/**
 * What of an earlier run need not come again.
 *
 * A server that is asked with an answer's own validators says 304 and sends nothing. Most servers mean it: their files' times and
 * sizes are the validators. Some do not: a page that is put together for each visitor may carry the time of its template, and a
 * list that gained an entry would look as it did, and be called stale. So not all is believed:
 * - the homepage always comes anew, and a list where nothing but its Last-Modified vouches for it;
 * - so does one page of so many, other ones each run;
 * - one that says something new under its old validators shows that the site's validators mean nothing: the run begins anew
 *   and takes nothing on trust.
 * A page that comes and is the same, byte for byte, is not parsed again; nobody need be believed for that.
 */

/** One of so many pages comes anew, whatever vouches for it. */
const proofShare = 128;

/** A page that is to prove its server's word in this run. The same one in a run that goes on after a kill. */
const isProof = ({ archive }: CrawlContext, url: string): boolean => {
	const { pathname, search } = new URL(url);
	return crc32(`${archive.run} ${pathname}${search}`) % proofShare === 0;
};

/** The version of an answer as its server calls it; where there is a tag, it says more than a time in seconds. */
const validatorsIn = ({ etag, modified }: Known): Validators | undefined => {
	if (etag) return { etag };
	return modified ? { modified } : undefined;
};

/** What to ask an address with, so that an unchanged answer need not come; undefined: it is to come. */
export const mayVouch = (
	context: CrawlContext,
	entry: Entry,
	known: Known | undefined,
): Validators | undefined => {
	// Of a picture less was read than of a page, and what another program found well is no judgement of this one.
	if (known?.type !== entry.type || context.state.distrusts) return undefined;
	if (known.body === undefined) return known.reader === readerVersion() ? validatorsIn(known) : undefined;
	const isHome = entry.depth === 0 && entry.foundOn === '';
	// A list's later pages stand and fall with its first.
	const isList = known.listing && entry.priority !== urgency.listPage;
	if (isHome || (isList && !known.etag) || isProof(context, known.url)) return undefined;
	return validatorsIn(known);
};

/** Keeps an answer that went well for the runs to come. A file is worth it only where its server has a name for its version; `file`: the number of what was read in it. */
export const remember = (
	{ archive, now, options }: CrawlContext,
	{ type }: Entry,
	{ finalUrl: url, headers, status }: Answer,
	{
		page,
		file,
	}: {
		readonly page?: { readonly body: Uint8Array; readonly reading: Reading };
		readonly file?: number;
	} = {},
): void => {
	const { etag, 'last-modified': modified } = headers;
	if (status !== 200 || !(page || etag || modified)) return;
	archive.known.keep({
		url,
		type,
		...(etag ? { etag } : {}),
		...(modified ? { modified } : {}),
		headers,
		...(page ? { body: page.body, reading: page.reading.number } : {}),
		...(file === undefined ? {} : { file }),
		listing: page !== undefined && isListing(page.reading.facts),
		reader: readerVersion(),
		at: now(),
		asOf: options.asOf,
	});
};

const isListing = ({ items, shape }: PageFacts): boolean => shape === 'list' || items.length > 0;

/**
 * Days for which another host's address that was well is not asked again. Others' sites are not ours to probe with each audit of
 * each site that links to them; a week is as long as it takes to see that a site is lost for good and not for an evening.
 */
const freshDays = 7;

const daysBetween = (one: string, other: string): number =>
	Math.abs(Date.parse(one) - Date.parse(other)) / 86_400_000;

/** Another host's address was well a short while ago, by the clock and by the day that is judged by: what is told of another day is asked again. */
export const isStillWell = ({ now, options }: CrawlContext, known: Known | undefined): boolean =>
	known?.type === 'external' &&
	known.reader === readerVersion() &&
	daysBetween(now(), known.at) <= freshDays &&
	daysBetween(options.asOf, known.asOf) <= freshDays;

/** The run rests on the word of a server that was caught in a lie. */
const isMisled = ({ state }: CrawlContext): boolean => state.distrusts && state.trusted > 0;

/** It is to begin anew, as far as more may be asked of the site. */
export const mustStartOver = (context: CrawlContext): boolean => isMisled(context) && !isOver(context.state);

/** Where nothing more may be asked, what was taken on such a server's word was not seen. */
export const dropTrusted = (context: CrawlContext): void => {
	if (!isMisled(context) || !isOver(context.state)) return;
	for (const seq of context.archive.responses.vouchedFor()) context.archive.dropPage(seq);
	context.state.trusted = 0;
};
