/** Every check in made-up towns: one thing made wrong is told once and by its check; without it, and beside it, nothing certain is said. */
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { columnMutations } from './support/mutations/columns.ts';
import { disclosureMutations } from './support/mutations/disclosure.ts';
import { documentMutations } from './support/mutations/documents.ts';
import { frameMutations } from './support/mutations/frame.ts';
import { interpretationMutations } from './support/mutations/interpretations.ts';
import { linkMutations } from './support/mutations/links.ts';
import { misjudged } from './support/mutations/mutation.ts';
import { textMutations } from './support/mutations/texts.ts';

/** `GONGKAI_MUTATIONS=1000 GONGKAI_SEED=7 npm test -- test/mutations.test.ts` */
const cases = Number(process.env.GONGKAI_MUTATIONS ?? 1);
const seed = Number(process.env.GONGKAI_SEED ?? 1);
/** Enough to see what is wrong; each begins with its seed. */
const mostShown = 5;

const all = {
	...documentMutations,
	...textMutations,
	...interpretationMutations,
	...columnMutations,
	...linkMutations,
	...frameMutations,
	...disclosureMutations,
};

test('every check has its mutation', () => {
	const rules = globSync('*.ts', { cwd: new URL('../checks/rules/', import.meta.url) });
	expect(Object.keys(all).sort()).toEqual(rules.map((file) => basename(file, '.ts')).sort());
});

describe('a town with one thing made wrong', () => {
	test.each(Object.entries(all))('%s', { timeout: 60_000 + cases * 2000 }, (id, mutate) => {
		const wrong: string[] = [];
		for (let i = 0; i < cases && wrong.length < mostShown; i++)
			wrong.push(...misjudged(id, mutate, seed + i));
		expect(wrong).toEqual([]);
	});
});
