/** What is filled in of audits that an older version of the program kept. */
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillGaps } from '../../reports/fill.ts';
import { writeReport } from '../../reports/formats/json.ts';
import { national } from '../../reports/profiles/national.ts';
import { gapStore } from '../../reports/store/gaps.ts';
import { migrations } from '../../reports/store/migrations.ts';
import { writer } from '../../reports/store/patience.ts';
import { recordReport } from '../../reports/store/record.ts';
import { openSqlite } from '../../reports/store/sqlite.ts';
import { tellRecorded, workStore } from '../../reports/store/work-store.ts';
import { openStore as openFresh, type Store } from '../../reports/store.ts';
import { openStore, openTables } from '../support/databases.ts';
import { reportOn } from '../support/month.ts';
import { home, result } from '../support/report.ts';

const links = result('broken-link', [{ subject: `${home}x.html`, foundOn: [home] }]);
const onDocument = result('missing-metadata', [{ subject: `${home}a.html` }]);
const sites = ['jia', 'yi'];

let folder = '';
let store: Store;
let other: Store | undefined;

/** A store as the version before the work list left it, with two sites of two audits each, and their reports in the folder. */
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-fill-'));
	const full = join(folder, 'full.db');
	const filled = await openFresh(full);
	for (const site of sites)
		for (const asOf of ['2026-04-15', '2026-05-15']) {
			const report = reportOn({ site, asOf, found: asOf < '2026-05' ? [links] : [links, onDocument] });
			await writeReport(folder, report);
			await filled.record(report, `${site}/${report.period}/report.json`, national);
		}
	await filled.close();

	const file = join(folder, 'old.db');
	const old = await openTables(
		file,
		Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '008')),
	);
	const source = await openSqlite(full);
	for (const { name, columns } of await old.introspection.getTables()) {
		if (name.startsWith('kysely')) continue;
		// Tables and columns that both have, whatever they are called.
		const table = name as 'sites';
		const rows = await source
			.selectFrom(table)
			.select(columns.map((column) => column.name as 'id'))
			.execute();
		if (rows.length > 0)
			await old
				.insertInto(table)
				.values(rows as never)
				.execute();
	}
	await old.destroy();
	await source.destroy();
	store = await openStore(file);
	other = undefined;
});
afterEach(async () => {
	await store.close();
	await other?.close();
	await rm(folder, { recursive: true });
});

const lacking = async () => (await store.gaps()).rows;
const everything = async () => {
	const { rows } = await store.tasks({ sites });
	const documents = await Promise.all(sites.map((site) => store.documents({ site })));
	return {
		tasks: rows.map(({ site, check, asOf, standing }) => [site, check, asOf, standing]).toSorted(),
		documents: documents.map((page) => page?.rows.map(({ url, findingCount }) => [url, findingCount])),
	};
};
const whole = {
	tasks: sites.flatMap((site) => [
		[site, 'broken-link', '2026-05-15', 1],
		[site, 'missing-metadata', '2026-05-15', 1],
	]),
	documents: sites.map(() => [
		[`${home}a.html`, 1],
		[`${home}b.html`, 0],
	]),
};

test('every site gets its work list and its documents, once', async () => {
	expect(await lacking()).toEqual(sites.map((site) => ({ site, tasks: true, documents: true })));
	expect(await store.listsTold(sites)).toEqual({ told: 0, of: 2 });
	expect(await fillGaps(store, folder)).toEqual({ lists: 2, documents: 2, failed: [] });
	expect(await everything()).toEqual(whole);
	expect(await lacking()).toEqual([]);
	expect(await store.listsTold()).toEqual({ told: 2, of: 2 });
	expect(await fillGaps(store, folder)).toEqual({ lists: 0, documents: 0, failed: [] });
});

test('a list in the order of an older version gets its own, and is left alone then', async () => {
	await fillGaps(store, folder);
	const db = await openSqlite(join(folder, 'old.db'));
	await db
		.updateTable('tasks')
		.set({ vetoes: '["veto-stale-columns"]', worth: 3 })
		.where('site_id', '=', 'jia')
		.execute();
	await db.destroy();
	expect((await lacking()).filter(({ tasks }) => tasks)).toEqual([
		{ site: 'jia', tasks: true, documents: false },
	]);
	expect(await fillGaps(store, folder)).toEqual({ lists: 1, documents: 0, failed: [] });
	expect(await everything()).toEqual(whole);
	expect(await lacking()).toEqual([]);
});

test('programs that do it at the same moment do not disturb one another', async () => {
	other = await openStore(join(folder, 'old.db'));
	const both = await Promise.all([fillGaps(store, folder), fillGaps(other, folder)]);
	expect(both.flatMap(({ failed }) => failed)).toEqual([]);
	expect(await everything()).toEqual(whole);
});

test('what was interrupted goes on where it was', async () => {
	const ending = new AbortController();
	const interrupted = {
		...store,
		tellTasks: async (site: string) => {
			await store.tellTasks(site);
			ending.abort();
		},
	};
	expect(await fillGaps(interrupted, folder, ending.signal)).toMatchObject({ lists: 1, documents: 0 });
	expect(await lacking()).toEqual([
		{ site: 'jia', tasks: false, documents: true },
		{ site: 'yi', tasks: true, documents: true },
	]);
	expect(await fillGaps(store, folder)).toMatchObject({ lists: 1, documents: 2 });
	expect(await everything()).toEqual(whole);
});

test('a report that moved aside is found, and one that is gone keeps nobody waiting', async () => {
	const month = join(folder, 'jia/2026-05');
	await rename(join(month, 'report.json'), join(month, 'report-1.json'));
	await rm(join(folder, 'yi/2026-05/report.json'));
	const { documents, failed } = await fillGaps(store, folder);
	expect(documents).toBe(1);
	expect(failed.map(({ site, error }) => [site, String(error)])).toEqual([
		['yi', expect.stringContaining('yi/2026-05/report.json')],
	]);
	expect((await store.documents({ site: 'jia' }))?.count).toBe(2);
	expect(await store.documents({ site: 'yi' })).toBeUndefined();
	expect(await lacking()).toEqual([{ site: 'yi', tasks: false, documents: true }]);
});

test('a list that is older than the last audit, whose program was killed, is told anew', async () => {
	const db = await openSqlite(join(folder, 'killed.db'));
	const write = writer(db);
	const reports = [
		reportOn({ asOf: '2026-05-15', found: [links] }),
		reportOn({ asOf: '2026-06-15', found: [links, onDocument] }),
	];
	const [first, last] = reports;
	const recorded = first && (await write((tx) => recordReport(tx, first, 'a')));
	if (recorded) await tellRecorded(db, write, recorded, national);
	if (last) await write((tx) => recordReport(tx, last, 'b'));
	const killed = { ...gapStore(db, write), ...workStore(db, write) };
	expect((await killed.gaps()).rows).toEqual([{ site: 'linjiang', tasks: true, documents: false }]);
	expect(await fillGaps(killed, folder)).toMatchObject({ lists: 1, documents: 0 });
	expect((await killed.tasks({})).rows.map(({ asOf }) => asOf)).toEqual(['2026-06-15', '2026-06-15']);
	expect((await killed.gaps()).rows).toEqual([]);
	await db.destroy();
});
