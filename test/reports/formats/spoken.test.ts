import { expect, test } from 'vitest';
import { spoken } from '../../../reports/formats/spoken.ts';

const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });

test.each([
	['our own words', new Error('没有配置文件'), /^没有配置文件$/],
	['several lines of them', new Error('第一行\n第二行'), /^第一行\n第二行$/],
	[
		'a mistake of ours',
		new TypeError('x is not a function'),
		/^程序出错：x is not a function（.*GONGKAI_DEBUG/,
	],
	['what a terminal would obey', new Error('坏\u001b[31m了'), /^坏\P{Cc}*了$/u],
	['no error at all', 'oops', /^程序出错：oops/],
	['a full disk', Object.assign(new Error('write'), { code: 'ENOSPC' }), /^磁盘已满.*从断处继续$/],
	['a full disk below the archive', new Error('存档 a.db 无法打开', { cause: full }), /^磁盘已满/],
])('%s', (_name, error, line) => {
	expect(spoken(error)).toMatch(line);
});
