import type { Kysely, Selectable } from 'kysely';
import type { Report } from '../model.ts';
import type { Imported, KnownSite, RegisteredSite } from './model.ts';
import type { SitesTable, Tables } from './schema.ts';

type Row = Selectable<SitesTable>;

const columnsOf = (site: RegisteredSite) => ({
	name: site.name,
	url: site.url,
	type: site.type,
	level: site.level ?? null,
	district: site.district ?? null,
	site_id_code: site.siteIdCode ?? null,
	maintainer: site.maintainer ?? null,
	schedule: site.schedule ?? null,
});

/** A site as pages and commands know it. */
export const siteOf = (row: Row): KnownSite => ({
	id: row.id,
	name: row.name,
	url: row.url,
	type: row.type,
	...(row.level === null ? {} : { level: row.level }),
	...(row.district === null ? {} : { district: row.district }),
	...(row.site_id_code === null ? {} : { siteIdCode: row.site_id_code }),
	...(row.maintainer === null ? {} : { maintainer: row.maintainer }),
	...(row.schedule === null ? {} : { schedule: row.schedule }),
	origin: row.origin,
	knownSince: row.known_since,
});

/** A registered site with its keys in one order and nothing else, so that two can be compared. */
const plainSite = (site: RegisteredSite): string => JSON.stringify([site.id, columnsOf(site)]);

const allRows = (db: Kysely<Tables>): Promise<Row[]> => db.selectFrom('sites').selectAll().execute();

const save = async (db: Kysely<Tables>, row: Row): Promise<void> => {
	const { id, ...values } = row;
	await db
		.insertInto('sites')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doUpdateSet(values))
		.execute();
};

/** Numbers the sites by name, as a dictionary has them, and in their own order. */
const renumber = async (db: Kysely<Tables>): Promise<void> => {
	const rows = await allRows(db);
	const collator = new Intl.Collator('zh-Hans-CN', { numeric: true });
	const byName = rows.toSorted((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
	for (const [place, { id, name_order }] of byName.entries())
		if (name_order !== place)
			await db.updateTable('sites').set({ name_order: place }).where('id', '=', id).execute();
};

const nextPosition = (rows: readonly Row[]): number =>
	rows.reduce((most, { position }) => Math.max(most, position), -1) + 1;

/** A site that was never heard of before. */
const newcomer = (site: RegisteredSite, origin: Row['origin'], now: string, position: number): Row => ({
	id: site.id,
	...columnsOf(site),
	origin,
	known_since: now,
	registered: null,
	position,
	name_order: -1,
});

/** Makes the configuration's sites stand beside the register. */
export const syncConfigured = async (
	db: Kysely<Tables>,
	sites: readonly RegisteredSite[],
	now: string,
): Promise<void> => {
	const rows = await allRows(db);
	const known = new Map(rows.map((row) => [row.id, row]));
	const named = new Set(sites.map(({ id }) => id));
	const changed: Row[] = [];
	for (const [index, site] of sites.entries()) {
		// The configuration's sites come first: their places lie below zero.
		const position = index - sites.length;
		const before = known.get(site.id);
		const since = before && before.origin !== 'report' ? before.known_since : now;
		const after: Row = {
			...(before ?? newcomer(site, 'config', now, position)),
			...columnsOf(site),
			origin: 'config',
			known_since: since,
			position,
		};
		if (JSON.stringify(before) !== JSON.stringify(after)) changed.push(after);
	}
	let position = nextPosition(rows);
	for (const row of rows) {
		if (row.origin !== 'config' || named.has(row.id)) continue;
		// What the register says of it holds again; without a word there, only its reports remain.
		const registered = row.registered === null ? undefined : (JSON.parse(row.registered) as RegisteredSite);
		changed.push(
			registered
				? { ...row, ...columnsOf(registered), origin: 'register', position: position++ }
				: { ...row, origin: 'report', position: position++ },
		);
	}
	for (const row of changed) await save(db, row);
	if (changed.length > 0) await renumber(db);
};

/** Adds sites to the register or changes them by id. */
export const importSites = async (
	db: Kysely<Tables>,
	sites: readonly RegisteredSite[],
	now: string,
): Promise<Imported> => {
	const rows = await allRows(db);
	const known = new Map(rows.map((row) => [row.id, row]));
	let position = Math.max(0, nextPosition(rows));
	const counts = { added: 0, changed: 0, unchanged: 0 };
	for (const site of sites) {
		const before = known.get(site.id);
		const registered = JSON.stringify(site);
		if (!before?.registered) counts.added++;
		else if (plainSite(JSON.parse(before.registered)) === plainSite(site)) {
			counts.unchanged++;
			continue;
		} else counts.changed++;
		if (before?.origin === 'config') {
			await save(db, { ...before, registered });
			continue;
		}
		await save(db, {
			...(before ?? newcomer(site, 'register', now, position++)),
			...columnsOf(site),
			origin: 'register',
			known_since: before?.origin === 'register' ? before.known_since : now,
			registered,
		});
	}
	if (counts.added + counts.changed > 0) await renumber(db);
	return counts;
};

/** Takes sites out of the register; the configuration's stay, and so do those that have reports, but are audited no more. */
export const removeSites = async (db: Kysely<Tables>, ids: readonly string[]): Promise<void> => {
	for (const id of ids) {
		const row = await db.selectFrom('sites').selectAll().where('id', '=', id).executeTakeFirst();
		const isReported = await db
			.selectFrom('months')
			.select('period')
			.where('site_id', '=', id)
			.limit(1)
			.executeTakeFirst();
		if (row?.origin === 'config') {
			await save(db, { ...row, registered: null });
			continue;
		}
		if (row && isReported) await save(db, { ...row, registered: null, origin: 'report' });
		else if (row) await db.deleteFrom('sites').where('id', '=', id).execute();
		// What waits in the queue would be audited without being known.
		await db.deleteFrom('audits').where('site_id', '=', id).where('state', '=', 'queued').execute();
	}
};

/** A site of which only a report tells is known by it; of one that was named nowhere else, by its latest one. */
export const knowReported = async (db: Kysely<Tables>, { site, run }: Report): Promise<void> => {
	const before = await db.selectFrom('sites').selectAll().where('id', '=', site.id).executeTakeFirst();
	if (before && before.origin !== 'report') return;
	const { type = 'portal', id, url } = site;
	const name = site.name || id;
	if (before && before.name === name && before.url === url && before.type === type) return;
	const position = nextPosition(before ? [] : await allRows(db));
	await save(
		db,
		before
			? { ...before, name, url, type }
			: newcomer({ id, name, url, type }, 'report', new Date(run.finishedAt).toISOString(), position),
	);
	await renumber(db);
};

export const auditedSites = async (db: Kysely<Tables>): Promise<KnownSite[]> => {
	const rows = await db
		.selectFrom('sites')
		.selectAll()
		.where('origin', '!=', 'report')
		.orderBy('position')
		.orderBy('id')
		.execute();
	return rows.map(siteOf);
};
