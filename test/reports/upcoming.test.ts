import { describe, expect, test } from 'vitest';
import { builtInStatutes } from '../../checks/facts/statutes.ts';
import type { Terms } from '../../checks/facts/terms.ts';
import type { Column, Document, Site, Unavailable } from '../../crawler/model.ts';
import { buildReport } from '../../reports/build.ts';
import { summary } from '../../reports/formats/terminal.ts';
import { reportSchema } from '../../reports/model.ts';
import { national } from '../../reports/profiles/national.ts';
import { upcomingOf } from '../../reports/upcoming.ts';
import { drawTown, siteOfTown } from '../support/mutations/town.ts';
import { auditPages } from '../support/recheck-site.ts';
import { column, config, crawled, document, home, results } from '../support/report.ts';

interface Case {
	readonly site: Partial<Site>;
	readonly terms?: Partial<Terms>;
	readonly unavailable?: Unavailable;
}
const told = ({ site, terms, unavailable = {} }: Case) =>
	upcomingOf({ site: crawled(site).site, unavailable }, { ...national.terms, ...terms }, builtInStatutes);
/** The warnings of one site, a line each: check, path and last day. */
const lines = (given: Case): string[] =>
	told(given).map(({ check, subject, dueOn }) => `${check} ${subject.replace(home, '/')} ${dueOn}`);

type Table = Readonly<Record<string, Case & { readonly says: readonly string[] }>>;
const check = (table: Table): void => {
	test.each(Object.entries(table))('%s', (_, { says, ...given }) => expect(lines(given)).toEqual(says));
};

const identity = (more: Partial<Site['identity']>): Site['identity'] => ({
	id: 'linjiang',
	name: '临江市人民政府',
	url: home,
	type: 'portal',
	...more,
});

describe('a column that will be stale', () => {
	const fresh = (
		kind: Column['kind'],
		lastPublishedOn: string,
		asOf: string,
		more: Partial<Column> = {},
	) => ({
		site: { asOf, columns: [column('x', kind, { lastPublishedOn, ...more })] },
	});
	const due = '2026-07-01'; // Six months after the new year.
	check({
		'is told from the fourteenth day before': {
			...fresh('policy', '2026-01-01', '2026-06-17'),
			says: [`stale-column /x/ ${due}`],
		},
		'is not told a day earlier': { ...fresh('policy', '2026-01-01', '2026-06-16'), says: [] },
		'is told on its last day': {
			...fresh('policy', '2026-01-01', due),
			says: [`stale-column /x/ ${due}`],
		},
		'is a finding after it': { ...fresh('policy', '2026-01-01', '2026-07-02'), says: [] },
		'of news is told in the second half of its fortnight': {
			...fresh('news', '2026-06-08', '2026-06-15'),
			says: ['stale-column /x/ 2026-06-22'],
		},
		'of news is not told in the first half': { ...fresh('news', '2026-06-08', '2026-06-14'), says: [] },
		'by a profile that warns for less': {
			...fresh('policy', '2026-01-01', '2026-06-28'),
			terms: { warnStaleDays: 2 },
			says: [],
		},
		'without a term': { ...fresh('guide', '2025-07-01', '2026-06-20'), says: [] },
		'of which the kind is not sure': {
			...fresh('policy', '2026-01-01', '2026-06-20', { sure: 'likely' }),
			says: [],
		},
		'that is closed': { ...fresh('policy', '2026-01-01', '2026-06-20', { closed: true }), says: [] },
		'whose newest entry may be unread': {
			...fresh('policy', '2026-01-01', '2026-06-20', { complete: false }),
			says: [],
		},
		'of which many entries have no date': {
			...fresh('policy', '2026-01-01', '2026-06-20', { undated: 1 }),
			says: [],
		},
		'while the columns could not be told': {
			...fresh('policy', '2026-01-01', '2026-06-20'),
			unavailable: { columns: '抓取提前结束' },
			says: [],
		},
	});
});

