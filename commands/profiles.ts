import type { Config } from '../config.ts';
import type { Profiles } from '../reports/known-profile.ts';
import { loadProfile, type Profile } from '../reports/profile.ts';

/** The profiles that this installation audits by, the one for sites that name none first. */
export const usedProfiles = async ({
	profile,
	sites,
}: Pick<Config, 'profile' | 'sites'>): Promise<readonly Profile[]> => {
	const named = [...new Set([profile, ...sites.map((site) => site.profile ?? profile)])];
	return Promise.all(named.map((name) => loadProfile(name)));
};

/** The same under the names that reports give them. */
export const loadProfiles = async (config: Pick<Config, 'profile' | 'sites'>): Promise<Profiles> => {
	const [first, ...others] = await usedProfiles(config);
	const byName = new Map([...others, first].map((loaded) => [loaded?.name, loaded]));
	return (name) => (name === undefined ? first : byName.get(name));
};
