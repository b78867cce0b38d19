import type { Dirent } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import PQueue from 'p-queue';
import { isLeftover, readReport } from './formats/json.ts';
import { readProfile } from './formats/profile-file.ts';
import type { Report } from './model.ts';
import { isStoreTrouble } from './store/store-trouble.ts';
import type { Store } from './store.ts';

/** What was taken in, and what is no report, leads out of the folder, or was refused by the store, relative to the folder. */
export interface Ingested {
	readonly taken: number;
	readonly unreadable: readonly string[];
}

interface Found {
	readonly file: string;
	readonly report: Report;
}

const siteName = /^[a-z0-9-]+$/;
const monthName = /^\d{4}-(0[1-9]|1[0-2])$/;
const reportName = /^report(-\d+)?\.json$/;

/** What is younger may be being written still. */
const leftoverAfterMs = 86_400_000;

/** What a folder holds; nothing where there is none. */
const entriesOf = (folder: string): Promise<Dirent[]> =>
	readdir(folder, { withFileTypes: true }).catch(() => []);

/**
 * The names that are wanted, of what is a folder or a file indeed. Anything else under the name of a report goes to `odd`, and so do
 * links: a pipe would hold its reader for ever, and a link may lead to anybody's files.
 */
const pick = (
	entries: readonly Dirent[],
	wanted: RegExp,
	kind: 'isDirectory' | 'isFile',
	odd: (name: string) => void,
): string[] => {
	const named = entries.filter(({ name }) => wanted.test(name));
	for (const entry of named)
		if (!entry[kind]() && (kind === 'isFile' || entry.isSymbolicLink())) odd(entry.name);
	return named
		.filter((entry) => entry[kind]())
		.map(({ name }) => name)
		.sort();
};

/** Removes what audits that were killed while they wrote a report have left. */
const removeLeftovers = async (folder: string, entries: readonly Dirent[]): Promise<void> => {
	for (const { name } of entries.filter((entry) => entry.isFile() && isLeftover(entry.name))) {
		const file = join(folder, name);
		const written = await lstat(file).catch(() => undefined);
		if (written && Date.now() - written.mtimeMs > leftoverAfterMs)
			await rm(file, { force: true }).catch(() => {});
	}
};

/** The months of a site that hold a report whose name is not known; each with all of its reports. */
const unknownMonths = async (
	out: string,
	site: string,
	known: ReadonlySet<string>,
	unreadable: string[],
): Promise<string[][]> => {
	const odd = (path: string) => (name: string) => unreadable.push(`${path}/${name}`);
	const months = pick(await entriesOf(join(out, site)), monthName, 'isDirectory', odd(site));
	const files = await Promise.all(
		months.map(async (month) => {
			const path = `${site}/${month}`;
			const entries = await entriesOf(join(out, path));
			await removeLeftovers(join(out, path), entries);
			return pick(entries, reportName, 'isFile', odd(path)).map((name) => `${path}/${name}`);
		}),
	);
	return files.filter((month) => month.some((file) => !known.has(file)));
};

/** The reports among files of one site, as far as they are read before the end; the others are named in `unreadable`. */
const readAll = async (
	out: string,
	files: readonly string[],
	unreadable: string[],
	end: AbortSignal | undefined,
): Promise<Found[]> => {
	const found: Found[] = [];
	for (const file of files) {
		if (end?.aborted) break;
		try {
			const report = await readReport(join(out, file));
			if (!file.startsWith(`${report.site.id}/${report.period}/`))
				throw new Error('of another site or month');
			found.push({ file, report });
		} catch {
			unreadable.push(file);
		}
		await breathe();
	}
	return found;
};

const byTime = ({ report: a }: Found, { report: b }: Found): number =>
	a.asOf === b.asOf ? Date.parse(a.run.finishedAt) - Date.parse(b.run.finishedAt) : a.asOf < b.asOf ? -1 : 1;

/**
 * Keeps the reports that lie in the folder and that the store does not have: of a program that was killed between the two, of
 * another machine, or of a store that was lost. Files that the store names are not read again, unless their month has a report
 * that it does not name: a report moves aside when a later one takes its place. Follows no links, and removes what audits that were
 * killed have left beside their reports. `only`: of one site; throws where the store cannot keep them now. `end`: leaves the rest for another time, at most one report later.
 */
export const ingestReports = async (
	store: Pick<Store, 'record' | 'knownFiles'>,
	out: string,
	{ only, end }: { only?: string; end?: AbortSignal } = {},
): Promise<Ingested> => {
	const known = await store.knownFiles(only);
	const unreadable: string[] = [];
	const sites =
		only === undefined
			? pick(await entriesOf(out), siteName, 'isDirectory', (name) => unreadable.push(name))
			: (await lstat(join(out, only)).catch(() => undefined))?.isDirectory()
				? [only]
				: [];
	// A hundred folders at once keep the disk busy.
	const queue = new PQueue({ concurrency: 100 });
	const months = await queue.addAll(
		sites.map((site) => async () => (end?.aborted ? [] : unknownMonths(out, site, known, unreadable))),
	);

	let taken = 0;
	let refusedInARow = 0;
	for (const files of months.flat()) {
		if (end?.aborted) break;
		const unknown = await readAll(
			out,
			files.filter((file) => !known.has(file)),
			unreadable,
			end,
		);
		if (unknown.length === 0) continue;
		const moved = await readAll(
			out,
			files.filter((file) => known.has(file)),
			unreadable,
			end,
		);
		for (const { file, report } of [...unknown, ...moved].sort(byTime)) {
			if (end?.aborted) break;
			try {
				await store.record(report, file, await readProfile(out, report.profile.hash));
				taken++;
				refusedInARow = 0;
			} catch (error) {
				unreadable.push(file);
				// Whoever asks for one site's waits for them.
				if (only !== undefined && isStoreTrouble(error)) throw error;
				// One report may be at fault; then it is the store.
				if (++refusedInARow === 3) throw error;
			}
			// The dashboard has pages to show meanwhile.
			await breathe();
		}
	}
	return { taken, unreadable };
};
