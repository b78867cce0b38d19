import type pino from 'pino';
import type { Config } from '../config.ts';
import { sizeText } from '../reports/formats/size.ts';
import type { Store } from '../reports/store.ts';
import { freeBytes, leastBytes } from './free-space.ts';

export interface ShortageOptions {
	readonly store: Pick<Store, 'operations'>;
	readonly config: Config;
	/** The machine's name. */
	readonly host: string;
	readonly log: pino.Logger;
	/** Is told once whenever the disk has become short, a Chinese sentence. */
	readonly onTrouble: (reason: string) => void;
}

/** Whether there is too little free disk for another audit: it would fail in the middle. */
export interface Shortages {
	readonly holds: (now: Date) => Promise<boolean>;
}

/** The disk is asked no more often, milliseconds. */
const askEveryMs = 10_000;

/** Tells it where it begins, and keeps for the dashboard how it stands. */
export const createShortage = ({ store, config, host, log, onTrouble }: ShortageOptions): Shortages => {
	const least = leastBytes(config);
	let askedAt = Number.NEGATIVE_INFINITY;
	/** Unknown before the first look: an earlier process of this machine may have left word. */
	let isShort: boolean | undefined;
	let isTold = false;
	/** Others can see of the present shortage. */
	let isKept = false;
	return {
		holds: async (now) => {
			if (least === 0 && isShort === false) return false;
			const at = now.getTime();
			if (isShort !== undefined && Math.abs(at - askedAt) < askEveryMs) return isShort;
			// A disk that does not say is tried: what is wrong with it is told by the audit.
			const free = await freeBytes(config).catch(() => Number.POSITIVE_INFINITY);
			const isNow = free < least;
			if (isNow && !isTold) {
				log.warn({ free, least }, 'too little free disk: no audit begins');
				onTrouble(
					`磁盘只剩 ${sizeText(free)}，低于 retention.minFreeGiB 的 ${sizeText(least)}，不开始新的审计；请腾出空间，或运行 gongkai tidy`,
				);
			}
			if (!isNow && isTold) log.info({ free }, 'there is enough free disk again');
			isTold = isNow;
			// The store may lie on that very disk, and have no room for it, or be away: the next look tries again.
			if (isNow && !isKept)
				isKept = await store.operations.keepShortage({ host, at: now.toISOString(), free, least }).then(
					() => true,
					(error: unknown) => {
						log.error({ err: error }, 'the shortage of disk could not be kept');
						return false;
					},
				);
			if (!isNow && isShort !== false) {
				await store.operations.dropShortage(host);
				isKept = false;
			}
			isShort = isNow;
			askedAt = at;
			return isNow;
		},
	};
};
