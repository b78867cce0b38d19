/** What a SQLite installation has stands in PostgreSQL afterwards, and goes on there. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockForServe } from '../../commands/serve-lock.ts';
import { national } from '../../reports/profiles/national.ts';
import { openStore, type Store } from '../../reports/store.ts';
import { callIn } from '../support/call.ts';
import { type Server, startPostgres } from '../support/databases.ts';
import { reportOn } from '../support/month.ts';
import { home, result } from '../support/report.ts';

const started = await startPostgres();
const reason = 'reason' in started ? started.reason : undefined;
// Never used where there is none: all tests are skipped then.
const server = started as Server;
if (reason !== undefined) test.skip(`there can be no PostgreSQL here: ${reason}`);
afterAll(() => ('reason' in started ? undefined : server.stop()));

const now = '2026-06-20T02:00:00.000Z';
const owner = { host: 'here', pid: 1 };
const signed = { by: '张三', at: now, reason: '核对过' };

let folder = '';
/** Without its password, as `--to` and the configuration have it. */
let to = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-migrate-'));
	await writeFile(join(folder, 'password'), 'gongkai\n');
	await writeFile(join(folder, 'gongkai.yaml'), 'databasePassword: { file: ./password }\n');
	if (reason === undefined) to = (await server.create()).replace('gongkai:gongkai@', 'gongkai@');
});
afterEach(() => rm(folder, { recursive: true }));

const open = (database: string) => openStore(database, { password: async () => 'gongkai' });
const file = () => join(folder, 'gongkai.db');
const migrate = (...argv: string[]) => callIn(folder, 'migrate', '--to', to, ...argv);

const dead = (...paths: string[]) =>
	result(
		'broken-link',
		paths.map((path) => ({ subject: `${home}${path}`, message: `第${path}条，it's "x"\\n` })),
	);
const review = result('missing-public-marker', [{ subject: `${home}a.html`, certainty: 'review' }]);

/** Something of everything. */
const fill = async (store: Store): Promise<void> => {
	await store.importSites(
		['linjiang', 'yi', 'bing'].map((id) => ({
			id,
			name: `${id}市`,
			url: `https://${id}.gov.cn/`,
			type: 'portal',
		})),
		'2026-01-01T00:00:00.000Z',
	);
	const paths = Array.from({ length: 2500 }, (_, n) => `${n}.html`);
	let previous: ReturnType<typeof reportOn> | undefined;
	for (const month of ['03', '04', '05']) {
		const found = [dead(...paths.slice(Number(month) * 3)), review];
		const report = reportOn({ asOf: `2026-${month}-15`, found, ...(previous ? { previous } : {}) });
		await store.record(report, `linjiang/2026-${month}/report.json`, national);
		previous = report;
	}
	const { rows } = await store.findings({
		site: 'linjiang',
		period: '2026-05',
		check: 'missing-public-marker',
	});
	const [finding] = rows;
	const site = { site: 'linjiang', period: '2026-05' };
	await store.decideFinding({ ...site, ...signed, finding: finding?.id ?? '', step: 'confirm' });
	await store.enterPoints({ ...site, ...signed, indicator: 'bonus', points: 1.5 });
	await store.decideMonth({
		...signed,
		period: '2026-04',
		step: 'freeze',
		anyway: true,
		reason: '线索下月再核对',
	});
	if (finding)
		await store.keepRechecks('linjiang', [{ finding, result: 'open', words: '还在', proof: [] }], {
			at: now,
			by: '李四',
		});
	await store.recordProbe({
		site: 'yi',
		url: 'https://yi.gov.cn/',
		slot: now,
		at: now,
		state: 'ok',
		firstByteMs: 12.4,
	});
	await store.knowReceivers(['all'], now);
	await store.keepEvents([{ site: 'yi', key: 'k', told: { occasion: 'held', reason: '甲' } }], [], now);
	const ended = await store.begin(
		{ site: 'yi', cause: 'schedule', asOf: '2026-06-20', dueAt: now, now },
		owner,
	);
	await store.finish(ended?.id ?? 0, now, { error: '连不上' });
	await store.enqueue({ site: 'bing', cause: 'schedule', asOf: '2026-06-20', dueAt: now, now });
	await store.users.add({ name: 'zhang', role: 'administrator', password: 'hash' }, now);
};

