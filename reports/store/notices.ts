import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Digest, Mark, NoticeEvent } from '../notices/model.ts';
import type { NoticeState, ReceiverState, StoredEvent, StoredNotice } from './notice-model.ts';
import type { NoticesTable } from './notice-tables.ts';
import type { Tables } from './schema.ts';

/** Events, and the messages that are made of them. */

/** Rows in one statement. */
const rowsAtOnce = 1000;

/** Makes the configuration's receivers known; what was to be told before they were is not for them. Those that it no longer names are forgotten. */
export const knowReceivers = async (
	db: Transaction<Tables>,
	ids: readonly string[],
	now: string,
): Promise<void> => {
	const { last } = await db
		.selectFrom('notice_events')
		.select((select) => select.fn.max<number | null>('n').as('last'))
		.executeTakeFirstOrThrow();
	const known = await db.selectFrom('notice_receivers').select('id').execute();
	for (const { id } of known.filter(({ id }) => !ids.includes(id))) {
		await db.deleteFrom('notice_receivers').where('id', '=', id).execute();
		await db
			.updateTable('notices')
			.set({ state: 'failed', ended_at: now, error: '收件人已不在配置里' })
			.where('receiver', '=', id)
			.where('state', '=', 'waiting')
			.execute();
	}
	for (const id of ids)
		await db
			.insertInto('notice_receivers')
			.values({ id, since: now, up_to: last ?? 0 })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
};

export const receivers = async (db: Kysely<Tables>): Promise<ReceiverState[]> => {
	const rows = await db.selectFrom('notice_receivers').selectAll().execute();
	return Promise.all(
		rows.map(async ({ id, since, up_to }) => {
			const last = await db
				.selectFrom('notices')
				.select(['created_at', 'state'])
				.where('receiver', '=', id)
				.orderBy('n', 'desc')
				.limit(1)
				.executeTakeFirst();
			return {
				...{ id, since, upTo: up_to, isWaiting: last?.state === 'waiting' },
				...(last ? { lastAt: last.created_at } : {}),
			};
		}),
	);
};

/** Keeps what happened, each once, and what is thereby told once and for all. */
export const keepEvents = async (
	db: Transaction<Tables>,
	events: readonly NoticeEvent[],
	marks: readonly Mark[],
	now: string,
): Promise<void> => {
	for (const { site, key, told } of events)
		await db
			.insertInto('notice_events')
			.values({ site_id: site, occasion: told.occasion, key, at: now, told: JSON.stringify(told) })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	for (let from = 0; from < marks.length; from += rowsAtOnce)
		await db
			.insertInto('notice_marks')
			.values(
				marks.slice(from, from + rowsAtOnce).map(({ site, kind, key }) => ({ site_id: site, kind, key })),
			)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
};

export const eventsAfter = async (db: Kysely<Tables>, n: number): Promise<StoredEvent[]> =>
	(await db.selectFrom('notice_events').selectAll().where('n', '>', n).orderBy('n').execute()).map(
		({ n, site_id, key, at, told }) => ({ n, site: site_id, key, at, told: JSON.parse(told) }),
	);

/** When the first event behind that one was kept, ISO; undefined where there is none. */
export const oldestAfter = async (db: Kysely<Tables>, n: number): Promise<string | undefined> =>
	(
		await db
			.selectFrom('notice_events')
			.select('at')
			.where('n', '>', n)
			.orderBy('n')
			.limit(1)
			.executeTakeFirst()
	)?.at;

/** Moves a receiver on, and keeps the message that it is to get, if any. */
export const addNotice = async (
	db: Transaction<Tables>,
	receiver: string,
	upTo: number,
	notice?: { readonly id: string; readonly digest: Digest; readonly now: string },
): Promise<void> => {
	await db.updateTable('notice_receivers').set({ up_to: upTo }).where('id', '=', receiver).execute();
	if (!notice) return;
	const { id, digest, now } = notice;
	await db
		.insertInto('notices')
		.values({ receiver, id, created_at: now, digest: JSON.stringify(digest), state: 'waiting' })
		.execute();
};

export const noticeOf = (row: Selectable<NoticesTable>): StoredNotice => ({
	n: row.n,
	id: row.id,
	receiver: row.receiver,
	createdAt: row.created_at,
	digest: JSON.parse(row.digest),
	state: row.state,
	tries: row.tries,
	...(row.not_before === null ? {} : { notBefore: row.not_before }),
	...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
	...(row.error === null ? {} : { error: row.error }),
});

/** Messages, newest first. */
export const notices = async (
	db: Kysely<Tables>,
	{ states, limit = 100 }: { readonly states?: readonly NoticeState[]; readonly limit?: number } = {},
): Promise<StoredNotice[]> => {
	let query = db.selectFrom('notices').selectAll().orderBy('n', 'desc').limit(limit);
	if (states) query = query.where('state', 'in', states);
	return (await query.execute()).map(noticeOf);
};

/** What came of a try: delivered, or why not and when it is tried again; given up without `again`. */
export type Delivery =
	| { readonly at: string /** What was amiss all the same. */; readonly remark?: string }
	| { readonly at: string; readonly error: string; readonly again: string | undefined };

export const settleNotice = async (db: Kysely<Tables>, n: number, delivery: Delivery): Promise<void> => {
	const { at } = delivery;
	await db
		.updateTable('notices')
		.set((notice) =>
			'error' in delivery
				? {
						error: delivery.error,
						tries: notice('tries', '+', 1),
						not_before: delivery.again ?? null,
						...(delivery.again === undefined ? { state: 'failed' as const, ended_at: at } : {}),
					}
				: { state: 'sent' as const, ended_at: at, error: delivery.remark ?? null, not_before: null },
		)
		.where('n', '=', n)
		.where('state', '=', 'waiting')
		.execute();
};

/** Forgets events and messages of before; what was told once stays known. */
export const thinNotices = async (db: Transaction<Tables>, before: string): Promise<void> => {
	await db.deleteFrom('notice_events').where('at', '<', before).execute();
	await db.deleteFrom('notice_releases').where('at', '<', before).execute();
	await db.deleteFrom('notices').where('state', '!=', 'waiting').where('created_at', '<', before).execute();
};
