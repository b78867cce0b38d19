import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { Archive } from '../../../crawler/archive/archive.ts';
import { isDamage, setAside } from '../../../crawler/archive/damage.ts';
import { readPage } from '../../../crawler/extract/page.ts';
import { see } from '../../support/archive.ts';

let file: string;
beforeEach(async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'archive-'));
	file = path.join(folder, 'archive.db');
	return () => rm(folder, { recursive: true, force: true });
});

const now = '2026-11-15T00:00:00.000Z';
const [asOf, settings] = ['2026-11-15', '[]'];

const titles = (archive: Archive): string[] => [...archive.pages.all()].map(({ facts }) => facts.title);

/** An archive of the first version with a run that was cut off: one page seen, one address waiting. */
const oldArchive = (): void => {
	const database = new DatabaseSync(file);
	database.exec(`
create table runs (id integer primary key, started_at text not null, as_of text not null, settings text not null,
	finished_at text, counters text not null default '{}', notes text not null default '{}');
create table bodies (id integer primary key, hash blob not null unique, size integer not null, data blob not null);
create table frontier (id integer primary key, url text not null, key text not null, type text not null, priority integer not null,
	depth integer not null, state text not null default 'queued', found_on text not null, found_text text not null);
create table tries (id integer primary key, entry integer not null, at text not null, lane text not null, outcome text not null);
create index tries_entry on tries (entry);
create table responses (id integer primary key, final_url text not null, status integer, reason text, headers text, body blob,
	redirects text not null, lane text not null, at text not null, milliseconds real not null);
create table pages (id integer primary key, lane text not null, facts text not null, links text not null, walked text);
pragma user_version = 1;`);
	const { links, ...facts } = readPage(
		'<title>旧页</title><a href="/b">去别处看看</a><a href="/c">再看看</a><a href="/b">去别处看看</a>',
		'http://a/',
	);
	database
		.prepare('insert into runs (started_at, as_of, settings, counters) values (?, ?, ?, ?)')
		.run(now, asOf, settings, '{"bytes":7}');
	const first = 2 ** 32 + 1;
	const entry = database.prepare("insert into frontier values (?, ?, ?, 'page', 0, 0, ?, '', '')");
	entry.run(first, 'http://a/', 'http://a/', 'ok');
	entry.run(first + 1, 'http://a/b', 'http://a/b', 'queued');
	database
		.prepare("insert into responses values (?, 'http://a/', 200, null, '{}', null, '[]', 'http', ?, 1)")
		.run(first, now);
	database
		.prepare("insert into pages values (?, 'http', ?, ?, 'to-end')")
		.run(first, JSON.stringify(facts), JSON.stringify(links));
	database.close();
};

describe('an archive of the version before', () => {
	test('opens, and its unfinished run goes on', () => {
		oldArchive();
		const archive = new Archive(file);
		expect(archive.begin(asOf, settings, now)).toEqual({ resumed: true, startedAt: now });
		const [page] = archive.pages.all();
		expect(page).toMatchObject({
			url: 'http://a/',
			lane: 'http',
			walked: 'to-end',
			facts: { title: '旧页' },
		});
		expect(archive.pages.linksOf(page?.seq ?? 0)).toMatchObject([
			{ url: 'http://a/b', text: '去别处看看' },
			{ url: 'http://a/c', text: '再看看' },
			{ url: 'http://a/b', text: '去别处看看' },
		]);
		expect(archive.counters().bytes).toBe(7);
		expect(archive.take('queued', 5, ['page']).map(({ url }) => url)).toEqual(['http://a/b']);
		expect(archive.known.of('http://a/')).toBeUndefined();
		archive.close();
		new Archive(file).close();
	});

	test('of a later version is left as it is', async () => {
		new Archive(file).close();
		await rm(`${file}-seal`);
		const database = new DatabaseSync(file);
		database.exec('pragma user_version = 99');
		database.close();
		expect(() => new Archive(file)).toThrow(/存档版本为 99，本程序只认到 4/);
	});
});

