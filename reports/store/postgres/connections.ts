import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Access } from '../open.ts';
import { isHasty } from '../patience.ts';
import {
	connectionTrouble,
	isAway,
	isLost,
	isStarting,
	lostTrouble,
	type Place,
	statementTrouble,
} from './trouble.ts';

/** As many as pages and audits of one program need at once; a server takes 100 of all programs unless it is told otherwise. */
const most = 8;
/** How long a server may take that is there no more, or not yet. */
const patienceMs = 15_000;
/** The same, where somebody waits before an empty page. */
const hasteMs = 1500;
const connectMs = 10_000;

type Reader = typeof pg.types.getTypeParser;

/** A number that a JavaScript number holds exactly; sums and identities of ours are none other. */
const wholeNumber = (text: string): number => {
	const number = Number(text);
	if (!Number.isSafeInteger(number)) throw new RangeError(`expected an integer below 2^53, got ${text}`);
	return number;
};

/** Values as SQLite gives them: numbers are numbers, and what is true is 1. */
const readers: Readonly<Record<number, (text: string) => unknown>> = {
	[pg.types.builtins.INT8]: wholeNumber,
	[pg.types.builtins.NUMERIC]: Number,
	[pg.types.builtins.BOOL]: (text) => Number(text === 't'),
};

/** PostgreSQL keeps no text with a NUL in it, and crawled text may have one. */
const withoutNul = (value: unknown): unknown =>
	typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\u{fffd}') : value;

export interface Connections extends PostgresPool {
	readonly place: Place;
	/** Waits for a server that is known to be away, and throws where that takes too long. */
	readonly there: () => Promise<void>;
	/** From now on all queries go through one connection, one after the other: what is temporary is that one's alone. */
	readonly pin: () => Promise<void>;
}

export interface Address extends Access {
	/** `postgres://user@host:port/database`; what it lacks is taken from the environment, as `psql` does. */
	readonly url: string;
}

/** pg holds these for the same, and would say so on the terminal: the server's certificate is checked. */
const strict = (url: string): string =>
	url.replace(/\bsslmode=(prefer|require|verify-ca)\b/, 'sslmode=verify-full');

/** Reads a URL, and what it lacks from the environment, as `psql` does. Throws a Chinese sentence where it cannot be read. */
const clientFor = (url: string): pg.Client => {
	try {
		return new pg.Client({ connectionString: strict(url) });
	} catch (cause) {
		throw new Error('database 应如 postgres://用户名@主机:5432/数据库名', { cause });
	}
};

/** Milliseconds to wait for an answer, and for a connection that others use. */
const patienceOf = (url: string): number => {
	const [, seconds] = /[?&]connect_timeout=(\d{1,4})\b/.exec(url) ?? [];
	return Number(seconds ?? 0) * 1000 || connectMs;
};

/** Where a URL leads. Throws a Chinese sentence where it cannot be read. */
export const placeOf = (url: string): Place => {
	const { host, port, database = '', user = '' } = clientFor(url);
	return { host, port, database, user };
};

/** How to connect. */
export const settingsOf = ({ url, password }: Address): pg.PoolConfig => ({
	connectionString: strict(url),
	max: most,
	connectionTimeoutMillis: patienceOf(url),
	idleTimeoutMillis: 30_000,
	keepAlive: true,
	fallback_application_name: 'gongkai',
	// Nothing asks for values in binary form.
	types: { getTypeParser: ((id: number) => readers[id] ?? pg.types.getTypeParser(id)) as Reader },
	...(password ? { ...whereTo(url), password: async () => (await password(placeOf(url))) ?? '' } : {}),
});

/** The same without the URL, whose password, though it has none, would go before the one given. */
const whereTo = (url: string): pg.PoolConfig => {
	const { host, port, database, user, ssl } = clientFor(url);
	return { connectionString: undefined, host, port, database, user, ssl };
};

