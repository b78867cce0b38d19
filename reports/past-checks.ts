import { loadChecks } from '../checks/registry.ts';

/** Tells whether a check tells what is over, and nobody can repair. */
export const pastChecks = async (): Promise<(check: string) => boolean> => {
	const past = new Set((await loadChecks()).filter(({ isPast }) => isPast).map(({ id }) => id));
	return (check) => past.has(check);
};
