import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import PQueue from 'p-queue';
import pino from 'pino';
import {
	allowed,
	asOfDay,
	chosenSites,
	findConfig,
	type Option,
	pageLimit,
	parse,
	UsageError,
	type Values,
} from './arguments.ts';
import type { auditSite, discoverSite } from './audit.ts';
import { loadChecks } from './checks/registry.ts';
import { configForUrl, type Environment, takeEnvironment } from './config.ts';
import { forgetNodeProxies } from './crawler/direct.ts';
import { refusal, writableFolder } from './crawler/folder.ts';
import { createHosts } from './crawler/hosts.ts';
import { keepHeapSmall } from './crawler/memory.ts';
import type { Network, SiteConfig } from './crawler/site-config.ts';
import { checksText, describeChecks } from './reports/formats/checks.ts';
import { help } from './reports/formats/help.ts';
import { lastWritten } from './reports/formats/json.ts';
import { type Output, type ProgressView, showProgress } from './reports/formats/progress.ts';
import { sink } from './reports/formats/sink.ts';
import { siteYaml } from './reports/formats/site-yaml.ts';
import { spoken } from './reports/formats/spoken.ts';
import { overview, summary } from './reports/formats/terminal.ts';
import type { Report } from './reports/model.ts';
import { loadProfile } from './reports/profile.ts';

/** The program's surroundings, given so that a test can bring its own. */
export interface Io {
	readonly stdout: Output;
	readonly stderr: Output;
	/** Relative paths count from here. */
	readonly cwd: string;
	readonly environment: Environment;
	readonly now: () => Date;
}

/** What takes long; loaded only when it is needed. */
export interface Work {
	readonly auditSite: typeof auditSite;
	readonly discoverSite: typeof discoverSite;
}

interface Context {
	readonly values: Values;
	readonly named: readonly string[];
	readonly io: Io;
	readonly work?: Work;
	readonly progress: ProgressView;
}

const warn = ({ io, progress }: Context, error: unknown, about?: string): void => {
	progress.clear();
	const lines = spoken(error).split('\n');
	for (const line of lines) io.stderr.write(`gongkai: ${about ? `${about}：` : ''}${line}\n`);
	if (io.environment.debug && error instanceof Error) io.stderr.write(`${error.stack ?? ''}\n`);
};

/** A log that cannot be written any more is told once, and stops nothing. */
const openLog = (context: Context, file: string): pino.Logger => {
	try {
		const destination = pino.destination({ dest: file, sync: true });
		let isTold = false;
		destination.on('error', (error) => {
			// Without its cause, which would be told in its place: that the audit had to end.
			if (!isTold) warn(context, new Error(`日志 ${file} 写不进去（${refusal(error)}）`));
			isTold = true;
		});
		return pino(destination);
	} catch (cause) {
		throw new Error(`不能写入日志 ${file}（${refusal(cause)}）`, { cause });
	}
};

/** What an unreachable site may have to do with proxies. */
const proxyHint = ({ proxies }: Environment, { proxy }: Network): string => {
	if (proxy) return `（经代理 ${new URL(proxy).host}）`;
	if (proxies.length === 0) return '';
	return `（环境变量 ${proxies.join('、')} 不起作用，要经代理上网请在配置中写 network.proxy）`;
};

const audit = async (context: Context): Promise<number> => {
	const { values, named, io, progress } = context;
	const { environment } = io;
	const asOf = asOfDay(values['as-of'], io.now());
	const maxPages = pageLimit(values['max-pages']);
	const found = await findConfig(values, io.cwd);
	const sites = chosenSites(named, found);
	const out = values.out === undefined ? found.config.out : resolve(io.cwd, values.out);
	await writableFolder(join(out, 'logs'));
	const log = openLog(context, join(out, 'logs', 'gongkai.log'));
	const { auditSite } = context.work ?? (await import('./audit.ts'));
	const checks = await loadChecks();

	const wayOut = proxyHint(environment, found.config.network);
	if (environment.proxies.length > 0 && !found.config.network.proxy)
		log.warn({ variables: environment.proxies }, 'proxy variables are ignored; set network.proxy');
	if (found.config.network.ca)
		log.info('network.ca does not reach the browser; the README says how it learns of authorities');

	const queue = new PQueue({ concurrency: 4 });
	const hosts = createHosts();
	const reports: Report[] = [];
	const aboutSite = ({ id }: SiteConfig): string | undefined => (sites.length > 1 ? id : undefined);
	const auditOne = async (site: SiteConfig): Promise<void> => {
		try {
			log.info({ site: site.id, url: site.url, asOf }, 'audit begun');
			const report = await auditSite(site, {
				network: found.config.network,
				hosts,
				environment: environment.variables,
				out,
				asOf,
				log,
				...(maxPages === undefined ? {} : { maxPages }),
				onWarning: (message) => warn(context, new Error(message), aboutSite(site)),
				...(values.quiet ? {} : { onProgress: progress.update }),
			});
			reports.push(report);
			const { run, coverage, scores, findings } = report;
			const { verdict } = scores.inspection;
			log.info(
				{ site: site.id, ...run, share: coverage.share, verdict, findings: findings.length },
				'audit done',
			);
			if (coverage.share === 0) {
				log.warn({ site: site.id }, 'the site let nothing be seen');
				warn(context, new Error('网站拦下了抓取，什么也没有看到，结论为未判定'), site.id);
			}
			const profile = await loadProfile(site.profile ?? 'national');
			const file = await lastWritten(out, report);
			progress.clear();
			if (reports.length > 1) io.stdout.write('\n');
			io.stdout.write(
				summary(report, {
					profile,
					checks,
					file,
					width: io.stdout.columns,
					colour: io.stdout.isTTY === true && !environment.noColour,
				}),
			);
		} catch (error) {
			log.error({ site: site.id, err: error }, 'audit failed');
			const isUnreachable = error instanceof Error && error.name === 'SiteUnreachableError';
			const told = isUnreachable ? new Error(`${error.message}${wayOut}`, { cause: error }) : error;
			warn(context, told, aboutSite(site));
		}
	};
	await queue.addAll(sites.map((site) => () => auditOne(site)));
	progress.clear();
	if (reports.length > 1) io.stdout.write(`\n${overview(reports)}`);
	if (reports.length === 0) return 2;
	return reports.some(({ scores }) => scores.inspection.verdict === 'unqualified') ? 1 : 0;
};

