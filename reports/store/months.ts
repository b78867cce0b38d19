import type { Selectable, Transaction } from 'kysely';
import { frozenMonths } from './month-steps.ts';
import type { ReportsTable, Tables } from './schema.ts';

type Told = Selectable<ReportsTable>;

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

/** Chooses the report that speaks for each month of a site, its latest complete one as in the folder, and tells how the months follow each other. */
export const keepMonths = async (db: Transaction<Tables>, site: string): Promise<void> => {
	const reports = await db
		.selectFrom('reports')
		.selectAll()
		.where('site_id', '=', site)
		.orderBy('period')
		.orderBy('complete')
		.orderBy('finished_at')
		.execute();
	const chosen = [...Map.groupBy(reports, ({ period }) => period).values()].flatMap((own) => own.slice(-1));
	const months = chosen.map((month) => {
		const { n, file: _, ...sums } = month;
		return {
			...sums,
			report: n,
			inspection_change: changeOf(month, chosen, 'inspection'),
			disclosure_change: changeOf(month, chosen, 'disclosure'),
		};
	});
	const before = await db
		.selectFrom('months')
		.selectAll()
		.where('site_id', '=', site)
		.orderBy('period')
		.execute();
	const frozen = await frozenMonths(db);
	const kept = new Map(before.map((month) => [month.period, month]));
	for (const month of months) {
		const old = kept.get(month.period);
		kept.delete(month.period);
		// What officials have signed says what it said, whatever came after.
		if (old && frozen.has(month.period)) continue;
		const isSame =
			old && Object.entries(month).every(([name, value]) => old[name as keyof typeof old] === value);
		if (isSame) continue;
		await db
			.insertInto('months')
			.values(month)
			.onConflict((conflict) => conflict.columns(['period', 'site_id']).doUpdateSet(month))
			.execute();
	}
	for (const period of kept.keys())
		await db.deleteFrom('months').where('site_id', '=', site).where('period', '=', period).execute();
};
