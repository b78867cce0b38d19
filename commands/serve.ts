import { once } from 'node:events';
import { hostname } from 'node:os';
import type pino from 'pino';
import { findConfig, portNumber, UsageError } from '../arguments.ts';
import type { Check } from '../checks/check.ts';
import { loadChecks } from '../checks/registry.ts';
import { type Config, isListening } from '../config.ts';
import { createApp } from '../dashboard/app.ts';
import { startServer } from '../dashboard/server.ts';
import { basePathOf, type Door } from '../dashboard/visit.ts';
import { fillGaps } from '../reports/fill.ts';
import { ingestReports } from '../reports/ingest.ts';
import type { Owner } from '../reports/store/audit-model.ts';
import type { KnownSite } from '../reports/store/model.ts';
import type { Store } from '../reports/store.ts';
import { createTimetable, type Timetable } from '../schedule.ts';
import { type Auditor, startAuditor } from './auditor.ts';
import { type Command, type Context, warn } from './command.ts';
import { settleDead } from './dead-audits.ts';
import { freeBytes, leastBytes } from './free-space.ts';
import { openLog } from './log.ts';
import { type Noticing, startNoticing, undelivered } from './noticing.ts';
import { type Probing, startProbing } from './probing.ts';
import { loadProfiles, usedProfiles } from './profiles.ts';
import { createRecheckJobs } from './recheck-jobs.ts';
import { type Scheduler, startScheduler } from './scheduler.ts';
import { lockForServe } from './serve-lock.ts';
import { createSilence } from './silence.ts';
import { accessOf, openConfigured } from './store-access.ts';
import { createStoreAway, type StoreAway } from './store-away.ts';
import { clock, tellOperator } from './telling.ts';
import { startTidying, type Tidying } from './tidying.ts';
import { startWatching, type Watching } from './watching.ts';

interface Installation {
	readonly context: Context;
	readonly config: Config;
	/** The configuration's file. */
	readonly file: string;
	readonly store: Store;
	readonly log: pino.Logger;
	readonly away: StoreAway;
	/** Aborted when the program is to end. */
	readonly end: AbortSignal;
}

const owner: Owner = { host: hostname(), pid: process.pid };

/** Takes in what lies in the folder and not in the store. */
const catchUp = async ({ context, config, store, log, end }: Installation): Promise<void> => {
	try {
		const { taken, unreadable } = await ingestReports(store, config.out, { end });
		if (taken > 0) log.info({ taken }, 'reports taken in');
		if (unreadable.length === 0) return;
		log.warn({ unreadable }, 'reports that cannot be read');
		const few = unreadable.slice(0, 3).join('、');
		const all = unreadable.length > 3 ? `${few} 等 ${unreadable.length} 份` : few;
		warn(context, new Error(`${config.out} 里有读不了的报告，看板上没有：${all}`));
	} catch (error) {
		log.error({ err: error }, 'reports could not be taken in');
		warn(context, error);
	}
};

/** Works out, of audits that an older version kept, what is worked out of each since. */
const fillIn = async ({ config, store, log, end }: Installation): Promise<void> => {
	try {
		const { lists, documents, failed } = await fillGaps(store, config.out, end);
		if (lists + documents > 0) log.info({ lists, documents }, 'filled in what an older version did not keep');
		for (const { site, error } of failed) log.warn({ site, err: error }, 'could not be filled in');
	} catch (error) {
		log.error({ err: error }, 'what an older version did not keep could not be filled in');
	}
};

/** Without a schedule, audits that a person started and stopped are still told apart from those under way. */
const watchHands = ({
	store,
	log,
	context,
	config,
	end,
}: Installation): { readonly stop: () => Promise<void> } => {
	const silence = createSilence();
	const look = (): void => {
		const takeIn = (site: string) => ingestReports(store, config.out, { only: site, end });
		settleDead(store, owner, context.io.now(), { only: 'hand', silence, takeIn }).catch((error: unknown) =>
			log.error({ err: error }, 'the audits under way could not be looked after'),
		);
	};
	look();
	const timer = setInterval(look, 30_000);
	return { stop: async () => clearInterval(timer) };
};

/** What the schedule is about to do, for whoever started it: nobody is to wait for audits that never come. */
const outlook = (sites: readonly KnownSite[], timetable: Timetable, now: Date): string => {
	if (sites.length === 0) return '还没有网站：写在配置的 sites 下，或用 gongkai sites import 文件 导入';
	const [next] = timetable.next(sites, now);
	return next
		? `${sites.length} 个网站，下次定时审计 ${clock(next.at)}（北京时间）`
		: `${sites.length} 个网站，没有会到来的定时（配置的 schedule），不会自动审计`;
};

/** Tells those whom the configuration names what happens; undefined where it names nobody. */
const tellReceivers = async (
	{ context, config, store, log }: Installation,
	checks: readonly Check[],
): Promise<Noticing | undefined> => {
	const { now, environment, stdout } = context.io;
	const { receivers } = config.notices;
	const open = await undelivered(store, now());
	if (open) stdout.write(`${open}\n`);
	await store.knowReceivers(
		receivers.map(({ id }) => id),
		now().toISOString(),
	);
	if (receivers.length === 0) return undefined;
	return startNoticing({
		...{ store, config, log, now, variables: environment.variables },
		checks: new Map(checks.map((check) => [check.id, check])),
		onTrouble: (words, site) => warn(context, new Error(words), site),
	});
};

/** The address to listen at: of the command line, else of the configuration. Throws `UsageError`. */
const listeningAt = ({ values }: Context, { dashboard }: Config): string => {
	const host = values.host ?? dashboard.host;
	if (isListening(host)) return host;
	throw new UsageError(`--host 是 ${host}，应为本机的地址，如 127.0.0.1 或 0.0.0.0`);
};

