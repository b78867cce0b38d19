import type { DocumentFacts } from '../page-facts.ts';
import { shareOf } from '../sentence-mark.ts';

/** How much of an interpretation's text stands word for word in the document; nothing where it cannot be told. */
export const copiedFrom = (
	interpretation: DocumentFacts | undefined,
	document: DocumentFacts,
): { copied?: number } => {
	if (!interpretation?.sentences || !document.sentences) return {};
	const told = shareOf(interpretation.sentences, document.sentences);
	return told ? { copied: Math.round(told.share * 100) / 100 } : {};
};
