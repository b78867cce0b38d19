import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Kysely } from 'kysely';
import { builtInProfile, hashOf, type Profile } from '../profile.ts';
import type { Tables } from './schema.ts';

/** Keeps what reports were scored with, once. */
export const keepProfile = async (db: Kysely<Tables>, profile: Profile): Promise<void> => {
	await db
		.insertInto('profiles')
		.values({ hash: hashOf(profile), body: zstdCompressSync(JSON.stringify(profile)) })
		.onConflict((conflict) => conflict.column('hash').doNothing())
		.execute();
};

/** The profile that a report was scored with; undefined where nobody kept it. */
export const profileOf = async (db: Kysely<Tables>, hash: string): Promise<Profile | undefined> => {
	const kept = await db.selectFrom('profiles').select('body').where('hash', '=', hash).executeTakeFirst();
	return kept ? JSON.parse(zstdDecompressSync(kept.body).toString()) : builtInProfile(hash);
};

/** Hashes of those that are kept. */
export const knownProfiles = async (db: Kysely<Tables>): Promise<ReadonlySet<string>> =>
	new Set((await db.selectFrom('profiles').select('hash').execute()).map(({ hash }) => hash));
