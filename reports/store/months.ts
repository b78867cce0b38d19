import type { Transaction } from 'kysely';
import type { Tables } from './schema.ts';

interface Told {
	readonly n: number;
	readonly period: string;
	readonly complete: number;
	readonly inspection: number | null;
	readonly disclosure: number | null;
}

/** Points more than the last complete month before that has a number, to two decimals. */
const changeOf = (
	{ period, complete, ...told }: Told,
	earlier: readonly Told[],
	score: 'inspection' | 'disclosure',
): number | null => {
	const now = told[score];
	const before = earlier.findLast((one) => one.period < period && one.complete && one[score] !== null)?.[
		score
	];
	// A month cut short compares with nothing: what it did not see would pass for better.
	if (!complete || now === null || before === null || before === undefined) return null;
	return Math.round((now - before) * 100) / 100;
};

/** Chooses the report that speaks for each month of a site, its latest complete one, and tells how the months follow each other. */
export const keepMonths = async (db: Transaction<Tables>, site: string): Promise<void> => {
	const reports = await db
		.selectFrom('reports')
		.select(['n', 'period', 'complete', 'inspection', 'disclosure'])
		.where('site_id', '=', site)
		.orderBy('period')
		.orderBy('complete')
		.orderBy('as_of')
		.orderBy('finished_at')
		.execute();
	const months = [...Map.groupBy(reports, ({ period }) => period).values()].flatMap((own) => own.slice(-1));
	await db.deleteFrom('months').where('site_id', '=', site).execute();
	if (months.length === 0) return;
	await db
		.insertInto('months')
		.values(
			months.map((month) => ({
				period: month.period,
				site_id: site,
				report: month.n,
				inspection_change: changeOf(month, months, 'inspection'),
				disclosure_change: changeOf(month, months, 'disclosure'),
			})),
		)
		.execute();
};
