import type pino from 'pino';
import { spoken } from '../reports/formats/spoken.ts';
import type { Access } from '../reports/store/open.ts';
import { ConnectionError } from '../reports/store/postgres/trouble.ts';

/** Tells that the store is away once, for all who ask it. */
export interface StoreAway {
	/** For whoever opens the store. */
	readonly onTrouble: NonNullable<Access['onTrouble']>;
	/** Whether this is of a store of which it was said that it is away: for the log to leave out. */
	readonly isSaid: (error: unknown) => boolean;
	/** From now on it is told, in the log and at the terminal. */
	readonly tell: (log: pino.Logger, onWords: (words: string) => void) => void;
}

/** A store that is away for a moment is nobody's trouble. */
const logAfterMs = 1000;
const tellAfterMs = 10_000;
const logEveryMs = 60_000;

export const createStoreAway = (): StoreAway => {
	let told: { readonly log: pino.Logger; readonly onWords: (words: string) => void } | undefined;
	/** When it was found to be away the last time. */
	let since = 0;
	/** Why it is away; undefined where it is not. */
	let trouble: ConnectionError | undefined;
	let isLogged = false;
	let isTold = false;
	/** Lines that the log was spared. */
	let spared = 0;
	let timers: NodeJS.Timeout[] = [];

	const seconds = (): number => Math.round((performance.now() - since) / 1000);
	const begin = (): void => {
		since = performance.now();
		const logging = (): void => {
			told?.log.error({ err: trouble }, 'the store is away');
			// From here on, the log leaves out others of its kind.
			isLogged = true;
		};
		const telling = (): void => {
			isTold = true;
			told?.onWords(`数据库用不了，会一直再试：${spoken(trouble)}`);
		};
		const again = (): void => told?.log.error({ seconds: seconds(), spared }, 'the store is still away');
		timers = [
			setTimeout(logging, logAfterMs),
			setTimeout(telling, tellAfterMs),
			setInterval(again, logEveryMs),
		];
		for (const timer of timers) timer.unref();
	};
	const end = (): void => {
		for (const timer of timers) clearTimeout(timer);
		if (isLogged) told?.log.info({ seconds: seconds(), spared }, 'the store is back');
		if (isTold) told?.onWords('数据库恢复了');
		trouble = undefined;
		isLogged = isTold = false;
		spared = 0;
	};
	return {
		onTrouble: (latest) => {
			if (!latest) return end();
			if (!trouble) begin();
			trouble = latest;
		},
		isSaid: (error) => {
			const isIt = isLogged && error instanceof ConnectionError;
			if (isIt) spared++;
			return isIt;
		},
		tell: (log, onWords) => {
			told = { log, onWords };
		},
	};
};
