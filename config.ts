import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { dirname, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import {
	authorities,
	badDatabase,
	badProfiles,
	badStatutes,
	profilePath,
	repeatedIds,
} from './config-problems.ts';
import { isRange } from './crawler/net/address.ts';
import { columnKinds, type EvidenceLimits, type Network, type SiteConfig } from './crawler/site-config.ts';
import { isCron } from './reports/cron.ts';
import {
	type NoticeSettings,
	noNotices,
	noticesSchema,
	type SecretSource,
	secretSource,
	withSecretFile,
	withSecretFiles,
} from './reports/notices/settings.ts';
import type { RegisteredSite } from './reports/store/model.ts';
import { isPostgres } from './reports/store/open.ts';
import { isWebAddress, siteIdOf, withoutFragment } from './reports/web-address.ts';
import { BadFileError, problemsOf, readYaml } from './reports/yaml.ts';

/** The configuration, every default filled in and every path absolute. */
export interface Config {
	/** SQLite file or `postgres://…`, without its password. */
	readonly database: string;
	/** Where the password of a PostgreSQL is read, each time that it is used. Default: as PostgreSQL's own programs do. */
	readonly databasePassword?: SecretSource;
	/** Folder of reports and evidence. */
	readonly out: string;
	/** Cron, Asia/Shanghai. */
	readonly schedule?: string;
	/** Audits under way at once. Default: 4. */
	readonly parallel: number;
	/** A built-in profile's name or the path of a YAML file. */
	readonly profile: string;
	/** File of statute data over the program's own, where it is there. */
	readonly statutes: string;
	readonly network: Network;
	/** Where the dashboard of `serve` is found, and how. */
	readonly dashboard: {
		/** The address of this machine that it listens at. Default: 127.0.0.1, this machine alone. */
		readonly host: string;
		/** Where people find it behind a reverse proxy, with its path there. */
		readonly publicUrl?: string;
		/** Addresses and ranges of proxies that are believed. */
		readonly trustedProxies: readonly string[];
	};
	/** How `serve` samples whether the homepages answer. */
	readonly probes: {
		/** Visits of each homepage a day; 0: none. Default: 20, the least by which a site may be judged. */
		readonly perDay: number;
		/** Days for which single visits are kept; for their days see `retention`. Default: 60. */
		readonly keepDays: number;
	};
	/** Whom `serve` tells what. */
	readonly notices: NoticeSettings;
	readonly evidence: EvidenceLimits;
	/** How long what is no report is kept, and how much of the disk is left free. */
	readonly retention: {
		/** Months of a site's runs in its archive; the last one stays however old. Default: 3. */
		readonly archiveMonths: number;
		/** Months of the daily sums of probes. Default: 13. */
		readonly probeMonths: number;
		/** Months of audits that are over; each site's last one stays. Default: 24. */
		readonly auditRowsMonths: number;
		/** No audit begins with less free disk than so many GiB. Default: 5. */
		readonly minFreeGiB: number;
	};
	readonly sites: readonly SiteConfig[];
}

const limits = { maxPages: 20_000, requestsPerSecond: 5, concurrency: 4, timeoutSeconds: 15 } as const;

const parallel = 4;

const probes = { perDay: 20, keepDays: 60 } as const;

const dashboard = { host: '127.0.0.1', trustedProxies: [] as string[] };

const evidence = { pictures: 40, megabytes: 20, keepDays: 400 } as const;

const retention = { archiveMonths: 3, probeMonths: 13, auditRowsMonths: 24, minFreeGiB: 5 } as const;

const text = z.string().min(1);

const webAddress = z
	.string()
	.refine(isWebAddress, '不含用户名和密码的完整网址，如 https://www.example.gov.cn/')
	.transform((value) => withoutFragment(value));

const cron = z.string().refine(isCron, '五段的 cron 表达式（分 时 日 月 周），如 "0 2 1 * *"');

const isProxy = (value: string): boolean => URL.canParse(value) && new URL(value).protocol === 'http:';
/** An address of a machine, or the name of this one. */
export const isListening = (value: string): boolean => value === 'localhost' || isIP(value) !== 0;

const isHost = (value: string): boolean =>
	/^[^\s/@?#\\]+$/.test(value) && URL.canParse(`http://${value}/`) && !/^\w+:\/\//.test(value);

const siteSchema = z.strictObject({
	id: z.string().regex(/^[a-z0-9-]+$/, '小写字母、数字和连字符'),
	name: text,
	url: webAddress,
	type: z.enum(['portal', 'department']).default('portal'),
	level: z.enum(['province', 'city', 'county', 'township']).optional(),
	district: text.optional(),
	maintainer: text.optional(),
	schedule: cron.optional(),
	profile: text.optional(),
	robots: z.enum(['obey', 'ignore']).default('obey'),
	hosts: z
		.array(
			z
				.string()
				.refine(isHost, '主机名，如 zwgk.example.gov.cn，不带 https:// 和路径')
				.transform((value) => new URL(`http://${value}/`).host),
		)
		.default([]),
	columns: z.array(z.strictObject({ kind: z.enum(columnKinds), url: webAddress })).default([]),
	limits: z
		.strictObject({
			maxPages: z.int().min(1).default(limits.maxPages),
			maxRequests: z.int().min(1).optional(),
			maxMegabytes: z.number().gt(0).optional(),
			requestsPerSecond: z.number().gt(0).default(limits.requestsPerSecond),
			concurrency: z.int().min(1).default(limits.concurrency),
			timeoutSeconds: z.number().gt(0).default(limits.timeoutSeconds),
		})
		.default(limits),
	render: z.enum(['auto', 'always', 'never']).default('auto'),
});

/** Fewer than the law's least say nothing; more are no sample but a burden. */
const isPerDay = (value: number): boolean => value === 0 || (value >= 20 && value <= 48);

const configSchema = z.strictObject({
	database: text.default('./gongkai.db'),
	databasePassword: secretSource.optional(),
	out: text.default('./out'),
	schedule: cron.optional(),
	parallel: z.int().min(0).default(parallel),
	profile: text.default('national'),
	statutes: text.default('./statutes.json'),
	network: z
		.strictObject({
			allow: z.array(z.string().refine(isRange, '网段（CIDR）或地址，如 127.0.0.0/8')).default([]),
			proxy: z.string().refine(isProxy, 'http://主机:端口').optional(),
			ca: text.optional(),
			contact: z
				.string()
				.regex(/^[\x21-\x7e]+$/, '不含空格和中文的联系方式，如 mailto:audit@example.gov.cn')
				.optional(),
		})
		.default({ allow: [] }),
	dashboard: z
		.strictObject({
			host: text.refine(isListening, '本机的地址，如 127.0.0.1 或 0.0.0.0').default(dashboard.host),
			publicUrl: webAddress
				.refine(
					(value) => new URL(value).search === '',
					'看板对外的网址，不带参数，如 https://gongkai.example.gov.cn/',
				)
				.optional(),
			trustedProxies: z.array(text.refine(isRange, '网段（CIDR）或地址，如 127.0.0.1')).default([]),
		})
		.default(dashboard),
	probes: z
		.strictObject({
			perDay: z.int().refine(isPerDay, '0（不访问）或 20 到 48 的整数').default(probes.perDay),
			keepDays: z.int().min(14).default(probes.keepDays),
		})
		.default(probes),
	notices: noticesSchema.default(noNotices),
	evidence: z
		.strictObject({
			pictures: z.int().min(0).default(evidence.pictures),
			megabytes: z.number().gt(0).default(evidence.megabytes),
			keepDays: z.int().min(31).default(evidence.keepDays),
		})
		.default(evidence),
	retention: z
		.strictObject({
			archiveMonths: z.int().min(1).default(retention.archiveMonths),
			probeMonths: z.int().min(3).default(retention.probeMonths),
			auditRowsMonths: z.int().min(3).default(retention.auditRowsMonths),
			minFreeGiB: z.number().min(0).default(retention.minFreeGiB),
		})
		.default(retention),
	sites: z.array(siteSchema).default([]),
});
/** The file as it was written, with every default filled in. */
export type Parsed = z.infer<typeof configSchema>;

/** Reads `gongkai.yaml`. Throws `BadFileError` with every problem, its line and what was expected. */
export const loadConfig = async (file: string): Promise<Config> => {
	let source: string;
	try {
		source = await readFile(file, 'utf8');
	} catch (cause) {
		throw new Error(`读不到配置文件 ${file}，请检查路径和权限`, { cause });
	}
	const yaml = readYaml(source, file);
	const value = yaml.value ?? {};
	const problems = problemsOf(configSchema, yaml, value);
	if (problems.length > 0) throw new BadFileError(file, problems);

	const parsed = configSchema.parse(value);
	const folder = dirname(resolve(file));
	const at = (path: string): string => (isAbsolute(path) ? path : resolve(folder, path));
	const ca = parsed.network.ca === undefined ? undefined : await authorities(at(parsed.network.ca), yaml);
	const more = [
		...repeatedIds(parsed, yaml),
		...badDatabase(parsed, yaml),
		...(typeof ca === 'object' ? [ca] : []),
		...(await badProfiles(parsed, folder, yaml)),
		...(await badStatutes(at(parsed.statutes), yaml)),
	];
	if (more.length > 0) throw new BadFileError(file, more);

	const { network, database, databasePassword } = parsed;
	return {
		...parsed,
		database: isPostgres(database) ? database : at(database),
		...(databasePassword ? { databasePassword: withSecretFile(databasePassword, at) } : {}),
		out: at(parsed.out),
		statutes: at(parsed.statutes),
		profile: profilePath(parsed.profile, folder),
		network: { ...network, ca: typeof ca === 'string' ? ca : undefined },
		notices: withSecretFiles({ publicUrl: parsed.dashboard.publicUrl, ...parsed.notices }, at),
		sites: parsed.sites.map((site) => ({
			...site,
			profile: profilePath(site.profile ?? parsed.profile, folder),
		})),
	};
};

/** What holds without a configuration file; `folder` is the one that paths count from. */
export const defaultConfig = (folder: string): Config => ({
	database: resolve(folder, 'gongkai.db'),
	out: resolve(folder, 'out'),
	parallel,
	profile: 'national',
	statutes: resolve(folder, 'statutes.json'),
	network: { allow: [] },
	dashboard,
	probes,
	notices: noNotices,
	evidence,
	retention,
	sites: [],
});

/** What an audit is told of a site about which nobody said more. */
const defaults = { robots: 'obey', hosts: [], columns: [], limits, render: 'auto' } as const;

/** The site of an address that no configuration names: its id is its host name with `-` for `.`. Throws a Chinese message. */
export const configForUrl = (url: string, profile = 'national'): SiteConfig => {
	if (!isWebAddress(url)) throw new Error(`${url} 不是完整的网址，应如 https://www.example.gov.cn/`);
	return { ...defaults, id: siteIdOf(url), name: '', url: withoutFragment(url), type: 'portal', profile };
};

/** A site of the register with the defaults of the configuration beside it, ready to be audited. */
export const siteOfRegister = (site: RegisteredSite, { profile }: Pick<Config, 'profile'>): SiteConfig => {
	const { id, name, url, type, level, district, maintainer, schedule } = site;
	return { ...defaults, id, name, url, type, level, district, maintainer, schedule, profile };
};
