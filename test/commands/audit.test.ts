/** What `gongkai audit` keeps in the store beside its reports. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../cli.ts';
import type { Io, Work } from '../../commands/command.ts';
import { readAuditLog } from '../../reports/audit-log.ts';
import { buildReport } from '../../reports/build.ts';
import { readReport, writeReport } from '../../reports/formats/json.ts';
import { ingestReports } from '../../reports/ingest.ts';
import { national } from '../../reports/profiles/national.ts';
import { crawled, results } from '../support/report.ts';
import { auditsIn, startSlowSite, withStore, writeConfig } from '../support/serve.ts';
import { startWeb } from '../support/web.ts';

const today = '2026-06-30T04:00:00Z';
let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-audit-'));
});
afterEach(() => rm(folder, { recursive: true }));

const configure = (text: string): Promise<void> => writeFile(join(folder, 'gongkai.yaml'), text);
const site = (id: string): string => `  - { id: ${id}, name: ${id}市, url: "https://www.${id}.gov.cn/" }\n`;

/** Stands for the web: every site is well but `gone`. */
const work: Work = {
	auditSite: async (config, { out, asOf, onProgress }) => {
		onProgress?.({
			site: config.id,
			phase: 'crawl',
			pages: 9,
			queued: 1,
			rendered: 0,
			perSecond: 3,
			errors: 0,
		});
		if (config.id === 'gone') throw new Error('无法访问 https://www.gone.gov.cn/：找不到主机名');
		const report = buildReport({ config, crawled: crawled({ asOf }), results: results(), profile: national });
		await writeReport(out, report);
		return report;
	},
	discoverSite: async () => crawled(),
};

const call = (...argv: string[]) => callWith(work, ...argv);
const callWith = async (work: Work | undefined, ...argv: string[]) => {
	const said = { stdout: '', stderr: '' };
	const to = (name: keyof typeof said) => ({
		write: (text: string) => {
			said[name] += text;
		},
	});
	const io: Io = {
		stdout: to('stdout'),
		stderr: to('stderr'),
		cwd: folder,
		environment: { debug: false, noColour: false, proxies: [], variables: {} },
		now: () => new Date(today),
	};
	return { status: await run(['audit', ...argv], io, work), ...said };
};

const rows = async () =>
	(await auditsIn(folder)).map(({ site, state, cause, error }) => ({
		site,
		state,
		cause,
		...(error ? { error } : {}),
	}));
const trend = (id: string) => withStore(folder, (store) => store.trend(id));

