import type { Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** Lives go on by complete audits alone: what they no longer tell, and did not call fixed, is gone. */
export const keepLives = async (db: Transaction<Tables>, site: string, report: number): Promise<void> => {
	await db
		.updateTable('findings')
		.from('sightings as s')
		.set((update) => ({ state: update.ref('s.state'), detail: update.ref('s.detail') }))
		.whereRef('s.finding', '=', 'findings.n')
		.where('s.report', '=', report)
		.where((where) =>
			where.or([
				where('findings.detail', 'is', null),
				where('findings.detail', '!=', where.ref('s.detail')),
				where('findings.state', '!=', where.ref('s.state')),
			]),
		)
		.execute();
	await db
		.updateTable('findings')
		.set({ state: 'gone' })
		.where('site_id', '=', site)
		.where('state', 'not in', ['fixed', 'gone'])
		.where((where) =>
			where.not(
				where.exists(
					where
						.selectFrom('sightings as s')
						.select('s.rank')
						.whereRef('s.finding', '=', 'findings.n')
						.where('s.report', '=', report),
				),
			),
		)
		.execute();
};

/** What no whole audit has words for yet is known by these. */
export const keepFirstWords = async (db: Transaction<Tables>, report: number): Promise<void> => {
	await db
		.updateTable('findings')
		.from('sightings as s')
		.set((update) => ({ detail: update.ref('s.detail') }))
		.whereRef('s.finding', '=', 'findings.n')
		.where('s.report', '=', report)
		.where('findings.detail', 'is', null)
		.execute();
};
