import type { Selectable, Transaction } from 'kysely';
import { byCodeUnit } from '../order.ts';
import { frozenMonths } from './month-steps.ts';
import type { SumsColumns, Tables } from './schema.ts';
import { standingOf } from './standings.ts';

type Told = Pick<Selectable<SumsColumns>, 'period' | 'complete' | 'inspection' | 'disclosure'>;

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
	const before = await db
		.selectFrom('months')
		.selectAll()
		.where('site_id', '=', site)
		.orderBy('period')
		.execute();
	const frozen = await frozenMonths(db);
	// What officials have signed says what it said, whatever came after; a site that was not there comes with its opening.
	const signed = before.filter(({ period }) => frozen.has(period));
	const open = reports.filter(({ period }) => !frozen.has(period));
	const chosen = [...Map.groupBy(open, ({ period }) => period).values()].flatMap((own) => own.slice(-1));
	const told = [...signed, ...chosen].sort((a, b) => byCodeUnit(a.period, b.period));
	const kept = new Map(before.map((month) => [month.period, month]));
	for (const { period } of signed) kept.delete(period);
	for (const report of chosen) {
		const { n, file: _, ...sums } = report;
		const month = {
			...sums,
			report: n,
			inspection_change: changeOf(sums, told, 'inspection'),
			disclosure_change: changeOf(sums, told, 'disclosure'),
			standing: standingOf({ ...sums, complete: sums.complete === 1 }),
		};
		const old = kept.get(month.period);
		kept.delete(month.period);
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
