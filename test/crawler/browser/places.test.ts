import { tmpdir } from 'node:os';
import { afterEach, expect, test, vi } from 'vitest';

// Whatever other files have loaded knows the real user, and so shall what they load later.
afterEach(() => {
	vi.doUnmock('node:os');
	vi.resetModules();
});

test('a user without a name and a home, as in containers, has folders all the same', async () => {
	const nobody = (): never => {
		throw new Error('A system error occurred: uv_os_get_passwd returned ENOENT');
	};
	vi.resetModules();
	vi.doMock('node:os', async (original) => ({
		...(await original<typeof import('node:os')>()),
		homedir: nobody,
		userInfo: nobody,
	}));
	const { browserEnvironment, cacheFolder } = await import('../../../crawler/browser/places.ts');
	expect(await cacheFolder({})).toContain(tmpdir());
	expect(browserEnvironment({}).HOME).toBe(tmpdir());
});
