import { readFile } from 'node:fs/promises';
import { constants } from 'node:os';
import pino from 'pino';
import { allowed, asOfDay, findConfig, type Option, optionMeant, parse, UsageError } from './arguments.ts';
import { loadChecks } from './checks/registry.ts';
import { audit } from './commands/audit.ts';
import { type Command, type Io, type Work, warn } from './commands/command.ts';
import { configForUrl } from './config.ts';
import { keepHeapSmall } from './crawler/memory.ts';
import { forgetNodeProxies } from './crawler/net/direct.ts';
import { takeEnvironment } from './environment.ts';
import { checksText, describeChecks, termsText } from './reports/formats/checks.ts';
import { help } from './reports/formats/help.ts';
import { type Output, showProgress } from './reports/formats/progress.ts';
import { sink } from './reports/formats/sink.ts';
import { siteYaml } from './reports/formats/site-yaml.ts';
import { spoken } from './reports/formats/spoken.ts';
import { nearest } from './reports/nearest.ts';
import { loadProfile } from './reports/profile.ts';

const discover: Command = async (context) => {
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

const checks: Command = async ({ values, io }) => {
	const { config } = await findConfig(values, io.cwd);
	const profile = await loadProfile(config.profile);
	const described = describeChecks(await loadChecks(), profile);
	io.stdout.write(
		values.json
			? `${JSON.stringify(described, null, '\t')}\n`
			: `${checksText(described)}\n${termsText(profile)}`,
	);
	return 0;
};

const version: Command = async ({ io }) => {
	// The compiled program lies one folder deeper than the sources.
	const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');
	const text = await read('./package.json').catch(() => read('../package.json'));
	io.stdout.write(`${(JSON.parse(text) as { version: string }).version}\n`);
	return 0;
};

const showHelp: Command = async ({ io }) => {
	io.stdout.write(help);
	return 0;
};

const commands: Readonly<Record<string, Command>> = {
	audit,
	discover,
	serve: async (context) => (await import('./commands/serve.ts')).serve(context),
	worker: async (context) => (await import('./commands/worker.ts')).worker(context),
	recheck: async (context) => (await import('./commands/recheck.ts')).recheck(context),
	checks,
	sites: async (context) => (await import('./commands/sites.ts')).sites(context),
	export: async (context) => (await import('./commands/export.ts')).exportTables(context),
	statutes: async (context) => (await import('./commands/statutes.ts')).statutes(context),
	user: async (context) => (await import('./commands/user.ts')).user(context),
	notices: async (context) => (await import('./commands/notices.ts')).notices(context),
	doctor: async (context) => (await import('./commands/doctor.ts')).doctor(context),
	migrate: async (context) => (await import('./commands/migrate.ts')).migrate(context),
	tidy: async (context) => (await import('./commands/tidy.ts')).tidy(context),
	help: showHelp,
	version,
};

/** Runs one command and gives its exit status; every error becomes a line on `io.stderr`. */
export const run = async (argv: readonly string[], io: Io, work?: Work): Promise<number> => {
	const progress = showProgress(io.stderr, () => io.now().getTime());
	const context = { values: {}, named: [], io, progress, ...(work ? { work } : {}) };
	try {
		const { values, positionals } = parse(argv);
		const blank = Object.entries(values).find(([, value]) => [value].flat().includes(''))?.[0];
		if (blank) throw new UsageError(`选项 --${blank} 后面缺少值，用法见 gongkai help`);
		const [name = values.version ? 'version' : values.help ? 'help' : '', ...named] = positionals;
		const known = Object.keys(commands).join('、');
		const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
		if (name === '') throw new UsageError(`缺少命令，应为以下之一：${known}；用法见 gongkai help`);
		if (!command) {
			const meant = nearest(name, Object.keys(commands));
			const which = meant === undefined ? `应为以下之一：${known}；` : `是不是 ${meant}？`;
			throw new UsageError(`不认识的命令 ${name}，${which}用法见 gongkai help`);
		}
		if (values.help) return await showHelp(context);
		if (values.version && positionals.length === 0) return await version(context);
		const odd = Object.keys(values).find((option) => !allowed[name]?.includes(option as Option));
		if (odd)
			throw new UsageError(
				`命令 ${name} 没有选项 --${odd}${optionMeant(odd, name) || '，'}用法见 gongkai help`,
			);
		if (
			named.length > 0 &&
			!['audit', 'discover', 'recheck', 'sites', 'statutes', 'notices', 'user', 'tidy'].includes(name)
		)
			throw new UsageError(`命令 ${name} 不带参数，多了 ${named.join(' ')}`);
		return await command({ ...context, values, named });
	} catch (error) {
		warn(context, error);
		return 2;
	}
};

/** A launcher hands on so soon what the terminal has sent us already, milliseconds. */
const launcherMs = 500;

/**
 * Ends on a signal, and when a launcher that holds a channel to us is gone. Exiting ends the browsers; a scrap of theirs may stay
 * in the temporary folder. A command that took it over ends by itself; a second Ctrl-C does not wait for it. Other signals are
 * repeated by launchers without any haste.
 */
const endOnSignals = (stderr: Output): NonNullable<Io['onEnd']> => {
	let handler: (() => void) | undefined;
	let isRepeated = false;
	let endingSince: number | undefined;
	const end = (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): void => {
		if (
			handler &&
			(endingSince === undefined || (isRepeated && performance.now() - endingSince > launcherMs))
		) {
			isRepeated &&= endingSince === undefined;
			endingSince = performance.now();
			handler();
			return;
		}
		// A launcher hands on what the terminal has sent us already.
		if (endingSince !== undefined && (signal !== 'SIGINT' || performance.now() - endingSince < launcherMs))
			return;
		const hint = process.argv[2] === 'audit' ? '；再次运行同一命令，会从断处继续' : '';
		stderr.write(`${stderr.isTTY ? '\n' : ''}gongkai: 收到 ${signal}，已停止${hint}\n`);
		process.exit(128 + constants.signals[signal]);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
	process.on('disconnect', () => end('SIGTERM'));
	return (given, how) => {
		handler = given;
		isRepeated = how?.isRepeated ?? false;
	};
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
		stdin: process.stdin,
		cwd: process.cwd(),
		environment,
		now: () => new Date(),
		onEnd: endOnSignals(stderr),
	};
	const fail = (error: unknown): void => {
		const stack = environment.debug && error instanceof Error ? `\n${error.stack}` : '';
		stderr.write(`gongkai: ${spoken(error)}${stack}\n`);
		process.exit(2);
	};
	process.on('uncaughtException', fail).on('unhandledRejection', fail);
	const status = await run(process.argv.slice(2), io);
	await stdout.flushed();
	process.exit(stdout.failed() ? 2 : status);
};

if (import.meta.main) await main();
