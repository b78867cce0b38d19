import { plain } from './text.ts';

/** SQLite's own numbers for a full disk: of its files, and of the memory beside them that programs share. */
const sqliteFull = [13, 4874];

/** The error, or one that it stems from, is of a disk without space. */
export const isDiskFull = (error: unknown): boolean => {
	if (!(error instanceof Error)) return false;
	const { code, errcode } = error as NodeJS.ErrnoException & { errcode?: number };
	return (
		code === 'ENOSPC' || code === 'EDQUOT' || sqliteFull.includes(errcode ?? 0) || isDiskFull(error.cause)
	);
};

/** What an error says to the person at the terminal, with nothing in it that a terminal would obey. */
export const spoken = (error: unknown): string => {
	if (isDiskFull(error)) return '磁盘已满或超出配额，写不进去；腾出空间后再次运行同一命令，会从断处继续';
	const message = error instanceof Error ? error.message : String(error);
	const lines = message
		.split('\n')
		.map(plain)
		.filter((line) => line !== '');
	const isOurs = /\p{Script=Han}/u.test(message);
	return isOurs
		? lines.join('\n')
		: `程序出错：${lines[0] ?? '原因不明'}（设环境变量 GONGKAI_DEBUG=1 可看详情）`;
};
