import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Work } from '../commands/command.ts';
import { loadConfig } from '../config.ts';
import { buildReport } from '../reports/build.ts';
import { readReport, writeReport } from '../reports/formats/json.ts';
import { national } from '../reports/profiles/national.ts';
import { callAs } from './support/call.ts';
import { column, crawled, document, result, results } from './support/report.ts';
import { startWeb, type Web } from './support/web.ts';

const yaml = `network:
  allow: ["127.0.0.0/8"]
sites:
  - { id: good, name: 甲市人民政府, url: "https://www.good.gov.cn/" }
  - { id: bad, name: 乙市人民政府, url: "https://www.bad.gov.cn/" }
  - { id: gone, name: 丙市人民政府, url: "https://www.gone.gov.cn/" }
`;

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-cli-'));
	await writeFile(join(folder, 'city.yaml'), yaml);
	await writeFile(join(folder, 'none.yaml'), 'out: ./x\n');
	await writeFile(join(folder, 'in-file.yaml'), `out: ./city.yaml\n${yaml}`);
	await writeFile(join(folder, 'typo.yaml'), 'sites:\n  - idd: a\n');
});
afterAll(() => rm(folder, { recursive: true }));

const fiveBlank = Array.from({ length: 5 }, (_, n) => column(`c${n}`, 'data', { content: 'empty' }));

/** Stands for the web: `good` is well, `bad` has five blank columns, `gone` cannot be reached. */
const work: Work = {
	auditSite: async (config, { out, asOf, onProgress, maxPages = 0 }) => {
		onProgress?.({
			site: config.id,
			phase: 'crawl',
			pages: 1,
			queued: 2,
			rendered: 0,
			perSecond: 3,
			errors: 0,
		});
		if (config.id === 'gone') throw new Error('首页打不开：找不到主机名');
		if (config.id === 'broken') throw new TypeError('x is not a function');
		const isBad = config.id === 'bad';
		const run = { ...crawled().run, requests: maxPages };
		const columns = isBad
			? fiveBlank
			: [column('xw', 'news'), column('zc', 'policy'), column('tz', 'notice')];
		const report = buildReport({
			config,
			crawled: crawled({ asOf, columns, documents: [document('a.html')] }, { run }),
			results: results(result('empty-column', isBad ? fiveBlank.map(({ url }) => ({ subject: url })) : [])),
			profile: national,
		});
		await writeReport(out, report);
		return report;
	},
	discoverSite: async () =>
		crawled({
			columns: [
				column('zc', 'policy', { title: '政策文件\u001b[31m', recognisedBy: 'nav:政策文件' }),
				column('zc/gfxwj', 'policy', { parent: 'https://www.linjiang.gov.cn/zc' }),
				column('zt', 'other', { recognisedBy: 'list' }),
			],
		}),
};

const call = (...argv: string[]) => callAs({ cwd: folder, now: '2026-06-30T17:00:00Z', work }, ...argv);