const discover = async (context: Context): Promise<number> => {
	const { values, named, io, progress, work } = context;
	const [url, ...more] = named;
	if (url === undefined || more.length > 0)
		throw new UsageError('discover 要且只要一个网址，如 gongkai discover https://www.example.gov.cn/');
	const { config } = await findConfig(values, io.cwd);
	const site =
		config.sites.find((site) => site.url === url || site.id === url) ?? configForUrl(url, config.profile);
	const { discoverSite } = work ?? (await import('./audit.ts'));
	const crawled = await discoverSite(site, {
		network: config.network,
		environment: io.environment.variables,
		asOf: asOfDay(undefined, io.now()),
		log: pino({ enabled: false }),
		onWarning: (message) => warn(context, new Error(message)),
		...(values.quiet ? {} : { onProgress: progress.update }),
	});
	progress.clear();
	io.stdout.write(siteYaml(site, crawled));
	return 0;
};

const checks = async ({ values, io }: Context): Promise<number> => {
	const { config } = await findConfig(values, io.cwd);
	const described = describeChecks(await loadChecks(), await loadProfile(config.profile));
	io.stdout.write(values.json ? `${JSON.stringify(described, null, '\t')}\n` : checksText(described));
	return 0;
};

const version = async ({ io }: Context): Promise<number> => {
	// The compiled program lies one folder deeper than the sources.
	const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
	const text = await read('./package.json').catch(() => read('../package.json'));
	io.stdout.write(`${(JSON.parse(text) as { version: string }).version}\n`);
	return 0;
};

const showHelp = async ({ io }: Context): Promise<number> => {
	io.stdout.write(help);
	return 0;
};

const commands: Readonly<Record<string, (context: Context) => Promise<number>>> = {
	audit,
	discover,
	checks,
	help: showHelp,
	version,
};

/** Runs one command and gives its exit status; every error becomes a line on `io.stderr`. */
export const run = async (argv: readonly string[], io: Io, work?: Work): Promise<number> => {
	const progress = showProgress(io.stderr, () => io.now().getTime());
	const context = { values: {}, named: [], io, progress, ...(work ? { work } : {}) };
	try {
		const { values, positionals } = parse(argv);
		const blank = Object.entries(values).find(([, value]) => value === '')?.[0];
		if (blank) throw new UsageError(`选项 --${blank} 后面缺少值，用法见 gongkai help`);
		const [name = values.version ? 'version' : values.help ? 'help' : '', ...named] = positionals;
		const known = Object.keys(commands).join('、');
		const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
		if (name === '') throw new UsageError(`缺少命令，应为以下之一：${known}；用法见 gongkai help`);
		if (!command) throw new UsageError(`不认识的命令 ${name}，应为以下之一：${known}；用法见 gongkai help`);
		if (values.help) return await showHelp(context);
		if (values.version && positionals.length === 0) return await version(context);
		const odd = Object.keys(values).find((option) => !allowed[name]?.includes(option as Option));
		if (odd) throw new UsageError(`命令 ${name} 没有选项 --${odd}，用法见 gongkai help`);
		if (named.length > 0 && name !== 'audit' && name !== 'discover')
			throw new UsageError(`命令 ${name} 不带参数，多了 ${named.join(' ')}`);
		return await command({ ...context, values, named });
	} catch (error) {
		warn(context, error);
		return 2;
	}
};

/** Ends on a signal, and when a launcher that holds a channel to us is gone. Exiting ends the browsers; a scrap of theirs may stay in the temporary folder. */
const endOnSignals = (stderr: Output): void => {
	const end = (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): void => {
		const hint = process.argv[2] === 'audit' ? '；再次运行同一命令，会从断处继续' : '';
		stderr.write(`${stderr.isTTY ? '\n' : ''}gongkai: 收到 ${signal}，已停止${hint}\n`);
		process.exit(128 + constants.signals[signal]);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
	process.on('disconnect', () => end('SIGTERM'));
};

/** The program: runs the process's arguments, and ends the process with the command's status. */
export const main = async (): Promise<void> => {
	keepHeapSmall();
	const environment = takeEnvironment();
	forgetNodeProxies();
	const stderr = sink(process.stderr);
	const stdout = sink(process.stdout, ({ code }) =>
		stderr.write(`gongkai: 标准输出写不进去（${code ?? '原因不明'}），输出不全\n`),
	);
	const io: Io = {
		stdout,
		stderr,
		cwd: process.cwd(),
		environment,
		now: () => new Date(),
	};
	const fail = (error: unknown): void => {
		const stack = environment.debug && error instanceof Error ? `\n${error.stack}` : '';
		stderr.write(`gongkai: ${spoken(error)}${stack}\n`);
		process.exit(2);
	};
	process.on('uncaughtException', fail).on('unhandledRejection', fail);
	endOnSignals(stderr);
	const status = await run(process.argv.slice(2), io);
	await stdout.flushed();
	process.exit(stdout.failed() ? 2 : status);
};

if (import.meta.main) await main();
