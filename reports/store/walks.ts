import { type Kysely, type RawBuilder, sql } from 'kysely';
import { isAmong } from './among.ts';
import { audited, auditOf } from './audits.ts';
import { documentsAt, fittingDocuments, holderOf } from './documents.ts';
import { chosenFindings, findingsIn, reportAsked, sighted } from './findings.ts';
import { noticeOf } from './notices.ts';
import { rowsOf } from './overview.ts';
import type { OverviewQuery } from './overview-model.ts';
import { fitting, type Order, orderOf } from './overview-query.ts';
import type { Memory } from './revision.ts';
import type { Tables } from './schema.ts';
import type { DocumentsQuery } from './site-model.ts';
import { placeOfTask, repairsBehind, tasksBehind, told } from './task-queries.ts';
import type { Place, Walk, WalkStore } from './walk-model.ts';

/** Lists that are read to their end, piece by piece: each piece begins behind the last row of the one before, wherever that stands now. */

const defaultSize = 100;

/** The rows that were asked for, and the place of the last one where more follow: one more than wanted was read. */
const cut = <Row>(rows: readonly Row[], size: number, placeOf: (row: Row) => Place) => {
	const own = rows.slice(0, size);
	const last = own.at(-1);
	return { own, ...(rows.length > size && last !== undefined ? { next: placeOf(last) } : {}) };
};

type Value = Place[number];

/** What rows have that come behind the one with these values. */
const behind = (orders: readonly Order[], values: readonly Value[]): RawBuilder<boolean> => {
	const steps = orders.flatMap(([by, direction], index) => {
		const value = values[index] ?? null;
		// Rows without a value have been told apart by the order before, and stand among themselves.
		if (value === null) return [];
		const before = orders
			.slice(0, index)
			.map(([earlier], at) => sql`${earlier} is not distinct from ${values[at] ?? null}`);
		const further = direction === 'asc' ? sql`${by} > ${value}` : sql`${by} < ${value}`;
		return [sql`(${sql.join([...before, further], sql` and `)})`];
	});
	return steps.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`(${sql.join(steps, sql` or `)})`;
};

/** A row's number; of a place that somebody made up, one that no row has. */
const numberOf = (value: Value | undefined): number => (Number.isSafeInteger(value) ? Number(value) : 0);

/** The same values with the places that lists are numbered by as they are now: a site that comes in between moves all behind it. */
const asOfNow = async (
	db: Kysely<Tables>,
	orders: readonly Order[],
	values: readonly Value[],
): Promise<readonly Value[]> => {
	const site = await db
		.selectFrom('sites')
		.select(['position', 'name_order'])
		.where('id', '=', String(values.at(-1) ?? ''))
		.executeTakeFirst();
	return orders.map(([, , kind], index) => {
		if (site && (kind === 'position' || kind === 'name_order')) return site[kind];
		const value = values[index];
		// Whoever made a place up may have put anything there.
		if (kind === 'text') return typeof value === 'string' ? value : null;
		return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null;
	});
};

const walkSites = async (db: Kysely<Tables>, memory: Memory, query: OverviewQuery & Walk) => {
	const { after, size = defaultSize } = query;
	const orders: readonly Order[] = [...orderOf(query), [sql`s.id`, 'asc', 'text']];
	let chosen = fitting(db, query).select('s.id');
	for (const [index, [by, direction]] of orders.entries())
		chosen = chosen.orderBy(by, direction).select(by.$castTo<Value>().as(`by${index}`)) as typeof chosen;
	if (after) chosen = chosen.where(behind(orders, await asOfNow(db, orders, after)));
	// One name for each order, as they were just selected.
	const rows = (await chosen.limit(size + 1).execute()) as (Readonly<Record<string, Value>> & {
		readonly id: string;
	})[];
	const { own, ...more } = cut(rows, size, (row) => orders.map((_, index) => row[`by${index}`] ?? null));
	return {
		rows: await rowsOf(
			db,
			memory,
			own.map(({ id }) => id),
			query,
		),
		...more,
	};
};

/** In the order in which they became known: that stays, whatever audit comes between two pieces. */
const walkFindings: (
	db: Kysely<Tables>,
	...given: Parameters<WalkStore['walkFindings']>
) => ReturnType<WalkStore['walkFindings']> = async (db, query) => {
	const { after, size = defaultSize } = query;
	const report = await reportAsked(db, query);
	if (report === undefined) return { rows: [] };
	let chosen = chosenFindings(db, report, query).select(['s.rank', 's.finding']);
	if (after) chosen = chosen.where('s.finding', '>', numberOf(after[0]));
	const found = await chosen
		.orderBy('s.finding')
		.limit(size + 1)
		.execute();
	const { own, ...more } = cut(found, size, ({ finding }) => [finding]);
	if (own.length === 0) return { rows: [] };
	const ranks = own.map(({ rank }) => rank);
	const rows = await sighted(db)
		.where('s.report', '=', report)
		.where('s.rank', 'in', ranks)
		.orderBy('s.finding')
		.execute();
	return { rows: await findingsIn(db, rows), ...more };
};

