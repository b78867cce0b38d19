import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../../config.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-notices-'));
	return () => rm(folder, { recursive: true });
});
const load = async (yaml: string) => {
	const file = join(folder, 'gongkai.yaml');
	await writeFile(file, yaml);
	return (await loadConfig(file)).notices;
};

test('notices are nobody’s by default', async () => {
	expect(await load('sites: []')).toEqual({ everyMinutes: 60, allow: [], receivers: [] });
});

test('receivers of every kind are understood, files count from the folder of the configuration', async () => {
	const notices = await load(`
notices:
  publicUrl: https://gongkai.example.gov.cn/gk/
  everyMinutes: 120
  allow: ["10.1.2.3"]
  smtp: { host: smtp.example.gov.cn, user: audit, password: { file: ./mail }, from: audit@example.gov.cn }
  receivers:
    - { id: ops, kind: webhook, url: "https://ops.example/hook?team=1", secret: { env: HOOK }, on: [held] }
    - { id: group, kind: wecom, key: { file: ./key }, sites: [linjiang] }
    - { id: ding, kind: dingtalk, token: { env: TOKEN }, secret: { env: SIGN } }
    - { id: edu, kind: email, to: [zhang@example.gov.cn], maintainer: 市教育局 }
`);
	const on = ['audit', 'veto', 'regressed', 'overdue', 'upcoming'];
	expect(notices).toMatchObject({
		publicUrl: 'https://gongkai.example.gov.cn/gk/',
		smtp: { security: 'starttls', password: { file: join(folder, 'mail') } },
		receivers: [
			{ url: 'https://ops.example/hook?team=1', on: ['held'] },
			{ key: { file: join(folder, 'key') }, on, sites: ['linjiang'] },
			{ token: { env: 'TOKEN' }, on },
			{ maintainer: '市教育局', on },
		],
	});
});

const one = (rest: string): string => `notices:\n  receivers:\n    - id: a\n${rest}`;
const key = '      key: { env: KEY }';

describe('what cannot be is refused by line', () => {
	test.each<[string, string, RegExp]>([
		[
			'a kind that there is none of',
			one('      kind: sms'),
			/:4：.*kind 是 sms，应为webhook、wecom、dingtalk、email/,
		],
		[
			'an occasion that there is none of',
			one(`      kind: wecom\n${key}\n      on: [all]`),
			/:6：.*应为audit、veto、regressed、overdue、upcoming、held/,
		],
		[
			'an unknown key',
			one(`      kind: wecom\n${key}\n      mention: all`),
			/:6：不认识的键 notices\.receivers\[0\]\.mention/,
		],
		[
			'a robot without its key',
			one('      kind: wecom'),
			/缺少 notices\.receivers\[0\]\.key，应为\{ env: 环境变量名 \}/,
		],
		[
			'a webhook that is not signed',
			one('      kind: webhook\n      url: https://a.example/'),
			/缺少 notices\.receivers\[0\]\.secret/,
		],
		[
			'a mail without a server',
			one('      kind: email\n      to: [a@b.cn]'),
			/:1：缺少 notices\.smtp，应为邮件服务器/,
		],
		['an address that would be two', one('      kind: email\n      to: ["a@b.cn, c@d.cn"]'), /应为邮箱地址/],
		[
			'a header in an address',
			one('      kind: email\n      to: ["a@b.cn\\r\\nBcc: c@d.cn"]'),
			/应为邮箱地址/,
		],
		[
			'a key that is of no use',
			one(`      kind: wecom\n${key}\n      to: [a@b.cn]`),
			/:6：.*应为不写（kind 为 wecom 时用不着）/,
		],
		[
			'two ways to choose sites',
			one(`      kind: wecom\n${key}\n      sites: [a]\n      maintainer: b`),
			/:7：.*只能写一个/,
		],
		[
			'two receivers of one id',
			`${one(`      kind: wecom\n${key}`)}\n    - id: a\n      kind: wecom\n${key}`,
			/:6：.*与其他收件人不同的 id/,
		],
		['a secret from two places', one('      kind: wecom\n      key: { env: A, file: b }'), /:5：.*两者之一/],
		['messages every minute', 'notices:\n  everyMinutes: 1', /:2：.*不小于 5/],
		[
			'a password in the clear',
			'notices:\n  smtp: { host: a, security: none, user: u, password: { env: P }, from: a@b.cn }',
			/:2：.*明文传出/,
		],
		[
			'a user without a password',
			'notices:\n  smtp: { host: a, user: u, from: a@b.cn }',
			/缺少 notices\.smtp\.password/,
		],
		[
			'a range that is none',
			'notices:\n  allow: [intranet]',
			/:2：notices\.allow\[0\] 是 intranet，应为网段/,
		],
	])('%s', async (_what, yaml, words) => {
		await expect(load(yaml)).rejects.toThrow(words);
	});

	test.each([
		['a secret that was written down', one('      kind: wecom\n      key: s3cr3t')],
		[
			'a robot’s address with its key',
			one(`      kind: wecom\n${key}\n      url: https://qyapi.example/send?key=s3cr3t`),
		],
		['an address with a password', one('      kind: webhook\n      url: https://u:s3cr3t@a.example/')],
		[
			'a password that was written down',
			'notices:\n  smtp: { host: a, user: u, password: s3cr3t, from: a@b.cn }',
		],
	])('%s, without repeating it', async (_what, yaml) => {
		const failure = load(yaml);
		await expect(failure).rejects.toThrow(/notices/);
		await expect(failure).rejects.not.toThrow('s3cr3t');
	});
});
