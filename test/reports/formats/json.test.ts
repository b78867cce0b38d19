import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildReport } from '../../../reports/build.ts';
import { lastWritten, readReport, writeReport } from '../../../reports/formats/json.ts';
import type { Report } from '../../../reports/model.ts';
import { national } from '../../../reports/profiles/national.ts';
import { openStore } from '../../../reports/store.ts';
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

/** What the first version wrote: none of the keys that came later. */
const oldReport = {
	schemaVersion: '1',
	site: { id: 'linjiang', name: '临江市人民政府', url: 'https://www.linjiang.gov.cn/' },
	period: '2026-06',
	asOf: '2026-06-15',
	run: {
		startedAt: '2026-06-15T09:00:00.000+08:00',
		finishedAt: '2026-06-15T09:05:00.000+08:00',
		complete: true,
		stopReason: null,
		...{ pagesFetched: 10, pagesRendered: 0, linksChecked: 20, requests: 40, bytes: 50_000 },
	},
	scores: {
		inspection: {
			verdict: 'qualified',
			vetoes: [{ id: 'veto-stale-columns', state: 'clear', findings: 0 }],
			...{ total: 99, outOf: 100, observed: 33 },
			items: [{ indicator: 'ind-availability', max: 7, deducted: 0.1, observed: true, findings: 1 }],
		},
		disclosure: { total: null, outOf: 100, observed: 0, items: [] },
	},
	checks: [{ id: 'broken-link', outcome: 'assessed' }],
	coverage: { share: 1, notSeen: [] },
	profile: { name: 'national', hash: '0123456789ab' },
	columns: [
		{
			url: 'https://www.linjiang.gov.cn/zc/',
			title: '政策文件',
			kind: 'policy',
			items: 3,
			lastPublishedOn: '2026-06-01',
			recognisedBy: 'nav:政策文件',
			complete: true,
		},
	],
	documents: [
		{
			url: 'https://www.linjiang.gov.cn/zc/1.html',
			title: '关于印发办法的通知',
			documentNumber: '临政办发〔2026〕1号',
			issuer: null,
			writtenOn: null,
			publishedOn: '2026-06-01',
			publicMarker: null,
			validity: 'unknown',
			interpretations: [],
			attachments: [],
		},
	],
	findings: [
		{
			id: 'f0123456789abcde',
			check: 'broken-link',
			subject: 'https://www.linjiang.gov.cn/x.html',
			severity: 'minor',
			certainty: 'certain',
			message: '链接打不开，请改正。',
			foundOn: ['https://www.linjiang.gov.cn/'],
			foundOnCount: 1,
			basis: '依据',
			evidence: {},
			state: 'new',
			firstSeen: '2026-06-15',
			lastSeen: '2026-06-15',
		},
	],
} as const;

describe('a report of the first version', () => {
	test('is read as it was written, and kept', async () => {
		const file = join(out, 'report.json');
		await writeFile(file, JSON.stringify(oldReport));
		const read = await readReport(file);
		expect(read).toEqual(oldReport);

		const store = await openStore(join(out, 'gongkai.db'));
		await store.record(read, 'linjiang/2026-06/report.json');
		const kept = await store.overview({ period: '2026-06' });
		const findings = await store.findings({ site: 'linjiang', period: '2026-06' });
		await store.close();
		expect(kept.rows).toMatchObject([{ site: { type: 'portal' }, sums: { inspection: 99, minor: 1 } }]);
		expect(findings.rows).toMatchObject(oldReport.findings);
	});
});
