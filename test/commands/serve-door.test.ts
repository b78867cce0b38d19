/** Where `serve` listens, and that it does not let strangers in. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { callIn } from '../support/call.ts';
import { folder, serve, useInstallations } from '../support/installation.ts';

vi.setConfig({ testTimeout: 120_000 });
useInstallations();

const configure = (dashboard?: object) =>
	writeFile(
		join(folder, 'gongkai.yaml'),
		stringify({ probes: { perDay: 0 }, ...(dashboard ? { dashboard } : {}) }),
	);
const addUser = async (name: string, role: string) => {
	await writeFile(join(folder, 'password'), '一个很长的密码-42');
	const added = await callIn(folder, 'user', 'add', name, '--role', role, '--password-file', 'password');
	expect(added.status).toBe(0);
};
const args = (...more: string[]) => ['--port', '0', '--no-schedule', ...more];
const statusOf = async (url: string): Promise<number> => (await fetch(url, { redirect: 'manual' })).status;

describe('without users', () => {
	test('it answers this machine, and nobody signs in', async () => {
		await configure();
		const { url } = await serve(folder, { args: args() });
		expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
		expect(await statusOf(url)).toBe(200);
	});

	test.each<[string, object | undefined, string[]]>([
		['on the command line', undefined, ['--host', '0.0.0.0']],
		['on the command line, in IPv6', undefined, ['--host', '::']],
		['in the configuration', { host: '0.0.0.0' }, []],
		['by a proxy', { publicUrl: 'https://oa.example.gov.cn/gongkai/' }, []],
	])('it does not listen to others that are let in %s, and says what to run', async (_, dashboard, more) => {
		await configure(dashboard);
		await expect(serve(folder, { args: args(...more) })).rejects.toThrow(
			/^2 gongkai: 看板要让别的机器打开（.+），先要有管理员；请运行 gongkai user add 用户名 --role administrator$/,
		);
	});

	test('it says what an address looks like', async () => {
		await configure();
		await expect(serve(folder, { args: args('--host', 'example.gov.cn') })).rejects.toThrow(
			'--host 是 example.gov.cn，应为本机的地址，如 127.0.0.1 或 0.0.0.0',
		);
	});
});

describe('with an administrator', () => {
	test('everybody signs in, here and from elsewhere', async () => {
		await configure();
		await addUser('zhang', 'administrator');
		// Another address than this machine's usual one, and still nobody else's; only Linux has it without being told.
		for (const more of process.platform === 'linux' ? [[], ['--host', '127.0.0.2']] : [[]]) {
			const { url, end, status } = await serve(folder, { args: args(...more) });
			expect(url).toContain(more[1] ?? '127.0.0.1');
			// A script's request is not led to a page.
			expect([more, await statusOf(url), await statusOf(`${url}sign-in`)]).toEqual([more, 401, 200]);
			end();
			expect(await status).toBe(0);
		}
	});

	test('it lies below the path of its public address', async () => {
		await configure({ publicUrl: 'https://oa.example.gov.cn/gongkai/' });
		await addUser('zhang', 'administrator');
		const { url } = await serve(folder, { args: args() });
		expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/gongkai\/$/);
		expect(await statusOf(`${url}sign-in`)).toBe(200);
		expect(await statusOf(new URL('/sign-in', url).href)).toBe(404);
	});
});