describe('wrong arguments end with 2 and one line that helps', () => {
	const cases: Record<string, [argv: string[], line: RegExp]> = {
		'no command': [[], /缺少命令，应为以下之一：audit、discover、serve/],
		'an unknown command': [['frobnicate'], /不认识的命令 frobnicate，应为以下之一：audit/],
		'a mistyped command': [['audti'], /不认识的命令 audti，是不是 audit？用法见/],
		'a word that is no command but a property': [['constructor'], /不认识的命令 constructor/],
		'an unknown option': [['audit', '--verbose'], /不认识的选项 --verbose，用法见/],
		'the beginning of an option': [['audit', '--conf', 'x'], /不认识的选项 --conf，是不是 --config？用法见/],
		'a longer word for an option': [['audit', '--output', 'x'], /不认识的选项 --output，是不是 --out？/],
		'a mistyped option of the command': [
			['export', '--fromat=csv'],
			/不认识的选项 --fromat，是不是 --format？/,
		],
		'an option near one that only others have': [
			['checks', '--mont', '2026-11'],
			/不认识的选项 --mont，用法见/,
		],
		'an option near one of its own': [['export', '--sites', 'good'], /没有选项 --sites，是不是 --site？/],
		'an option of another command': [['checks', '--quiet'], /命令 checks 没有选项 --quiet/],
		'an option without its value': [['audit', '--out'], /选项 --out 后面缺少值/],
		'a flag with a value': [['audit', '--quiet=yes'], /选项 --quiet 不带值/],
		'a day that is none': [
			['audit', '--config', 'city.yaml', '--as-of', '2026-02-30'],
			/--as-of 是 2026-02-30，应为真实的日期/,
		],
		'no pages': [['audit', '--config', 'city.yaml', '--max-pages', '0'], /--max-pages 是 0，应为正整数/],
		'half a page': [['audit', '--config', 'city.yaml', '--max-pages', '1.5'], /应为正整数/],
		'an unknown site': [
			['audit', 'goood', '--config', 'city.yaml'],
			/没有站点 goood，应为以下之一：good、bad、gone/,
		],
		'a site without a configuration': [['audit', 'good'], /没有配置文件，认不得站点 good/],
		'a host without a scheme': [
			['audit', 'www.good.gov.cn'],
			/不是完整的网址，应如 https:\/\/www\.good\.gov\.cn/,
		],
		'another scheme': [['audit', 'ftp://good.gov.cn/'], /不是完整的网址/],
		'nothing to audit': [['audit'], /没有要审计的网站/],
		'a configuration without sites': [['audit', '--config', 'none.yaml'], /没有网站，请在 sites 下写/],
		'a configuration that is not there': [['audit', '--config', 'nope.yaml'], /读不到配置文件 .*nope\.yaml/],
		'a folder that cannot be written': [
			['audit', 'https://a.gov.cn/', '--out', 'city.yaml'],
			/不能写入目录 .*city\.yaml.*，请换一个 --out$/m,
		],
		'a folder of the configuration that cannot be written': [
			['audit', 'good', '--config', 'in-file.yaml'],
			/不能写入目录 .*，请改 .*in-file\.yaml 里的 out$/m,
		],
		'an option whose value is empty': [['audit', 'https://a.gov.cn/', '--out', ''], /选项 --out 后面缺少值/],
		'two addresses of one site': [['audit', 'https://a.cn/x', 'https://a.cn/y'], /同属站点 a-cn/],
		'nothing to discover': [['discover'], /discover 要且只要一个网址/],
		'arguments of checks': [['checks', 'broken-link'], /命令 checks 不带参数/],
	};
	test.each(Object.entries(cases))('%s', async (_name, [argv, line]) => {
		const { status, stdout, stderr } = await call(...argv);
		expect(status).toBe(2);
		expect(stdout).toBe('');
		expect(stderr).toMatch(line);
		expect(stderr.trimEnd().split('\n')).toHaveLength(1);
	});

	test('a bad configuration names each line', async () => {
		const { status, stderr } = await call('audit', '--config', 'typo.yaml');
		expect(status).toBe(2);
		expect(stderr).toMatch(/typo\.yaml:2：不认识的键 sites\[0\]\.idd/);
		expect(stderr).not.toMatch(/^\s+at /m);
	});
});

