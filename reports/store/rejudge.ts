import type { Transaction } from 'kysely';
import { pastChecks } from '../past-checks.ts';
import { asPeopleSay } from '../said.ts';
import { saidOf } from './decisions.ts';
import { findingOf, sighted } from './findings.ts';
import { keepSums } from './kept-sums.ts';
import { keepMonths } from './months.ts';
import { repackParts, unpackParts } from './parts.ts';
import { profileOf } from './profiles.ts';
import type { Tables } from './schema.ts';
import { byGravity, insertSightings } from './sightings.ts';

/** A report cannot be scored anew; the message says why, a Chinese sentence. */
export class UnknownProfileError extends RangeError {
	override readonly name = 'UnknownProfileError';
}

/** Tells a kept report's findings, scores and sums anew, by what people have said by now. Throws `UnknownProfileError` where its profile was not kept. */
export const rejudge = async (db: Transaction<Tables>, n: number): Promise<void> => {
	const row = await db
		.selectFrom('reports as r')
		.innerJoin('parts as p', 'p.report', 'r.n')
		.innerJoin('sites as s', 's.id', 'r.site_id')
		.select(['r.site_id', 'r.period', 'r.as_of', 'p.parts', 's.name', 's.url', 's.type'])
		.where('r.n', '=', n)
		.executeTakeFirstOrThrow();
	const parts = unpackParts(row.parts);
	const profile = await profileOf(db, parts.profile.hash);
	if (!profile)
		throw new UnknownProfileError(
			`这份报告用的评分方案 ${parts.profile.name}（${parts.profile.hash}）没有留存，不能重新计分；请重新审计该网站`,
		);
	const rows = await sighted(db).select('s.finding').where('s.report', '=', n).orderBy('s.rank').execute();
	const site = parts.site ?? { id: row.site_id, name: row.name, url: row.url, type: row.type };
	const { scores, findings } = asPeopleSay(
		{
			site,
			run: parts.run,
			coverage: parts.coverage,
			checks: parts.checks,
			columns: parts.columns,
			documents: parts.hasPolicies === false ? [] : [{}],
			findings: rows.map(findingOf),
		},
		await saidOf(db, row.site_id, row.as_of),
		{ profile, isPast: await pastChecks() },
	);
	const places = new Map(rows.map(({ id, finding, detail }) => [id, { finding, detail }]));
	await db.deleteFrom('sightings').where('report', '=', n).execute();
	await insertSightings(
		db,
		n,
		byGravity(findings).map((finding) => {
			const place = places.get(finding.id);
			if (!place) throw new Error(`finding ${finding.id}: expected the row that was just read, got none`);
			return { told: finding, ...place };
		}),
	);
	await db
		.updateTable('parts')
		.set({ parts: repackParts(parts, scores) })
		.where('report', '=', n)
		.execute();
	await keepSums(db, n, {
		...{ period: row.period, asOf: row.as_of, run: parts.run, coverage: parts.coverage },
		...{ scores, findings },
	});
	await keepMonths(db, row.site_id);
};
