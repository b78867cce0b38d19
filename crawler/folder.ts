import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/**
 * Makes a folder, and those above it, unless it is there. Throws as `mkdir`, whose own `recursive` never comes back where the
 * system refuses with ENOENT, as in /proc.
 */
export const makeFolder = async (folder: string, mode = 0o777): Promise<void> => {
	try {
		await mkdir(folder, { mode });
	} catch (error) {
		if (codeOf(error) === 'ENOENT' && dirname(folder) !== folder) {
			await makeFolder(dirname(folder), mode);
			await mkdir(folder, { mode }).catch((again) => {
				if (codeOf(again) !== 'EEXIST') throw again;
			});
			return;
		}
		// The root of a read-only disk is EROFS, another's folder EACCES, and both may be there.
		const there = await stat(folder).catch(() => undefined);
		if (!there?.isDirectory()) throw error;
	}
};

const reasons: Readonly<Record<string, string>> = {
	EACCES: '没有权限',
	EPERM: '没有权限',
	EROFS: '只读',
	EEXIST: '那里已有同名的文件',
	ENOTDIR: '路径中有一段是文件',
	ENOENT: '系统不允许在那里建目录',
	ENOSPC: '磁盘已满',
	EDQUOT: '超出磁盘配额',
	ENAMETOOLONG: '路径太长',
	ELOOP: '符号链接成环',
};

/** Why the system refused, in Chinese, with its own code. */
export const refusal = (error: unknown): string => {
	const code = codeOf(error) ?? '原因不明';
	const reason = reasons[code];
	return reason ? `${reason}，${code}` : code;
};

/** Makes a folder, and throws a Chinese sentence where nothing can be written there; `advice`: how another one is named. */
export const writableFolder = async (folder: string, advice?: string): Promise<void> => {
	try {
		await makeFolder(folder);
		await access(folder, constants.W_OK | constants.X_OK);
	} catch (cause) {
		throw new Error(`不能写入目录 ${folder}（${refusal(cause)}）${advice ? `，${advice}` : ''}`, { cause });
	}
};
