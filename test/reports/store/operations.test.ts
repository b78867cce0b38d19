import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../../reports/store/migrations.ts';
import type { Store } from '../../../reports/store.ts';
import { openStore, openTables } from '../../support/databases.ts';

const now = '2026-06-20T02:00:00.000Z';
const later = '2026-06-20T03:00:00.000Z';
const owner = { host: 'here', pid: 42 };
const site = (id: string) => ({ id, name: id, url: `https://www.${id}.gov.cn/`, type: 'portal' as const });
const asked = (id: string) => ({ site: id, asOf: '2026-06-20', by: '张三', now });

let folder = '';
let store: Store;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-operations-'));
	store = await openStore(join(folder, 'gongkai.db'));
	await store.syncConfigured(['jia', 'yi', 'bing'].map(site), now);
});
afterEach(async () => {
	await store.close();
	await rm(folder, { recursive: true });
});

/** An audit of the schedule that has begun. */
const begun = async (id: string, dueAt = now) => {
	const audit = await store.begin({ site: id, cause: 'schedule', asOf: '2026-06-20', dueAt, now }, owner);
	return audit?.id ?? 0;
};

describe('an audit that is asked for', () => {
	test('waits in the queue once, with who asked, and is taken like any other', async () => {
		await store.operations.askAudit(asked('jia'));
		await expect(store.operations.askAudit(asked('jia'))).rejects.toThrow('已经在排队');
		expect(await store.audits()).toMatchObject([
			{ site: 'jia', state: 'queued', cause: 'asked', askedBy: '张三' },
		]);
		expect(await store.claim(owner, now)).toMatchObject({ site: 'jia', state: 'running' });
		await expect(store.operations.askAudit(asked('jia'))).rejects.toThrow('正在审计');
		expect(await store.audits()).toHaveLength(1);
	});

	test('is none without a name, nor of a site that nobody audits', async () => {
		await expect(store.operations.askAudit({ ...asked('jia'), by: ' ' })).rejects.toThrow('请写明');
		await expect(store.operations.askAudit(asked('ding'))).rejects.toThrow('都没有网站 ding');
		expect(await store.audits()).toEqual([]);
	});

	test('does not wait for the time of its next try', async () => {
		await store.postpone(await begun('jia'), '首页打不开', later);
		expect(await store.claim(owner, now)).toBeUndefined();
		await store.operations.askAudit(asked('jia'));
		expect(await store.claim(owner, now)).toMatchObject({ site: 'jia', cause: 'schedule', tries: 1 });
	});
});

test('all that failed are asked for at once, and none that came right since', async () => {
	for (const id of ['jia', 'yi']) await store.finish(await begun(id), now, { error: '首页打不开' });
	await store.finish(await begun('yi', later), later, {
		report: { period: '2026-06', verdict: 'qualified' },
	});
	await store.postpone(await begun('bing'), '首页打不开', later);
	expect(await store.operations.failedSites()).toEqual(['bing', 'jia']);
	expect(await store.operations.askFailed({ asOf: '2026-06-20', by: '张三', now })).toBe(2);
	const queued = await store.audits({ states: ['queued'] });
	expect(queued.map((audit) => [audit.site, audit.cause])).toEqual([
		['jia', 'asked'],
		['bing', 'schedule'],
	]);
	expect(await store.operations.askFailed({ asOf: '2026-06-20', by: '张三', now })).toBe(0);
});

describe('an audit that is stopped', () => {
	test('under way has failed, and its process learns of it', async () => {
		const id = await begun('jia');
		await store.operations.stopAudit(id, { by: '张三', now });
		expect(await store.audits()).toMatchObject([{ state: 'failed', error: '张三在看板上停止了这次审计' }]);
		expect(await store.heartbeat(id, now)).toBe(false);
		expect(await store.operations.stillRunning([id])).toEqual(new Set());
		await expect(store.operations.stopAudit(id, { by: '张三', now })).rejects.toThrow('已经结束');
	});

	test('in the queue leaves it', async () => {
		await store.operations.askAudit(asked('jia'));
		const [audit] = await store.audits();
		await store.operations.stopAudit(audit?.id ?? 0, { by: '李四', now });
		expect(await store.audits()).toMatchObject([
			{ state: 'failed', error: '李四在看板上取消了排队，没有审计' },
		]);
		expect(await store.claim(owner, later)).toBeUndefined();
		expect(await store.operations.failedSites()).toEqual([]);
	});

	test('in the queue leaves the failure before it the last one', async () => {
		await store.finish(await begun('jia'), now, { error: '首页打不开' });
		await store.operations.askAudit(asked('jia'));
		expect(await store.operations.failedSites()).toEqual([]);
		const [audit] = await store.audits({ states: ['queued'] });
		await store.operations.stopAudit(audit?.id ?? 0, { by: '李四', now });
		expect(await store.operations.failedSites()).toEqual(['jia']);
	});

	test('is none that a person started at a terminal', async () => {
		const audit = await store.begin({ site: 'jia', cause: 'hand', asOf: '2026-06-20', now }, owner);
		await expect(store.operations.stopAudit(audit?.id ?? 0, { by: '张三', now })).rejects.toThrow('Ctrl-C');
		expect(await store.operations.stillRunning([audit?.id ?? 0])).toEqual(new Set([audit?.id]));
	});
});

