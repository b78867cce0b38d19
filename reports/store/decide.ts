import type { Kysely, Transaction } from 'kysely';
import { addDays, dayName, monthName } from '../../checks/facts/calendar.ts';
import type { Profile } from '../profile.ts';
import { maxWaiverDays, standingBy } from '../rulings.ts';
import { shanghaiTime } from '../time.ts';
import { type Way, workedOut } from './changes.ts';
import {
	type FindingStep,
	type MonthDecision,
	type PointsStep,
	program,
	type Signed,
	type VetoStep,
} from './decision-model.ts';
import { addDecision, checkStep, decisionsOf, type NewDecision, saidOf } from './decisions.ts';
import { changingDues, keepDues } from './dues.ts';
import { findingOf, sighted } from './findings.ts';
import { frozenMonths, monthState, takeMonthStep } from './month-steps.ts';
import { keepMonths } from './months.ts';
import { unpackParts } from './parts.ts';
import { profileOf } from './profiles.ts';
import {
	keepRetold,
	type Retold,
	rejudge,
	reportsWith,
	retell,
	tellNow,
	UnknownProfileError,
} from './rejudge.ts';
import type { Tables } from './schema.ts';
import { recountTasks } from './tasks.ts';

const nextMonth = (period: string): string => {
	const [year = 0, month = 1] = period.split('-').map(Number);
	return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
};

/** The first month from this one on that is not frozen. */
const openMonth = (period: string, frozen: ReadonlySet<string>): string =>
	frozen.has(period) ? openMonth(nextMonth(period), frozen) : period;

/** A step that is to be taken, and what every open month that it holds for comes to. */
interface Plan {
	readonly decision: NewDecision;
	readonly retold: readonly Retold[];
}

/** Works out the reports as they are once the step is taken. */
const planOf = async (
	db: Kysely<Tables>,
	decision: NewDecision,
	reports: readonly number[],
): Promise<Plan> => {
	const retold: Retold[] = [];
	for (const report of reports)
		retold.push(await retell(db, report, (site, asOf) => saidOf(db, site, asOf, decision)));
	return { decision, retold };
};

/** Writes the plan down, and does what follows from it. */
const keepPlan = async (
	db: Transaction<Tables>,
	{ decision, retold }: Plan,
	after: () => Promise<void> = async () => {},
): Promise<void> => {
	await addDecision(db, decision);
	const changed = [...new Set(retold.flatMap((one) => one.changed))];
	await changingDues(db, decision.site, changed, async () => {
		for (const one of retold) await keepRetold(db, one);
		await after();
	});
};

