import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOfMachine } from '../../commands/machine-faults.ts';
import { openDatabase } from '../../crawler/archive/database.ts';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-machine-'));
});
afterAll(() => rm(folder, { recursive: true }));

const thrownBy = (work: () => unknown): unknown => {
	try {
		work();
	} catch (error) {
		return error;
	}
	throw new Error('it went well');
};
const coded = (code: string): Error => Object.assign(new Error(code), { code });

test.each<[what: string, error: () => unknown, isIt: boolean]>([
	['a full disk', () => coded('ENOSPC'), true],
	['what stems from one', () => new Error('报告写不进去', { cause: coded('EDQUOT') }), true],
	[
		'a full database',
		() => {
			const database = new DatabaseSync(join(folder, 'full.db'));
			database.exec('pragma max_page_count = 2; create table t (x)');
			const error = thrownBy(() => database.exec('insert into t values (zeroblob(100000))'));
			database.close();
			return error;
		},
		true,
	],
	[
		'an archive that another audit has',
		() => {
			const first = openDatabase(join(folder, 'archive.db'));
			const error = thrownBy(() => openDatabase(join(folder, 'archive.db'), { patienceMs: 10 }));
			first.close();
			return error;
		},
		true,
	],
	['a damaged archive', () => thrownBy(() => openDatabase(folder)), false],
	['a site that refuses', () => new Error('无法访问', { cause: coded('ECONNREFUSED') }), false],
	['anything else', () => 'odd', false],
])('%s is the machine’s fault or not', (_what, error, isIt) => {
	expect(isOfMachine(error())).toBe(isIt);
});
