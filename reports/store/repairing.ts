import type { Kysely, Transaction } from 'kysely';
import { addDays } from '../../checks/facts/calendar.ts';
import { maxRepairingDays, type Repairing, repairingRefusal } from '../repairing.ts';
import { shanghaiTime } from '../time.ts';
import { inChunks } from './chunks.ts';
import { program, type Signed } from './decision-model.ts';
import type { Tables } from './schema.ts';
import type { RepairingStep, StoredRepairing } from './task-model.ts';

/** Findings of one step. */
export const mostRepaired = 2000;

type Row = Signed & { readonly step: StoredRepairing['step']; readonly until?: string };

const addSteps = async (
	db: Transaction<Tables>,
	site: string,
	findings: readonly string[],
	{ step, by, at, reason, until }: Row,
): Promise<void> => {
	for (const chunk of inChunks(findings))
		await db
			.insertInto('repairing_steps')
			.values(
				chunk.map((finding) => ({
					...{ site_id: site, finding, step, by, at: new Date(at).toISOString() },
					reason: reason ?? null,
					until: until ?? null,
				})),
			)
			.execute();
};

/** Findings of a site, with what becomes of them. */
const known = async (db: Kysely<Tables>, site: string, ids: readonly string[]) => {
	const rows = [];
	for (const chunk of inChunks(ids))
		rows.push(
			...(await db
				.selectFrom('findings')
				.select(['n', 'id', 'state', 'repairing'])
				.where('site_id', '=', site)
				.where('id', 'in', chunk)
				.execute()),
		);
	return rows;
};

const sayOf = (
	rows: Awaited<ReturnType<typeof known>>,
	db: Transaction<Tables>,
	said: { readonly repairing: string | null; readonly repairing_until: string | null },
) =>
	Promise.all(
		inChunks(rows.map(({ n }) => n)).map((chunk) =>
			db.updateTable('findings').set(said).where('n', 'in', chunk).execute(),
		),
	);

/**
 * Keeps that findings of a site are being repaired, or, with `revoke`, no more. Of several those are left out of which it cannot be
 * said. Throws a `RangeError` with a Chinese sentence where it can be said of none.
 */
export const takeRepairing = async (
	db: Transaction<Tables>,
	{ site, findings, step, by, at, reason, until }: RepairingStep,
): Promise<number> => {
	if (by.trim() === '') throw new RangeError('请写明是谁说的');
	if (findings.length > mostRepaired) throw new RangeError(`一次至多标记 ${mostRepaired} 个问题，请分几次`);
	const today = shanghaiTime(at).slice(0, 10);
	const refusal = repairingRefusal(until, { today, lastDay: addDays(today, maxRepairingDays) });
	if (refusal) throw new RangeError(refusal);
	const rows = await known(db, site, [...new Set(findings)]);
	const open = rows.filter(({ state, repairing }) =>
		step === 'begin'
			? ['new', 'open', 'regressed', 'disputed'].includes(state)
			: step === 'revoke' && repairing !== null,
	);
	if (open.length === 0)
		throw new RangeError(
			step === 'begin' ? '没有可以标为整改中的问题，可能已经改好或不再追究' : '这个问题没有标为整改中',
		);
	const end = step === 'begin' ? until : undefined;
	const said: Repairing = {
		...{ by, at: shanghaiTime(at) },
		...(reason === undefined ? {} : { reason }),
		...(end === undefined ? {} : { until: end }),
	};
	const ids = open.map(({ id }) => id);
	const signed = { by, at, ...(reason === undefined ? {} : { reason }) };
	await addSteps(db, site, ids, { step, ...signed, ...(end === undefined ? {} : { until: end }) });
	const isBegun = step === 'begin';
	await sayOf(open, db, {
		repairing: isBegun ? JSON.stringify(said) : null,
		repairing_until: isBegun ? (end ?? null) : null,
	});
	return open.length;
};

/** Ends what is said of findings that are repaired, or are told no more. */
export const endRepairing = async (db: Transaction<Tables>, site: string, at: string): Promise<void> => {
	const done = await db
		.selectFrom('findings')
		.select(['n', 'id', 'state', 'repairing'])
		.where('site_id', '=', site)
		.where('repairing', 'is not', null)
		.where('state', 'in', ['fixed', 'gone'])
		.execute();
	if (done.length === 0) return;
	await addSteps(
		db,
		site,
		done.map(({ id }) => id),
		{ step: 'end', by: program, at },
	);
	await sayOf(done, db, { repairing: null, repairing_until: null });
};

/** What is being repaired at a site now, by the finding's id. */
export const repairingOf = async (
	db: Kysely<Tables>,
	site: string,
): Promise<ReadonlyMap<string, Repairing>> => {
	const rows = await db
		.selectFrom('findings')
		.select(['id', 'repairing'])
		.where('site_id', '=', site)
		.where('repairing', 'is not', null)
		.execute();
	return new Map(
		rows.flatMap(({ id, repairing }) =>
			repairing ? [[id, JSON.parse(repairing) as Repairing] as const] : [],
		),
	);
};

/** What was said of a finding's repair, oldest first. */
export const repairingSteps = async (
	db: Kysely<Tables>,
	site: string,
	finding: string,
): Promise<StoredRepairing[]> => {
	const rows = await db
		.selectFrom('repairing_steps')
		.selectAll()
		.where('site_id', '=', site)
		.where('finding', '=', finding)
		.orderBy('n')
		.execute();
	return rows.map(({ step, by, at, reason, until }) => ({
		...{ step, by, at: shanghaiTime(at) },
		...(reason === null ? {} : { reason }),
		...(until === null ? {} : { until }),
	}));
};
