import type { Site } from '../crawler/model.ts';
import type { Check } from './check.ts';
import { builtInStatutes } from './facts/statutes.ts';
import type { Terms } from './facts/terms.ts';

/**
 * The terms that a check names in the parameters of its `find`. A generator takes its parameters apart when it is called, and begins
 * to judge only when it is asked for the first fault: that never comes here, so an empty site will do.
 */
export const termsOf = (check: Check): string[] => {
	const named: string[] = [];
	const terms = new Proxy({} as Terms, {
		get: (_, term) => {
			named.push(String(term));
		},
	});
	check.find({} as Site, terms, builtInStatutes);
	return named;
};
