/** A site whose homepage does not open at all, and what the visits of the week prove of it. */
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditSite, type ReportOptions } from '../audit.ts';
import type { ProbeDay } from '../crawler/site-parts.ts';
import { readReport } from '../reports/formats/json.ts';
import { LeaseLostError } from '../reports/store/lease.ts';
import { SiteDownError } from '../site-down.ts';
import { identity } from './support/city-audit.ts';

let folder: string;
let url: string;
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'site-down-'));
	// A port that was just free: nobody answers there.
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
	server.close();
	await once(server, 'close');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const week = (failed: number, unconfirmed = 0): ProbeDay[] =>
	Array.from({ length: 7 }, (_, n) => ({
		...{ day: `2026-11-${String(8 + n).padStart(2, '0')}`, wall: 0, ours: 0, unconfirmed, failed },
		ok: 20 - failed - unconfirmed,
		failures: [{ at: '09:10', words: '拒绝连接' }],
	}));

const audit = (probes?: readonly ProbeDay[], more: Pick<ReportOptions, 'mayReport'> = {}): Promise<unknown> =>
	auditSite(
		{
			...identity,
			url,
			...{ robots: 'obey', hosts: [], columns: [], render: 'never' },
			limits: { maxPages: 100, requestsPerSecond: 100, concurrency: 4, timeoutSeconds: 2 },
		},
		{
			...{ out: folder, asOf: '2026-11-15', network: { allow: ['127.0.0.0/8'] } },
			log: pino({ level: 'silent' }),
			retrySeconds: [0.01, 0.01],
			...(probes ? { probes: async () => probes } : {}),
			...more,
		},
	).catch((error: unknown) => error);

test('is unqualified by the visits alone: nothing else is judged, and no month is called whole', async () => {
	const error = await audit(week(20));
	expect(error).toBeInstanceOf(SiteDownError);
	const report = await readReport(path.join(folder, 'linjiang', '2026-11', 'report.json'));
	expect(report).toEqual((error as SiteDownError).report);
	expect(report.scores.inspection).toMatchObject({ verdict: 'unqualified', total: null });
	expect(report.findings.map(({ check, certainty }) => [check, certainty])).toEqual([
		['homepage-unreachable', 'certain'],
	]);
	expect(report.checks.filter(({ outcome }) => outcome === 'assessed').map(({ id }) => id)).toEqual([
		'homepage-unreachable',
	]);
	expect(report.run).toMatchObject({ complete: false, stopReason: expect.stringContaining('无法访问') });
});

test.each([
	['no visits', undefined],
	['visits that opened', week(0)],
	['visits that nobody could confirm', week(0, 20)],
	['too few visits', week(20).slice(0, 3)],
])('proves nothing with %s: the audit failed, and there is no report', async (_, probes) => {
	const error = await audit(probes);
	expect(error).toMatchObject({ name: 'SiteUnreachableError' });
	expect(error).not.toBeInstanceOf(SiteDownError);
	expect(await readdir(path.join(folder, 'linjiang'))).not.toContain('2026-11');
});

test('leaves nothing where its audit is another’s by now', async () => {
	const error = await audit(week(20), { mayReport: async () => false });
	expect(error).toBeInstanceOf(LeaseLostError);
	expect(await readdir(path.join(folder, 'linjiang'))).not.toContain('2026-11');
});
