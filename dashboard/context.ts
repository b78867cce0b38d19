import type { Check } from '../checks/check.ts';
import type { Profiles } from '../reports/known-profile.ts';
import type { Store } from '../reports/store.ts';
import type { Urls } from './urls.ts';
import type { Markup } from './views/markup.ts';

/** When the schedule will ask for a site's audit. */
export interface NextRun {
	readonly site: string;
	readonly at: Date;
}

/** What the pages ask. */
export interface Context {
	readonly store: Store;
	/** For their names and words. */
	readonly checks: readonly Check[];
	readonly profile: Profiles;
	readonly now: () => Date;
	/** Folder of the reports; without it they are not handed out. */
	readonly out?: string;
	/** The schedule's next runs; without it the page of audits says nothing of them. */
	readonly nextRuns?: () => readonly NextRun[];
	readonly urls: Urls;
}

/** A page, ready for the layout. */
export interface View {
	/** Without the product's name. */
	readonly title: string;
	readonly current?: 'overview' | 'review' | 'audits' | 'checks';
	/** What the page adds to `<head>`. */
	readonly head?: Markup;
	readonly body: Markup;
}
