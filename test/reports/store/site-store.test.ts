import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report, ReportDocument } from '../../../reports/model.ts';
import { migrations } from '../../../reports/store/migrations.ts';
import { openSqlite } from '../../../reports/store/sqlite.ts';
import type { Store } from '../../../reports/store.ts';
import { isSecondTime, openStore } from '../../support/databases.ts';
import { reportOn } from '../../support/month.ts';
import { home, result } from '../../support/report.ts';

let folder = '';
let store: Store;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-site-store-'));
	store = await openStore(join(folder, 'gongkai.db'));
});
afterEach(async () => {
	await store.close();
	await rm(folder, { recursive: true });
});

const dead = (...paths: string[]) =>
	result(
		'broken-link',
		paths.map((path) => ({ subject: `${home}${path}` })),
	);

const paper = (path: string, more: Partial<ReportDocument> = {}): ReportDocument => ({
	...{ url: `${home}${path}`, title: path, documentNumber: null, issuer: null, writtenOn: null },
	...{ publishedOn: null, publicMarker: null, validity: 'unknown', interpretations: [], attachments: [] },
	...more,
});
const withDocuments = (report: Report, ...documents: ReportDocument[]): Report => ({ ...report, documents });
const titles = async (query: object = {}): Promise<string[] | undefined> =>
	(await store.documents({ site: 'linjiang', ...query }))?.rows.map(({ title }) => title);