/** A client of the pool as Kysely uses it, which says what is wrong in our words. */
const clientOf = async (connect: () => Promise<pg.PoolClient>, place: Place, mayReconnect: boolean) => {
	let client = await connect();
	let isBroken = false;
	/** Given back, and no other had. */
	let isGone = false;
	let inTransaction = false;
	let last: Promise<unknown> = Promise.resolve();
	const watch = (): void => {
		// It tells of a connection that breaks while nothing is asked; unheard, that would end the program.
		client.on('error', () => {
			isBroken = true;
		});
	};
	watch();

	const askOnce = async (sql: string, values: unknown[]): Promise<unknown> => {
		try {
			return await client.query(sql, values);
		} catch (error) {
			if (!isLost(error)) throw statementTrouble(place, error);
			isBroken = true;
			const wasCommitting = sql === 'commit' || (!inTransaction && !/^\s*(select|begin)\b/i.test(sql));
			throw lostTrouble(place, { wasCommitting, isWriting: inTransaction }, error);
		}
	};
	const ask = async (sql: string, values: unknown[]): Promise<unknown> => {
		// On a connection that is gone, the server has undone what was not finished.
		if (isBroken && sql === 'rollback') return { command: 'ROLLBACK', rowCount: 0, rows: [] };
		try {
			return await askOnce(sql, values);
		} catch (error) {
			// What only reads can be asked anew of another connection.
			const isAskedAnew = isBroken && mayReconnect && !inTransaction && /^\s*select\b/i.test(sql);
			if (!isAskedAnew) throw error;
			client.release(true);
			isGone = true;
			client = await connect();
			isGone = isBroken = false;
			watch();
			return await askOnce(sql, values);
		} finally {
			if (/^begin\b/.test(sql)) inTransaction = true;
			if (/^(commit|rollback)$/.test(sql)) inTransaction = false;
		}
	};
	return {
		/** One after the other, as a connection works. */
		query: (sql: string, parameters: readonly unknown[] = []) => {
			const asked = last.then(() => ask(sql, parameters.map(withoutNul)));
			last = asked.catch(() => {});
			return asked;
		},
		release: (isDiscarded?: boolean) => {
			if (isGone) return;
			client.removeAllListeners('error');
			client.release(isDiscarded || isBroken);
		},
	};
};

/** Opens nothing yet: each connection is made when one is needed, and lost ones are made anew. */
export const connections = (address: Address): Connections => {
	const place = placeOf(address.url);
	const pool = new pg.Pool(settingsOf(address));
	// Of those that nobody uses; the pool has dropped it.
	pool.on('error', () => {});
	let wasThere = false;
	/** Since when no connection can be had, by a clock that nobody sets, and why; undefined while they can. */
	let away: { readonly since: number; readonly error: unknown } | undefined;

	const attempt = async (): Promise<pg.PoolClient> => {
		try {
			const client = await pool.connect();
			if (away) address.onTrouble?.(undefined);
			away = undefined;
			wasThere = true;
			return client;
		} catch (error) {
			// What waits for our own other connections says nothing of the server.
			if (!/^timeout exceeded/.test(error instanceof Error ? error.message : '')) {
				address.onTrouble?.(connectionTrouble(place, error));
				away = { since: away?.since ?? performance.now(), error };
			}
			throw error;
		}
	};
	/** The same for whoever is hasty: a server that did not answer the others is not waited for. */
	const attemptInHaste = async (known: unknown): Promise<pg.PoolClient> => {
		const trying = attempt();
		const client = await Promise.race([trying, pause(hasteMs, undefined, { ref: false })]);
		if (client) return client;
		void trying.then(
			(late) => late.release(),
			() => {},
		);
		throw known;
	};
	const connect = async (): Promise<pg.PoolClient> => {
		const haste = isHasty();
		const begun = performance.now();
		for (let waitMs = 100; ; waitMs = Math.min(2000, waitMs * 2)) {
			try {
				return await (haste && away ? attemptInHaste(away.error) : attempt());
			} catch (error) {
				const isWorthIt = isStarting(error) || (wasThere && isAway(error));
				const end = haste ? (away?.since ?? begun) + hasteMs : begun + patienceMs;
				if (!isWorthIt || performance.now() + waitMs > end) throw connectionTrouble(place, error);
				await pause(waitMs);
			}
		}
	};

	let pinned: { readonly query: PostgresPoolClient['query']; readonly release: () => void } | undefined;
	let turn: Promise<void> = Promise.resolve();
	const takeTurn = async (client: PostgresPoolClient): Promise<PostgresPoolClient> => {
		const before = turn;
		const { promise, resolve } = Promise.withResolvers<void>();
		turn = promise;
		await before;
		return { query: client.query, release: () => resolve() };
	};

	return {
		place,
		options: {},
		there: async () => {
			if (away) (await connect()).release();
		},
		connect: async () => {
			if (pinned) return takeTurn(pinned as PostgresPoolClient);
			return (await clientOf(connect, place, true)) as PostgresPoolClient;
		},
		pin: async () => {
			pinned ??= (await clientOf(connect, place, false)) as PostgresPoolClient;
		},
		end: async () => {
			pinned?.release();
			pinned = undefined;
			await pool.end();
		},
	};
};
