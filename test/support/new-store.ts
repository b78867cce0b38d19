/** Stores on SQLite for tests: what all new ones have in common is made once. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openStore as open, type Store } from '../../reports/store.ts';

const make = async (): Promise<Buffer> => {
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-new-'));
	try {
		const file = join(folder, 'gongkai.db');
		await (await open(file)).close();
		return await readFile(file);
	} finally {
		await rm(folder, { recursive: true });
	}
};

let made: Promise<Buffer> | undefined;

/** `openStore` of a file, which is a copy of an empty store where there is none yet: its tables need not be made step by step. */
export const openStore = async (file: string): Promise<Store> => {
	if (file !== ':memory:' && !existsSync(file)) {
		made ??= make();
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, await made);
	}
	return open(file);
};
