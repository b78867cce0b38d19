import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// The programs that the tests start, some hundred of them, need not be compiled each time.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '.cache', 'compiled');

/** What takes longest, in that order: begun last, one of them would keep all others waiting for it. */
const long = [
	'months',
	'commands/serve',
	'audit',
	'country',
	'again',
	'dashboard/roles',
	'dashboard/browser',
	'reports/on-postgres',
	'commands/serve-notices',
	'hostile',
	'crawler/browser/render-limits',
	'crawler/browser/browser-pool',
	'commands/serve-kill',
	'crawler/last-word',
	'commands/serve-start-and-end',
	'faults/network',
	'faults/clock',
	'crawler/unknown',
	'platform',
	'crawler/browser/find',
].map((name) => `/test/${name}.test.ts`);

/** Long ones that guard what seldom changes: they run where they are asked for by name, and in the long round. */
const seldom = [
	'months',
	'crawler/last-word',
	'crawler/unknown',
	'crawler/browser/render-limits',
	'crawler/browser/browser-pool',
	'commands/serve-notices',
	'commands/serve-kill',
	'hostile/browser',
	'hostile/ways-out',
	'faults/audit',
	'faults/disk',
	'faults/serve',
	'faults/browser',
	'deploy',
	'dashboard/roles',
	'crawler/browser/find',
	'commands/migrate',
	'hostile/turns',
	'hostile/wire',
	'hostile/expressions',
	'again',
	'reports/contention',
	'bench/soak',
].map((name) => `test/${name}.test.ts`);
const isWhole = !process.argv.some(
	(argument) => /(?:^|\/)test\//.test(argument) && !argument.includes('node_modules'),
);

class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const place = ({ moduleId }: TestSpecification): number => {
			const at = long.findIndex((name) => moduleId.endsWith(name));
			return at < 0 ? long.length : at;
		};
		return (await super.sort(files)).sort((one, other) => place(one) - place(other));
	}
}

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		exclude: isWhole ? seldom : [],
		sequence: { sequencer: LongestFirst },
		// The long ones mostly wait: for a browser, for a pause between two tries.
		maxWorkers: Math.max(6, availableParallelism() - 1),
		// Loading the program anew for each file costs more than most files' tests; who replaces a module puts it back.
		isolate: false,
		// Some tests start servers, browsers and whole audits, on a machine that may be busy; what hangs still ends.
		testTimeout: 60_000,
		hookTimeout: 120_000,
	},
});
