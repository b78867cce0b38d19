import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Parsed } from './config.ts';
import { loadProfile } from './reports/profile.ts';
import { loadStatutes } from './reports/statutes.ts';
import { addressTrouble, isPostgres } from './reports/store/open.ts';
import type { Problem, Yaml } from './reports/yaml.ts';

export const repeatedIds = ({ sites }: Parsed, { lineOf }: Yaml): Problem[] =>
	sites.flatMap(({ id }, index) => {
		const first = sites.findIndex((site) => site.id === id);
		if (first === index) return [];
		const line = lineOf(['sites', first, 'id']);
		return [
			{
				line: lineOf(['sites', index, 'id']),
				message: `id ${id} 与第 ${line} 行重复，每个网站的 id 应各不相同`,
			},
		];
	});

/** One that cannot be read would fail every encrypted connection, as if the sites were at fault. */
const areCertificates = (pem: string): boolean => {
	const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
	try {
		return blocks.map((block) => new X509Certificate(block)).length > 0;
	} catch {
		return false;
	}
};

export const authorities = async (file: string, { lineOf }: Yaml): Promise<string | Problem> => {
	const line = lineOf(['network', 'ca']);
	try {
		const pem = await readFile(file, 'utf8');
		return areCertificates(pem) ? pem : { line, message: `network.ca 指向的 ${file} 应为 PEM 格式的证书` };
	} catch {
		return { line, message: `network.ca 应为可读的证书文件，读不到 ${file}` };
	}
};

/** A profile's built-in name as it is, a path resolved against the configuration's folder. */
export const profilePath = (value: string, folder: string): string =>
	/[/\\]|\.ya?ml$/i.test(value) ? resolve(folder, value) : value;

export const badProfiles = async (parsed: Parsed, folder: string, { lineOf }: Yaml): Promise<Problem[]> => {
	const named = [
		{ value: parsed.profile, path: ['profile'] },
		...parsed.sites.map(({ profile }, index) => ({ value: profile, path: ['sites', index, 'profile'] })),
	];
	const problems = await Promise.all(
		named.map(async ({ value, path }): Promise<Problem[]> => {
			if (value === undefined) return [];
			try {
				await loadProfile(profilePath(value, folder));
				return [];
			} catch (error) {
				const message = error instanceof Error ? error.message : String(error);
				return message.split('\n').map((line) => ({ line: lineOf(path), message: line }));
			}
		}),
	);
	return problems.flat();
};

export const badStatutes = async (file: string, { lineOf }: Yaml): Promise<Problem[]> => {
	try {
		await loadStatutes(file);
		return [];
	} catch (error) {
		return [{ line: lineOf(['statutes']), message: error instanceof Error ? error.message : String(error) }];
	}
};

/** The message never has the address, which may have a password in it. */
export const badDatabase = ({ database }: Parsed, { lineOf }: Yaml): Problem[] => {
	const isFile = !isPostgres(database) && !/^[a-z]{2,}:\/\//i.test(database);
	const trouble = isFile
		? undefined
		: isPostgres(database)
			? addressTrouble(database)
			: '应为文件路径，或 postgres://用户名@主机:5432/数据库名';
	return trouble ? [{ line: lineOf(['database']), message: `database ${trouble}` }] : [];
};
