import { Agent, get, request } from 'node:http';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { startServer } from '../../dashboard/server.ts';
import { openDashboard } from './open-dashboard.ts';

test('opens a port of this machine, answers, and closes at once though a browser keeps its connection', async () => {
	const dashboard = await openDashboard();
	const server = await startServer(dashboard.app, { port: 0 });
	expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
	const agent = new Agent({ keepAlive: true });
	const status = await new Promise((resolve, reject) => {
		get(server.url, { agent }, (answer) => {
			answer.resume();
			answer.on('end', () => resolve(answer.statusCode));
		}).on('error', reject);
	});
	expect(status).toBe(200);
	const since = Date.now();
	await server.close();
	expect(Date.now() - since).toBeLessThan(4000);
	agent.destroy();
	await expect(fetch(server.url)).rejects.toThrow();
	await dashboard.close();
});

test('refuses a foreign name on the wire', async () => {
	const dashboard = await openDashboard();
	const server = await startServer(dashboard.app, { port: 0 });
	const status = await new Promise((resolve, reject) => {
		const asked = request(server.url, { headers: { host: 'evil.example' } }, (answer) => {
			answer.resume();
			resolve(answer.statusCode);
		});
		asked.on('error', reject).end();
	});
	expect(status).toBe(421);
	await server.close();
	await dashboard.close();
});

test('says in one sentence that the port is taken', async () => {
	const taken = createServer();
	const port = await new Promise<number>((resolve) => {
		taken.listen(0, '127.0.0.1', () => {
			const address = taken.address();
			resolve(typeof address === 'object' && address ? address.port : 0);
		});
	});
	const dashboard = await openDashboard();
	await expect(startServer(dashboard.app, { port })).rejects.toThrow(
		`端口 ${port} 已被占用，请关闭占用它的程序，或用 --port 换一个端口`,
	);
	taken.close();
	await dashboard.close();
});

test.each([
	['a port that is none', { port: 70_000 }, '端口 70000 不对'],
	['an address that is not ours', { port: 0, hostname: '192.0.2.1' }, '本机没有地址 192.0.2.1'],
])('says in one sentence that it cannot use %s', async (_, options, words) => {
	const dashboard = await openDashboard();
	await expect(startServer(dashboard.app, options)).rejects.toThrow(words);
	await dashboard.close();
});