describe('audit', () => {
	test('of a site that is well ends with 0, its report written and summed up', async () => {
		const { status, stdout, stderr } = await call(
			...[
				'audit',
				'good',
				'--config',
				'city.yaml',
				'--out',
				'o1',
				'--as-of',
				'2026-06-15',
				'--max-pages',
				'7',
			],
		);
		expect([status, stderr]).toEqual([0, '']);
		const file = join(folder, 'o1', 'good', '2026-06', 'report.json');
		expect(stdout).toContain(`报告      ${file}`);
		expect((await readReport(file)).run.requests).toBe(7);
		const log = await readFile(join(folder, 'o1', 'logs', 'gongkai.log'), 'utf8');
		const told = log
			.trim()
			.split('\n')
			.map((line) => (JSON.parse(line) as { msg: string }).msg);
		expect(told).toEqual(['audit begun', 'audit done']);
	});

	test('judges by today in Shanghai and writes to ./out where nobody says otherwise', async () => {
		await call('audit', 'good', '--config', 'city.yaml', '--quiet');
		expect((await readReport(join(folder, 'out', 'good', '2026-07', 'report.json'))).asOf).toBe('2026-07-01');
	});

	test('of all sites goes on when one cannot be reached, and ends with 1 for the unqualified', async () => {
		const { status, stdout, stderr } = await call('audit', '--config', 'city.yaml', '--out', 'o2');
		expect(status).toBe(1);
		expect(stderr).toBe('gongkai: gone：首页打不开：找不到主机名\n');
		expect(stdout).toMatch(/甲市人民政府 +合格/);
		expect(stdout).toMatch(/乙市人民政府 +不合格/);
		expect(await readFile(join(folder, 'o2', 'logs', 'gongkai.log'), 'utf8')).toContain('首页打不开');
	});

	test.each([
		['good', 0],
		['bad', 1],
	])(
		'of %s beside one that cannot be reached ends with %i, by those that were audited',
		async (site, wanted) => {
			const { status, stderr } = await call(
				'audit',
				'gone',
				site,
				'--config',
				'city.yaml',
				'--out',
				`o6-${site}`,
			);
			expect([status, stderr]).toEqual([wanted, 'gongkai: gone：首页打不开：找不到主机名\n']);
		},
	);

	test('of a site that cannot be reached ends with 2 and one line', async () => {
		const { status, stdout, stderr } = await call('audit', 'gone', '--config', 'city.yaml', '--out', 'o3');
		expect([status, stdout, stderr]).toEqual([2, '', 'gongkai: 首页打不开：找不到主机名\n']);
	});

	test('of an address needs no configuration', async () => {
		const { status } = await call(
			'audit',
			'https://www.good.gov.cn/',
			'--out',
			'o4',
			'--as-of',
			'2026-06-15',
		);
		expect(status).toBe(0);
		const report = await readReport(join(folder, 'o4', 'www-good-gov-cn', '2026-06', 'report.json'));
		expect(report.site.id).toBe('www-good-gov-cn');
	});

	test('says a mistake of the program in one line, too', async () => {
		const { status, stderr } = await call('audit', 'http://broken/', '--out', 'o5');
		expect(status).toBe(2);
		expect(stderr).toMatch(
			/^gongkai: 程序出错：x is not a function（设环境变量 GONGKAI_DEBUG=1 可看详情）\n$/,
		);
	});
});

test('discover prints a configuration that loads, with how each column was recognised', async () => {
	const { status, stdout } = await call('discover', 'https://www.linjiang.gov.cn/');
	expect(status).toBe(0);
	expect(parse(stdout)).toEqual({
		sites: [
			{
				id: 'www-linjiang-gov-cn',
				name: '临江市人民政府',
				url: 'https://www.linjiang.gov.cn/',
				type: 'portal',
				columns: [{ kind: 'policy', url: 'https://www.linjiang.gov.cn/zc/' }],
			},
		],
	});
	expect(stdout).toContain('# 政策文件，依据 导航菜单“政策文件”，3 条');
	const [, unpinned = ''] = stdout.split('# 以下不必写出：审计会随上级栏目认出，或类别不明\n');
	expect(unpinned).toContain('# - { kind: other, url: "https://www.linjiang.gov.cn/zt/" }');
	await writeFile(join(folder, 'discovered.yaml'), stdout);
	expect((await loadConfig(join(folder, 'discovered.yaml'))).sites).toHaveLength(1);
});

