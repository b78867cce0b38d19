import type { Kysely } from 'kysely';
import type { Digest, Mark, NoticeEvent } from '../notices/model.ts';
import type { AuditFacts } from '../notices/tell.ts';
import { auditFacts, isRoundUnderWay, newlyOverdue, type Overdue, untoldAudits } from './notice-facts.ts';
import type { NoticeState, ReceiverState, StoredEvent, StoredNotice } from './notice-model.ts';
import { type HeldEvent, heldEvents, releasedAudits, releaseHeld, retryNotice } from './notice-releases.ts';
import * as notices from './notices.ts';
import { patiently, type Write } from './patience.ts';
import type { Tables } from './schema.ts';

/** The part of the store that notices are made from. */
export interface NoticeStore {
	/** Makes the configuration's receivers of notices known, and forgets others. */
	readonly knowReceivers: (ids: readonly string[], now: string) => Promise<void>;
	readonly receivers: () => Promise<readonly ReceiverState[]>;
	/** Audits of the schedule that ended since, and of which nothing was told yet. */
	readonly untoldAudits: (
		since: string,
	) => Promise<readonly { readonly id: number; readonly site: string }[]>;
	readonly auditFacts: (audit: number) => Promise<AuditFacts | undefined>;
	/** What has become overdue at a site and was not told; `today` is YYYY-MM-DD. */
	readonly newlyOverdue: (site: string, today: string) => Promise<Overdue | undefined>;
	/** An audit of the schedule is under way, or waits for its first try. */
	readonly isRoundUnderWay: () => Promise<boolean>;
	/** Keeps events, each once, and what is thereby told for good. */
	readonly keepEvents: (events: readonly NoticeEvent[], marks: readonly Mark[], now: string) => Promise<void>;
	/** When the first event behind that one was kept, ISO; undefined where there is none. */
	readonly oldestAfter: (n: number) => Promise<string | undefined>;
	/** Events behind that one, in order. */
	readonly eventsAfter: (n: number) => Promise<readonly StoredEvent[]>;
	/** The last sites of which nothing was told, and why; newest first. */
	readonly heldEvents: (limit: number) => Promise<readonly HeldEvent[]>;
	/** Has told what was held back by that event. It and the next throw a `RangeError` with a Chinese sentence where it cannot be done. */
	readonly releaseHeld: (
		event: number,
		asked: { readonly by: string; readonly now: string },
	) => Promise<void>;
	/** Sends a message again that was given up, or that waits for its next try. */
	readonly retryNotice: (n: number) => Promise<void>;
	/** Audits that were let go since, and of which nothing was told yet. */
	readonly releasedAudits: (
		since: string,
	) => Promise<readonly { readonly id: number; readonly site: string }[]>;
	/** Moves a receiver on to that event, and keeps the message that it is to get, if any. */
	readonly addNotice: (
		receiver: string,
		upTo: number,
		notice?: { readonly id: string; readonly digest: Digest; readonly now: string },
	) => Promise<void>;
	/** Messages to receivers, newest first. */
	readonly notices: (query?: {
		readonly states?: readonly NoticeState[];
		readonly limit?: number;
	}) => Promise<readonly StoredNotice[]>;
	/** Keeps what came of a try to deliver a message. */
	readonly settleNotice: (n: number, delivery: notices.Delivery) => Promise<void>;
	/** Forgets events and messages of before that instant, ISO; never what waits, nor what was told for good. */
	readonly thinNotices: (before: string) => Promise<void>;
}

export const noticeStore = (db: Kysely<Tables>, write: Write): NoticeStore => ({
	knowReceivers: (ids, now) => write((tx) => notices.knowReceivers(tx, ids, now)),
	receivers: () => notices.receivers(db),
	untoldAudits: (since) => untoldAudits(db, since),
	auditFacts: (audit) => auditFacts(db, audit),
	newlyOverdue: (site, today) => newlyOverdue(db, site, today),
	isRoundUnderWay: () => isRoundUnderWay(db),
	keepEvents: (events, marks, now) => write((tx) => notices.keepEvents(tx, events, marks, now)),
	oldestAfter: (n) => notices.oldestAfter(db, n),
	eventsAfter: (n) => notices.eventsAfter(db, n),
	heldEvents: (limit) => heldEvents(db, limit),
	releaseHeld: (event, asked) => write((tx) => releaseHeld(tx, event, asked)),
	retryNotice: (n) => write((tx) => retryNotice(tx, n)),
	releasedAudits: (since) => releasedAudits(db, since),
	addNotice: (receiver, upTo, notice) => write((tx) => notices.addNotice(tx, receiver, upTo, notice)),
	notices: (query) => notices.notices(db, query),
	settleNotice: (n, delivery) => patiently(() => notices.settleNotice(db, n, delivery)),
	thinNotices: (before) => write((tx) => notices.thinNotices(tx, before)),
});
