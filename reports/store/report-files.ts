import { setImmediate as breathe } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** Read at once: of all sites there may be many ten thousands, and nobody is to wait for them. */
const filesAtOnce = 2000;

/** Files of the reports that are kept, of one site or of all. */
export const knownFiles = async (db: Kysely<Tables>, site?: string): Promise<ReadonlySet<string>> => {
	const known = new Set<string>();
	for (let after: number | undefined = 0; after !== undefined; ) {
		let chosen = db.selectFrom('reports').select(['n', 'file']).where('n', '>', after);
		if (site !== undefined) chosen = chosen.where('site_id', '=', site);
		const rows: readonly { n: number; file: string }[] = await chosen
			.orderBy('n')
			.limit(filesAtOnce)
			.execute();
		for (const { file } of rows) known.add(file);
		after = rows.length < filesAtOnce ? undefined : rows.at(-1)?.n;
		await breathe();
	}
	return known;
};
