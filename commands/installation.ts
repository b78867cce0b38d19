import { existsSync } from 'node:fs';
import { findConfig } from '../arguments.ts';
import type { Config } from '../config.ts';
import type { KnownSite } from '../reports/store/model.ts';
import type { Store } from '../reports/store.ts';
import type { Context } from './command.ts';
import { sitesOf } from './site-list.ts';
import { openConfigured } from './store-access.ts';

/** What a command works with that asks the store. */
export interface Installation {
	readonly config: Config;
	/** The configuration's file, where there is one. */
	readonly file?: string;
	readonly store: Store;
	/** The configuration's sites, and the register's beside them. */
	readonly sites: () => Promise<readonly KnownSite[]>;
}

/**
 * Opens the store that the configuration names for as long as the work takes, and changes nothing in it: there may be a `serve`
 * with another configuration. Without any a store is made only where `isBeginning`: in a wrong folder nothing is to be left behind.
 */
export const withStore = async <Result>(
	{ values, io }: Context,
	work: (installation: Installation) => Promise<Result>,
	{ isBeginning = false }: { readonly isBeginning?: boolean } = {},
): Promise<Result> => {
	const found = await findConfig(values, io.cwd);
	if (found.file === undefined && !isBeginning && !existsSync(found.config.database))
		throw new Error(
			`${io.cwd} 里没有 gongkai.yaml，也没有 gongkai.db；请换到安装的文件夹，或用 --config 指明配置`,
		);
	const store = await openConfigured(found.config, io.environment.variables);
	try {
		// Without a file nobody said that there are no sites.
		const sites = () => (found.file === undefined ? store.sites() : sitesOf(store, found.config, io.now()));
		return await work({ ...found, store, sites });
	} finally {
		await store.close();
	}
};
