import { type Kysely, sql, type Transaction } from 'kysely';
import { inChunks } from './chunks.ts';
import { touch } from './revision.ts';
import type { Tables } from './schema.ts';

/** Whether a sighting `s`, in words `d`, of a finding `f` has a term that runs: it is told as certain and standing, and still stands. */
const hasTerm = sql<boolean>`(
	s.due_on is not null
	and s.state not in ('fixed', 'waived')
	and f.state not in ('fixed', 'waived', 'gone')
	and (f.state <> 'regressed' or s.state = 'regressed')
	and coalesce(s.certainty, d.certainty) = 'certain'
)`;

/** Whether that term is over on a day, YYYY-MM-DD: the ones that are counted as overdue. */
export const isOverdueOn = (today: string) => sql<boolean>`(${hasTerm} and s.due_on < ${today})`;

/**
 * Counts the terms of a site's findings anew, a row a report and day: of those that a month's report tells as certain and standing,
 * and that still stand by the last word on them. What was repaired meanwhile and came back has another term. Whoever asks how many are
 * overdue on a day adds up a few small rows. To be called last, whenever a site's months or the state of its findings have changed.
 */
export const keepDues = async (db: Transaction<Tables>, site: string): Promise<void> => {
	await sql`delete from dues where report in (select n from reports where site_id = ${site})`.execute(db);
	await sql`
		insert into dues (report, due_on, findings)
		select s.report, s.due_on, count(*)
		from months as m
			inner join sightings as s on s.report = m.report
			inner join findings as f on f.n = s.finding
			inner join details as d on d.n = s.detail
		where m.site_id = ${site}
			and ${hasTerm}
		group by s.report, s.due_on
	`.execute(db);
	await touch(db);
};

/** By report and day, how many of these findings have that term, as `keepDues` counts them. */
const termsOf = async (
	db: Kysely<Tables>,
	site: string,
	findings: readonly number[],
): Promise<Map<string, number>> => {
	const terms = new Map<string, number>();
	for (const chunk of inChunks(findings)) {
		const { rows } = await sql<{ report: number; due_on: string; count: number }>`
			select s.report, s.due_on, count(*) as count
			from sightings as s
				inner join months as m on m.report = s.report and m.site_id = ${site}
				inner join findings as f on f.n = s.finding
				inner join details as d on d.n = s.detail
			where s.finding in (${sql.join(chunk)})
				and ${hasTerm}
			group by s.report, s.due_on
		`.execute(db);
		for (const { report, due_on, count } of rows) {
			const key = `${report} ${due_on}`;
			terms.set(key, (terms.get(key) ?? 0) + Number(count));
		}
	}
	return terms;
};

/** Changes something about a few findings of a site, by their rows, and counts their terms anew: the others are not looked at. */
export const changingDues = async (
	db: Transaction<Tables>,
	site: string,
	findings: readonly number[],
	change: () => Promise<void>,
): Promise<void> => {
	const before = await termsOf(db, site, findings);
	await change();
	const after = await termsOf(db, site, findings);
	for (const key of new Set([...before.keys(), ...after.keys()])) {
		const more = (after.get(key) ?? 0) - (before.get(key) ?? 0);
		if (more === 0) continue;
		const [report = '', due_on = ''] = key.split(' ');
		await db
			.insertInto('dues')
			.values({ report: Number(report), due_on, findings: more })
			.onConflict((conflict) =>
				conflict
					.columns(['report', 'due_on'])
					.doUpdateSet((set) => ({ findings: set('dues.findings', '+', more) })),
			)
			.execute();
		await db
			.deleteFrom('dues')
			.where('report', '=', Number(report))
			.where('due_on', '=', due_on)
			.where('findings', '<=', 0)
			.execute();
	}
	await touch(db);
};

/** How many findings of the month `m` are overdue on a day, YYYY-MM-DD; null where there is no report. */
export const overdueOn = (today: string) =>
	sql<number>`(select coalesce(sum(o.findings), 0) from dues as o where o.report = m.report and o.due_on < ${today})`;

/** Whether the month `m` has a finding that is overdue on that day. */
export const hasOverdue = (today: string) =>
	sql<boolean>`exists (select 1 from dues as o where o.report = m.report and o.due_on < ${today})`;

/** By report, how many findings are overdue on a day; reports without any are left out. */
export const overdueOf = async (
	db: Kysely<Tables>,
	reports: readonly number[],
	today: string,
): Promise<ReadonlyMap<number, number>> => {
	if (reports.length === 0) return new Map();
	const rows = await db
		.selectFrom('dues')
		.select((select) => ['report', select.fn.sum<number>('findings').as('count')])
		.where('report', 'in', [...reports])
		.where('due_on', '<', today)
		.groupBy('report')
		.execute();
	return new Map(rows.map(({ report, count }) => [report, Number(count)]));
};