const walkDocuments = async (db: Kysely<Tables>, query: DocumentsQuery & Walk) => {
	const { site, after, size = defaultSize } = query;
	const holder = await holderOf(db, site);
	if (!holder) return undefined;
	const audit = { asOf: holder.as_of, period: holder.period, complete: holder.complete === 1 };
	const [report, rank] = after ?? [];
	if (after && report !== holder.n) return { ...audit, rows: [], isOutdated: true } as const;
	let chosen = fittingDocuments(db, holder.n, query).select(['d.rank', 'd.findings']);
	if (after) chosen = chosen.where('d.rank', '>', numberOf(rank));
	const found = await chosen
		.orderBy('d.rank')
		.limit(size + 1)
		.execute();
	const { own, ...more } = cut(found, size, (row) => [holder.n, row.rank]);
	return { ...audit, rows: await documentsAt(db, site, holder.n, own), ...more };
};

const walkTasks: (
	db: Kysely<Tables>,
	...given: Parameters<WalkStore['walkTasks']>
) => ReturnType<WalkStore['walkTasks']> = async (db, { after, size = defaultSize, ...query }) => {
	const rows = await tasksBehind(db, query, { ...(after ? { after } : {}), size: size + 1 });
	const { own, ...more } = cut(rows, size, (row) => placeOfTask(row, query.sort ?? 'points'));
	return { rows: await told(db, own), ...more };
};

const walkRepairs: (
	db: Kysely<Tables>,
	...given: Parameters<WalkStore['walkRepairs']>
) => ReturnType<WalkStore['walkRepairs']> = async (db, { tasks, after, size = defaultSize }) => {
	const found = await repairsBehind(db, tasks, { ...(after ? { after } : {}), size: size + 1 });
	const { own, ...more } = cut(found, size, ({ task, n }) => [task, n]);
	if (own.length === 0) return { rows: [] };
	const told = sql.join(own.map(({ n, worked }) => sql`(cast(${n} as integer), cast(${worked} as integer))`));
	const rows = await sighted(db).where(sql<boolean>`(s.finding, s.report) in (values ${told})`).execute();
	const findings = await findingsIn(db, rows);
	const byNumber = new Map(rows.map((row, index) => [row.finding, findings[index]]));
	return {
		rows: own.flatMap(({ task, n }) => {
			const finding = byNumber.get(n);
			return finding ? [{ task, finding }] : [];
		}),
		...more,
	};
};

const walkAudits: (
	db: Kysely<Tables>,
	...given: Parameters<WalkStore['walkAudits']>
) => ReturnType<WalkStore['walkAudits']> = async (db, { states, site, sites, after, size = defaultSize }) => {
	let chosen = audited(db).orderBy('audits.id', 'desc');
	if (site !== undefined) chosen = chosen.where('audits.site_id', '=', site);
	if (sites) chosen = chosen.where(isAmong('audits.site_id', sites));
	if (states) chosen = chosen.where('audits.state', 'in', states);
	if (after) chosen = chosen.where('audits.id', '<', numberOf(after[0]));
	const { own, ...more } = cut(await chosen.limit(size + 1).execute(), size, ({ id }) => [id]);
	return { rows: own.map(auditOf), ...more };
};

const walkNotices: (
	db: Kysely<Tables>,
	...given: Parameters<WalkStore['walkNotices']>
) => ReturnType<WalkStore['walkNotices']> = async (db, { states, after, size = defaultSize }) => {
	let chosen = db.selectFrom('notices').selectAll().orderBy('n', 'desc');
	if (states) chosen = chosen.where('state', 'in', states);
	if (after) chosen = chosen.where('n', '<', numberOf(after[0]));
	const { own, ...more } = cut(await chosen.limit(size + 1).execute(), size, ({ n }) => [n]);
	return { rows: own.map(noticeOf), ...more };
};

export const walkStore = (db: Kysely<Tables>, memory: Memory): WalkStore => ({
	walkSites: (query) => walkSites(db, memory, query),
	walkFindings: (query) => walkFindings(db, query),
	walkDocuments: (query) => walkDocuments(db, query),
	walkTasks: (query) => walkTasks(db, query),
	walkRepairs: (query) => walkRepairs(db, query),
	walkAudits: (query) => walkAudits(db, query),
	walkNotices: (query) => walkNotices(db, query),
});
