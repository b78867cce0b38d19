import { setTimeout as wait } from 'node:timers/promises';
import type { Env, Hono } from 'hono';
import type { Store } from '../reports/store.ts';
import { healthRoutes } from './routes.ts';

/** What has to be right beside the store; each is absent where this program does not answer for it. */
export interface Readiness {
	/** The schedule was looked after lately. */
	readonly isScheduleTurning?: () => boolean;
	/** The disk has the room that the configuration leaves free. */
	readonly hasRoom?: () => Promise<boolean>;
}

export interface HealthOptions extends Readiness {
	readonly store: Pick<Store, 'operations'>;
	readonly now: () => Date;
	/** What takes longer is held to have failed, milliseconds. Default: 5 seconds. */
	readonly patienceMs?: number;
}

/** An answer holds for so long, milliseconds: whoever asks without end costs no more writes than that. */
const staleMs = 2000;

/** Asks at most every `staleMs`, and never while it is still being asked: what hangs is not asked more and more. */
const sparingly = (ask: () => Promise<boolean>, patienceMs: number): (() => Promise<boolean>) => {
	let known: { readonly at: number; readonly isRight: boolean } | undefined;
	let asking: Promise<boolean> | undefined;
	return async () => {
		if (known && performance.now() - known.at < staleMs) return known.isRight;
		asking ??= ask()
			.catch(() => false)
			.then((isRight) => {
				known = { at: performance.now(), isRight };
				asking = undefined;
				return isRight;
			});
		return Promise.race([asking, wait(patienceMs, false, { ref: false })]);
	};
};

/**
 * Answers whatever watches over the program (`/healthz`, `/readyz`): at the root and to any host, for it asks past every proxy, and with
 * nothing that is not for everybody.
 */
export const answerHealth = <E extends Env>(
	app: Hono<E>,
	{ store, now, isScheduleTurning, hasRoom, patienceMs = 5000 }: HealthOptions,
): void => {
	const isWritable = sparingly(async () => {
		const at = now().toISOString();
		await store.operations.keep('written', { at }, at);
		return (await store.operations.kept('written')) !== undefined;
	}, patienceMs);
	// A disk that does not say is held to have room, as by whoever begins audits.
	const room = hasRoom && sparingly(() => hasRoom().catch(() => true), patienceMs);
	app.get(healthRoutes.alive.path, (c) => c.json({ alive: true }));
	app.get(healthRoutes.ready.path, async (c) => {
		const [storeIs, disk] = await Promise.all([isWritable(), room?.()]);
		const parts = {
			store: storeIs,
			...(isScheduleTurning ? { schedule: isScheduleTurning() } : {}),
			...(disk === undefined ? {} : { disk }),
		};
		const ready = Object.values(parts).every(Boolean);
		return c.json({ ready, ...parts }, ready ? 200 : 503);
	});
};
