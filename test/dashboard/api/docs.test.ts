/** What the documents say of the API holds of a server that answers. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problems } from '../../../dashboard/api/problem.ts';
import { apiRoutes } from '../../../dashboard/api/table.ts';
import { type RunningServer, startServer } from '../../../dashboard/server.ts';
import { addPeople } from '../people.ts';
import { openStock, type Stock } from './stock.ts';
import { tokenOf } from './tokens.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
const page = read('docs/api.md');

test.each(Object.values(apiRoutes).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`))(
	'docs/api.md has a word on %s',
	(route) => expect(page).toContain(`\`${route}\``),
);

test.each(Object.entries(problems))('docs/api.md says what %s means', (code, { status, means }) => {
	expect(page).toContain(`| \`${code}\` | ${status} | ${means} |`);
});

/** Blocks of commands that ask the API. */
const blocksOf = (file: string): string[] =>
	[...read(file).matchAll(/^```sh\n(.*?)^```/gms)]
		.map(([, block = '']) => block)
		.filter((block) => block.includes('curl '));

const hasCurl = spawnSync('curl', ['--version']).status === 0 && process.platform !== 'win32';

describe.skipIf(!hasCurl)('with curl', () => {
	let stock: Stock;
	let server: RunningServer;
	let environment: Record<string, string>;
	beforeAll(async () => {
		stock = await openStock();
		await addPeople(stock.store, []);
		server = await startServer(stock.app, { port: 0 });
		const { authorization = '' } = await tokenOf(stock, 'officer');
		environment = {
			...{ GONGKAI: server.url.replace(/\/$/, ''), TOKEN: authorization.replace('Bearer ', '') },
			...{ FINDING: stock.known.finding ?? '', PATH: process.env.PATH ?? '', NO_PROXY: '*' },
		};
	});
	afterAll(async () => {
		await server?.close();
		await stock?.close();
	});

	/** What a command prints; the server answers meanwhile. */
	const run = (command: string): Promise<string> =>
		new Promise((resolve, reject) => {
			const child = spawn('sh', ['-ec', command], { env: environment });
			let [printed, complaint] = ['', ''];
			child.stdout.setEncoding('utf8').on('data', (text: string) => {
				printed += text;
			});
			child.stderr.setEncoding('utf8').on('data', (text: string) => {
				complaint += text;
			});
			child.on('close', (status) =>
				status === 0 ? resolve(printed) : reject(new Error(`${command}: ended with ${status}: ${complaint}`)),
			);
		});

	test.each(['README.md', 'README.zh-CN.md'])('every command of %s is answered', async (file) => {
		const [block = '', ...more] = blocksOf(file);
		expect(more).toEqual([]);
		const asked = block.split('\n').filter((line) => line.startsWith('curl '));
		expect(asked).toHaveLength(5);
		const answers: string[] = [];
		for (const command of asked) {
			// The second README confirms what the first one has confirmed.
			if (command.includes('/decisions') && file !== 'README.md') continue;
			answers.push(await run(command.replaceAll('2026-11', stock.known.month ?? '')));
		}
		const [described, months, sites, findings, decided] = answers.map((answer) => JSON.parse(answer));
		expect(described.openapi).toBe('3.1.0');
		expect(months.items.length).toBeGreaterThan(1);
		expect(sites.items.length).toBeGreaterThan(0);
		for (const { sums } of sites.items) expect(sums.verdict).toBe('unqualified');
		expect(findings.items.length + (decided ? 0 : 1)).toBeGreaterThan(0);
		if (decided) expect(decided.decisions).toMatchObject([{ step: 'confirm', by: 'officer' }]);
	});

	test('the READMEs have the same commands', () => {
		const commands = (file: string) =>
			blocksOf(file).map((block) => block.split('\n').filter((line) => line.startsWith('curl ')));
		expect(commands('README.zh-CN.md')).toEqual(commands('README.md'));
	});

	test('the loop of docs/api.md reads a list to its end', async () => {
		const [loop = '', ...more] = blocksOf('docs/api.md');
		expect(more).toEqual([]);
		const pieces = (await run(loop.replace('limit=500', 'limit=10')))
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		const ids = pieces.flatMap(({ items }) => items.map(({ id }: { id: string }) => id));
		expect(pieces.length).toBeGreaterThan(5);
		expect(ids.sort()).toEqual((await stock.store.sites()).map(({ id }) => id).sort());
	});
});
