import { randomUUID } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { refusal, writableFolder } from '../../crawler/folder.ts';

type Pieces = Iterable<string> | AsyncIterable<string | Uint8Array>;

/** What the disk refuses is told by the file that was wanted; what the pieces throw is theirs. */
const telling = async <Result>(file: string, step: Promise<Result>): Promise<Result> => {
	try {
		return await step;
	} catch (cause) {
		throw new Error(`不能写入文件 ${file}（${refusal(cause)}）`, { cause });
	}
};

const writeAll = async (handle: FileHandle, file: string, pieces: Pieces): Promise<void> => {
	for await (const piece of pieces) await telling(file, handle.writeFile(piece));
};

/**
 * Writes a file piece by piece, whole or not at all: what stood there before stands until the end. Makes the folder where there is
 * none. Throws a Chinese sentence where it cannot be written. `option`: where the file was named.
 */
export const writeWhole = async (file: string, pieces: Pieces, option = '--out'): Promise<void> => {
	const there = await stat(file).catch(() => undefined);
	if (there?.isDirectory()) throw new Error(`${file} 是文件夹，${option} 应为文件名，可写这个文件夹里的文件`);
	if (there && !there.isFile()) {
		// A device or a pipe takes what comes; to replace it by a file would break what others use it for.
		const handle = await telling(file, open(file, 'a'));
		await writeAll(handle, file, pieces).finally(() => handle.close());
		return;
	}
	const target = await realpath(file).catch(() => file); // Of a link, what it leads to.
	await writableFolder(dirname(target), `请换一个 ${option}`);
	const temporary = join(dirname(target), `.${basename(target).slice(0, 40)}-${randomUUID()}.tmp`);
	const handle = await telling(file, open(temporary, 'wx', there && there.mode & 0o777));
	try {
		try {
			await writeAll(handle, file, pieces);
			await telling(file, handle.sync());
		} finally {
			await handle.close();
		}
		await telling(file, rename(temporary, target));
	} finally {
		await rm(temporary, { force: true });
	}
};
