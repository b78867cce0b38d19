import { setImmediate as breathe } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Judged } from '../judged.ts';
import type { Profile } from '../profile.ts';
import { keptFinding, sighted } from './findings.ts';
import { type Parts, unpackParts } from './parts.ts';
import { profileOf } from './profiles.ts';
import type { Tables } from './schema.ts';

/** Where a finding of a report stands. */
interface Place {
	readonly finding: number;
	readonly detail: number;
	readonly rank: number;
}

/** A kept report, as far as it is judged by. */
export interface JudgedReport {
	readonly site: string;
	readonly period: string;
	readonly asOf: string;
	readonly parts: Parts;
	readonly judged: Judged;
	/** Of each finding, in their order. */
	readonly places: readonly Place[];
	/** What it was scored with; undefined where nobody kept it. */
	readonly profile: Profile | undefined;
}

/** Reads what a kept report was judged by, a breath in between for others. */
export const judgedOf = async (db: Kysely<Tables>, n: number): Promise<JudgedReport> => {
	const row = await db
		.selectFrom('reports as r')
		.innerJoin('parts as p', 'p.report', 'r.n')
		.innerJoin('sites as s', 's.id', 'r.site_id')
		.select(['r.site_id', 'r.period', 'r.as_of', 'p.parts', 's.name', 's.url', 's.type'])
		.where('r.n', '=', n)
		.executeTakeFirstOrThrow();
	const parts = unpackParts(row.parts);
	const rows = await sighted(db).where('s.report', '=', n).orderBy('s.rank').execute();
	await breathe();
	return {
		...{ site: row.site_id, period: row.period, asOf: row.as_of, parts },
		judged: {
			site: parts.site ?? { id: row.site_id, name: row.name, url: row.url, type: row.type },
			run: parts.run,
			coverage: parts.coverage,
			checks: parts.checks,
			columns: parts.columns,
			documents: parts.hasPolicies === false ? [] : [{}],
			findings: rows.map(keptFinding),
		},
		places: rows.map(({ finding, detail, rank }) => ({ finding, detail, rank })),
		profile: await profileOf(db, parts.profile.hash),
	};
};
