import type { Generated } from 'kysely';
import type { Mark, Occasion } from '../notices/model.ts';
import type { NoticeState } from './notice-model.ts';

/** Tables of notices, as the latest migration leaves them. */

/** What happened at sites that somebody may want to be told. */
export interface NoticeEventsTable {
	n: Generated<number>;
	site_id: string;
	occasion: Occasion;
	key: string;
	at: string;
	/** JSON. */
	told: string;
}

/** What was told once and is not told again. */
export interface NoticeMarksTable {
	site_id: string;
	kind: Mark['kind'];
	key: string;
}

/** How far each receiver of the configuration was told. */
export interface NoticeReceiversTable {
	id: string;
	since: string;
	/** The last event that it was told of, or that was none of its own. */
	up_to: number;
}

/** Messages to receivers. */
export interface NoticesTable {
	n: Generated<number>;
	receiver: string;
	/** The same in every try. */
	id: string;
	created_at: string;
	/** JSON. */
	digest: string;
	state: NoticeState;
	/** Tries that failed. */
	tries: Generated<number>;
	not_before: string | null;
	ended_at: string | null;
	error: string | null;
}

/** What was held back and is to be told all the same. */
export interface NoticeReleasesTable {
	/** The event that told that it was held back. */
	event: number;
	by: string;
	at: string;
}

export interface NoticeTables {
	notice_events: NoticeEventsTable;
	notice_marks: NoticeMarksTable;
	notice_receivers: NoticeReceiversTable;
	notices: NoticesTable;
	notice_releases: NoticeReleasesTable;
}
