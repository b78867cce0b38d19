import type { Kysely, Transaction } from 'kysely';
import { type Audit, type AuditRef, type Owner, takenOut } from './audit-model.ts';
import { audits, enqueue, wasNotTakenOut } from './audits.ts';
import { isHeld } from './lease.ts';
import type { Kept, KeptName, Pause, Shortage, Worker } from './operation-model.ts';
import type { Write } from './patience.ts';
import type { Tables } from './schema.ts';

/** Who asks for something, and when. */
interface Asking {
	readonly by: string;
	/** ISO. */
	readonly now: string;
}

/** The part of the store that an installation is run by. Those that ask throw a `RangeError` with a Chinese sentence where it cannot be done. */
export interface Operations {
	/** Wants an audit of a site now: one that waits for another try does not wait any longer. */
	readonly askAudit: (asked: Asking & { readonly site: string; readonly asOf: string }) => Promise<void>;
	/** The same for every site whose last audit failed; returns how many there were. */
	readonly askFailed: (asked: Asking & { readonly asOf: string }) => Promise<number>;
	/** Sites whose last audit failed, of the last 1,000 failures. */
	readonly failedSites: () => Promise<readonly string[]>;
	/** Ends an audit that is under way, without a report, or takes it out of the queue. Its process ends by itself once it notices. */
	readonly stopAudit: (id: number, asked: Asking) => Promise<void>;
	/** Undefined where the schedule is at work. */
	readonly pause: () => Promise<Pause | undefined>;
	/** Begins nothing any more; undefined: goes on. */
	readonly setPause: (pause: Pause | undefined) => Promise<void>;
	/** What was kept last under that name. */
	readonly kept: <Name extends keyof Kept>(name: Name) => Promise<Kept[Name] | undefined>;
	readonly keep: <Name extends keyof Kept>(name: Name, body: Kept[Name], now: string) => Promise<void>;
	/** Machines without room for another audit, by name. */
	readonly shortages: () => Promise<readonly Shortage[]>;
	readonly keepShortage: (shortage: Shortage) => Promise<void>;
	/** It has room again, or nothing audits there any more. */
	readonly dropShortage: (host: string) => Promise<void>;
	/** A worker's sign of life; those that were silent for a day are forgotten. */
	readonly seeWorker: (worker: Worker) => Promise<void>;
	readonly dropWorker: (owner: Owner) => Promise<void>;
	/** The latest first. */
	readonly workers: () => Promise<readonly Worker[]>;
	/** Numbers of those of these audits that are under way, and held as given. */
	readonly stillRunning: (audits: readonly AuditRef[]) => Promise<ReadonlySet<number>>;
}

/** So many failures are looked at. */
const maxFailures = 1000;
const dayMs = 86_400_000;

const needsName = ({ by }: Asking): void => {
	if (by.trim() === '') throw new RangeError('请写明是谁要求的');
};

const openOf = async (db: Kysely<Tables>, site: string): Promise<Audit | undefined> =>
	(await audits(db, { site, states: ['running', 'queued'], limit: 1 }))[0];

/** Undefined where it was done, else why not. */
const ask = async (
	db: Transaction<Tables>,
	{ site, asOf, by, now }: Parameters<Operations['askAudit']>[0],
): Promise<string | undefined> => {
	const open = await openOf(db, site);
	if (open?.state === 'running') return '这个网站正在审计，等它结束再试';
	if (open?.notBefore === undefined && open) return '这个网站已经在排队了';
	if (open) {
		await db
			.updateTable('audits')
			.set({ not_before: null, asked_by: by })
			.where('id', '=', open.id)
			.where('state', '=', 'queued')
			.execute();
		return undefined;
	}
	const known = await db
		.selectFrom('sites')
		.select('id')
		.where('id', '=', site)
		.where('origin', '!=', 'report')
		.executeTakeFirst();
	if (!known) return `配置和登记里都没有网站 ${site}，不能审计`;
	const wanted = await enqueue(db, { site, cause: 'asked', asOf, now });
	if (!wanted) return '这个网站已经在排队了';
	await db.updateTable('audits').set({ asked_by: by }).where('id', '=', wanted.id).execute();
	return undefined;
};

/** By the index of their state, newest first, and none of which the site has a later one; those taken out of the queue are no audits. */
const failedSites = async (db: Kysely<Tables>): Promise<string[]> => {
	const failures = db
		.selectFrom('audits')
		.select(['id', 'site_id'])
		.where('state', '=', 'failed')
		.where(wasNotTakenOut('error'))
		.orderBy('id', 'desc')
		.limit(maxFailures)
		.as('f');
	const rows = await db
		.selectFrom(failures)
		.innerJoin('sites', 'sites.id', 'f.site_id')
		.select('f.site_id')
		.where('sites.origin', '!=', 'report')
		.where((where) =>
			where.not(
				where.exists(
					where
						.selectFrom('audits as later')
						.select('later.id')
						.whereRef('later.site_id', '=', 'f.site_id')
						.whereRef('later.id', '>', 'f.id')
						.where(wasNotTakenOut('later.error')),
				),
			),
		)
		.orderBy('f.id', 'desc')
		.execute();
	return rows.map(({ site_id }) => site_id);
};

/** Whoever waits for another try failed, too. */
const failedOnes = async (db: Kysely<Tables>): Promise<string[]> => {
	const waiting = await db
		.selectFrom('audits')
		.select('site_id')
		.where('state', '=', 'queued')
		.where('not_before', 'is not', null)
		.orderBy('id')
		.limit(maxFailures)
		.execute();
	return [...waiting.map(({ site_id }) => site_id), ...(await failedSites(db))];
};

