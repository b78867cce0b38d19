import { type Bodies, openBodies } from './bodies.ts';
import { parsed, present } from './damage.ts';
import { type Database, type Opening, openDatabase } from './database.ts';
import { type Files, openFiles } from './files.ts';
import { forgetOld, forgetRun } from './forget.ts';
import { type KnownAnswers, knownAnswers } from './known.ts';
import { Ledger } from './ledger.ts';
import { openPages, type Pages } from './pages.ts';
import { openReadings, type Readings } from './readings.ts';
import { openResponses, type Responses } from './responses.ts';
import {
	type Counters,
	type Entry,
	type EntryState,
	type EntryType,
	entryOf,
	type NewEntry,
} from './rows.ts';
import { rowsOfRun } from './schema.ts';
import { openTries, type Tries } from './tries.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The memory of one site: each run's frontier, responses and facts; bodies shared by content between runs. */
export class Archive {
	readonly #database: Database;
	/** What addresses answered last, over all runs. */
	readonly known: KnownAnswers;
	readonly readings: Readings;
	readonly bodies: Bodies;
	readonly responses: Responses;
	readonly pages: Pages;
	readonly tries: Tries;
	readonly files: Files;
	#run = 0;
	#ledger = new Ledger();

	/** Throws with a Chinese sentence where the file is damaged, locked by another audit or of a newer version. */
	constructor(file: string, opening?: Opening) {
		this.#database = openDatabase(file, opening);
		this.known = knownAnswers(this.#database);
		this.readings = openReadings(this.#database);
		this.bodies = openBodies(this.#database);
		const ids = { of: (seq: number) => this.#id(seq), all: () => this.#rows() };
		this.responses = openResponses(this.#database, ids);
		this.pages = openPages(this.#database, ids, this.readings);
		this.tries = openTries(this.#database, ids);
		this.files = openFiles(this.#database, ids);
	}

	/** Begins a run, or goes on with the last one where that was cut off under the same settings. */
	begin(asOf: string, settings: string, now: string): { resumed: boolean; startedAt: string } {
		const [last] = this.#database.all('select * from runs order by id desc limit 1');
		const resumed =
			last !== undefined && last.finished_at === null && last.as_of === asOf && last.settings === settings;
		if (resumed) {
			this.#run = last.id as number;
		} else {
			// What an abandoned run left is of no use to anyone; its bodies may serve the next one.
			if (last?.finished_at === null) forgetRun(this.#database, last.id as number);
			this.#run = Number(
				this.#database
					.prepare('insert into runs (started_at, as_of, settings) values (?, ?, ?)')
					.run(now, asOf, settings).lastInsertRowid,
			);
		}
		this.#takeUp();
		return { resumed, startedAt: resumed ? (last.started_at as string) : now };
	}

	/** Goes back to a run that came to its end, by the instant of its start; false where the archive has none. Only for an archive that is opened as scratch. */
	reopen(startedAt: string): boolean {
		const [run] = this.#database.all(
			'select id from runs where finished_at is not null and started_at = ? order by id desc limit 1',
			startedAt,
		);
		if (!run) return false;
		this.#run = run.id as number;
		this.#takeUp();
		return true;
	}

	/** Reads which addresses the run knows. */
	#takeUp(): void {
		this.#ledger = new Ledger();
		const rows = this.#database
			.prepare('select key, type, priority, state from frontier where id between ? and ? order by id')
			.iterate(...this.#rows());
		for (const { key, type, priority, state } of rows) {
			this.#ledger.add(key as string, type as EntryType, priority as number, state as EntryState);
		}
	}

	/** First and last possible row of this run. */
	#rows(): [number, number] {
		return [this.#id(0), this.#id(rowsOfRun - 1)];
	}

	#id(seq: number): number {
		return this.#run * rowsOfRun + seq;
	}

	/** Adds an address unless one of its key is known; says whether it was new. */
	add(entry: NewEntry): boolean {
		const seq = this.#ledger.add(entry.key, entry.type, entry.priority, entry.state);
		if (seq === undefined) return false;
		this.#database.write(
			'insert into frontier (id, url, key, type, priority, depth, state, found_on, found_text) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
			this.#id(seq),
			entry.url,
			entry.key,
			entry.type,
			entry.priority,
			entry.depth,
			entry.state ?? 'queued',
			entry.foundOn,
			entry.foundText,
		);
		return true;
	}

	/** An address of this key was added. */
	knows(key: string): boolean {
		return this.#ledger.seqOf(key) !== undefined;
	}

	stateOf(key: string): EntryState | undefined {
		return this.#ledger.stateOf(key);
	}

	/** Keeps that the address of this key was left, since it shows what `base` shows. */
	noteSame(key: string, base: string): void {
		const seq = this.#ledger.seqOf(key);
		if (seq !== undefined) this.responses.saveSame(seq, base);
	}

	/** Puts an address that was taken back into the queue, behind more urgent ones. */
	postpone(seq: number, priority: number): void {
		this.#ledger.postpone(seq, priority);
		this.#database.write('update frontier set priority = ? where id = ?', priority, this.#id(seq));
	}

	/** Takes the next addresses in this state, most urgent first; whoever takes one settles it. What is taken and not settled waits again after a restart. */
	take(state: 'queued' | 'render', limit: number, types: readonly EntryType[]): Entry[] {
		return this.#ledger.take(state, limit, types).map((seq) => this.#entryAt(seq));
	}

	/** The number of the address of this key. */
	seqOf(key: string): number | undefined {
		return this.#ledger.seqOf(key);
	}

	entry(key: string): Entry | undefined {
		const seq = this.#ledger.seqOf(key);
		return seq === undefined ? undefined : this.#entryAt(seq);
	}

	#entryAt(seq: number): Entry {
		const [row] = this.#database.all('select * from frontier where id = ?', this.#id(seq));
		return entryOf(present(row, `address ${seq}`));
	}

	/** Number of this run; a resumed one keeps it. */
	get run(): number {
		return this.#run;
	}

	/** Every address in these states. */
	entries(...states: EntryState[]): Entry[] {
		const marks = states.map(() => '?').join(',');
		return this.#database
			.all(
				`select * from frontier where id between ? and ? and state in (${marks}) order by id`,
				...this.#rows(),
				...states,
			)
			.map(entryOf);
	}

	count(state: EntryState, type?: EntryType): number {
		return this.#ledger.count(state, type);
	}

	settle(seq: number, state: EntryState): void {
		this.#ledger.settle(seq, state);
		this.#database.write('update frontier set state = ? where id = ?', state, this.#id(seq));
	}

	/** What waits under this number is another kind of target than it seemed: a page of a host that has turned out to be the site's own. */
	retype(seq: number, type: EntryType, priority: number): void {
		this.#ledger.retype(seq, type, priority);
		this.#database.write(
			'update frontier set type = ?, priority = ? where id = ?',
			type,
			priority,
			this.#id(seq),
		);
	}

	/** What was first met on this page. */
	foundOn(page: string): Entry[] {
		return this.#database
			.all('select * from frontier where id between ? and ? and found_on = ?', ...this.#rows(), page)
			.map(entryOf);
	}

	/** The page on which it was first met does not lead to it any more. */
	unfind(seq: number): void {
		this.#database.write("update frontier set found_on = '' where id = ?", this.#id(seq));
	}

	/** Forgets what was shown at an address, or in its place; it waits as it did before. */
	dropPage(seq: number): void {
		this.pages.drop(seq);
		this.files.drop(seq);
		this.settle(seq, 'queued');
	}

	/** Page addresses that were asked for and are not forbidden: what a budget of pages was spent on. */
	pagesAsked(): number {
		return sum(
			(['ok', 'broken', 'render', 'retry', 'wall'] as const).map((state) => this.count(state, 'page')),
		);
	}

	/** Page addresses of which we know how they are. */
	pagesSettled(): number {
		return this.count('ok', 'page') + this.count('broken', 'page');
	}

	/** Targets that came to an end, of every type. */
	settledCount(): number {
		return sum((['ok', 'broken', 'wall'] as const).map((state) => this.count(state)));
	}

	/** Called before each commit: what it saves is on disk with the pages that it is about, however the process ends. */
	beforeCommit(save: () => void): void {
		this.#database.beforeCommit(save);
	}

	counters(): Counters {
		const [row] = this.#database.all('select counters from runs where id = ?', this.#run);
		const zero: Counters = { pagesFetched: 0, pagesRendered: 0, requests: 0, bytes: 0 };
		return { ...zero, ...parsed<Partial<Counters>>(row?.counters ?? '{}') };
	}

	saveCounters(counters: Counters): void {
		this.#database.write('update runs set counters = ? where id = ?', JSON.stringify(counters), this.#run);
	}

	/** Small facts of the run that a resumed crawl must know: decisions by family, fingerprints. */
	notes<T extends object>(): Partial<T> {
		const [row] = this.#database.all('select notes from runs where id = ?', this.#run);
		return parsed<Partial<T>>(row?.notes ?? '{}');
	}

	/** Notes of the last run before this one that came to its end. */
	lastNotes<T extends object>(): Partial<T> {
		const [row] = this.#database.all(
			'select notes from runs where id < ? and finished_at is not null order by id desc limit 1',
			this.#run,
		);
		return parsed<Partial<T>>(row?.notes ?? '{}');
	}

	saveNotes(notes: object): void {
		this.#database.write('update runs set notes = ? where id = ?', JSON.stringify(notes), this.#run);
	}

	/** Begins this run once more, with these notes; what it has cost so far stays on its account. */
	startOver(notes: object): void {
		const { requests, bytes } = this.counters();
		this.#database.beforeCommit(() => {}); // What was noted so far is not to be noted again.
		this.saveNotes(notes);
		this.saveCounters({ pagesFetched: 0, pagesRendered: 0, requests, bytes });
		forgetRun(this.#database, this.#run);
		this.flush();
		this.#ledger = new Ledger();
	}

	/** Marks the run as done, and forgets those of long ago. */
	finish(now: string): void {
		this.#database.write('update runs set finished_at = ? where id = ?', now, this.#run);
		if (forgetOld(this.#database, this.#run)) this.readings.forgetAtHand();
		this.flush();
	}

	/** Commits what is gathered; called by a timer, before long waits and at the end. */
	flush(): void {
		this.#database.flush();
	}

	close(): void {
		this.#database.close();
	}
}
