import type { Message } from '../model.ts';
import type { ListItem, SeenPage } from '../page-facts.ts';
import type { ColumnGroup } from './columns.ts';
import { isSeenWhole, type Pages } from './pages.ts';

const ofPage = (page: SeenPage, title: string, column?: string): Message | undefined => {
	const facts = page.facts.document?.message;
	if (!facts) return undefined;
	// A reply that a script brings in was not seen.
	const isWhole = page.facts.cutBy === undefined && isSeenWhole(page);
	return {
		...{ url: page.finalUrl, title, from: 'page' as const, ...facts },
		...(!isWhole && { unsure: true as const }),
		...(column && { column }),
	};
};

const ofList = ({ url, title, date, state, blind }: ListItem, column: string): Message | undefined =>
	state && date
		? { url, title, from: 'list', askedOn: date, state, stated: true, column, ...(blind && { blind }) }
		: undefined;

/** Messages that the site shows, each once: by their own pages, else by the lists that say how far they have come. */
export const buildMessages = (groups: readonly ColumnGroup[], pages: Pages): Message[] => {
	const messages = new Map<string, Message>();
	const add = (key: string, message: Message | undefined): void => {
		if (message && !messages.has(key)) messages.set(key, message);
	};
	const mailboxes = groups.filter(({ column }) => column.kind === 'message');
	const above = new Set(mailboxes.map(({ column }) => column.parent));
	// A page that gathers several mailboxes comes after them.
	const inner = mailboxes.filter(({ column }) => !above.has(column.url));
	for (const { column, entries } of new Set([...inner, ...mailboxes])) {
		for (const item of entries) {
			const page = item.blind || item.external ? undefined : pages.at(item.url);
			const key = item.blind ? `${column.url} ${item.title} ${item.date}` : pages.keyOf(item.url);
			add(key, (page && ofPage(page, item.title, column.url)) ?? ofList(item, column.url));
		}
	}
	for (const page of pages.all) {
		const { heading, title, document } = page.facts;
		add(pages.keyOf(page.url), ofPage(page, document?.title?.value ?? heading ?? title));
	}
	return [...messages.values()];
};
