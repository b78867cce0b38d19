import type { Fault } from '../checks/check.ts';
import type { Site } from '../crawler/model.ts';
import { canonicalAddress } from './address.ts';
import type { CheckResult } from './build.ts';
import { anchorsOf, faultOf, findingId } from './history.ts';
import { familyOf } from './judged.ts';
import type { Finding } from './model.ts';

/**
 * The fault that a finding is about, where it is told: under its id, on the same subject whatever its anchor, or by a check that
 * tells the same in other words. `movedTo`: where the subject's address leads now.
 */
export type ToldIn = (
	finding: Pick<Finding, 'id' | 'check' | 'key' | 'subject'>,
	movedTo?: string,
) => Fault | undefined;

/** Finds findings among what checks told of a site. */
export const toldBy = (site: Site, results: readonly CheckResult[]): ToldIn => {
	const anchorOf = anchorsOf(site.documents);
	const byId = new Map<string, Fault>();
	const byFault = new Map<string, Fault>();
	const byFamily = new Map<string, Fault>();
	for (const { check, faults } of results) {
		for (const fault of faults) {
			const { key, subject } = fault;
			byId.set(findingId(site.identity.id, check.id, key, anchorOf(subject)), fault);
			byFault.set(faultOf({ check: check.id, key, subject }), fault);
			byFamily.set(`${familyOf(check.id)} ${canonicalAddress(subject)}`, fault);
		}
	}
	return ({ id, check, key, subject }, movedTo = subject) => {
		const own =
			byId.get(id) ??
			byFault.get(faultOf({ check, key, subject })) ??
			byFault.get(faultOf({ check, key, subject: movedTo }));
		const family = familyOf(check);
		if (own || family === undefined) return own;
		return (
			byFamily.get(`${family} ${canonicalAddress(subject)}`) ??
			byFamily.get(`${family} ${canonicalAddress(movedTo)}`)
		);
	};
};
