import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
	auditing,
	folder,
	hanging,
	home,
	isAlive,
	patience,
	quick,
	serve,
	states,
	useInstallations,
	web,
} from '../support/installation.ts';
import { auditsIn, knowSince, serveApart, serveHere, writeConfig } from '../support/serve.ts';
import { startWeb } from '../support/web.ts';

// Each audit is a process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });
useInstallations();

test.each<[what: string, sites: Record<string, string>, schedule: string, line: RegExp]>([
	['no site', {}, '0 2 1 * *', /^还没有网站：写在配置的 sites 下/m],
	['a time that never comes', { a: 'http://127.0.0.1:9/' }, '0 0 31 2 *', /^1 个网站，没有会到来的定时/m],
	[
		'a time',
		{ a: 'http://127.0.0.1:9/' },
		'0 2 1 * *',
		/^1 个网站，下次定时审计 \d{4}-\d\d-01 02:00（北京时间）$/m,
	],
])('serve with %s says what is to come', async (_what, sites, schedule, line) => {
	await writeConfig(folder, sites, { schedule });
	const { said } = await serve(folder);
	await expect.poll(() => said.out, patience).toMatch(line);
});

describe('what keeps serve from starting is one sentence', () => {
	beforeEach(() => writeConfig(folder, {}));
	test.each([
		['99999', /^2 gongkai: --port 是 99999，应为 0 到 65535 的整数$/],
		['-1', /^2 gongkai: 选项 --port 后面缺少值/],
		['web', /^2 gongkai: --port 是 web，应为 0 到 65535 的整数$/],
	])('the port %s', async (port, line) => {
		await expect(serveHere(folder, { args: ['--port', port] })).rejects.toThrow(line);
	});
	test('a port that is taken; nothing of the installation stays locked', async () => {
		const taken = new URL((await quick()).url).port;
		await expect(serveHere(folder, { args: ['--port', taken] })).rejects.toThrow(
			new RegExp(`^2 gongkai: 端口 ${taken} 已被占用，.*--port.*$`),
		);
		await serve(folder);
	});
	test('another serve on the same database, until that one has ended', async () => {
		const { end, status } = await serve(folder);
		await expect(serveHere(folder)).rejects.toThrow(
			/^2 gongkai: 数据库 \S+gongkai\.db 已有一个 gongkai serve 在用/,
		);
		end();
		await status;
		await serve(folder);
	});
	test('no configuration', async () => {
		const empty = await mkdtemp(join(folder, 'empty-'));
		await expect(serveHere(empty)).rejects.toThrow(/^2 gongkai: serve 要有配置文件，请用 --config 指定/);
	});
});

describe.skipIf(process.platform === 'win32')('a serve that ends', () => {
	test.each(['SIGTERM', 'SIGINT'] as const)(
		'by %s leaves its audits in the queue, and a later start goes on with them',
		async (signal) => {
			let isSlow = true;
			const site = await web(
				startWeb(
					{},
					{
						otherwise: (_request, response) => {
							if (!isSlow)
								response
									.writeHead(200, { 'content-type': 'text/html' })
									.end('<title>甲市</title><h1>甲市</h1>');
						},
					},
				),
			);
			await writeConfig(folder, { jia: home(site) });
			await knowSince(folder, ['jia'], '2025-01-01T00:00:00Z');
			const first = await serveApart(folder);
			const pid = await auditing('jia', site);
			const began = performance.now();
			expect(await first.end(signal)).toEqual([0, null]);
			expect(performance.now() - began).toBeLessThan(15_000);
			expect(isAlive(pid)).toBe(false);
			expect(await states()).toEqual({ jia: 'queued' });
			isSlow = false;
			const second = await serveApart(folder);
			await expect.poll(states, patience).toEqual({ jia: 'done' });
			expect(await second.end(signal)).toEqual([0, null]);
			expect(await auditsIn(folder)).toHaveLength(1);
		},
	);

	test('by SIGKILL takes its audits along, and leaves the database free', async () => {
		const site = await hanging();
		await writeConfig(folder, { jia: home(site) });
		await knowSince(folder, ['jia'], '2025-01-01T00:00:00Z');
		const first = await serveApart(folder);
		const pid = await auditing('jia', site);
		await first.end('SIGKILL');
		await expect.poll(() => isAlive(pid), patience).toBe(false);
		expect(await states()).toEqual({ jia: 'running' });
		const before = site.asked.length;
		const second = await serveApart(folder);
		await expect.poll(() => site.asked.length, patience).toBeGreaterThan(before);
		expect(await second.end('SIGTERM')).toEqual([0, null]);
		expect(await states()).toEqual({ jia: 'queued' });
		const log = await readFile(join(folder, 'out/logs/gongkai.log'), 'utf8');
		expect(log).toContain('audit started');
	});
});
