/** What the pictures of a site take on disk over many months, with a camera that needs no browser. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Camera } from '../crawler/browser/camera.ts';
import { withPictures } from '../pictures.ts';
import { hasPicture } from '../reports/album.ts';
import { buildReport } from '../reports/build.ts';
import { writeReport } from '../reports/formats/json.ts';
import type { Report } from '../reports/model.ts';
import { loadProfile } from '../reports/profile.ts';
import { config, crawled, home, result, results } from './support/report.ts';

const limits = { pictures: 8, megabytes: 0.05, keepDays: 100 };
const budget = limits.megabytes * 1e6;
const { id: site } = config;
const profile = await loadProfile('national');

let out = '';
beforeEach(async () => {
	out = await mkdtemp(join(tmpdir(), 'gongkai-budget-'));
	vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(async () => {
	vi.useRealTimers();
	await rm(out, { recursive: true, force: true });
});

/** Pictures of ten kilobytes, no two alike. */
const camera: Camera = {
	take: async (_url, spots, most) => ({
		state: 'taken',
		shots: spots.slice(0, most).map(() => randomBytes(10_000)),
		shown: spots.map((_, shot) => ({ shot, frames: 1, isHidden: false })),
		at: new Date().toISOString(),
		requests: 1,
		bytes: 0,
	}),
	close: async () => {},
};

/** A month's audit: findings that stay for ever, and some that only this month has. */
const audit = async (asOf: string, previous: Report | undefined): Promise<Report> => {
	vi.setSystemTime(new Date(`${asOf}T04:00:00Z`));
	const names = [...[1, 2, 3].map((n) => `same-${n}.html`), ...[1, 2, 3, 4].map((n) => `${asOf}-${n}.html`)];
	const faults = names.map((name) => ({
		subject: `${home}${name}`,
		certainty: 'review' as const,
		message: `${name} 有问题。`,
		snippet: name,
		marked: name,
	}));
	const told = buildReport({
		config,
		crawled: crawled({ asOf }, {
			run: { ...crawled().run, startedAt: `${asOf}T01:00:00.000Z`, finishedAt: `${asOf}T02:00:00.000Z` },
		} as never), // The rest of a crawl says nothing of pictures.
		results: results(result('typo', faults)),
		profile,
		...(previous ? { previous } : {}),
	});
	const report = await withPictures(told, {
		crawl: { camera: async () => camera, summary: () => ({ requests: 0, bytes: 0 }) } as never, // All that pictures ask of it.
		browser: async () => ({}) as never,
		limits,
		out,
		previous,
		results: [],
		seen: new Set(told.findings.map(({ subject }) => subject)),
		log: pino({ enabled: false }),
	});
	await writeReport(out, report);
	return report;
};

const month = (n: number): string => `${2024 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
const folderOf = (period: string): string => join(out, site, period, 'evidence');
const picturesOf = (period: string): Promise<string[]> => readdir(folderOf(period)).catch(() => []);

test('the pictures of a report keep within its budget, and those of old months go while their reports stay', async () => {
	let previous: Report | undefined;
	for (let n = 0; n < 24; n++) {
		const asOf = `${month(n)}-15`;
		previous = await audit(asOf, previous);
		const names = await picturesOf(month(n));
		let bytes = 0;
		for (const name of names) {
			const file = join(folderOf(month(n)), name);
			const { size, mtimeMs } = await stat(file);
			bytes += size;
			// What was taken now bears this machine's own time.
			if (mtimeMs > Date.now()) await utimes(file, new Date(), new Date());
		}
		expect(bytes).toBeLessThanOrEqual(budget);
		expect(names.length).toBeLessThanOrEqual(limits.pictures);
		expect(names.length).toBeGreaterThan(2);

		const withAny: string[] = [];
		for (let m = 0; m <= n; m++) if ((await picturesOf(month(m))).length > 0) withAny.push(month(m));
		// Four audits lie within a hundred days.
		expect(withAny).toEqual(Array.from({ length: Math.min(n + 1, 4) }, (_, i) => month(n - i)).reverse());
	}
	for (let n = 0; n < 24; n++)
		expect(JSON.parse(await readFile(join(out, site, month(n), 'report.json'), 'utf8'))).toHaveProperty(
			'schemaVersion',
			'1',
		);
}, 60_000);

test('the picture of a finding that stays is taken over, and taken anew once it is too old', async () => {
	const pictures: (string | undefined)[] = [];
	let previous: Report | undefined;
	for (let n = 0; n < 7; n++) {
		previous = await audit(`${month(n)}-15`, previous);
		const finding = previous.findings.find(({ subject }) => subject.endsWith('same-1.html'));
		const name = finding?.evidence.screenshot;
		pictures.push(name);
		expect(name && (await hasPicture({ out, site, period: month(n) }, name))).toBe(true);
		for (const file of await picturesOf(month(n))) {
			const path = join(folderOf(month(n)), file);
			if ((await stat(path)).mtimeMs > Date.now()) await utimes(path, new Date(), new Date());
		}
	}
	expect(new Set(pictures.slice(0, 4)).size).toBe(1);
	expect(new Set(pictures).size).toBe(2);
}, 60_000);

test('what a killed audit left is no month’s', async () => {
	const first = await audit('2026-01-15', undefined);
	const before = await picturesOf('2026-01');
	await rm(join(out, site, '2026-01', 'report.json'));
	await audit('2026-01-16', undefined);
	const shown = new Set((await picturesOf('2026-01')).map((name) => `evidence/${name}`));
	expect(first.findings.some(({ evidence }) => evidence.screenshot && shown.has(evidence.screenshot))).toBe(
		false,
	);
	expect(before.length).toBeGreaterThan(0);
	expect(shown.size).toBeLessThanOrEqual(5);
}, 60_000);
