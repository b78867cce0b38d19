/** The sample city, audited for real, against its hand-written truth. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { auditSite } from '../audit.ts';
import { findBrowser } from '../crawler/browser/find.ts';
import type { SiteConfig } from '../crawler/site-config.ts';
import type { Report } from '../reports/model.ts';
import { type RunningCity, startCity } from './fixtures/linjiang/server.ts';
import { coveredChecks, type TrueFinding, truth } from './fixtures/linjiang/truth.ts';

const asOf = '2026-11-15';
let city: RunningCity;
let folder: string;

beforeAll(async () => {
	city = await startCity();
	folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
});
afterAll(async () => {
	await city.close();
	await rm(folder, { recursive: true, force: true });
});

const config = (more: Partial<SiteConfig> = {}): SiteConfig => ({
	id: 'linjiang',
	name: '临江市人民政府',
	url: `${city.url}/`,
	type: 'portal',
	robots: 'obey',
	hosts: [],
	columns: [],
	limits: { maxPages: 20_000, requestsPerSecond: 200, concurrency: 8, timeoutSeconds: 15 },
	render: 'auto',
	...more,
});

const audit = (
	name: string,
	more: { maxPages?: number; config?: Partial<SiteConfig> } = {},
): Promise<Report> =>
	auditSite(config(more.config), {
		network: { allow: ['127.0.0.0/8'] },
		out: path.join(folder, name),
		asOf,
		log: pino({ level: 'silent' }),
		retrySeconds: [0.5, 1],
		...(more.maxPages ? { maxPages: more.maxPages } : {}),
	});

/** Findings as lines that a reader can compare: check, place, key, certainty. */
const told = (report: Report): string[] =>
	report.findings
		.filter(({ check }) => coveredChecks.includes(check))
		.map(({ check, subject, key, certainty }) =>
			[
				check,
				subject.replace(city.url, '').replace(city.externalUrl, '{external}').replace(city.deadUrl, '{dead}'),
				key ?? '',
				certainty,
			].join(' | '),
		)
		.sort();
const line = ({ check, subject, key, certainty }: TrueFinding): string =>
	[check, subject, key ?? '', certainty].join(' | ');
const wanted = truth.findings.map(line).sort();
const tolerated = new Set(truth.tolerated.map(line));

const difference = (report: Report): { missed: string[]; falsely: string[] } => {
	const lines = told(report);
	return {
		missed: wanted.filter((one) => !lines.includes(one)),
		falsely: lines.filter((one) => !wanted.includes(one) && !tolerated.has(one)),
	};
};

describe('the audit of the sample city', () => {
	let report: Report;
	beforeAll(async () => {
		report = await audit('whole');
	}, 180_000);

	test('finds what is wrong with it, as certain as it is, and nothing else', () => {
		expect(difference(report)).toEqual({ missed: [], falsely: [] });
	});

	test('sees every column with its kind and every entry of it', () => {
		const seen = new Map(
			report.columns.map((column) => [column.url.replace(city.url, '').replace(/index\.html$/, ''), column]),
		);
		expect(truth.columns.map(({ path }) => [path, seen.get(path)?.kind, seen.get(path)?.items])).toEqual(
			truth.columns.map(({ path, kind, items }) => [path, kind, items]),
		);
	});

	test('reads the documents’ facts', () => {
		const seen = new Map(report.documents.map((document) => [document.url.replace(city.url, ''), document]));
		const read = truth.documents.map(({ path }) => {
			const document = seen.get(path);
			return {
				path,
				documentNumber: document?.documentNumber ?? undefined,
				issuer: document?.issuer,
				writtenOn: document?.writtenOn,
				publishedOn: document?.publishedOn,
				publicMarker: document?.publicMarker?.replace(/[\s（）()]/g, ''),
			};
		});
		expect(read).toEqual(
			truth.documents.map(({ path, documentNumber, issuer, writtenOn, publishedOn, publicMarker }) => ({
				path,
				documentNumber,
				issuer,
				writtenOn,
				publishedOn,
				publicMarker,
			})),
		);
	});

	test('leaves alone what robots.txt forbids and says so', () => {
		expect(city.forbidden()).toBe(0);
		expect(report.coverage.notSeen.some(({ why }) => why === 'robots')).toBe(true);
	});

	test('cut short by a budget it says what was not seen, and calls nothing unseen missing', async () => {
		const short = await audit('short', { maxPages: 50 });
		expect(short.run).toMatchObject({ complete: false, stopReason: '达到页数上限（50 页）' });
		expect(short.coverage.share).toBeLessThan(0.8);
		expect(short.coverage.notSeen.some(({ why }) => why === 'budget')).toBe(true);
		expect(difference(short).falsely).toEqual([]);
	}, 120_000);

	test('without a browser it audits what it can see and accuses nobody of what it cannot', async () => {
		const blind = await audit('blind', { config: { render: 'never' } });
		expect(difference(blind).falsely.filter((one) => one.endsWith('certain'))).toEqual([]);
		expect(blind.findings.length).toBeGreaterThan(20);
	}, 120_000);
});

describe('an audit that is killed', () => {
	test('goes on when it is started again, and ends with the same findings and scores', async () => {
		const file = path.join(folder, 'gongkai.yaml');
		const out = path.join(folder, 'killed');
		const { id, name, url } = config();
		await writeFile(
			file,
			stringify({
				network: { allow: ['127.0.0.0/8'] },
				sites: [{ id, name, url, limits: { requestsPerSecond: 40, concurrency: 4 } }],
			}),
		);
		const start = () =>
			spawn(
				process.execPath,
				[
					path.join(import.meta.dirname, '..', 'cli.ts'),
					'audit',
					'--config',
					file,
					'--out',
					out,
					'--as-of',
					asOf,
					'--quiet',
				],
				{ stdio: 'ignore' },
			);
		for (const seconds of [3, 6]) {
			const child = start();
			await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
			expect(child.exitCode).toBeNull();
			child.kill('SIGKILL');
			await once(child, 'exit');
		}
		const last = start();
		const [status] = await once(last, 'exit');
		expect(status).toBe(1);
		const report = JSON.parse(
			await readFile(path.join(out, 'linjiang', '2026-11', 'report.json'), 'utf8'),
		) as Report;
		expect(difference(report)).toEqual({ missed: [], falsely: [] });
	}, 240_000);
});

test('this machine has a browser, so that the browser lane was really tested', async () => {
	expect(await findBrowser()).toBeDefined();
}, 60_000);
