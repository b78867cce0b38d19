/** An installation of several months, tidied up by hand and by `serve`. */
import { spawnSync } from 'node:child_process';
import {
	chmod,
	link,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rm,
	stat,
	symlink,
	utimes,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createShortage } from '../../commands/shortage.ts';
import { tidyLog } from '../../commands/tidy-files.ts';
import { startTidying } from '../../commands/tidying.ts';
import { defaultConfig } from '../../config.ts';
import { Archive } from '../../crawler/archive/archive.ts';
import type { Store } from '../../reports/store.ts';
import { archiveOfMonths, monthStart, seenIn } from '../support/archive.ts';
import { callIn } from '../support/call.ts';
import { openStore } from '../support/new-store.ts';

const now = new Date('2026-06-01T04:00:00Z');
const isRoot = process.getuid?.() === 0;

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-tidy-'));
	await writeFile(join(folder, 'gongkai.yaml'), 'probes: { perDay: 0 }\nretention: { minFreeGiB: 0 }\n');
});
afterEach(() => rm(folder, { recursive: true }));

const out = (...path: string[]) => join(folder, 'out', ...path);
const tidy = (...argv: string[]) => callIn(folder, 'tidy', ...argv);
const withStore = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
	const store = await openStore(join(folder, 'gongkai.db'));
	try {
		return await work(store);
	} finally {
		await store.close();
	}
};
const archived = async (site: string, months = 6): Promise<string> => {
	await mkdir(out(site), { recursive: true });
	archiveOfMonths(out(site, 'archive.db'), months, 20);
	return out(site, 'archive.db');
};
/** A picture that was taken so many days ago. */
const picture = async (path: string, days: number): Promise<string> => {
	const file = out(path);
	await mkdir(join(file, '..'), { recursive: true });
	await writeFile(file, Buffer.alloc(10_000));
	const at = new Date(now.getTime() - days * 86_400_000);
	await utimes(file, at, at);
	return file;
};
const sizeOf = async (file: string): Promise<number> => (await stat(file)).size;