const isThisMachineAlone = (host: string): boolean => /^(?:localhost|127\.0\.0\.1|::1)$/.test(host);

/** How the dashboard is reached. Throws where others than this machine may come, and nobody could let them in. */
const openDoor = async (store: Store, { dashboard }: Config, host: string): Promise<Door> => {
	const { publicUrl, trustedProxies } = dashboard;
	const isOpen = publicUrl !== undefined || !isThisMachineAlone(host);
	if (isOpen && !(await store.users.hasAdministrator()))
		throw new Error(
			`看板要让别的机器打开（${isThisMachineAlone(host) ? `dashboard.publicUrl 是 ${publicUrl}` : `地址 ${host}`}），先要有管理员；请运行 gongkai user add 用户名 --role administrator`,
		);
	return { isOpen, trustedProxies, ...(publicUrl === undefined ? {} : { publicUrl }) };
};

/** The dashboard, and beside it the schedule, until the program is to end. */
const work = async (
	installation: Installation,
	{ host, port }: { readonly host: string; readonly port: number },
): Promise<void> => {
	const { context, config, file, store, log, away, end } = installation;
	const { io, values } = context;
	const isScheduled = !values['no-schedule'];
	let scheduler: Scheduler | undefined;
	let auditor: Auditor | undefined;
	let probing: Probing | undefined;
	let noticing: Noticing | undefined;
	let watching: Watching | undefined;
	let tidying: Tidying | undefined;
	const rechecks = createRecheckJobs(store, file);
	const checks = await loadChecks();
	const door = await openDoor(store, config, host);
	const app = createApp({
		store,
		checks,
		profile: await loadProfiles(config),
		profiles: await usedProfiles(config),
		now: io.now,
		out: config.out,
		rechecks,
		door,
		examination: { begin: () => watching?.begin(), isBusy: () => watching?.isBusy() ?? false },
		...(isScheduled ? { nextRuns: () => scheduler?.nextRuns() ?? [] } : {}),
		readiness: {
			...(isScheduled ? { isScheduleTurning: () => scheduler?.isTurning() ?? true } : {}),
			hasRoom: async () => (await freeBytes(config)) >= leastBytes(config),
		},
		onOperated: () => {
			scheduler?.wake();
			auditor?.wake();
			noticing?.wake();
		},
		onError: (error) => log.error({ err: error }, 'a page failed'),
	});
	const server = await startServer(app, { port, hostname: host });
	const path = basePathOf(door);
	io.stdout.write(`看板：${server.url}${path === '' ? '' : `${path.slice(1)}/`}\n`);
	watching = startWatching({ store, config, file, log, now: io.now });
	// Beside all else: it may take minutes, and no audit is to wait for it.
	const caughtUp = catchUp(installation).then(() => fillIn(installation));
	try {
		const ended = once(end, 'abort');
		if (end.aborted) return;
		const timetable = createTimetable(config.schedule);
		if (isScheduled) {
			const wake = (): void => auditor?.wake();
			scheduler = startScheduler({ store, timetable, config, log, now: io.now, onQueued: wake });
			if (config.parallel > 0)
				auditor = startAuditor({
					...{ store, config, file, owner, log, now: io.now },
					...tellOperator(context, away),
				});
			io.stdout.write(`${outlook(await store.sites(), timetable, io.now())}\n`);
			const environment = io.environment.variables;
			// Whatever is wrong with notices, audits go on.
			noticing = await tellReceivers(installation, checks).catch((error: unknown) => {
				log.error({ err: error }, 'the notices could not be begun');
				warn(context, error);
				return undefined;
			});
			tidying = startTidying({ store, file, log, now: io.now });
			if (config.probes.perDay > 0) probing = startProbing({ store, config, log, now: io.now, environment });
		}
		const hands = auditor ? undefined : watchHands(installation);
		await ended;
		await Promise.all([
			...[scheduler?.stop(), auditor?.stop(), hands?.stop()],
			...[probing?.stop(), noticing?.stop(), tidying?.stop()],
		]);
	} finally {
		await Promise.all([caughtUp, rechecks.stop(), watching?.stop(), server.close()]);
	}
};

/** `gongkai serve`: the dashboard, and in the same process the schedule. Ends with 0 when it is told to end. */
export const serve: Command = async (context) => {
	const { values, io } = context;
	const port = portNumber(values.port);
	const { file, config } = await findConfig(values, io.cwd);
	if (file === undefined)
		throw new UsageError('serve 要有配置文件，请用 --config 指定，或在 gongkai.yaml 所在的文件夹运行');
	const ending = new AbortController();
	io.onEnd?.(() => ending.abort());
	const host = listeningAt(context, config);
	const away = createStoreAway();
	const log = await openLog(context, config.out, file, away.isSaid);
	away.tell(log, (words) => warn(context, new Error(words)));
	const isScheduled = !values['no-schedule'];
	const { variables } = io.environment;
	const locking = lockForServe(config.database, accessOf(config, variables));
	// Beside one that works the schedule, a dashboard has no word in which sites there are.
	const lock = await (isScheduled ? locking : locking.catch(() => undefined));
	try {
		const store = await openConfigured(config, variables, away);
		try {
			const now = io.now().toISOString();
			if (lock) await store.syncConfigured(config.sites, now);
			else await store.knowConfigured(config.sites, now);
			if (!isScheduled) lock?.release();
			await work({ context, config, file, store, log, away, end: ending.signal }, { host, port });
		} finally {
			await store.close();
		}
	} finally {
		lock?.release();
	}
	return 0;
};
