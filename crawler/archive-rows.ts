import type { BrokenReason, Lane, PageFacts } from './model.ts';

/** What an address is to the crawl. `external` targets are checked at the end, by linkinator. */
export type EntryType = 'page' | 'image' | 'attachment' | 'external';

/** `queued` waits; `render` was fetched and waits for the browser; `retry` failed and is tried again later in the run; the others are final. */
export type EntryState = 'queued' | 'render' | 'retry' | 'ok' | 'broken' | 'wall' | 'robots' | 'skipped';

export interface Entry {
	readonly seq: number;
	readonly url: string;
	readonly type: EntryType;
	readonly priority: number;
	readonly depth: number;
	readonly state: EntryState;
	readonly foundOn: string;
	readonly foundText: string;
}

export interface NewEntry {
	readonly url: string;
	readonly key: string;
	readonly type: EntryType;
	readonly priority: number;
	readonly depth: number;
	readonly foundOn: string;
	readonly foundText: string;
	/** Default `queued`. */
	readonly state?: EntryState;
}

export interface StoredResponse {
	readonly finalUrl: string;
	readonly status: number | undefined;
	/** Why it counts as broken, where it does. */
	readonly reason?: BrokenReason;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array | undefined;
	readonly redirects: readonly string[];
	readonly lane: Lane;
	readonly milliseconds: number;
}

export interface StoredPage {
	readonly seq: number;
	readonly url: string;
	readonly finalUrl: string;
	readonly depth: number;
	readonly lane: Lane;
	readonly facts: Omit<PageFacts, 'links'>;
	/** JSON of `Link[]`; parsed by whoever needs it. */
	readonly links: string;
	readonly walked: 'to-end' | 'cut' | undefined;
}

/** Sums that must survive a kill. */
export interface Counters {
	pagesFetched: number;
	pagesRendered: number;
	requests: number;
	bytes: number;
}
