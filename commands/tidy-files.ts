import { open, readdir, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { setAsideBefore } from '../crawler/archive/damage.ts';
import { planThinning, thinArchive } from '../crawler/archive/thin.ts';
import { refusal } from '../crawler/folder.ts';
import { forgetPictures, oldPictureBytes } from '../reports/album.ts';
import { isDiskFull, spoken } from '../reports/formats/spoken.ts';
import { isLocked } from './machine-faults.ts';

const dayMs = 86_400_000;

/** That instant so many months before, ISO; a month is 31 days. */
export const monthsBefore = (now: Date, months: number): string =>
	new Date(now.getTime() - months * 31 * dayMs).toISOString();

/** What became of a site's files, or would. */
export interface SiteTidied {
	/** Runs that went from its archive. */
	readonly runs: number;
	/** Bytes. */
	readonly archives: number;
	readonly pictures: number;
	/** Why its archive was left as it was, Chinese. */
	readonly why?: string;
}

export interface SiteToTidy {
	readonly site: string;
	readonly config: Pick<Config, 'out' | 'retention' | 'evidence'>;
	readonly now: Date;
	/** Start of the audit that its second looks build on, ISO. */
	readonly keeping: string | undefined;
	/** Nothing is changed. */
	readonly isTrial: boolean;
}

const reasonOf = (error: unknown): string => {
	if (isLocked(error)) return '正在审计，存档这次不动';
	if (isDiskFull(error)) return '磁盘已满，存档清理不了';
	return error instanceof Error && 'errcode' in error ? `存档读不了（${error.message}）` : spoken(error);
};

/** Deletes the damaged archives that were set aside longer ago than archives are kept; returns their bytes. */
const tidySetAside = async ({ site, config, now, isTrial }: SiteToTidy): Promise<number> => {
	const old = await setAsideBefore(join(config.out, site), monthsBefore(now, config.retention.archiveMonths));
	if (!isTrial) for (const { file } of old) await rm(file);
	return old.reduce((sum, { size }) => sum + size, 0);
};

const tidyArchive = async (todo: SiteToTidy) => {
	const { site, config, now, keeping, isTrial } = todo;
	const file = join(config.out, site, 'archive.db');
	const size = await stat(file).then(
		(found) => (found.isFile() ? found.size : undefined),
		() => undefined,
	);
	if (size === undefined) return { runs: 0, archives: 0 };
	const thinning = { before: monthsBefore(now, config.retention.archiveMonths), keeping };
	try {
		const plan = planThinning(file, thinning);
		const aside = await tidySetAside(todo);
		if (!plan || (plan.runs.length === 0 && plan.frees === 0)) return { runs: 0, archives: aside };
		if (isTrial) return { runs: plan.runs.length, archives: plan.frees + aside };
		const { runs } = await thinArchive(file, thinning);
		return { runs, archives: Math.max(0, size - (await stat(file)).size) + aside };
	} catch (error) {
		return { runs: 0, archives: 0, why: reasonOf(error) };
	}
};

/** Thins a site's archive, deletes its damaged ones that are old and its old pictures, or says what that would free. Never throws for what is wrong with one of them. */
export const tidySite = async (todo: SiteToTidy): Promise<SiteTidied> => {
	const { site, config, now, isTrial } = todo;
	const thinned = await tidyArchive(todo);
	const old = [{ out: config.out, site }, config.evidence.keepDays, now] as const;
	const bytes = await oldPictureBytes(...old);
	if (isTrial || bytes === 0) return { ...thinned, pictures: bytes };
	const refused = await forgetPictures(...old).then(
		() => undefined,
		(error: unknown) => `截图删不了（${refusal(error)}）`,
	);
	const left = await oldPictureBytes(...old);
	const why = [thinned.why, refused].filter((words) => words !== undefined).join('；');
	return { ...thinned, pictures: bytes - left, ...(why === '' ? {} : { why }) };
};

/** Folders beside those of the sites. */
const beside: ReadonlySet<string> = new Set(['logs', 'profiles']);

/** Sites that have a folder, whether anybody knows them still or not; links are not followed. */
export const sitesIn = async (out: string): Promise<string[]> =>
	(await readdir(out, { withFileTypes: true }).catch(() => []))
		.filter((entry) => entry.isDirectory() && !beside.has(entry.name) && /^[a-z0-9-]+$/.test(entry.name))
		.map(({ name }) => name)
		.sort();

/** Bytes of the program's log, from which on its end alone is kept, apart. */
const maxLogBytes = 50_000_000;

/**
 * Keeps the end of a long log beside it as `gongkai.1.log`, in place of the one before, and begins the log anew; says how many
 * bytes that gives back. Those who write to it go on at its new beginning.
 */
export const tidyLog = async (
	out: string,
	isTrial: boolean,
	maxBytes: number = maxLogBytes,
): Promise<number> => {
	const file = join(out, 'logs', 'gongkai.log');
	const older = join(out, 'logs', 'gongkai.1.log');
	const sizeOf = (path: string): Promise<number> =>
		stat(path).then(
			({ size }) => size,
			() => 0,
		);
	const [size, before] = [await sizeOf(file), await sizeOf(older)];
	if (size <= maxBytes) return 0;
	const freed = before + size - maxBytes;
	if (isTrial) return freed;
	const draft = `${older}.tmp`;
	const handle = await open(file, 'r');
	try {
		const tail = Buffer.alloc(maxBytes);
		const { bytesRead } = await handle.read(tail, 0, maxBytes, size - maxBytes);
		await writeFile(draft, tail.subarray(0, bytesRead));
		await rename(draft, older);
		await truncate(file, 0);
	} finally {
		await handle.close();
		await rm(draft, { force: true });
	}
	return freed;
};
