import PQueue from 'p-queue';
import type pino from 'pino';
import type { Config } from '../config.ts';
import type { Resolver } from '../crawler/net/address.ts';
import { fetchUrl } from '../crawler/net/fetch.ts';
import { createGuard } from '../crawler/net/guard.ts';
import { createRobotsCache } from '../crawler/net/robots-cache.ts';
import { createProber } from '../crawler/probes/probe.ts';
import { slotsBetween } from '../crawler/probes/slots.ts';
import { patienceSeconds } from '../crawler/probes/visit.ts';
import type { KnownSite } from '../reports/store/model.ts';
import type { Store } from '../reports/store.ts';
import { shanghaiTime } from '../reports/time.ts';
import { startLoop } from './loop.ts';
import { sitesOf } from './site-list.ts';

export interface ProbingOptions {
	readonly store: Pick<Store, 'sites' | 'register' | 'probedSince' | 'recordProbe' | 'thinProbes'>;
	readonly config: Pick<Config, 'sites' | 'network' | 'probes'>;
	readonly log: pino.Logger;
	readonly now: () => Date;
	/** The process's environment, for finding a browser. */
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Names → addresses; default: the system's. */
	readonly resolve?: Resolver;
}

/** The homepages' probes at work. */
export interface Probing {
	/** Ends within three seconds; what is under way is not kept, and made up for by the next start. */
	readonly stop: () => Promise<void>;
}

/** However late the next probe is, sites may be added. */
const lookEveryMs = 30_000;
/** Of thousands of sites one is always due: a few seconds late is early enough. */
const restMs = 3000;
/** A probe that was missed is made up for so long: a restart leaves none out. */
const graceMs = 10 * 60_000;
/** Homepages asked at once. */
const atOnce = 16;
/** Longest to wait for what is under way. */
const patienceMs = 3000;

/** Whether robots.txt lets us have a homepage; asked for once a day. */
const createPermission = (
	ask: Parameters<typeof createRobotsCache>[0],
	config: Pick<Config, 'sites'>,
): ((site: KnownSite, day: string) => Promise<boolean>) => {
	const ignoring = new Set(config.sites.filter(({ robots }) => robots === 'ignore').map(({ id }) => id));
	let known = { day: '', robotsOf: createRobotsCache(ask, () => {}) };
	return async ({ id, url }, day) => {
		if (ignoring.has(id)) return true;
		if (known.day !== day) known = { day, robotsOf: createRobotsCache(ask, () => {}) };
		return (await known.robotsOf(url)).mayFetch(url);
	};
};

/** Probes every site's homepage at its times, until it is stopped; an error of the store is logged. */
export const startProbing = (options: ProbingOptions): Probing => {
	const { store, config, log, now, environment, resolve } = options;
	const { perDay, keepDays } = config.probes;
	const guard = createGuard(config.network, {
		connectTimeoutSeconds: patienceSeconds,
		...(resolve ? { resolve } : {}),
	});
	const findBrowser = async () => {
		const { findBrowser } = await import('../crawler/browser/find.ts');
		return findBrowser({ environment }).catch((error: unknown) => {
			log.error({ err: error }, 'looking for a browser failed; no probe can be confirmed');
			return undefined;
		});
	};
	const prober = createProber({ guard, browser: findBrowser, now: () => now().getTime() });
	const mayVisit = createPermission(
		(url, maxBytes) =>
			fetchUrl(url, {
				dispatcher: guard.freshDispatcher,
				userAgent: guard.userAgent,
				timeoutSeconds: patienceSeconds,
				maxBytes,
			}),
		config,
	);
	/** Whoever wants no browser in an audit wants none here either. */
	const unrendered = new Set(config.sites.filter(({ render }) => render === 'never').map(({ id }) => id));
	const queue = new PQueue({ concurrency: atOnce });
	/** The slots up to this instant were taken, milliseconds; undefined at the start. */
	let upTo: number | undefined;
	let sites: readonly KnownSite[] = [];
	let sitesAt = Number.NEGATIVE_INFINITY;
	let thinnedOn = '';

	const probe = async (site: KnownSite, slot: number, others: readonly string[]): Promise<void> => {
		const at = now().toISOString();
		try {
			if (!(await mayVisit(site, shanghaiTime(at).slice(0, 10)))) return;
			const probed = await prober.probe(site.url, others, { mayRender: !unrendered.has(site.id) });
			// What our own end cut off is no failure.
			if (loop.isStopping()) return;
			if (probed.words) log.info({ site: site.id, ...probed }, 'a homepage was probed');
			await store.recordProbe({
				site: site.id,
				url: site.url,
				slot: new Date(slot).toISOString(),
				at,
				...probed,
			});
		} catch (error) {
			if (!loop.isStopping()) log.error({ site: site.id, err: error }, 'a probe could not be kept');
		}
	};

	const thin = async (at: number): Promise<void> => {
		const today = shanghaiTime(new Date(at).toISOString()).slice(0, 10);
		if (today === thinnedOn) return;
		await store.thinProbes(shanghaiTime(new Date(at - keepDays * 86_400_000).toISOString()).slice(0, 10));
		thinnedOn = today;
	};

	/** Takes the slots that have come, and says when the next one comes. */
	const turn = async (at: number): Promise<number> => {
		if (Math.abs(at - sitesAt) >= lookEveryMs) {
			sites = await sitesOf(store, config, new Date(at));
			sitesAt = at;
		}
		const others = sites.map(({ url }) => url);
		const isAnew = upTo === undefined || at < upTo;
		const from = isAnew ? at - graceMs : Math.max(upTo ?? 0, at - graceMs);
		const done = isAnew ? await store.probedSince(new Date(from).toISOString()) : undefined;
		for (const site of sites)
			for (const slot of slotsBetween(site.id, perDay, from, at))
				if (!done?.get(site.id)?.has(new Date(slot).toISOString()))
					void queue.add(() => probe(site, slot, others));
		upTo = at;
		await thin(at);
		return sites.reduce((next, { id }) => {
			const [slot = next] = slotsBetween(id, perDay, at, next);
			return slot;
		}, at + lookEveryMs);
	};

	const loop = startLoop({
		turn: async () => Math.max(restMs, (await turn(now().getTime())) - now().getTime()),
		onError: (error) => {
			log.error({ err: error }, 'the probes could not be looked after');
			return lookEveryMs;
		},
	});
	return {
		stop: () => {
			queue.clear();
			return loop.stop(() => [guard.close(), prober.close(), queue.onIdle()], patienceMs);
		},
	};
};
