import { type Kysely, sql } from 'kysely';
import { overdueOn } from './dues.ts';
import type { Overview, OverviewQuery, OverviewTotals } from './overview-model.ts';
import { awaitingOf, fitting } from './overview-query.ts';
import type { Tables } from './schema.ts';

/** Tens of points; a hundred belongs to the last of them. */
const tens = 10;

/** In which ten a score lies. Written out: databases differ in how they round. */
const tenOf = (score: 'inspection' | 'disclosure') => {
	const value = sql.ref(`m.${score}`);
	const cases = Array.from(
		{ length: tens - 1 },
		(_, ten) => sql`when ${value} < ${sql.lit((ten + 1) * 10)} then ${sql.lit(ten)}`,
	);
	return sql<
		number | null
	>`case when ${value} is null then null ${sql.join(cases, sql` `)} else ${sql.lit(tens - 1)} end`;
};

const none: OverviewTotals = {
	...{ findings: 0, overdue: 0, vetoesHeld: 0, vetoesAwaiting: 0, disputed: 0, review: 0, awaitingSites: 0 },
	inspection: [],
	disclosure: [],
};

/** What all sites that fit come to, whatever page is shown: counted by verdict, and summed up for the verdict that is chosen. */
export const overviewTotals = async (
	db: Kysely<Tables>,
	query: OverviewQuery,
): Promise<Pick<Overview, 'count' | 'verdicts' | 'totals'>> => {
	const { today, verdict } = query;
	const sum = (value: ReturnType<typeof sql>) => sql<number | null>`sum(${value})`;
	const groups = await fitting(db, query, true)
		.select((select) => ['m.verdict', select.fn.countAll<number>().as('count')])
		.select([tenOf('inspection').as('inspection'), tenOf('disclosure').as('disclosure')])
		.select([
			sum(sql`m.veto + m.major + m.minor`).as('findings'),
			sum(today ? overdueOn(today) : sql`0`).as('overdue'),
			sum(sql`m.vetoes_held`).as('vetoes_held'),
			sum(sql`m.vetoes_awaiting`).as('vetoes_awaiting'),
			sum(sql`m.disputed`).as('disputed'),
			sum(sql`m.review`).as('review'),
			sum(sql`case when ${awaitingOf} > 0 then 1 else 0 end`).as('awaiting_sites'),
		])
		// By their places: the expressions are too long to be repeated.
		.groupBy([sql`1`, sql`3`, sql`4`])
		.execute();
	const verdicts = { qualified: 0, unqualified: 0, 'not-assessed': 0, unaudited: 0 };
	const scores = { inspection: Array<number>(tens).fill(0), disclosure: Array<number>(tens).fill(0) };
	let count = 0;
	let totals = none;
	for (const group of groups) {
		const own = group.verdict ?? 'unaudited';
		verdicts[own] += Number(group.count);
		if (verdict && own !== verdict) continue;
		count += Number(group.count);
		for (const score of ['inspection', 'disclosure'] as const) {
			const ten = group[score];
			if (ten !== null) scores[score][ten] = (scores[score][ten] ?? 0) + Number(group.count);
		}
		totals = {
			...totals,
			findings: totals.findings + Number(group.findings ?? 0),
			overdue: totals.overdue + Number(group.overdue ?? 0),
			vetoesHeld: totals.vetoesHeld + Number(group.vetoes_held ?? 0),
			vetoesAwaiting: totals.vetoesAwaiting + Number(group.vetoes_awaiting ?? 0),
			disputed: totals.disputed + Number(group.disputed ?? 0),
			review: totals.review + Number(group.review ?? 0),
			awaitingSites: totals.awaitingSites + Number(group.awaiting_sites ?? 0),
		};
	}
	return { count, verdicts, totals: { ...totals, ...scores } };
};