describe('runs of long ago', () => {
	test('are forgotten with what only they had; what is still met stays', () => {
		const archive = new Archive(file);
		const home = '<title>首页</title><a href="/c">栏目</a>';
		for (let run = 1; run <= 15; run++) {
			archive.begin(asOf, settings, now);
			see(archive, 'http://a/', home);
			if (run === 1) see(archive, 'http://a/once', '<title>只有一次</title><a href="/gone">旧栏目</a>');
			archive.finish(now);
		}
		expect(titles(archive)).toEqual(['首页']);
		expect(archive.known.of('http://a/once')).toBeUndefined();
		const known = archive.known.of('http://a/');
		expect(archive.bodies.of(known?.body ?? new Uint8Array())?.toString()).toBe(home);
		expect(archive.readings.linksOf(known?.reading ?? 0)).toMatchObject([
			{ url: 'http://a/c', text: '栏目' },
		]);
		see(archive, 'http://a/new', '<title>又见</title><a href="/gone">旧栏目</a>');
		expect(archive.pages.linksOf(2)).toMatchObject([{ url: 'http://a/gone', text: '旧栏目' }]);
		archive.close();
		const database = new DatabaseSync(file, { readOnly: true });
		const count = (table: string): unknown => database.prepare(`select count(*) as n from ${table}`).get()?.n;
		expect(['runs', 'frontier', 'responses', 'pages', 'bodies'].map(count)).toEqual([13, 14, 14, 14, 2]);
		expect(database.prepare("select count(*) as n from links where link like '%gone%'").get()?.n).toBe(1);
		database.close();
	});
});

test('a run that starts over has nothing but what it has cost', () => {
	const archive = new Archive(file);
	archive.begin(asOf, settings, now);
	see(archive, 'http://a/', '<title>首页</title>');
	archive.beforeCommit(() => archive.saveNotes({ stale: true }));
	archive.saveCounters({ pagesFetched: 1, pagesRendered: 0, requests: 3, bytes: 9 });
	archive.startOver({ distrusts: true });
	expect(titles(archive)).toEqual([]);
	expect(archive.entry('http://a/')).toBeUndefined();
	expect(archive.notes()).toEqual({ distrusts: true });
	expect(archive.counters()).toEqual({ pagesFetched: 0, pagesRendered: 0, requests: 3, bytes: 9 });
	archive.close();
});

test('damage inside is told from other faults, and the file can be set aside with what was not yet taken over', async () => {
	new Archive(file).close();
	const bytes = (await readFile(file)).fill(0xa7, 8192);
	await writeFile(file, bytes);
	await rm(`${file}-seal`);
	const archive = new Archive(file);
	let thrown: unknown;
	try {
		archive.begin(asOf, settings, now);
	} catch (error) {
		thrown = error;
	}
	archive.close();
	expect(isDamage(thrown)).toBe(true);
	expect(isDamage(new Error('odd'))).toBe(false);
	await writeFile(`${file}-wal`, 'more');
	const aside = await setAside(file, new Date('2026-11-15T02:03:04.567Z'));
	expect(aside).toBe(`${file}.damaged-20261115T020304Z`);
	expect((await readFile(aside)).equals(bytes)).toBe(true);
	expect(await readFile(`${aside}-wal`, 'utf8')).toBe('more');
	new Archive(file).close();
});

const thrownBy = (work: () => unknown): unknown => {
	try {
		return work();
	} catch (error) {
		return error;
	}
};

