import { type Kysely, sql } from 'kysely';
import type { ReportDocument } from '../model.ts';
import { leastOfVetoes } from '../tasks.ts';
import { holderOf, keepDocuments } from './documents.ts';
import { latestComplete } from './findings.ts';
import { judgedOf } from './judged-report.ts';
import type { Write } from './patience.ts';
import type { Tables } from './schema.ts';

/** What is worked out when an audit is kept, and is missing where an older version kept it. */

/** A site, and what it lacks; both flags can be true. */
export interface Gap {
	readonly site: string;
	/** Its work list is missing, is that of an earlier audit, or stands in another order than now. */
	readonly tasks: boolean;
	/** No documents of it are kept. */
	readonly documents: boolean;
}

/** Sites whose work list is there, of those that have a whole audit. */
export interface ListsTold {
	readonly told: number;
	readonly of: number;
}

/** The report whose documents are to be kept. */
export interface ReportToFill {
	readonly n: number;
	/** Relative to the folder of reports, as far as is known: reports move aside. */
	readonly file: string;
	readonly startedAt: string;
}

/** The part of the store that fills in what older versions did not keep. */
export interface GapStore {
	/** Sites that lack something, of a few hundred behind that one by id; `next`: where to go on, absent at the end. */
	readonly gaps: (after?: string) => Promise<{ readonly rows: readonly Gap[]; readonly next?: string }>;
	/** How far work lists are worked out, of some sites or of all. Of all, it may be two seconds old. */
	readonly listsTold: (sites?: readonly string[]) => Promise<ListsTold>;
	/** Whose documents a site lacks; undefined where it has some, or no report. */
	readonly reportToFill: (site: string) => Promise<ReportToFill | undefined>;
	/** Keeps a report's documents, unless the site got some meanwhile or another report speaks for it. */
	readonly fillDocuments: (site: string, n: number, documents: readonly ReportDocument[]) => Promise<void>;
}

/** Sites looked through at once: nobody is to wait for all of them. */
const sitesAtOnce = 500;
const staleMs = 2000;

const gaps = async (db: Kysely<Tables>, after: string) => {
	const some = db.selectFrom('sites').select('id').where('id', '>', after).orderBy('id').limit(sitesAtOnce);
	const rows = await db
		.selectFrom(some.as('s'))
		.leftJoin('changes as c', 'c.site_id', 's.id')
		.leftJoin('reports as w', 'w.n', 'c.worked')
		.select([
			's.id as site',
			sql<number>`case when exists (select 1 from reports as r where r.site_id = s.id and r.complete = 1
				and (w.n is null or r.as_of > w.as_of or (r.as_of = w.as_of and r.finished_at > w.finished_at)))
				or exists (select 1 from tasks as t where t.site_id = s.id and t.worth < ${leastOfVetoes} and t.vetoes <> '[]')
				then 1 else 0 end`.as('tasks'),
			sql<number>`case when exists (select 1 from reports as r where r.site_id = s.id)
				and not exists (select 1 from reports as r join document_facts as f on f.report = r.n and f.part = 0
				where r.site_id = s.id) then 1 else 0 end`.as('documents'),
		])
		.orderBy('s.id')
		.execute();
	const last = rows.at(-1);
	return {
		rows: rows
			.map(({ site, tasks, documents }) => ({ site, tasks: tasks === 1, documents: documents === 1 }))
			.filter(({ tasks, documents }) => tasks || documents),
		...(last && rows.length === sitesAtOnce ? { next: last.site } : {}),
	};
};

const listsTold = async (db: Kysely<Tables>, sites?: readonly string[]): Promise<ListsTold> => {
	if (sites?.length === 0) return { told: 0, of: 0 };
	let chosen = db
		.selectFrom('sites as s')
		.leftJoin('changes as c', 'c.site_id', 's.id')
		.select((select) => [
			select.fn.countAll<number>().as('of'),
			select.fn.count<number>('c.worked').as('told'),
		])
		.where(sql<boolean>`exists (select 1 from reports as r where r.site_id = s.id and r.complete = 1)`);
	if (sites) chosen = chosen.where('s.id', 'in', [...sites]);
	return chosen.executeTakeFirstOrThrow();
};

/** Of all sites: remembered for a moment, and for good once all is done. */
const rememberedLists = (db: Kysely<Tables>): (() => Promise<ListsTold>) => {
	let known: { readonly at: number; readonly lists: Promise<ListsTold> } | undefined;
	let isDone = false;
	return async () => {
		if (!known || (!isDone && performance.now() - known.at > staleMs))
			known = { at: performance.now(), lists: listsTold(db) };
		const { lists } = known;
		try {
			const { told, of } = await lists;
			isDone ||= told === of && of > 0;
			return { told, of };
		} catch (error) {
			known = undefined;
			throw error;
		}
	};
};

const reportToFill = async (db: Kysely<Tables>, site: string): Promise<ReportToFill | undefined> => {
	if (await holderOf(db, site)) return undefined;
	const row =
		(await latestComplete(db, site)) ??
		(await db
			.selectFrom('reports')
			.select(['n', 'started_at', 'file'])
			.where('site_id', '=', site)
			.orderBy('as_of', 'desc')
			.orderBy('finished_at', 'desc')
			.limit(1)
			.executeTakeFirst());
	return row && { n: row.n, file: row.file, startedAt: row.started_at };
};

export const gapStore = (db: Kysely<Tables>, write: Write): GapStore => {
	const allLists = rememberedLists(db);
	return {
		gaps: (after = '') => gaps(db, after),
		listsTold: (sites) => (sites ? listsTold(db, sites) : allLists()),
		reportToFill: (site) => reportToFill(db, site),
		fillDocuments: async (site, n, documents) => {
			if ((await reportToFill(db, site))?.n !== n) return;
			const { judged } = await judgedOf(db, n);
			await write(async (tx) => {
				if ((await reportToFill(tx, site))?.n !== n) return;
				await keepDocuments(
					tx,
					n,
					{ site: judged.site, run: judged.run, findings: judged.findings, documents },
					true,
				);
			});
		},
	};
};
