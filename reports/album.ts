import { createHash, randomUUID } from 'node:crypto';
import {
	copyFile,
	link,
	mkdir,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	utimes,
	writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from './model.ts';

/** Which report's folder: `OUT/SITE_ID/YYYY-MM`. */
export interface Month {
	readonly out: string;
	readonly site: string;
	readonly period: string;
}

export const monthOfReport = (out: string, { site, period }: Report): Month => ({
	out,
	site: site.id,
	period,
});

const pictureName = /^evidence\/[0-9a-f]{64}\.jpg$/;
const dayTime = 86_400_000;

const fileOf = ({ out, site, period }: Month, name: string): string | undefined =>
	pictureName.test(name) ? join(out, site, period, ...name.split('/')) : undefined;

const folderOf = ({ out, site, period }: Month): string => join(out, site, period, 'evidence');

/** What a picture is called in a report's folder: its own hash. */
export const nameOfPicture = (jpeg: Uint8Array): string =>
	`evidence/${createHash('sha256').update(jpeg).digest('hex')}.jpg`;

/** Keeps a picture in a report's folder under its own hash; says its name there. */
export const keepPicture = async (month: Month, jpeg: Uint8Array): Promise<string> => {
	const name = nameOfPicture(jpeg);
	const folder = folderOf(month);
	await mkdir(folder, { recursive: true });
	const draft = join(folder, `.${randomUUID()}.tmp`);
	try {
		await writeFile(draft, jpeg, { flag: 'wx' });
		await rename(draft, join(month.out, month.site, month.period, ...name.split('/')));
	} finally {
		await rm(draft, { force: true });
	}
	return name;
};

/** A picture of a report; undefined where it is no longer kept. */
export const readPicture = async (
	month: Month,
	name: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
	const file = fileOf(month, name);
	return file === undefined
		? undefined
		: readFile(file).then(
				(bytes) => new Uint8Array(bytes),
				() => undefined,
			);
};

/** Bytes of a report's picture; undefined where it is no longer kept. */
export const pictureSize = async (month: Month, name: string): Promise<number | undefined> => {
	const file = fileOf(month, name);
	const found = file === undefined ? undefined : await stat(file).catch(() => undefined);
	return found?.isFile() ? found.size : undefined;
};

export const hasPicture = async (month: Month, name: string): Promise<boolean> =>
	(await pictureSize(month, name)) !== undefined;

/** Makes an earlier report's picture one of a later report's too. Its bytes, or undefined where it is no longer there. */
export const carryPicture = async (from: Month, to: Month, name: string): Promise<number | undefined> => {
	const [old, file] = [fileOf(from, name), fileOf(to, name)];
	if (old === undefined || file === undefined) return undefined;
	try {
		const { size, atime, mtime } = await stat(old);
		if (old === file) return size;
		await mkdir(folderOf(to), { recursive: true });
		await link(old, file).catch(async (error: NodeJS.ErrnoException) => {
			if (error.code === 'EEXIST') return;
			await copyFile(old, file);
			// Its age is that of the picture.
			await utimes(file, atime, mtime);
		});
		return size;
	} catch {
		return undefined;
	}
};

interface OldPicture {
	readonly file: string;
	readonly size: number;
	/** The same for all names of one picture. */
	readonly inode: string;
}

/** The pictures of a site that were taken more than so many days ago, and what a killed run left half written. */
const oldPictures = async (
	{ out, site }: Pick<Month, 'out' | 'site'>,
	keepDays: number,
	now: Date,
): Promise<OldPicture[]> => {
	const old: OldPicture[] = [];
	for (const period of await readdir(join(out, site)).catch(() => [])) {
		if (!/^\d{4}-\d\d$/.test(period)) continue;
		const folder = folderOf({ out, site, period });
		for (const name of await readdir(folder).catch(() => [])) {
			const file = join(folder, name);
			const keep = name.endsWith('.tmp') ? 1 : keepDays;
			const found = await stat(file).catch(() => undefined);
			if (found && now.getTime() - found.mtimeMs > keep * dayTime)
				old.push({ file, size: found.size, inode: `${found.dev} ${found.ino}` });
		}
	}
	return old;
};

/** Bytes of the pictures that `forgetPictures` would delete; one that several months share counts once. */
export const oldPictureBytes = async (...of: Parameters<typeof oldPictures>): Promise<number> => {
	const sizes = new Map((await oldPictures(...of)).map(({ inode, size }) => [inode, size]));
	return [...sizes.values()].reduce((sum, size) => sum + size, 0);
};

/** Deletes the pictures of a site that were taken more than so many days ago, and what a killed run left half written; says how many. */
export const forgetPictures = async (...of: Parameters<typeof oldPictures>): Promise<number> => {
	const old = await oldPictures(...of);
	for (const { file } of old) await rm(file, { force: true });
	return old.length;
};

/** Deletes the pictures of a month that none of its reports shows: those of an audit that was killed before its report was written. */
export const forgetStrays = async (month: Month): Promise<number> => {
	const folder = folderOf(month);
	const pictures = await readdir(folder).catch(() => []);
	if (pictures.length === 0) return 0;
	const above = join(month.out, month.site, month.period);
	const shown = new Set<string>();
	for (const name of await readdir(above)) {
		if (!/^report(?:-\d+)?\.json$/.test(name)) continue;
		const text = await readFile(join(above, name), 'utf8');
		for (const [, picture = ''] of text.matchAll(/"evidence\/([0-9a-f]{64}\.jpg)"/g)) shown.add(picture);
	}
	const strays = pictures.filter((name) => name.endsWith('.jpg') && !shown.has(name));
	for (const name of strays) await rm(join(folder, name), { force: true });
	return strays.length;
};
