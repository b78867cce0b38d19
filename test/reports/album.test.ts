import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	carryPicture,
	forgetPictures,
	hasPicture,
	keepPicture,
	type Month,
	readPicture,
} from '../../reports/album.ts';

let out = '';
beforeEach(async () => {
	out = await mkdtemp(join(tmpdir(), 'gongkai-album-'));
});
afterEach(() => rm(out, { recursive: true }));

const month = (period: string): Month => ({ out, site: 'linjiang', period });
const jpeg = Buffer.from('picture');
const now = new Date('2026-11-15T00:00:00Z');
const age = (period: string, name: string, days: number): Promise<void> => {
	const then = new Date(now.getTime() - days * 86_400_000);
	return utimes(join(out, 'linjiang', period, name), then, then);
};

describe('a picture', () => {
	test('is kept once, under its own hash', async () => {
		const name = await keepPicture(month('2026-11'), jpeg);
		expect(name).toMatch(/^evidence\/[0-9a-f]{64}\.jpg$/);
		expect(await keepPicture(month('2026-11'), jpeg)).toBe(name);
		expect(await readdir(join(out, 'linjiang/2026-11/evidence'))).toHaveLength(1);
		expect(await readPicture(month('2026-11'), name)).toEqual(new Uint8Array(jpeg));
	});

	test('of an earlier month becomes one of a later month, as old as it was', async () => {
		const name = await keepPicture(month('2026-10'), jpeg);
		await age('2026-10', name, 40);
		expect(await carryPicture(month('2026-10'), month('2026-11'), name)).toBe(jpeg.length);
		expect(await carryPicture(month('2026-10'), month('2026-11'), name)).toBe(jpeg.length);
		expect(await hasPicture(month('2026-11'), name)).toBe(true);
		expect(await forgetPictures(month('2026-11'), 31, now)).toBe(2);
		expect(await carryPicture(month('2026-10'), month('2026-11'), name)).toBeUndefined();
	});

	test('is forgotten after its days, with what a killed run left; reports stay', async () => {
		const [old, young] = [
			await keepPicture(month('2025-09'), jpeg),
			await keepPicture(month('2026-11'), jpeg),
		];
		await age('2025-09', old, 401);
		await age('2026-11', young, 399);
		expect(await forgetPictures({ out, site: 'linjiang' }, 400, now)).toBe(1);
		expect([await hasPicture(month('2025-09'), old), await hasPicture(month('2026-11'), young)]).toEqual([
			false,
			true,
		]);
		expect((await stat(join(out, 'linjiang/2025-09'))).isDirectory()).toBe(true);
	});

	test('has no other name: nothing else is read or copied', async () => {
		for (const name of [
			'report.json',
			'evidence/../report.json',
			'../2026-10/evidence/a.jpg',
			'evidence/a.jpg',
		]) {
			expect(await readPicture(month('2026-11'), name)).toBeUndefined();
			expect(await carryPicture(month('2026-10'), month('2026-11'), name)).toBeUndefined();
		}
	});
});
