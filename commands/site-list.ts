import type { Config } from '../config.ts';
import type { KnownSite } from '../reports/store/model.ts';
import type { Store } from '../reports/store.ts';

/** The sites of a configuration, and then those of the register that it does not name; whatever another configuration made of them in the store. */
export const sitesOf = async (
	store: Pick<Store, 'sites' | 'register'>,
	config: Pick<Config, 'sites'>,
	now: Date,
): Promise<readonly KnownSite[]> => {
	const since = new Map((await store.sites()).map(({ id, knownSince }) => [id, knownSince]));
	const configured = config.sites.map(
		({ id, name, url, type, level, district, maintainer, schedule }): KnownSite => ({
			...{ id, name, url, type, level, district, maintainer, schedule },
			origin: 'config',
			knownSince: since.get(id) ?? now.toISOString(),
		}),
	);
	const named = new Set(configured.map(({ id }) => id));
	return [...configured, ...(await store.register()).filter(({ id }) => !named.has(id))];
};
