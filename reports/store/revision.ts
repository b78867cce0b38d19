import { type Kysely, sql } from 'kysely';
import type { Tables } from './schema.ts';

/** Says that months or sites are no longer what they were. The last step of a transaction: whoever else writes waits for it. */
export const touch = async (db: Kysely<Tables>): Promise<void> => {
	await db.updateTable('revision').set({ n: sql`n + 1` }).execute();
};

const revisionOf = async (db: Kysely<Tables>): Promise<number> =>
	(await db.selectFrom('revision').select('n').executeTakeFirst())?.n ?? 0;

/** What was worked out of months and sites, for as long as nobody changes them, in whatever process. */
export interface Memory {
	/** The answer known by that key, or worked out now. */
	readonly of: <Answer>(key: string, work: () => Promise<Answer>) => Promise<Answer>;
}

/** Answers kept at once; the oldest go first. */
const maxAnswers = 200;

export const memoryOf = (db: Kysely<Tables>): Memory => {
	const answers = new Map<string, Promise<unknown>>();
	let known = -1;
	return {
		of: async <Answer>(key: string, work: () => Promise<Answer>): Promise<Answer> => {
			const revision = await revisionOf(db);
			if (revision !== known) answers.clear();
			known = revision;
			// Only answers of that kind of question are kept by its key.
			const before = answers.get(key) as Promise<Answer> | undefined;
			if (before) return before;
			const [oldest] = answers.keys();
			if (answers.size >= maxAnswers && oldest !== undefined) answers.delete(oldest);
			const answer = work();
			answers.set(key, answer);
			answer.catch(() => {
				if (answers.get(key) === answer) answers.delete(key);
			});
			return answer;
		},
	};
};
