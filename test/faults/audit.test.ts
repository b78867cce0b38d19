/** What may befall an audit from outside: whatever it is, the report is the one of an undisturbed audit, or one sentence says what is wrong. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Report } from '../../reports/model.ts';
import { auditApart, essence, reportIn, reportsIn, rounds } from '../support/faults.ts';
import { startSlowSite, writeConfig } from '../support/serve.ts';
import type { Web } from '../support/web.ts';

/** Each of these tests runs several programs, on a machine that may be busy. */
const timeout = 300_000;

let web: Web;
let whole: Report;
let folder = '';
const prepare = async (): Promise<string> => {
	const place = await mkdtemp(join(tmpdir(), 'gongkai-fault-'));
	await writeConfig(place, { jia: `${web.url}/` });
	return place;
};
beforeAll(async () => {
	web = await startSlowSite(12, 40);
	const place = await prepare();
	expect((await auditApart(place).ended).err).toBe('');
	whole = await reportIn(place);
	await rm(place, { recursive: true });
});
afterAll(() => web?.close());
beforeEach(async () => {
	folder = await prepare();
});
afterEach(() => rm(folder, { recursive: true }));

const archive = (): string => join(folder, 'out', 'jia', 'archive.db');
const isAsWithout = async (): Promise<void> => {
	expect(essence(await reportIn(folder))).toEqual(essence(whole));
};

test.skipIf(process.platform === 'win32').each(Array.from({ length: rounds }, (_, n) => n))(
	'killed again and again, an audit ends with the same report: round %i',
	async () => {
		const moments: number[] = [];
		for (let kills = 0; kills < 3 && (await reportsIn(folder)).length === 0; kills++) {
			const { child, ended } = auditApart(folder);
			const asked = web.asked.length;
			// From when it asks for the first page on, however busy the machine is.
			while (web.asked.length === asked && child.exitCode === null) await delay(5);
			moments.push(Math.round(Math.random() * 400));
			await delay(moments.at(-1));
			child.kill('SIGKILL');
			await ended;
		}
		expect((await auditApart(folder).ended).err, `${moments}`).toBe('');
		await isAsWithout();
		expect(await reportsIn(folder)).toEqual(['report.json']);
		const database = new DatabaseSync(archive(), { readOnly: true });
		expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
		database.close();
	},
	timeout,
);

test(
	'whatever time zone the process has, the report is the same',
	async () => {
		const zones = ['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati'];
		const places = await Promise.all(zones.map(prepare));
		await Promise.all(
			places.map(async (place, n) =>
				expect((await auditApart(place, { TZ: zones[n] ?? '' }).ended).err).toBe(''),
			),
		);
		for (const place of places) {
			expect(essence(await reportIn(place))).toEqual(essence(whole));
			await rm(place, { recursive: true });
		}
	},
	timeout,
);
