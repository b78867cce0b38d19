import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { callIn } from '../support/call.ts';
import { startReceiver } from '../support/receivers.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-notices-'));
	await writeFile(join(folder, 'key'), 's3cr3t\n');
	return () => rm(folder, { recursive: true });
});
const configure = (receivers: readonly object[]): Promise<void> =>
	writeFile(join(folder, 'gongkai.yaml'), stringify({ notices: { allow: ['127.0.0.1'], receivers } }));
const secret = { file: 'key' };

describe('notices test', () => {
	test('sends each receiver a trial, and says what became of it', async () => {
		const well = await startReceiver();
		const down = await startReceiver(() => ({ status: 404 }));
		try {
			await configure([
				{ id: 'well', kind: 'webhook', url: well.url, secret },
				{ id: 'robot', kind: 'wecom', url: well.url, key: secret },
				{ id: 'down', kind: 'webhook', url: down.url, secret },
				{ id: 'bare', kind: 'dingtalk', url: down.url, token: { env: 'NONE' }, secret },
			]);
			const host = new URL(well.url).host;
			const { status, stdout, stderr } = await callIn(folder, 'notices', 'test');
			expect(stdout).toBe(
				[
					`well（Webhook ${host}）：已送到`,
					`robot（企业微信群机器人 ${host}）：已送到`,
					`down（Webhook ${new URL(down.url).host}）：没有送到：对方返回 HTTP 404`,
					`bare（钉钉机器人 ${new URL(down.url).host}）：没有送到：环境变量 NONE 没有值`,
					'',
				].join('\n'),
			);
			expect([status, stderr]).toEqual([1, '']);
			expect(stdout).not.toContain('s3cr3t');
			expect(await callIn(folder, 'notices', 'test', 'well')).toMatchObject({ status: 0 });
			expect(JSON.parse(well.posted[0]?.body ?? '')).toMatchObject({ isSample: true, sites: [] });
		} finally {
			await Promise.all([well.close(), down.close()]);
		}
	});

	test.each([
		['no receiver', [], ['test'], '配置里没有收件人'],
		['a name that nobody has', [{ id: 'a', kind: 'wecom', key: secret }], ['test', 'b'], '没有 b'],
		['no word for what to do', [], [], 'notices 后面要写 test'],
	])('with %s says so', async (_what, receivers, argv, words) => {
		await configure(receivers);
		const { status, stderr } = await callIn(folder, 'notices', ...argv);
		expect([status, stderr]).toEqual([2, expect.stringContaining(words)]);
	});
});
