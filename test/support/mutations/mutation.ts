/** What a check must find in a clean town where one thing is made wrong. */
import { loadChecks } from '../../../checks/registry.ts';
import { runCheck } from '../../../checks/run.ts';
import { loadProfile } from '../../../reports/profile.ts';
import { at, type SmallSite, siteOf } from '../site.ts';
import { drawTown, siteOfTown, type Town } from './town.ts';

/** One fault, and what is said of it. */
export interface Mutation {
	/** The town as it should be, and with the fault. */
	readonly clean: Town;
	readonly faulty: Town;
	/** Path or address. */
	readonly subject: string;
	readonly key?: string;
	/** Default: certain. */
	readonly certainty?: 'certain' | 'review';
	/** Other checks that this fault concerns as well, each once at most. */
	readonly also?: readonly string[];
}

/** Makes one thing wrong in a town; chance decides which and how. */
export type Mutate = (town: Town) => Mutation;

const checks = await loadChecks();
const { terms } = await loadProfile('national');

/** What all checks say of a small site, a line each; without what they say for a person to look at. */
const said = (small: SmallSite): { id: string; line: string; certain: boolean; message: string }[] => {
	const { site, unavailable } = siteOf(small);
	return checks.flatMap((check) => {
		const { outcome, reason = '', faults } = runCheck(check, site, unavailable, terms);
		if (outcome === 'not-assessed')
			return [{ id: check.id, line: `${check.id} not assessed: ${reason}`, certain: false, message: '' }];
		return faults.map(({ subject, key, certainty = 'certain', message }) => ({
			id: check.id,
			line: [check.id, subject === site.identity.url ? at('/') : subject, key, certainty]
				.filter(Boolean)
				.join(' '),
			certain: certainty === 'certain',
			message,
		}));
	});
};

/** What is wrong with how the checks speak of a mutated town; empty where they are right. */
export const misjudged = (id: string, mutate: Mutate, seed: number): string[] => {
	const town = drawTown(seed);
	const { clean, faulty, subject, key, certainty = 'certain', also = [] } = mutate(town);
	const before = said(siteOfTown(clean));
	const after = said(siteOfTown(faulty));
	const whole = (path = ''): string => (path.startsWith('/') ? at(path) : path);
	const expected = [id, whole(subject), whole(key), certainty].filter(Boolean).join(' ');
	const known = new Set(before.map(({ line }) => line));
	const fresh = after.filter(({ line }) => !known.has(line));
	const companions = new Set<string>();
	return [
		...before
			.filter((fault) => fault.certain || fault.id === id)
			.map(({ line, message }) => `the clean town: ${line} ${message}`),
		...(after.filter(({ line }) => line === expected).length === 1 ? [] : [`not said once: ${expected}`]),
		...fresh
			.filter((fault) => {
				if (fault.line === expected) return false;
				if (!also.includes(fault.id) || companions.has(fault.id)) return true;
				companions.add(fault.id);
				return false;
			})
			.map(({ line, message }) => `said beside it: ${line} ${message}`),
	].map(
		(what) =>
			`seed ${seed}, ${clean.template}, ${clean.day('2026-03-02')}, ${clean.signature('2026-03-02')}: ${what}`,
	);
};
