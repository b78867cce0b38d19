/** The sample city, audited for real, against its hand-written truth. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { findBrowser } from '../crawler/browser/find.ts';
import { readReport } from '../reports/formats/json.ts';
import type { Report } from '../reports/model.ts';
import { pageChecks, pageTruth } from './fixtures/linjiang/page-truth.ts';
import { type RunningCity, startCity } from './fixtures/linjiang/server.ts';
import { coveredChecks, type TrueFinding, truth, wholeChecks, wholeSite } from './fixtures/linjiang/truth.ts';
import { auditCity, identity } from './support/city-audit.ts';
import { needsMarks } from './support/unmarked.ts';

const asOf = '2026-11-15';
let city: RunningCity;
let folder: string;
/** On a machine that may be busy. */
const patience = { timeout: 120_000, interval: 20 };

beforeAll(async () => {
	city = await startCity();
	folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
});
afterAll(async () => {
	await city.close();
	await rm(folder, { recursive: true, force: true });
});

/** Findings of a city as lines that a reader can compare: check, place, key, certainty. */
const told = (report: Report, checks = coveredChecks, { url, externalUrl, deadUrl } = city): string[] =>
	report.findings
		.filter(({ check }) => checks.includes(check))
		.map(({ check, subject, key, certainty }) =>
			[
				check,
				subject.replace(url, '').replace(externalUrl, '{external}').replace(deadUrl, '{dead}'),
				key ?? '',
				certainty,
			].join(' | '),
		)
		.sort();
const line = ({ check, subject, key, certainty }: TrueFinding): string =>
	[check, subject, key ?? '', certainty].join(' | ');
const wanted = truth.findings.map(line).sort();
const tolerated = new Set(truth.tolerated.map(line));

const difference = (report: Report, of = city): { missed: string[]; falsely: string[] } => {
	const lines = told(report, coveredChecks, of);
	return {
		missed: wanted.filter((one) => !lines.includes(one)),
		falsely: lines.filter((one) => !wanted.includes(one) && !tolerated.has(one)),
	};
};

/** The program as somebody starts it on the city. */
const start = (file: string, out: string): ChildProcess => {
	const program = path.join(import.meta.dirname, '..', 'cli.ts');
	const options = ['--config', file, '--out', out, '--as-of', asOf, '--quiet'];
	return spawn(process.execPath, [program, 'audit', ...options], { stdio: 'ignore' });
};

// Side by side, each on a city of its own: what is killed waits before it tries again what failed, as it does for its users.
describe.concurrent('the audit of the sample city, killed twice and started again', () => {
	let report: Report;
	let child: ChildProcess | undefined;
	afterAll(() => void child?.kill('SIGKILL'));
	beforeAll(async () => {
		const file = path.join(folder, 'gongkai.yaml');
		const out = path.join(folder, 'killed');
		const limits = { requestsPerSecond: 200, concurrency: 4 };
		const sites = [{ ...identity, url: `${city.url}/`, limits }];
		await writeFile(file, stringify({ network: { allow: ['127.0.0.0/8'] }, sites }));
		// On its way by HTTP, and while the browser is at work.
		for (const requests of [80, 160]) {
			const before = city.requests();
			child = start(file, out);
			const ended = once(child, 'exit');
			await vi.waitUntil(() => city.requests() - before > requests, patience);
			expect(child.exitCode).toBeNull();
			child.kill('SIGKILL');
			await ended;
		}
		child = start(file, out);
		expect(await once(child, 'exit')).toEqual([1, null]);
		report = await readReport(path.join(out, 'linjiang', '2026-11', 'report.json'));
	}, 900_000);

	test('finds what is wrong with it, as certain as it is, and nothing else', () => {
		expect(difference(report)).toEqual({ missed: [], falsely: [] });
	});

	test('says of the site as a whole what is certainly true of it', () => {
		const said = report.findings
			.filter(({ check, certainty }) => wholeChecks.includes(check) && certainty === 'certain')
			.map(({ check, subject, key, certainty }) =>
				line({ check, subject: subject.replace(city.url, ''), ...(key ? { key } : {}), certainty }),
			);
		expect(said.sort()).toEqual(wholeSite.map(line).sort());
	});

	test('finds what single pages say wrongly, and nothing else', () => {
		expect(told(report, pageChecks)).toEqual(pageTruth.map(line).sort());
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

	test('marks in the words of every finding what it is about', () => {
		const unmarked = report.findings.filter(
			({ check, key, evidence: { snippet, marks = [] } }) =>
				snippet !== undefined && marks.length === 0 && needsMarks(check, key),
		);
		expect(unmarked.map(({ check, evidence }) => `${check}: ${evidence.snippet}`)).toEqual([]);
	});

	test('tells of every finding how its address answered, with headers, redirects and tries', () => {
		const { responses = {} } = report;
		const silent = report.findings.filter(({ subject }) => /^http/.test(subject) && !responses[subject]);
		expect(silent.map(({ check, subject }) => `${check} ${subject}`)).toEqual([]);
		const own = Object.entries(responses).filter(([url]) => url.startsWith(city.url));
		const bare = own.filter(([, { headers, tries = [] }]) => !headers && tries.length === 0);
		expect(bare.map(([url]) => url)).toEqual([]);
		const broken = report.findings.filter(
			({ check, certainty }) => /^broken-/.test(check) && certainty === 'certain',
		);
		expect(broken.length).toBeGreaterThan(5);
		for (const { subject } of broken)
			expect(responses[subject]?.tries?.length, subject).toBeGreaterThanOrEqual(3);
		const unhashed = own.filter(
			([, { status, sha256, tries = [] }]) => status === 200 && !sha256 && tries.length === 0,
		);
		expect(unhashed.map(([url]) => url)).toEqual([]);
	});

	test('leaves alone what robots.txt forbids and says so', () => {
		expect(city.forbidden()).toBe(0);
		expect(report.coverage.notSeen.some(({ why }) => why === 'robots')).toBe(true);
	});
});

describe.concurrent('the audit of what can be seen of it', () => {
	let other: RunningCity;
	beforeAll(async () => {
		other = await startCity();
	});
	afterAll(() => other.close());
	const audit = (name: string, more: { maxPages?: number; render?: 'never' }): Promise<Report> =>
		auditCity(other, { out: path.join(folder, name), asOf, ...more });

	test('cut short by a budget says what was not seen, and calls nothing unseen missing', async ({
		expect,
	}) => {
		const short = await audit('short', { maxPages: 50 });
		expect(short.run).toMatchObject({ complete: false, stopReason: '达到页数上限（50 页）' });
		expect(short.coverage.share).toBeLessThan(0.8);
		expect(short.coverage.notSeen.some(({ why }) => why === 'budget')).toBe(true);
		expect(difference(short, other).falsely).toEqual([]);
	}, 300_000);

	test('without a browser accuses nobody of what it cannot see', async () => {
		const blind = await audit('blind', { render: 'never' });
		expect(difference(blind, other).falsely.filter((one) => one.endsWith('certain'))).toEqual([]);
		expect(blind.findings.length).toBeGreaterThan(20);
	}, 300_000);
});

test('this machine has a browser, so that the browser lane was really tested', async () => {
	expect(await findBrowser()).toBeDefined();
});
