import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FoundBrowser, findBrowser } from '../../../crawler/browser/find.ts';
import { runBrowser } from '../../../crawler/browser/running.ts';
import { tryBrowser } from '../../../crawler/browser/trial.ts';
import { browserHere } from '../../support/browser.ts';
import { rounds } from '../../support/faults.ts';

/** Other tests run browsers, too. */
let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gk-'));
	vi.stubEnv('TMPDIR', folder);
});
afterEach(async () => {
	vi.unstubAllEnvs();
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test.skipIf(process.platform !== 'linux')(
	'a browser leaves no temporary files, whether it ends or is killed, or does not start',
	async () => {
		const found = await browserHere();
		const own = (): Promise<string[]> => readdir(folder);
		for (const way of ['end', 'kill'] as const) {
			const running = await runBrowser(found);
			expect((await own()).length).toBeGreaterThan(0);
			const page = await running.browser.newPage();
			await page.setContent('<p>正文</p>');
			if (way === 'end') await running.end();
			else running.kill();
			await running.gone;
			if (way === 'end') expect(await own()).toEqual([]);
			await expect.poll(own, { timeout: 10_000 }).toEqual([]);
		}
		await expect(runBrowser({ ...found, executablePath: '/bin/false' })).rejects.toThrow();
		await expect.poll(own, { timeout: 10_000 }).toEqual([]);
	},
);

/** A program that starts a browser with a page, and then does this. */
const startingThen = (then: string): string => {
	const [find, running] = ['find', 'running'].map((name) =>
		JSON.stringify(new URL(`../../../crawler/browser/${name}.ts`, import.meta.url)),
	);
	return `
		const found = await (await import(${find})).findBrowser();
		const { browser } = await (await import(${running})).runBrowser(found);
		await (await browser.newPage()).setContent('<p>正文</p>');
		${then}
	`;
};

test.skipIf(process.platform !== 'linux')(
	'a process that ends at once leaves none of its browsers behind, nor their files',
	async () => {
		const program = startingThen('process.exit(7);');
		const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
			encoding: 'utf8',
		});
		expect(status, stderr).toBe(7);
		expect(await readdir(folder)).toEqual([]);
	},
	60_000,
);

/** Runs a browser in a process of its own until it says `up`, with its folders in ours. */
const runApart = async () => {
	const program = startingThen("process.stdout.write('up');");
	const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = once(child, 'exit');
	await Promise.race([once(child.stdout, 'data'), ended]);
	return {
		kill: async () => {
			child.kill('SIGKILL');
			await ended;
		},
	};
};

test.skipIf(process.platform === 'win32')(
	'what a process left that was killed is removed with the next browser, and nothing of one that lives',
	{ timeout: 120_000 },
	async () => {
		await browserHere();
		const names = async (): Promise<string[]> => (await readdir(folder)).sort();
		const living = await runApart();
		const ofLiving = await names();
		expect(ofLiving).toHaveLength(2);
		const killed = await runApart();
		await killed.kill();
		const left = (await names()).filter((name) => !ofLiving.includes(name));
		expect(left).toEqual([
			expect.stringMatching(/^gongkai-browser-/),
			expect.stringMatching(/^playwright_chromiumdev_profile-/),
		]);

		// Of others, as far as anybody can tell: another machine's, and a folder that nobody is named in.
		const [own = ''] = ofLiving;
		const owner = JSON.parse(await readFile(join(folder, own, 'owner.json'), 'utf8'));
		const make = async (name: string, named?: object): Promise<string> => {
			await mkdir(join(folder, name));
			if (named) await writeFile(join(folder, name, 'owner.json'), JSON.stringify(named));
			return name;
		};
		const gone = { ...owner, pid: 2 ** 22 + 1 };
		const kept = [
			await make('gongkai-browser-other1', { ...gone, place: 'another' }),
			await make('gongkai-browser-nobody'),
			await make('gongkai-else-aaaaaa', gone),
		];
		const removed = [
			await make('gongkai-browser-anothr', { ...owner, began: '1' }),
			await make('gongkai-browser-oldone'),
			await make('gongkai-browser-goneby', gone),
		];
		const old = Date.now() / 1000 - 8 * 86_400;
		await utimes(join(folder, 'gongkai-browser-oldone'), old, old);

		const next = await runApart();
		await expect
			.poll(async () => (await names()).filter((name) => [...left, ...removed].includes(name)))
			.toEqual([]);
		expect(await names()).toEqual(expect.arrayContaining([...kept, ...ofLiving]));
		await next.kill();
		await living.kill();
	},
);

