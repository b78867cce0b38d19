import type { Kysely, Selectable, Transaction } from 'kysely';
import { dayName } from '../../checks/facts/calendar.ts';
import { faultOf } from '../history.ts';
import { byCodeUnit } from '../order.ts';
import {
	type Decision,
	needsReason,
	type Rulings,
	rulingOf,
	type Standing,
	type Step,
	stepsFor,
} from '../rulings.ts';
import type { Said } from '../said.ts';
import type { ByHand, Saying } from '../score.ts';
import { shanghaiTime } from '../time.ts';
import type { Signed, StoredDecision } from './decision-model.ts';
import { repairingOf } from './repairing.ts';
import type { DecisionsTable, Tables } from './schema.ts';

type Row = Selectable<DecisionsTable>;

const sayingOf = ({ by, at, reason }: Row): Saying => ({
	by,
	at: shanghaiTime(at),
	...(reason === null ? {} : { reason }),
});

const decisionOf = (row: Row): Decision => ({
	step: row.step as Step, // Of findings, none enters points.
	...sayingOf(row),
	...(row.until === null ? {} : { until: row.until }),
});

/** A step that is about to be taken, as a row. */
const rowOf = ({ site, period, about, subject, step, by, at, reason, until, points }: NewDecision) => ({
	...{ site_id: site, period, about, subject, step, by },
	at: new Date(at).toISOString(),
	reason: reason ?? null,
	until: until ?? null,
	points: points ?? null,
});

/** Behind all that were taken. */
const nextRow = (decision: NewDecision): Row => ({ ...rowOf(decision), n: Number.MAX_SAFE_INTEGER });

/** What a step with a finding is about. */
const aboutOf = async (db: Kysely<Tables>, { site, subject }: NewDecision) =>
	await db
		.selectFrom('findings as f')
		.leftJoin('details as t', 't.n', 'f.detail')
		.select(['f.check_id', 't.subject as address', 't.key'])
		.where('f.site_id', '=', site)
		.where('f.id', '=', subject)
		.executeTakeFirst();

/** What people said of a site's findings, as it holds on a day, and would with one step more. */
const rulingsOf = async (
	db: Kysely<Tables>,
	site: string,
	asOf: string,
	next: NewDecision | undefined,
): Promise<Rulings> => {
	const taken = await db
		.selectFrom('decisions as d')
		.leftJoin('findings as f', (join) =>
			join.onRef('f.site_id', '=', 'd.site_id').onRef('f.id', '=', 'd.subject'),
		)
		.leftJoin('details as t', 't.n', 'f.detail')
		.selectAll('d')
		.select(['f.check_id', 't.subject as address', 't.key'])
		.where('d.site_id', '=', site)
		.where('d.about', '=', 'finding')
		.where('d.period', '<=', asOf.slice(0, 7))
		.execute();
	const isNext = next?.about === 'finding' && next.period <= asOf.slice(0, 7);
	const about = isNext ? await aboutOf(db, next) : undefined;
	// What the program takes back is dated by the audit that saw it, which may be kept late: what was said after that day holds on.
	const rows = [...taken, ...(about && next ? [{ ...nextRow(next), ...about }] : [])].sort(
		(a, b) => byCodeUnit(a.at, b.at) || a.n - b.n,
	);
	// What was said under one id of a fault was said under all of them.
	const said = Map.groupBy(rows, ({ subject: id, check_id: check, address, key }) =>
		check === null || address === null
			? id
			: faultOf({ check, subject: address, ...(key === null ? {} : { key }) }),
	);
	return new Map(
		[...said].flatMap(([fault, own]) => {
			const ruling = rulingOf(own.map(decisionOf), asOf);
			return [fault, ...own.map(({ subject }) => subject)].map((name) => [name, ruling] as const);
		}),
	);
};

/** What people entered of a site's month, and would have with one step more. */
const byHandOf = async (
	db: Kysely<Tables>,
	site: string,
	period: string,
	next: NewDecision | undefined,
): Promise<ByHand> => {
	const taken = await db
		.selectFrom('decisions')
		.selectAll()
		.where('site_id', '=', site)
		.where('about', 'in', ['veto', 'points'])
		.where('period', '=', period)
		.orderBy('n')
		.execute();
	const isNext = next && next.about !== 'finding' && next.period === period;
	const rows = isNext ? [...taken, nextRow(next)] : taken;
	const last = new Map(rows.map((row) => [`${row.about} ${row.subject}`, row]));
	const standing = [...last.values()].filter(({ step }) => step !== 'revoke');
	const entered = standing.flatMap((row) =>
		row.about === 'points' ? [[row.subject, { ...sayingOf(row), points: row.points ?? 0 }] as const] : [],
	);
	const points = new Map(entered);
	const bonus = points.get('bonus');
	points.delete('bonus');
	return {
		vetoes: new Map(
			standing.flatMap((row) =>
				row.about === 'veto'
					? [[row.subject, { ...sayingOf(row), holds: row.step === 'confirm' }] as const]
					: [],
			),
		),
		points,
		...(bonus ? { bonus } : {}),
	};
};

/** What was said for the site's report that is judged by this day; with `next`, as if that step had been taken. */
export const saidOf = async (
	db: Kysely<Tables>,
	site: string,
	asOf: string,
	next?: NewDecision,
): Promise<Said> => ({
	rulings: await rulingsOf(db, site, asOf, next),
	byHand: await byHandOf(db, site, asOf.slice(0, 7), next),
	repairing: await repairingOf(db, site),
});

export type NewDecision = Signed &
	Pick<StoredDecision, 'period' | 'about' | 'subject' | 'step' | 'until' | 'points'> & {
		readonly site: string;
	};

/** Adds a step; nothing that was said is ever taken out. */
export const addDecision = async (db: Transaction<Tables>, decision: NewDecision): Promise<void> => {
	await db.insertInto('decisions').values(rowOf(decision)).execute();
};

/** Steps taken on a site, oldest first: on one finding, or on all that a month has beside findings. */
export const decisionsOf = async (
	db: Kysely<Tables>,
	site: string,
	{ finding, period }: { finding?: string; period?: string },
): Promise<StoredDecision[]> => {
	let query = db.selectFrom('decisions').selectAll().where('site_id', '=', site);
	if (finding !== undefined) query = query.where('about', '=', 'finding').where('subject', '=', finding);
	else query = query.where('about', '!=', 'finding');
	if (period !== undefined) query = query.where('period', '=', period);
	const rows = await query.orderBy('n').execute();
	return rows.map((row) => ({
		period: row.period,
		about: row.about,
		subject: row.subject,
		step: row.step,
		...sayingOf(row),
		...(row.until === null ? {} : { until: row.until }),
		...(row.points === null ? {} : { points: row.points }),
	}));
};

/** Refuses, with a Chinese sentence, a step that cannot be taken now, or lacks what it needs. */
export const checkStep = (
	step: Step,
	{ by, reason, until }: Signed & { readonly until?: string },
	finding: Standing,
	{ today, lastDay }: { readonly today: string; readonly lastDay: string },
): void => {
	if (by.trim() === '') throw new RangeError('请写明是谁做的决定');
	if (!stepsFor(finding).includes(step))
		throw new RangeError('这个问题现在不能这样处理，可能别人刚处理过，请刷新页面');
	if (needsReason.has(step) && !reason?.trim()) throw new RangeError('请写明理由');
	if (step !== 'waive') return;
	if (until === undefined || until < today) throw new RangeError('豁免要有截止日期，并且不早于今天');
	if (until > lastDay) throw new RangeError(`豁免最长一年，截止日期不得晚于${dayName(lastDay)}`);
};
