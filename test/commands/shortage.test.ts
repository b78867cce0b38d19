import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createShortage } from '../../commands/shortage.ts';
import { type Config, loadConfig } from '../../config.ts';
import type { Store } from '../../reports/store.ts';
import { openStore } from '../support/databases.ts';
import { writeConfig } from '../support/serve.ts';

let folder: string;
let config: Config;
let store: Store;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-shortage-'));
	await writeConfig(folder, {});
	config = await loadConfig(join(folder, 'gongkai.yaml'));
	store = await openStore(':memory:');
});
afterEach(async () => {
	await store.close();
	await rm(folder, { recursive: true });
});

/** More than any disk has, or nothing. */
const needing = (minFreeGiB: number): Config => ({
	...config,
	retention: { ...config.retention, minFreeGiB },
});
const at = (seconds: number): Date => new Date(Date.parse('2026-06-15T01:00:00Z') + seconds * 1000);
const hosts = async () => (await store.operations.shortages()).map(({ host }) => host);

/** A machine that looks at its disk, with a store that is away as long as `isAway`. */
const machine = (minFreeGiB: number) => {
	const told: string[] = [];
	const away = { isAway: false };
	const whileThere =
		<Given extends unknown[]>(work: (...given: Given) => Promise<void>) =>
		async (...given: Given) => {
			if (away.isAway) throw new Error('away');
			await work(...given);
		};
	const { holds } = createShortage({
		store: {
			operations: {
				...store.operations,
				keepShortage: whileThere(store.operations.keepShortage),
				dropShortage: whileThere(store.operations.dropShortage),
			},
		},
		config: needing(minFreeGiB),
		host: 'here',
		log: pino({ level: 'silent' }),
		onTrouble: (reason) => told.push(reason),
	});
	return { holds, told, away };
};

test('a disk that is short is told once, and shown until it has room again', async () => {
	const { holds, told } = machine(1e9);
	for (const seconds of [0, 5, 11, 30]) expect(await holds(at(seconds))).toBe(true);
	expect(told).toEqual([expect.stringContaining('retention.minFreeGiB')]);
	expect(await hosts()).toEqual(['here']);
	expect(await machine(0).holds(at(60))).toBe(false);
	expect(await hosts()).toEqual([]);
});

test('is told and shown also where the store was away at first', async () => {
	const { holds, told, away } = machine(1e9);
	away.isAway = true;
	expect(await holds(at(0))).toBe(true);
	expect([told.length, await hosts()]).toEqual([1, []]);
	away.isAway = false;
	expect(await holds(at(11))).toBe(true);
	expect([told.length, await hosts()]).toEqual([1, ['here']]);
});

test('is shown no longer than it is short, though the store was away when there was room again', async () => {
	expect(await machine(1e9).holds(at(0))).toBe(true);
	const { holds, away } = machine(0);
	away.isAway = true;
	await expect(holds(at(30))).rejects.toThrow('away');
	away.isAway = false;
	expect(await holds(at(35))).toBe(false);
	expect(await hosts()).toEqual([]);
});
