import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildReport } from '../../../reports/build.ts';
import { lastWritten, readReport, writeReport } from '../../../reports/formats/json.ts';
import type { Report } from '../../../reports/model.ts';
import { national } from '../../../reports/profiles/national.ts';
import { config, crawled, results } from '../../support/report.ts';

let out = '';
beforeEach(async () => {
	out = await mkdtemp(join(tmpdir(), 'gongkai-json-'));
});
afterEach(() => rm(out, { recursive: true }));

/** A report of a day, told apart by its pages. */
const report = (pagesFetched: number, asOf = '2026-06-15', complete = true): Report => {
	const finishedAt = `${asOf}T0${pagesFetched}:00:00.000Z`;
	const run = { ...crawled().run, pagesFetched, complete, startedAt: finishedAt, finishedAt };
	return buildReport({ config, crawled: crawled({ asOf }, { run }), results: results(), profile: national });
};
const month = (name = '2026-06') => join(out, 'linjiang', name);
const pages = async (name: string): Promise<number> =>
	(await readReport(join(month(), name))).run.pagesFetched;

describe('writing a report', () => {
	test('makes its folders and leaves nothing else behind', async () => {
		const file = await writeReport(out, report(1));
		expect(file).toBe(join(month(), 'report.json'));
		expect(await readdir(month())).toEqual(['report.json']);
		expect(await readReport(file)).toEqual(JSON.parse(JSON.stringify(report(1))));
	});

	test('keeps earlier complete reports of the month beside the latest', async () => {
		for (const n of [1, 2, 3]) await writeReport(out, report(n));
		expect(await pages('report.json')).toBe(3);
		expect(await pages('report-1.json')).toBe(1);
		expect(await pages('report-2.json')).toBe(2);
		expect((await readdir(month())).sort()).toEqual(['report-1.json', 'report-2.json', 'report.json']);
	});

	test('puts an incomplete one beside a complete one', async () => {
		await writeReport(out, report(1));
		const cut = report(2, '2026-06-16', false);
		const file = await writeReport(out, cut);
		expect(file).toBe(join(month(), 'report-1.json'));
		expect(await pages('report.json')).toBe(1);
		expect(await lastWritten(out, cut)).toBe(file);
	});

	test('lets a complete one take the place of an incomplete one', async () => {
		await writeReport(out, report(1, '2026-06-15', false));
		await writeReport(out, report(2, '2026-06-15', false));
		await writeReport(out, report(3));
		expect(await pages('report.json')).toBe(3);
		expect(await pages('report-2.json')).toBe(2);
	});

	test('keeps a damaged file beside the new report', async () => {
		await mkdir(month(), { recursive: true });
		await writeFile(join(month(), 'report.json'), '{"schemaVersion":');
		await writeReport(out, report(1));
		expect(await pages('report.json')).toBe(1);
		expect(await readFile(join(month(), 'report-1.json'), 'utf8')).toBe('{"schemaVersion":');
	});

	test('replaces what the same run wrote before it was killed', async () => {
		await writeReport(out, report(1));
		const first = report(2);
		await writeReport(out, first);
		const again = { ...first, run: { ...first.run, finishedAt: '2026-06-15T19:00:00.000+08:00' } };
		expect(await writeReport(out, again)).toBe(join(month(), 'report.json'));
		expect((await readdir(month())).sort()).toEqual(['report-1.json', 'report.json']);
		expect((await readReport(join(month(), 'report.json'))).run.finishedAt).toBe(again.run.finishedAt);
	});

	test('replaces an incomplete one of the same run where it lies, and by a complete one wholly', async () => {
		await writeReport(out, report(1));
		const cut = report(2, '2026-06-16', false);
		await writeReport(out, cut);
		expect(await writeReport(out, cut)).toBe(join(month(), 'report-1.json'));
		expect((await readdir(month())).sort()).toEqual(['report-1.json', 'report.json']);
		await writeReport(out, { ...cut, run: { ...cut.run, complete: true } });
		expect(await pages('report.json')).toBe(2);
		expect((await readdir(month())).sort()).toEqual(['report-2.json', 'report.json']);
		expect(await pages('report-2.json')).toBe(1);
	});

	test('refuses what is no report, and touches nothing', async () => {
		await expect(writeReport(out, { ...report(1), asOf: 'today' })).rejects.toThrow(/bad report/);
		expect(await readdir(out)).toEqual([]);
	});
});
