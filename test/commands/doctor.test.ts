/** Installations that are really broken, each in one way, and what doctor says of them. */
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { database } from '../../commands/doctor/database.ts';
import { type Examiner, examine, type Patient } from '../../commands/doctor/examine.ts';
import { archives, disk, folders } from '../../commands/doctor/folders.ts';
import { browser, clock, node, statutes } from '../../commands/doctor/machine.ts';
import { networkOf, secrets } from '../../commands/doctor/network.ts';
import { access, audits, notices, room, schedule, serving } from '../../commands/doctor/running.ts';
import { lockForServe } from '../../commands/serve-lock.ts';
import { type Config, configForUrl, defaultConfig } from '../../config.ts';
import { openDatabase } from '../../crawler/archive/database.ts';
import { sampleDigest } from '../../reports/notices/digest.ts';
import { noticesSchema } from '../../reports/notices/settings.ts';
import { migrations } from '../../reports/store/migrations.ts';
import type { HealthFinding } from '../../reports/store/operation-model.ts';
import { openSqlite } from '../../reports/store/sqlite.ts';
import { openStore, type Store } from '../../reports/store.ts';
import { callIn } from '../support/call.ts';

const at = '2026-06-01T04:00:00.000Z';
const isRoot = process.getuid?.() === 0;
const jia = configForUrl('https://www.jia.gov.cn/');

let folder = '';
const endings: (() => Promise<unknown> | unknown)[] = [];
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-doctor-'));
});
afterEach(async () => {
	for (const end of endings.splice(0).reverse()) await end();
	await rm(folder, { recursive: true });
});

/** What one examiner finds of an installation in the folder. */
const look = (
	examiner: Examiner,
	more: Partial<Config> = {},
	{ variables = {}, now = at, proxies = [] as readonly string[] } = {},
): Promise<readonly HealthFinding[]> => {
	const patient: Patient = {
		config: { ...defaultConfig(folder), ...more },
		environment: { debug: false, noColour: true, proxies, variables },
		now: () => new Date(now),
	};
	return examine([examiner], patient);
};
const fill = async (work: (store: Store) => Promise<unknown>): Promise<void> => {
	const store = await openStore(join(folder, 'gongkai.db'));
	try {
		await work(store);
	} finally {
		await store.close();
	}
};
/** Overwrites the middle of a file, as a bad disk does. */
const damage = async (file: string): Promise<void> => {
	const bytes = await readFile(file);
	const opened = await open(file, 'r+');
	const from = 4096;
	await opened.write(Buffer.alloc(bytes.length - from, 0xa5), 0, undefined, from);
	await opened.close();
};

describe('gongkai doctor', { timeout: 120_000 }, () => {
	test('finds nothing to repair in a new installation, and changes nothing there', async () => {
		const { status, stdout, stderr } = await callIn(folder, 'doctor');
		expect([status, stderr]).toEqual([0, '']);
		for (const name of ['配置', 'Node 版本', '浏览器', '中文字体', '目录', '磁盘空间', '数据库', '抓取存档'])
			expect(stdout).toContain(`正常  ${name}：`);
		expect(stdout).toMatch(/共 \d+ 项：正常 \d+，注意 \d，有误 0（2026-06-01 12:00）\n$/);
		expect(await readdir(folder)).toEqual([]);
	});

	test('says line by line what is wrong with the configuration, in JSON too, and ends with 1', async () => {
		await writeFile(join(folder, 'gongkai.yaml'), 'outt: ./out\nparallel: many\n');
		const { status, stdout } = await callIn(folder, 'doctor', '--json');
		expect(status).toBe(1);
		const { findings } = JSON.parse(stdout);
		const wrong = findings.filter(({ state }: HealthFinding) => state === 'bad');
		expect(wrong).toMatchObject([
			{ id: 'config', words: expect.stringMatching(/outt/), repair: expect.stringContaining('改正配置') },
			{ id: 'config', words: expect.stringMatching(/parallel/) },
		]);
		expect(findings.map(({ id }: HealthFinding) => id)).toContain('browser');
	});

	test('takes no argument', async () => {
		expect(await callIn(folder, 'doctor', 'jia')).toMatchObject({ status: 2 });
	});
});

