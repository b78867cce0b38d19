import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildReport } from '../../reports/build.ts';
import { readReport, writeReport } from '../../reports/formats/json.ts';
import { ingestReports } from '../../reports/ingest.ts';
import type { Report } from '../../reports/model.ts';
import { national } from '../../reports/profiles/national.ts';
import { ConnectionError } from '../../reports/store/postgres/trouble.ts';
import type { Store } from '../../reports/store.ts';
import { openStore } from '../support/databases.ts';
import { config, crawled, results } from '../support/report.ts';

let out = '';
let store: Store;
beforeEach(async () => {
	out = await mkdtemp(join(tmpdir(), 'gongkai-ingest-'));
	store = await openStore(join(out, 'gongkai.db'));
});
afterEach(async () => {
	await store.close();
	await rm(out, { recursive: true });
});

const reportOf = (id: string, asOf: string, hour: number, complete = true): Report => {
	const at = (minute: number): string =>
		new Date(Date.parse(`${asOf}T00:00Z`) + hour * 3_600_000 + minute * 60_000).toISOString();
	const run = { ...crawled().run, startedAt: at(0), finishedAt: at(5), complete };
	return buildReport({
		config: { ...config, id },
		crawled: crawled({ asOf }, { run }),
		results: results(),
		profile: national,
	});
};
const write = async (...reports: Report[]): Promise<void> => {
	for (const report of reports) await writeReport(out, report);
};
const months = async (site: string): Promise<string[]> => (await store.trend(site)).map(({ asOf }) => asOf);

test('takes in what the store does not have, and nothing twice', async () => {
	await write(reportOf('b', '2026-05-02', 1), reportOf('a', '2026-04-02', 1), reportOf('a', '2026-05-02', 1));
	expect(await ingestReports(store, out)).toEqual({ taken: 3, unreadable: [] });
	expect([await months('a'), await months('b')]).toEqual([['2026-04-02', '2026-05-02'], ['2026-05-02']]);
	expect(await ingestReports(store, out)).toEqual({ taken: 0, unreadable: [] });
});

test('takes in a month’s earlier reports too, whichever moved aside', async () => {
	await write(reportOf('a', '2026-05-02', 1), reportOf('a', '2026-05-20', 1), reportOf('a', '2026-05-09', 1));
	expect((await ingestReports(store, out)).taken).toBe(3);
	expect(await store.siteMonth('a', '2026-05')).toMatchObject({ sums: { asOf: '2026-05-20' } });
});

test('finds a report that took the name of one that is known', async () => {
	const first = reportOf('a', '2026-05-02', 1);
	await write(first);
	await ingestReports(store, out);
	const second = reportOf('a', '2026-05-03', 1);
	await write(second);
	expect((await readdir(join(out, 'a', '2026-05'))).sort()).toEqual(['report-1.json', 'report.json']);
	expect((await ingestReports(store, out)).taken).toBe(2);
	expect(await store.hasReport('a', second.run.startedAt)).toBe(true);
	expect(await store.knownFiles()).toEqual(new Set(['a/2026-05/report.json', 'a/2026-05/report-1.json']));
	expect(await store.knownFiles('b')).toEqual(new Set());
	expect((await store.knownFiles('a')).size).toBe(2);
	expect((await ingestReports(store, out)).taken).toBe(0);
});

test('names files that are no reports, and goes on', async () => {
	await write(reportOf('a', '2026-05-02', 1));
	await ingestReports(store, out);
	const files = {
		'a/2026-05/report-1.json': '{"schemaVersion": "1", "site"',
		'a/2026-04/report.json': '',
		'c/2026-05/report.json': JSON.stringify(reportOf('d', '2026-05-02', 1)),
		'e/2026-04/report.json': JSON.stringify(reportOf('e', '2026-05-02', 1)),
		'g/2025-05/report.json': JSON.stringify({ ...reportOf('g', '2026-05-02', 1), period: '2025-05' }),
	};
	for (const [file, text] of Object.entries(files)) {
		await mkdir(join(out, file, '..'), { recursive: true });
		await writeFile(join(out, file), text);
	}
	await write(reportOf('f', '2026-05-02', 1));
	const { taken, unreadable } = await ingestReports(store, out);
	expect(new Set(unreadable)).toEqual(new Set(Object.keys(files)));
	expect(taken).toBe(1);
	expect(await store.hasReport('f', '2026-05-02T01:00:00Z')).toBe(true);
});

test('reads regular files alone, of a size that a report can have, and follows no link', async () => {
	const elsewhere = await mkdtemp(join(tmpdir(), 'gongkai-elsewhere-'));
	await writeReport(elsewhere, reportOf('b', '2026-05-02', 1));
	await write(reportOf('a', '2026-05-02', 1));
	for (const month of ['a/2026-04', 'a/2026-06', 'c/2026-05', 'd/2026-05/report.json', 'e/2026-05'])
		await mkdir(join(out, month), { recursive: true });
	const odd = ['d/2026-05/report.json', 'e/2026-05/report-2.json'];
	await writeFile(join(out, 'e/2026-05/report-2.json'), JSON.stringify(reportOf('e', '2026-05-02', 1)));
	// Spaces are no fault of JSON: only its size is against it.
	await truncate(join(out, 'e/2026-05/report-2.json'), 200_000_001);
	if (process.platform !== 'win32') {
		execFileSync('mkfifo', [join(out, 'a/2026-04/report.json')]);
		await symlink(join(elsewhere, 'b'), join(out, 'b'));
		await symlink(join(elsewhere, 'b/2026-05'), join(out, 'c/2026-04'));
		await cp(join(out, 'a/2026-05/report.json'), join(elsewhere, 'report.json'));
		await symlink(join(elsewhere, 'report.json'), join(out, 'a/2026-06/report.json'));
		odd.push('a/2026-04/report.json', 'a/2026-06/report.json', 'b', 'c/2026-04');
	}
	const { taken, unreadable } = await ingestReports(store, out);
	expect([taken, [...unreadable].sort()]).toEqual([1, odd.sort()]);
	expect((await ingestReports(store, out, { only: 'b' })).taken).toBe(0);
	await rm(elsewhere, { recursive: true });
});

