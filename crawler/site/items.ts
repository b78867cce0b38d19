import type { ColumnItem } from '../model.ts';
import type { ListItem, SeenPage } from '../page-facts.ts';
import { crawlKey, fileType } from '../url.ts';
import type { ColumnGroup } from './columns.ts';
import { ownKind } from './drafts.ts';
import { isSeenWhole, type Pages, publishedOn } from './pages.ts';

/** A text of one's own, and no list, entrance or shell. */
const isText = ({ facts }: SeenPage): boolean =>
	facts.shape === 'article' || (facts.shape === 'other' && (facts.document?.bodyLength ?? 0) > 0);

/** A day stands on the entry's page, be it of another kind or for machines alone. */
const dateOnPage = (page: SeenPage): string | undefined =>
	publishedOn(page) ?? page.facts.document?.writtenOn?.value;

/** What tells one text from another: its words, its number, and the files that hang on it. */
const textOf = ({ facts }: SeenPage): string | undefined => {
	const { textMark, documentNumber, attachments = [] } = facts.document ?? {};
	return textMark && [textMark, documentNumber?.value, ...attachments.map(({ text }) => text)].join('\n');
};

const filesOf = ({ facts }: SeenPage): string[] =>
	(facts.document?.attachments ?? []).map(({ url }) => url).sort();

const itemOf = (item: ListItem, column: string, pages: Pages): ColumnItem => {
	const page = pages.at(item.url);
	const read = page !== undefined && isText(page);
	const date = item.date ?? (page && dateOnPage(page));
	const text = read ? textOf(page) : undefined;
	const own = read ? ownKind(page) : undefined;
	const files = text === undefined || !page ? [] : filesOf(page);
	return {
		url: page?.finalUrl ?? item.url,
		title: item.title,
		column,
		...(date !== undefined && { date }),
		...(read && { read: isSeenWhole(page) ? 'whole' : 'in-part' }),
		...(!page && fileType(item.url) === 'attachment' && { file: true }),
		...(text !== undefined && { text }),
		...(files.length > 0 && { files }),
		...(own && { ownKind: own }),
		...(page?.facts.canonical && { canonical: crawlKey(page.facts.canonical) }),
	};
};

/** The entries of every column's list, as the lists have them; those that lead off the site or that only a script opens are left out. */
export const itemsOfColumns = (groups: readonly ColumnGroup[], pages: Pages): ColumnItem[] =>
	groups.flatMap(({ column, entries }) =>
		entries
			.filter(({ external, blind, url }) => !external && !blind && pages.at(url)?.facts.shape !== 'list')
			.map((item) => itemOf(item, column.url, pages)),
	);
