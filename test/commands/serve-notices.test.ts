import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { folder, home, patience, quick, serve, useInstallations } from '../support/installation.ts';
import { type Receiving, startReceiver } from '../support/receivers.ts';
import { knowSince, withStore, writeConfig } from '../support/serve.ts';

// Each audit is a process of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });
useInstallations();

const withReceiver = async (work: (receiving: Receiving) => Promise<void>, status = 200): Promise<void> => {
	const receiving = await startReceiver(() => ({ status }));
	try {
		await writeFile(join(folder, 'secret'), 'hook-secret');
		const on = ['audit', 'held'];
		const receiver = { id: 'hook', kind: 'webhook', url: receiving.url, secret: { file: './secret' }, on };
		const notices = { allow: ['127.0.0.1'], receivers: [receiver] };
		await writeConfig(folder, { jia: home(await quick()) }, { schedule: '0 2 * * *', notices });
		await work(receiving);
	} finally {
		await receiving.close();
	}
};

test('serve tells receivers of an audit of its schedule', async () => {
	await withReceiver(async ({ posted }) => {
		await knowSince(folder, ['jia'], '2025-01-01T00:00:00Z');
		const { end, status } = await serve(folder);
		await expect.poll(() => posted.length, patience).toBe(1);
		const { sites } = JSON.parse(posted[0]?.body ?? '');
		expect(sites).toMatchObject([{ id: 'jia', name: 'jia 市' }]);
		await expect
			.poll(() => withStore(folder, (store) => store.notices()), patience)
			.toMatchObject([{ state: 'sent' }]);
		end();
		expect(await status).toBe(0);
	});
});

test('serve says at its start what could not be delivered, and shows it', async () => {
	await withReceiver(async () => {
		await knowSince(folder, ['jia'], '2025-01-01T00:00:00Z');
		const first = await serve(folder);
		await expect.poll(() => first.said.err, patience).toContain('通知没有送到 hook：对方返回 HTTP 500');
		first.end();
		await first.status;
		const { said, url } = await serve(folder);
		await expect.poll(() => said.out, patience).toContain('1 条通知没有送到（hook）');
		expect(await (await fetch(`${url}notices`)).text()).toContain('对方返回 HTTP 500');
	}, 500);
});

test('a dashboard without the schedule tells nobody', async () => {
	await withReceiver(async ({ posted }) => {
		const { end, status } = await serve(folder, { args: ['--port', '0', '--no-schedule'] });
		end();
		expect(await status).toBe(0);
		expect(await withStore(folder, (store) => store.receivers())).toEqual([]);
		expect(posted).toEqual([]);
	});
});
