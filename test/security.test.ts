/** What SECURITY.md names, held against what is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const page = read('SECURITY.md');

/** Rows of the tables of promises: what is promised, where it stands, and by which test it is held. */
const promises = [...page.matchAll(/^\| (.+) \| (`.+`) \| (.+) \|$/gm)].map(
	([, promise = '', code = '', heldBy = '']) => ({ promise, code, heldBy }),
);
const inTicks = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, one = '']) => one);

test('SECURITY.md has promises at every boundary', () => {
	const boundaries = page.split('## Boundaries')[1]?.split(/^## /m)[0]?.split(/^### /m).slice(1) ?? [];
	expect(boundaries.length).toBeGreaterThan(5);
	for (const boundary of boundaries) expect(boundary).toMatch(/^\| promise \| code \| held by \|$/m);
	expect(promises.length).toBeGreaterThan(35);
});

describe.each(promises)('“$promise”', ({ code, heldBy }) => {
	test('stands in code that is there', () => {
		for (const path of inTicks(code)) expect(existsSync(join(root, path)), path).toBe(true);
	});

	test('names tests that are there', () => {
		// A file, then what it proves: `test/a.test.ts` “this”, “that”; `test/b.test.ts` “another”
		let found = 0;
		for (const [, path = '', names = ''] of heldBy.matchAll(/`(test\/[^`]+)`((?:,? “[^”]+”)+)/g)) {
			for (const [, name = ''] of names.matchAll(/“([^”]+)”/g)) {
				expect(read(path), path).toContain(name);
				found++;
			}
		}
		expect(found).toBe(heldBy.split('“').length - 1);
		if (!/`test\//.test(heldBy)) expect(heldBy).toMatch(/^the sandbox itself/);
	});
});

const paths = [...page.matchAll(/\]\(((?!https?:)[^)#]+)/g)].map(([, path = '']) => path);
test.each(paths)('the link to %s leads somewhere', (path) => {
	expect(existsSync(join(root, path))).toBe(true);
});