describe('the machine', () => {
	test('has a Node that is new enough', async () => {
		expect(await look(node)).toMatchObject([{ state: 'good' }]);
	});

	test('without the browser that is named is told so', async () => {
		expect(await look(browser, {}, { variables: { GONGKAI_BROWSER: '/nowhere' } })).toMatchObject([
			{ state: 'bad', words: 'GONGKAI_BROWSER 指定的浏览器无法启动：/nowhere' },
		]);
	});

	test('with a clock that stands years back is told so', async () => {
		expect(await look(clock, {}, { now: '2020-01-01T00:00:00Z' })).toMatchObject([
			{
				state: 'bad',
				words: expect.stringContaining('2020年1月1日'),
				repair: expect.stringContaining('NTP'),
			},
		]);
		expect(await look(clock)).toMatchObject([{ state: 'good' }]);
	});

	test('with old data of laws is told how old, and with new ones is not', async () => {
		const file = join(folder, 'statutes.json');
		expect(await look(statutes, {}, { now: '2028-06-01T00:00:00Z' })).toMatchObject([
			{ state: 'note', words: expect.stringMatching(/已有 3\d 个月/) },
		]);
		await writeFile(file, JSON.stringify({ asOf: '2028-05-01', statutes: [] }));
		expect(await look(statutes, { statutes: file }, { now: '2028-06-01T00:00:00Z' })).toMatchObject([
			{ state: 'good', words: '截至2028年5月1日' },
		]);
	});
});

describe('folders', () => {
	test('that nobody may write are named with the reason', async () => {
		const out = isRoot ? '/proc/out' : join(folder, 'closed/out');
		await mkdir(join(folder, 'closed'));
		await chmod(join(folder, 'closed'), 0o555);
		const found = await look(folders, { out });
		expect(found).toHaveLength(2);
		expect(found[0]).toMatchObject({ state: 'bad', words: expect.stringMatching(/^报告目录 .*写不进去（/) });
		expect(found[0]?.repair).toContain('权限');
	});

	test('on a full disk are found out by writing', async (context) => {
		const mounted = join(folder, 'small');
		await mkdir(mounted);
		const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', mounted]);
		if (mount.status !== 0) return context.skip('nobody but root may mount');
		endings.push(() => spawnSync('umount', [mounted]));
		await writeFile(join(mounted, 'filler'), Buffer.alloc(100 * 1024));
		expect((await look(folders, { out: mounted }))[0]).toMatchObject({
			state: 'bad',
			words: `报告目录 ${mounted} 写不进去（磁盘已满，ENOSPC）`,
		});
		expect(await readdir(mounted)).toEqual(['filler']);
		expect(await look(disk, { out: mounted })).toMatchObject([
			{ state: 'bad', words: expect.stringContaining('审计随时会写不进去') },
			{ words: expect.stringContaining(folder) },
		]);
	});

	test('on a disk with less room than the configuration leaves free are told that no audit begins', async () => {
		const retention = { ...defaultConfig(folder).retention, minFreeGiB: 1e9 };
		expect(await look(disk, { retention })).toMatchObject([
			{
				state: 'bad',
				words: expect.stringMatching(/低于 retention\.minFreeGiB 的 .*，不会开始新的审计/),
				repair: expect.stringContaining('gongkai tidy'),
			},
		]);
		expect(await look(disk, { retention: { ...retention, minFreeGiB: 0 } })).toMatchObject([
			{ state: 'good' },
		]);
	});

	test('hold archives, and of those that are damaged it is said which to move away', async () => {
		const out = join(folder, 'out');
		for (const site of ['jia', 'yi']) {
			await mkdir(join(out, site), { recursive: true });
			openDatabase(join(out, site, 'archive.db')).close();
		}
		expect(await look(archives)).toMatchObject([
			{ state: 'good', words: expect.stringContaining('共 2 个') },
		]);
		await damage(join(out, 'yi/archive.db'));
		const [found, ...more] = await look(archives);
		expect(more).toEqual([]);
		expect(found).toMatchObject({ state: 'bad', words: expect.stringMatching(/^yi 的存档损坏/) });
		expect(found?.repair).toContain(join(out, 'yi/archive.db'));
	});
});

