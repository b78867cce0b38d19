import type { Judged } from './judged.ts';
import type { Report } from './model.ts';
import type { Profile } from './profile.ts';
import type { Repairing } from './repairing.ts';
import { type Rulings, type RulingTerms, ruled, rulingIn } from './rulings.ts';
import { type ByHand, scoreDisclosure, scoreInspection } from './score.ts';

/** What people said of a site's findings, and of its month. */
export interface Said {
	readonly rulings: Rulings;
	readonly byHand: ByHand;
	/** By a finding's id: who says that it is being repaired. It changes no score. */
	readonly repairing?: ReadonlyMap<string, Repairing>;
}

/** Whether anything was said that a report could follow. */
export const isSilent = ({ rulings, byHand }: Said): boolean =>
	rulings.size === 0 && !byHand.bonus && (byHand.points?.size ?? 0) === 0 && (byHand.vetoes?.size ?? 0) === 0;

/** Findings and scores as people left them; the same profile and the same words give the same numbers for ever. */
export const asPeopleSay = (
	judged: Judged,
	{ rulings, byHand }: Said,
	{ profile, isPast }: Pick<RulingTerms, 'isPast'> & { readonly profile: Profile },
): Pick<Report, 'scores' | 'findings'> => {
	const findings = judged.findings.map((finding) =>
		ruled(finding, rulingIn(rulings, finding), { repairDays: profile.repairDays, isPast }),
	);
	const whole: Judged = { ...judged, findings };
	return {
		findings,
		scores: {
			inspection: scoreInspection(whole, profile, byHand),
			disclosure: scoreDisclosure(whole, profile, byHand),
		},
	};
};
