import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { readReport } from './formats/json.ts';
import type { Report } from './model.ts';
import type { Store } from './store.ts';

/** What was taken in, and the files that are no reports or that the store refused, relative to the folder. */
export interface Ingested {
	readonly taken: number;
	readonly unreadable: readonly string[];
}

interface Found {
	readonly file: string;
	readonly report: Report;
}

const monthName = /^\d{4}-(0[1-9]|1[0-2])$/;
const reportName = /^report(-\d+)?\.json$/;

const names = async (folder: string, wanted: RegExp): Promise<string[]> =>
	(await readdir(folder).catch(() => [])).filter((name) => wanted.test(name)).sort();

/** The months of a site that hold a report whose name is not known; each with all of its reports. */
const unknownMonths = async (out: string, site: string, known: ReadonlySet<string>): Promise<string[][]> => {
	const months = await names(join(out, site), monthName);
	const files = await Promise.all(
		months.map(async (month) =>
			(await names(join(out, site, month), reportName)).map((name) => `${site}/${month}/${name}`),
		),
	);
	return files.filter((month) => month.some((file) => !known.has(file)));
};

/** The reports among files of one site; the others are named in `unreadable`. */
const readAll = async (out: string, files: readonly string[], unreadable: string[]): Promise<Found[]> => {
	const found: Found[] = [];
	for (const file of files) {
		try {
			const report = await readReport(join(out, file));
			if (!file.startsWith(`${report.site.id}/${report.period}/`))
				throw new Error('of another site or month');
			found.push({ file, report });
		} catch {
			unreadable.push(file);
		}
	}
	return found;
};

const byTime = ({ report: a }: Found, { report: b }: Found): number =>
	a.asOf === b.asOf ? Date.parse(a.run.finishedAt) - Date.parse(b.run.finishedAt) : a.asOf < b.asOf ? -1 : 1;

/**
 * Keeps the reports that lie in the folder and that the store does not have: of a program that was killed between the two, of
 * another machine, or of a store that was lost. Files that the store names are not read again, unless their month has a report
 * that it does not name: a report moves aside when a later one takes its place. `only`: of one site. `end`: leaves the rest for another time.
 */
export const ingestReports = async (
	store: Pick<Store, 'record' | 'knownFiles'>,
	out: string,
	{ only, end }: { only?: string; end?: AbortSignal } = {},
): Promise<Ingested> => {
	const known = await store.knownFiles();
	const sites = only === undefined ? await names(out, /^[a-z0-9-]+$/) : [only];
	// A hundred folders at once keep the disk busy.
	const queue = new PQueue({ concurrency: 100 });
	const months = await queue.addAll(sites.map((site) => () => unknownMonths(out, site, known)));

	const unreadable: string[] = [];
	let taken = 0;
	let refusedInARow = 0;
	for (const files of months.flat()) {
		if (end?.aborted) break;
		const unknown = await readAll(
			out,
			files.filter((file) => !known.has(file)),
			unreadable,
		);
		if (unknown.length === 0) continue;
		const moved = await readAll(
			out,
			files.filter((file) => known.has(file)),
			unreadable,
		);
		for (const { file, report } of [...unknown, ...moved].sort(byTime)) {
			try {
				await store.record(report, file);
				taken++;
				refusedInARow = 0;
			} catch (error) {
				unreadable.push(file);
				// One report may be at fault; then it is the store.
				if (++refusedInARow === 3) throw error;
			}
		}
	}
	return { taken, unreadable };
};
