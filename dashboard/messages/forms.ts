/** What is said of a form that was not carried out. */
export const formMessages = {
	tooLong: (length: number, most: number): string => `写了 ${length} 个字符，最多 ${most} 个，请缩短后再提交`,
	refused: (why: string): string => `没有保存：${why}。`,
} as const;
