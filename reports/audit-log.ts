import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isIdNumber, isLuhn, mask } from '../crawler/extract/personal-numbers.ts';
import { plain } from './formats/text.ts';

/** What one site's audits logged, each in a file of its own beside the site's reports: `OUT/SITE_ID/logs/audit-….log`. */

/** Logs that are kept of one site, the newest. */
const maxFiles = 12;
/** Bytes of one log that are read, its last ones. */
const maxBytes = 600_000;
/** An audit that went on again and again after it was cut off has a file each time; the newest of them are read. */
const maxFilesRead = 4;

const logName = /^audit-(\d{4}-\d\d-\d\dT)(\d\d)-(\d\d)-(\d\d\.\d{3}Z)\.log$/;

export const auditLogFolder = (out: string, site: string): string => join(out, site, 'logs');

/** The name of the log of an audit that begins at an instant, ISO in UTC. */
export const auditLogName = (begun: string): string =>
	`audit-${new Date(begun).toISOString().replaceAll(':', '-')}.log`;

const begunOf = (name: string): number => {
	const [, day, hours, minutes, seconds] = logName.exec(name) ?? [];
	return day ? Date.parse(`${day}${hours}:${minutes}:${seconds}`) : Number.NaN;
};

/** Names of a site's logs, oldest first; none where there is no folder. */
const logsIn = async (folder: string): Promise<string[]> =>
	(await readdir(folder, { withFileTypes: true }).catch(() => []))
		// A pipe of that name would hold whoever reads it.
		.filter((entry) => entry.isFile() && !Number.isNaN(begunOf(entry.name)))
		.map(({ name }) => name)
		.sort();

/** Removes the oldest logs of a site, so that one more has its place. */
export const makeRoomForLog = async (folder: string): Promise<void> => {
	for (const name of (await logsIn(folder)).slice(0, 1 - maxFiles))
		await rm(join(folder, name), { force: true });
};

/** Numbers of private persons and where mail reaches them, made unreadable: addresses of pages may carry them. */
export const withoutPersonal = (text: string): string =>
	text
		.replace(/(?<![\dA-Za-z])\d{15,19}[Xx]?(?![\dA-Za-z])/g, (number) =>
			(number.length === 18 && isIdNumber(number)) || (/^\d{16,19}$/.test(number) && isLuhn(number))
				? mask(number)
				: number,
		)
		.replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, mask)
		.replace(/[\w.+-]+@(?=[\w-]+\.)/g, '***@');

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One line of a log. */
export interface LogEntry {
	/** ISO. */
	readonly at: string;
	readonly level: LogLevel;
	/** English, as the program writes it. */
	readonly message: string;
	/** What it is about, by name; texts without control characters, numbers of persons masked. */
	readonly details: readonly (readonly [name: string, value: string])[];
}

/** What every line has, or what says nothing to its reader. */
const left = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'site', 'stack', 'audit']);
const maxValue = 500;
const maxDetails = 20;

const shown = (value: unknown): string => {
	const text =
		typeof value === 'object' && value !== null
			? 'message' in value
				? String(value.message)
				: JSON.stringify(value)
			: String(value);
	return withoutPersonal(plain(text.slice(0, maxValue)));
};

const levelOf = (level: unknown): LogLevel =>
	typeof level !== 'number' || level < 30 ? 'debug' : level < 40 ? 'info' : level < 50 ? 'warn' : 'error';

/** A line as pino writes it; undefined where it is none, such as one that was cut off. */
const entryOf = (line: string): LogEntry | undefined => {
	try {
		const told: unknown = JSON.parse(line);
		if (typeof told !== 'object' || told === null) return undefined;
		const { time, level, msg } = told as Record<string, unknown>;
		const at = typeof time === 'number' || typeof time === 'string' ? new Date(time) : undefined;
		if (!at || Number.isNaN(at.getTime())) return undefined;
		return {
			at: at.toISOString(),
			level: levelOf(level),
			message: shown(msg ?? ''),
			details: Object.entries(told)
				.filter(([name, value]) => !left.has(name) && value !== null && value !== undefined)
				.slice(0, maxDetails)
				.map(([name, value]) => [plain(name.slice(0, 40)), shown(value)] as const),
		};
	} catch {
		return undefined;
	}
};

/** The last bytes of a file; nothing where it is gone. */
const tailOf = async (file: string): Promise<{ readonly text: string; readonly isCut: boolean }> => {
	const handle = await open(file, 'r').catch(() => undefined);
	if (!handle) return { text: '', isCut: false };
	try {
		const { size } = await handle.stat();
		const from = Math.max(0, size - maxBytes);
		const buffer = Buffer.alloc(Math.min(size, maxBytes));
		const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
		return { text: buffer.subarray(0, bytesRead).toString('utf8'), isCut: from > 0 };
	} finally {
		await handle.close();
	}
};

export interface AuditLog {
	/** The newest first. */
	readonly entries: readonly LogEntry[];
	/** There was more than is read. */
	readonly isCut: boolean;
}

/** What an audit between two instants, ISO, has logged; undefined where no log of it is kept. */
export const readAuditLog = async (
	out: string,
	site: string,
	{ from, to }: { readonly from: string; readonly to: string },
): Promise<AuditLog | undefined> => {
	const folder = auditLogFolder(out, site);
	const own = (await logsIn(folder)).filter((name) => {
		const begun = begunOf(name);
		return begun >= Date.parse(from) && begun <= Date.parse(to);
	});
	if (own.length === 0) return undefined;
	const tails = await Promise.all(own.slice(-maxFilesRead).map((name) => tailOf(join(folder, name))));
	const entries = tails.flatMap(({ text }) => text.split('\n').flatMap((line) => entryOf(line) ?? []));
	return {
		entries: entries.reverse(),
		isCut: own.length > maxFilesRead || tails.some(({ isCut }) => isCut),
	};
};
