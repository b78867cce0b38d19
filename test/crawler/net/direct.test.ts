import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const program = `
	import http from 'node:http';
	import { forgetNodeProxies } from ${JSON.stringify(new URL('../../../crawler/net/direct.ts', import.meta.url).href)};
	if (process.argv[1] === 'forget') forgetNodeProxies();
	const server = http.createServer((_request, response) => response.end('direct')).listen(0, '127.0.0.1', () => {
		http
			.get({ host: '127.0.0.1', port: server.address().port, path: '/' }, async (response) => {
				for await (const chunk of response) process.stdout.write(chunk);
				process.exit();
			})
			.on('error', () => {
				process.stdout.write('by the proxy');
				process.exit();
			});
	});`;

test.each([
	['keep', 'by the proxy'],
	['forget', 'direct'],
])('where Node is told to use the environment’s proxies: %s → %s', (what, way) => {
	const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program, what], {
		encoding: 'utf8',
		env: { ...process.env, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: '' },
	});
	expect([stdout, stderr]).toEqual([way, '']);
});