/** A program that answers as a browser would, but for what has a name like this. */
const speaker = (silent: string): string => `#!${process.execPath}
const { createReadStream, writeSync, writeFileSync } = require('node:fs');
writeFileSync(process.env.STARTED, String(process.pid));
let heard = '';
createReadStream(null, { fd: 3 }).on('data', (bytes) => {
	const messages = (heard + bytes).split('\0');
	heard = messages.pop();
	for (const { id, method } of messages.map((text) => JSON.parse(text))) {
		if (/${silent}/.test(method)) continue;
		const result = { product: 'HeadlessChrome/150.0.0.0', userAgent: '', sessionId: 's' };
		writeSync(4, JSON.stringify({ id, result }) + '\0');
	}
});
setInterval(() => {}, 1000);
`;

test.skipIf(process.platform === 'win32').each([
	['nothing', '.'],
	['its first message alone', '^(?!Browser.getVersion)'],
	['what its start asks, and no more', '^(?:SystemInfo|Browser.close)'],
])('a browser that starts and answers %s is given up', { timeout: 60_000 }, async (_, silent) => {
	const executablePath = join(folder, 'browser');
	await writeFile(executablePath, speaker(silent));
	await chmod(executablePath, 0o755);
	const env = { STARTED: join(folder, 'started') };
	await expect(
		runBrowser({ executablePath, from: 'installed', env, sandbox: false }, 2000),
	).rejects.toThrow();
	// Its launcher does so too, but in its own time.
	process.kill(Number(await readFile(env.STARTED, 'utf8')), 'SIGKILL');
	await expect
		.poll(async () => (await readdir(folder)).sort(), { timeout: 20_000 })
		.toEqual(['browser', 'started']);
});

test.skipIf(process.platform === 'win32').each([
	['is tried out', tryBrowser],
	[
		'is looked for',
		async ({ executablePath }: FoundBrowser) => {
			const environment = { ...process.env, GONGKAI_BROWSER: executablePath };
			// What was learnt of it before is kept there.
			await rm(join(folder, 'cache', 'browsers.json'), { force: true });
			await findBrowser({ environment, cacheDir: join(folder, 'cache') });
		},
	],
	[
		'starts',
		async (found: FoundBrowser) => {
			const { end } = await runBrowser(found);
			await end();
		},
	],
])(
	'one that is killed while it %s keeps nobody waiting',
	async (_, begin) => {
		const found = await browserHere();
		const [program, pids] = [join(folder, 'program'), join(folder, 'pids')];
		await writeFile(program, `#!/bin/sh\necho $$ >> ${pids}\nexec ${found.executablePath} "$@"\n`);
		await chmod(program, 0o755);
		const mine = { ...found, executablePath: program };
		const before = performance.now();
		await begin(mine);
		const usual = performance.now() - before;
		const moments = rounds > 1 ? 24 : 3;
		for (let n = 0; n < moments; n++) {
			const started = (await readFile(pids, 'utf8')).length;
			const ended = begin(mine).catch(() => {});
			await expect
				.poll(async () => (await readFile(pids, 'utf8')).length, { interval: 5, timeout: 20_000 })
				.toBeGreaterThan(started);
			await delay((usual * n) / moments);
			const pid = Number((await readFile(pids, 'utf8')).trim().split('\n').at(-1));
			try {
				process.kill(-pid, 'SIGKILL');
			} catch {
				// It has ended.
			}
			expect(await Promise.race([ended.then(() => 'ended'), delay(20_000, 'hangs')]), `moment ${n}`).toBe(
				'ended',
			);
		}
	},
	300_000,
);