describe('the store', () => {
	const file = () => join(folder, 'gongkai.db');

	test('that is whole is good', async () => {
		await fill((store) => store.syncConfigured([jia], at));
		expect(await look(database)).toMatchObject([{ state: 'good', words: expect.stringMatching(/^完好，/) }]);
	});

	test('that a bad disk has overwritten is damaged, whatever else could be asked of it', async () => {
		await fill((store) => store.syncConfigured([jia], at));
		await damage(file());
		expect(await look(database)).toMatchObject([
			{ state: 'bad', words: expect.stringMatching(/已损坏/), repair: expect.stringContaining('备份') },
		]);
		for (const examiner of [schedule, serving, audits, notices]) expect(await look(examiner)).toBeDefined();
	});

	test('that is no database, or another program’s, or of a newer version, is told apart', async () => {
		await writeFile(file(), 'no database at all '.repeat(100));
		expect(await look(database)).toMatchObject([{ words: expect.stringContaining('不是本程序的数据库') }]);
		await rm(file());
		openDatabase(file()).close();
		expect(await look(database)).toMatchObject([{ words: expect.stringContaining('别的程序的数据库') }]);
		await rm(file());
		const newer = await openSqlite(file(), { ...migrations, '999-later': { up: async () => {} } });
		await newer.destroy();
		expect(await look(database)).toMatchObject([
			{ state: 'good' },
			{ state: 'bad', words: '数据库由更新的版本写成' },
		]);
		expect(await look(audits)).toEqual([]);
	});

	test('of before is left as it is, and is said to be upgraded', async () => {
		const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '012'));
		await (await openSqlite(file(), before)).destroy();
		const same = await readFile(file());
		expect(await look(database)).toMatchObject([{ state: 'good' }, { state: 'note' }]);
		expect(await look(schedule)).toEqual([]);
		expect((await readFile(file())).equals(same)).toBe(true);
	});
});

test('where no server of databases is, or another kind of server, it is said', async () => {
	const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	const config = { database: `postgres://gongkai@127.0.0.1:${port}/gongkai` };
	// It takes connections, and is none.
	expect(await look(database, config)).toMatchObject([
		{ state: 'bad', words: expect.stringMatching(/PostgreSQL|数据库/) },
	]);
	server.close();
	await once(server, 'close');
	expect(await look(database, config)).toMatchObject([
		{ state: 'bad', words: expect.stringContaining(`127.0.0.1:${port} 上没有 PostgreSQL 在运行`) },
	]);
	for (const examiner of [schedule, serving, access]) expect(await look(examiner, config)).toEqual([]);
});

test('a dashboard for other machines needs an administrator and https', async () => {
	const open = { dashboard: { host: '0.0.0.0', trustedProxies: [] } };
	await fill(async () => {});
	expect(await look(access)).toMatchObject([{ state: 'good', words: '只在本机打开' }]);
	expect(await look(access, open)).toMatchObject([
		{ state: 'bad', repair: '运行 gongkai user add 用户名 --role administrator' },
	]);
});

