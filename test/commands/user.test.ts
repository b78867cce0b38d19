/** Accounts by the command line: what is asked, what is said, and where a password comes from. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../cli.ts';
import { isPassword } from '../../reports/password.ts';
import { callIn } from '../support/call.ts';
import { withStore } from '../support/serve.ts';

const yaml = `sites:
  - { id: linjiang, name: 临江市人民政府, url: "https://www.linjiang.gov.cn/" }
  - { id: shanxia, name: 山峡县人民政府, url: "https://www.shanxia.gov.cn/" }
`;
const password = '一个很长的密码-42';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-user-'));
	await writeFile(join(folder, 'gongkai.yaml'), yaml);
	await writeFile(join(folder, 'password'), `${password}\nno part of it\n`);
	await withStore(folder, (store) =>
		store.syncConfigured(
			['linjiang', 'shanxia'].map((id) => ({ id, name: id, url: `https://${id}/`, type: 'portal' as const })),
			'2026-01-01T00:00:00Z',
		),
	);
});
afterEach(() => rm(folder, { recursive: true }));

const call = (...argv: string[]) => callIn(folder, 'user', ...argv);
const add = (name: string, ...more: string[]) => call('add', name, '--password-file', 'password', ...more);
const kept = (name: string) => withStore(folder, (store) => store.users.find(name));
const first = () => add('zhang', '--role', 'administrator');

describe('a user', () => {
	test('is added with a password from a file, of which a hash is kept', async () => {
		expect(await first()).toEqual({ status: 0, stdout: '已添加管理员 zhang\n', stderr: '' });
		const found = await kept('ZHANG');
		expect(found?.user).toMatchObject({ name: 'zhang', role: 'administrator' });
		expect(found?.password).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
		expect(await isPassword(password, found?.password)).toBe(true);
		expect(await isPassword(`${password} `, found?.password)).toBe(false);
		for (const file of ['gongkai.db', 'gongkai.db-wal'])
			expect((await readFile(join(folder, file)).catch(() => Buffer.alloc(0))).includes(password)).toBe(
				false,
			);
	});

	test('is a maintainer of the sites that are named, and is listed with them', async () => {
		await first();
		const added = await add('王芳', '--role', 'maintainer', '--sites', 'linjiang,shanxia');
		expect(added.stdout).toBe('已添加维护人员 王芳\n');
		const { stdout } = await call('list');
		expect(stdout.split('\n')).toEqual([
			expect.stringMatching(/^用户名 +角色 +网站 +添加 +状态/),
			expect.stringMatching(/^zhang +管理员 +全部 +2026-06-01/),
			expect.stringMatching(/^王芳 +维护人员 +linjiang shanxia +2026-06-01/),
			'',
		]);
		expect((await call('role', '王芳', '--role', 'officer')).stdout).toBe('王芳 现在是考核人员\n');
		expect((await kept('王芳'))?.user).toMatchObject({ role: 'officer', sites: [] });
		expect((await add('李娜', '--role', 'maintainer')).stdout).toBe(
			'已添加维护人员 李娜；还没有分配网站，什么也看不到，请运行 gongkai user role 李娜 --role maintainer --sites 站点ID,…\n',
		);
	});

	test('is disabled and enabled again, and gets another password', async () => {
		await first();
		await add('li', '--role', 'viewer');
		expect((await call('disable', 'li')).stdout).toBe('已停用 li，登录和令牌全部失效\n');
		expect((await call('list')).stdout).toMatch(/li +查看者 .*2026-06-01 停用/);
		expect((await call('enable', 'li')).stdout).toBe('已启用 li\n');
		await writeFile(join(folder, 'other'), 'quite-another-9');
		expect((await call('password', 'li', '--password-file', 'other')).status).toBe(0);
		expect(await isPassword('quite-another-9', (await kept('li'))?.password)).toBe(true);
	});

	test('gets a token that is shown once, and kept as a hash', async () => {
		await first();
		const { status, stdout, stderr } = await call('token', 'zhang', '--role', 'viewer');
		expect([status, stdout]).toEqual([0, expect.stringMatching(/^[\w-]{43}\n$/)]);
		expect(stderr).toBe('令牌 1 只显示这一次，365 天后到期；权限：查看者\n');
		const tokens = await withStore(folder, (store) => store.users.tokens('zhang'));
		expect(tokens).toMatchObject([{ n: 1, role: 'viewer', expiresAt: '2027-06-01T04:00:00.000Z' }]);
		expect(JSON.stringify(tokens)).not.toContain(stdout.trim());
	});

	test('leaves in the trail who was added by whom, without the password', async () => {
		await first();
		const { rows } = await withStore(folder, (store) => store.users.trail());
		expect(rows).toMatchObject([{ act: 'user add', about: 'zhang role=administrator', address: '-' }]);
	});
});

describe('is refused in a sentence:', () => {
	beforeEach(first);
	test.each<[string, string[], RegExp]>([
		['no action', [], /^gongkai: user 后面缺少动作，应为 user add/],
		['an action that is none', ['delete', 'zhang'], /user 没有 delete，应为/],
		['nobody', ['add', '--role', 'viewer'], /user add 后面缺少用户名/],
		['no role', ['add', 'li', '--password-file', 'password'], /缺少 --role，应为 viewer（查看者）、/],
		['a role that is none', ['add', 'li', '--role', 'root'], /--role 是 root，应为 viewer/],
		['sites of an officer', ['add', 'li', '--role', 'officer', '--sites', 'a'], /只有维护人员.*要写 --sites/],
		[
			'a site that nobody knows',
			['add', 'li', '--role', 'maintainer', '--sites', 'x', '--password-file', 'password'],
			/没有站点 x，站点编号见 gongkai sites list/,
		],
		['a name twice', ['add', 'Zhang', '--role', 'viewer', '--password-file', 'password'], /已经有用户 Zhang/],
		['a name that is none', ['add', 'a b', '--role', 'viewer', '--password-file', 'password'], /用户名应为/],
		['a password as an argument', ['add', 'li', 'secret-12345', '--role', 'viewer'], /密码不写在命令行上/],
		['a file that is not there', ['password', 'zhang', '--password-file', 'none'], /读不到密码文件 none/],
		[
			'a file of a short one',
			['password', 'zhang', '--password-file', 'gongkai.yaml'],
			/密码至少 10 个字符（密码读自文件 gongkai.yaml 的第一行）/,
		],
		['a user that nobody knows', ['disable', 'wang'], /没有用户 wang/],
		['the last administrator', ['disable', 'zhang'], /zhang 是最后一个启用的管理员/],
		['the last administrator’s role', ['role', 'zhang', '--role', 'viewer'], /zhang 是最后一个启用的管理员/],
		['an option of another action', ['disable', 'zhang', '--role', 'viewer'], /user disable 没有选项 --role/],
		['nowhere to type', ['password', 'zhang'], /没有地方输入密码，请用 --password-file/],
	])('%s', async (_, argv, line) => {
		const { status, stdout, stderr } = await call(...argv);
		expect([status, stdout]).toEqual([2, '']);
		expect(stderr).toMatch(line);
		expect(stderr).not.toContain('secret-12345');
	});
});

test('the first user is an administrator, so that somebody can let others in', async () => {
	expect((await add('li', '--role', 'officer')).stderr).toMatch(/第一个用户应为管理员/);
});

test('a list of nobody says how to begin', async () => {
	expect((await call('list')).stdout).toMatch(/还没有用户.*gongkai user add 用户名 --role administrator/);
});

test('a password can be piped in, and stands nowhere in what is printed', async () => {
	const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
	const child = spawn(process.execPath, [cli, 'user', 'add', 'zhang', '--role', 'administrator'], {
		cwd: folder,
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
	child.stdin.end(`${password}\n`);
	expect((await once(child, 'close'))[0]).toBe(0);
	expect(said).toBe('已添加管理员 zhang\n');
	expect(await isPassword(password, (await kept('zhang'))?.password)).toBe(true);
});

test.each([
	['nothing is piped in', '', /标准输入里没有密码：不在终端里运行时，密码从标准输入的第一行读/],
	['too little is piped in', '短\n', /密码至少 10 个字符（密码读自标准输入的第一行）/],
])('whoever runs it without a terminal is told where it is read: %s', async (_, piped, words) => {
	const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
	const child = spawn(process.execPath, [cli, 'user', 'add', 'zhang', '--role', 'administrator'], {
		cwd: folder,
	});
	let said = '';
	child.stderr.on('data', (text) => (said += text));
	child.stdin.end(piped);
	expect((await once(child, 'close'))[0]).toBe(2);
	expect(said).toMatch(words);
});

describe('at a terminal', () => {
	/** Types the keys; what was shown, and how the terminal was set. */
	const type = async (keys: string) => {
		const said = { out: '', err: '' };
		const raw: boolean[] = [];
		const stdin = Object.assign(new PassThrough(), {
			isTTY: true,
			setRawMode: (mode: boolean) => {
				raw.push(mode);
				return stdin as never; // Nobody looks at what it gives.
			},
		});
		stdin.write(keys);
		const status = await run(['user', 'add', 'zhang', '--role', 'administrator'], {
			stdout: { write: (text: string) => (said.out += text) },
			stderr: { write: (text: string) => (said.err += text) },
			cwd: folder,
			stdin,
			environment: { debug: false, noColour: false, proxies: [], variables: {} },
			now: () => new Date('2026-06-01T04:00:00Z'),
		});
		return { status, ...said, raw };
	};

	test('it is typed twice and not shown', async () => {
		const { status, out, err, raw } = await type(`${password}误\u007f\r${password}\r`);
		expect([status, out]).toEqual([0, '已添加管理员 zhang\n']);
		expect(err).toBe('密码（不显示）：\n再输一遍：\n');
		expect(raw).toEqual([true, false, true, false]);
		expect(await isPassword(password, (await kept('zhang'))?.password)).toBe(true);
	});

	test.each([
		['differs the second time', `${password}\r${password}x\r`, '两遍输入的密码不一样，什么也没有改'],
		['is given up', `${password}\u0003`, '没有输入密码，什么也没有改'],
	])('nothing is changed where it %s', async (_, keys, words) => {
		const { status, err, raw } = await type(keys);
		expect([status, raw.at(-1)]).toEqual([2, false]);
		expect(err).toContain(words);
		expect(err).not.toContain(password);
		expect(await kept('zhang')).toBeUndefined();
	});
});