/** All that pages, commands and notices ask. */
const answers = async (store: Store) => {
	const site = { site: 'linjiang', period: '2026-05' };
	const { rows } = await store.findings({ ...site, size: 5000 });
	const exported: unknown[] = [];
	for await (const finding of store.exportFindings('2026-04')) exported.push(finding);
	return {
		sites: [await store.sites(), await store.register()],
		months: [
			await store.periods(),
			await store.trend('linjiang'),
			await store.siteMonth('linjiang', '2026-05'),
		],
		overview: [
			await store.overview({ period: '2026-05' }),
			await store.overview({ period: '2026-04', sort: 'change' }),
		],
		findings: [rows, exported, await store.findings({ ...site, search: "IT'S" })],
		lives: await Promise.all(rows.slice(0, 3).map(({ id }) => store.finding('linjiang', id))),
		recheckable: await store.recheckable('linjiang'),
		said: [
			await store.said('linjiang', '2026-06-20'),
			await store.decisions('linjiang', { period: '2026-05' }),
		],
		month: [
			await store.monthState('2026-04'),
			await store.monthState('2026-05'),
			await store.awaiting('2026-05'),
		],
		audits: [await store.audits(), await store.lastDue()],
		probes: await store.probeDays({ id: 'yi', url: 'https://yi.gov.cn/' }, '2026-06-01', '2026-06-30'),
		notices: [await store.receivers(), await store.eventsAfter(0), await store.notices()],
		users: await store.users.list(),
		known: [await store.knownFiles(), await store.knownProfiles()],
	};
};

const withoutLeases = (told: Awaited<ReturnType<typeof answers>>['audits'][number]) =>
	Array.isArray(told) ? told.map(({ lease: _, ...audit }) => audit) : told;

describe.skipIf(reason !== undefined)('an installation', () => {
	test('is moved whole, answers as before, and goes on', async () => {
		const before = await openStore(file());
		await fill(before);
		const told = await answers(before);
		await before.close();

		const dry = await migrate('--dry-run');
		expect(dry).toMatchObject({ status: 0, stderr: '' });
		expect(dry.stdout).toMatch(
			/试运行：将把 .*gongkai\.db 的 \d+ 张表，共 [\d,]+ 行，迁到 PostgreSQL 数据库 .*什么也没有改/,
		);
		expect(
			await server.ask(
				"select 1 from pg_tables where schemaname = 'public'",
				to.replace('gongkai@', 'gongkai:gongkai@'),
			),
		).toEqual([]);

		const { status, stdout, stderr } = await migrate();
		expect([status, stderr]).toEqual([0, '']);
		expect(stdout).toMatch(/sightings：[\d,]+ 行/);
		expect(stdout).toContain('逐表核对行数相同');
		expect(stdout).toContain(`请把配置里的 database 改为 ${to}`);

		const [old, moved] = [await openStore(file()), await open(to)];
		expect(await answers(moved)).toEqual(told);
		// Both go on alike: rows are numbered further, months compared with those before, what was decided holds.
		const later = reportOn({ asOf: '2026-06-15', found: [dead('1.html', 'new.html'), review] });
		for (const store of [old, moved]) {
			await store.record(later, 'linjiang/2026-06/report.json', national);
			await store.claim(owner, now);
			await store.enqueue({ site: 'yi', cause: 'hand', asOf: '2026-06-20', now });
			await store.keepEvents([{ site: 'bing', key: 'k', told: { occasion: 'held', reason: '乙' } }], [], now);
		}
		const [ours, theirs] = [await answers(moved), await answers(old)];
		// Each has given out a lease of its own.
		const alike = { audits: theirs.audits.map(withoutLeases) };
		expect({ ...ours, audits: ours.audits.map(withoutLeases) }).toEqual({ ...theirs, ...alike });
		await old.close();
		await moved.close();

		const again = await migrate();
		expect(again.status).toBe(2);
		expect(again.stderr).toMatch(/里已经有数据（表 \w+），没有迁移；请另建一个空数据库/);
		expect((await migrate('--dry-run')).stderr).toMatch(/里已经有数据，不能迁入/);
	});

	test('that cannot be moved stays where it is, and nothing is left behind', async () => {
		await (await openStore(file())).close();
		const refused = async (sentence: RegExp, ...argv: string[]) => {
			const { status, stdout, stderr } = await callIn(folder, 'migrate', ...argv);
			expect([status, stdout]).toEqual([2, '']);
			expect(stderr).toMatch(sentence);
			expect(stderr).not.toMatch(/secret-word/);
		};
		await refused(/要用 --to 写明/);
		await refused(/应如 postgres:/, '--to', './other.db');
		await refused(/--to 里不写密码/, '--to', to.replace('gongkai@', 'gongkai:secret-word@'));
		await refused(/没有数据库 nowhere/, '--to', to.replace(/[^/]*$/, 'nowhere'));
		const lock = await lockForServe(file());
		await refused(/已有一个 gongkai serve 在用/, '--to', to);
		lock.release();
		await writeFile(join(folder, 'password'), 'secret-word\n');
		await refused(/用户名或密码不对/, '--to', to);
		await writeFile(join(folder, 'password'), '\n');
		await refused(/databasePassword 指的文件 .* 读不到或是空的/, '--to', to);
		await rm(file());
		await refused(/gongkai\.db 不存在/, '--to', to);
	});

	test('whose copy breaks off can be moved again', async () => {
		const store = await openStore(file());
		await fill(store);
		await store.close();
		const breaking = setInterval(
			() =>
				server.ask(
					`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${to.split('/').at(-1)}' and query like 'insert into "sightings"%'`,
				),
			5,
		);
		const { status, stdout, stderr } = await migrate();
		clearInterval(breaking);
		expect(status, stdout).toBe(2);
		expect(stderr).toMatch(/连接断了/);
		expect((await migrate()).status).toBe(0);
	});
});