describe('a document that expires', () => {
	const until = (day: string, asOf: string, more: Partial<Document> = {}, sure = 'certain') => {
		const own = document('a.html', '临政发〔2021〕1号', more);
		const period = { until: day, sure, snippet: `有效期至${day}` } as NonNullable<
			Document['facts']['period']
		>;
		return { site: { asOf, documents: [{ ...own, facts: { ...own.facts, period } }] } };
	};
	const [first, last] = ['2026-06-15', '2026-07-15'];
	check({
		'is told from the thirtieth day before': {
			...until(last, first),
			says: [`expired-document /a.html ${last}`],
		},
		'is not told a day earlier': { ...until(last, '2026-06-14'), says: [] },
		'is told on its last day': { ...until(first, first), says: [`expired-document /a.html ${first}`] },
		'is no news after it': { ...until('2026-06-14', first), says: [] },
		'for which the period may be another’s': { ...until(last, first, {}, 'likely'), says: [] },
		'whose page says that it is void': { ...until(last, first, { saysInvalid: true }), says: [] },
		'that was abolished': { ...until(last, first, { validity: 'abolished' }), says: [] },
		'that a later document keeps in force': {
			...until(last, first, {
				statements: [{ effect: 'continued', by: `${home}b.html`, sure: 'likely' } as never],
			}),
			says: [],
		},
		'in a copy of the gazette': { ...until(last, first, { place: 'gazette' }), says: [] },
	});
});

describe('an interpretation that is due', () => {
	const fact = (value: string, more = {}) => ({
		value,
		from: 'meta:PubDate',
		sure: 'certain' as const,
		...more,
	});
	const published = (on: string, asOf: string, more: Partial<Document> = {}, stated: object = {}) => {
		const own = document('a.html', '临政规〔2026〕1号', { earliestPublishedOn: on, ...more });
		const facts = { ...own.facts, normative: true, publishedOn: fact(on, stated) };
		return { site: { asOf, documents: [{ ...own, title: '临江市供水管理办法', facts }] } };
	};
	const monday = '2026-06-15';
	// The third working day is a Thursday before the Dragon Boat Festival.
	const due = ['missing-interpretation /a.html 2026-06-21'];
	check({
		'is told on the day of the document, to the end of the holiday after its third working day': {
			...published(monday, monday),
			says: due,
		},
		'is told on its last day': { ...published(monday, '2026-06-21'), says: due },
		'is a finding after it': { ...published(monday, '2026-06-22'), says: [] },
		'on the same day, where the profile wants that': {
			...published(monday, monday),
			terms: { interpretationDays: 0 },
			says: [`missing-interpretation /a.html ${monday}`],
		},
		'and is there': { ...published(monday, monday, { interpretations: [`${home}jd.html`] }), says: [] },
		'for a document whose date may be that of signing': {
			...published(monday, monday, {}, { sure: 'likely', from: 'table:发文日期' }),
			says: [],
		},
		'for a document that was moved with many others': {
			...published(monday, monday, { redatedByMigration: true }),
			says: [],
		},
		'for a copy in the gazette': { ...published(monday, monday, { place: 'gazette' }), says: [] },
		'in a year without an official calendar': { ...published('2035-06-15', '2035-06-15'), says: [] },
		'while some interpretations could not be read': {
			...published(monday, monday),
			unavailable: { interpretations: '解读栏目没有读全' },
			says: [],
		},
	});
	test('is not asked for where no interpretation is certainly owed', () => {
		const { site } = published(monday, monday);
		const documents = site.documents.map((one) => ({
			...one,
			title: '关于召开会议的通知',
			facts: { ...one.facts, normative: false },
		}));
		expect(lines({ site: { ...site, documents } })).toEqual([]);
	});
});