describe('the network', () => {
	const sites = [jia];

	test('without a site that has a name needs no resolver', async () => {
		const local = [configForUrl('http://127.0.0.1/')];
		expect(await look(networkOf(['127.0.0.1:9']), { sites: local })).toMatchObject([{ state: 'good' }]);
	});

	test('has a resolver that answers, or one that does not', async () => {
		const resolver = createSocket('udp4');
		const asked: string[] = [];
		resolver.on('message', (query, { port, address }) => {
			asked.push(query.subarray(12).toString('latin1'));
			// Refused, by whom it was asked.
			resolver.send(
				Buffer.concat([query.subarray(0, 2), Buffer.from([0x81, 0x85]), query.subarray(4)]),
				port,
				address,
			);
		});
		resolver.bind(0, '127.0.0.1');
		await once(resolver, 'listening');
		const server = `127.0.0.1:${resolver.address().port}`;
		endings.push(() => new Promise<void>((resolve) => resolver.close(() => resolve())));
		expect(await look(networkOf([server]), { sites })).toMatchObject([{ state: 'good' }]);
		// No site was asked for.
		expect(asked.length).toBeGreaterThan(0);
		expect(asked.every((name) => !name.includes('jia'))).toBe(true);
		const silent = createSocket('udp4').bind(0, '127.0.0.1');
		await once(silent, 'listening');
		endings.push(() => new Promise<void>((resolve) => silent.close(() => resolve())));
		expect(await look(networkOf([`127.0.0.1:${silent.address().port}`]), { sites })).toMatchObject([
			{ state: 'bad', words: expect.stringContaining('没有应答') },
		]);
	}, 30_000);

	test('has a proxy that takes connections, or one that does not', async () => {
		const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as { port: number };
		const network = { allow: [], proxy: `http://127.0.0.1:${port}` };
		expect(await look(networkOf(), { sites, network })).toMatchObject([{ state: 'good' }]);
		server.close();
		await once(server, 'close');
		expect(await look(networkOf(), { sites, network })).toMatchObject([
			{ state: 'bad', words: `代理 127.0.0.1:${port} 连不上` },
		]);
	});

	test('is not by the proxies of the environment', async () => {
		const local = [configForUrl('http://127.0.0.1/')];
		expect(await look(networkOf(), { sites: local }, { proxies: ['HTTP_PROXY'] })).toMatchObject([
			{ state: 'note', words: '环境变量 HTTP_PROXY 不起作用' },
			{ state: 'good' },
		]);
	});
});

describe('notices', () => {
	const receivers = [
		{ id: 'ops', kind: 'webhook', url: 'http://127.0.0.1:9/', secret: { env: 'HOOK' } },
		{ id: 'boss', kind: 'webhook', url: 'http://127.0.0.1:9/', secret: { file: '/nowhere/key' } },
	];
	const config = { notices: noticesSchema.parse({ receivers }) };

	test('need secrets that can be read, and these are not shown', async () => {
		const found = await look(secrets, config, { variables: { HOOK: 'geheim' } });
		expect(found).toMatchObject([{ state: 'bad', words: '收件人 boss的密钥读不到（/nowhere/key）' }]);
		expect(JSON.stringify(found)).not.toContain('geheim');
		expect(await look(secrets)).toEqual([]);
	});

	test('that did not arrive are told by receiver', async () => {
		await fill(async (store) => {
			await store.knowReceivers(['ops', 'boss'], at);
			for (const id of ['ops', 'boss'])
				await store.addNotice(id, 0, { id, digest: sampleDigest(new Date(at)), now: at });
			for (const { n, receiver } of await store.notices())
				await store.settleNotice(
					n,
					receiver === 'ops' ? { at } : { at, error: '连接被拒绝', again: undefined },
				);
		});
		expect(await look(notices, config)).toMatchObject([
			{ state: 'bad', words: 'boss 最近的通知没有送到：连接被拒绝' },
		]);
		expect(await look(notices)).toMatchObject([{ state: 'good' }]);
	});
});

