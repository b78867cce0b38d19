import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findBrowser } from '../../../crawler/browser/find.ts';
import { runBrowser } from '../../../crawler/browser/running.ts';

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
		const found = await findBrowser();
		if (!found) throw new Error('no browser on this machine');
		const own = async (): Promise<string[]> =>
			(await readdir(folder)).filter((name) => name.startsWith('gongkai-browser-'));
		for (const way of ['end', 'kill'] as const) {
			const running = await runBrowser(found);
			expect((await own()).length).toBeGreaterThan(0);
			const page = await running.browser.newPage();
			await page.setContent('<p>正文</p>');
			if (way === 'end') await running.end();
			else running.kill();
			await running.gone;
			await expect.poll(own, { timeout: 10_000 }).toEqual([]);
		}
		await expect(runBrowser({ ...found, executablePath: '/bin/false' })).rejects.toThrow();
		await expect.poll(own, { timeout: 10_000 }).toEqual([]);
	},
);

test.skipIf(process.platform !== 'linux')(
	'a process that ends at once leaves none of its browsers behind, nor their files',
	async () => {
		const [find, running] = ['find', 'running'].map((name) =>
			JSON.stringify(new URL(`../../../crawler/browser/${name}.ts`, import.meta.url)),
		);
		const program = `
			const found = await (await import(${find})).findBrowser();
			const { browser } = await (await import(${running})).runBrowser(found);
			await (await browser.newPage()).setContent('<p>正文</p>');
			process.exit(7);
		`;
		const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
			encoding: 'utf8',
		});
		expect(status, stderr).toBe(7);
		expect(await readdir(folder)).toEqual([]);
	},
	60_000,
);
