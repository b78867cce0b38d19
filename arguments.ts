import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, configForUrl, defaultConfig, loadConfig } from './config.ts';
import type { SiteConfig } from './crawler/site-config.ts';
import { nearest } from './reports/nearest.ts';

/** The arguments are wrong; the message says what would be right. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

const options = {
	config: { type: 'string' },
	out: { type: 'string' },
	'as-of': { type: 'string' },
	'max-pages': { type: 'string' },
	port: { type: 'string' },
	host: { type: 'string' },
	role: { type: 'string' },
	sites: { type: 'string' },
	'password-file': { type: 'string' },
	'no-schedule': { type: 'boolean' },
	drain: { type: 'string' },
	month: { type: 'string' },
	format: { type: 'string' },
	table: { type: 'string' },
	site: { type: 'string' },
	finding: { type: 'string', multiple: true },
	/** For `serve` alone, which looks at findings again that way. */
	'asked-by': { type: 'string' },
	/** For `serve` and `worker` alone, which start processes for their audits that way. */
	started: { type: 'boolean' },
	quiet: { type: 'boolean' },
	json: { type: 'boolean' },
	help: { type: 'boolean', short: 'h' },
	to: { type: 'string' },
	'dry-run': { type: 'boolean' },
	version: { type: 'boolean', short: 'v' },
} as const;
export type Option = keyof typeof options;

/** The options of each command. */
export const allowed: Readonly<Record<string, readonly Option[]>> = {
	audit: ['config', 'out', 'as-of', 'max-pages', 'quiet', 'started'],
	discover: ['config', 'quiet'],
	serve: ['config', 'host', 'port', 'no-schedule'],
	worker: ['config', 'drain'],
	user: ['config', 'role', 'sites', 'password-file'],
	sites: ['config', 'out'],
	export: ['config', 'month', 'format', 'table', 'site', 'out'],
	recheck: ['config', 'as-of', 'finding', 'asked-by'],
	checks: ['config', 'json'],
	statutes: ['config', 'json'],
	notices: ['config'],
	doctor: ['config', 'json'],
	migrate: ['config', 'to', 'dry-run'],
	tidy: ['config', 'dry-run'],
	help: [],
	version: [],
};

/** Between processes of the program. */
const unsaid: readonly string[] = ['asked-by', 'started'] satisfies Option[];

/** “是不是 --out？”, where an option that a command has, or any one has, is near the one that was written. */
export const optionMeant = (written: string, command = ''): string => {
	const known = allowed[command] ?? Object.keys(options);
	const meant = nearest(
		written.replace(/^-+/, ''),
		known.filter((one) => !unsaid.includes(one)),
	);
	return meant === undefined ? '' : `，是不是 --${meant}？`;
};

export type Values = ReturnType<typeof parse>['values'];

/** Options and what stands beside them. Throws `UsageError`. */
export const parse = (argv: readonly string[]) => {
	try {
		const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
		return { values, positionals };
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		const name = /'(-[^' ,]*)/.exec(message)?.[1] ?? argv.find((argument) => argument.startsWith('-')) ?? '';
		const hint = '用法见 gongkai help';
		if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
			const meant = optionMeant(
				name,
				argv.find((argument) => Object.hasOwn(allowed, argument)),
			);
			throw new UsageError(`不认识的选项 ${name}${meant || '，'}${hint}`);
		}
		const isFlag = /does not take/.test(message);
		throw new UsageError(isFlag ? `选项 ${name} 不带值，${hint}` : `选项 ${name} 后面缺少值，${hint}`);
	}
};

/** The day to judge by; today is Asia/Shanghai's. */
export const asOfDay = (given: string | undefined, now: Date): string => {
	if (given === undefined) return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
	const day = /^\d{4}-\d\d-\d\d$/.test(given) ? new Date(`${given}T00:00:00Z`) : undefined;
	if (day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(given)) return given;
	throw new UsageError(`--as-of 是 ${given}，应为真实的日期，如 2026-11-15`);
};

/** `--max-pages` as a number. Throws `UsageError`. */
export const pageLimit = (given: string | undefined): number | undefined => {
	if (given === undefined) return undefined;
	if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
	throw new UsageError(`--max-pages 是 ${given}，应为正整数`);
};

/** `--port` as a number; 0 lets the system choose. Throws `UsageError`. */
export const portNumber = (given = '8080'): number => {
	if (/^\d{1,5}$/.test(given) && Number(given) <= 65_535) return Number(given);
	throw new UsageError(`--port 是 ${given}，应为 0 到 65535 的整数`);
};

/** The configuration that is named, else the one in the folder, else none but the defaults. */
export const findConfig = async (
	{ config }: Values,
	cwd: string,
): Promise<{ file?: string; config: Config }> => {
	if (config !== undefined) {
		const file = resolve(cwd, config);
		return { file, config: await loadConfig(file) };
	}
	const file = join(cwd, 'gongkai.yaml');
	const isThere = await access(file).then(
		() => true,
		() => false,
	);
	return isThere ? { file, config: await loadConfig(file) } : { config: defaultConfig(cwd) };
};

/** A few names, for one line. */
const someOf = (names: readonly string[]): string => {
	if (names.length === 0) return '（一个也没有）';
	return names.length <= 20 ? names.join('、') : `${names.slice(0, 20).join('、')} 等 ${names.length} 个`;
};

/**
 * The sites that the arguments name, each once; all of the configuration and of the register where they name none. Where both
 * name a site, the configuration has the word. Throws `UsageError`.
 */
export const chosenSites = (
	named: readonly string[],
	{ file, config }: { file?: string; config: Config },
	registered: readonly SiteConfig[] = [],
): readonly SiteConfig[] => {
	const configured = new Set(config.sites.map(({ id }) => id));
	const all = [...config.sites, ...registered.filter(({ id }) => !configured.has(id))];
	const known = all.map(({ id }) => id);
	const sites = named.map((name): SiteConfig => {
		const site = all.find(({ id, url }) => id === name || url === name);
		if (site) return site;
		if (/^[a-z]+:\/\//i.test(name)) return configForUrl(name, config.profile);
		if (/^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/.test(name))
			throw new UsageError(`${name} 不是完整的网址，应如 https://${name}`);
		if (!file) throw new UsageError(`没有配置文件，认不得站点 ${name}；请用 --config 指定，或写完整的网址`);
		throw new UsageError(`${file} 里没有站点 ${name}，应为以下之一：${someOf(known)}`);
	});
	const twin = sites.find(({ id, url }) => sites.some((site) => site.id === id && site.url !== url));
	if (twin) throw new UsageError(`${twin.url} 与另一个网址同属站点 ${twin.id}，应分开审计`);
	if (named.length > 0) return [...new Map(sites.map((site) => [site.id, site])).values()];
	if (all.length > 0) return all;
	throw new UsageError(
		file
			? `${file} 里没有网站，请在 sites 下写至少一个，或用 gongkai sites import 导入`
			: '没有要审计的网站：请写网址，或用 --config 指定 gongkai.yaml',
	);
};
