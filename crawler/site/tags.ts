import type { TagUse } from '../model.ts';
import type { SeenPage } from '../page-facts.ts';
import type { ColumnGroup } from './columns.ts';
import type { Listings } from './listings.ts';
import type { Pages } from './pages.ts';

const ofSite = ['SiteName', 'SiteDomain', 'SiteIDCode'];
const ofColumn = ['ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType'];
/** Every kind of page bears the tags of those above it. */
const required: Readonly<Record<TagUse['page'], readonly string[]>> = {
	home: ofSite,
	column: [...ofSite, ...ofColumn],
	document: [...ofSite, ...ofColumn, 'ArticleTitle', 'PubDate', 'ContentSource'],
};

const maxExamples = 20;

/** What templates write where nobody filled in anything. */
const leftover = /^(?:null|undefined|none|无|-+|\$?\{.*\}|<%.*|\[.*\]|#.*#)?$/i;

/** Names under which some systems write the same. */
const alias: Readonly<Record<string, string>> = { PubDate: 'maketime' };

const lacks = ({ facts: { meta } }: SeenPage, tag: string): boolean =>
	[tag.toLowerCase(), alias[tag] ?? ''].every((name) => leftover.test((meta[name] ?? '').trim()));

const hostOf = (url: string): string => new URL(url).host.replace(/^www\./, '');

/** Counts the meta tags of the standard set on the homepage, on columns, and on the texts that lists lead to. Sibling hosts are other systems, and are left out. */
export const countTags = (
	pages: Pages,
	groups: readonly ColumnGroup[],
	listings: Listings,
	home: SeenPage | undefined,
): TagUse[] => {
	if (!home) return [];
	const host = hostOf(home.finalUrl);
	const isOwn = (page: SeenPage): boolean =>
		hostOf(page.finalUrl) === host && page.facts.redirectsTo === undefined && page.facts.title !== '';
	const columns = new Set(
		groups
			.filter(({ column: { view, sure } }) => !view && sure === 'certain')
			.flatMap((group) => group.pages.slice(0, 1)),
	);
	const heads = new Set(groups.flatMap((group) => group.pages));
	const documents = pages.all.filter(
		(page) => page.facts.shape === 'article' && !heads.has(page) && listings.has(pages.keyOf(page.url)),
	);
	const kinds: readonly (readonly [TagUse['page'], readonly SeenPage[]])[] = [
		['home', home.facts.shape === 'redirect' ? [] : [home]],
		['column', [...columns].filter((page) => page !== home && isOwn(page))],
		['document', documents.filter(isOwn)],
	];
	return kinds.flatMap(([page, all]) =>
		required[page].map((tag): TagUse => {
			const lacking = all.filter((one) => lacks(one, tag));
			return {
				page,
				tag,
				pages: all.length,
				lacking: lacking.length,
				examples: lacking.slice(0, maxExamples).map(({ finalUrl }) => finalUrl),
			};
		}),
	);
};
