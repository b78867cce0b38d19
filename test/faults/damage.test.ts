/** What an audit left is damaged by the time of the next: overwritten, emptied or cut off at random places. It is told, and never taken for what the site says. */
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '../../reports/model.ts';
import { callIn } from '../support/call.ts';
import { asOf, essence, isClear, reportIn, rounds } from '../support/faults.ts';
import { startSlowSite, writeConfig } from '../support/serve.ts';
import type { Web } from '../support/web.ts';

const timeout = 60_000 + rounds * 30_000;
const many = rounds > 1 ? rounds : 4;

let web: Web;
/** An installation that has audited its site once. */
let like = '';
/** What its next audit says. */
let whole: Report;

const audit = (folder: string) => callIn(folder, 'audit', '--as-of', asOf, '--quiet');

const inCopies = async (work: (folder: string, n: number) => Promise<void>): Promise<void> => {
	for (let n = 0; n < many; n++) {
		const folder = await mkdtemp(join(tmpdir(), 'gongkai-damage-'));
		await cp(like, folder, { recursive: true });
		try {
			await work(folder, n);
		} finally {
			await rm(folder, { recursive: true });
		}
	}
};

beforeAll(async () => {
	web = await startSlowSite(12, 1);
	like = await mkdtemp(join(tmpdir(), 'gongkai-like-'));
	await writeConfig(like, { jia: `${web.url}/` });
	expect((await audit(like)).stderr).toBe('');
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-whole-'));
	await cp(like, folder, { recursive: true });
	expect((await audit(folder)).stderr).toBe('');
	whole = await reportIn(folder);
	await rm(folder, { recursive: true });
});
afterAll(async () => {
	await web.close();
	await rm(like, { recursive: true });
});

/** Damages a file in one of three ways, by turns; says how. */
const damage = async (file: string, n: number): Promise<string> => {
	const { size } = await stat(file);
	const at = Math.floor(1 + Math.random() * (size - 1));
	const length = Math.min(Math.ceil(2 ** (Math.random() * 18)), size - at);
	const handle = await open(file, 'r+');
	try {
		if (n % 3 === 0) {
			await handle.truncate(at);
			return `cut off at ${at}`;
		}
		const bytes = n % 3 === 1 ? randomBytes(length) : Buffer.alloc(length);
		const before = Buffer.alloc(length);
		await handle.read(before, 0, length, at);
		// There are empty places, and few bytes may be what they were.
		if (before.equals(bytes)) bytes.fill(0xa7);
		await handle.write(bytes, 0, length, at);
		return `${n % 3 === 1 ? 'random' : 'the same'} ${length} bytes at ${at}`;
	} finally {
		await handle.close();
	}
};

const report = (folder: string): string => join(folder, 'out', 'jia', asOf.slice(0, 7), 'report.json');
/** Who is accused of what. */
const accused = ({ findings }: Report): string[] =>
	findings
		.filter(({ state }) => state !== 'fixed')
		.map(({ id, certainty }) => `${id} ${certainty}`)
		.sort();

test(
	'an archive is set aside and named wherever it is damaged, and the audit finds the same without it',
	{
		timeout,
	},
	() =>
		inCopies(async (folder, n) => {
			const archive = join(folder, 'out', 'jia', 'archive.db');
			const how = await damage(archive, n);
			const { status, stderr } = await audit(folder);
			expect([status === 2, isClear(stderr), stderr], how).toEqual([
				...[false, true],
				expect.stringContaining(archive),
			]);
			expect(stderr, how).toMatch(
				/已损坏或被别的程序改动，已改名为 archive\.db\.damaged-\d{8}T\d{6}Z，这次从头抓取/,
			);
			expect(stderr.trim().split('\n'), how).toHaveLength(1);
			expect(accused(await reportIn(folder)), how).toEqual(accused(whole));
			expect(await readdir(dirname(archive)), how).toContainEqual(
				expect.stringMatching(/^archive\.db\.damaged-/),
			);
			expect((await audit(folder)).stderr, how).toBe('');
		}),
);

test('a report is replaced by the next, which accuses nobody of more', { timeout }, () =>
	inCopies(async (folder, n) => {
		const how = await damage(report(folder), n);
		expect((await audit(folder)).stderr, how).toBe('');
		expect(accused(await reportIn(folder)), how).toEqual(accused(whole));
	}),
);

test('a store is named where its damage is met, and the report is written all the same', { timeout }, () =>
	inCopies(async (folder, n) => {
		const store = join(folder, 'gongkai.db');
		const how = await damage(store, n);
		const { status, stderr } = await audit(folder);
		expect(status, how).not.toBe(2);
		if (stderr !== '') {
			expect([isClear(stderr), stderr], how).toEqual([true, expect.stringContaining(store)]);
			expect(stderr, how).toMatch(/已损坏|不能升级到本版本|由更新的版本写成/);
			expect(stderr.trim().split('\n'), how).toHaveLength(1);
		}
		expect(essence(await reportIn(folder)), how).toEqual(essence(whole));
		for (const end of ['', '-wal', '-shm']) await rm(`${store}${end}`, { force: true });
		expect((await audit(folder)).stderr, how).toBe('');
	}),
);
