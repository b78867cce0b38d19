import { decodeBody } from './charset.ts';
import type { CrawlContext } from './context.ts';
import { type DataStore, readData } from './extract/datastore.ts';
import { resolver } from './extract/links.ts';
import type { DataSource, ListItem, PageFacts } from './page-facts.ts';
import { resolveUrl } from './url.ts';

/** Requests for one list, at most. */
const maxRequests = 300;
const maxBytes = 5 << 20;

/** Address of the next records, when so many are known. */
const addressOf = ({ url, form, perPage = 15, groupSize = 3 }: DataSource, known: number): string => {
	if (form === undefined) return url;
	const address = new URL(url);
	address.searchParams.set('startrecord', `${known + 1}`);
	address.searchParams.set('endrecord', `${known + perPage * groupSize}`);
	address.searchParams.set('perpage', `${perPage}`);
	return address.href;
};

/** One request, as the page's script makes it; undefined where its answer is none that the page could use. */
const ask = async (
	context: CrawlContext,
	page: string,
	source: DataSource,
	known: number,
): Promise<DataStore | undefined> => {
	const url = addressOf(source, known);
	// What a page asks its own host for: more than that is left to the browser.
	if (new URL(url).host !== new URL(page).host || !(await context.robotsOf(url)).mayFetch(url))
		return undefined;
	const answer = await context.get(url, {
		maxBytes,
		referer: page,
		...(source.form === undefined ? {} : { form: source.form }),
		mayFollow: () => false,
	});
	if (answer.state === 'failed' || answer.status !== 200 || answer.truncated) return undefined;
	const { text, charset } = decodeBody(answer.body, answer.headers['content-type']);
	return readData(text, page, resolver(page, charset));
};

/**
 * The page with all entries of its list, asked for as its script does, without a browser. Undefined where they did not all
 * come: the browser sees what a visitor sees.
 */
export const withRestOfList = async (
	context: CrawlContext,
	page: string,
	facts: PageFacts,
): Promise<PageFacts | undefined> => {
	const { data, itemCount } = facts.pager;
	if (!data || itemCount === undefined) return undefined;
	const items = new Map<string, ListItem>();
	const add = (more: readonly ListItem[]): void => {
		for (const item of more) {
			const key = `${item.url}\n${item.title}`;
			if (!items.has(key)) items.set(key, item);
		}
	};
	add(facts.items);
	let source: DataSource = data;
	let idle = 0;
	// Some records come twice, and count twice in what the list says of itself.
	for (let known = data.records ?? items.size, request = 0; known < itemCount; request++) {
		const rest = request < maxRequests ? await ask(context, page, source, known) : undefined;
		const before = items.size;
		add(rest?.items ?? []);
		// The first answer to a link may be what the page has already.
		if (items.size === before && ++idle > (source.form === undefined ? 1 : 0)) return undefined;
		if (!rest) return undefined;
		if (items.size > before) known += rest.records;
		if (source.form !== undefined) continue;
		const next = rest.next && resolveUrl(rest.next, source.url);
		if (known < itemCount && !next) return undefined;
		if (next) source = { url: next };
	}
	const { data: _, ...pager } = facts.pager;
	return { ...facts, items: [...items.values()], pager: { ...pager, scripted: false } };
};
