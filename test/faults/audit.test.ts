/** What may befall an audit from outside: whatever it is, the report is the one of an undisturbed audit, or one sentence says what is wrong. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../reports/model.ts';
import { asOf, auditApart, essence, isClear, reportIn, reportsIn, rounds } from '../support/faults.ts';
import { startSlowSite, writeConfig } from '../support/serve.ts';
import type { Web } from '../support/web.ts';

/** Each of these tests runs several programs, on a machine that may be busy. */
const timeout = 300_000;

let web: Web;
let whole: Report;
let folder = '';
const prepare = async (): Promise<string> => {
	const place = await mkdtemp(join(tmpdir(), 'gongkai-fault-'));
	await writeConfig(place, { jia: `${web.url}/` });
	return place;
};
beforeAll(async () => {
	web = await startSlowSite(12, 40);
	const place = await prepare();
	expect((await auditApart(place).ended).err).toBe('');
	whole = await reportIn(place);
	await rm(place, { recursive: true });
});
afterAll(() => web?.close());
beforeEach(async () => {
	folder = await prepare();
});
afterEach(() => rm(folder, { recursive: true }));

const archive = (): string => join(folder, 'out', 'jia', 'archive.db');
const report = (): string => join(folder, 'out', 'jia', asOf.slice(0, 7), 'report.json');
const isAsWithout = async (): Promise<void> => {
	expect(essence(await reportIn(folder))).toEqual(essence(whole));
};

test.skipIf(process.platform === 'win32').each(Array.from({ length: rounds }, (_, n) => n))(
	'killed again and again, an audit ends with the same report: round %i',
	async () => {
		const moments: number[] = [];
		for (let kills = 0; kills < 3 && (await reportsIn(folder)).length === 0; kills++) {
			const { child, ended } = auditApart(folder);
			const asked = web.asked.length;
			// From when it asks for the first page on, however busy the machine is.
			while (web.asked.length === asked && child.exitCode === null) await delay(5);
			moments.push(Math.round(Math.random() * 400));
			await delay(moments.at(-1));
			child.kill('SIGKILL');
			await ended;
		}
		expect((await auditApart(folder).ended).err, `${moments}`).toBe('');
		await isAsWithout();
		expect(await reportsIn(folder)).toEqual(['report.json']);
		const database = new DatabaseSync(archive(), { readOnly: true });
		expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
		database.close();
	},
	timeout,
);

test(
	'whatever time zone the process has, the report is the same',
	async () => {
		const zones = ['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'];
		const places = await Promise.all(zones.map(prepare));
		await Promise.all(
			places.map(async (place, n) =>
				expect((await auditApart(place, { TZ: zones[n] ?? '' }).ended).err).toBe(''),
			),
		);
		for (const place of places) {
			expect(essence(await reportIn(place))).toEqual(essence(whole));
			await rm(place, { recursive: true });
		}
	},
	timeout,
);

describe('what lies there damaged', { timeout }, () => {
	beforeEach(async () => {
		expect((await auditApart(folder).ended).err).toBe('');
	});

	test('an archive is set aside and named, and the audit goes on without it', async () => {
		const handle = await open(archive(), 'r+');
		await handle.write(randomBytes(200_000), 0, 200_000, 8192);
		await handle.close();
		const { status, err } = await auditApart(folder).ended;
		expect([status === 2, isClear(err), err]).toEqual([false, true, expect.stringContaining(archive())]);
		expect(err).toMatch(/已损坏，已改名为 archive\.db\.damaged-\d{8}T\d{6}Z，这次从头抓取/);
		expect(err.trim().split('\n')).toHaveLength(1);
		expect((await reportIn(folder)).findings.map(({ id }) => id)).toEqual(whole.findings.map(({ id }) => id));
		expect(await readdir(dirname(archive()))).toContainEqual(expect.stringMatching(/^archive\.db\.damaged-/));
		expect((await auditApart(folder).ended).err).toBe('');
	});

	test('a report that was cut off is replaced by the next', async () => {
		await truncate(report(), 2000);
		expect((await auditApart(folder).ended).err).toBe('');
		await isAsWithout();
	});

	test('a store is named, and the report is written all the same', async () => {
		await writeFile(join(folder, 'gongkai.db'), randomBytes(50_000));
		for (const end of ['-wal', '-shm']) await rm(join(folder, `gongkai.db${end}`), { force: true });
		const { status, err } = await auditApart(folder).ended;
		expect([status === 2, isClear(err), err]).toEqual([
			false,
			true,
			expect.stringMatching(/数据库 .*已损坏/),
		]);
		expect((await reportIn(folder)).findings.map(({ id }) => id)).toEqual(whole.findings.map(({ id }) => id));
	});
});
