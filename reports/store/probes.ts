import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ProbeDay } from '../../crawler/model.ts';
import { shanghaiTime } from '../time.ts';
import type { RegisteredSite, StoredProbe } from './model.ts';
import type { ProbeDaysTable, ProbesTable, Tables } from './schema.ts';

type Row = Selectable<ProbesTable>;

const rounded = (milliseconds: number | undefined): number | null =>
	milliseconds === undefined ? null : Math.round(milliseconds);

const medianOf = (values: readonly number[]): number | null => {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
};

const sumsOf = (probes: readonly Row[]): Omit<ProbeDaysTable, 'site_id' | 'url' | 'day'> => {
	const count = (state: Row['state']): number => probes.filter((probe) => probe.state === state).length;
	const opened = probes.filter(({ state }) => state === 'ok');
	return {
		ok: opened.length,
		failed: count('failed'),
		wall: count('wall'),
		unconfirmed: count('unconfirmed'),
		ours: count('ours'),
		first_byte_ms: medianOf(opened.flatMap(({ first_byte_ms }) => first_byte_ms ?? [])),
		failures: JSON.stringify(
			probes
				.filter(({ state }) => state === 'failed')
				.map(({ at, words }) => ({ at: shanghaiTime(at).slice(11, 16), words: words ?? '' })),
		),
	};
};

/** Keeps a probe, and sums its day up again; a second one for the same slot is not kept. */
export const recordProbe = async (db: Transaction<Tables>, probe: StoredProbe): Promise<void> => {
	const { site, url, slot, at, state, status, dnsMs, connectMs, tlsMs, firstByteMs, words } = probe;
	const day = shanghaiTime(slot).slice(0, 10);
	await db
		.insertInto('probes')
		.values({
			site_id: site,
			url,
			slot,
			day,
			at,
			state,
			status: status ?? null,
			dns_ms: rounded(dnsMs),
			connect_ms: rounded(connectMs),
			tls_ms: rounded(tlsMs),
			first_byte_ms: rounded(firstByteMs),
			words: words ?? null,
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	const own = await db
		.selectFrom('probes')
		.selectAll()
		.where('site_id', '=', site)
		.where('slot', '>=', new Date(`${day}T00:00:00+08:00`).toISOString())
		.where('day', '=', day)
		.where('url', '=', url)
		.orderBy('slot')
		.execute();
	const sums = sumsOf(own);
	await db
		.insertInto('probe_days')
		.values({ site_id: site, url, day, ...sums })
		.onConflict((conflict) => conflict.columns(['site_id', 'url', 'day']).doUpdateSet(sums))
		.execute();
};

/** The slots, ISO, after that instant for which a site was probed, by site. */
export const probedSince = async (
	db: Kysely<Tables>,
	since: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
	const rows = await db
		.selectFrom('probes')
		.select(['site_id', 'slot'])
		.where('day', '>=', shanghaiTime(since).slice(0, 10))
		.where('slot', '>', since)
		.execute();
	return new Map(
		[...Map.groupBy(rows, ({ site_id }) => site_id)].map(([site, own]) => [
			site,
			new Set(own.map(({ slot }) => slot)),
		]),
	);
};

/** A site's days with probes of its homepage, `from` to `to` inclusive, oldest first. */
export const probeDays = async (
	db: Kysely<Tables>,
	{ id, url }: Pick<RegisteredSite, 'id' | 'url'>,
	from: string,
	to: string,
): Promise<ProbeDay[]> => {
	const rows = await db
		.selectFrom('probe_days')
		.selectAll()
		.where('site_id', '=', id)
		.where('url', '=', url)
		.where('day', '>=', from)
		.where('day', '<=', to)
		.orderBy('day')
		.execute();
	return rows.map(({ site_id: _, url: __, first_byte_ms, failures, ...day }) => ({
		...day,
		...(first_byte_ms === null ? {} : { firstByteMs: first_byte_ms }),
		failures: JSON.parse(failures) as ProbeDay['failures'],
	}));
};

/** Forgets the single probes of the days before one; the days themselves are kept. */
export const thinProbes = async (db: Kysely<Tables>, before: string): Promise<void> => {
	await db.deleteFrom('probes').where('day', '<', before).execute();
};
