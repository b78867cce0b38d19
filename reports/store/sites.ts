import type { Kysely, Selectable } from 'kysely';
import type { Report } from '../model.ts';
import type { Imported, KnownSite, RegisteredSite } from './model.ts';
import { touch } from './revision.ts';
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

/** All rows, and the same by id. */
const rowsById = async (db: Kysely<Tables>) => {
	const rows = await allRows(db);
	return { rows, known: new Map(rows.map((row) => [row.id, row])) };
};

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
	gone_since: null,
	registered: null,
	position,
	name_order: -1,
});

/** A site that was out of the configuration for no longer is taken to have been so by mistake: a week has its days off in it. */
const mistakeMs = 7 * 86_400_000;

/**
 * Since when a site counts as known that is named now. After a short absence nothing has changed: what it missed is caught up. After
 * a long one it is a newcomer: hundreds that return are not to be audited all at once for a time that nobody remembers.
 */
const knownSince = (before: Row | undefined, now: string): string => {
	if (!before) return now;
	if (before.origin !== 'report') return before.known_since;
	const { gone_since: gone } = before;
	return gone !== null && Date.parse(now) - Date.parse(gone) <= mistakeMs ? before.known_since : now;
};

/** The row of a site that a configuration names, from the one that it had. */
const configured = (before: Row | undefined, site: RegisteredSite, now: string, position: number): Row => ({
	...(before ?? newcomer(site, 'config', now, position)),
	...columnsOf(site),
	origin: 'config',
	known_since: knownSince(before, now),
	gone_since: null,
	position,
});

/** What waits in the queue would be audited without being known. */
const dropUnknown = async (db: Kysely<Tables>): Promise<void> => {
	const known = db.selectFrom('sites').select('id').where('origin', '!=', 'report');
	await db.deleteFrom('audits').where('state', '=', 'queued').where('site_id', 'not in', known).execute();
};

/** Makes the configuration's sites stand beside the register, and no other configuration's. */
export const syncConfigured = async (
	db: Kysely<Tables>,
	sites: readonly RegisteredSite[],
	now: string,
): Promise<void> => {
	await placeConfigured(db, sites, now);
	await dropUnknown(db);
	await touch(db);
};

/**
 * Shows the configuration's sites to this connection as if they stood beside the register, and no other's; what is kept stays as
 * it is, under the temporary table that `cover` lays over it. What is written to sites afterwards is lost with the connection.
 */
export const seeConfigured = async (
	db: Kysely<Tables>,
	sites: readonly RegisteredSite[],
	now: string,
	cover: () => Promise<void>,
): Promise<void> => {
	await cover();
	await placeConfigured(db, sites, now);
};

/** Makes sites of a configuration known that nobody names; all others stay what they are. */
export const knowConfigured = async (
	db: Kysely<Tables>,
	sites: readonly RegisteredSite[],
	now: string,
): Promise<void> => {
	const { rows, known } = await rowsById(db);
	let position = nextPosition(rows);
	const unnamed = sites.filter(({ id }) => (known.get(id)?.origin ?? 'report') === 'report');
	for (const site of unnamed) {
		const before = known.get(site.id);
		await save(db, configured(before, site, now, before ? before.position : position++));
	}
	if (unnamed.length === 0) return;
	await renumber(db);
	await touch(db);
};

const placeConfigured = async (
	db: Kysely<Tables>,
	sites: readonly RegisteredSite[],
	now: string,
): Promise<void> => {
	const { rows, known } = await rowsById(db);
	const named = new Set(sites.map(({ id }) => id));
	const changed: Row[] = [];
	for (const [index, site] of sites.entries()) {
		// The configuration's sites come first: their places lie below zero.
		const position = index - sites.length;
		const before = known.get(site.id);
		const after = configured(before, site, now, position);
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
				: { ...row, origin: 'report', gone_since: now, position: position++ },
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
	const { rows, known } = await rowsById(db);
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
			known_since: knownSince(before, now),
			gone_since: null,
			registered,
		});
	}
	if (counts.added + counts.changed > 0) await renumber(db);
	await touch(db);
	return counts;
};

/** Takes sites out of the register; the configuration's stay, and so do those that have reports, but are audited no more. */
export const removeSites = async (db: Kysely<Tables>, ids: readonly string[], now: string): Promise<void> => {
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
		if (row && isReported) await save(db, { ...row, registered: null, origin: 'report', gone_since: now });
		else if (row) await db.deleteFrom('sites').where('id', '=', id).execute();
	}
	await dropUnknown(db);
	await touch(db);
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

/** All of the register as it names them, also those that a configuration names. */
export const registeredSites = async (db: Kysely<Tables>): Promise<KnownSite[]> => {
	const rows = await db
		.selectFrom('sites')
		.selectAll()
		.where('registered', 'is not', null)
		.orderBy('position')
		.orderBy('id')
		.execute();
	return rows.map((row) => {
		// Nothing but a registered site is written there.
		const registered = JSON.parse(row.registered ?? '') as RegisteredSite;
		return siteOf({ ...row, ...columnsOf(registered), origin: 'register' });
	});
};