test('what is no longer what was written is damage, wherever it is read', async () => {
	const whole = new Archive(file);
	whole.begin(asOf, settings, now);
	see(whole, 'http://a/1', '<title>一</title><a href="/2">二</a>');
	const body = whole.bodies.keep(Buffer.from('内容'.repeat(500)));
	whole.finish(now);
	whole.close();
	const database = new DatabaseSync(file);
	const row = database.prepare('select data from bodies where hash = ?').get(body);
	const bytes = row?.data as Uint8Array;
	bytes.set([(bytes.at(-6) ?? 0) ^ 1], bytes.length - 6);
	database.prepare('update bodies set data = ? where hash = ?').run(bytes, body);
	database.exec(
		`update readings set facts = '{"title'; update links set link = ''; update known set headers = '['`,
	);
	database.close();
	await rm(`${file}-seal`);
	const archive = new Archive(file);
	for (const read of [
		() => archive.bodies.of(body),
		() => archive.readings.factsOf(1),
		() => archive.readings.linksOf(1),
		() => archive.known.of('http://a/1'),
	])
		expect(isDamage(thrownBy(read))).toBe(true);
	archive.close();
	await rm(`${file}-seal`);
	const lost = new DatabaseSync(file);
	lost.exec('pragma foreign_keys = off; delete from readings');
	lost.close();
	const less = new Archive(file);
	expect(less.reopen(now)).toBe(true);
	expect(isDamage(thrownBy(() => [...less.pages.all()]))).toBe(true);
	less.close();
});

/** A closed archive of a run with a page. */
const closedArchive = (): void => {
	const archive = new Archive(file);
	archive.begin(asOf, settings, now);
	see(archive, 'http://a/', `<title>甲</title>${'正文。'.repeat(20_000)}`);
	archive.finish(now);
	archive.close();
};

test('a single byte that was changed while it was closed is told, wherever it lies', async () => {
	closedArchive();
	const whole = await readFile(file);
	for (let n = 0; n < 100; n++) {
		const bytes = Buffer.from(whole);
		const at = Math.floor(Math.random() * bytes.length);
		bytes[at] = (bytes[at] ?? 0) ^ (1 << (n % 8));
		await writeFile(file, bytes);
		const thrown = thrownBy(() => new Archive(file));
		expect(String(thrown)).toMatch(/无法打开：已损坏或被别的程序改动/);
		expect(isDamage(thrown), `byte ${at}`).toBe(true);
	}
	await writeFile(file, whole);
	const archive = new Archive(file);
	expect(archive.reopen(now)).toBe(true);
	expect(titles(archive)).toEqual(['甲']);
	archive.close();
});

test('one that was emptied, or whose seal was not written to its end, is no damage', async () => {
	closedArchive();
	const seal = await readFile(`${file}-seal`, 'utf8');
	for (let length = 0; length < seal.length; length++) {
		await writeFile(`${file}-seal`, seal.slice(0, length));
		new Archive(file).close();
		expect(await readFile(`${file}-seal`, 'utf8')).toBe(seal);
	}
	await writeFile(file, '');
	new Archive(file).close();
});

test('a seal is broken as long as the archive is open, so that one whose program is killed has none', () => {
	closedArchive();
	expect(existsSync(`${file}-seal`)).toBe(true);
	const archive = new Archive(file);
	expect(existsSync(`${file}-seal`)).toBe(false);
	expect(isDamage(thrownBy(() => new Archive(file, { patienceMs: 10 })))).toBe(false);
	archive.close();
	expect(existsSync(`${file}-seal`)).toBe(true);
});

test('a link that many pages have is kept once, and again by the runs that meet it', () => {
	const menu = '<a href="/c">栏目</a><a href="/d">另一栏目</a>';
	for (const run of [1, 2]) {
		const archive = new Archive(file);
		archive.begin(asOf, settings, now);
		const known = archive.known.of('http://a/1');
		expect(known ? archive.readings.linksOf(known.reading ?? 0).length : 2).toBe(2);
		for (const n of [1, 2, 3]) see(archive, `http://a/${n}`, `<title>第${run}次</title>${menu}`);
		expect(archive.pages.linksOf(3).map(({ text }) => text)).toEqual(['栏目', '另一栏目']);
		archive.finish(now);
		archive.close();
	}
	const database = new DatabaseSync(file, { readOnly: true });
	expect(database.prepare('select count(*) as n from links').get()?.n).toBe(2);
	database.close();
});
