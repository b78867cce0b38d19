/** What holds of a store on SQLite holds of one on PostgreSQL: the same tests, once more. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, test } from 'vitest';
import { emptyAll, openOn, prepare, startPostgres } from '../support/databases.ts';

const folder = join(import.meta.dirname, '..');
/** What each run does once more; the others, which ask the same tables in the same ways, in the long round: `GONGKAI_POSTGRES=all npm test -- test/reports/on-postgres.test.ts`. */
const always = new Set(['reports/store.test.ts', 'reports/store/leases.test.ts']);
const isLong = process.env.GONGKAI_POSTGRES === 'all';
/** Files of tests that leave it to the helper where their stores are. */
const files = globSync('{reports,commands}/**/*.test.ts', { cwd: folder })
	.map((file) => file.replaceAll('\\', '/'))
	.filter((file) => file !== 'reports/on-postgres.test.ts' && (isLong || always.has(file)))
	.filter((file) =>
		/import \{[^}]*\bopenStore\b[^}]*\} from '[./]+support\/databases\.ts'/.test(
			readFileSync(join(folder, file), 'utf8'),
		),
	);

const server = await startPostgres();

if ('reason' in server) test.skip(`there can be no PostgreSQL here: ${server.reason}`);
else {
	const second = await prepare(server);
	openOn(second);
	// What a file of tests does before each and all of them comes after this, and what it does when they end comes before.
	describe.each(files)('on PostgreSQL: %s', async (file) => {
		afterAll(() => emptyAll(second));
		let before = new Set<string>();
		beforeEach(() => {
			before = new Set(second.urls.keys());
		});
		afterEach(() => emptyAll(second, before));
		await import(/* @vite-ignore */ `${join(folder, file)}?postgres`);
	});
	// What stands in a `describe` of theirs is read later: until the end, this is the second time.
	afterAll(async () => {
		openOn();
		await server.stop();
	});
}