describe.skipIf(reason !== undefined)('a configuration', () => {
	const configured = async (...lines: string[]) => {
		await writeFile(join(folder, 'gongkai.yaml'), `${lines.join('\n')}\n`);
		return callIn(folder, 'sites', 'list');
	};

	test('names a database and where its password is', async () => {
		const store = await open(to);
		await store.importSites([{ id: 'yi', name: '乙市', url: 'https://yi.gov.cn/', type: 'portal' }], now);
		await store.close();
		const here = ['sites:', '  - { id: jia, name: 甲市, url: "https://jia.gov.cn/" }'];
		const listed = await configured(`database: ${to}`, 'databasePassword: { file: password }', ...here);
		expect(listed).toMatchObject({ status: 0, stderr: '' });
		expect(listed.stdout).toMatch(/甲市.*\n.*乙市/);
		expect((await configured(`database: ${to}`)).stderr).toMatch(/要用户 gongkai 的密码，而没有给/);
		const secret = await configured(`database: ${to.replace('gongkai@', 'gongkai:secret-word@')}`);
		expect(secret.stderr).toMatch(/gongkai\.yaml:1：database 里不写密码/);
		expect(secret.stderr).not.toContain('secret-word');
		expect((await configured('database: mysql://db/gongkai')).stderr).toMatch(/应为文件路径，或 postgres:/);
	});

	test('is examined without being changed', async () => {
		const examined = async () => {
			const { stdout } = await callIn(folder, 'doctor', '--json');
			const { findings } = JSON.parse(stdout) as { findings: { id: string; state: string; words: string }[] };
			return findings.filter(({ id }) => id === 'database').map(({ state, words }) => `${state} ${words}`);
		};
		await writeFile(join(folder, 'gongkai.yaml'), `database: ${to}\ndatabasePassword: { file: password }\n`);
		expect(await examined()).toEqual([expect.stringMatching(/^good PostgreSQL 18\.4 连得上，还没有表/)]);
		await (await open(to)).close();
		expect(await examined()).toEqual([expect.stringMatching(/^good PostgreSQL 18\.4 连得上，\d/)]);
		await writeFile(join(folder, 'password'), 'wrong');
		expect(await examined()).toEqual([expect.stringMatching(/^bad .*用户名或密码不对/)]);
	});

	test('has one schedule at work on its database', async () => {
		const access = { password: async () => 'gongkai' };
		const first = await lockForServe(to, access);
		await expect(lockForServe(to, access)).rejects.toThrow(
			/已有一个 gongkai serve 在用（在 127\.0\.0\.1 上）/,
		);
		first.release();
		first.release();
		(await lockForServe(to, access)).release();
	});
});
