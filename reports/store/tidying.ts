import type { Kysely } from 'kysely';
import { lastDue } from './audits.ts';
import { inChunks } from './chunks.ts';
import { latestComplete } from './findings.ts';
import type { Write } from './patience.ts';
import type { Tables } from './schema.ts';
import { thinSessions } from './sessions.ts';
import { thinTries } from './sign-in-tries.ts';
import { thinTokens } from './tokens.ts';

/** What is old: of before the first instant, ISO, and of before the day. */
export interface Ages {
	readonly now: string;
	readonly audits: string;
	/** YYYY-MM-DD. */
	readonly probeDays: string;
}

/** Rows that are old. */
export interface OldRows {
	readonly audits: number;
	readonly probeDays: number;
}

/** The part of the store that is tidied up: what is no report, finding, score or decision, and has grown old. */
export interface TidyStore {
	readonly countOld: (ages: Ages) => Promise<OldRows>;
	/** Deletes it, a little at a time, and what of sessions, tokens and tries to sign in has ended. */
	readonly dropOld: (ages: Ages) => Promise<OldRows>;
	/** Start of the audit that a site's second looks build on, ISO; undefined where it has no whole one. */
	readonly auditLookedAt: (site: string) => Promise<string | undefined>;
}

/** Sites whose days are looked at in one statement: nobody is to wait for all of them. */
const sitesAtOnce = 50;

/** Audits that are over since before; of each site the last one stays, and the last one that the schedule wanted. */
const oldAudits = async (db: Kysely<Tables>, before: string): Promise<number[]> => {
	const rows = await db
		.selectFrom('audits')
		.select(['id', 'site_id', 'due_at'])
		.where('state', 'in', ['done', 'failed'])
		.where('finished_at', '<', before)
		.execute();
	if (rows.length === 0) return [];
	const due = await lastDue(db);
	const last = new Set(
		(
			await db
				.selectFrom('audits')
				.select((select) => select.fn.max<number>('id').as('id'))
				.groupBy('site_id')
				.execute()
		).map(({ id }) => id),
	);
	return rows
		.filter(({ id, site_id, due_at }) => !last.has(id) && (due_at === null || due_at !== due.get(site_id)))
		.map(({ id }) => id);
};

const sitesProbed = async (db: Kysely<Tables>): Promise<string[][]> => {
	const rows = await db.selectFrom('probe_days').select('site_id').distinct().orderBy('site_id').execute();
	const ids = rows.map(({ site_id }) => site_id);
	return Array.from({ length: Math.ceil(ids.length / sitesAtOnce) }, (_, n) =>
		ids.slice(n * sitesAtOnce, (n + 1) * sitesAtOnce),
	);
};

export const tidyStore = (db: Kysely<Tables>, write: Write): TidyStore => ({
	countOld: async ({ audits, probeDays }) => {
		const { days } = await db
			.selectFrom('probe_days')
			.select((select) => select.fn.countAll<number>().as('days'))
			.where('day', '<', probeDays)
			.executeTakeFirstOrThrow();
		return { audits: (await oldAudits(db, audits)).length, probeDays: Number(days) };
	},
	dropOld: async ({ now, audits, probeDays }) => {
		const ids = await oldAudits(db, audits);
		for (const chunk of inChunks(ids))
			await write(async (tx) => {
				await tx.deleteFrom('audits').where('id', 'in', chunk).execute();
			});
		let days = 0;
		for (const sites of await sitesProbed(db)) {
			const { numDeletedRows } = await write((tx) =>
				tx
					.deleteFrom('probe_days')
					.where('site_id', 'in', sites)
					.where('day', '<', probeDays)
					.executeTakeFirst(),
			);
			days += Number(numDeletedRows);
		}
		await write(async (tx) => {
			await thinSessions(tx, now);
			await thinTries(tx, now);
			await thinTokens(tx, now);
		});
		return { audits: ids.length, probeDays: days };
	},
	auditLookedAt: async (site) => (await latestComplete(db, site))?.started_at,
});
