import type { Kysely, Transaction } from 'kysely';
import { addDays, dayName, monthName } from '../../checks/facts/calendar.ts';
import { shanghaiTime } from '../time.ts';
import { unsettled } from '../unsettled.ts';
import { isAmong } from './among.ts';
import type { AwaitingPage, AwaitingQuery, MonthDecision, MonthEvent, MonthState } from './decision-model.ts';
import type { Memory } from './revision.ts';
import type { Tables } from './schema.ts';
import { siteOf } from './sites.ts';

/** The longest that objections can be taken, days: a year typed wrongly would keep a month from ever being frozen. */
const maxObjectionDays = 92;

/** How far a month is on its way to be frozen, and how it got there. */
export const monthState = async (db: Kysely<Tables>, period: string): Promise<MonthState> => {
	const rows = await db
		.selectFrom('month_steps')
		.selectAll()
		.where('period', '=', period)
		.orderBy('n')
		.execute();
	const history = rows.map(
		({ step, by, at, reason, until }): MonthEvent => ({
			...{ step, by, at: shanghaiTime(at) },
			...(reason === null ? {} : { reason }),
			...(until === null ? {} : { until }),
		}),
	);
	const last = history.at(-1);
	if (!last || last.step === 'reopen') return { state: 'draft', history };
	if (last.step === 'freeze') return { state: 'frozen', history };
	return { state: 'objections', ...(last.until === undefined ? {} : { until: last.until }), history };
};

/** Months that are frozen now. */
export const frozenMonths = async (db: Kysely<Tables>): Promise<ReadonlySet<string>> => {
	const rows = await db
		.selectFrom('month_steps as m')
		.select(['m.period', 'm.step'])
		.where('m.n', 'in', (select) =>
			select
				.selectFrom('month_steps')
				.select((last) => last.fn.max('n').as('n'))
				.groupBy('period'),
		)
		.execute();
	return new Set(rows.filter(({ step }) => step === 'freeze').map(({ period }) => period));
};

/** Undecided disputes of a month. */
const disputesOf = async (db: Kysely<Tables>, period: string): Promise<number> => {
	const { sum } = await db
		.selectFrom('months')
		.select((select) => select.fn.sum<number | null>('disputed').as('sum'))
		.where('period', '=', period)
		.executeTakeFirstOrThrow();
	return Number(sum ?? 0);
};

/** A month that nobody audited, or that is still to come, has nothing to hold fast. */
const hasReports = async (db: Kysely<Tables>, period: string): Promise<boolean> =>
	(await db
		.selectFrom('months')
		.select('period')
		.where('period', '=', period)
		.limit(1)
		.executeTakeFirst()) !== undefined;

/** Why a month cannot take this step now, a Chinese sentence; undefined where it can. */
const refusalOf = async (
	db: Kysely<Tables>,
	{ period, step, by, reason, until, at, anyway }: MonthDecision,
): Promise<string | undefined> => {
	const month = await monthState(db, period);
	const { state } = month;
	const today = shanghaiTime(at).slice(0, 10);
	if (by.trim() === '') return '请写明是谁做的决定';
	if (step === 'reopen') {
		if (state === 'draft') return `${monthName(period)}没有定稿，也没有在征求异议，不用重新打开`;
		return reason?.trim() ? undefined : '重新打开要写明理由';
	}
	if (state === 'frozen') return `${monthName(period)}已经定稿，要改动请先重新打开`;
	if (!(await hasReports(db, period))) return `${monthName(period)}还没有审计报告，没有可公布、可定稿的结果`;
	if (step === 'objections') {
		if (until === undefined || until < today) return '请写明异议期的最后一天，不早于今天';
		const lastDay = addDays(today, maxObjectionDays);
		return until > lastDay ? `异议期最长三个月，最后一天不得晚于${dayName(lastDay)}` : undefined;
	}
	const disputes = await disputesOf(db, period);
	if (disputes > 0) return `还有 ${disputes} 个异议没有裁定，不能定稿`;
	if (anyway && reason?.trim()) return undefined;
	const open = unsettled(month, await awaitingSums(db, period, undefined), today);
	return open === undefined ? undefined : `${open}。仍要定稿的，请勾选“仍要定稿”并写明理由`;
};

/** Takes a month one step on or back. Throws a Chinese sentence where it cannot. */
export const takeMonthStep = async (db: Transaction<Tables>, taken: MonthDecision): Promise<void> => {
	const refusal = await refusalOf(db, taken);
	if (refusal) throw new RangeError(refusal);
	const { period, step, by, at, reason, until } = taken;
	await db
		.insertInto('month_steps')
		.values({
			...{ period, step, by, at: new Date(at).toISOString() },
			reason: reason ?? null,
			until: (step === 'objections' ? until : undefined) ?? null,
		})
		.execute();
};

/** Sites of a month with something that a person has to decide. */
const waiting = (db: Kysely<Tables>, period: string, sites: readonly string[] | undefined) =>
	db
		.selectFrom('months as m')
		.innerJoin('sites as s', 's.id', 'm.site_id')
		.where('m.period', '=', period)
		.$if(sites !== undefined, (query) => query.where(isAmong('s.id', sites ?? [])))
		.where((where) =>
			where.or([where('m.review', '>', 0), where('m.disputed', '>', 0), where('m.vetoes_awaiting', '>', 0)]),
		);

/** What all of them come to. */
const awaitingSums = async (db: Kysely<Tables>, period: string, sites: AwaitingQuery['sites']) => {
	const sums = await waiting(db, period, sites)
		.select((select) => [
			select.fn.countAll<number>().as('count'),
			select.fn.sum<number | null>('m.review').as('review'),
			select.fn.sum<number | null>('m.disputed').as('disputed'),
			select.fn.sum<number | null>('m.vetoes_awaiting').as('vetoes'),
		])
		.executeTakeFirstOrThrow();
	return {
		count: Number(sums.count),
		review: Number(sums.review ?? 0),
		disputed: Number(sums.disputed ?? 0),
		vetoes: Number(sums.vetoes ?? 0),
	};
};

/** A page of them, most vetoes, disputes and leads first, and what all of them come to. */
export const awaiting = async (
	db: Kysely<Tables>,
	memory: Memory,
	period: string,
	{ page = 1, size = 50, sites }: AwaitingQuery = {},
): Promise<AwaitingPage> => {
	// Whole rows are read of the page's own sites only.
	const chosen = await waiting(db, period, sites)
		.select(['m.site_id', 'm.review', 'm.disputed', 'm.vetoes_awaiting as vetoes'])
		.orderBy('m.vetoes_awaiting', 'desc')
		.orderBy('m.disputed', 'desc')
		.orderBy('m.review', 'desc')
		.orderBy('s.position')
		.limit(size)
		.offset((page - 1) * size)
		.execute();
	const ids = chosen.map(({ site_id }) => site_id);
	const rows = await db.selectFrom('sites').selectAll().where(isAmong('id', ids)).execute();
	const known = new Map(rows.map((row) => [row.id, siteOf(row)]));
	return {
		rows: chosen.flatMap(({ site_id, review, disputed, vetoes }) => {
			const site = known.get(site_id);
			return site ? [{ site, review, disputed, vetoes }] : [];
		}),
		...(await memory.of(`awaiting ${JSON.stringify([period, sites ?? null])}`, () =>
			awaitingSums(db, period, sites),
		)),
	};
};