describe('gongkai tidy', () => {
	test('says what it would free and changes nothing, then does it and says the same; reports stay', async () => {
		const file = await archived('jia');
		await picture('jia/2025-01/evidence/a.jpg', 450);
		await link(
			out('jia/2025-01/evidence/a.jpg'),
			await picture('jia/2025-02/evidence/b.jpg', 450).then(async (b) => {
				await rm(b);
				return b;
			}),
		);
		await picture('jia/2026-05/evidence/c.jpg', 20);
		await writeFile(out('jia/2025-01/report.json'), '{}');
		// Beside the sites, and none of them.
		await mkdir(out('profiles'), { recursive: true });
		const size = await sizeOf(file);
		const kept = seenIn(file, monthStart(5));
		const trial = await tidy('--dry-run');
		expect(trial).toMatchObject({ status: 0, stderr: '' });
		expect(trial.stdout).toMatch(
			/^jia：存档里 2 次旧的审计(，存档文件缩小 .*)?，过期的截图 10 KB\n试运行，约可腾出：存档 .*，截图 10 KB，日志 0 KB；数据库里旧的审计记录 0 条，首页访问的每日汇总 0 条。共 1 个网站。什么也没有改。\n$/,
		);
		expect(await sizeOf(file)).toBe(size);
		expect(await withStore((store) => store.operations.kept('tidied'))).toBeUndefined();
		const done = await tidy();
		expect(done).toMatchObject({ status: 0, stderr: '' });
		expect(done.stdout).toMatch(
			/^jia：存档里 2 次旧的审计.*\n已腾出：存档 .*，截图 10 KB.*报告、问题、评分和人工认定都没有动。\n$/,
		);
		expect(seenIn(file, monthStart(5))).toEqual(kept);
		expect(seenIn(file, monthStart(1))).toBeUndefined();
		expect(await readdir(out('jia/2025-01'))).toEqual(['evidence', 'report.json']);
		expect(await readdir(out('jia/2025-01/evidence'))).toEqual([]);
		expect(await readdir(out('jia/2026-05/evidence'))).toEqual(['c.jpg']);
		expect(await withStore((store) => store.operations.kept('tidied'))).toMatchObject({
			...{ at: now.toISOString(), runs: 2, audits: 0, probeDays: 0, left: [] },
			freed: { pictures: 10_000, logs: 0 },
			// By tomorrow another one will be old.
			next: { archives: expect.any(Number), pictures: 0, logs: 0 },
		});
		expect((await tidy()).stdout).toMatch(/^已腾出：存档 0 KB，截图 0 KB/);
	});

	test('goes by the months of the configuration, and does only the sites that are named', async () => {
		await writeFile(join(folder, 'gongkai.yaml'), 'retention: { archiveMonths: 1, minFreeGiB: 0 }\n');
		const [jia, yi] = [await archived('jia'), await archived('yi')];
		const size = await sizeOf(jia);
		expect((await tidy('jia')).stdout).toMatch(
			/^jia：存档里 5 次旧的审计，存档文件缩小 .*\n已腾出：存档 .*，日志 0 KB。共 1 个网站。/,
		);
		expect(await sizeOf(jia)).toBeLessThan(size * 0.67);
		expect(seenIn(yi, monthStart(0))).toHaveLength(20);
		expect(await withStore((store) => store.operations.kept('tidied'))).toBeUndefined();
	});

	test('refuses sites that have no folder, and leads nowhere else', async () => {
		await mkdir(out('jia'), { recursive: true });
		for (const name of ['yi', '..', '../x', 'logs'])
			expect(await tidy(name), name).toMatchObject({
				status: 2,
				stderr: expect.stringContaining('没有站点'),
			});
		const elsewhere = join(folder, 'elsewhere');
		await mkdir(elsewhere);
		archiveOfMonths(join(elsewhere, 'archive.db'), 5, 3);
		await symlink(elsewhere, out('yi'));
		expect(await tidy()).toMatchObject({ status: 0, stdout: expect.stringContaining('共 1 个网站') });
		expect(seenIn(join(elsewhere, 'archive.db'), monthStart(0))).toHaveLength(3);
	});

	test('deletes damaged archives that were set aside, once they are as old as what goes from archives', async () => {
		const file = await archived('jia', 1);
		const [old, fresh] = [
			`${file}.damaged-20200101T000000Z`,
			`${file}.damaged-${new Date().getFullYear() + 1}0101T000000Z`,
		];
		for (const name of [old, `${old}-wal`, fresh]) await writeFile(name, 'x'.repeat(200_000));
		expect((await tidy()).stdout).toMatch(/^jia：存档文件缩小 400 KB/);
		expect((await readdir(out('jia'))).filter((name) => name.includes('damaged'))).toEqual([basename(fresh)]);
		expect((await tidy()).stdout).toMatch(/^已腾出：存档 0 KB/);
	});

	test('leaves alone what is audited or cannot be read, says which, and does the others', async () => {
		const [busy, good] = [await archived('busy', 5), await archived('good', 5)];
		await mkdir(out('odd'), { recursive: true });
		await writeFile(out('odd/archive.db'), 'nothing like it'.repeat(2000));
		await mkdir(out('strange/archive.db'), { recursive: true });
		const held = new Archive(busy);
		const { status, stdout, stderr } = await tidy();
		held.close();
		expect(status).toBe(1);
		expect(stderr).toMatch(
			/gongkai: busy：正在审计，存档这次不动\ngongkai: odd：存档读不了（file is not a database）\n/,
		);
		expect(stdout).toMatch(/good：存档里 2 次旧的审计.*\n已腾出：.*共 4 个网站，其中 2 个没有动。/);
		expect(seenIn(busy, monthStart(0))).toHaveLength(20);
		expect(seenIn(good, monthStart(0))).toBeUndefined();
		const { left } = (await withStore((store) => store.operations.kept('tidied'))) ?? {};
		expect(left?.map(({ site }) => site)).toEqual(['busy', 'odd']);
		expect((await tidy()).stdout).toMatch(/^busy：存档里 2 次旧的审计/);
	});

	test('in a folder that cannot be written says so and goes on', async (context) => {
		const file = await archived('jia', 5);
		await picture('jia/2025-01/evidence/a.jpg', 450);
		if (isRoot) {
			const mount = spawnSync('mount', ['--bind', out('jia'), out('jia')]);
			const again = spawnSync('mount', ['-o', 'remount,ro,bind', out('jia')]);
			if (mount.status !== 0 || again.status !== 0) return context.skip('nobody may mount here');
		} else await Promise.all([chmod(out('jia'), 0o555), chmod(out('jia/2025-01/evidence'), 0o555)]);
		try {
			const { status, stdout, stderr } = await tidy();
			expect(status).toBe(1);
			expect(stderr).toMatch(/^gongkai: jia：存档.*；截图删不了（.*）\n$/);
			expect(stdout).toContain('其中 1 个没有动');
		} finally {
			if (isRoot) spawnSync('umount', [out('jia')]);
			else await Promise.all([chmod(out('jia'), 0o755), chmod(out('jia/2025-01/evidence'), 0o755)]);
		}
		expect(seenIn(file, monthStart(0))).toHaveLength(20);
	});

	test('with a clock that was set back takes nothing for old', async () => {
		const file = await archived('jia', 3);
		await writeFile(join(folder, 'gongkai.yaml'), 'retention: { archiveMonths: 6, minFreeGiB: 0 }\n');
		const last = await picture('jia/2026-05/evidence/c.jpg', -4000);
		expect((await tidy()).stdout).toMatch(/^已腾出：存档 0 KB，截图 0 KB/);
		expect(seenIn(file, monthStart(0))).toHaveLength(20);
		expect(await sizeOf(last)).toBe(10_000);
	});
});

