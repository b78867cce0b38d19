import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { type Access, isPostgres } from '../reports/store/open.ts';
import { passwordIn } from '../reports/store/postgres/password-file.ts';
import type { Store } from '../reports/store.ts';

type Variables = Readonly<Record<string, string | undefined>>;
type Named = Pick<Config, 'database' | 'databasePassword'>;

const textOf = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);

/** Where the configuration says. Throws a Chinese sentence where there is none. */
const ownPassword = async (
	{ env, file }: NonNullable<Config['databasePassword']>,
	variables: Variables,
): Promise<string> => {
	const value = file === undefined ? variables[env ?? ''] : await textOf(file);
	const password = value?.trim();
	if (password) return password;
	throw new Error(
		file === undefined
			? `databasePassword 指的环境变量 ${env} 没有值`
			: `databasePassword 指的文件 ${file} 读不到或是空的`,
	);
};

/** How the configuration's database lets us in: a PostgreSQL's password is its setting's, or where its own programs look for it. */
export const accessOf = ({ database, databasePassword }: Named, variables: Variables): Access => {
	if (!isPostgres(database)) return {};
	return {
		password: async (place) => {
			if (databasePassword) return ownPassword(databasePassword, variables);
			if (variables.PGPASSWORD) return variables.PGPASSWORD;
			const text = await textOf(variables.PGPASSFILE ?? join(homedir(), '.pgpass'));
			return text === undefined ? undefined : passwordIn(text, place);
		},
	};
};

/** Opens the store that a configuration names. Throws a Chinese sentence where it cannot. */
export const openConfigured = async (
	config: Named,
	variables: Variables,
	more: Pick<Access, 'onTrouble'> = {},
): Promise<Store> => {
	const { openStore } = await import('../reports/store.ts');
	return openStore(config.database, { ...accessOf(config, variables), ...more });
};
