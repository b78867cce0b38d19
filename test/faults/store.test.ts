/** A store on a disk that is full or read-only, of an earlier version, or killed while it is brought up to date. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isDiskFull } from '../../reports/formats/spoken.ts';
import { migrations } from '../../reports/store/migrations.ts';
import { openSqlite } from '../../reports/store/sqlite.ts';
import { openStore } from '../../reports/store.ts';
import { linjiang, openDashboard, record, reportOf } from '../dashboard/open-dashboard.ts';
import { canMount, rounds, smallDisk } from '../support/faults.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-store-'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = '2026-06-20T00:00:00Z';
const faults = {
	'soft-404': Array.from({ length: 300 }, (_, n) => ({ subject: `${linjiang.url}page-${n}.html` })),
};
const file = (): string => join(folder, 'disk', 'gongkai.db');

/** A disk for the store alone, until the work is done. */
const onDisk = async (
	kilobytes: number,
	work: (disk: ReturnType<typeof smallDisk>) => Promise<void>,
): Promise<void> => {
	await mkdir(join(folder, 'disk'));
	const disk = smallDisk(join(folder, 'disk'), kilobytes);
	try {
		await work(disk);
	} finally {
		disk.remove();
	}
};

/** Kilobytes: what does not fit differs from one to the next. */
const sizes = (few: readonly number[], from: number, to: number): readonly number[] =>
	rounds > 1 ? Array.from({ length: rounds }, (_, n) => Math.round(from + ((to - from) * n) / rounds)) : few;

describe.skipIf(!canMount)('a disk', () => {
	test.each(sizes([2500], 1000, 4000))(
		'of %i KB that becomes full keeps what was kept, is told as such, and is written to again when there is room',
		(size) =>
			onDisk(size, async (disk) => {
				const store = await openStore(file());
				await store.syncConfigured([linjiang], at);
				const dashboard = await openDashboard({ store });
				const ready = async () => {
					const answer = await dashboard.get('/readyz');
					return [answer.status, await answer.json()];
				};
				expect(await ready()).toEqual([200, { ready: true, store: true }]);
				const days = Array.from({ length: 28 }, (_, n) => `2026-06-${`${n + 1}`.padStart(2, '0')}`);
				let kept = 0;
				let refusal: unknown;
				for (const asOf of days) {
					refusal = await record(store, reportOf({ asOf, faults })).then(
						() => undefined,
						(error: unknown) => error,
					);
					if (refusal) break;
					kept++;
				}
				expect([kept > 0, isDiskFull(refusal), `${refusal}`]).toEqual([
					true,
					true,
					expect.stringMatching(/数据库 .* 所在的磁盘已满或超出配额/),
				]);
				expect((await store.findings({ site: 'linjiang', period: '2026-06' })).count).toBe(300);
				disk.change('size=64m');
				await record(store, reportOf({ asOf: days[kept] ?? '', faults }));
				await delay(2100);
				expect(await ready()).toEqual([200, { ready: true, store: true }]);
				await store.close();
				await dashboard.close();
			}),
	);

	test.each(sizes([8, 60, 150, 300], 4, 304))(
		'of %i KB is told to be full, and takes the store when there is room',
		(size) =>
			onDisk(size, async (disk) => {
				await expect(openStore(file())).rejects.toThrow(/所在的磁盘已满或超出配额/);
				disk.change('size=64m');
				const store = await openStore(file());
				await store.syncConfigured([linjiang], at);
				expect(await store.sites()).toHaveLength(1);
				await store.close();
			}),
	);

	test('that becomes read-only is told, shows what there is, and is written to again', () =>
		onDisk(64_000, async (disk) => {
			const first = await openStore(file());
			await first.syncConfigured([linjiang], at);
			await first.close();
			disk.change('ro');
			await expect(openStore(file())).rejects.toThrow(/数据库 .*无法打开或写入，请检查路径、权限和磁盘空间/);
			disk.change('rw');
			const store = await openStore(file());
			expect(await store.sites()).toHaveLength(1);
			await store.close();
		}));
});

/** A store as the program left it that knew these steps and no more, with a site of the register. */
const leaveBehind = async (steps: readonly string[]): Promise<string> => {
	const place = join(folder, `${steps.length}.db`);
	const known = Object.fromEntries(Object.entries(migrations).filter(([name]) => steps.includes(name)));
	const old = await openSqlite(place, known as typeof migrations);
	await sql`insert into sites (id, name, url, type, origin, position, name_order, known_since) values ('jia', '甲市', 'https://www.jia.gov.cn/', 'portal', 'register', 1, 1, ${at})`.execute(
		old,
	);
	await old.destroy();
	return place;
};

/** It has what there was, and takes what comes. */
const isInOrder = async (place: string): Promise<void> => {
	const store = await openStore(place);
	expect(await store.sites()).toMatchObject([{ id: 'jia', name: '甲市', knownSince: at }]);
	await store.syncConfigured([linjiang], at);
	await record(store, reportOf({ faults }));
	expect((await store.findings({ site: 'linjiang', period: '2026-06' })).count).toBe(300);
	await store.close();
};

const names = Object.keys(migrations);

test.each(names.map((name, n) => [name, names.slice(0, n + 1)] as const))(
	'a store of the version that ended with %s is brought up to date',
	async (_, steps) => isInOrder(await leaveBehind(steps)),
);

test.each(Array.from({ length: rounds > 1 ? rounds : 2 }, (_, n) => n))(
	'one whose upgrade is killed is brought up to date by the next: round %i',
	async () => {
		const place = await leaveBehind(names.slice(0, 1));
		let isDone = false;
		for (let tries = 0; tries < 3 && !isDone; tries++) {
			const child = fork(join(import.meta.dirname, '../support/upgrade-apart.ts'), [place]);
			const ended = once(child, 'exit');
			await once(child, 'message');
			child.once('message', () => {
				isDone = true;
			});
			await delay(Math.random() * 60);
			child.kill('SIGKILL');
			await ended;
		}
		await isInOrder(place);
	},
);
