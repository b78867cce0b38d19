import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isOfRun, reportNames, tryRead } from './formats/json.ts';
import type { Finding, Report } from './model.ts';

/** Months of a site that have a folder, up to the one of `asOf`, newest first. */
const monthsBefore = async (out: string, site: string, asOf: string): Promise<string[]> => {
	const entries = await readdir(join(out, site), { withFileTypes: true }).catch(() => []);
	return entries
		.filter((entry) => entry.isDirectory() && /^\d{4}-\d\d$/.test(entry.name))
		.map(({ name }) => name)
		.filter((month) => month <= asOf.slice(0, 7))
		.sort()
		.reverse();
};

const stamp = ({ asOf, run }: Report): string => `${asOf} ${new Date(run.finishedAt).toISOString()}`;

const newestFirst = (a: Report, b: Report): number => (stamp(a) < stamp(b) ? 1 : -1);

/**
 * The last complete report of a site that was judged by `asOf` or an earlier day, that of the run begun at `startedAt` left out;
 * undefined where there is none.
 */
export const lastComplete = async (
	out: string,
	site: string,
	asOf: string,
	startedAt?: string,
): Promise<Report | undefined> => {
	for (const month of await monthsBefore(out, site, asOf)) {
		const folder = join(out, site, month);
		const reports = await Promise.all((await reportNames(folder)).map((name) => tryRead(join(folder, name))));
		const [last] = reports
			.filter((report) => report !== undefined)
			.filter((report) => report.run.complete && report.asOf <= asOf)
			.filter((report) => startedAt === undefined || !isOfRun(report, startedAt))
			.sort(newestFirst);
		if (last) return last;
	}
	return undefined;
};

/** Faults that return after longer than this many months count as new. */
const maxMonths = 60;

/**
 * Those of the findings that the last word on them, in complete reports up to the given one, called fixed: told again, they have
 * returned. Reads every earlier report, and takes apart only those that name one of the findings.
 */
export const fixedBefore = async (
	out: string,
	until: Report,
	ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Finding>> => {
	const open = new Set(ids);
	const fixed = new Map<string, Finding>();
	for (const month of (await monthsBefore(out, until.site.id, until.asOf)).slice(0, maxMonths)) {
		if (open.size === 0) break;
		const folder = join(out, until.site.id, month);
		const reports: Report[] = [];
		for (const name of await reportNames(folder)) {
			const text = await readFile(join(folder, name), 'utf8').catch(() => '');
			// One walk over the text, however many findings are asked for: most of them are in no earlier report.
			if (!text.matchAll(/"id":\s*"([^"]+)"/g).some(([, id = '']) => open.has(id))) continue;
			const report = await tryRead(join(folder, name));
			if (report?.run.complete && stamp(report) <= stamp(until)) reports.push(report);
		}
		for (const finding of reports.sort(newestFirst).flatMap(({ findings }) => findings)) {
			if (!open.delete(finding.id)) continue;
			if (finding.state === 'fixed') fixed.set(finding.id, finding);
		}
	}
	return fixed;
};
