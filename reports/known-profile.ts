import type { Report } from './model.ts';
import { hashOf, type Profile } from './profile.ts';
import { national } from './profiles/national.ts';

/** A profile by the name that reports give it, or undefined where it is gone; without a name, the one that audits use by default. */
export type Profiles = (name?: string) => Profile | undefined;

/** What is known of the profile that a report was scored by. */
export interface KnownProfile {
	/** That profile, or another one where it is gone: all have the same indicators. */
	readonly profile: Profile;
	/** It is the very one that the report was scored with. */
	readonly isExact: boolean;
	/** Its values are no longer those that the report was scored with. */
	readonly isProfileChanged: boolean;
}

export const knownProfile = (
	profiles: Profiles,
	{ name, hash }: Pick<Report['profile'], 'name' | 'hash'>,
): KnownProfile => {
	const own = profiles(name);
	const profile = own ?? profiles() ?? national;
	const isExact = hashOf(profile) === hash;
	return { profile, isExact, isProfileChanged: own !== undefined && !isExact };
};