describe('what runs', () => {
	const begin = (store: Store, site: string, dueAt: string) =>
		store.begin({ site, cause: 'schedule', asOf: '2026-06-01', dueAt, now: at }, { host: 'x', pid: 1 });

	test('is nothing without sites, or without a time', async () => {
		await fill(async () => {});
		expect(await look(schedule)).toMatchObject([{ state: 'note', words: '还没有网站' }]);
		expect(await look(schedule, { sites: [jia] })).toMatchObject([
			{ state: 'note', words: expect.stringContaining('没有会到来的定时') },
		]);
		expect(await look(schedule, { sites: [jia], schedule: '0 2 1 * *' })).toMatchObject([
			{ state: 'good', words: '1 个网站，下次 2026年7月1日 02:00' },
		]);
	});

	test('is never a site of the register whose time cannot be read', async () => {
		const { id, name, url, type } = jia;
		await fill((store) => store.importSites([{ id, name, url, type, schedule: 'every monday' }], at));
		expect(await look(schedule)).toMatchObject([
			{ state: 'bad', words: expect.stringContaining('“every monday”看不懂') },
			{ state: 'note' },
		]);
	});

	test('is said of whoever works the schedule, of nobody, and of a pause', async () => {
		await fill((store) => store.operations.setPause({ by: '张三', at }));
		const config = { schedule: '0 2 1 * *' };
		expect(await look(serving, config)).toMatchObject([
			{ state: 'note', words: '审计自 2026年6月1日 12:00 起由张三暂停，排队的不会开始' },
			{ state: 'note', words: 'gongkai serve 没有在运行，到点不会审计' },
		]);
		const lock = await lockForServe(join(folder, 'gongkai.db'));
		endings.push(lock.release);
		expect(await look(serving, config)).toMatchObject([{ state: 'note' }, { state: 'good' }]);
		// Whoever looked disturbed nobody.
		expect(await look(serving, config)).toMatchObject([{ state: 'note' }, { state: 'good' }]);
	});

	test('failed, for reasons that are told, and is forgotten once it came right', async () => {
		await fill(async (store) => {
			await store.syncConfigured([jia], at);
			const one = await begin(store, jia.id, at);
			await store.finish(one?.id ?? 0, at, { error: '首页打不开：域名无法解析（ENOTFOUND）' });
		});
		expect(await look(audits)).toMatchObject([
			{ state: 'bad', words: 'www-jia-gov-cn 最近一次审计失败：首页打不开：域名无法解析（1 个）' },
		]);
		await fill(async (store) => {
			await store.enqueue({ site: jia.id, cause: 'hand', asOf: '2026-06-01', now: at });
			const [queued] = await store.audits({ states: ['queued'] });
			await store.operations.stopAudit(queued?.id ?? 0, { by: '张三', now: at });
		});
		// Taken out of the queue, it is no reason beside the real one.
		expect(await look(audits)).toMatchObject([{ words: expect.not.stringContaining('取消了排队') }]);
		await fill(async (store) => {
			const two = await begin(store, jia.id, '2026-06-01T05:00:00.000Z');
			await store.finish(two?.id ?? 0, at, { report: { period: '2026-06', verdict: 'qualified' } });
		});
		expect(await look(audits)).toMatchObject([{ state: 'good' }]);
		// Somebody turned the clock back.
		expect(await look(audits, {}, { now: '2026-05-20T00:00:00Z' })).toMatchObject([
			{ id: 'clock', state: 'bad', words: expect.stringContaining('比系统时间还晚') },
			{ id: 'audits' },
		]);
	});

	test('needs room for the next round', async () => {
		const use = { at, reports: 0, pictures: 0, archives: 0, logs: 0, store: 0, other: 0, size: 1e12 };
		const rest = { sites: 1, looked: 1, days: [] };
		await fill((store) => store.operations.keep('disk', { ...use, ...rest, free: 3e9, nextRound: 5e9 }, at));
		expect(await look(room)).toMatchObject([
			{ state: 'bad', words: '报告目录所在磁盘剩 3.0 GB，下一轮审计估计要 5.0 GB' },
		]);
	});
});