describe('the documents of a site', () => {
	test('are those of its last whole audit, whatever comes after in part or before it', async () => {
		expect(await store.documents({ site: 'linjiang' })).toBeUndefined();
		await store.record(withDocuments(reportOn({ asOf: '2026-05-10', complete: false }), paper('a')), '1');
		expect(await titles()).toEqual(['a']);
		await store.record(withDocuments(reportOn({ asOf: '2026-05-15' }), paper('b'), paper('c')), '2');
		expect(await titles()).toEqual(['b', 'c']);
		await store.record(withDocuments(reportOn({ asOf: '2026-05-20', complete: false }), paper('d')), '3');
		await store.record(withDocuments(reportOn({ asOf: '2026-04-20' }), paper('e')), '4');
		expect(await titles()).toEqual(['b', 'c']);
		await store.record(withDocuments(reportOn({ asOf: '2026-06-15' })), '5');
		expect(await store.documents({ site: 'linjiang' })).toEqual({
			...{ period: '2026-06', asOf: '2026-06-15', complete: true, count: 0, rows: [] },
		});
	});

	test('are kept with every fact, and with the findings about them as these are now', async () => {
		const document = paper('a', {
			documentNumber: '临政办发〔2026〕12号',
			sources: { title: 'meta:ArticleTitle' },
			doubtful: ['title'],
			validityEvidence: { from: 'column', snippet: '现行有效' },
			attachments: [`${home}a.pdf`],
		});
		const may = withDocuments(reportOn({ asOf: '2026-05-15', found: [dead('a/', 'b')] }), document);
		await store.record(may, '1');
		const found = async () => (await store.documents({ site: 'linjiang' }))?.rows[0];
		const findings = [{ check: 'broken-link', now: 'new', message: '请修改。' }];
		expect(await found()).toMatchObject({ ...document, findings, findingCount: 1 });
		const finding = may.findings.find(({ subject }) => subject.endsWith('a/'));
		if (!finding) throw new Error('expected a finding');
		const look = { finding, result: 'fixed', words: '已打开', proof: [] } as const;
		await store.keepRechecks('linjiang', [look], { at: '2026-05-16T00:00:00.000Z', by: '王' });
		expect((await found())?.findings).toMatchObject([{ now: 'fixed' }]);
	});

	test('are found by title and number in any width, case, brackets and spaces, and by what they are', async () => {
		await store.record(
			withDocuments(
				reportOn({ asOf: '2026-05-15', found: [dead('gb')] }),
				paper('gb', { title: '关于印发《ABC办法》的通知', documentNumber: '临政办发〔2026〕12号' }),
				paper('x', { title: '100%完成_目标', role: 'interpretation', publishedOn: '2026-01-01' }),
				paper('y', { title: '旧办法', validity: 'abolished', documentNumber: '临政发[2019]第003号' }),
			),
			'1',
		);
		const search = (text: string) => titles({ search: text });
		for (const text of ['abc办法', '［２０２６］１２号', '临政办发 (2026) 12 号', '办法 12号'])
			expect([text, await search(text)]).toEqual([text, ['关于印发《ABC办法》的通知']]);
		expect(await search('〔2019〕3号')).toEqual(['旧办法']);
		expect(await search('100%完成_')).toEqual(['100%完成_目标']);
		for (const text of ['%', '_标', '\\', 'ABC 旧', '00%号'])
			expect([text, (await search(text))?.length]).toEqual([text, text === '%' ? 1 : 0]);
		expect(await search('  ')).toHaveLength(3);
		expect(await titles({ role: 'interpretation' })).toEqual(['100%完成_目标']);
		expect(await titles({ validity: 'abolished' })).toEqual(['旧办法']);
		expect(await titles({ hasFindings: true })).toEqual(['关于印发《ABC办法》的通知']);
	});

	test('come newest first, in pages over all their parts', async () => {
		const documents = Array.from({ length: 130 }, (_, n) =>
			paper(`p${n}`, { publishedOn: new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10) }),
		);
		await store.record(withDocuments(reportOn({ asOf: '2026-05-15' }), ...documents, paper('undated')), '1');
		expect((await titles({ size: 2 })) ?? []).toEqual(['p129', 'p128']);
		expect(await titles({ size: 50, page: 3 })).toEqual([
			...Array.from({ length: 30 }, (_, n) => `p${29 - n}`),
			'undated',
		]);
		expect(await titles({ size: 50, page: 4 })).toEqual([]);
		// One of each part.
		expect(await titles({ search: 'p9', size: 100 })).toHaveLength(11);
	});

	test('with texts and lists without end are kept to a bounded length', async () => {
		const long = '长'.repeat(2_000_000);
		const endless = paper('a', {
			title: long,
			issuer: long,
			attachments: Array.from({ length: 5000 }, (_, n) => `${home}${n}`),
			sources: { title: long },
		});
		await store.record(withDocuments(reportOn({ asOf: '2026-05-15' }), endless), '1');
		const kept = (await store.documents({ site: 'linjiang' }))?.rows[0];
		expect(JSON.stringify(kept).length).toBeLessThan(10_000);
		expect(kept?.title).toHaveLength(500);
		expect(await titles({ search: long.slice(0, 100) })).toHaveLength(1);
	});

	// How much that is, is said of a file.
	test.skipIf(isSecondTime())(
		'of twenty thousand are found one by one, and take little space',
		async () => {
			const documents = Array.from({ length: 20_000 }, (_, n) =>
				paper(`zwgk/zcwj/2026/${n}.html`, {
					title: `关于印发临江市第${n}号工作方案的通知`,
					documentNumber: `临政办发〔2026〕${n}号`,
					issuer: '临江市人民政府办公室',
					publishedOn: '2026-03-02',
					sources: { title: 'meta:ArticleTitle', documentNumber: 'table:发文字号', issuer: 'table:发布机构' },
				}),
			);
			await store.record(withDocuments(reportOn({ asOf: '2026-05-15' }), ...documents), '1');
			for (let n = 0; n < 7; n++) expect(await titles({ search: `1999${n}号` })).toHaveLength(1);
			const db = await openSqlite(join(folder, 'gongkai.db'));
			const { rows } = await db
				.selectFrom('document_facts')
				.select((select) => select.fn.sum<number>(select.fn('length', ['facts'])).as('bytes'))
				.execute()
				.then((all) => ({ rows: all }));
			await db.destroy();
			expect((rows[0]?.bytes ?? 0) / 20_000).toBeLessThan(100);
		},
		60_000,
	);
});

