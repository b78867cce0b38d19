import type { Kysely, Transaction } from 'kysely';
import type { Proof, Recheck } from '../recheck.ts';
import { shanghaiTime } from '../time.ts';
import { noteChange } from './changes.ts';
import { keepDues } from './dues.ts';
import type { FindingNow, StoredRecheck } from './model.ts';
import { endRepairing } from './repairing.ts';
import type { Tables } from './schema.ts';
import { recountTasks } from './tasks.ts';

/** What a finding is after a second look. */
const stateAfter = (now: FindingNow, result: Recheck['result']): FindingNow => {
	if (result === 'unknown') return now;
	if (result !== 'open') return result;
	if (now === 'fixed') return 'regressed';
	return now === 'new' || now === 'gone' ? 'open' : now;
};

/** Keeps second looks, and what the findings are by them; reports and sums stay as they are. */
export const keepRechecks = async (
	db: Transaction<Tables>,
	site: string,
	rechecks: readonly Recheck[],
	{ at, by }: { readonly at: string; readonly by: string },
): Promise<void> => {
	for (const { finding, result, words, proof } of rechecks) {
		const known = await db
			.selectFrom('findings')
			.select(['n', 'state'])
			.where('site_id', '=', site)
			.where('id', '=', finding.id)
			.executeTakeFirst();
		if (!known) continue;
		await db
			.insertInto('rechecks')
			.values({ finding: known.n, at, asked_by: by, result, words, proof: JSON.stringify(proof) })
			.execute();
		await db
			.updateTable('findings')
			.set({ state: stateAfter(known.state, result) })
			.where('n', '=', known.n)
			.execute();
	}
	await keepDues(db, site);
	await endRepairing(db, site, at);
	await noteChange(db, site);
	await recountTasks(
		db,
		site,
		rechecks.map(({ finding }) => finding.id),
	);
};

/** An audit that is recorded late, or anew, has no say in what was seen after it. */
export const keepLaterRechecks = async (
	db: Transaction<Tables>,
	site: string,
	finishedAt: string,
): Promise<void> => {
	const later = await db
		.selectFrom('rechecks as r')
		.innerJoin('findings as f', 'f.n', 'r.finding')
		.select(['f.n', 'f.state', 'r.result'])
		.where('f.site_id', '=', site)
		.where('r.at', '>', finishedAt)
		.orderBy('r.at')
		.execute();
	const states = new Map<number, FindingNow>();
	for (const { n, state, result } of later) states.set(n, stateAfter(states.get(n) ?? state, result));
	for (const [n, state] of states)
		await db.updateTable('findings').set({ state }).where('n', '=', n).execute();
};

/** All second looks at a finding, by its row, oldest first. */
export const rechecksOf = async (db: Kysely<Tables>, finding: number): Promise<StoredRecheck[]> => {
	const rows = await db
		.selectFrom('rechecks')
		.select(['at', 'asked_by', 'result', 'words', 'proof'])
		.where('finding', '=', finding)
		.orderBy('at')
		.orderBy('n')
		.execute();
	return rows.map(({ at, asked_by: by, result, words, proof }) => ({
		at: shanghaiTime(at),
		by,
		result,
		words,
		proof: JSON.parse(proof) as Proof[],
	}));
};

/** The last second look at a finding. */
export const recheckOf = async (
	db: Kysely<Tables>,
	site: string,
	id: string,
): Promise<StoredRecheck | undefined> => {
	const row = await db
		.selectFrom('findings')
		.select('n')
		.where('site_id', '=', site)
		.where('id', '=', id)
		.executeTakeFirst();
	return row && (await rechecksOf(db, row.n)).at(-1);
};
