import type { Site } from '../crawler/model.ts';
import type { Statutes } from './facts/statutes.ts';
import type { Terms } from './facts/terms.ts';

/** One thing that is wrong. */
export interface Fault {
	/** The URL at fault. */
	readonly subject: string;
	/** Which, where one subject can have several. */
	readonly key?: string;
	/** What is wrong and what to do, one Chinese sentence for the person who repairs the page. */
	readonly message: string;
	/** `review`: a person should look. Default: `certain`. */
	readonly certainty?: 'certain' | 'review';
	/** The words it rests on. */
	readonly snippet?: string;
	/** What in them is the point, each as it stands there; what stands nowhere in them marks nothing. */
	readonly marked?: string | readonly string[];
	/** Pages where the fault is met, where that is not the subject itself; at most 20. */
	readonly foundOn?: readonly string[];
	readonly foundOnCount?: number;
}

/** What checks are about, in the order in which they are shown. */
export const checkGroups = {
	link: '链接',
	document: '公文',
	interpretation: '解读',
	validity: '有效性',
	column: '栏目',
	platform: '信息公开专栏',
	interaction: '互动',
	site: '网站',
} as const;

/**
 * What a finding rests on beside its subject and the pages where it was met: files of the page, other pages of the document,
 * interpretations (or what an interpretation explains), what other texts say of its validity, the columns below a column, the
 * disclosure platform and the columns of what belongs there, the columns that the homepage lives by, a column's messages that
 * waited longest, columns of consultations, and how the host itself answers.
 */
export type Ground =
	| 'attachments'
	| 'copies'
	| 'interpretations'
	| 'statements'
	| 'columns-below'
	| 'platform'
	| 'updates'
	| 'messages'
	| 'consultations'
	| 'reach';

export interface Check<Part extends keyof Site = keyof Site> {
	/** The file's name. */
	readonly id: string;
	readonly group: keyof typeof checkGroups;
	readonly name: string;
	/** What it decides, one Chinese sentence. */
	readonly decides: string;
	/** Source and clause. */
	readonly basis: string;
	/** How to put it right, one to three Chinese sentences for the person who keeps the website. */
	readonly repair: string;
	readonly severity: 'veto' | 'major' | 'minor';
	/** What it tells has happened and cannot be undone: nothing is to be repaired by a day. Default: false. */
	readonly isPast?: boolean;
	/** Its subject is an address that may harm whoever opens it: it is shown, and no click leads there. Default: false. */
	readonly isHarmful?: boolean;
	/** What else is looked at again before a finding counts as repaired; default: nothing. */
	readonly restsOn?: readonly Ground[];
	/** The parts of a site it reads; one that could not be gathered skips the check with a reason. */
	readonly needs: readonly Part[];
	/** Pure: no network, clock or file. `terms` are the profile's, never constants; `statutes` is what is known of national law. */
	readonly find: (site: Pick<Site, Part>, terms: Terms, statutes: Statutes) => Iterable<Fault>;
	/** For the documentation, each a Chinese sentence or the words as they stand on a page: what is told, and what must never be. */
	readonly examples: { readonly wrong: readonly string[]; readonly right: readonly string[] };
}

export const defineCheck = <Part extends keyof Site>(check: Check<Part>): Check<Part> => check;
