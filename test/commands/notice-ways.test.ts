import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openWays, type WayOptions } from '../../commands/notice-ways.ts';
import { sampleDigest } from '../../reports/notices/digest.ts';
import type { Digest } from '../../reports/notices/model.ts';
import { noticesSchema } from '../../reports/notices/settings.ts';
import { certify } from '../support/certificates.ts';
import { decoded, startMailServer, startReceiver } from '../support/receivers.ts';

const now = new Date('2026-11-20T02:00:00Z');
const variables = { HOOK: 'hook-secret', KEY: 'robot-key', TOKEN: 'robot-token', PASSWORD: 'mail-secret' };

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const end of endings.splice(0).reverse()) await end();
});
const ending = async <T extends { readonly close: () => Promise<unknown> }>(
	starting: Promise<T>,
): Promise<T> => {
	const started = await starting;
	endings.push(started.close);
	return started;
};

/** Sends one notice to the one receiver of these settings. */
const send = async (
	{ receiver, ...settings }: { readonly receiver: object } & Record<string, unknown>,
	more: Partial<WayOptions> & { readonly digest?: Digest } = {},
): Promise<string | undefined> => {
	const { digest = sampleDigest(now), ...options } = more;
	const parsed = noticesSchema.parse({
		allow: ['127.0.0.1'],
		...settings,
		receivers: [{ id: 'a', ...receiver }],
	});
	const ways = openWays({
		settings: parsed,
		network: {},
		variables,
		now: () => now,
		timeoutSeconds: 2,
		...options,
	});
	endings.push(ways.close);
	const [one] = parsed.receivers;
	if (!one) throw new Error('expected a receiver');
	return ways.send(one, { digest, id: 'notice-1' });
};

describe('a webhook', () => {
	const secret = { env: 'HOOK' };

	test('gets JSON that is signed over time and body', async () => {
		const { url, posted } = await ending(startReceiver());
		await send({ receiver: { kind: 'webhook', url, secret } });
		const [{ headers, body }] = posted as [(typeof posted)[number]];
		const timestamp = headers['x-gongkai-timestamp'];
		expect(timestamp).toBe(`${now.getTime() / 1000}`);
		const expected = createHmac('sha256', 'hook-secret').update(`${timestamp}.${body}`).digest('hex');
		expect(headers['x-gongkai-signature']).toBe(`sha256=${expected}`);
		expect(headers['x-gongkai-delivery']).toBe('notice-1');
		expect(JSON.parse(body)).toMatchObject({ kind: 'gongkai.notice', id: 'notice-1', isSample: true });
	});

	test('may have its secret in a file, which is read each time', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'gongkai-secret-'));
		endings.push(() => rm(folder, { recursive: true }));
		const file = join(folder, 'secret');
		const { url, posted } = await ending(startReceiver());
		for (const written of ['one\n', 'two\n']) {
			await writeFile(file, written);
			await send({ receiver: { kind: 'webhook', url, secret: { file } } });
		}
		for (const [n, plain] of ['one', 'two'].entries()) {
			const { headers, body } = posted[n] as (typeof posted)[number];
			const text = `${headers['x-gongkai-timestamp']}.${body}`;
			expect(headers['x-gongkai-signature']).toBe(
				`sha256=${createHmac('sha256', plain).update(text).digest('hex')}`,
			);
		}
	});

	test.each([
		['an answer that is none of success', 500, '对方返回 HTTP 500'],
		['a redirect, which is not followed', 302, '对方返回 HTTP 302'],
	])('fails on %s', async (_what, status, words) => {
		const { url } = await ending(startReceiver(() => ({ status })));
		await expect(send({ receiver: { kind: 'webhook', url, secret } })).rejects.toThrow(words);
	});

	test('that never answers is given up for this time', async () => {
		const { url } = await ending(startReceiver(() => undefined));
		const since = performance.now();
		await expect(
			send({ receiver: { kind: 'webhook', url, secret } }, { timeoutSeconds: 0.5 }),
		).rejects.toThrow('没有及时应答');
		expect(performance.now() - since).toBeLessThan(3000);
	});

	test('inside the network is not dialled unless `notices.allow` names it', async () => {
		const { url, posted } = await ending(startReceiver());
		const receiver = { kind: 'webhook', url, secret };
		await expect(send({ receiver, allow: [] })).rejects.toThrow('需在配置 notices.allow 中放行');
		const named = { kind: 'webhook', url: url.replace('127.0.0.1', 'relay.test'), secret };
		const resolve = async (): Promise<string[]> => ['127.0.0.1'];
		await expect(send({ receiver: named, allow: ['10.0.0.0/8'] }, { resolve })).rejects.toThrow(
			'notices.allow',
		);
		await send({ receiver: named }, { resolve });
		expect(posted).toHaveLength(1);
	});

	test('outside goes by the operator’s proxy, inside not', async () => {
		const asked: string[] = [];
		const proxy = createServer((socket) => {
			socket.once('data', (text) => {
				asked.push(String(text).split('\r\n')[0] ?? '');
				socket.end('HTTP/1.1 502 no\r\n\r\n');
			});
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		endings.push(() => new Promise((resolve) => proxy.close(resolve)));
		const { port } = proxy.address() as { port: number };
		const network = { proxy: `http://127.0.0.1:${port}` };
		const { url, posted } = await ending(startReceiver());
		await send({ receiver: { kind: 'webhook', url, secret } }, { network });
		expect([posted.length, asked]).toEqual([1, []]);
		const outside = { kind: 'webhook', url: 'https://hook.example/', secret };
		const resolve = async (): Promise<string[]> => ['203.0.113.7', '93.184.216.34'];
		await expect(send({ receiver: outside }, { network, resolve })).rejects.toThrow('network.proxy');
		expect(asked).toEqual(['CONNECT hook.example:443 HTTP/1.1']);
	});

	test('is not tried without its secret, and nobody reads the secret', async () => {
		const { url, posted } = await ending(startReceiver());
		const receiver = { kind: 'webhook', url, secret: { env: 'NONE' } };
		await expect(send({ receiver })).rejects.toThrow('环境变量 NONE 没有值');
		const lost = { kind: 'webhook', url, secret: { file: '/nowhere/secret' } };
		await expect(send({ receiver: lost })).rejects.toThrow('读不到密钥文件 /nowhere/secret');
		expect(posted).toEqual([]);
	});
});

