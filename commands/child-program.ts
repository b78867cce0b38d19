import { fileURLToPath } from 'node:url';

/** The program itself, above this file, for a process of its own: `.ts` in a checkout, `.js` when compiled. */
export const program = fileURLToPath(
	new URL(`../cli${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

/** The last line of what a process of ours said, without the program's name: why it could not do its work. */
export const lastLine = (said: string): string =>
	said
		.trimEnd()
		.split('\n')
		.at(-1)
		?.replace(/^gongkai: /, '') ?? '';
