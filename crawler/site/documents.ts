import type { Document, Interpretation } from '../model.ts';
import type { Draft } from './drafts.ts';
import { saysInvalid, validityOf } from './validity.ts';

/** A judged document is named by the page that readers of policy find, not by its copies. */
const rank: Readonly<Record<Document['place'], number>> = { policy: 0, other: 1, gazette: 2 };

/** Groups of copies → documents, the policy pages before their copies elsewhere. */
export const finishDocuments = (
	groups: readonly (readonly Draft[])[],
	{
		statements,
		interpretations,
		moved,
		asOf,
	}: {
		statements: ReadonlyMap<number, Document['statements']>;
		interpretations: readonly Interpretation[];
		moved: ReadonlySet<string>;
		asOf: string;
	},
): Document[] => {
	const explained = new Map<string, string[]>();
	for (const { url, documents } of interpretations) {
		for (const document of documents) {
			const list = explained.get(document.url);
			if (list) list.push(url);
			else explained.set(document.url, [url]);
		}
	}
	const documents = groups.flatMap((drafts, group) => {
		const said = statements.get(group) ?? [];
		const dates = drafts
			.flatMap(({ publishedOn, listedOn }) => [...(publishedOn ? [publishedOn] : []), ...listedOn])
			.sort();
		const urls = drafts.map(({ url }) => url);
		const joined = [...new Set(urls.flatMap((url) => explained.get(url) ?? []))];
		return drafts.map((draft): Document => {
			const first = dates[0];
			return {
				url: draft.url,
				title: draft.title,
				facts: draft.facts,
				place: draft.place,
				kinds: draft.kinds,
				...validityOf(draft, said, asOf),
				saysInvalid: saysInvalid(draft, asOf),
				...(first && { earliestPublishedOn: first }),
				redatedByMigration: draft.publishedOn !== undefined && moved.has(draft.publishedOn),
				interpretations: joined,
				statements: said,
				copies: urls.filter((url) => url !== draft.url),
			};
		});
	});
	return documents.sort((a, b) => rank[a.place] - rank[b.place]);
};
