import { join } from 'node:path';
import pino from 'pino';
import { refusal, writableFolder } from '../crawler/folder.ts';
import { auditLogFolder, auditLogName, makeRoomForLog } from '../reports/audit-log.ts';
import { type Context, warn } from './command.ts';

/** The log of this program, and one more for each audit. */
export interface Logs {
	readonly log: pino.Logger;
	/** Logs of one audit, into the program's log and, with every try that failed, into a file of its own beside the site's reports. */
	readonly ofAudit: (site: string) => Promise<AuditLogger>;
	readonly close: () => void;
}

export interface AuditLogger {
	readonly log: pino.Logger;
	readonly close: () => void;
}

/** Bytes of one audit's log; what is told of single addresses ends there, the rest a little later. */
const maxBytes = 250_000;
const maxBytesAtAll = 500_000;

/** A file that takes so much and no more, and whose trouble is nobody's. */
const boundedFile = (file: string) => {
	const destination = pino.destination({ dest: file, sync: true });
	destination.on('error', () => {});
	let bytes = 0;
	return {
		write: (line: string): void => {
			const isDebug = line.startsWith('{"level":20');
			if (bytes > (isDebug ? maxBytes : maxBytesAtAll)) return;
			bytes += line.length;
			destination.write(line);
		},
		close: () => destination.end(),
	};
};

/** Where the folder for reports was named, and can be named otherwise. */
export const adviceOn = ({ values }: Context, file: string | undefined): string => {
	if (values.out !== undefined) return '请换一个 --out';
	return file === undefined ? '请用 --out 指定另一个目录' : `请改 ${file} 里的 out`;
};

/** Leaves out the lines whose error is told by others. */
const withoutSaid = (isSaid: (error: unknown) => boolean): pino.LoggerOptions => ({
	hooks: {
		logMethod(line, method) {
			const [fields] = line as unknown[];
			const isOfError = typeof fields === 'object' && fields !== null && 'err' in fields;
			if (!isOfError || !isSaid(fields.err)) method.apply(this, line);
		},
	},
});

/**
 * The log beside the reports, of which `config` is the configuration’s file. Throws a Chinese sentence where it cannot be opened; one that cannot be written any more is told
 * once, and stops nothing.
 */
export const openLogs = async (
	context: Context,
	out: string,
	config: string | undefined,
	isSaid: (error: unknown) => boolean = () => false,
): Promise<Logs> => {
	const folder = join(out, 'logs');
	const file = join(folder, 'gongkai.log');
	await writableFolder(folder, adviceOn(context, config));
	try {
		const destination = pino.destination({ dest: file, sync: true });
		let isTold = false;
		destination.on('error', (error) => {
			// Without its cause, which would be told in its place: that the audit had to end.
			if (!isTold) warn(context, new Error(`日志 ${file} 写不进去（${refusal(error)}）`));
			isTold = true;
		});
		const log = pino(withoutSaid(isSaid), destination);
		return {
			log,
			close: () => destination.end(),
			ofAudit: async (site) => {
				const own = auditLogFolder(out, site);
				try {
					await writableFolder(own);
					await makeRoomForLog(own);
					const beside = boundedFile(join(own, auditLogName(context.io.now().toISOString())));
					const streams = [
						{ level: 'info', stream: destination },
						{ level: 'debug', stream: beside },
					] as const;
					return { log: pino({ level: 'debug' }, pino.multistream([...streams])), close: beside.close };
				} catch (error) {
					log.warn({ site, err: error }, 'the log of an audit could not be opened');
					return { log, close: () => {} };
				}
			},
		};
	} catch (cause) {
		throw new Error(`不能写入日志 ${file}（${refusal(cause)}）`, { cause });
	}
};

/** The program's log alone. */
export const openLog = async (...given: Parameters<typeof openLogs>): Promise<pino.Logger> =>
	(await openLogs(...given)).log;
