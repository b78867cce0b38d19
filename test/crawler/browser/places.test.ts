import { tmpdir } from 'node:os';
import { expect, test, vi } from 'vitest';
import { browserEnvironment, cacheFolder } from '../../../crawler/browser/places.ts';

vi.mock('node:os', async (original) => {
	const nobody = (): never => {
		throw new Error('A system error occurred: uv_os_get_passwd returned ENOENT');
	};
	return { ...(await original<typeof import('node:os')>()), homedir: nobody, userInfo: nobody };
});

test('a user without a name and a home, as in containers, has folders all the same', async () => {
	expect(await cacheFolder({})).toContain(tmpdir());
	expect(browserEnvironment({}).HOME).toBe(tmpdir());
});
