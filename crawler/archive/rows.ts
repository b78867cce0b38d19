import type { BrokenReason } from '../model.ts';
import type { Lane } from '../page-facts.ts';
import { parsed } from './damage.ts';
import type { Row } from './database.ts';
import type { OwnFacts } from './readings.ts';
import { rowsOfRun } from './schema.ts';

/** What an address is to the crawl. `external` targets are checked at the end, by linkinator. */
export type EntryType = 'page' | 'image' | 'attachment' | 'external';

/**
 * `queued` waits; `render` was fetched and waits for the browser; `retry` failed and is tried again later in the run; the others
 * are final. `same` was left, as it shows what another address shows; `skipped` was left for other reasons.
 */
export type EntryState =
	| 'queued'
	| 'render'
	| 'retry'
	| 'ok'
	| 'broken'
	| 'wall'
	| 'robots'
	| 'same'
	| 'skipped';

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
	/** Hash of a body that is kept. */
	readonly body: Uint8Array | undefined;
	readonly redirects: readonly string[];
	readonly lane: Lane;
	readonly milliseconds: number;
}

/** What a page was last seen to be. */
export interface StoredLook {
	readonly finalUrl: string;
	readonly lane: Lane;
	readonly facts: OwnFacts;
}

/** A page of the run. Its links are asked for by whoever needs them: they are most of what it says. */
export interface StoredPage extends StoredLook {
	readonly seq: number;
	readonly url: string;
	readonly depth: number;
	readonly walked: 'to-end' | 'cut' | undefined;
}

/** Where the run's rows lie: one address's, and the first and last possible one. */
export interface RunIds {
	readonly of: (seq: number) => number;
	readonly all: () => readonly [number, number];
}

/** Sums that must survive a kill. */
export interface Counters {
	pagesFetched: number;
	pagesRendered: number;
	requests: number;
	bytes: number;
}

/** How an address answered. */
export interface StoredOutcome {
	readonly finalUrl: string;
	readonly status: number | undefined;
	readonly reason: BrokenReason | undefined;
}

export interface StoredAnswer extends StoredOutcome {
	readonly seq: number;
	readonly url: string;
	readonly redirects: readonly string[];
}

export const entryOf = (row: Row): Entry => ({
	seq: (row.id as number) % rowsOfRun,
	url: row.url as string,
	type: row.type as EntryType,
	priority: row.priority as number,
	depth: row.depth as number,
	state: row.state as EntryState,
	foundOn: row.found_on as string,
	foundText: row.found_text as string,
});

export const lookOf = (row: Row, facts: OwnFacts): StoredLook => ({
	finalUrl: row.final_url as string,
	lane: row.lane as Lane,
	facts,
});

export const walkedOf = ({ walked }: Row): StoredPage['walked'] =>
	(walked as 'to-end' | 'cut' | null) ?? undefined;

export const pageOf = (row: Row, facts: OwnFacts): StoredPage => ({
	seq: (row.id as number) % rowsOfRun,
	url: row.url as string,
	depth: row.depth as number,
	...lookOf(row, facts),
	walked: walkedOf(row),
});

export const outcomeOf = (row: Row): StoredOutcome => ({
	finalUrl: row.final_url as string,
	status: (row.status as number | null) ?? undefined,
	reason: (row.reason as BrokenReason | null) ?? undefined,
});

export const responseOf = (row: Row): StoredResponse => {
	const { finalUrl, status, reason } = outcomeOf(row);
	return {
		finalUrl,
		status,
		...(reason ? { reason } : {}),
		headers: parsed<Record<string, string>>(row.headers ?? '{}'),
		body: (row.body as Uint8Array | null) ?? undefined,
		redirects: parsed<string[]>(row.redirects),
		lane: row.lane as Lane,
		milliseconds: row.milliseconds as number,
	};
};

export const answerOf = (row: Row): StoredAnswer => ({
	seq: (row.id as number) % rowsOfRun,
	url: row.url as string,
	...outcomeOf(row),
	redirects: parsed<string[]>(row.redirects),
});
