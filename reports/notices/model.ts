/** What notices tell, as plain data. Texts in it are harmless already: see `harmless`. */

/** What a receiver may ask to be told of. */
export const occasions = ['audit', 'veto', 'regressed', 'overdue', 'upcoming', 'held'] as const;
export type Occasion = (typeof occasions)[number];

/** One finding, or one thing that falls due. */
export interface Example {
	/** Of a finding: its id. */
	readonly finding?: string;
	readonly check: string;
	readonly checkName: string;
	/** What is wrong; absent where nobody is to be led to it. */
	readonly text?: string;
	/** Address on the site; absent likewise, and where it may hold personal data. */
	readonly page?: string;
	readonly dueOn?: string;
}

/** How many there are, and the gravest few. */
export interface Counted<Name extends Occasion> {
	readonly occasion: Name;
	/** Month of the report that tells it. */
	readonly period: string;
	readonly count: number;
	readonly examples: readonly Example[];
}

export type Told =
	| {
			readonly occasion: 'audit';
			readonly period: string;
			readonly verdict: 'qualified' | 'unqualified' | 'not-assessed';
			/** 网站检查; null where not assessed. */
			readonly inspection: number | null;
			/** Certain findings that stand. */
			readonly certain: number;
			/** Leads for a person to look at: a number, and never faults. */
			readonly review: number;
			readonly fixed: number;
	  }
	| { readonly occasion: 'veto'; readonly period: string; readonly vetoes: readonly string[] }
	| Counted<'regressed'>
	| Counted<'overdue'>
	| Counted<'upcoming'>
	/** Nothing is told of the site, and why. */
	| { readonly occasion: 'held'; readonly reason: string };

/** Findings told by example, of one occasion at one site. */
export const examplesEach = 5;

/** Findings that something tells of; of a veto: vetoes. */
export const countOf = (told: Told): number => {
	if (told.occasion === 'audit') return told.certain;
	if (told.occasion === 'veto') return told.vetoes.length;
	return told.occasion === 'held' ? 1 : told.count;
};

/** Something that happened at a site. The same site, occasion and key are told once. */
export interface NoticeEvent {
	readonly site: string;
	readonly key: string;
	readonly told: Told;
}

/** What was told once and is not told again. */
export interface Mark {
	readonly site: string;
	readonly kind: 'veto' | 'overdue' | 'upcoming';
	readonly key: string;
}

/** A site's part of a notice. */
export interface SiteNotice {
	readonly id: string;
	readonly name: string;
	/** Each occasion at most once. */
	readonly told: readonly Told[];
}

/** One message, whatever way it goes. */
export interface Digest {
	/** ISO with +08:00. */
	readonly at: string;
	/** Gravest first, the first hundred. */
	readonly sites: readonly SiteNotice[];
	/** Sites that it is about. */
	readonly siteCount: number;
	/** By occasion: sites that it was met at, and findings (of `audit`: certain ones; of `veto`: vetoes). */
	readonly totals: Readonly<Partial<Record<Occasion, { readonly sites: number; readonly count: number }>>>;
	/** Leads that wait for a person at the sites audited. */
	readonly review: number;
	/** A trial: nothing of it is true. */
	readonly isSample?: true;
}