test('what is told of an audit that was asked for is told as of one of the schedule', async () => {
	await store.operations.askAudit(asked('jia'));
	const audit = await store.claim(owner, now);
	expect(await store.isRoundUnderWay()).toBe(true);
	await store.finish(audit?.id ?? 0, later, { error: '首页打不开' });
	expect(await store.untoldAudits(now)).toEqual([{ id: audit?.id, site: 'jia' }]);
});

test('nothing is told of an audit that somebody took out of the queue', async () => {
	await store.operations.askAudit(asked('jia'));
	const [audit] = await store.audits({ states: ['queued'] });
	await store.operations.stopAudit(audit?.id ?? 0, { by: '李四', now: later });
	expect(await store.untoldAudits(now)).toEqual([]);
});

test('a pause lasts until it is taken back, and outlives whoever opened the store', async () => {
	expect(await store.operations.pause()).toBeUndefined();
	await expect(store.operations.setPause({ by: '', at: now })).rejects.toThrow('请写明');
	await store.operations.setPause({ by: '张三', at: now });
	await store.close();
	store = await openStore(join(folder, 'gongkai.db'));
	expect(await store.operations.pause()).toEqual({ by: '张三', at: now });
	await store.operations.setPause(undefined);
	expect(await store.operations.pause()).toBeUndefined();
});

test('workers are seen until they end, or for a day after their last sign', async () => {
	const worker = { ...owner, parallel: 4, since: now, seenAt: now };
	await store.operations.seeWorker(worker);
	await store.operations.seeWorker({ ...worker, seenAt: later });
	await store.operations.seeWorker({ ...worker, host: 'there', seenAt: now });
	expect(await store.operations.workers()).toEqual([
		{ ...worker, seenAt: later },
		{ ...worker, host: 'there' },
	]);
	await store.operations.dropWorker(owner);
	await store.operations.seeWorker({ ...worker, pid: 43, seenAt: '2026-06-21T02:30:00.000Z' });
	expect((await store.operations.workers()).map(({ pid }) => pid)).toEqual([43]);
});

test('each machine is short of disk by itself, until it has room or nothing audits there', async () => {
	const { operations } = store;
	const worker = { ...owner, parallel: 4, since: now, seenAt: now };
	await operations.seeWorker({ ...worker, host: 'there' });
	await operations.seeWorker({ ...worker, host: 'there', pid: 43 });
	await operations.seeWorker({ ...worker, host: 'silent' });
	for (const host of ['there', 'here', 'silent', '机'])
		await operations.keepShortage({ host, at: now, free: 1, least: 2 });
	await operations.keepShortage({ host: 'here', at: later, free: 0, least: 2 });
	const hosts = async () => (await operations.shortages()).map(({ host }) => host);
	expect(await hosts()).toEqual(['here', 'silent', 'there', '机']);
	expect((await operations.shortages())[0]).toEqual({ host: 'here', at: later, free: 0, least: 2 });
	await operations.dropShortage('here');
	await operations.dropWorker({ host: 'there', pid: 43 });
	expect(await hosts()).toEqual(['silent', 'there', '机']);
	await operations.dropWorker({ host: 'there', pid: 42 });
	await operations.seeWorker({ ...worker, seenAt: '2026-06-21T02:30:00.000Z' });
	expect(await hosts()).toEqual(['机']);
	expect(await operations.kept('health')).toBeUndefined();
});

test('what doctor said is kept, the last word alone', async () => {
	expect(await store.operations.kept('health')).toBeUndefined();
	const finding = { id: 'node', name: 'Node', state: 'good', words: '26' } as const;
	await store.operations.keep('health', { at: now, findings: [finding] }, now);
	await store.operations.keep('health', { at: later, findings: [] }, later);
	expect(await store.operations.kept('health')).toEqual({ at: later, findings: [] });
});

test('a store of before is brought up to date, and its audits are asked for by nobody', async () => {
	const file = join(folder, 'old.db');
	const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '012'));
	const old = await openTables(file, before);
	await old
		.insertInto('audits')
		.values({ site_id: 'jia', cause: 'hand', as_of: '2026-06-20', queued_at: now, state: 'failed' })
		.execute();
	await old.destroy();
	const fresh = await openStore(file);
	const [audit] = await fresh.audits();
	expect(audit).toMatchObject({ site: 'jia', state: 'failed' });
	expect(audit).not.toHaveProperty('askedBy');
	expect(await fresh.operations.workers()).toEqual([]);
	await fresh.close();
});
