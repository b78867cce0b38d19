import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import zlib from 'node:zlib';
import type { BrokenReason, Lane, Link, PageFacts } from './model.ts';

/** Layout of the tables; an archive of another version is refused with a clear line. */
const schemaVersion = 1;

/** Writes are gathered in one transaction for so long, milliseconds; a kill loses no more, and it is fetched again. */
const commitEvery = 150;

const schema = `
create table if not exists runs (
	id integer primary key, started_at text not null, as_of text not null, settings text not null,
	finished_at text, counters text not null default '{}', notes text not null default '{}'
);
create table if not exists bodies (hash blob primary key, size integer not null, data blob not null) without rowid;
create table if not exists frontier (
	run integer not null, seq integer not null, url text not null, key text not null, type text not null,
	priority integer not null, depth integer not null, state text not null default 'queued',
	found_on text not null, found_text text not null, primary key (run, seq)
) without rowid;
create unique index if not exists frontier_key on frontier (run, key);
create index if not exists frontier_next on frontier (run, state, priority, seq);
create table if not exists tries (
	run integer not null, seq integer not null, number integer not null, at text not null, lane text not null,
	outcome text not null, primary key (run, seq, number)
) without rowid;
create table if not exists responses (
	run integer not null, seq integer not null, final_url text not null, status integer, reason text, headers text,
	body blob, redirects text not null, lane text not null, at text not null, milliseconds real not null,
	primary key (run, seq)
) without rowid;
create table if not exists pages (
	run integer not null, seq integer not null, lane text not null, facts text not null, links text not null,
	walked text, primary key (run, seq)
) without rowid;
`;

/** What an address is to the crawl. `external` targets are checked at the end, by linkinator. */
export type EntryType = 'page' | 'image' | 'attachment' | 'external';

/** `queued` waits; `render` was fetched and waits for the browser; `retry` failed and is tried again later in the run; the others are final. */
export type EntryState = 'queued' | 'render' | 'retry' | 'ok' | 'broken' | 'wall' | 'robots' | 'skipped';

export interface Entry {
	readonly seq: number;
	readonly url: string;
	readonly type: EntryType;
	readonly priority: number;
	readonly depth: number;
	readonly state: EntryState;
	readonly foundOn: string;
	readonly foundText: string;
}

export interface NewEntry {
	readonly url: string;
	readonly key: string;
	readonly type: EntryType;
	readonly priority: number;
	readonly depth: number;
	readonly foundOn: string;
	readonly foundText: string;
}

export interface StoredResponse {
	readonly finalUrl: string;
	readonly status: number | undefined;
	/** Why it counts as broken, where it does. */
	readonly reason?: BrokenReason;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Uint8Array | undefined;
	readonly redirects: readonly string[];
	readonly lane: Lane;
	readonly milliseconds: number;
}

export interface StoredPage {
	readonly seq: number;
	readonly url: string;
	readonly finalUrl: string;
	readonly depth: number;
	readonly lane: Lane;
	readonly facts: Omit<PageFacts, 'links'>;
	/** JSON of `Link[]`; parsed by whoever needs it. */
	readonly links: string;
	readonly walked: 'to-end' | 'cut' | undefined;
}

/** Sums that must survive a kill. */
export interface Counters {
	pagesFetched: number;
	pagesRendered: number;
	requests: number;
	bytes: number;
}

type Row = Record<string, SQLInputValue>;

const entryOf = (row: Row): Entry => ({
	seq: row.seq as number,
	url: row.url as string,
	type: row.type as EntryType,
	priority: row.priority as number,
	depth: row.depth as number,
	state: row.state as EntryState,
	foundOn: row.found_on as string,
	foundText: row.found_text as string,
});

/** The memory of one site: each run's frontier, responses and facts; bodies shared by content between runs. */
export class Archive {
	readonly #db: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();
	#commit: NodeJS.Timeout | undefined;
	#run = 0;
	#nextSeq = 1;
	#keys = new Set<string>();
	#bodies = new Set<string>();

