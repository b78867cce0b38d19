import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './schema.ts';

/** Others went on writing for so long that nothing could be kept; the message says so, a Chinese sentence. */
export class BusyError extends RangeError {
	override readonly name = 'BusyError';
	constructor(cause: unknown) {
		super('数据库正忙，别的程序一直在写入，这次没有保存', { cause });
	}
}

/** What SQLite says where another connection writes. */
export const isLocked = (error: unknown): boolean =>
	/database (?:table )?is locked|SQLITE_BUSY/.test(error instanceof Error ? error.message : String(error));

/** How long a write waits for its turn, milliseconds, unless told otherwise. */
export const defaultPatienceMs = 20_000;

/** Between two tries, milliseconds: a try is cheap, the gap that others leave may be short, and those who wait must not all come back at once. */
const pause = (): number => 1 + Math.random() * 5;

/**
 * Does something again as long as others hold the store, and throws a `BusyError` after `patienceMs`. Whoever waits here keeps nobody
 * of this process waiting. What is done again must have left nothing behind: a transaction, or one statement.
 */
export const patiently = async <T>(
	work: () => Promise<T>,
	patienceMs: number = defaultPatienceMs,
): Promise<T> => {
	const until = performance.now() + patienceMs;
	for (;;) {
		try {
			return await work();
		} catch (error) {
			if (!isLocked(error)) throw error;
			if (performance.now() >= until) throw new BusyError(error);
			await wait(pause());
		}
	}
};

const haste = new AsyncLocalStorage<true>();

/**
 * Whatever `work` asks of a store that is away fails within two seconds, and is not done later: somebody waits for a page. Audits wait
 * longer, since a restart of the database must cost none of them.
 */
export const hastily = <T>(work: () => T): T => haste.run(true, work);

/** Whether whoever asks is in haste. */
export const isHasty = (): boolean => haste.getStore() ?? false;

/** Carries out a transaction, once others let it. */
export type Write = <T>(work: (tx: Transaction<Tables>) => Promise<T>) => Promise<T>;

export const writer =
	(db: Kysely<Tables>, patienceMs?: number): Write =>
	(work) =>
		patiently(() => db.transaction().execute(work), patienceMs);

/** How long whoever reads waits until that is kept, milliseconds. */
const besideMs = 200;

/** Keeps something that is not worth waiting for; `key`: of the same kind, one is kept at a time, and others are let go. Never rejects. */
export type Beside = (key: string, work: (tx: Transaction<Tables>) => Promise<void>) => Promise<void>;

/** Keeps what follows from reading, such as when something was last used: nobody is kept from reading because another program writes. */
export const besides = (write: Write): Beside => {
	const under = new Set<string>();
	return async (key, work) => {
		if (under.has(key)) return;
		under.add(key);
		const kept = write(work)
			.catch(() => {})
			.finally(() => under.delete(key));
		await Promise.race([kept, wait(besideMs)]);
	};
};
