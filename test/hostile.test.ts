import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../reports/model.ts';
import { startWeb, type Web } from './support/web.ts';

/** The program as a user starts it. */
const gongkai = (
	...args: string[]
): Promise<{ status: number | null; stdout: string; stderr: string; seconds: number }> =>
	new Promise((resolve, reject) => {
		const started = performance.now();
		const child = spawn(process.execPath, [path.join(import.meta.dirname, '..', 'cli.ts'), ...args]);
		let stdout = '';
		let stderr = '';
		child.stdout.on('data', (text) => (stdout += text));
		child.stderr.on('data', (text) => (stderr += text));
		child.on('error', reject);
		child.on('close', (status) =>
			resolve({ status, stdout, stderr, seconds: (performance.now() - started) / 1000 }),
		);
	});

let folder: string;
let good: Web;
let bad: Web;
let unasked: Web;
const config = (name: string, text: string): Promise<string> => {
	const file = path.join(folder, `${name}.yaml`);
	return writeFile(file, text).then(() => file);
};
const reportOf = async (id: string): Promise<Report> =>
	JSON.parse(await readFile(path.join(folder, 'out', id, '2026-11', 'report.json'), 'utf8')) as Report;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'hostile-'));
	good = await startWeb({ '/': '<title>好网站</title><h1>首页</h1><p>好网站的首页。</p>' });
	unasked = await startWeb({});
	bad = await startWeb({
		'/': '<title>坏网站</title><a href="/endless">两千兆</a><a href="/nested.html">嵌套</a><a href="/tags.html">标签</a><a href="/bytes.html">字节</a>',
		'/endless': (_request, response) => {
			response.writeHead(200, { 'content-type': 'text/html', 'content-length': String(2 * 1024 ** 3) });
			const chunk = Buffer.alloc(1 << 20, '<p>正文');
			const pour = (): void => {
				while (!response.destroyed && response.write(chunk));
			};
			response.on('drain', pour);
			pour();
		},
		'/nested.html': `<title>嵌套</title>${'<div>'.repeat(60_000)}深处的文字`,
		'/tags.html': `<title>标签</title>${'<a href="'.repeat(30_000)}${'<td>'.repeat(60_000)}`,
		'/bytes.html': Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 256)),
		'/hang/': () => {},
	});
});
afterAll(async () => {
	await good.close();
	await bad.close();
	await unasked.close();
	await rm(folder, { recursive: true, force: true });
});

const site = (id: string, url: string): string =>
	`  - { id: ${id}, name: ${id}, url: "${url}", render: never, limits: { requestsPerSecond: 100, timeoutSeconds: 3 } }\n`;

// Side by side: most of it is waiting for what never comes.
describe.concurrent('what the net can do to an audit', () => {
	test('each dead site gets one line, the other sites are audited', async () => {
		const file = await config(
			'dead',
			`network: { allow: ["127.0.0.0/8"] }\nsites:\n${site('hang', `${bad.url}/hang/`)}${site('refused', 'http://127.0.0.1:9/')}${site('nameless', 'http://no-such-name.invalid/')}${site('inward', 'http://10.0.0.1/')}${site('good', `${good.url}/`)}`,
		);
		const { status, stdout, stderr, seconds } = await gongkai(
			'audit',
			'--config',
			file,
			'--out',
			path.join(folder, 'out'),
			'--as-of',
			'2026-11-15',
			'--quiet',
		);
		expect(stderr.trim().split('\n').sort()).toEqual([
			expect.stringMatching(/^gongkai: hang：无法访问 .*超时/),
			expect.stringMatching(/^gongkai: inward：.*network\.allow/),
			expect.stringMatching(/^gongkai: nameless：无法访问 .*域名无法解析/),
			expect.stringMatching(/^gongkai: refused：无法访问 .*连接被拒绝/),
		]);
		expect(stdout).toContain('good');
		expect(status).toBe(0);
		expect(seconds).toBeLessThan(250);
		expect((await reportOf('good')).run.complete).toBe(true);
	}, 300_000);

	test('two gigabytes of body, 60,000 nested tags, unclosed attributes and random bytes end as a report', async () => {
		const file = await config(
			'bad',
			`network: { allow: ["127.0.0.0/8"] }\nsites:\n${site('bad', `${bad.url}/`)}`,
		);
		const { status, stderr } = await gongkai(
			'audit',
			'--config',
			file,
			'--out',
			path.join(folder, 'out'),
			'--as-of',
			'2026-11-15',
			'--quiet',
		);
		expect(stderr).toBe('');
		expect(status).toBe(0);
		const report = await reportOf('bad');
		expect(report.run.bytes).toBeLessThan(20 * 2 ** 20);
		expect(report.run.pagesFetched).toBeGreaterThanOrEqual(4);
	}, 300_000);

	test('a site that nobody can reach ends the command with 2 and one line', async () => {
		const { status, stdout, stderr } = await gongkai(
			'audit',
			'http://no-such-name.invalid/',
			'--out',
			path.join(folder, 'out2'),
			'--quiet',
		);
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
		expect(stderr).toMatch(/^gongkai: 无法访问 http:\/\/no-such-name\.invalid\/：域名无法解析\n$/);
	});

	test('a configuration with a wrong key is refused with its line, before anything is asked for', async () => {
		const file = await config(
			'wrong',
			`sites:\n  - id: a\n    name: 甲\n    url: ${unasked.url}/\n    speed: 9\n`,
		);
		const { status, stderr } = await gongkai('audit', '--config', file);
		expect(status).toBe(2);
		expect(stderr).toMatch(/5.*speed/);
		expect(stderr.trim().split('\n')).toHaveLength(1);
		expect(unasked.asked).toEqual([]);
	});
});