test('a long log goes on at a new beginning, whoever has it open, and its end is kept beside it once', async () => {
	await mkdir(out('logs'), { recursive: true });
	const file = out('logs/gongkai.log');
	const destination = pino.destination({ dest: file, sync: true });
	for (let n = 0; n < 100; n++) destination.write(`line ${n}\n`);
	const size = await sizeOf(file);
	expect(await tidyLog(join(folder, 'out'), false, size)).toBe(0);
	expect(await tidyLog(join(folder, 'out'), true, 100)).toBe(size - 100);
	expect(await sizeOf(file)).toBe(size);
	expect(await tidyLog(join(folder, 'out'), false, 100)).toBe(size - 100);
	destination.write('after\n');
	expect(await readFile(file, 'utf8')).toBe('after\n');
	expect(await readFile(out('logs/gongkai.1.log'), 'utf8')).toMatch(/line 99\n$/);
	expect(await readdir(out('logs'))).toEqual(['gongkai.1.log', 'gongkai.log']);
	destination.end();
});

test('serve tidies up by itself once a day, but not while everything is paused', async () => {
	const file = await archived('jia', 6);
	await withStore(async (store) => {
		const given = {
			...{ store, file: join(folder, 'gongkai.yaml'), afterMs: 1 },
			log: pino({ level: 'silent' }),
			now: () => new Date('2027-06-01T00:00:00Z'),
		};
		await store.operations.setPause({ by: '张三', at: now.toISOString() });
		const paused = startTidying(given);
		await new Promise((resolve) => setTimeout(resolve, 300));
		await paused.stop();
		expect(await store.operations.kept('tidied')).toBeUndefined();
		await store.operations.setPause(undefined);
		const tidying = startTidying(given);
		await expect
			.poll(() => store.operations.kept('tidied'), { timeout: 60_000, interval: 100 })
			.toMatchObject({ left: [] });
		await tidying.stop();
	});
	// By the clock of this machine, which is the one that the process of its own goes by.
	expect(seenIn(file, monthStart(5))).toHaveLength(20);
}, 120_000);

describe('too little free disk', () => {
	const shortageOf = (store: Store, minFreeGiB: number, told: string[]) => {
		const config = defaultConfig(folder);
		return createShortage({
			...{ store, host: 'here' },
			config: { ...config, retention: { ...config.retention, minFreeGiB } },
			log: pino({ level: 'silent' }),
			onTrouble: (words) => told.push(words),
		});
	};

	test('is told once and kept for the dashboard, until there is enough', () =>
		withStore(async (store) => {
			const told: string[] = [];
			const short = shortageOf(store, 1e9, told);
			for (const minutes of [0, 1, 2])
				expect(await short.holds(new Date(now.getTime() + minutes * 60_000))).toBe(true);
			expect(told).toEqual([
				expect.stringMatching(/^磁盘只剩 .*，低于 retention.minFreeGiB 的 .*，不开始新的审计；/),
			]);
			expect(await store.operations.shortages()).toMatchObject([
				{ host: 'here', at: now.toISOString(), least: 1e9 * 2 ** 30 },
			]);
			// The next start, with a disk that has room or a configuration that asks for less.
			expect(await shortageOf(store, 0, told).holds(now)).toBe(false);
			expect(await store.operations.shortages()).toEqual([]);
			expect(told).toHaveLength(1);
		}));
});
