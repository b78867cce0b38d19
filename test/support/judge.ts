import type { Check } from '../../checks/check.ts';
import { runCheck } from '../../checks/run.ts';
import { origin, type SmallSite, siteOf } from './site.ts';
import { terms } from './test-check.ts';

/** What several checks say of one site, a line each: `late-interpretation /a review`; certain unless it says so. */
export const judge = (checks: readonly unknown[], small: SmallSite): string[] => {
	const { site, unavailable } = siteOf(small);
	return (checks as readonly Check[])
		.flatMap((check) =>
			runCheck(check, site, unavailable, terms).faults.map(({ subject, key, certainty }) =>
				[check.id, subject.replace(origin, ''), key, certainty === 'review' && 'review']
					.filter(Boolean)
					.join(' '),
			),
		)
		.sort();
};
