import type { Taken } from './clock.ts';
import type { Figure } from './growth.ts';
import type { Counts } from './measure.ts';

/** What was seen at the end of a simulated month. */
export interface Seen {
	readonly month: string;
	/** Since the one before, real seconds. */
	readonly seconds: number;
	readonly taken: Taken;
	readonly descriptors: Counts;
	readonly processes: number;
	readonly rows: Counts;
	readonly disk: { readonly bytes: Counts; readonly files: Counts };
}

/** Tables that keep what each month brings, for ever or for longer than a year; all others must not grow. */
export const keptTables: ReadonlySet<string> = new Set([
	...['reports', 'parts', 'months', 'dues', 'findings', 'details', 'sightings', 'check_sums', 'responses'],
	...['decisions', 'month_steps', 'rechecks', 'repairing_steps', 'trail'],
	...['notice_events', 'notice_marks', 'notices', 'notice_releases'],
]);
const keptFiles: ReadonlySet<string> = new Set(['reports', 'audit logs', 'program log', 'database']);

const megabyte = 1_000_000;

const namesIn = (all: readonly Counts[]): readonly string[] => [
	...new Set(all.flatMap((one) => Object.keys(one))),
];

/** Every figure that is judged, one value a month. */
export const figuresOf = (seen: readonly Seen[]): readonly Figure[] => {
	const of = (value: (one: Seen) => number): readonly number[] => seen.map(value);
	const counts = (
		label: string,
		pick: (one: Seen) => Counts,
		part: number,
		least: number,
		kept = new Set<string>() as ReadonlySet<string>,
	) =>
		namesIn(seen.map(pick)).map(
			(name): Figure => ({
				name: `${label}: ${name}`,
				kind: kept.has(name) ? 'kept' : 'steady',
				values: of((one) => pick(one)[name] ?? 0),
				part: kept.has(name) ? 0.1 : part,
				least: kept.has(name) ? Math.max(1, least) : least,
			}),
		);
	return [
		{
			name: 'memory: heap, MB',
			kind: 'steady',
			values: of(({ taken }) => taken.heap / megabyte),
			part: 0.01,
			least: 0.1,
		},
		{
			name: 'memory: external, MB',
			kind: 'steady',
			values: of(({ taken }) => taken.external / megabyte),
			part: 0.01,
			least: 0.1,
		},
		{
			name: 'memory: rss, MB',
			kind: 'steady',
			values: of(({ taken }) => taken.rss / megabyte),
			part: 0.02,
			least: 1,
		},
		...counts('handles', ({ taken }) => taken.resources, 0, 0.1),
		...counts('descriptors', ({ descriptors }) => descriptors, 0, 0.1),
		{
			name: 'processes below',
			kind: 'steady',
			values: of(({ processes }) => processes),
			part: 0,
			least: 0.1,
		},
		...counts('rows', ({ rows }) => rows, 0.01, 0.2, keptTables),
		...counts('bytes', ({ disk }) => disk.bytes, 0.02, 20_000, keptFiles),
		...counts('files', ({ disk }) => disk.files, 0.01, 0.2, new Set(['reports', 'audit logs'])),
	];
};

const inMegabytes = (bytes: number): number => Number((bytes / megabyte).toFixed(1));
const sum = (counts: Counts, names: readonly string[]): number =>
	names.reduce((all, name) => all + (counts[name] ?? 0), 0);

/** One month in a line. */
export const lineOf = ({ taken, descriptors, processes, rows, disk, seconds }: Seen) => ({
	seconds: Math.round(seconds),
	'heap MB': inMegabytes(taken.heap),
	'rss MB': inMegabytes(taken.rss),
	handles: sum(taken.resources, Object.keys(taken.resources)),
	descriptors: descriptors.all ?? 0,
	processes,
	reports: rows.reports ?? 0,
	findings: rows.findings ?? 0,
	probes: rows.probes ?? 0,
	'probe days': rows.probe_days ?? 0,
	audits: rows.audits ?? 0,
	sessions: rows.sessions ?? 0,
	tries: rows.sign_in_tries ?? 0,
	tokens: rows.tokens ?? 0,
	trail: rows.trail ?? 0,
	'archives MB': inMegabytes(disk.bytes.archives ?? 0),
	'pictures MB': inMegabytes(disk.bytes.evidence ?? 0),
	'database MB': inMegabytes(disk.bytes.database ?? 0),
	'its log MB': inMegabytes(disk.bytes['database log'] ?? 0),
	'logs MB': inMegabytes(sum(disk.bytes, ['program log', 'audit logs'])),
	temporary: disk.files.temporary ?? 0,
});
