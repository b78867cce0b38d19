import type { Context } from '../context.ts';

/** Vetoes that no check of ours decides stand among a report's checks by the profile's name for them. */
export const checkNames = ({ checks, profile }: Context): ((check: string) => string) => {
	const names = new Map(checks.map(({ id, name }) => [id, name]));
	const vetoes = profile()?.vetoes;
	return (id) => names.get(id) ?? vetoes?.[id]?.name ?? id;
};
