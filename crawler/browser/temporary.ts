import { rmSync } from 'node:fs';
import { lstat, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginningOf, isAlive } from '../alive.ts';
import { userId } from './places.ts';

/** A folder for what a browser keeps for a moment: one that is killed leaves some of it, which would add up over the years. */
export interface Temporary {
	readonly path: string;
	/** What its launcher keeps elsewhere, by the browser's own command line. */
	readonly note: (commandLine: string) => Promise<void>;
	/** Never rejects; a process of the browser that is on its way out may still write. */
	readonly remove: () => Promise<void>;
}

/** By whom a folder is used. */
interface Owner {
	readonly pid: number;
	readonly began: string;
	readonly place: string;
}

const prefix = 'gongkai-browser-';
const ownerFile = 'owner.json';
const profileFile = 'profile.txt';
/** Playwright's, beside our folder. */
const profileName = /playwright_chromiumdev_profile-\w{6}/;
/** No browser is used for so long: whoever left a folder that nobody can be asked about is gone. Milliseconds. */
const longestUse = 7 * 86_400_000;

/** Of the browsers that this process has started, with their profiles. */
const folders = new Map<string, string | undefined>();
let isSwept = false;

/** Where a process's number is its own: this machine, or this container. */
const here = async (): Promise<string> =>
	`${hostname()} ${await readlink('/proc/self/ns/pid').catch(() => '')}`;

const ownerOf = async (folder: string): Promise<Owner | undefined> =>
	readFile(join(folder, ownerFile), 'utf8').then(
		(text) => JSON.parse(text) as Owner, // Nobody but our own user writes there.
		() => undefined,
	);

const isLeft = async (folder: string, place: string): Promise<boolean> => {
	const entry = await lstat(folder);
	if (!entry.isDirectory() || (userId() >= 0 && entry.uid !== userId())) return false;
	const owner = await ownerOf(folder);
	if (owner?.place !== place) return Date.now() - entry.mtimeMs > longestUse;
	return !isAlive(owner.pid) || (await beginningOf(owner.pid)) !== owner.began;
};

const removeAll = async (folder: string): Promise<void> => {
	const [profile] = profileName.exec(await readFile(join(folder, profileFile), 'utf8').catch(() => '')) ?? [];
	for (const path of [...(profile ? [join(tmpdir(), profile)] : []), folder])
		await rm(path, { recursive: true, force: true, maxRetries: 5 });
};

/** Removes what processes left that were killed. */
const sweep = async (): Promise<void> => {
	const place = await here();
	const names = await readdir(tmpdir()).catch(() => []);
	// One that cannot be looked at or removed is in nobody's way.
	for (const folder of names.filter((name) => name.startsWith(prefix)).map((name) => join(tmpdir(), name)))
		await isLeft(folder, place)
			.then((isIt) => (isIt ? removeAll(folder) : undefined))
			.catch(() => {});
};

/** Makes a folder for one browser; undefined where there can be none. The first one of a process removes what killed ones left. */
export const temporaryFolder = async (): Promise<Temporary | undefined> => {
	if (!isSwept) void sweep();
	isSwept = true;
	try {
		const path = await mkdtemp(join(tmpdir(), prefix));
		folders.set(path, undefined);
		const owner: Owner = {
			pid: process.pid,
			began: await beginningOf(process.pid),
			place: await here(),
		};
		await writeFile(join(path, ownerFile), JSON.stringify(owner));
		return {
			path,
			note: async (commandLine) => {
				const [profile] = profileName.exec(commandLine) ?? [];
				if (!profile) return;
				folders.set(path, join(tmpdir(), profile));
				await writeFile(join(path, profileFile), profile).catch(() => {});
			},
			remove: async () => {
				// Its launcher removes the profile as well, but nobody can wait for that.
				await removeAll(path).then(
					() => folders.delete(path),
					() => {},
				);
			},
		};
	} catch {
		return undefined;
	}
};

/** A process that is told to end does so at once, and its browsers with it. */
export const removeAtExit = (): void => {
	// What was killed just now may still be writing.
	if (folders.size > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
	for (const [folder, profile] of folders) {
		try {
			for (const path of [...(profile ? [profile] : []), folder])
				rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
		} catch {
			// Whoever starts a browser next removes it.
		}
	}
};
