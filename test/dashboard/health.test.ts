/** What watches over the program: `/healthz` and `/readyz`. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AppOptions } from '../../dashboard/app.ts';
import { connectionTrouble } from '../../reports/store/postgres/trouble.ts';
import { type Opened, openDashboard } from './open-dashboard.ts';

let dashboard: Opened;
const open = async (options: Partial<AppOptions> = {}): Promise<void> => {
	await dashboard?.close();
	dashboard = await openDashboard(options);
};
beforeEach(async () => {
	dashboard = await openDashboard();
});
afterEach(() => dashboard.close());

const ask = async (path: string, headers = {}) => {
	const response = await dashboard.get(path, { headers });
	return [response.status, await response.json()] as const;
};

describe('whoever watches', () => {
	test('asks without signing in, by any name, at the root though the pages lie elsewhere', async () => {
		await open({ door: { publicUrl: 'https://oa.example.gov.cn/gongkai/', isOpen: true } });
		for (const host of ['oa.example.gov.cn', 'gongkai:8080', '10.0.0.7:8080', 'evil.example']) {
			expect(await ask('/healthz', { host })).toEqual([200, { alive: true }]);
			expect(await ask('/readyz', { host })).toEqual([200, { ready: true, store: true }]);
		}
		expect((await dashboard.get('/', { headers: { host: 'evil.example' } })).status).toBe(421);
		const response = await dashboard.get('/readyz', { method: 'HEAD' });
		expect([response.status, await response.text()]).toEqual([200, '']);
		expect(response.headers.get('cache-control')).toBe('no-store');
	});

	test('gets no more than whether each part is right', async () => {
		let isTurning = true;
		let hasRoom = async (): Promise<boolean> => true;
		await open({ readiness: { isScheduleTurning: () => isTurning, hasRoom: () => hasRoom() } });
		const right = { store: true, schedule: true, disk: true };
		expect(await ask('/readyz')).toEqual([200, { ready: true, ...right }]);
		isTurning = false;
		expect(await ask('/readyz')).toEqual([503, { ready: false, ...right, schedule: false }]);
		isTurning = true;
		hasRoom = async () => false;
		await delay(2100);
		expect(await ask('/readyz')).toEqual([503, { ready: false, ...right, disk: false }]);
		hasRoom = () => Promise.reject(new Error('/secret/place'));
		await delay(2100);
		expect(await ask('/readyz')).toEqual([200, { ready: true, ...right }]);
	});
});

describe('a store', () => {
	test('that fails is told, and the process lives', async () => {
		await dashboard.store.close();
		expect(await ask('/readyz')).toEqual([503, { ready: false, store: false }]);
		expect(await ask('/healthz')).toEqual([200, { alive: true }]);
		await open();
	});

	test('that is away is told to people and programs as what it is, and of what they sent that it is hardly kept', async () => {
		const place = { host: 'db.example', port: 5432, database: 'gongkai', user: 'gongkai' };
		const trouble = connectionTrouble(place, Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
		const { store } = dashboard;
		const users = new Proxy(store.users, { get: () => () => Promise.reject(trouble) });
		const away = await openDashboard({ store: { ...store, users } as typeof store });
		try {
			for (const [method, said] of [
				['GET', '看板现在读不到数据库'],
				['POST', '刚才提交的内容多半没有保存'],
			] as const) {
				const headers = { origin: 'http://localhost', host: 'localhost' };
				const path = method === 'GET' ? '/' : '/months/2026-06/steps';
				const response = await away.get(path, { method, headers });
				expect(response.status).toBe(503);
				const text = await response.text();
				expect(text).toContain('数据库暂时用不了');
				expect(text).toContain(said);
				expect(text).not.toContain('db.example');
			}
			const response = await away.get('/api/v1/months');
			expect([response.status, await response.json()]).toMatchObject([503, { code: 'store-away' }]);
		} finally {
			await away.close();
		}
	});

	test('is written to once, however many ask', async () => {
		const { operations } = dashboard.store;
		let writes = 0;
		const counting = {
			...operations,
			keep: (...kept: Parameters<typeof operations.keep>) => {
				writes++;
				return operations.keep(...kept);
			},
		};
		const { store } = dashboard;
		const counted = await openDashboard({ store: { ...store, operations: counting } as typeof store });
		try {
			const all = await Promise.all(Array.from({ length: 200 }, () => counted.get('/readyz')));
			expect([new Set(all.map(({ status }) => status)), writes]).toEqual([new Set([200]), 1]);
		} finally {
			await counted.close();
		}
	});

	test('that never answers is held to have failed, and not asked again meanwhile', async () => {
		let asked = 0;
		const hanging = {
			...dashboard.store.operations,
			keep: () => {
				asked++;
				return new Promise<void>(() => {});
			},
		};
		const { store } = dashboard;
		const hung = await openDashboard({ store: { ...store, operations: hanging } as typeof store });
		try {
			const all = await Promise.all([hung.get('/readyz'), hung.get('/readyz')]);
			expect([...all.map(({ status }) => status), asked]).toEqual([503, 503, 1]);
			expect((await hung.get('/healthz')).status).toBe(200);
		} finally {
			await hung.close();
		}
	});
});
