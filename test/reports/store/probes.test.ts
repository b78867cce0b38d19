import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StoredProbe } from '../../../reports/store/model.ts';
import type { Store } from '../../../reports/store.ts';
import { openStore } from '../../support/databases.ts';

let folder = '';
let store: Store;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-probes-'));
	store = await openStore(join(folder, 'gongkai.db'));
});
afterEach(async () => {
	await store.close();
	await rm(folder, { recursive: true });
});

const site = { id: 'linjiang', url: 'https://www.linjiang.gov.cn/' };
/** A probe at a time of Beijing's clock. */
const probe = (time: string, more: Partial<StoredProbe> = {}): StoredProbe => {
	const slot = new Date(`${time}:00+08:00`).toISOString();
	return { site: site.id, url: site.url, slot, at: slot, state: 'ok', ...more };
};
const days = (from = '2026-11-01', to = '2026-11-30') => store.probeDays(site, from, to);

test('probes are summed up by the day in Shanghai', async () => {
	await store.recordProbe(probe('2026-11-14T23:59', { firstByteMs: 80.4 }));
	await store.recordProbe(
		probe('2026-11-15T00:00', { firstByteMs: 100.6, dnsMs: 1, connectMs: 2, tlsMs: 3 }),
	);
	await store.recordProbe(probe('2026-11-15T05:10', { firstByteMs: 300 }));
	await store.recordProbe(
		probe('2026-11-15T03:20', { state: 'failed', words: 'HTTP 500', firstByteMs: 9000 }),
	);
	await store.recordProbe(probe('2026-11-15T01:05', { state: 'failed', words: '连接被拒绝' }));
	await store.recordProbe(probe('2026-11-15T06:00', { state: 'wall', status: 412 }));
	await store.recordProbe(probe('2026-11-15T07:00', { state: 'unconfirmed' }));
	await store.recordProbe(probe('2026-11-15T08:00', { state: 'ours' }));
	const none = { ok: 0, failed: 0, wall: 0, unconfirmed: 0, ours: 0, failures: [] };
	expect(await days()).toEqual([
		{ ...none, day: '2026-11-14', ok: 1, firstByteMs: 80 },
		{
			day: '2026-11-15',
			ok: 2,
			failed: 2,
			wall: 1,
			unconfirmed: 1,
			ours: 1,
			firstByteMs: 201,
			failures: [
				{ at: '01:05', words: '连接被拒绝' },
				{ at: '03:20', words: 'HTTP 500' },
			],
		},
	]);
	expect(await days('2026-11-15', '2026-11-15')).toHaveLength(1);
	expect(await days('2026-11-16')).toEqual([]);
});

test('a slot is probed once, whoever says it twice', async () => {
	await store.recordProbe(probe('2026-11-15T01:00'));
	await store.recordProbe(probe('2026-11-15T01:00', { state: 'failed' }));
	expect(await days()).toMatchObject([{ ok: 1, failed: 0 }]);
});

test('the slots after an instant are known, by site', async () => {
	await store.recordProbe(probe('2026-11-15T00:50'));
	await store.recordProbe(probe('2026-11-15T01:00'));
	await store.recordProbe(probe('2026-11-15T01:30', { site: 'b' }));
	expect(await store.probedSince('2026-11-14T16:50:00.000Z')).toEqual(
		new Map([
			['b', new Set(['2026-11-14T17:30:00.000Z'])],
			['linjiang', new Set(['2026-11-14T17:00:00.000Z'])],
		]),
	);
});

test('a site that moves begins anew', async () => {
	await store.recordProbe(probe('2026-11-15T01:00', { url: 'http://old.linjiang.gov.cn/', state: 'failed' }));
	await store.recordProbe(probe('2026-11-15T03:00'));
	expect(await days()).toMatchObject([{ ok: 1, failed: 0 }]);
});

test('old single probes are forgotten, the days are kept', async () => {
	await store.recordProbe(probe('2026-09-01T01:00'));
	await store.recordProbe(probe('2026-11-15T01:00'));
	await store.thinProbes('2026-09-16');
	expect([...(await store.probedSince('2026-01-01T00:00:00.000Z')).values()]).toEqual([
		new Set(['2026-11-14T17:00:00.000Z']),
	]);
	expect((await days('2026-01-01')).map(({ day }) => day)).toEqual(['2026-09-01', '2026-11-15']);
});
