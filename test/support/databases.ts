/** Stores for tests: on SQLite, or, where a test is run a second time for it, on PostgreSQL. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Kysely } from 'kysely';
import pg from 'pg';
import type { migrations } from '../../reports/store/migrations.ts';
import { openPostgres } from '../../reports/store/postgres/postgres.ts';
import type { Tables } from '../../reports/store/schema.ts';
import { openSqlite } from '../../reports/store/sqlite.ts';
import { openStore as open, type Store } from '../../reports/store.ts';
import { openStore as openOnSqlite } from './new-store.ts';

const user = 'gongkai:gongkai';

/** A server with nothing in it. */
export interface Server {
	/** Of a new database, empty or like that one. */
	readonly create: (like?: string) => Promise<string>;
	readonly ask: (statement: string, url?: string) => Promise<readonly Record<string, unknown>[]>;
	/** Stops it fast, whoever is connected, or starts it anew with what it keeps. */
	readonly turn: (step: 'stop' | 'start') => Promise<void>;
	/** Ends it, whoever is connected. */
	readonly stop: () => Promise<void>;
}

/** Starts a server, or says why there can be none. One for tests makes haste; a durable one has on the disk what it says is written. */
export const startPostgres = async (
	kind: 'hasty' | 'durable' = 'hasty',
): Promise<Server | { readonly reason: string }> => {
	const child = spawn(process.execPath, [join(import.meta.dirname, 'postgres-server.ts'), kind], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const closed = once(child, 'close');
	const lines = createInterface(child.stdout);
	const [line] = await Promise.race([
		once(lines, 'line'),
		closed.then(([code]) => [`{"reason":"it ended with ${code}"}`]),
	]);
	const { port, reason } = JSON.parse(line) as { port?: number; reason?: string };
	if (port === undefined) return { reason: reason ?? '' };

	const urlOf = (name: string): string => `postgres://${user}@127.0.0.1:${port}/${name}`;
	const ask = async (statement: string, url = urlOf('postgres')) => {
		const client = new pg.Client({ connectionString: url });
		await client.connect();
		try {
			return (await client.query(statement)).rows;
		} finally {
			await client.end();
		}
	};
	const nameOf = (url: string): string => new URL(url).pathname.slice(1);
	let count = 0;
	return {
		ask,
		create: async (like) => {
			const name = `t${++count}`;
			await ask(`create database ${name} ${like ? `template ${nameOf(like)} strategy file_copy` : ''}`);
			return urlOf(name);
		},
		turn: async (step) => {
			const done = once(lines, 'line');
			child.stdin.write(`${step}\n`);
			await done;
		},
		stop: async () => {
			child.stdin.end();
			await closed;
		},
	};
};

/** Where stores are opened while tests run a second time. */
export interface Second {
	readonly server: Server;
	/** A database with the tables, and nothing in them. */
	readonly like: string;
	/** Databases by the file that they stand for. */
	readonly urls: Map<string, string>;
	/** Emptied ones: a new one takes longer than most tests. */
	readonly free: string[];
	/** Those whose tables are not like the others'. */
	readonly odd: Set<string>;
	/** Fills an emptied one with what a new one has. */
	readonly fill: string;
}

let second: Second | undefined;

/** Whether tests are being run for PostgreSQL. */
export const isSecondTime = (): boolean => second !== undefined;

/** Until it is called again without one, stores are opened on that server. */
export const openOn = (server?: Second): void => {
	second = server;
};

const tables =
	"select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'";

/** Takes out all rows, and counts from one again. */
const empty = `do $$
	declare name text;
	begin
		for name in ${tables} loop
			execute format('delete from %I', name);
		end loop;
		for name in select sequencename from pg_sequences where schemaname = 'public' loop
			execute format('alter sequence %I restart', name);
		end loop;
	end $$`;

/** Prepares a server for tests that are run a second time. */
export const prepare = async (server: Server): Promise<Second> => {
	const like = await server.create();
	await (await open(like)).close();
	const fill: string[] = [];
	for (const { name } of await server.ask(tables, like)) {
		const [{ rows } = {}] = await server.ask(`select json_agg(t)::text as rows from "${name}" as t`, like);
		if (rows)
			fill.push(`insert into "${name}" select * from json_populate_recordset(null::"${name}", '${rows}')`);
	}
	return { server, like, fill: fill.join(';'), urls: new Map(), free: [], odd: new Set() };
};

/** The database that stands for a file. */
const urlFor = async ({ server, like, urls, free }: Second, file: string): Promise<string> => {
	const known = file === ':memory:' ? undefined : urls.get(file);
	if (known) return known;
	const url = free.pop() ?? (await server.create(like));
	urls.set(file === ':memory:' ? url : file, url);
	return url;
};

/** Empties the databases that were opened, but for those of these files. */
export const emptyAll = async (
	{ server, urls, free, odd, fill }: Second,
	but: ReadonlySet<string> = new Set(),
): Promise<void> => {
	for (const [file, url] of urls) {
		if (but.has(file)) continue;
		urls.delete(file);
		if (odd.delete(file)) continue;
		await server.ask(`${empty};${fill}`, url);
		free.push(url);
	}
};

/** `openStore` of a file of SQLite; on PostgreSQL, of a database that stands for it. */
export const openStore = async (file: string): Promise<Store> =>
	second ? open(await urlFor(second, file)) : openOnSqlite(file);

/** What the configuration of a program of its own has as `database`: the file, or the address of an empty database that stands for it. */
export const databaseFor = async (file: string): Promise<string> => {
	if (!second) return file;
	const url = await second.server.create();
	second.urls.set(url, url);
	second.odd.add(url);
	return url;
};

/** The tables of a new store as the first versions of the program made them; what is opened by that name afterwards is the same. */
export const openTables = async (file: string, steps: typeof migrations): Promise<Kysely<Tables>> => {
	if (!second) return openSqlite(file, steps);
	const url = await second.server.create();
	second.urls.set(file, url);
	second.odd.add(file);
	return (await openPostgres({ url }, steps)).db;
};
