/** What whoever runs the installation asks on the dashboard, and what becomes of the processes. */
import { expect, test, vi } from 'vitest';
import {
	auditing,
	folder,
	hanging,
	home,
	isAlive,
	patience,
	quick,
	send,
	serve,
	states,
	useInstallations,
} from '../support/installation.ts';
import { auditsIn, knowSince, withStore, writeConfig } from '../support/serve.ts';

// Each audit is a process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });
useInstallations();

test('an audit is begun when somebody asks for it, and ends with its process when somebody stops it', async () => {
	const hangs = await hanging();
	await writeConfig(folder, { hangs: home(hangs), yi: home(await quick()) }, { parallel: 1 });
	const { url } = await serve(folder);
	expect(await send(url, 'audits/starts', { site: 'hangs 市' })).toBe(303);
	const pid = await auditing('hangs', hangs);
	expect(isAlive(pid)).toBe(true);
	expect(await send(url, 'audits/starts', { site: 'yi' })).toBe(303);
	// Its place is taken.
	expect(await states()).toEqual({ hangs: 'running', yi: 'queued' });
	const [audit] = await auditsIn(folder);
	expect(await send(url, `audits/${audit?.id}/stops`, {})).toBe(303);
	await expect.poll(() => isAlive(pid), { timeout: 20_000, interval: 50 }).toBe(false);
	await expect.poll(states, patience).toEqual({ hangs: 'failed', yi: 'done' });
	expect((await auditsIn(folder)).find(({ site }) => site === 'hangs')).toMatchObject({
		...{ cause: 'asked', askedBy: '张三', tries: 0 },
		error: '张三在看板上停止了这次审计',
	});
	expect(await withStore(folder, (store) => store.trend('hangs'))).toEqual([]);
	const page = await (await fetch(`${url}audits`)).text();
	expect(page).toContain('0 / 最多 1');
});

test('what is paused stays so over a restart, queues what is due, and makes up for it when resumed', async () => {
	const jia = await quick();
	await writeConfig(folder, { jia: home(jia) });
	const first = await serve(folder);
	expect(await send(first.url, 'audits/pauses', { step: 'pause' })).toBe(303);
	first.end();
	await first.status;
	expect(await withStore(folder, (store) => store.operations.workers())).toEqual([]);
	await knowSince(folder, ['jia'], '2025-01-01T00:00:00Z');
	await withStore(folder, (store) =>
		store.enqueue({ site: 'jia', cause: 'schedule', asOf: '2026-01-01', now: '2026-01-01T00:00:00Z' }),
	);
	const { url } = await serve(folder);
	// Its first look is over once others can see who audits.
	await expect
		.poll(() => withStore(folder, async (store) => (await store.operations.workers()).length), patience)
		.toBe(1);
	expect(await states()).toEqual({ jia: 'queued' });
	expect(jia.asked).toEqual([]);
	expect(await (await fetch(`${url}audits`)).text()).toContain('审计已暂停');
	expect(await send(url, 'audits/pauses', { step: 'resume' })).toBe(303);
	await expect.poll(states, patience).toEqual({ jia: 'done' });
});

test('no audit begins where the disk has less room than the configuration leaves free, and somebody is told once', async () => {
	await writeConfig(
		folder,
		{ jia: home(await quick()), yi: home(await quick()) },
		{ retention: { minFreeGiB: 1e9 } },
	);
	const serving = await serve(folder);
	expect(await send(serving.url, 'audits/starts', { site: 'jia' })).toBe(303);
	expect(await send(serving.url, 'audits/starts', { site: 'yi' })).toBe(303);
	await expect
		.poll(async () => (await fetch(`${serving.url}audits`)).text(), patience)
		.toContain('磁盘空间不足，不开始新的审计');
	expect(await states()).toEqual({ jia: 'queued', yi: 'queued' });
});
