import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Report, reportSchema } from '../model.ts';

/** Where a month's report lies: `OUT/SITE_ID/YYYY-MM/report.json`. */
export const reportFile = (out: string, { site, period }: Pick<Report, 'site' | 'period'>): string =>
	join(out, site.id, period, 'report.json');

/** The largest report of a portal has a tenth of it. */
const maxReportBytes = 200_000_000;

/** The text of a file. A pipe, which would hold its reader for ever, a device or a file without end is refused. */
const readText = async (file: string): Promise<string> => {
	// Not every system has pipes that can be opened without waiting for a writer.
	const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
	try {
		const there = await handle.stat();
		if (!there.isFile() || there.size > maxReportBytes)
			throw new Error(`${file}：不是有效的报告：不是普通文件，或大于 ${maxReportBytes / 1e6} MB`);
		return await handle.readFile('utf8');
	} finally {
		await handle.close();
	}
};

/** Reads a report; throws where the file is missing, cut off, no report or larger than one can be. */
export const readReport = async (file: string): Promise<Report> => {
	const outcome = reportSchema.safeParse(JSON.parse(await readText(file)));
	if (outcome.success) return outcome.data;
	throw new Error(`${file}：不是有效的报告：${z.prettifyError(outcome.error)}`);
};

const { documents: documentsOf, run: runOf } = reportSchema.shape;
const documentsSchema = z.object({ documents: documentsOf, run: runOf });

/** The documents of a run's report; undefined where the file is missing, none, or tells of another run. */
export const readDocuments = async (
	file: string,
	startedAt: string,
): Promise<Report['documents'] | undefined> => {
	try {
		const { documents, run } = documentsSchema.parse(JSON.parse(await readText(file)));
		return Date.parse(run.startedAt) === Date.parse(startedAt) ? documents : undefined;
	} catch {
		return undefined;
	}
};

/** A report, or undefined where the file is missing, cut off or none. */
export const tryRead = async (file: string): Promise<Report | undefined> => {
	try {
		return await readReport(file);
	} catch {
		return undefined;
	}
};

const hasCode = (error: unknown, ...codes: string[]): boolean =>
	codes.includes((error as NodeJS.ErrnoException).code ?? '');

/** Makes sure that what a folder lists outlives a power cut; not every system can open a folder. */
const syncFolder = async (folder: string): Promise<void> => {
	try {
		const handle = await open(folder, 'r');
		await handle.sync().finally(() => handle.close());
	} catch (error) {
		if (!hasCode(error, 'EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP')) throw error;
	}
};

/** Gives `file` a second name `report-N.json`, N the next free; false where there is no such file. */
const keepBeside = async (file: string, folder: string): Promise<string | undefined> => {
	for (let n = 1; ; n++) {
		const beside = join(folder, `report-${n}.json`);
		try {
			// A second name leaves the first one in place until the new report takes it: there is a report at any moment.
			await link(file, beside).catch((error: unknown) => {
				if (hasCode(error, 'EEXIST', 'ENOENT')) throw error;
				return copyFile(file, beside, constants.COPYFILE_EXCL);
			});
			return beside;
		} catch (error) {
			if (hasCode(error, 'ENOENT')) return undefined;
			if (!hasCode(error, 'EEXIST')) throw error;
		}
	}
};

/** The file of a month's folder that holds the report of a run; undefined where none does. */
export const fileOfRun = async (folder: string, startedAt: string): Promise<string | undefined> => {
	for (const name of await reportNames(folder)) {
		const report = await tryRead(join(folder, name));
		if (report && isOfRun(report, startedAt)) return join(folder, name);
	}
	return undefined;
};

/** Names of the reports in a month's folder: the month's own first, then those beside it. */
export const reportNames = async (folder: string): Promise<string[]> =>
	(await readdir(folder, { withFileTypes: true }).catch(() => []))
		// A pipe of that name would hold whoever reads it.
		.filter((entry) => entry.isFile() && /^report(-\d+)?\.json$/.test(entry.name))
		.map(({ name }) => name)
		.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));

/** Whether a report is that of the run begun at an instant. */
export const isOfRun = ({ run }: Report, startedAt: string): boolean =>
	Date.parse(run.startedAt) === Date.parse(startedAt);

const temporaryName = (): string => `.report-${randomUUID()}.tmp`;

/** Whether a name in a month's folder is that of a report that is being written, or was when its writer was killed. */
export const isLeftover = (name: string): boolean => /^\.report-[0-9a-f-]{36}\.tmp$/.test(name);

/**
 * Writes a report whole or not at all, and returns where. A month's report is its latest complete audit: an earlier one is kept as
 * `report-N.json`, and an incomplete one goes there itself where the month has a complete one. An earlier report of the same run,
 * which was killed before its end, is replaced. Throws where the report is not what the contract says.
 */
export const writeReport = async (out: string, report: Report): Promise<string> => {
	const outcome = reportSchema.safeParse(report);
	if (!outcome.success) throw new Error(`refused to write a bad report: ${z.prettifyError(outcome.error)}`);

	const file = reportFile(out, report);
	const folder = join(file, '..');
	await mkdir(folder, { recursive: true });
	const temporary = join(folder, temporaryName());
	try {
		const handle = await open(temporary, 'wx');
		try {
			await handle.writeFile(`${JSON.stringify(report, null, '\t')}\n`);
			await handle.sync();
		} finally {
			await handle.close();
		}
		const twin = await fileOfRun(folder, report.run.startedAt);
		const isDisplacing = twin === file || report.run.complete || !(await tryRead(file))?.run.complete;
		if (!isDisplacing) {
			if (twin) {
				await rename(temporary, twin);
				return twin;
			}
			const beside = await keepBeside(temporary, folder);
			if (beside) return beside;
		}
		if (twin !== file) await keepBeside(file, folder);
		await rename(temporary, file);
		if (twin && twin !== file) await rm(twin, { force: true });
		return file;
	} finally {
		await rm(temporary, { force: true });
		await syncFolder(folder);
	}
};

/** The file that holds just this report, of those of its month; `report.json` where none does. */
export const lastWritten = async (out: string, report: Report): Promise<string> => {
	const file = reportFile(out, report);
	return (await fileOfRun(join(file, '..'), report.run.startedAt)) ?? file;
};
