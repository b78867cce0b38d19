import type { Site, Unavailable } from '../crawler/model.ts';
import type { Check, Fault } from './check.ts';
import { builtInStatutes, type Statutes } from './facts/statutes.ts';
import type { Terms } from './facts/terms.ts';

/** What one check said of one site; `not-assessed` is neither a pass nor a fault. */
export interface Result {
	readonly outcome: 'assessed' | 'not-assessed';
	/** Why it was not assessed, in Chinese. */
	readonly reason?: string;
	readonly faults: Fault[];
}

/** Runs one check. A part it needs that could not be gathered skips it; what it throws is caught here and nowhere else. */
export const runCheck = (
	check: Check,
	site: Site,
	unavailable: Unavailable,
	terms: Terms,
	statutes: Statutes = builtInStatutes,
): Result => {
	const reasons = new Set(
		check.needs.map((part) => unavailable[part]).filter((reason) => reason !== undefined),
	);
	if (reasons.size > 0) return { outcome: 'not-assessed', reason: [...reasons].join('；'), faults: [] };
	try {
		return { outcome: 'assessed', faults: [...check.find(site, terms, statutes)] };
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		return { outcome: 'not-assessed', reason: `检查程序出错：${cause}`, faults: [] };
	}
};
