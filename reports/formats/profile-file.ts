import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf, type Profile } from '../profile.ts';

/** Where the profiles lie that reports were scored with: `OUT/profiles/HASH.json`. */
const fileOf = (out: string, hash: string): string => join(out, 'profiles', `${hash}.json`);

/** Keeps a profile beside the reports that were scored with it, once; reports name it by its hash. */
export const writeProfile = async (out: string, profile: Profile): Promise<void> => {
	const hash = hashOf(profile);
	if (await readProfile(out, hash)) return;
	const file = fileOf(out, hash);
	await mkdir(join(file, '..'), { recursive: true });
	const temporary = join(file, '..', `.${hash}-${randomUUID()}.tmp`);
	try {
		await writeFile(temporary, `${JSON.stringify(profile, null, '\t')}\n`, { flag: 'wx' });
		await rename(temporary, file);
	} finally {
		await rm(temporary, { force: true });
	}
};

/** The profile with this hash; undefined where none was kept, or the file is not what was kept. */
export const readProfile = async (out: string, hash: string): Promise<Profile | undefined> => {
	if (!/^[0-9a-f]{12}$/.test(hash)) return undefined;
	try {
		const profile = JSON.parse(await readFile(fileOf(out, hash), 'utf8')) as Profile;
		// Whatever was changed in it by hand has another hash.
		return hashOf(profile) === hash ? profile : undefined;
	} catch {
		return undefined;
	}
};
