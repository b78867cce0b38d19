import type { Document } from '../../crawler/model.ts';
import { addDays } from './calendar.ts';
import data from './statutes.json' with { type: 'json' };

/** One version of a statute. */
export interface StatuteVersion {
	/** Adopted or published, YYYY-MM-DD. */
	readonly on: string;
	/** In force from, where known and not the day above. */
	readonly from?: string;
	/** Number of the 国务院令, digits alone. */
	readonly decree?: string;
}

/** What is known of a national law or administrative regulation. */
export interface Statute {
	/** Full title, 中华人民共和国 included where it has it. */
	readonly title: string;
	/** Oldest first; amendments in between may be missing. */
	readonly versions: readonly StatuteVersion[];
	readonly repealed?: { readonly from?: string; readonly by?: string; readonly sure: 'certain' | 'likely' };
	/** Confirmed by hand beyond the compiled source. */
	readonly verified?: true;
}

/** What the statute data says of a text; `sure` says how far a person can be held to it. */
export type StatuteState =
	| { readonly state: 'current' | 'unknown' }
	| {
			readonly state: 'repealed';
			readonly from?: string;
			readonly by?: string;
			readonly sure: 'certain' | 'likely';
	  }
	| { readonly state: 'superseded'; readonly newest: StatuteVersion; readonly sure: 'certain' | 'likely' };

/** Regulations are adopted by a meeting up to so many days before the decree that publishes them. */
const adoptionDays = 200;

const key = (title: string): string =>
	title
		.replace(/[\s《》〈〉]/g, '')
		.replace(/[（(]\d{4}年?.{0,6}[）)]$/, '')
		.replace(/\(/g, '（')
		.replace(/\)/g, '）')
		.replace(/^中华人民共和国/, '');

/** What is known of laws and administrative regulations, and up to which day. */
export interface StatuteData {
	/** Last day that the data covers; single facts verified by hand may be younger. */
	readonly asOf: string;
	readonly statutes: readonly Statute[];
}

/** The statute data that checks judge by. */
export interface Statutes extends StatuteData {
	/** The statute of that title, with or without 中华人民共和国. */
	readonly of: (title: string) => Statute | undefined;
	/** The same, also where a text leaves out who issued it: 《关于行政区划管理的规定》 of 国务院. */
	readonly cited: (title: string) => Statute | undefined;
	/** Compares a republished text with the version that is in force on `asOf`. */
	readonly stateOf: (text: StatuteText, asOf: string) => StatuteState;
}

type StatuteText = NonNullable<Document['facts']['statute']>;

const issued = /^(?:国务院|全国人民代表大会(?:常务委员会)?|海关(?:总署)?)(?=关于)/;

/** Statutes of all these data; what stands in the later ones wins. */
export const createStatutes = (...all: readonly StatuteData[]): Statutes => {
	const byKey = new Map(
		all.flatMap(({ statutes }) => statutes.map((statute) => [key(statute.title), statute] as const)),
	);
	const of = (title: string): Statute | undefined => byKey.get(key(title));
	const byMatter = new Map([...byKey].map(([title, statute]) => [title.replace(issued, ''), statute]));
	return {
		asOf:
			all
				.map(({ asOf }) => asOf)
				.sort()
				.at(-1) ?? '',
		statutes: [...byKey.values()],
		of,
		cited: (title) => of(title) ?? byMatter.get(key(title).replace(issued, '')),
		stateOf: (text, asOf) => compare(of(text.title), text, asOf),
	};
};

/** What comes with the program. */
export const builtInStatutes: Statutes = createStatutes(data as StatuteData);

const compare = (statute: Statute | undefined, text: StatuteText, asOf: string): StatuteState => {
	if (!statute) return { state: 'unknown' };

	const { repealed } = statute;
	if (repealed && (repealed.from === undefined || repealed.from <= asOf)) {
		return { state: 'repealed', ...repealed, sure: repealed.from ? repealed.sure : 'likely' };
	}

	const inForce = statute.versions.filter(({ on, from }) => (from ?? on) <= asOf);
	const newest = inForce.at(-1);
	if (!newest || inForce.length < 2) return { state: 'unknown' };

	const decrees = text.decreeNumbers.map((number) => number.replace(/\D/g, ''));
	if (newest.decree && decrees.includes(newest.decree)) return { state: 'current' };

	const last = text.dates.at(-1);
	if (last === undefined) {
		// Numbers alone decide only where the statute was never amended without a decree of its own.
		const old =
			decrees.length > 0 && decrees.every((decree) => inForce.some((version) => version.decree === decree));
		return old && newest.decree ? { state: 'superseded', newest, sure: 'certain' } : { state: 'unknown' };
	}
	if (last >= newest.on) return { state: 'current' };
	const known = inForce.some(({ on }) => on === last);
	// The source counts the day of adoption and that of publication as two versions.
	if (addDays(last, adoptionDays) >= newest.on) return { state: 'unknown' };
	// A text whose dates fit no version that is known may be another instrument of that name.
	const fits =
		known || decrees.length > 0 || text.dates.some((date) => inForce.some(({ on }) => on === date));
	return { state: 'superseded', newest, sure: fits ? 'certain' : 'likely' };
};
