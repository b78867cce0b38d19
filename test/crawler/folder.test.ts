import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, writableFolder } from '../../crawler/folder.ts';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-folder-'));
	await writeFile(join(folder, 'file'), '');
});
afterAll(() => rm(folder, { recursive: true }));

const isPosix = process.platform !== 'win32';

test('makes a folder with those above it, and leaves one that is there', async () => {
	const deep = join(folder, 'a', 'b', 'c');
	await Promise.all([makeFolder(deep), makeFolder(deep), makeFolder(join(folder, 'a', 'x'))]);
	await makeFolder(deep);
	expect((await stat(deep)).isDirectory()).toBe(true);
});

test.runIf(isPosix)('lets in whom it is told to', async () => {
	await makeFolder(join(folder, 'own', 'inner'), 0o700);
	expect((await stat(join(folder, 'own'))).mode & 0o777).toBe(0o700);
});

describe('says in one sentence why nothing can be written in', () => {
	test('a file', async () => {
		await expect(writableFolder(join(folder, 'file'))).rejects.toThrow(
			/^不能写入目录 .*（那里已有同名的文件，EEXIST）$/,
		);
	});
	test('a path through a file', async () => {
		await expect(writableFolder(join(folder, 'file', 'logs'))).rejects.toThrow(
			/（路径中有一段是文件，E(NOTDIR|NOENT)）|系统不允许/,
		);
	});
	test.runIf(process.platform === 'linux')('a place where nobody can make any', async () => {
		await expect(writableFolder('/proc/gongkai/logs')).rejects.toThrow(/系统不允许在那里建目录，ENOENT/);
	});
	test.runIf(isPosix && process.getuid?.() !== 0)('another one’s', async () => {
		const locked = join(folder, 'locked');
		await makeFolder(locked);
		await chmod(locked, 0o500);
		await expect(writableFolder(join(locked, 'logs'))).rejects.toThrow(/没有权限，EACCES/);
	});
});
