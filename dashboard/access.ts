import type { Step } from '../reports/rulings.ts';
import type { StoredDecision } from '../reports/store/decision-model.ts';
import { type Role, roles } from '../reports/store/user-model.ts';

/** Who looks at the dashboard, and what they may do there. */

export { type Role, roles };

/** Whoever asks for a page. */
export interface Reader {
	/** Kept beside what they decide; empty where nobody has said it yet. */
	readonly name: string;
	readonly role: Role;
	/** Of a maintainer: the ids of the sites that are theirs. */
	readonly sites?: readonly string[];
	/** They signed in: the name is theirs, and forms do not ask for it. */
	readonly isSignedIn: boolean;
	/** Somebody else chose their password: they see to their account before anything else. */
	readonly mustChangePassword?: true;
}

/** What somebody may want to do, and the least role for it. */
const least = {
	look: 'viewer',
	/** See to one's own password and sessions. */
	account: 'viewer',
	/** Object to a finding, say that it is being repaired, have it looked at again. */
	dispute: 'maintainer',
	repair: 'maintainer',
	recheck: 'maintainer',
	/** Confirm, reject, waive, uphold, withdraw, revoke; vetoes; points by hand. */
	decide: 'officer',
	/** A month's steps towards being frozen, and back. */
	month: 'officer',
	/** See whom was told what: of all sites. */
	notices: 'officer',
	/** Let go what was held back, and send again what did not arrive. */
	release: 'officer',
	/** Begin and stop audits. */
	operate: 'administrator',
	users: 'administrator',
} as const satisfies Record<string, Role>;
export type Act = keyof typeof least;

/** Who has not signed in, and sees no site. */
export const nobody: Reader = { name: '', role: 'maintainer', sites: [], isSignedIn: false };

/** The act that a step with a finding is. */
const actOf = (step: Step): Act => (step === 'dispute' ? 'dispute' : 'decide');

/** Whether a site's pages are there for somebody at all. */
export const sees = ({ role, sites = [] }: Reader, site: string): boolean =>
	role !== 'maintainer' || sites.includes(site);

/** Whether the last word on a finding is an objection that this person made under their own name. */
export const isOwnObjection = (reader: Reader, decisions: readonly StoredDecision[]): boolean => {
	const last = decisions.at(-1);
	return reader.isSignedIn && last?.step === 'dispute' && last.by === reader.name;
};

/** Whether somebody may take a step with a finding: whoever objected under their own name may take that back, as long as it is the last word. */
export const mayTake = (
	reader: Reader,
	step: Step,
	{ site, decisions }: { readonly site: string; readonly decisions: readonly StoredDecision[] },
): boolean =>
	may(reader, step === 'revoke' && isOwnObjection(reader, decisions) ? 'dispute' : actOf(step), site);

/** Whether somebody may do something, at a site where it is about one. */
export const may = (reader: Reader, act: Act, site?: string): boolean =>
	roles.indexOf(reader.role) >= roles.indexOf(least[act]) &&
	(site === undefined
		? reader.role !== 'maintainer' || act === 'look' || act === 'account'
		: sees(reader, site));
