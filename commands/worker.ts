import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { findConfig, UsageError } from '../arguments.ts';
import type { Config } from '../config.ts';
import { isPostgres } from '../reports/store/open.ts';
import type { Store } from '../reports/store.ts';
import { type Auditor, startAuditor } from './auditor.ts';
import { type Command, type Context, warn } from './command.ts';
import { openLog } from './log.ts';
import { openConfigured } from './store-access.ts';
import { createStoreAway, type StoreAway } from './store-away.ts';
import { tellOperator } from './telling.ts';

/** Minutes that audits under way are given to end by themselves, unless `--drain` says otherwise. */
const usualDrain = 10;
const mostDrain = 24 * 60;
/** A look at whether they have. */
const lookMs = 200;

const drainMinutes = (given: string | undefined): number => {
	if (given === undefined) return usualDrain;
	const minutes = /^\d{1,4}$/.test(given) ? Number(given) : Number.NaN;
	if (minutes <= mostDrain) return minutes;
	throw new UsageError(`--drain 是 ${given}，应为 0 到 ${mostDrain} 的整数（分钟）`);
};

/** Takes nothing new, and waits until all is done, for so long, or until somebody is out of patience. */
const drain = async (
	auditor: Auditor,
	minutes: number,
	context: Context,
	haste: AbortSignal,
): Promise<void> => {
	auditor.drain();
	const count = auditor.busy();
	if (count === 0 || minutes === 0) return;
	context.io.stdout.write(
		`正在收尾：还有 ${count} 次审计在进行，最多等 ${minutes} 分钟；再次收到信号就立刻停下\n`,
	);
	const end = performance.now() + minutes * 60_000;
	while (auditor.busy() > 0 && performance.now() < end && !haste.aborted)
		await delay(lookMs, undefined, { signal: haste }).catch(() => {});
};

/** Audits what others queue, until the program is to end. */
const work = async (
	context: Context,
	{
		file,
		config,
		store,
		away,
		minutes,
	}: {
		readonly file: string;
		readonly config: Config;
		readonly store: Store;
		readonly away: StoreAway;
		readonly minutes: number;
	},
): Promise<void> => {
	const { io } = context;
	const ending = new AbortController();
	const haste = new AbortController();
	const ended = new Promise<void>((resolve) => ending.signal.addEventListener('abort', () => resolve()));
	io.onEnd?.(() => (ending.signal.aborted ? haste : ending).abort(), { isRepeated: minutes > 0 });
	const log = await openLog(context, config.out, file, away.isSaid);
	away.tell(log, (words) => warn(context, new Error(words)));
	const owner = { host: hostname(), pid: process.pid };
	const auditor = startAuditor({
		...{ store, config, file, owner, log, now: io.now },
		...tellOperator(context, away),
	});
	io.stdout.write(`等待审计任务：同时最多 ${config.parallel} 个网站，Ctrl-C 结束\n`);
	log.info({ ...owner, parallel: config.parallel }, 'worker started');
	await ended;
	await drain(auditor, minutes, context, haste.signal);
	await auditor.stop();
	log.info(owner, 'worker ended');
};

/** `gongkai worker`: audits what `serve` queues in a database that several machines share. Ends with 0 when it is told to end. */
export const worker: Command = async (context) => {
	const { values, io } = context;
	const minutes = drainMinutes(values.drain);
	const { file, config } = await findConfig(values, io.cwd);
	if (file === undefined)
		throw new UsageError('worker 要有配置文件，请用 --config 指定，或在 gongkai.yaml 所在的文件夹运行');
	if (!isPostgres(config.database))
		throw new UsageError(
			'worker 供几台机器一起审计，要有共用的数据库：把配置里的 database 写成 postgres://…；只有一台机器时，gongkai serve 自己就会审计',
		);
	if (config.parallel === 0)
		throw new UsageError(
			'配置里的 parallel 是 0，worker 什么也不会审计：0 只供 serve 用，请给 worker 另备一份配置，parallel 写 1 以上或不写（默认 4）',
		);
	const away = createStoreAway();
	const store = await openConfigured(config, io.environment.variables, away);
	try {
		await work(context, { file, config, store, away, minutes });
	} finally {
		await store.close();
	}
	return 0;
};