test('logs each audit in a file of its own, with what the program log leaves out', async () => {
	await configure(`sites:\n${site('jia')}${site('gone')}`);
	await callWith({
		...work,
		auditSite: async (config, options) => {
			options.log.debug({ url: `https://${config.id}/` }, 'try failed');
			return work.auditSite(config, options);
		},
	});
	const [audit] = await auditsIn(folder);
	const span = { from: audit?.startedAt ?? '', to: audit?.finishedAt ?? '' };
	const told = async (id: string) =>
		(await readAuditLog(join(folder, 'out'), id, span))?.entries.map(({ message }) => message);
	expect(await told('jia')).toEqual(['audit done', 'try failed', 'audit begun']);
	expect(await told('gone')).toEqual(['audit failed', 'try failed', 'audit begun']);
	const all = await readFile(join(folder, 'out', 'logs', 'gongkai.log'), 'utf8');
	expect(all.match(/"msg":"[^"]*"/g)).toHaveLength(4);
});

test('keeps each report and tells how each audit ended', async () => {
	await configure(`sites:\n${site('jia')}${site('gone')}`);
	await call();
	expect(new Set(await rows())).toEqual(
		new Set([
			{ site: 'jia', state: 'done', cause: 'hand' },
			{
				site: 'gone',
				state: 'failed',
				cause: 'hand',
				error: '无法访问 https://www.gone.gov.cn/：找不到主机名',
			},
		]),
	);
	expect(await trend('jia')).toMatchObject([{ period: '2026-06', asOf: '2026-06-30' }]);
	expect((await auditsIn(folder)).every(({ progress }) => progress?.pages === 9)).toBe(true);
	expect(await withStore(folder, (store) => store.knownFiles())).toEqual(
		new Set(['jia/2026-06/report.json']),
	);
});

test('names a report’s file from the configured folder, also where another one is given', async () => {
	await configure(`sites:\n${site('jia')}`);
	await call('--out', 'elsewhere');
	expect(await withStore(folder, (store) => store.knownFiles())).toEqual(
		new Set(['../elsewhere/jia/2026-06/report.json']),
	);
});

test('keeps nothing where there is no configuration', async () => {
	expect((await call('https://www.jia.gov.cn/')).status).toBe(0);
	await expect(access(join(folder, 'gongkai.db'))).rejects.toThrow();
});

test('goes on without a store that cannot be opened, and says so in one line', async () => {
	await mkdir(join(folder, 'gongkai.db'));
	await configure(`sites:\n${site('jia')}${site('yi')}`);
	const { status, stderr } = await call('--quiet');
	expect(status).toBe(0);
	expect(stderr).toMatch(
		/^gongkai: 数据库 \S+gongkai\.db 无法打开.*；报告照常写成文件，gongkai serve 下次启动时补记到数据库\n$/,
	);
	for (const id of ['jia', 'yi'])
		expect((await readReport(join(folder, `out/${id}/2026-06/report.json`))).site.id).toBe(id);
	await rm(join(folder, 'gongkai.db'), { recursive: true });
	const taken = await withStore(folder, (store) => ingestReports(store, join(folder, 'out')));
	expect(taken).toEqual({ taken: 2, unreadable: [] });
});

const register = (...ids: string[]): Promise<unknown> =>
	withStore(folder, (store) =>
		store.importSites(
			ids.map((id) => ({ id, name: `${id}局`, url: `https://${id}.gov.cn/`, type: 'department' as const })),
			today,
		),
	);
const audited = async (): Promise<string[]> => (await rows()).map(({ site }) => site).sort();

test.each<[what: string, sites: string, named: string[], wanted: string[]]>([
	['all of both', site('jia'), [], ['bing', 'jia', 'yi']],
	['the register alone', '', [], ['bing', 'yi']],
	['one of the register by its id', site('jia'), ['yi'], ['yi']],
	['one of the register by its address', site('jia'), ['https://bing.gov.cn/'], ['bing']],
	['one of each', site('jia'), ['jia', 'yi'], ['jia', 'yi']],
])('audits the sites of the configuration and of the register: %s', async (_what, sites, named, wanted) => {
	await configure(sites === '' ? 'out: ./out\n' : `sites:\n${sites}`);
	await register('yi', 'bing');
	expect((await call(...named, '--quiet')).stderr).toBe('');
	expect(await audited()).toEqual(wanted);
	if (wanted.includes('yi'))
		expect((await readReport(join(folder, 'out/yi/2026-06/report.json'))).site).toMatchObject({
			name: 'yi局',
			type: 'department',
		});
});

test('knows a site that only an old report names no more than a stranger', async () => {
	await configure(`sites:\n${site('jia')}${site('yi')}`);
	await call('yi');
	await configure(`sites:\n${site('jia')}`);
	const { status, stderr } = await call('yi');
	expect([status, stderr]).toEqual([2, expect.stringMatching(/没有站点 yi，应为以下之一：jia/)]);
});

test.each<[what: string, id: string, options: string[], state: string]>([
	['is what the schedule wanted', 'jia', [], 'done'],
	['fails leaves it to the schedule', 'gone', [], 'queued'],
	['sees less leaves it to the schedule', 'jia', ['--max-pages', '50'], 'queued'],
	['is of another day leaves it to the schedule', 'jia', ['--as-of', '2026-06-01'], 'queued'],
	['lies elsewhere leaves it to the schedule', 'jia', ['--out', 'elsewhere'], 'queued'],
])('an audit by hand of a site that waits in the queue and that %s', async (_what, id, options, state) => {
	await configure(`sites:\n${site(id)}`);
	await withStore(folder, (store) =>
		store.enqueue({ site: id, cause: 'schedule', asOf: '2026-06-28', dueAt: 'D', now: today }),
	);
	await call(...options);
	expect(await auditsIn(folder)).toMatchObject([
		{ site: id, state, cause: 'schedule', dueAt: 'D', asOf: '2026-06-30', tries: 0 },
	]);
	expect(await trend(id)).toHaveLength(id === 'gone' ? 0 : 1);
});

test('leaves the sites of another configuration as they are, and makes its own known', async () => {
	await configure(`sites:\n${site('jia')}`);
	await withStore(folder, (store) =>
		store.syncConfigured([{ id: 'prod', name: '正', url: 'https://prod.gov.cn/', type: 'portal' }], today),
	);
	expect((await call('--quiet')).status).toBe(0);
	expect(await audited()).toEqual(['jia']);
	const known = await withStore(folder, (store) => store.sites());
	expect(known).toMatchObject([
		{ id: 'prod', origin: 'config', knownSince: today },
		{ id: 'jia', origin: 'config' },
	]);
});

test.skipIf(process.platform === 'win32')(
	'an audit that was cut off has failed when the next one begins',
	async () => {
		const web = await startWeb({}, { otherwise: () => {} });
		await configure(
			`network: { allow: [127.0.0.1] }\nsites: [{ id: jia, name: 甲市, url: "${web.url}/", render: never, robots: ignore }]\n`,
		);
		const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
		const child = spawn(process.execPath, [cli, 'audit', '--quiet'], { cwd: folder, stdio: 'ignore' });
		const ended = once(child, 'exit');
		await expect.poll(() => web.asked.length, { timeout: 25_000 }).toBeGreaterThan(0);
		expect(await rows()).toEqual([{ site: 'jia', state: 'running', cause: 'hand' }]);
		child.kill('SIGKILL');
		await ended;
		await web.close();
		await call();
		expect(await rows()).toEqual([
			{ site: 'jia', state: 'done', cause: 'hand' },
			{
				site: 'jia',
				state: 'failed',
				cause: 'hand',
				error: '审计中途停止，没有完成；再次运行同一命令，会从断处继续',
			},
		]);
	},
);

test('judges how often the homepage opened by the visits of the days before', async () => {
	const web = await startSlowSite(2, 1);
	const url = `${web.url}/`;
	await writeConfig(folder, { jia: url });
	await withStore(folder, async (store) => {
		for (let n = 0; n < 140; n++) {
			const at = new Date(Date.parse('2026-06-23T00:30:00+08:00') + n * 72 * 60_000).toISOString();
			const failure = n % 20 === 2 ? ({ state: 'failed', words: 'HTTP 500' } as const) : undefined;
			await store.recordProbe({ site: 'jia', url, slot: at, at, state: 'ok', ...failure });
		}
	});
	const { status, stdout } = await callWith(undefined, '--quiet');
	await web.close();
	const { findings, scores } = await readReport(join(folder, 'out/jia/2026-06/report.json'));
	expect(findings.find(({ check }) => check === 'homepage-unreachable')).toMatchObject({
		subject: url,
		certainty: 'certain',
		severity: 'veto',
		message: expect.stringContaining('2026年6月23日至2026年6月29日访问首页 140 次，7 次打不开'),
		evidence: { snippet: expect.stringContaining('06-23 02:54：HTTP 500；06-24 02:54') },
	});
	expect(scores.inspection.vetoes).toContainEqual({
		id: 'homepage-unreachable',
		state: 'holds',
		findings: 1,
	});
	expect([status, stdout]).toEqual([1, expect.stringContaining('站点无法访问 成立')]);
});