const planFinding = async (db: Kysely<Tables>, taken: FindingStep): Promise<Plan> => {
	const { site, period, finding, step, at } = taken;
	const today = shanghaiTime(at).slice(0, 10);
	const row = await sighted(db)
		.innerJoin('months as m', 'm.report', 's.report')
		.select('m.period')
		.where('m.site_id', '=', site)
		.where('m.period', '>=', period)
		.where('f.id', '=', finding)
		.orderBy('m.period', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (!row) throw new RangeError('这个月没有这个问题');
	const standing = standingBy(findingOf(row), await decisionsOf(db, site, { finding }), {
		...{ period: row.period, today },
	});
	checkStep(step, taken, standing, { today, lastDay: addDays(today, maxWaiverDays) });
	if (step === 'dispute') {
		const { state, until = today } = await monthState(db, period);
		if (state === 'objections' && until < today)
			throw new RangeError(`${monthName(period)}的异议期到${dayName(until)}为止，已经过了`);
	}
	const from = openMonth(period, await frozenMonths(db));
	const decision = { ...taken, period: from, about: 'finding', subject: finding } as const;
	return planOf(db, decision, await reportsWith(db, site, finding, from));
};

/** Takes one step with a finding, and tells every open month that has it anew. Throws a Chinese sentence where it cannot be taken. */
export const decideFinding = (way: Way, taken: FindingStep): Promise<void> =>
	workedOut(
		way,
		taken.site,
		(db) => planFinding(db, taken),
		async (tx, plan) => {
			await keepPlan(tx, plan, async () => {
				const last = plan.retold.at(-1);
				if (!last) return;
				await tellNow(tx, taken.site, taken.finding, last.report);
				await recountTasks(tx, taken.site, [taken.finding]);
			});
		},
	);

/** The report that speaks for a site's month, which must not be frozen, and its parts. */
const openReport = async (db: Kysely<Tables>, site: string, period: string, { by }: Signed) => {
	if (by.trim() === '') throw new RangeError('请写明是谁做的决定');
	if ((await frozenMonths(db)).has(period))
		throw new RangeError(`${monthName(period)}已经定稿，要改动请先重新打开`);
	const month = await db
		.selectFrom('months as m')
		.innerJoin('parts as p', 'p.report', 'm.report')
		.select(['m.report', 'p.parts'])
		.where('m.site_id', '=', site)
		.where('m.period', '=', period)
		.executeTakeFirst();
	if (!month) throw new RangeError(`该网站${monthName(period)}没有报告`);
	return { report: month.report, parts: unpackParts(month.parts) };
};

/** Whether something was said of a veto or an indicator of that month, and not taken back since. */
const isSaid = async (
	db: Kysely<Tables>,
	{ site, period, about, subject }: Pick<NewDecision, 'site' | 'period' | 'about' | 'subject'>,
): Promise<boolean> => {
	const last = await db
		.selectFrom('decisions')
		.select('step')
		.where('site_id', '=', site)
		.where('period', '=', period)
		.where('about', '=', about)
		.where('subject', '=', subject)
		.orderBy('n', 'desc')
		.limit(1)
		.executeTakeFirst();
	return last !== undefined && last.step !== 'revoke';
};

const planVeto = async (db: Kysely<Tables>, taken: VetoStep): Promise<Plan> => {
	const { site, period, veto, holds, reason } = taken;
	const { report, parts } = await openReport(db, site, period, taken);
	if (!parts.scores.inspection.vetoes.some(({ id }) => id === veto)) throw new RangeError('没有这项单项否决');
	if (holds !== undefined && !reason?.trim()) throw new RangeError('请写明理由');
	const step = holds === undefined ? 'revoke' : holds ? 'confirm' : 'reject';
	const decision = { ...taken, about: 'veto', subject: veto, step } as const;
	if (step === 'revoke' && !(await isSaid(db, decision)))
		throw new RangeError('这一项还没有人认定过，不用取消');
	return planOf(db, decision, [report]);
};

/** Says whether a veto holds, or takes that back. */
export const decideVeto = (way: Way, taken: VetoStep): Promise<void> =>
	workedOut(
		way,
		taken.site,
		(db) => planVeto(db, taken),
		(tx, plan) => keepPlan(tx, plan),
	);

/** The most points that can be entered for an indicator. */
const mostOf = (profile: Profile | undefined, indicator: string): number => {
	const most = indicator === 'bonus' ? profile?.bonusMax : profile?.indicators[indicator]?.max;
	if (most === undefined) throw new RangeError('评分方案里没有这个指标');
	return most;
};

const planPoints = async (db: Kysely<Tables>, taken: PointsStep): Promise<Plan> => {
	const { site, period, indicator, points, reason } = taken;
	const { report, parts } = await openReport(db, site, period, taken);
	const most = mostOf(await profileOf(db, parts.profile.hash), indicator);
	if (points !== undefined) {
		if (indicator === 'bonus' && parts.site?.type === 'department') throw new RangeError('部门网站没有加分');
		if (!reason?.trim()) throw new RangeError('请写明理由');
		const isFigure =
			points >= 0 && points <= most && Math.abs(points * 100 - Math.round(points * 100)) < 1e-9;
		if (!isFigure) throw new RangeError(`分数应在 0 到 ${most} 之间，最多两位小数`);
	}
	const step = points === undefined ? 'revoke' : 'enter';
	const decision = { ...taken, about: 'points', subject: indicator, step } as const;
	if (step === 'revoke' && !(await isSaid(db, decision)))
		throw new RangeError('请写明分数：这一项还没有录入过，没有可取消的');
	return planOf(db, decision, [report]);
};

/** Enters points for what no crawler can see, or takes them back. */
export const enterPoints = (way: Way, taken: PointsStep): Promise<void> =>
	workedOut(
		way,
		taken.site,
		(db) => planPoints(db, taken),
		(tx, plan) => keepPlan(tx, plan),
	);

/** Sites with a report of the month that came after what was signed, or where nothing was signed. */
const auditedSince = async (db: Transaction<Tables>, period: string): Promise<string[]> => {
	const rows = await db
		.selectFrom('reports as r')
		.leftJoin('months as m', (join) => join.onRef('m.site_id', '=', 'r.site_id').on('m.period', '=', period))
		.select('r.site_id')
		.distinct()
		.where('r.period', '=', period)
		.where((where) => where.or([where('m.report', 'is', null), where('r.n', '>', where.ref('m.report'))]))
		.execute();
	return rows.map(({ site_id }) => site_id);
};

/** Reports that speak for the month, of sites of which something was said since an instant that holds for it. */
const spokenOfSince = async (db: Transaction<Tables>, period: string, since: string) => {
	const rows = await db
		.selectFrom('decisions as d')
		.innerJoin('months as m', (join) => join.onRef('m.site_id', '=', 'd.site_id').on('m.period', '=', period))
		.select(['m.report', 'm.site_id'])
		.distinct()
		.where('d.period', '<=', period)
		// What the program takes back is dated by the audit that saw it, which may have been kept late.
		.where((where) => where.or([where('d.at', '>=', since), where('d.by', '=', program)]))
		.execute();
	return rows.map(({ report, site_id: site }) => ({ report, site }));
};

/** Takes a month one step on or back; one that was frozen and is open again is told by what was said and audited meanwhile. */
export const decideMonth = async (db: Transaction<Tables>, taken: MonthDecision): Promise<void> => {
	const { period } = taken;
	const { state, history } = await monthState(db, period);
	await takeMonthStep(db, taken);
	const frozenAt = history.at(-1)?.at;
	if (taken.step !== 'reopen' || state !== 'frozen' || frozenAt === undefined) return;
	const audited = await auditedSince(db, period);
	for (const site of audited) await keepMonths(db, site);
	const spokenOf = await spokenOfSince(db, period, new Date(frozenAt).toISOString());
	for (const { report } of spokenOf)
		await rejudge(db, report).catch((error: unknown) => {
			// It stays as it was told: nobody is to be kept from opening the month by it.
			if (!(error instanceof UnknownProfileError)) throw error;
		});
	for (const site of new Set([...audited, ...spokenOf.map((one) => one.site)])) await keepDues(db, site);
};