	/** Throws with a Chinese sentence where the file is damaged, locked by another audit or of a newer version. */
	constructor(file: string, patienceMs = 5000) {
		mkdirSync(path.dirname(file), { recursive: true });
		try {
			this.#db = new DatabaseSync(file, { timeout: patienceMs });
			this.#db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -8000;');
			// One audit of a site at a time: the second one is told so at once instead of mixing with the first.
			this.#db.exec('pragma locking_mode = exclusive; begin immediate; commit;');
			const [{ user_version: version } = {}] = this.#all('pragma user_version');
			if (version !== 0 && version !== schemaVersion) {
				throw new Error(`存档版本为 ${version}，本程序只认 ${schemaVersion}；请升级程序或移走该文件`);
			}
			this.#db.exec(`${schema} pragma user_version = ${schemaVersion};`);
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			const locked = /locked|busy/.test(reason);
			throw new Error(
				locked ? `存档 ${file} 正被另一次检查使用` : `存档 ${file} 无法打开：${reason}（可移走该文件后重来）`,
				{ cause: error },
			);
		}
	}

	/** Begins a run, or goes on with the last one where that was cut off under the same settings. */
	begin(asOf: string, settings: string, now: string): { resumed: boolean; startedAt: string } {
		const [last] = this.#all('select * from runs order by id desc limit 1');
		const resumed =
			last !== undefined && last.finished_at === null && last.as_of === asOf && last.settings === settings;
		if (resumed) {
			this.#run = last.id as number;
		} else {
			// What an abandoned run left in the frontier is of no use to anyone; its pages stay for those who look.
			this.#db.exec('delete from frontier where run in (select id from runs where finished_at is null)');
			this.#run = Number(
				this.#prepare('insert into runs (started_at, as_of, settings) values (?, ?, ?)').run(
					now,
					asOf,
					settings,
				).lastInsertRowid,
			);
		}
		this.#keys = new Set();
		for (const { key } of this.#prepare('select key from frontier where run = ?').iterate(this.#run)) {
			this.#keys.add(key as string);
		}
		const [max] = this.#all('select max(seq) as seq from frontier where run = ?', this.#run);
		this.#nextSeq = Number(max?.seq ?? 0) + 1;
		return { resumed, startedAt: resumed ? (last.started_at as string) : now };
	}

	/** Adds an address unless one of its key is known; says whether it was new. */
	add(entry: NewEntry): boolean {
		if (this.#keys.has(entry.key)) return false;
		this.#keys.add(entry.key);
		this.#write(
			'insert into frontier (run, seq, url, key, type, priority, depth, found_on, found_text) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
			this.#run,
			this.#nextSeq++,
			entry.url,
			entry.key,
			entry.type,
			entry.priority,
			entry.depth,
			entry.foundOn,
			entry.foundText,
		);
		return true;
	}

	/** The next addresses in this state, most urgent first; external ones are left out unless asked for. */
	next(
		state: EntryState,
		limit: number,
		types: readonly EntryType[],
		after: readonly number[] = [],
	): Entry[] {
		const marks = types.map(() => '?').join(',');
		return this.#all(
			`select * from frontier where run = ? and state = ? and type in (${marks}) order by priority, seq limit ?`,
			this.#run,
			state,
			...types,
			limit + after.length,
		)
			.filter(({ seq }) => !after.includes(seq as number))
			.slice(0, limit)
			.map(entryOf);
	}

	entry(key: string): Entry | undefined {
		const [row] = this.#all('select * from frontier where run = ? and key = ?', this.#run, key);
		return row && entryOf(row);
	}

	/** Every address in these states. */
	entries(...states: EntryState[]): Entry[] {
		const marks = states.map(() => '?').join(',');
		return this.#all(
			`select * from frontier where run = ? and state in (${marks}) order by seq`,
			this.#run,
			...states,
		).map(entryOf);
	}

	count(state: EntryState, type?: EntryType): number {
		const [row] = type
			? this.#all(
					'select count(*) as n from frontier where run = ? and state = ? and type = ?',
					this.#run,
					state,
					type,
				)
			: this.#all('select count(*) as n from frontier where run = ? and state = ?', this.#run, state);
		return Number(row?.n ?? 0);
	}

	settle(seq: number, state: EntryState): void {
		this.#write('update frontier set state = ? where run = ? and seq = ?', state, this.#run, seq);
	}

	/** Keeps what one try met, in words for a reader. */
	recordTry(seq: number, lane: Lane, outcome: string, at: string): void {
		this.#write(
			'insert into tries (run, seq, number, at, lane, outcome) select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ? from tries where run = ? and seq = ?',
			this.#run,
			seq,
			at,
			lane,
			outcome,
			this.#run,
			seq,
		);
	}

	tries(seq: number): string[] {
		return this.#all(
			'select outcome from tries where run = ? and seq = ? order by number',
			this.#run,
			seq,
		).map(({ outcome }) => outcome as string);
	}

	saveResponse(seq: number, response: StoredResponse, at: string): void {
		const hash = response.body && response.body.length > 0 ? this.#saveBody(response.body) : null;
		this.#write(
			'insert or replace into responses values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
			this.#run,
			seq,
			response.finalUrl,
			response.status ?? null,
			response.reason ?? null,
			JSON.stringify(response.headers),
			hash,
			JSON.stringify(response.redirects),
			response.lane,
			at,
			response.milliseconds,
		);
	}

	/** Keeps what linkinator found out about another host's address. */
	saveVerdict(
		seq: number,
		verdict: { url: string; status?: number; reason?: BrokenReason },
		at: string,
	): void {
		this.saveResponse(
			seq,
			{
				finalUrl: verdict.url,
				status: verdict.status,
				...(verdict.reason ? { reason: verdict.reason } : {}),
				headers: {},
				body: undefined,
				redirects: [],
				lane: 'http',
				milliseconds: 0,
			},
			at,
		);
	}

	#saveBody(body: Uint8Array): Uint8Array {
		const hash = createHash('sha256').update(body).digest();
		const known = hash.toString('base64');
		if (!this.#bodies.has(known)) {
			this.#bodies.add(known);
			this.#write(
				'insert or ignore into bodies values (?, ?, ?)',
				hash,
				body.length,
				zlib.zstdCompressSync(body, { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } }),
			);
		}
		return hash;
	}

	savePage(seq: number, lane: Lane, facts: PageFacts, walked?: 'to-end' | 'cut'): void {
		const { links, ...rest } = facts;
		this.#write(
			'insert or replace into pages values (?, ?, ?, ?, ?, ?)',
			this.#run,
			seq,
			lane,
			JSON.stringify(rest),
			JSON.stringify(links),
			walked ?? null,
		);
	}

	/** The run's pages in the order in which their addresses were found. */
	*pages(): Generator<StoredPage> {
		const rows = this.#prepare(
			`select p.seq, f.url, f.depth, r.final_url, p.lane, p.facts, p.links, p.walked
			from pages p join frontier f using (run, seq) join responses r using (run, seq) where p.run = ? order by p.seq`,
		).iterate(this.#run);
		for (const row of rows) {
			yield {
				seq: row.seq as number,
				url: row.url as string,
				finalUrl: row.final_url as string,
				depth: row.depth as number,
				lane: row.lane as Lane,
				facts: JSON.parse(row.facts as string) as Omit<PageFacts, 'links'>,
				links: row.links as string,
				walked: (row.walked as 'to-end' | 'cut' | null) ?? undefined,
			};
		}
	}

	/** One page of the run, without its links. */
	page(seq: number): { finalUrl: string; lane: Lane; facts: Omit<PageFacts, 'links'> } | undefined {
		const [row] = this.#all(
			'select r.final_url, p.lane, p.facts from pages p join responses r using (run, seq) where p.run = ? and p.seq = ?',
			this.#run,
			seq,
		);
		return (
			row && {
				finalUrl: row.final_url as string,
				lane: row.lane as Lane,
				facts: JSON.parse(row.facts as string) as Omit<PageFacts, 'links'>,
			}
		);
	}

	/** Page addresses that were asked for, whatever came back. */
	seenPages(): number {
		const [row] = this.#all(
			"select count(*) as n from frontier where run = ? and type = 'page' and state in ('ok', 'broken', 'render', 'retry')",
			this.#run,
		);
		return Number(row?.n ?? 0);
	}

	/** Targets that came to an end, of every type. */
	settledCount(): number {
		const [row] = this.#all(
			"select count(*) as n from frontier where run = ? and state in ('ok', 'broken', 'wall')",
			this.#run,
		);
		return Number(row?.n ?? 0);
	}

	linksOf(seq: number): readonly Link[] {
		const [row] = this.#all('select links from pages where run = ? and seq = ?', this.#run, seq);
		return row ? (JSON.parse(row.links as string) as Link[]) : [];
	}

	/** Final addresses and redirects of all answers. */
	*responses(): Generator<{
		seq: number;
		url: string;
		finalUrl: string;
		status: number | undefined;
		reason: BrokenReason | undefined;
		redirects: string[];
	}> {
		const rows = this.#prepare(
			'select f.seq, f.url, r.final_url, r.status, r.reason, r.redirects from responses r join frontier f using (run, seq) where r.run = ?',
		).iterate(this.#run);
		for (const row of rows) {
			yield {
				seq: row.seq as number,
				url: row.url as string,
				finalUrl: row.final_url as string,
				status: (row.status as number | null) ?? undefined,
				reason: (row.reason as BrokenReason | null) ?? undefined,
				redirects: JSON.parse(row.redirects as string) as string[],
			};
		}
	}

	/** The answer's outcome, without its body. */
	response(
		seq: number,
	): { finalUrl: string; status: number | undefined; reason: BrokenReason | undefined } | undefined {
		const [row] = this.#all(
			'select final_url, status, reason from responses where run = ? and seq = ?',
			this.#run,
			seq,
		);
		if (!row) return undefined;
		return {
			finalUrl: row.final_url as string,
			status: (row.status as number | null) ?? undefined,
			reason: (row.reason as BrokenReason | null) ?? undefined,
		};
	}

	counters(): Counters {
		const [row] = this.#all('select counters from runs where id = ?', this.#run);
		const zero: Counters = { pagesFetched: 0, pagesRendered: 0, requests: 0, bytes: 0 };
		return { ...zero, ...(JSON.parse((row?.counters as string) ?? '{}') as Partial<Counters>) };
	}

	saveCounters(counters: Counters): void {
		this.#write('update runs set counters = ? where id = ?', JSON.stringify(counters), this.#run);
	}

	/** Small facts of the run that a resumed crawl must know: decisions by family, fingerprints. */
	notes<T extends object>(): Partial<T> {
		const [row] = this.#all('select notes from runs where id = ?', this.#run);
		return JSON.parse((row?.notes as string) ?? '{}') as Partial<T>;
	}

	saveNotes(notes: object): void {
		this.#write('update runs set notes = ? where id = ?', JSON.stringify(notes), this.#run);
	}

	finish(now: string): void {
		this.#write('update runs set finished_at = ? where id = ?', now, this.#run);
		this.flush();
	}

	/** Commits what is gathered; called by a timer, before long waits and at the end. */
	flush(): void {
		clearTimeout(this.#commit);
		this.#commit = undefined;
		if (this.#db.isTransaction) this.#db.exec('commit');
	}

	close(): void {
		this.flush();
		this.#db.close();
	}

	#prepare(sql: string): StatementSync {
		let statement = this.#statements.get(sql);
		if (!statement) {
			statement = this.#db.prepare(sql);
			this.#statements.set(sql, statement);
		}
		return statement;
	}

	#all(sql: string, ...values: SQLInputValue[]): Row[] {
		return this.#prepare(sql).all(...values) as Row[];
	}

	#write(sql: string, ...values: SQLInputValue[]): void {
		if (!this.#db.isTransaction) {
			this.#db.exec('begin');
			this.#commit = setTimeout(() => this.flush(), commitEvery);
		}
		this.#prepare(sql).run(...values);
	}
}
