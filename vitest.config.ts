import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		// Some tests start servers, browsers and whole audits; what hangs still ends.
		testTimeout: 30_000,
		hookTimeout: 60_000,
	},
});