describe('two months of a site', () => {
	/** Audits a month apart from January on, of these dead links. */
	const audits = async (...months: (readonly string[])[]): Promise<Report[]> => {
		const reports: Report[] = [];
		for (const [n, paths] of months.entries()) {
			const previous = reports.at(-1);
			const report = reportOn({
				...{ asOf: `2026-0${n + 1}-15`, found: [dead(...paths)] },
				...(previous ? { previous } : {}),
			});
			await store.record(report, report.period);
			reports.push(report);
		}
		return reports;
	};
	const compare = (before: string, after: string) => store.comparison({ site: 'linjiang', before, after });
	const listed = async (change: 'new' | 'fixed' | 'regressed' | 'open', before: string, after: string) =>
		(await store.changedFindings({ site: 'linjiang', before, after, change })).map(({ subject }) =>
			subject.replace(home, ''),
		);

	test('tell what is new, back, still open and repaired between them, months between or not', async () => {
		await audits(['a', 'b', 'c'], ['b', 'c'], ['a', 'c', 'd']);
		const none = { new: 0, regressed: 0, open: 0, fixed: 0, waived: 0, gone: 0, check: 'broken-link' };
		expect(await compare('2026-01', '2026-02')).toEqual([{ ...none, open: 2, fixed: 1 }]);
		expect(await compare('2026-02', '2026-03')).toEqual([
			{ ...none, new: 1, regressed: 1, open: 1, fixed: 1 },
		]);
		// Over the month between: `b` was repaired, `a` was and is back.
		expect(await compare('2026-01', '2026-03')).toEqual([
			{ ...none, new: 1, regressed: 1, open: 1, fixed: 1 },
		]);
		expect(await listed('regressed', '2026-01', '2026-03')).toEqual(['a']);
		expect(await listed('new', '2026-01', '2026-03')).toEqual(['d']);
		expect(await listed('open', '2026-01', '2026-03')).toEqual(['c']);
		expect(await listed('fixed', '2026-01', '2026-03')).toEqual(['b']);
	});

	test('tell of what was repaired in a month between, and is told no more', async () => {
		await audits(['a', 'b'], ['b'], ['b'], ['b']);
		expect(await compare('2026-01', '2026-04')).toMatchObject([{ fixed: 1, open: 1, gone: 0, new: 0 }]);
		expect(await listed('fixed', '2026-01', '2026-04')).toEqual(['a']);
	});

	test('are none where one has no report, and empty where nothing was found', async () => {
		await audits([], []);
		expect(await compare('2026-01', '2026-09')).toBeUndefined();
		expect(await compare('2026-01', '2026-02')).toEqual([]);
		expect(await listed('new', '2026-01', '2026-09')).toEqual([]);
	});

	test('are paged', async () => {
		await audits(
			[],
			Array.from({ length: 120 }, (_, n) => `${n}`),
		);
		const query = { site: 'linjiang', before: '2026-01', after: '2026-02', change: 'new' } as const;
		const pages = await Promise.all([1, 2, 3, 4].map((page) => store.changedFindings({ ...query, page })));
		expect(pages.map(({ length }) => length)).toEqual([50, 50, 20, 0]);
		expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(120);
		expect(await store.changedFindings({ ...query, check: 'soft-404' })).toEqual([]);
	});

	test('have the sums of each check, month by month', async () => {
		await audits(['a', 'b'], [], ['a']);
		expect(await store.checkTrend('linjiang')).toMatchObject([
			{ period: '2026-01', complete: true, checks: [{ check: 'broken-link', certain: 2 }] },
			{ period: '2026-02', checks: [{ check: 'broken-link', certain: 0, fixed: 2 }] },
			{ period: '2026-03', checks: [{ check: 'broken-link', certain: 1 }] },
		]);
		expect(await store.checkTrend('nobody')).toEqual([]);
	});
});

test('a store from before there were documents opens, and has none until the next audit', async () => {
	const file = join(folder, 'old.db');
	const old = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '010'));
	await (await openSqlite(file, old)).destroy();
	const opened = await openStore(file);
	expect(await opened.documents({ site: 'linjiang' })).toBeUndefined();
	await opened.record(withDocuments(reportOn({ asOf: '2026-05-15' }), paper('a')), '1');
	expect((await opened.documents({ site: 'linjiang' }))?.count).toBe(1);
	await opened.close();
});
