import type { DocumentFacts, Fact, SeenPage } from '../page-facts.ts';
import { samePageKey } from '../url.ts';

/** Of two pages that tell the same, the one that is sure is right, and of equals the outer one. */
const surer = (outer: Fact | undefined, inner: Fact | undefined): Fact | undefined =>
	outer?.sure !== 'certain' && inner?.sure === 'certain' ? inner : (outer ?? inner);

const facts = [
	...(['title', 'documentNumber', 'issuer', 'writtenOn', 'publishedOn', 'source'] as const),
	...(['indexNumber', 'topicCategory'] as const),
	...(['publicMarker', 'privateMarker', 'publicAttribute', 'validityLabel'] as const),
];

const byUrl = <T extends { readonly url: string }>(all: readonly T[]): T[] => [
	...new Map(all.map((one) => [one.url, one])).values(),
];

/** What a page and the frame that holds its text say together. */
const together = (outer: DocumentFacts | undefined, inner: DocumentFacts): DocumentFacts => {
	if (!outer) return inner;
	const told = facts.map((name) => [name, surer(outer[name], inner[name])] as const);
	return {
		...inner,
		...outer,
		...Object.fromEntries(told.filter(([, value]) => value !== undefined)),
		...((outer.period ?? inner.period) && { period: outer.period ?? inner.period }),
		...((outer.statute ?? inner.statute) && { statute: outer.statute ?? inner.statute }),
		statements: [...outer.statements, ...inner.statements],
		form: outer.form === 'other' ? inner.form : outer.form,
		normative: outer.normative || inner.normative,
		hasMetadataTable: outer.hasMetadataTable || inner.hasMetadataTable,
		isInterpretation: outer.isInterpretation || inner.isInterpretation,
		ownInterpretation: outer.ownInterpretation || inner.ownInterpretation,
		attachments: byUrl([...outer.attachments, ...inner.attachments]),
		related: byUrl([...outer.related, ...inner.related]),
		citedTitles: [...new Set([...outer.citedTitles, ...inner.citedTitles])],
		citedNumbers: [...new Set([...outer.citedNumbers, ...inner.citedNumbers])],
		bodyLength: outer.bodyLength + inner.bodyLength,
	};
};

/** Pages whose text stands in a frame of theirs, made whole; the frames themselves are no pages of their own. */
export const joinFrames = (pages: readonly SeenPage[]): readonly SeenPage[] => {
	if (!pages.some(({ facts }) => facts.textFrame)) return pages;
	const byKey = new Map<string, SeenPage>();
	for (const page of pages)
		for (const url of [page.url, page.finalUrl])
			if (!byKey.has(samePageKey(url))) byKey.set(samePageKey(url), page);
	const framed = new Set<SeenPage>();
	const joined = pages.map((page): SeenPage => {
		const { textFrame, document } = page.facts;
		const inner = textFrame === undefined ? undefined : byKey.get(samePageKey(textFrame));
		if (!inner?.facts.document || inner === page || inner.facts.shape === 'list') return page;
		framed.add(inner);
		return {
			...page,
			facts: {
				...page.facts,
				shape: 'article',
				mainTextLength: page.facts.mainTextLength + inner.facts.mainTextLength,
				document: together(document, inner.facts.document),
			},
		};
	});
	return joined.filter((_, i) => !framed.has(pages[i] as SeenPage));
};