describe('a robot of 企业微信', () => {
	test('gets Markdown at its key', async () => {
		const { url, posted } = await ending(startReceiver());
		await send({ receiver: { kind: 'wecom', url, key: { env: 'KEY' } } });
		expect(posted[0]?.path).toBe('/hook?key=robot-key');
		expect(JSON.parse(posted[0]?.body ?? '')).toEqual({
			msgtype: 'markdown',
			markdown: { content: expect.stringContaining('公开哨通知（试发）') },
		});
	});

	test.each([
		['that refuses', '{"errcode":93000,"errmsg":"invalid robot-key"}', '机器人返回错误码 93000'],
		['that is another thing', '<html>', '应答不是机器人的格式，网址可能不对'],
		['that says nothing', '{}', '机器人的应答里没有结果'],
	])('%s has not got it, and no word repeats the key', async (_what, body, words) => {
		const { url } = await ending(startReceiver(() => ({ status: 200, body })));
		const failure = send({ receiver: { kind: 'wecom', url, key: { env: 'KEY' } } });
		await expect(failure).rejects.toThrow(words);
		await expect(failure).rejects.not.toThrow('robot-key');
	});
});

test('a robot of 钉钉 gets Markdown, signed in its query', async () => {
	const { url, posted } = await ending(startReceiver());
	await send({ receiver: { kind: 'dingtalk', url, token: { env: 'TOKEN' }, secret: { env: 'HOOK' } } });
	const query = new URL(posted[0]?.path ?? '', url).searchParams;
	expect(query.get('access_token')).toBe('robot-token');
	expect(query.get('timestamp')).toBe(`${now.getTime()}`);
	expect(query.get('sign')).toBe(
		createHmac('sha256', 'hook-secret').update(`${now.getTime()}\nhook-secret`).digest('base64'),
	);
	expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject({
		msgtype: 'markdown',
		markdown: { title: '公开哨通知（试发）' },
		at: { isAtAll: false },
	});
});

