/** Disks that become full in the middle of an audit: told in a sentence; with room again, the report is the one that it would have been. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditSite } from '../../audit.ts';
import { createAuditProcesses } from '../../commands/audit-processes.ts';
import { loadConfig } from '../../config.ts';
import type { Report } from '../../reports/model.ts';
import {
	asOf,
	auditApart,
	canMount,
	essence,
	isClear,
	reportIn,
	reportsIn,
	rounds,
	smallDisk,
} from '../support/faults.ts';
import { startSlowSite, writeConfig } from '../support/serve.ts';
import type { Web } from '../support/web.ts';

let web: Web;
let whole: Report;
/** What the next audit says. */
let again: Report;
const prepare = (folder: string): Promise<void> =>
	writeConfig(folder, { jia: `${web.url}/` }, { retention: { minFreeGiB: 0 } });

beforeAll(async () => {
	web = await startSlowSite(12, 20);
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-whole-'));
	await prepare(folder);
	expect((await auditApart(folder).ended).err).toBe('');
	whole = await reportIn(folder);
	expect((await auditApart(folder).ended).err).toBe('');
	again = await reportIn(folder);
	await rm(folder, { recursive: true });
});
afterAll(() => web?.close());

/** Kilobytes that the disk has: what does not fit differs from one to the next, the store, the log, the archive or the report. */
const sizes = rounds > 1 ? Array.from({ length: rounds }, (_, n) => 16 + n * 10) : [360, 700];

test.skipIf(!canMount).each(sizes)(
	'a disk of %i KB becomes full, and is made larger',
	async (size) => {
		const folder = await mkdtemp(join(tmpdir(), 'gongkai-disk-'));
		const disk = smallDisk(folder, size);
		try {
			await prepare(folder);
			const { status, signal, err } = await auditApart(folder).ended;
			expect([status, signal]).toEqual([expect.toBeOneOf([0, 1, 2]), null]);
			if (status === 2) expect(isClear(err), err).toBe(true);
			for (const line of err.trim().split('\n')) expect(line).toMatch(/^$|磁盘已满/);
			if ((await reportsIn(folder)).length > 0)
				expect(essence(await reportIn(folder))).toEqual(essence(whole));
			disk.change('size=64m');
			expect((await auditApart(folder).ended).err).toBe('');
			// Where only the store had no room, the audit was done.
			expect(essence(await reportIn(folder))).toEqual(essence(status === 2 ? whole : again));
		} finally {
			disk.remove();
			await rm(folder, { recursive: true });
		}
	},
	300_000,
);

/** All that lies in a folder, but for what it says. */
const filesIn = async (folder: string): Promise<string[]> =>
	(await readdir(folder, { recursive: true })).sort();

test.skipIf(!canMount).each([
	['from the beginning', false, true],
	['from the beginning, with the temporary folder', false, false],
	['after an audit', true, true],
	['after an audit, with the temporary folder', true, false],
])('a disk that is read-only %s', { timeout: 120_000 }, async (_, isKnown, mayUseTemporary) => {
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-disk-'));
	const disk = smallDisk(folder, 64 << 10);
	try {
		await prepare(folder);
		await mkdir(join(folder, 'temporary'));
		const variables = {
			XDG_CACHE_HOME: join(folder, 'cache'),
			...(mayUseTemporary ? {} : { TMPDIR: join(folder, 'temporary') }),
		};
		if (isKnown) expect((await auditApart(folder).ended).err).toBe('');
		const before = await filesIn(folder);
		disk.change('ro');
		const { status, err } = await auditApart(folder, variables).ended;
		expect([status, isClear(err), err]).toEqual([2, true, expect.stringMatching(/^gongkai: .*只读.*\n$/)]);
		expect(await filesIn(folder)).toEqual(before);
		disk.change('rw');
		expect((await auditApart(folder, variables).ended).err).toBe('');
		expect(essence(await reportIn(folder))).toEqual(essence(isKnown ? again : whole));
	} finally {
		disk.remove();
		await rm(folder, { recursive: true });
	}
});

const fewSizes = (most: number): number[] =>
	Array.from({ length: Math.ceil(rounds / 10) }, (_, n) => most - n * 20);

test.skipIf(!canMount).each(fewSizes(500))(
	'a disk of %i KB that becomes full under sites that are audited side by side is no fault of any, and they are gone on with',
	async (size) => {
		const folder = await mkdtemp(join(tmpdir(), 'gongkai-disk-'));
		await writeConfig(folder, { jia: `${web.url}/`, yi: `${web.url}/` });
		const file = join(folder, 'gongkai.yaml');
		const config = await loadConfig(file);
		const disk = await mkdir(config.out).then(() => smallDisk(config.out, size));
		const processes = createAuditProcesses({ opening: { file, config }, parallel: 2, most: 1 });
		let id = 0;
		const audit = async () =>
			Promise.all(
				config.sites.map((site) => {
					const asked = { id: ++id, site: site.id, asOf, config: site, onSign: () => {} };
					return processes.start(asked).ended;
				}),
			);
		try {
			for (const end of await audit()) {
				expect(end).toMatchObject({ isTry: false, isTold: true, isKept: false });
				expect(end.outcome).toEqual({ error: expect.stringMatching(/磁盘/) });
			}
			disk.change('size=64m');
			for (const { outcome } of await audit()) expect(outcome).toHaveProperty('report');
		} finally {
			processes.kill();
			await processes.close();
			disk.remove();
			await rm(folder, { recursive: true });
		}
	},
	120_000,
);

test.skipIf(!canMount).each(fewSizes(300))(
	'a disk of %i KB that becomes full while a browser draws leaves no way out open',
	async (size) => {
		const folder = await mkdtemp(join(tmpdir(), 'gongkai-disk-'));
		await writeConfig(folder, { jia: `${web.url}/` });
		const { sites, network } = await loadConfig(join(folder, 'gongkai.yaml'));
		const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
		const before = servers();
		const disk = smallDisk(folder, size);
		try {
			const [site] = sites;
			if (!site) throw new Error('expected a site');
			const options = { out: folder, asOf, network, environment: process.env, log: pino({ enabled: false }) };
			await expect(auditSite({ ...site, render: 'always' }, options)).rejects.toThrow(/full/);
			// The system takes a moment to close what was told to.
			await expect.poll(servers, { timeout: 10_000 }).toBe(before);
		} finally {
			disk.remove();
			await rm(folder, { recursive: true });
		}
	},
	120_000,
);
