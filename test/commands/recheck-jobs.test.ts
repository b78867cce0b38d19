/** Second looks that the dashboard asks for: each a process of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRecheckJobs } from '../../commands/recheck-jobs.ts';
import type { Store } from '../../reports/store.ts';
import { reportOn } from '../support/month.ts';
import { openStore } from '../support/new-store.ts';
import { result } from '../support/report.ts';
import { writeConfig } from '../support/serve.ts';

// On a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const dead = 'http://127.0.0.1:9/x.html';
let folder = '';
let store: Store;
let jobs: ReturnType<typeof createRecheckJobs>;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-jobs-'));
	await writeConfig(folder, { linjiang: 'http://127.0.0.1:9/', yi: 'http://127.0.0.1:9/' });
	store = await openStore(join(folder, 'gongkai.db'));
	const report = reportOn({ asOf: '2026-05-15', found: [result('broken-link', [{ subject: dead }])] });
	await store.record(report, 'linjiang/2026-05/report.json');
	jobs = createRecheckJobs(store, join(folder, 'gongkai.yaml'));
});
afterEach(async () => {
	await jobs.stop();
	await store.close();
	await rm(folder, { recursive: true });
});

const asked = { site: 'linjiang', by: '王芳' };

test('run one at a time a site, and say why one could not be done', async () => {
	expect(await jobs.ask(asked)).toBeUndefined();
	expect(jobs.isBusy('linjiang')).toBe(true);
	expect(await jobs.ask(asked)).toBe('这个网站正在复查，等它结束再试');
	expect(await jobs.ask({ ...asked, site: 'yi' })).toBeUndefined();
	await expect.poll(() => jobs.isBusy('linjiang') || jobs.isBusy('yi'), { timeout: 100_000 }).toBe(false);
	expect(jobs.failure('linjiang')).toMatch(/^网站 linjiang 没有抓取存档/);
	expect(jobs.failure('yi')).toMatch(/还没有完整的审计/);
});

test('do not begin beside an audit of the site', async () => {
	await store.begin(
		{ site: 'linjiang', cause: 'hand', asOf: '2026-06-01', now: new Date().toISOString() },
		{ host: 'here', pid: process.pid },
	);
	expect(await jobs.ask(asked)).toBe('这个网站正在审计，审计会重看全部问题，等它结束再复查');
	expect(jobs.isBusy('linjiang')).toBe(false);
});

test('that cannot begin at all are told, and hold up nothing', async () => {
	const none = createRecheckJobs(store, 'gongkai.yaml', () => {
		throw new Error('spawn ENOMEM');
	});
	expect(await none.ask(asked)).toBeUndefined();
	await expect.poll(() => none.isBusy('linjiang')).toBe(false);
	expect(none.failure('linjiang')).toBe('复查进程启动不了，请稍后再试');
	await none.stop();
});

test('that fail are told of the findings that were asked for alone', async () => {
	const failing = createRecheckJobs(store, 'gongkai.yaml', () => ({
		ended: Promise.resolve('网站连不上'),
		stop: () => undefined,
	}));
	await failing.ask({ ...asked, findings: ['a', 'b'] });
	await expect.poll(() => failing.isBusy('linjiang')).toBe(false);
	expect(['a', 'b', 'c', undefined].map((id) => failing.failure('linjiang', id))).toEqual([
		'网站连不上',
		'网站连不上',
		undefined,
		'网站连不上',
	]);
	await failing.ask(asked);
	await expect.poll(() => failing.isBusy('linjiang')).toBe(false);
	expect(failing.failure('linjiang', 'c')).toBe('网站连不上');
	await failing.stop();
});

test('end with whoever began them', async () => {
	await jobs.ask(asked);
	await jobs.stop();
	expect(jobs.isBusy('linjiang')).toBe(false);
});
