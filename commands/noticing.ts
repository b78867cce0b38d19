import { randomUUID } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type pino from 'pino';
import type { Config } from '../config.ts';
import type { Resolver } from '../crawler/net/address.ts';
import { digestOf } from '../reports/notices/digest.ts';
import type { NoticeEvent } from '../reports/notices/model.ts';
import type { Receiver } from '../reports/notices/settings.ts';
import { type Checks, findingExample, tellAudit } from '../reports/notices/tell.ts';
import type { KnownSite } from '../reports/store/model.ts';
import type { ReceiverState, StoredNotice } from '../reports/store/notice-model.ts';
import type { Store } from '../reports/store.ts';
import { shanghaiTime } from '../reports/time.ts';
import { startLoop } from './loop.ts';
import { linksOf } from './notice-links.ts';
import { openWays, UndeliveredError } from './notice-ways.ts';
import { sitesOf } from './site-list.ts';

export interface NoticingOptions {
	readonly store: Store;
	readonly config: Pick<Config, 'sites' | 'network' | 'notices'>;
	readonly checks: Checks;
	readonly log: pino.Logger;
	readonly now: () => Date;
	/** The process's environment, for secrets. */
	readonly variables: Readonly<Record<string, string | undefined>>;
	/** Is told what the operator must know: sites of which nothing is told, and receivers that cannot be had. Chinese sentences. */
	readonly onTrouble: (words: string, site?: string) => void;
	/** Default: 30,000. */
	readonly lookEveryMs?: number;
	/** Until a receiver is given up for this time. Default: 15. */
	readonly timeoutSeconds?: number;
	/** Names → addresses; default: the system's. */
	readonly resolve?: Resolver;
}

