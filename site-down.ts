import { SiteUnreachableError } from './crawler/home.ts';
import { keepingPictures } from './pictures.ts';
import { buildReport, type CheckResult, type ReportInput, restsOnVisits } from './reports/build.ts';
import { writeReport } from './reports/formats/json.ts';
import type { Report } from './reports/model.ts';

/** The first page could not be had, and visits of the week say the same for certain: what they prove is in the report, and that alone. */
export class SiteDownError extends SiteUnreachableError {
	readonly report: Report;

	constructor(reason: SiteUnreachableError, report: Report) {
		super(reason.message, { cause: reason });
		this.report = report;
	}
}

/** What the visits between the audits prove of a site that does not open; undefined where they prove nothing. */
export const reportOfVisits = async (
	input: Omit<ReportInput, 'results'>,
	results: readonly CheckResult[],
	out: string,
): Promise<Report | undefined> => {
	const fromVisits = results.filter(({ check }) => restsOnVisits(check));
	if (!fromVisits.some(({ faults }) => faults.some(({ certainty }) => certainty !== 'review')))
		return undefined;
	const report = await keepingPictures(buildReport({ ...input, results }), input.previous, out);
	await writeReport(out, report);
	return report;
};
