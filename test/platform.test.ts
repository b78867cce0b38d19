/** A county whose platform is all script and whose server shows the homepage for any address, audited for real. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditSite } from '../audit.ts';
import type { Report } from '../reports/model.ts';
import { coveredChecks } from './fixtures/linjiang/truth.ts';
import { startCounty } from './fixtures/xiling/server.ts';
import { truth } from './fixtures/xiling/truth.ts';
import type { Web } from './support/web.ts';

let county: Web;
let folder: string;
let report: Report;

const pathOf = (url: string): string => url.replace(county.url, '');

beforeAll(async () => {
	county = await startCounty();
	folder = await mkdtemp(path.join(tmpdir(), 'platform-'));
	report = await auditSite(
		{
			id: 'xiling',
			name: '溪岭县人民政府',
			url: `${county.url}/`,
			type: 'portal',
			robots: 'obey',
			hosts: [],
			columns: [],
			limits: { maxPages: 500, requestsPerSecond: 200, concurrency: 8, timeoutSeconds: 15 },
			render: 'auto',
		},
		{
			network: { allow: ['127.0.0.0/8'] },
			out: folder,
			asOf: '2026-11-15',
			log: pino({ level: 'silent' }),
			retrySeconds: [0.2, 0.4],
		},
	);
});
afterAll(async () => {
	await county.close();
	await rm(folder, { recursive: true, force: true });
});

test('every column is there with its kind and every entry, however its list is drawn', () => {
	const seen = report.columns.map(({ url, kind, items, lastPublishedOn, complete }) => ({
		path: pathOf(url),
		kind,
		items,
		...(lastPublishedOn ? { lastPublishedOn } : {}),
		complete,
	}));
	const byName = (columns: readonly (typeof truth.columns)[number][]) =>
		new Map(columns.map((column) => [`${column.path} ${column.kind}`, column]));
	expect(byName(seen)).toEqual(byName(truth.columns));
	expect(seen).toHaveLength(truth.columns.length);
});

test('what only scripts lead to is visited, and what robots.txt forbids is not asked for', () => {
	expect(truth.behindScripts.filter((one) => !county.asked.includes(one))).toEqual([]);
	expect(county.asked.filter((one) => one.startsWith('/inner/'))).toEqual([]);
});

test('the homepage at a made-up address is doubted, and nothing else is accused', () => {
	const told = report.findings
		.filter(({ check }) => coveredChecks.includes(check))
		.map(({ check, subject, certainty }) => ({ check, subject: pathOf(subject), certainty }));
	expect(new Set(told)).toEqual(new Set(truth.findings));
});

test('the numbered documents behind the tree are read', () => {
	const numbered = report.documents.filter(({ documentNumber }) => documentNumber !== null);
	const seen = numbered.map((document) => ({
		path: pathOf(document.url),
		documentNumber: document.documentNumber,
		writtenOn: document.writtenOn,
		publishedOn: document.publishedOn,
		publicMarker: document.publicMarker?.replace(/[（）]/g, ''),
		interpretations: document.interpretations.map(pathOf),
	}));
	expect(seen.toSorted((a, b) => a.path.localeCompare(b.path))).toEqual(truth.documents);
});

test('coverage says which list could not be walked, and why', () => {
	expect(report.coverage.notSeen.map((one) => ({ ...one, what: pathOf(one.what) }))).toEqual(truth.notSeen);
	expect(report.coverage.share).toBeGreaterThan(0.9);
	expect(report.coverage.share).toBeLessThan(1);
});