/** Notices at work. */
export interface Noticing {
	/** Somebody let something go, or wants it sent again: it looks at once. */
	readonly wake: () => void;
	/** Ends within three seconds; what was not delivered is tried again by the next start. */
	readonly stop: () => Promise<void>;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** After so long each failed try is followed by another one; then the message is given up, and kept. */
const retryAfterMs = [1 * minuteMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 8 * hourMs, 24 * hourMs];
/** Audits that ended earlier are no news. */
const newsMs = 7 * dayMs;
/** Nobody waits longer for the end of a round of audits. */
const longestRoundMs = 12 * hourMs;
/** Nobody is told at night that a day has passed. */
const firstHour = 8;
/** Sites that the operator is told of one by one. */
const heldEach = 5;
/** Events and messages are kept for so long. */
const keepMs = 400 * dayMs;
/** Longest to wait for what is under way. */
const patienceMs = 3000;

/** Whether an event is for a receiver. */
const isFor = (
	{ on, sites, maintainer }: Receiver,
	{ site, told }: NoticeEvent,
	known: ReadonlyMap<string, KnownSite>,
): boolean => {
	if (!on.includes(told.occasion)) return false;
	if (sites) return sites.includes(site);
	return maintainer === undefined || known.get(site)?.maintainer === maintainer;
};

/** Tells receivers what happened, until it is stopped. An error of the store is logged. */
export const startNoticing = (options: NoticingOptions): Noticing => {
	const { store, config, checks, log, now, onTrouble, lookEveryMs = 30_000 } = options;
	const { receivers, everyMinutes, publicUrl } = config.notices;
	const ways = openWays({ ...options, settings: config.notices, network: config.network });
	const { links } = linksOf(publicUrl);
	const byId = new Map(receivers.map((receiver) => [receiver.id, receiver]));
	const wantsOverdue = receivers.some(({ on }) => on.includes('overdue'));
	let overdueOn = '';
	let thinnedOn = '';

	/** Keeps what audits of the schedule have brought since the first receiver was known. */
	const gather = async (at: Date, states: readonly ReceiverState[]): Promise<void> => {
		const known = Math.min(...states.map(({ since }) => Date.parse(since)));
		const since = new Date(Math.max(known, at.getTime() - newsMs)).toISOString();
		const today = shanghaiTime(at.toISOString()).slice(0, 10);
		const held: { readonly site: string; readonly reason: string }[] = [];
		const released = await store.releasedAudits(new Date(at.getTime() - newsMs).toISOString());
		for (const { id } of released) {
			const facts = await store.auditFacts(id);
			if (!facts) continue;
			const { events, marks } = tellAudit(facts, checks, today, { isReleased: true });
			await store.keepEvents(events, marks, at.toISOString());
		}
		for (const { id, site } of await store.untoldAudits(since)) {
			if (loop.isStopping()) break;
			const facts = await store.auditFacts(id);
			if (!facts) continue;
			const { events, marks } = tellAudit(facts, checks, today);
			await store.keepEvents(events, marks, at.toISOString());
			for (const { told } of events)
				if (told.occasion === 'held') {
					log.warn({ site, audit: id, reason: told.reason }, 'a site of which nothing is told');
					held.push({ site, reason: told.reason });
				}
			await breathe();
		}
		for (const { site, reason } of held.slice(0, heldEach)) onTrouble(`暂不通知：${reason}`, site);
		if (held.length > heldEach)
			onTrouble(`另有 ${held.length - heldEach} 个网站暂不通知，详见看板的“通知”页`);
	};

	/** Keeps what has become overdue, once a day. */
	const gatherOverdue = async (at: Date, sites: Iterable<KnownSite>): Promise<void> => {
		const clock = shanghaiTime(at.toISOString());
		const today = clock.slice(0, 10);
		if (!wantsOverdue || today === overdueOn || Number(clock.slice(11, 13)) < firstHour) return;
		for (const site of sites) {
			if (loop.isStopping()) return;
			const overdue = await store.newlyOverdue(site.id, today);
			await breathe();
			if (!overdue) continue;
			const { period, marks, findings } = overdue;
			const examples = findings.map((finding) => findingExample(finding, site, checks));
			const told = { occasion: 'overdue', period, count: marks.length, examples } as const;
			await store.keepEvents([{ site: site.id, key: at.toISOString(), told }], marks, at.toISOString());
		}
		overdueOn = today;
	};

	/** Whether a receiver's message may be made now: not too soon after the last one, nor in the midst of a round. */
	const isTime = async (state: ReceiverState, at: Date, isRound: boolean): Promise<boolean> => {
		const last = state.lastAt === undefined ? Number.NEGATIVE_INFINITY : Date.parse(state.lastAt);
		const age = at.getTime() - last;
		if (age >= 0 && age < everyMinutes * minuteMs) return false;
		const oldest = await store.oldestAfter(state.upTo);
		return oldest !== undefined && (!isRound || at.getTime() - Date.parse(oldest) >= longestRoundMs);
	};

	/** Makes each receiver's message of what happened since its last one. */
	const compose = async (
		at: Date,
		states: readonly ReceiverState[],
		sites: ReadonlyMap<string, KnownSite>,
		isRound: boolean,
	): Promise<void> => {
		const names = new Map([...sites].map(([id, { name }]) => [id, name]));
		for (const state of states) {
			const receiver = byId.get(state.id);
			if (!receiver || state.isWaiting || loop.isStopping() || !(await isTime(state, at, isRound))) continue;
			// Read once it is time: a round of thousands of sites has as many events.
			const events = await store.eventsAfter(state.upTo);
			const upTo = events.at(-1)?.n ?? state.upTo;
			const own = events.filter((event) => isFor(receiver, event, sites));
			const digest = digestOf(own, names, at);
			const notice = { id: randomUUID(), digest, now: at.toISOString() };
			await store.addNotice(state.id, upTo, own.length > 0 ? notice : undefined);
		}
	};

	const deliver = async (notice: StoredNotice): Promise<void> => {
		const { n, id, digest, tries } = notice;
		const receiver = byId.get(notice.receiver);
		if (!receiver) return;
		try {
			const remark = await ways.send(receiver, { id, digest, ...(links ? { links } : {}) });
			await store.settleNotice(n, { at: now().toISOString(), ...(remark ? { remark } : {}) });
			log.info({ receiver: receiver.id, notice: id, remark }, 'a notice was delivered');
		} catch (cause) {
			// What our own end cut off is no failure.
			if (loop.isStopping()) return;
			if (!(cause instanceof UndeliveredError)) throw cause;
			const error = cause.message;
			const wait = retryAfterMs[tries];
			const at = now();
			const again = wait === undefined ? undefined : new Date(at.getTime() + wait).toISOString();
			await store.settleNotice(n, { at: at.toISOString(), error, again });
			log.warn({ receiver: receiver.id, notice: id, error, again }, 'a notice was not delivered');
			if (tries === 0 || again === undefined)
				onTrouble(`通知没有送到 ${receiver.id}：${error}${again ? '，稍后再试' : '；已多次重试，不再发送'}`);
		}
	};

	/** Sends what is to be sent, each receiver beside the others, and says when the next try is due. */
	const send = async (at: Date): Promise<number> => {
		const waiting = await store.notices({ states: ['waiting'], limit: 10_000 });
		// A clock that was set back holds up nothing for longer than the longest wait.
		const longest = at.getTime() + Math.max(...retryAfterMs);
		const isDue = ({ notBefore }: StoredNotice): boolean => {
			const time = Date.parse(notBefore ?? at.toISOString());
			return time <= at.getTime() || time > longest;
		};
		await Promise.all(waiting.filter(isDue).map(deliver));
		return Math.min(
			lookEveryMs,
			...waiting
				.filter((notice) => !isDue(notice))
				.map(({ notBefore = '' }) => Date.parse(notBefore) - at.getTime()),
		);
	};

	const thin = async (at: Date): Promise<void> => {
		const today = at.toISOString().slice(0, 10);
		if (today === thinnedOn) return;
		await store.thinNotices(new Date(at.getTime() - keepMs).toISOString());
		thinnedOn = today;
	};

	const turn = async (at: Date): Promise<number> => {
		const states = (await store.receivers()).filter(({ id }) => byId.has(id));
		const sites = new Map((await sitesOf(store, config, at)).map((site) => [site.id, site]));
		// Asked first: of a round that ends after this, nothing may have been gathered yet.
		const isRound = await store.isRoundUnderWay();
		await gather(at, states);
		await gatherOverdue(at, sites.values());
		await compose(at, await store.receivers(), sites, isRound);
		await thin(at);
		return loop.isStopping() ? lookEveryMs : send(now());
	};

	const loop = startLoop({
		turn: () => turn(now()),
		onError: (error) => {
			log.error({ err: error }, 'the notices could not be looked after');
			return lookEveryMs;
		},
	});
	return { wake: loop.wake, stop: () => loop.stop(() => [ways.close()], patienceMs) };
};

/** What could not be delivered of late, for whoever starts the program; undefined where all was. */
export const undelivered = async (store: Pick<Store, 'notices'>, now: Date): Promise<string | undefined> => {
	const open = await store.notices({ states: ['failed', 'waiting'], limit: 1000 });
	const since = now.getTime() - 30 * dayMs;
	const failed = open.filter(
		({ tries, createdAt, error }) => (tries > 0 || error !== undefined) && Date.parse(createdAt) > since,
	);
	if (failed.length === 0) return undefined;
	const whom = [...new Set(failed.map(({ receiver }) => receiver))].slice(0, 5).join('、');
	return `最近 30 天有 ${failed.length} 条通知没有送到（${whom}），详见看板的“通知”页`;
};
