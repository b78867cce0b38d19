import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findAgain, findBrowser } from '../../../crawler/browser/find.ts';
import { fontsConf } from '../../../crawler/browser/fonts.ts';
import { launchOptions } from '../../../crawler/browser/launch.ts';

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const linux = process.platform === 'linux';
const bundled = linux && process.arch === 'x64';

/** A shell script under a browser's name. */
const script = async (name: string, body: string): Promise<string> => {
	const path = join(folder, name);
	await writeFile(path, `#!/bin/sh\n${body}\n`);
	await chmod(path, 0o755);
	return path;
};

describe('findBrowser', () => {
	test('finds a browser that draws Chinese text', async () => {
		const found = await findBrowser({ environment: process.env, cacheDir: join(folder, 'any') });
		expect(found, 'neither an installed browser nor the bundled one starts').toBeDefined();
		if (!found) return;
		const browser = await chromium.launch(launchOptions(found));
		try {
			const page = await browser.newPage();
			// Without a font every character is the same box.
			const draw = async (text: string): Promise<string> => {
				await page.setContent(`<p style="font-size:40px">${text}</p>`);
				return (await page.locator('p').screenshot()).toString('base64');
			};
			expect(await draw('政')).not.toBe(await draw('府'));
		} finally {
			await browser.close();
		}
	});

	test.runIf(bundled)('unpacks the bundled browser once, whole, also when two want it at once', async () => {
		const cacheDir = join(folder, 'bundled');
		// What a killed process left two hours ago.
		const draft = join(cacheDir, 'chromium-153.0.0-aB3dE6');
		await mkdir(draft, { recursive: true });
		await utimes(draft, Date.now() / 1000 - 7200, Date.now() / 1000 - 7200);
		const quest = { environment: process.env, cacheDir, sources: ['bundled'] } as const;
		const [one, two] = await Promise.all([findBrowser(quest), findBrowser(quest)]);
		expect(one).toMatchObject({ from: 'bundled' });
		expect(two).toEqual(one);
		expect((await readdir(cacheDir)).filter((name) => name.startsWith('chromium-'))).toHaveLength(1);
	});

	test.runIf(linux)('starts a browser once and then remembers that it starts', async () => {
		const real = await findBrowser({ environment: process.env, cacheDir: join(folder, 'any') });
		const log = join(folder, 'starts');
		const path = await script(
			'counted',
			`echo >> '${log}'\n${Object.entries(real?.env ?? {})
				.filter(([name]) => name === 'LD_LIBRARY_PATH')
				.map(([name, value]) => `export ${name}='${value}'`)
				.join('\n')}\nexec '${real?.executablePath}' "$@"`,
		);
		const quest = {
			environment: { ...process.env, GONGKAI_BROWSER: path },
			cacheDir: join(folder, 'memory'),
		};
		expect(await findBrowser(quest)).toMatchObject({ executablePath: path, from: 'GONGKAI_BROWSER' });
		const starts = await readFile(log, 'utf8');
		expect(await findBrowser(quest)).toMatchObject({ executablePath: path });
		expect(await readFile(log, 'utf8')).toBe(starts);
	});

	test.runIf(linux)('takes an installed headless shell before a browser with windows', async () => {
		const real = await findBrowser({ environment: process.env, cacheDir: join(folder, 'any') });
		const bin = join(folder, 'shells');
		await mkdir(bin);
		for (const name of ['google-chrome', 'chromium', 'chromium-headless-shell'])
			await script(
				`shells/${name}`,
				`export LD_LIBRARY_PATH='${real?.env.LD_LIBRARY_PATH ?? ''}'\nexec '${real?.executablePath}' "$@"`,
			);
		const quest = {
			environment: { ...process.env, PATH: `${bin}:${process.env.PATH}`, GONGKAI_BROWSER: '' },
			cacheDir: join(folder, 'preference'),
		};
		expect(await findBrowser(quest)).toMatchObject({
			executablePath: join(bin, 'chromium-headless-shell'),
			from: 'installed',
		});
	});

	test.runIf(linux)('looks again for a browser that started once and no longer does', async () => {
		const real = await findBrowser({ environment: process.env, cacheDir: join(folder, 'any') });
		const bin = join(folder, 'bin');
		await mkdir(bin);
		const path = await script('bin/chromium-headless-shell', 'exit 1');
		const { mtimeMs, size } = await stat(path);
		const cacheDir = join(folder, 'again');
		await mkdir(cacheDir);
		const verdict = {
			changedMs: mtimeMs,
			bytes: size,
			user: process.getuid?.() ?? -1,
			// Without it, another would be looked for.
			sandbox: process.getuid?.() !== 0,
			libraries: false,
			seenMs: Date.now(),
		};
		await writeFile(join(cacheDir, 'browsers.json'), JSON.stringify({ [path]: verdict }));
		const environment = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
		const found = await findBrowser({ environment, cacheDir });
		expect(found).toMatchObject({ executablePath: path });
		if (!found) return;
		expect(await findAgain(found)).toMatchObject({ executablePath: real?.executablePath });
		expect(await readFile(join(cacheDir, 'browsers.json'), 'utf8')).not.toContain(path);
	});

	test.runIf(linux)('tries a browser that ran without its sandbox alone with it again in time', async () => {
		const real = await findBrowser({ environment: process.env, cacheDir: join(folder, 'any') });
		const works = join(folder, 'sandbox-works');
		const path = await script(
			'sandboxed',
			`case "$*" in *--no-sandbox*) ;; *) [ -e '${works}' ] || exit 1;; esac
			export LD_LIBRARY_PATH='${real?.env.LD_LIBRARY_PATH ?? ''}'
			exec '${real?.executablePath}' --no-sandbox "$@"`,
		);
		const quest = {
			environment: { ...process.env, GONGKAI_BROWSER: path },
			cacheDir: join(folder, 'sandboxes'),
		};
		const root = vi.spyOn(process, 'getuid').mockReturnValue(1000);
		try {
			expect(await findBrowser(quest)).toMatchObject({ sandbox: false });
			await writeFile(works, '');
			expect(await findBrowser(quest)).toMatchObject({ sandbox: false });
			expect(await findBrowser({ ...quest, bareMs: 0 })).toMatchObject({ sandbox: true });
			// From then on it has it.
			expect(await findBrowser(quest)).toMatchObject({ sandbox: true });

			const memory = join(quest.cacheDir, 'browsers.json');
			const verdicts = JSON.parse(await readFile(memory, 'utf8'));
			for (const seenMs of [Date.now() - 2 * 3_600_000, Date.now() + 2 * 3_600_000, undefined]) {
				const bare = { [path]: { ...verdicts[path], sandbox: false, seenMs } };
				await writeFile(memory, JSON.stringify(bare));
				expect(await findBrowser(quest), `seen at ${seenMs}`).toMatchObject({ sandbox: true });
			}
		} finally {
			root.mockRestore();
		}
	});

	test.runIf(linux)('refuses a named browser that does not start', async () => {
		const path = await script('broken', 'exit 1');
		const quest = { environment: { GONGKAI_BROWSER: path }, cacheDir: join(folder, 'refused') };
		await expect(findBrowser(quest)).rejects.toThrow(`GONGKAI_BROWSER 指定的浏览器无法启动：${path}`);
	});

	test('answers nothing where there is no browser', async () => {
		expect(await findBrowser({ sources: [], cacheDir: join(folder, 'none') })).toBeUndefined();
	});

	test('keeps secrets from the browser', async () => {
		const environment = { ...process.env, DATABASE_URL: 'postgres://secret' };
		const found = await findBrowser({ environment, cacheDir: join(folder, 'any') });
		expect(found?.env).not.toHaveProperty('DATABASE_URL');
	});
});

test('a fontconfig file stands for its folder, whatever the folder is called', () => {
	expect(fontsConf('/a&b/<c>', '/cache')).toContain('<dir>/a&amp;b/&lt;c></dir>');
});