test.skipIf(process.platform === 'win32')('a pipe in the name of a report holds up no audit', async () => {
	await mkdir(join(out, 'a/2026-05'), { recursive: true });
	execFileSync('mkfifo', [join(out, 'a/2026-05/report.json')]);
	await expect(readReport(join(out, 'a/2026-05/report.json'))).rejects.toThrow(/不是普通文件/);
	expect(await writeReport(out, reportOf('a', '2026-05-02', 1))).toBe(join(out, 'a/2026-05/report.json'));
});

test('removes what an audit that was killed left of a report, a day later', async () => {
	await write(reportOf('a', '2026-05-02', 1));
	const names = ['.report-0e6f0a46-91c3-4b5e-b7ac-2a6f3c1a8f10.tmp', '.report-x.tmp', 'report.tmp'];
	const left = async (hours: number): Promise<string[]> => {
		const then = new Date(Date.now() - hours * 3_600_000);
		for (const name of names) {
			await writeFile(join(out, 'a/2026-05', name), '{');
			await utimes(join(out, 'a/2026-05', name), then, then);
		}
		await ingestReports(store, out);
		return (await readdir(join(out, 'a/2026-05'))).filter((name) => name.endsWith('.tmp')).sort();
	};
	expect(await left(23)).toEqual(names);
	expect(await left(25)).toEqual(names.slice(1));
});

test('leaves other files alone', async () => {
	const files = [
		'logs/gongkai.log',
		'a/archive.db',
		'a/2026-05/.report-x.tmp',
		'a/2026-05/report.json.bak',
		'a/2026-13/report.json',
		'notes.txt',
		'甲/2026-05/report.json',
	];
	for (const file of files) {
		await mkdir(join(out, file, '..'), { recursive: true });
		await writeFile(join(out, file), '{');
	}
	expect(await ingestReports(store, out)).toEqual({ taken: 0, unreadable: [] });
	expect(await ingestReports(store, join(out, 'nowhere'))).toEqual({ taken: 0, unreadable: [] });
});

test('of one site leaves the others for later', async () => {
	await write(reportOf('a', '2026-05-02', 1), reportOf('b', '2026-05-02', 1));
	expect((await ingestReports(store, out, { only: 'b' })).taken).toBe(1);
	expect([await months('a'), await months('b')]).toEqual([[], ['2026-05-02']]);
});

test('stops in the middle when the program is to end', async () => {
	await write(reportOf('a', '2026-05-02', 1));
	expect((await ingestReports(store, out, { end: AbortSignal.abort() })).taken).toBe(0);
});

test('stops after the report at hand, and a later call has the rest', async () => {
	await write(...[1, 2, 3].map((hour) => reportOf('a', '2026-05-02', hour)), reportOf('b', '2026-05-02', 1));
	const ending = new AbortController();
	const record: Store['record'] = async (report, file) => {
		ending.abort();
		await store.record(report, file);
	};
	expect((await ingestReports({ ...store, record }, out, { end: ending.signal })).taken).toBe(1);
	await ingestReports(store, out);
	expect((await store.knownFiles()).size).toBe(4);
});

test('leaves others a turn after each report', async () => {
	await write(...[1, 2, 3].map((hour) => reportOf('a', '2026-05-02', hour)));
	let turns = 0;
	let turn = setImmediate(function again() {
		turns++;
		turn = setImmediate(again);
	});
	const turnsAt: number[] = [];
	const record: Store['record'] = async () => {
		turnsAt.push(turns);
	};
	await ingestReports({ ...store, record }, out);
	clearImmediate(turn);
	expect(new Set(turnsAt).size).toBe(3);
});

test('goes on after a report that the store refuses, but not where it refuses all', async () => {
	await write(...['a', 'b', 'c', 'd'].map((id) => reportOf(id, '2026-05-02', 1)));
	const record =
		(refused: string[]): Store['record'] =>
		async (report, file) => {
			if (refused.includes(report.site.id)) throw new Error('refused');
			await store.record(report, file);
		};
	await expect(ingestReports({ ...store, record: record(['a', 'b', 'c', 'd']) }, out)).rejects.toThrow(
		'refused',
	);
	const { taken, unreadable } = await ingestReports({ ...store, record: record(['b']) }, out);
	expect([taken, unreadable]).toEqual([3, ['b/2026-05/report.json']]);
});

test('of one site is not taken for done while the store is away', async () => {
	await write(reportOf('a', '2026-05-02', 1));
	const away = new ConnectionError('与数据库的连接断了');
	const record = (): Promise<never> => Promise.reject(away);
	await expect(ingestReports({ ...store, record }, out, { only: 'a' })).rejects.toBe(away);
	// A start leaves it at that, and names it.
	expect((await ingestReports({ ...store, record }, out)).unreadable).toEqual(['a/2026-05/report.json']);
	expect((await ingestReports(store, out, { only: 'a' })).taken).toBe(1);
});
