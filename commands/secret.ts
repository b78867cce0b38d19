import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ReadStream } from 'node:tty';
import { UsageError } from '../arguments.ts';
import type { Context } from './command.ts';

/** Where a secret is typed or piped in. */
export type Typed = Pick<ReadStream, 'isTTY' | 'setRawMode'> & NodeJS.ReadableStream;

/** The first line of a text, as it stands. */
const firstLine = (given: string): string => given.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? '';

/** A line as far as it is typed; `ended`: Ctrl-C or Ctrl-D gave it up. */
interface Line {
	readonly text: string;
	readonly state: 'open' | 'done' | 'ended';
}

const pressed = ({ text }: Line, key: string): Line => {
	if (key === '\r' || key === '\n') return { text, state: 'done' };
	if (key === '\u0003' || key === '\u0004') return { text: '', state: 'ended' };
	if (key === '\u007f' || key === '\b') return { text: [...text].slice(0, -1).join(''), state: 'open' };
	return { text: key >= ' ' ? text + key : text, state: 'open' };
};

/** A line that is typed at a terminal, which shows nothing of it. Rejects where it is given up. */
const typed = (
	from: Typed,
	to: { readonly write: (text: string) => unknown },
	prompt: string,
): Promise<string> =>
	new Promise((resolve, reject) => {
		let line: Line = { text: '', state: 'open' };
		const take = (piece: Buffer | string): void => {
			const keys = [...piece.toString()];
			while (keys.length > 0 && line.state === 'open') line = pressed(line, keys.shift() ?? '');
			if (line.state === 'open') return;
			from.off('data', take);
			from.setRawMode?.(false);
			from.pause();
			// What was pasted behind it belongs to the next question.
			if (keys.length > 0) from.unshift(keys.join(''));
			to.write('\n');
			if (line.state === 'done') resolve(line.text);
			else reject(new Error('没有输入密码，什么也没有改'));
		};
		to.write(prompt);
		from.setRawMode?.(true);
		from.on('data', take);
		from.resume();
	});

/** A secret, and where it was read, unless somebody typed it just now. */
export interface Given {
	readonly text: string;
	readonly from?: string;
}

/**
 * A new password: from the file that is named, or piped in, or typed twice without being shown. It is never an argument, which other
 * users of the machine could read. Throws a Chinese sentence where there is none.
 */
export const newPassword = async ({ values, io }: Context): Promise<Given> => {
	const file = values['password-file'];
	if (file !== undefined) {
		const read = await readFile(resolve(io.cwd, file), 'utf8').catch((cause) => {
			throw new Error(`读不到密码文件 ${file}`, { cause });
		});
		return { text: firstLine(read), from: `文件 ${file} 的第一行` };
	}
	const { stdin } = io;
	if (!stdin) throw new UsageError('没有地方输入密码，请用 --password-file 指定一个文件，密码写在第一行');
	if (!stdin.isTTY) {
		const piped = firstLine(await text(stdin));
		if (piped === '')
			throw new UsageError(
				'标准输入里没有密码：不在终端里运行时，密码从标准输入的第一行读；也可以用 --password-file 指定一个文件',
			);
		return { text: piped, from: '标准输入的第一行' };
	}
	const password = await typed(stdin, io.stderr, '密码（不显示）：');
	if ((await typed(stdin, io.stderr, '再输一遍：')) === password) return { text: password };
	throw new Error('两遍输入的密码不一样，什么也没有改');
};