describe('an e-mail', () => {
	const receiver = { kind: 'email', to: ['zhang@example.gov.cn', 'li@example.gov.cn'] };
	const smtp = (port: number, more: object = {}): object => ({
		host: '127.0.0.1',
		port,
		security: 'none',
		from: 'audit@example.gov.cn',
		...more,
	});
	const authority = certify({ name: 'authority', isAuthority: true });
	const { cert, key } = certify({ name: 'mail.test', by: authority });
	const resolve = async (): Promise<string[]> => ['127.0.0.1'];
	const login = { host: 'mail.test', user: 'audit', password: { env: 'PASSWORD' } };

	test('comes in plain text, with one id whatever the try', async () => {
		const { port, mailed } = await ending(startMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] }));
		expect(await send({ receiver, smtp: smtp(port) })).toBeUndefined();
		const [{ from, to, raw }] = mailed as [(typeof mailed)[number]];
		expect({ from, to }).toEqual({ from: 'audit@example.gov.cn', to: receiver.to });
		const { headers, text } = decoded(raw);
		expect(headers).toContain('Subject: 公开哨通知（试发）');
		expect(headers).toContain('Message-ID: <notice-1@example.gov.cn>');
		expect(headers).toMatch(/Content-Type: text\/plain/i);
		expect(text).toContain('收到即说明配置可用');
	});

	test('goes encrypted and with a login, to the address that was checked under the name that is certified', async () => {
		const { port, mailed } = await ending(startMailServer({ cert, key }));
		const network = { ca: authority.cert };
		await send({ receiver, smtp: smtp(port, { ...login, security: 'starttls' }) }, { network, resolve });
		expect(mailed).toMatchObject([{ user: 'audit', isEncrypted: true }]);
		const failing = smtp(port, { ...login, host: 'other.test', security: 'starttls' });
		await expect(send({ receiver, smtp: failing }, { network, resolve })).rejects.toThrow(/邮件服务器/);
		const direct = await ending(startMailServer({ cert, key, secure: true }));
		await send({ receiver, smtp: smtp(direct.port, { ...login, security: 'tls' }) }, { network, resolve });
		expect(direct.mailed).toMatchObject([{ user: 'audit', isEncrypted: true }]);
	});

	test('is never sent in the clear where encryption is asked for', async () => {
		const { port, mailed } = await ending(startMailServer({ disabledCommands: ['STARTTLS'] }));
		const settings = smtp(port, { security: 'starttls' });
		await expect(send({ receiver, smtp: settings })).rejects.toThrow('加密连接没有建立');
		expect(mailed).toEqual([]);
	});

	test('fails by words without the password where the login is refused', async () => {
		const { port } = await ending(startMailServer({ cert, key }));
		const failure = send(
			{ receiver, smtp: smtp(port, { ...login, security: 'starttls', password: { env: 'KEY' } }) },
			{ network: { ca: authority.cert }, resolve },
		);
		await expect(failure).rejects.toThrow('邮件服务器不接受用户名或密码（535）');
	});

	test('that some of its readers cannot get is sent, and says so', async () => {
		const { port, mailed } = await ending(
			startMailServer({
				disabledCommands: ['STARTTLS', 'AUTH'],
				onRcptTo: ({ address }, _session, done) => done(address.startsWith('li@') ? new Error('no') : null),
			}),
		);
		expect(await send({ receiver, smtp: smtp(port) })).toBe('1 个地址被邮件服务器拒收');
		expect(mailed).toMatchObject([{ to: ['zhang@example.gov.cn'] }]);
	});

	test('to a server inside the network needs `notices.allow`; one that is silent is given up', async () => {
		const settings = smtp(1, { host: 'mail.test' });
		await expect(send({ receiver, smtp: settings, allow: [] }, { resolve })).rejects.toThrow('notices.allow');
		const silent = createServer(() => {});
		await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
		endings.push(() => new Promise((resolve) => silent.close(resolve)));
		const { port } = silent.address() as { port: number };
		await expect(send({ receiver, smtp: smtp(port) }, { timeoutSeconds: 0.5 })).rejects.toThrow('连接超时');
		await expect(send({ receiver, smtp: smtp(1) })).rejects.toThrow('邮件服务器连不上');
	});
});
