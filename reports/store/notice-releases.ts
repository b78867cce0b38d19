import { type Kysely, sql, type Transaction } from 'kysely';
import { auditFacts } from './notice-facts.ts';
import type { StoredEvent } from './notice-model.ts';
import type { Tables } from './schema.ts';

/** What was held back after a doubtful audit, and what a person let go all the same. */

/** A site of which nothing was told. */
export interface HeldEvent extends StoredEvent {
	/** What came of the audit can be told if somebody says so. */
	readonly isReleasable: boolean;
	/** Later audits of the site were told, or held, in their turn. */
	readonly isPast: boolean;
	readonly released?: { readonly by: string; readonly at: string };
}

/** The audit that an event is of. */
const auditOf = (key: string): number => Number(/^audit (\d+)$/.exec(key)?.[1] ?? 0);

/** Names and times of those that are asked about, by event. */
const releasesOf = async (db: Kysely<Tables>, events: readonly number[]) => {
	const rows = await db.selectFrom('notice_releases').selectAll().where('event', 'in', events).execute();
	return new Map(rows.map(({ event, by, at }) => [event, { by, at }]));
};

const newestOf = async (db: Kysely<Tables>, sites: readonly string[]) => {
	const rows = await db
		.selectFrom('notice_events')
		.select((select) => ['site_id', select.fn.max('n').as('n')])
		.where('site_id', 'in', sites)
		.where('occasion', 'in', ['audit', 'held'])
		.groupBy('site_id')
		.execute();
	return new Map(rows.map(({ site_id, n }) => [site_id, n]));
};

const doneAmong = async (db: Kysely<Tables>, audits: readonly number[]) => {
	const rows = await db
		.selectFrom('audits')
		.select('id')
		.where('id', 'in', audits)
		.where('state', '=', 'done')
		.execute();
	return new Set(rows.map(({ id }) => id));
};

/** The last sites of which nothing was told, and why; newest first. */
export const heldEvents = async (db: Kysely<Tables>, limit: number): Promise<HeldEvent[]> => {
	const rows = await db
		.selectFrom('notice_events')
		.selectAll()
		.where('occasion', '=', 'held')
		.orderBy('n', 'desc')
		.limit(limit)
		.execute();
	if (rows.length === 0) return [];
	const releases = await releasesOf(
		db,
		rows.map(({ n }) => n),
	);
	const newest = await newestOf(
		db,
		rows.map(({ site_id }) => site_id),
	);
	const done = await doneAmong(
		db,
		rows.map(({ key }) => auditOf(key)),
	);
	return rows.map(({ n, site_id, key, at, told }) => {
		const released = releases.get(n);
		return {
			...{ n, site: site_id, key, at, told: JSON.parse(told) },
			isReleasable: done.has(auditOf(key)),
			isPast: newest.get(site_id) !== n,
			...(released ? { released } : {}),
		};
	});
};

/** Lets go what was held back by that event. Throws a `RangeError` with a Chinese sentence where there is nothing to let go. */
export const releaseHeld = async (
	db: Transaction<Tables>,
	event: number,
	{ by, now }: { readonly by: string; readonly now: string },
): Promise<void> => {
	if (by.trim() === '') throw new RangeError('请写明是谁核对的');
	const held = await db
		.selectFrom('notice_events')
		.select(['site_id', 'key'])
		.where('n', '=', event)
		.where('occasion', '=', 'held')
		.executeTakeFirst();
	if (!held) throw new RangeError('没有这条暂不通知的记录');
	if ((await releasesOf(db, [event])).has(event)) throw new RangeError('已经有人放行了');
	if ((await newestOf(db, [held.site_id])).get(held.site_id) !== event)
		throw new RangeError('这个网站后来又审计过，请看最近一次的结果');
	const facts = await auditFacts(db, auditOf(held.key));
	if (!facts?.report || facts.error !== undefined) throw new RangeError('那次审计没有完成，没有可通知的结果');
	if (facts.report.isFrozen) throw new RangeError('那个月已定稿，这次审计不改变它，没有可通知的');
	await db.insertInto('notice_releases').values({ event, by, at: now }).execute();
};

/** Audits that were let go since, and of which nothing was told yet. */
export const releasedAudits = async (
	db: Kysely<Tables>,
	since: string,
): Promise<{ readonly id: number; readonly site: string }[]> => {
	const rows = await db
		.selectFrom('notice_releases as r')
		.innerJoin('notice_events as e', 'e.n', 'r.event')
		.select(['e.site_id as site', 'e.key'])
		.where('r.at', '>=', since)
		.where((where) =>
			where.not(
				where.exists(
					where
						.selectFrom('notice_events as told')
						.select('told.n')
						.whereRef('told.site_id', '=', 'e.site_id')
						.where('told.occasion', '=', 'audit')
						.where('told.key', '=', sql<string>`e.key`),
				),
			),
		)
		.orderBy('r.event')
		.execute();
	return rows.map(({ site, key }) => ({ id: auditOf(key), site }));
};

/** Sends a message again that was given up, or that waits for its next try. Throws a `RangeError` where there is none. */
export const retryNotice = async (db: Transaction<Tables>, n: number): Promise<void> => {
	const notice = await db
		.selectFrom('notices')
		.select(['state', 'receiver'])
		.where('n', '=', n)
		.executeTakeFirst();
	if (!notice || notice.state === 'sent') throw new RangeError('这条通知已经送到，不用再发');
	const receiver = await db
		.selectFrom('notice_receivers')
		.select('id')
		.where('id', '=', notice.receiver)
		.executeTakeFirst();
	if (!receiver) throw new RangeError(`收件人 ${notice.receiver} 已不在配置里，不能再发`);
	await db
		.updateTable('notices')
		.set({ state: 'waiting', tries: 0, not_before: null, ended_at: null })
		.where('n', '=', n)
		.execute();
};
