import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { builtInStatutes } from '../../checks/facts/statutes.ts';
import { callIn } from '../support/call.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'statutes-'));
	return () => rm(folder, { recursive: true, force: true });
});

const newer = {
	asOf: '2026-10-01',
	statutes: [
		{
			title: '中华人民共和国新事物促进法',
			versions: [{ on: '2020-01-01' }, { on: '2026-08-30', from: '2026-09-01' }],
		},
	],
};
const statutes = (...argv: string[]) => callIn(folder, 'statutes', ...argv);
const give = async (data: unknown): Promise<string> => {
	const text = typeof data === 'string' ? data : JSON.stringify(data);
	await writeFile(path.join(folder, 'new.json'), text);
	return 'new.json';
};

test('prints the state of the data, and one statute’s versions', async () => {
	const { status, stdout } = await statutes();
	expect(status).toBe(0);
	expect(stdout).toContain(`法律法规数据截至 ${builtInStatutes.asOf}`);
	expect(stdout).toContain(`法律、行政法规  ${builtInStatutes.statutes.length} 部`);
	const one = await statutes('《政府信息公开条例》');
	expect(one.stdout).toMatch(/^中华人民共和国政府信息公开条例.*\n {2}2007-04-05 通过或公布，国务院令第492号/);
	expect(JSON.parse((await statutes('信访条例', '--json')).stdout).statutes).toMatchObject([
		{ title: '信访条例' },
	]);
	expect(await statutes('不存在的条例')).toMatchObject({
		status: 2,
		stderr: expect.stringContaining('没有《不存在的条例》'),
	});
});

test('takes newer data, which holds from then on over the program’s own', async () => {
	const { status, stdout } = await statutes('import', await give(newer));
	expect([status, stdout]).toEqual([0, expect.stringContaining('已导入 1 部，数据截至 2026-10-01')]);
	expect(JSON.parse(await readFile(path.join(folder, 'statutes.json'), 'utf8'))).toEqual(newer);
	expect((await statutes()).stdout).toMatch(/截至 2026-10-01\n.*statutes\.json 为准/);
	expect((await statutes('新事物促进法')).stdout).toContain('2026-08-30 通过或公布，2026-09-01起施行');
	// Older data does not take its place.
	const old = await statutes('import', await give({ ...newer, asOf: '2026-09-30' }));
	expect(old).toMatchObject({ status: 2, stderr: expect.stringContaining('比现有的（2026-10-01）旧') });
	expect(JSON.parse(await readFile(path.join(folder, 'statutes.json'), 'utf8'))).toEqual(newer);
});

test.each([
	['no data at all', 'asOf: [', /new\.json:1：/],
	['a day that is none', { ...newer, asOf: '2026-02-30' }, /asOf 是 2026-02-30，应为真实的日期/],
	[
		'an unknown key',
		{ ...newer, statutes: [{ title: '某某条例', versions: [], repeal: true }] },
		/不认识的键 statutes\[0\]\.repeal/,
	],
	[
		'versions out of order',
		{ ...newer, statutes: [{ title: '某某条例', versions: [{ on: '2020-01-01' }, { on: '2019-01-01' }] }] },
		/某某条例的各版本应从旧到新排列/,
	],
])('refuses %s, and keeps what was there', async (_name, data, message) => {
	const { status, stderr } = await statutes('import', await give(data));
	expect(status).toBe(2);
	expect(stderr).toMatch(message);
	expect((await statutes()).stdout).toContain(`截至 ${builtInStatutes.asOf}`);
});

test('refuses a configuration whose data is damaged, by its line', async () => {
	await writeFile(path.join(folder, 'gongkai.yaml'), 'parallel: 2\nstatutes: ./law.json\n');
	await writeFile(path.join(folder, 'law.json'), '{"asOf": "2026-10-01"}');
	expect(await statutes()).toMatchObject({
		status: 2,
		stderr: expect.stringMatching(/gongkai\.yaml:2：.*law\.json:1：缺少 statutes/),
	});
});
