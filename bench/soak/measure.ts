import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Names → numbers. */
export type Counts = Readonly<Record<string, number>>;

const filesIn = (folder: string): readonly string[] => {
	try {
		return readdirSync(folder, { recursive: true }).map((name) => String(name));
	} catch {
		return [];
	}
};

/** Rows of each table of the store. */
export const rowsOf = (file: string): Counts => {
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const tables = database
			.prepare(
				"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
			)
			.all() as { readonly name: string }[];
		return Object.fromEntries(
			tables.map(({ name }) => [
				name,
				Number(database.prepare(`SELECT count(*) AS rows FROM "${name}"`).get()?.rows ?? 0),
			]),
		);
	} finally {
		database.close();
	}
};

const kindOf = (path: string): string => {
	if (/\.tmp$|draft/.test(path)) return 'drafts';
	if (/(?:^|\/)archive\.db/.test(path)) return 'archives';
	if (/\/evidence\//.test(path)) return 'evidence';
	if (/^out\/logs\//.test(path)) return 'program log';
	if (/\/logs\//.test(path)) return 'audit logs';
	if (/\/report(?:-\d+)?\.json$/.test(path)) return 'reports';
	if (/^gongkai\.db-(?:wal|shm)$/.test(path)) return 'database log';
	if (/^gongkai\.db$/.test(path)) return 'database';
	if (/^temporary\//.test(path)) return 'temporary';
	return 'other';
};

const kinds =
	'archives,evidence,reports,audit logs,program log,database,database log,drafts,temporary,other'.split(',');

/** Bytes in an installation's folder by kind, and how many files lie there, of the temporary ones the folders too; a file with several names counts once. */
export const diskOf = (folder: string): { readonly bytes: Counts; readonly files: Counts } => {
	const bytes: Record<string, number> = Object.fromEntries(kinds.map((kind) => [kind, 0]));
	const files = { ...bytes };
	const seen = new Set<number>();
	for (const path of filesIn(folder)) {
		const found = statSync(join(folder, path), { throwIfNoEntry: false });
		const kind = kindOf(path.replaceAll('\\', '/'));
		// A temporary folder that stays is as much as a file.
		if (!found || seen.has(found.ino) || !(found.isFile() || kind === 'temporary')) continue;
		seen.add(found.ino);
		bytes[kind] = (bytes[kind] ?? 0) + found.size;
		files[kind] = (files[kind] ?? 0) + 1;
	}
	return { bytes, files };
};

/** What a process holds open, by kind; nothing beyond Linux. */
export const descriptorsOf = (pid: number): Counts => {
	const counts: Record<string, number> = { all: 0, sockets: 0, pipes: 0, files: 0 };
	for (const number of filesIn(`/proc/${pid}/fd`)) {
		let to: string;
		try {
			to = readlinkSync(`/proc/${pid}/fd/${number}`);
		} catch {
			continue; // Closed just now.
		}
		const kind = /^socket:/.test(to)
			? 'sockets'
			: /^pipe:/.test(to)
				? 'pipes'
				: /^\//.test(to)
					? 'files'
					: 'other';
		counts.all = (counts.all ?? 0) + 1;
		counts[kind] = (counts[kind] ?? 0) + 1;
	}
	return counts;
};

/** Processes below one, be they its children's; nothing beyond Linux. */
export const processesBelow = (pid: number): readonly number[] => {
	const parents = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
				const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
				return state === 'Z' ? [] : [[Number(name), Number(parent)] as const];
			} catch {
				return []; // Gone just now.
			}
		});
	const below = (above: number): number[] =>
		parents.filter(([, parent]) => parent === above).flatMap(([child]) => [child, ...below(child)]);
	return below(pid);
};
