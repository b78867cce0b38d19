import type { Config } from '../config.ts';
import type { Profiles } from '../reports/known-profile.ts';
import { loadProfile } from '../reports/profile.ts';

/** The profiles that this installation audits by, under the names that its reports give them. */
export const loadProfiles = async ({
	profile,
	sites,
}: Pick<Config, 'profile' | 'sites'>): Promise<Profiles> => {
	const named = [...new Set([profile, ...sites.map((site) => site.profile ?? profile)])];
	const [first, ...others] = await Promise.all(named.map((name) => loadProfile(name)));
	const byName = new Map([...others, first].map((loaded) => [loaded?.name, loaded]));
	return (name) => (name === undefined ? first : byName.get(name));
};
