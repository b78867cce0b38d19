import { readdir } from 'node:fs/promises';
import type { Check } from './check.ts';

const folder = new URL('./rules/', import.meta.url);

/** Every file in `rules/` is a check, and nothing else lists it; sorted by id. Throws where a file and its check's id differ. */
export const loadChecks = async (): Promise<readonly Check[]> => {
	const files = (await readdir(folder)).filter((name) => /(?<!\.d)\.[jt]s$/.test(name)).sort();
	return Promise.all(
		files.map(async (file) => {
			const { default: check } = (await import(new URL(file, folder).href)) as { default?: Check };
			const id = file.replace(/\.[jt]s$/, '');
			if (check?.id !== id)
				throw new Error(`checks/rules/${file}: expected the check “${id}”, got “${check?.id}”`);
			return check;
		}),
	);
};
