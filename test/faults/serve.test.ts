/** A disk that becomes full while `serve` has audits under way: the dashboard answers, says what is wrong, and all goes on when there is room. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { canMount, rounds, smallDisk } from '../support/faults.ts';
import { folder, home, patience, send, serve, useInstallations, web } from '../support/installation.ts';
import { auditsIn, knowSince, startSlowSite, writeConfig } from '../support/serve.ts';

vi.setConfig({ testTimeout: 300_000 });
useInstallations();

const kilobytes = 20_000;

test.skipIf(!canMount).each(Array.from({ length: Math.ceil(rounds / 10) }, (_, n) => n))(
	'serve on a full disk says so, loses nothing and goes on: round %i',
	async () => {
		const place = join(folder, 'disk');
		await mkdir(place);
		const disk = smallDisk(place, kilobytes);
		try {
			const sites = [await web(startSlowSite(20, 100)), await web(startSlowSite(20, 100))] as const;
			const [jia, yi] = sites;
			await writeConfig(place, { jia: home(jia), yi: home(yi) }, { retention: { minFreeGiB: 0 } });
			await knowSince(place, ['jia', 'yi'], '2025-01-01T00:00:00Z');
			const { url, said, end, status } = await serve(place);
			await expect.poll(() => jia.asked.length, patience).toBeGreaterThan(3);
			await writeFile(join(place, 'filler'), Buffer.alloc(kilobytes * 1024)).catch(() => {});
			await expect.poll(() => said.err, patience).toMatch(/审计进行不了，稍后再试：磁盘已满/);
			for (const path of ['', 'audits', 'healthz']) expect((await fetch(`${url}${path}`)).status).toBe(200);
			await expect
				.poll(async () => (await (await fetch(`${url}readyz`)).json()) as unknown, patience)
				.toMatchObject({ ready: false, store: false });
			const refused = await fetch(`${url}audits/pauses`, {
				method: 'POST',
				body: new URLSearchParams({ by: '张三', step: 'pause' }),
				headers: { origin: new URL(url).origin },
			});
			expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining('磁盘已满')]);
			await rm(join(place, 'filler'));
			const seen = async (): Promise<unknown> =>
				(await auditsIn(place)).map(({ site, state, tries }) => [site, state, tries]).sort();
			await expect.poll(seen, patience).toEqual([
				['jia', 'done', 0],
				['yi', 'done', 0],
			]);
			for (const id of ['jia', 'yi']) {
				const [{ period = '' } = {}] = await auditsIn(place);
				const report = JSON.parse(await readFile(join(place, 'out', id, period, 'report.json'), 'utf8'));
				expect(report.run).toMatchObject({ complete: true, pagesFetched: 21 });
			}
			expect(await send(url, 'audits/pauses', { step: 'resume' })).toBe(303);
			// Each thing once, in words.
			expect(said.err.trim().split('\n').length).toBeLessThan(5);
			expect(said.err).not.toMatch(/^\s+at /m);
			end();
			expect(await status).toBe(0);
		} finally {
			disk.remove();
		}
	},
);
