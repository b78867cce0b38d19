import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Address, placeOf, settingsOf } from './connections.ts';
import { locks } from './dialect.ts';
import { connectionTrouble } from './trouble.ts';

/** A dashboard without a schedule has the lock for a moment when it starts. */
const patienceMs = 1000;
/** A connection that broke takes the lock with it; so long after that it is asked for anew. */
const againMs = 5000;

/** Who has it: an address, as far as the server tells. */
const holder = async (client: pg.Client): Promise<string> => {
	const { rows } = await client.query<{ address: string | null }>(
		`select host(a.client_addr) as address from pg_locks l join pg_stat_activity a on a.pid = l.pid
		where l.locktype = 'advisory' and l.granted and ((l.classid::bigint << 32) | l.objid::bigint) = ${locks.serving}
			and l.database = (select oid from pg_database where datname = current_database())`,
	);
	const address = rows[0]?.address;
	return address ? `（在 ${address} 上）` : '';
};

/**
 * Makes this process the only one whose schedule works on a database, until it ends, however it ends: the lock is its connection's.
 * Throws a Chinese sentence where another process has it. Where the connection breaks, it is asked for until it is had again; what
 * two schedules would do twice meanwhile, the queue refuses.
 */
export const lockServing = async (address: Address): Promise<{ readonly release: () => void }> => {
	const place = placeOf(address.url);
	let isReleased = false;
	let held: pg.Client | undefined;

	const attempt = async (): Promise<boolean> => {
		const client = new pg.Client(settingsOf(address));
		let isOpen = true;
		client.on('error', () => {});
		client.on('end', () => {
			if (isOpen && held === client) void again();
			isOpen = false;
		});
		await client.connect().catch((error: unknown) => Promise.reject(connectionTrouble(place, error)));
		const end = Date.now() + patienceMs;
		for (;;) {
			const { rows } = await client.query<{ had: number }>(
				`select pg_try_advisory_lock(${locks.serving}) as had`,
			);
			if (rows[0]?.had) break;
			if (Date.now() < end) {
				await pause(100);
				continue;
			}
			const who = await holder(client).catch(() => '');
			await client.end();
			throw new Error(
				`数据库 ${place.database} 已有一个 gongkai serve 在用${who}，请先停掉它；只看看板可加 --no-schedule`,
			);
		}
		held = client;
		return true;
	};
	const again = async (): Promise<void> => {
		while (!isReleased) {
			await pause(againMs, undefined, { ref: false });
			if (!isReleased && (await attempt().catch(() => false))) return;
		}
	};

	await attempt();
	return {
		release: () => {
			if (isReleased) return;
			isReleased = true;
			held?.end().catch(() => {});
		},
	};
};
