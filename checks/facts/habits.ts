import type { Document } from '../../crawler/model.ts';
import { numberOf } from './documents.ts';

/** An issuer's short and full names: 市政府办公室, 临江市人民政府办公室. */
const issuerKey = (issuer: string): string =>
	issuer
		.replace(/\s/g, '')
		.replace(/人民政府/g, '政府')
		.replace(/办公厅/g, '办公室')
		.replace(/^.*?[省市县区州盟旗](?=[^省市县区州盟旗]*(?:政府|局|委|办|厅|院|会|中心|队))/u, '')
		.replace(/办$/, '办公室');

/** Names each document's issuer, by the code of its number where pages write the issuer differently. */
export const issuersOf = (documents: readonly Document[]): ((document: Document) => string | undefined) => {
	const votes = new Map<string, Map<string, number>>();
	for (const document of documents) {
		const code = numberOf(document)?.code;
		const issuer = document.facts.issuer?.value;
		if (!code || !issuer) continue;
		const key = issuerKey(issuer);
		const counts = votes.get(code) ?? new Map<string, number>();
		counts.set(key, (counts.get(key) ?? 0) + 1);
		votes.set(code, counts);
	}
	return (document) => {
		const code = numberOf(document)?.code;
		const named = [...(votes.get(code ?? '') ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0];
		return named ?? code;
	};
};

/** How many documents an issuer has of one year, and how many of them carry the printed marker. */
export interface Habit {
	readonly documents: number;
	readonly marked: number;
}

/** The habit of an issuer in a year. */
export const habitsOf = (documents: readonly Document[]): ((document: Document) => Habit) => {
	const issuer = issuersOf(documents);
	const keyOf = (document: Document): string => `${issuer(document)} ${numberOf(document)?.year}`;
	const habits = new Map<string, Habit>();
	for (const document of documents) {
		const { documents: all, marked } = habits.get(keyOf(document)) ?? { documents: 0, marked: 0 };
		habits.set(keyOf(document), {
			documents: all + 1,
			marked: marked + (document.facts.publicMarker ? 1 : 0),
		});
	}
	return (document) => habits.get(keyOf(document)) ?? { documents: 0, marked: 0 };
};
