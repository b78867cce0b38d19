import { join } from 'node:path';
import pino from 'pino';
import { refusal, writableFolder } from '../crawler/folder.ts';
import { type Context, warn } from './command.ts';

/**
 * The log beside the reports. Throws a Chinese sentence where it cannot be opened; one that cannot be written any more is told
 * once, and stops nothing.
 */
export const openLog = async (context: Context, out: string): Promise<pino.Logger> => {
	const folder = join(out, 'logs');
	const file = join(folder, 'gongkai.log');
	await writableFolder(folder);
	try {
		const destination = pino.destination({ dest: file, sync: true });
		let isTold = false;
		destination.on('error', (error) => {
			// Without its cause, which would be told in its place: that the audit had to end.
			if (!isTold) warn(context, new Error(`日志 ${file} 写不进去（${refusal(error)}）`));
			isTold = true;
		});
		return pino(destination);
	} catch (cause) {
		throw new Error(`不能写入日志 ${file}（${refusal(cause)}）`, { cause });
	}
};
