import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		// The long ones mostly wait: for a browser, for a pause between two tries.
		maxWorkers: Math.max(3, availableParallelism() - 1),
		// Some tests start servers, browsers and whole audits; what hangs still ends.
		testTimeout: 30_000,
		hookTimeout: 60_000,
	},
});
