import type { Check } from '../checks/check.ts';
import type { Profiles } from '../reports/known-profile.ts';
import type { Profile } from '../reports/profile.ts';
import type { Pause } from '../reports/store/operation-model.ts';
import type { Store } from '../reports/store.ts';
import type { Reader } from './access.ts';
import type { Urls } from './urls.ts';
import type { Markup } from './views/markup.ts';

/** When the schedule will ask for a site's audit. */
export interface NextRun {
	readonly site: string;
	readonly at: Date;
}

/** Second looks at findings that somebody asks for. */
export interface Rechecks {
	/**
	 * Looks again at a site's findings: those of these ids, or all that stand. Resolves at once: with undefined where that was begun
	 * or waits its turn, else with why not, a Chinese sentence. What comes of it is in the store: `recheckOf` and a finding's `rechecks`.
	 */
	readonly ask: (asked: {
		readonly site: string;
		readonly findings?: readonly string[];
		/** The user's name, kept beside the result. */
		readonly by: string;
	}) => Promise<string | undefined>;
	/** One of the site is under way, or waits; with a finding's id, one that looks at that too. */
	readonly isBusy: (site: string, finding?: string) => boolean;
	/** Why the site's last one could not be done; undefined where it was, or, with a finding's id, was not asked for that finding. */
	readonly failure: (site: string, finding?: string) => string | undefined;
}

/** `gongkai doctor`, whose last word is in the store. */
export interface Examination {
	/** Lets it look again, beside all else. */
	readonly begin: () => void;
	/** It looks, or is about to. */
	readonly isBusy: () => boolean;
}

/** What the pages ask. */
export interface Context {
	readonly store: Store;
	/** For their names and words. */
	readonly checks: readonly Check[];
	readonly profile: Profiles;
	/** All that sites are audited by, the one for those that name none first. Default: that one. */
	readonly profiles?: readonly Profile[];
	readonly now: () => Date;
	/** Folder of the reports; without it they are not handed out. */
	readonly out?: string;
	/** The schedule's next runs; without it the page of audits says nothing of them. */
	readonly nextRuns?: () => readonly NextRun[];
	/** Undefined where the schedule is at work; it may be some seconds old. */
	readonly pause: () => Promise<Pause | undefined>;
	/** Is told that something was asked of whoever runs audits, so that they look at once; else they notice within half a minute. */
	readonly onOperated?: () => void;
	/** Without it doctor is not called from here. */
	readonly examination?: Examination;
	/** Without it nothing is looked at again from here. */
	readonly rechecks?: Rechecks;
	readonly urls: Urls;
	/** Whoever asks. */
	readonly reader: Reader;
}

/** A page, ready for the layout. */
export interface View {
	/** Without the product's name. */
	readonly title: string;
	readonly current?:
		| 'account'
		| 'users'
		| 'overview'
		| 'review'
		| 'work'
		| 'audits'
		| 'notices'
		| 'checks'
		| 'system';
	/** What the page adds to `<head>`. */
	readonly head?: Markup;
	readonly body: Markup;
}