const stopAudit = async (db: Transaction<Tables>, id: number, { by, now }: Asking): Promise<void> => {
	const row = await db
		.selectFrom('audits')
		.select(['state', 'cause'])
		.where('id', '=', id)
		.executeTakeFirst();
	if (!row || (row.state !== 'running' && row.state !== 'queued'))
		throw new RangeError('这次审计已经结束，不用停止');
	if (row.state === 'running' && row.cause === 'hand')
		throw new RangeError('这次审计是在命令行启动的，请在那里按 Ctrl-C 停止');
	const error = row.state === 'running' ? `${by}在看板上停止了这次审计` : `${by}${takenOut}`;
	await db
		.updateTable('audits')
		.set({ state: 'failed', finished_at: now, error, not_before: null })
		.where('id', '=', id)
		.where('state', '=', row.state)
		.execute();
};

/** The name under which a machine's shortage is kept. */
const shortageOf = (host: string): KeptName => `shortage:${host}`;

const setKept = async (db: Kysely<Tables>, name: KeptName, value: unknown, at: string): Promise<void> => {
	const body = JSON.stringify(value);
	await db
		.insertInto('installation')
		.values({ name, body, at })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ body, at }))
		.execute();
};

const kept = async <Name extends keyof Kept>(
	db: Kysely<Tables>,
	name: Name,
): Promise<Kept[Name] | undefined> => {
	const row = await db.selectFrom('installation').select('body').where('name', '=', name).executeTakeFirst();
	// Nothing but `keep` writes there.
	return row && (JSON.parse(row.body) as Kept[Name]);
};

const dropKept = async (db: Kysely<Tables>, name: KeptName): Promise<void> => {
	await db.deleteFrom('installation').where('name', '=', name).execute();
};

/** Of a machine on which nothing audits any more nobody says when it has room again. */
const forgetMachine = async (db: Transaction<Tables>, host: string): Promise<void> => {
	const other = await db
		.selectFrom('workers')
		.select('pid')
		.where('host', '=', host)
		.limit(1)
		.executeTakeFirst();
	if (!other) await dropKept(db, shortageOf(host));
};

const seeWorker = async (db: Transaction<Tables>, worker: Worker): Promise<void> => {
	const { host, pid, parallel, since, seenAt } = worker;
	const values = { parallel, since, seen_at: seenAt };
	await db
		.insertInto('workers')
		.values({ host, pid, ...values })
		.onConflict((conflict) => conflict.columns(['host', 'pid']).doUpdateSet(values))
		.execute();
	const silent = new Date(Date.parse(seenAt) - dayMs).toISOString();
	const gone = await db.deleteFrom('workers').where('seen_at', '<', silent).returning('host').execute();
	for (const one of new Set(gone.map((row) => row.host))) await forgetMachine(db, one);
};

export const operations = (db: Kysely<Tables>, write: Write): Operations => ({
	askAudit: async (asked) => {
		needsName(asked);
		const refusal = await write((tx) => ask(tx, asked));
		if (refusal) throw new RangeError(refusal);
	},
	askFailed: async (asked) => {
		needsName(asked);
		let count = 0;
		// Each for itself: whoever writes meanwhile does not wait for a thousand.
		for (const site of new Set(await failedOnes(db)))
			if ((await write((tx) => ask(tx, { ...asked, site }))) === undefined) count++;
		return count;
	},
	failedSites: async () => [...new Set(await failedOnes(db))],
	stopAudit: async (id, asked) => {
		needsName(asked);
		await write((tx) => stopAudit(tx, id, asked));
	},
	pause: () => kept(db, 'pause'),
	setPause: async (pause) => {
		if (pause) needsName({ by: pause.by, now: pause.at });
		await write(async (tx) => {
			if (pause) await setKept(tx, 'pause', pause, pause.at);
			else await dropKept(tx, 'pause');
		});
	},
	kept: (name) => kept(db, name),
	keep: (name, body, now) => write((tx) => setKept(tx, name, body, now)),
	shortages: async () => {
		const rows = await db
			.selectFrom('installation')
			.select('body')
			.where('name', 'like', shortageOf('%'))
			.execute();
		// Nothing but `keepShortage` writes there.
		const all = rows.map(({ body }) => JSON.parse(body) as Shortage);
		return all.toSorted((a, b) => (a.host < b.host ? -1 : 1));
	},
	keepShortage: (shortage) => write((tx) => setKept(tx, shortageOf(shortage.host), shortage, shortage.at)),
	dropShortage: (host) => write((tx) => dropKept(tx, shortageOf(host))),
	seeWorker: (worker) => write((tx) => seeWorker(tx, worker)),
	dropWorker: async ({ host, pid }) => {
		await write(async (tx) => {
			await tx.deleteFrom('workers').where('host', '=', host).where('pid', '=', pid).execute();
			await forgetMachine(tx, host);
		});
	},
	workers: async () =>
		(await db.selectFrom('workers').selectAll().orderBy('seen_at', 'desc').execute()).map(
			({ host, pid, parallel, since, seen_at }) => ({ host, pid, parallel, since, seenAt: seen_at }),
		),
	stillRunning: async (given) => {
		if (given.length === 0) return new Set();
		const rows = await db
			.selectFrom('audits')
			.select('id')
			.where((where) => where.or(given.map((audit) => isHeld(audit)(where))))
			.execute();
		return new Set(rows.map(({ id }) => id));
	},
});