describe('an annual report', () => {
	const shelf = column('nb', 'annual-report', { title: '政府信息公开年报' });
	const found = (...years: number[]) =>
		years.map((year) => ({ year, url: `${home}nb/${year}.html`, title: `${year}` }));
	const on = (asOf: string, more: Partial<Site> = {}): { site: Partial<Site> } => ({
		site: {
			asOf,
			columns: [shelf],
			annualReports: { found: found(2025, 2024), hasColumn: true, whole: true },
			...more,
		},
	});
	const due = ['missing-annual-report /nb/ 2027-03-31'];
	const department = { identity: identity({ type: 'department', name: '临江市财政局' }) };
	check({
		'of a government is told from sixty days before 31 March': { ...on('2027-01-30'), says: due },
		'is not told a day earlier': { ...on('2027-01-29'), says: [] },
		'is told on the last day': { ...on('2027-03-31'), says: due },
		'is a finding after it': { ...on('2027-04-01'), says: [] },
		'of a department is told from 2 December on': {
			...on('2026-12-02', department),
			says: ['missing-annual-report /nb/ 2027-01-31'],
		},
		'of a department is not told on 1 December': { ...on('2026-12-01', department), says: [] },
		'that is there': {
			...on('2027-02-15', { annualReports: { found: found(2026, 2025), hasColumn: true, whole: true } }),
			says: [],
		},
		'of a list that was not read to its end': {
			...on('2027-02-15', { annualReports: { found: found(2025), hasColumn: true, whole: false } }),
			says: [],
		},
		'of an organ that never gave one': {
			...on('2027-02-15', { annualReports: { found: [], hasColumn: true, whole: true } }),
			says: [],
		},
		'of a town, which reports to its county': {
			...on('2027-02-15', { identity: identity({ name: '石桥镇人民政府' }) }),
			says: [],
		},
		'of a site without a column for it': { ...on('2027-02-15', { columns: [] }), says: [] },
	});
});

describe('what is due', () => {
	const site = {
		columns: [
			column('b', 'policy', { title: '政策文件', lastPublishedOn: '2025-12-20' }),
			column('a', 'notice', { title: '通知公告', lastPublishedOn: '2025-12-16' }),
		],
	};
	const upcoming = told({ site });
	const input = { config, crawled: crawled(site), results: results(), profile: national, upcoming };
	const report = buildReport(input);

	test('stands in the report, the soonest first, as no finding and without a cost', () => {
		expect(reportSchema.parse(report).upcoming).toEqual([
			{
				check: 'stale-column',
				subject: `${home}a/`,
				title: '通知公告',
				dueOn: '2026-06-16',
				message: expect.stringContaining('最近一条信息发布于2025年12月16日，2026年6月16日以后仍没有'),
			},
			expect.objectContaining({ subject: `${home}b/`, dueOn: '2026-06-20' }),
		]);
		expect(report.findings).toEqual([]);
		expect(report.scores).toEqual(buildReport({ ...input, upcoming: [] }).scores);
	});

	test('is told in one line at the terminal', () => {
		const options = { profile: national, checks: [], file: 'r' };
		expect(summary(report, options)).toContain('\n即将到期  2 项（栏目应更新 2），最早的在 2026-06-16\n');
		expect(summary(buildReport({ ...input, upcoming: [] }), options)).not.toContain('即将到期');
	});

	test('is left out where there is none, and where nothing was seen', () => {
		expect(buildReport({ ...input, upcoming: [] })).not.toHaveProperty('upcoming');
		const blind = crawled(site, { coverage: { share: 0, notSeen: [] } });
		expect(buildReport({ ...input, crawled: blind })).not.toHaveProperty('upcoming');
	});

	test('is told by an audit', { timeout: 60_000 }, async () => {
		const town = drawTown(1);
		const news = (town.articles['/xw/'] ?? []).map((one, n) => ({ ...one, on: `2026-11-0${7 - n}` }));
		const { pages } = siteOfTown({ ...town, articles: { ...town.articles, '/xw/': news } });
		const audited = await auditPages(pages);
		await audited.close();
		expect(audited.report.upcoming).toMatchObject([
			{
				check: 'stale-column',
				subject: `${audited.web.url}/xw/`,
				title: '政务动态',
				dueOn: '2026-11-21',
			},
		]);
	});
});
