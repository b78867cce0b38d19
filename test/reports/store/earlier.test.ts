/** Stores as every earlier version of the program wrote them, each by its own code. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../../dashboard/app.ts';
import { national } from '../../../reports/profiles/national.ts';
import { migrations } from '../../../reports/store/migrations.ts';
import { openStore, type Store } from '../../../reports/store.ts';
import { checks } from '../../dashboard/open-dashboard.ts';
import { ask, cheaply, password, signInAs } from '../../dashboard/people.ts';
import { reportOn } from '../../support/month.ts';
import { home, result } from '../../support/report.ts';

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'stores');
const names = (await readdir(fixtures)).sort();

/** The steps that a store had taken when it was written. */
const stepsOf = (file: string): string[] => {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		return database
			.prepare('select name from kysely_migration order by name')
			.all()
			.map(({ name }) => String(name));
	} finally {
		database.close();
	}
};

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-earlier-'));
});
afterAll(() => rm(folder, { recursive: true }));

const unpacked = async (name: string): Promise<string> => {
	const file = join(folder, `${Math.random().toString(36).slice(2)}-${name.replace('.gz', '')}`);
	await writeFile(file, gunzipSync(await readFile(join(fixtures, name))));
	return file;
};

/** Subjects of a month's findings with what they are. */
const standing = async (store: Store, site: string, period: string): Promise<string[]> => {
	const { rows } = await store.findings({ site, period });
	return rows.map(({ id, subject, state }) => `${id} ${subject.replace(home, '')} ${state}`).sort();
};
const ids = { x: 'f3bccc925b7e004a', lead: 'f4d3b3b1e2c918a2', z: 'f74d2825bdf85e96', y: 'f8c04e5a543caad0' };

test('there is one of every version', async () => {
	const written = await Promise.all(names.map(async (name) => stepsOf(await unpacked(name))));
	// Where this fails, a step was added: `node test/write-store.ts` writes the store of today.
	expect(written.map((steps) => steps.length)).toContain(Object.keys(migrations).length);
	for (const steps of written) for (const step of steps) expect(migrations).toHaveProperty(step);
	for (const name of names) expect((await readFile(join(fixtures, name))).length).toBeLessThan(30_000);
});

describe.each(names)('a store %s', (name) => {
	let store: Store;
	let has: (step: string) => boolean;
	beforeAll(async () => {
		const file = await unpacked(name);
		const steps = new Set(stepsOf(file));
		has = (step) => steps.has(step);
		store = await openStore(file);
		expect(stepsOf(file)).toEqual(Object.keys(migrations));
	});
	afterAll(() => store?.close());

	test('has its sites, months and findings', async () => {
		expect((await store.sites()).map(({ id, name, district }) => [id, name, district])).toEqual([
			['linjiang', '临江市人民政府', '临江市'],
			['anxian', '安县人民政府', '安县'],
			['caizheng', '临江市财政局', undefined],
		]);
		expect(await store.periods()).toEqual(['2026-05', '2026-04', '2026-03']);
		const { x, y, z, lead } = ids;
		expect(await standing(store, 'linjiang', '2026-03')).toEqual([
			...[`${x} x new`, `${lead} a.html new`, `${y} y new`],
		]);
		expect(await standing(store, 'linjiang', '2026-04')).toEqual([
			...[`${x} x fixed`, `${lead} a.html open`],
			`${z} z ${has('003-decisions') ? 'waived' : 'new'}`,
			`${y} y open`,
		]);
		expect(await standing(store, 'linjiang', '2026-05')).toEqual([
			...[`${x} x regressed`, `${lead} a.html open`, `${z} z fixed`, `${y} y open`],
		]);
		expect(await standing(store, 'anxian', '2026-04')).toEqual(['fe3d5072e82cd1ec q new']);
		const life = await store.finding('linjiang', ids.x);
		expect(life?.finding).toMatchObject({ firstSeen: '2026-03-10', lastSeen: '2026-05-10' });
		expect(life?.finding.message).toBe('链接“x”打不开（404），请改正。');
		expect((await store.trend('linjiang')).map(({ period }) => period)).toEqual([
			...['2026-03', '2026-04', '2026-05'],
		]);
		const rows = await Array.fromAsync(store.exportFindings('2026-04'));
		expect(rows).toHaveLength(5);
	});

	test('has what people said and did', async () => {
		const audits = await store.audits();
		expect(audits.map(({ site, state, error }) => [site, state, error])).toEqual([
			['linjiang', 'queued', undefined],
			['anxian', 'failed', '无法访问'],
		]);
		const decided = has('003-decisions');
		expect((await store.monthState('2026-04')).state).toBe(decided ? 'frozen' : 'draft');
		expect(
			(await store.decisions('linjiang', { finding: ids.z })).map(({ reason, by }) => [by, reason]),
		).toEqual(decided ? [['王敏', '正在迁移']] : []);
		expect(await store.decisions('linjiang', { period: '2026-04' })).toHaveLength(decided ? 2 : 0);
		expect(await store.probeDays({ id: 'linjiang', url: home }, '2026-05-01', '2026-05-31')).toHaveLength(
			has('004-probes') ? 1 : 0,
		);
		expect((await store.recheckOf('linjiang', ids.y))?.words).toBe(
			has('005-rechecks') ? '仍然打不开' : undefined,
		);
		expect((await store.receivers()).map(({ id }) => id)).toEqual(has('007-notices') ? ['mail'] : []);
		expect((await store.users.list()).map(({ name, role }) => `${name} ${role}`)).toEqual(
			has('008-users') ? ['wang administrator'] : [],
		);
		expect((await store.users.trail()).rows).toHaveLength(has('008-users') ? 1 : 0);
		expect((await store.repairingSteps('linjiang', ids.y)).map(({ step }) => step)).toEqual(
			has('011-work') ? ['begin'] : [],
		);
	});

	test('is shown by the dashboard, and goes on with the next audit', async () => {
		const now = new Date('2026-06-23T02:00:00Z');
		const app = createApp({ store, checks, profile: () => national, now: () => now, out: folder });
		// Its administrator gets a password that the test knows.
		if (has('008-users'))
			await store.users.change('wang', { password: await cheaply(password) }, now.toISOString());
		const cookie = has('008-users') ? await signInAs({ app }, 'wang') : '';
		for (const path of [
			...['/', '/?month=2026-04', '/sites/linjiang', '/sites/linjiang/findings?month=2026-03', '/audits'],
			...[
				'/sites/linjiang/scores?month=2026-04',
				'/sites/linjiang/comparison',
				'/work',
				'/review',
				'/checks',
			],
			...[`/sites/linjiang/findings/${ids.y}`, '/sites/linjiang/documents', '/notices', '/system', '/trail'],
		])
			expect([path, (await ask({ app }, path, { cookie })).status]).toEqual([path, 200]);
		const dead = result('broken-link', [{ subject: `${home}x`, message: '打不开。' }]);
		const june = reportOn({ asOf: '2026-06-22', found: [dead] });
		await store.record(june, 'linjiang/2026-06/report.json', national);
		expect(await standing(store, 'linjiang', '2026-06')).toEqual([expect.stringMatching(`^${ids.x} x `)]);
		expect((await store.overview({ period: '2026-06' })).rows.length).toBe(3);
		const { rows } = await store.tasks({ sites: ['linjiang'] });
		expect(rows.map(({ standing }) => standing)).toEqual([1]);
	});
});