describe('checks', () => {
	test('tells each check with its points', async () => {
		const { status, stdout } = await call('checks', '--json');
		expect(status).toBe(0);
		const checks = JSON.parse(stdout) as { id: string; points: { each: number; source: string }[] }[];
		for (const { id, points } of checks)
			expect(points.map(({ each }) => each)).toEqual(
				Object.values(national.points[id] ?? {}).map(({ each }) => each),
			);
		const text = (await call('checks')).stdout;
		for (const { id } of checks) expect(text).toContain(`${id}  `);
		// What costs no points may still fail the site.
		expect(text).toMatch(
			/\nhomepage-stale {2}.*\n(?: {2}.*\n)*? {2}否决 {2}首页不更新：达到 1 个即成立\n {2}分值 {2}不扣分\n/,
		);
		expect(text).toMatch(/\nstale-column {2}.*\n(?: {2}.*\n)*? {2}否决 {2}栏目不更新：动态要闻.*即成立\n/);
		expect(text).not.toMatch(/\nno-https {2}.*\n(?: {2}.*\n)*? {2}否决 {2}/);
	});
});

describe('help and version', () => {
	test.each([['help'], ['--help'], ['-h'], ['audit', '--help']])('%s', async (...argv) => {
		const { status, stdout, stderr } = await call(...argv);
		expect([status, stderr]).toEqual([0, '']);
		expect(stdout).toContain('gongkai audit 网址');
	});
	test.each([['version'], ['--version'], ['-v']])('%s', async (...argv) => {
		expect(await call(...argv)).toMatchObject({
			status: 0,
			stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
		});
	});
});

test('the program itself ends with the status of its command', () => {
	const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
	const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'audit', '--nope'], {
		cwd: folder,
		encoding: 'utf8',
	});
	expect([status, stdout, stderr]).toEqual([2, '', 'gongkai: 不认识的选项 --nope，用法见 gongkai help\n']);
});

describe.skipIf(process.platform === 'win32')('an audit under way', () => {
	let web: Web;
	beforeAll(async () => {
		web = await startWeb({ '/': () => {} });
		const site = `{ id: hangs, name: 丁市人民政府, url: "${web.url}/", render: never, robots: ignore }`;
		await writeFile(join(folder, 'hangs.yaml'), `network: { allow: [127.0.0.1] }\nsites: [${site}]\n`);
	});
	afterAll(() => web.close());

	const ends: Record<string, [status: number, end: (child: ChildProcess) => void]> = {
		SIGTERM: [143, (child) => child.kill('SIGTERM')],
		SIGINT: [130, (child) => child.kill('SIGINT')],
		SIGHUP: [129, (child) => child.kill('SIGHUP')],
		'the loss of its launcher': [143, (child) => child.disconnect()],
	};
	test.each(Object.entries(ends))('ends on %s and says that it can go on', async (_name, [status, end]) => {
		const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
		const args = [cli, 'audit', '--config', 'hangs.yaml', '--out', 'o7', '--quiet'];
		const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
		const said = text(child.stderr as Readable); // It is a pipe, see above.
		const ended = once(child, 'exit'); // Who let go of the channel hears no `close`.
		const before = web.asked.length;
		await expect.poll(() => web.asked.length, { timeout: 50_000 }).toBeGreaterThan(before);
		end(child);
		expect(await ended).toEqual([status, null]);
		expect(await said).toMatch(/^gongkai: 收到 SIG\w+，已停止；再次运行同一命令，会从断处继续\n$/);
	});
});

test.skipIf(process.platform !== 'linux')(
	'a log on a full disk is told as that, and stops nothing',
	async () => {
		const logs = join(folder, 'o8', 'logs');
		await mkdir(logs, { recursive: true });
		await symlink('/dev/full', join(logs, 'gongkai.log'));
		const { stdout, stderr } = await call('audit', 'good', '--config', 'city.yaml', '--out', 'o8', '--quiet');
		expect(stderr).toMatch(/^gongkai: 日志 \S+gongkai\.log 写不进去（磁盘已满，ENOSPC）\n$/);
		expect(stdout).not.toBe('');
	},
);

test('a reader that closes early leaves the status as it is', async () => {
	const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
	const child = spawn(process.execPath, [cli, 'checks', '--json'], { cwd: folder });
	child.stdout.destroy();
	let stderr = '';
	child.stderr.on('data', (text: Buffer) => {
		stderr += text;
	});
	expect([...(await once(child, 'close')), stderr]).toEqual([0, null, '']);
});
