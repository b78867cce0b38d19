/** A month of `npm run soak`, so that the year itself can be begun whenever somebody has the time for it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Seen } from '../../bench/soak/figures.ts';

test('a month goes by in minutes, and leaves no process, no session and no temporary file', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-soak-test-'));
	try {
		const file = join(folder, 'month.json');
		const program = join(import.meta.dirname, '../../bench/soak.ts');
		const child = spawn(process.execPath, [program, '--minutes', '15', '--months', '1', '--json', file], {
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		let said = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			said += text;
		});
		expect(await once(child, 'exit'), said).toEqual([0, null]);
		const { seen, messages, refused } = JSON.parse(await readFile(file, 'utf8'));
		const [month]: readonly Seen[] = seen;
		expect(month).toMatchObject({
			month: '2026-01',
			processes: 0,
			rows: { audits: 3, reports: 3, month_steps: 2, tokens: 2 },
			disk: { files: { temporary: 0, drafts: 0 } },
		});
		expect(month?.rows.probes).toBeGreaterThan(100);
		expect(month?.rows.rechecks).toBeGreaterThan(0);
		expect(month?.rows.decisions).toBeGreaterThan(0);
		expect(messages).toBeGreaterThan(0);
		expect(Object.keys(refused)).toEqual(['401 /sign-in']);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}, 1_200_000);
