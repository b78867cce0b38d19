import { describe, expect, test } from 'vitest';
import { buildReport } from '../../reports/build.ts';
import { reportSchema } from '../../reports/model.ts';
import { hashOf } from '../../reports/profile.ts';
import { national } from '../../reports/profiles/national.ts';
import { column, config, crawled, document, home, result, results } from '../support/report.ts';

const fact = (value: string, from: string) => ({ value, from, sure: 'certain' as const });
const explanation = {
	...document('').facts,
	title: fact('图解', 'meta:ArticleTitle'),
	issuer: fact('临江市财政局', 'table:发文机关'),
	publishedOn: fact('2026-05-03', 'meta:PubDate'),
	attachments: [{ url: `${home}a.pdf`, text: '附件' }],
};

const input = {
	config,
	crawled: crawled({
		columns: [column('zc', 'policy', { lastPublishedOn: '2026-05-01' }), column('xw', 'news')],
		documents: [document('a.html', '临政发〔2026〕1号'), document('b.html')],
		interpretations: [
			{ url: `${home}jd.html`, title: '解读', publishedOn: '2026-05-02', documents: [], unread: true },
			{
				url: `${home}jd2.html`,
				title: '图解',
				publishedOn: '2026-05-01',
				facts: explanation,
				documents: ['a.html', 'b.html', 'a.html'].map((path) => ({
					url: `${home}${path}`,
					by: 'link',
					linkedFromDocument: true,
					linkedToDocument: true,
				})),
			},
		],
	}),
	results: results(
		result('broken-link', [
			{ subject: `${home}x.html#top`, foundOn: [home], foundOnCount: 7, snippet: '404' },
			{ subject: `${home}w.html` },
		]),
		result('missing-interpretation', [
			{ subject: `${home}a.html`, certainty: 'review' },
			{ subject: `${home}a.html`, certainty: 'certain' },
		]),
	),
	profile: national,
};
const report = buildReport(input);

describe('a report', () => {
	test('is what the schema says, and the same for the same input', () => {
		expect(reportSchema.parse(report)).toEqual(report);
		expect(buildReport(input)).toEqual(report);
	});

	test('has no half of a character where a snippet was cut', () => {
		const cut = buildReport({
			...input,
			results: results(result('broken-link', [{ subject: home, snippet: '\ude00一😀\ud83d' }])),
		});
		expect(cut.findings.map(({ evidence }) => evidence.snippet)).toEqual(['\ufffd一😀\ufffd']);
	});

	test('has the keys of the contract, and the documented additions', () => {
		expect(Object.keys(report)).toEqual(
			'schemaVersion site period asOf run scores checks coverage profile columns documents findings'.split(
				' ',
			),
		);
		expect(report).toMatchObject({
			schemaVersion: '1',
			site: { id: 'linjiang', name: '临江市人民政府', url: home, type: 'portal' },
			period: '2026-06',
			asOf: '2026-06-15',
			run: { startedAt: '2026-06-15T09:00:00.000+08:00', finishedAt: '2026-06-15T09:05:00.000+08:00' },
			profile: { name: 'national', hash: hashOf(national) },
		});
	});

	test('gives null for what a page does not say', () => {
		expect(report.columns[1]?.lastPublishedOn).toBeNull();
		expect(report.documents[1]).toEqual({
			url: `${home}b.html`,
			title: 'b.html',
			documentNumber: null,
			issuer: null,
			writtenOn: null,
			publishedOn: null,
			publicMarker: null,
			validity: 'unknown',
			interpretations: [],
			attachments: [],
			role: 'policy',
			sources: {},
		});
		expect(report.documents.map(({ role }) => role)).toEqual([
			'policy',
			'policy',
			'interpretation',
			'interpretation',
		]);
		expect(report.documents[0]?.sources).toEqual({ documentNumber: 'table', issuer: 'table' });
	});

	test('tells of an interpretation what its page says, and what it explains', () => {
		expect(report.documents[2]).toMatchObject({ publishedOn: '2026-05-02', sources: {}, explains: [] });
		expect(report.documents[3]).toEqual({
			url: `${home}jd2.html`,
			title: '图解',
			documentNumber: null,
			issuer: '临江市财政局',
			writtenOn: null,
			publishedOn: '2026-05-03',
			publicMarker: null,
			validity: 'unknown',
			interpretations: [],
			attachments: [`${home}a.pdf`],
			role: 'interpretation',
			sources: { title: 'meta:ArticleTitle', issuer: 'table:发文机关', publishedOn: 'meta:PubDate' },
			explains: [`${home}a.html`, `${home}b.html`],
		});
	});

	test('has what more a page says, which of it is doubtful, and what its validity rests on', () => {
		const organs = { value: ['临江市民政局', '临江市财政局'], from: 'signature', sure: 'likely' as const };
		const more = {
			indexNumber: fact('0145-7', 'table:索引号'),
			topicCategory: fact('民政', 'table:主题分类'),
			documentType: { ...fact('办法', 'title'), value: '办法' as const },
			source: fact('市民政局', 'table:来源'),
			publicAttribute: fact('主动公开', 'text'),
			validityLabel: fact('有效', 'table:有效性'),
			issuers: organs,
		};
		const told = document('c.html', undefined, {
			facts: { ...document('c.html').facts, ...more },
			validity: 'valid',
			validityEvidence: { from: 'table:有效性', snippet: '有效' },
		});
		const whole = buildReport({ ...input, crawled: crawled({ documents: [told] }) });
		expect(reportSchema.parse(whole)).toEqual(whole);
		expect(whole.documents[0]).toMatchObject({
			indexNumber: '0145-7',
			topicCategory: '民政',
			documentType: '办法',
			source: '市民政局',
			publicAttribute: '主动公开',
			validityLabel: '有效',
			issuers: ['临江市民政局', '临江市财政局'],
			doubtful: ['issuers'],
			sources: { indexNumber: 'table:索引号', issuers: 'signature' },
			validityEvidence: { from: 'table:有效性', snippet: '有效' },
		});
	});

	test('sorts findings by check and subject, joins what was told twice', () => {
		expect(report.findings.map(({ check, subject, certainty }) => [check, subject, certainty])).toEqual([
			['broken-link', `${home}w.html`, 'certain'],
			['broken-link', `${home}x.html`, 'certain'],
			['missing-interpretation', `${home}a.html`, 'certain'],
		]);
		expect(report.findings[0]).toMatchObject({ foundOn: [`${home}w.html`], foundOnCount: 1, evidence: {} });
		expect(report.findings[1]).toMatchObject({ foundOnCount: 7, evidence: { snippet: '404' } });
		expect(report.findings[0]).not.toHaveProperty('key');
	});

	test('names every check once, and why one was not assessed', () => {
		const unsure = { ...input, results: results(result('broken-link', [], '链接没有查完')) };
		const ids = report.checks.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(buildReport(unsure).checks.find(({ id }) => id === 'broken-link')).toEqual({
			id: 'broken-link',
			outcome: 'not-assessed',
			reason: '链接没有查完',
		});
		expect(report.checks.find(({ id }) => id === 'broken-link')).toEqual({
			id: 'broken-link',
			outcome: 'assessed',
		});
	});

	test('takes a date that is none as not said', () => {
		const site = crawled({ columns: [column('zc', 'policy', { lastPublishedOn: '2026-02-30' })] });
		expect(buildReport({ ...input, crawled: site }).columns[0]?.lastPublishedOn).toBeNull();
	});

	test('tells until when each column is fresh that must be updated, and of no other', () => {
		const site = crawled({
			columns: [
				column('xw', 'news', { lastPublishedOn: '2026-06-10' }),
				column('zc', 'policy', { lastPublishedOn: '2026-01-31' }),
				column('zc/gz', 'policy', { lastPublishedOn: '2026-05-01', parent: `${home}zc/` }),
				column('zn', 'guide', { lastPublishedOn: '2020-01-01' }),
				column('lt', 'notice', { lastPublishedOn: '2026-06-01', complete: false }),
				column('gd', 'news', { lastPublishedOn: '2020-01-01', closed: true }),
			],
		});
		expect(buildReport({ ...input, crawled: site }).columns.map(({ dueOn }) => dueOn)).toEqual([
			...['2026-06-24', '2026-11-01'],
			...[undefined, undefined, undefined, undefined],
		]);
	});

	test('takes the name of the homepage where the configuration has none', () => {
		expect(buildReport({ ...input, config: { ...config, name: '' } }).site.name).toBe('临江市人民政府');
	});
});

describe('the schema refuses', () => {
	const [finding] = report.findings;
	const bad: Record<string, unknown> = {
		'a key it does not know': { ...report, extra: 1 },
		'a day that is none': { ...report, asOf: '2026-02-30' },
		'a state that is none': { ...report, findings: [{ ...finding, state: 'closed' }] },
		'more than 20 pages of one finding': {
			...report,
			findings: [{ ...finding, foundOn: Array(21).fill(home) }],
		},
		'a report without scores': { ...report, scores: undefined },
	};
	test.each(Object.entries(bad))('%s', (_name, value) => {
		expect(reportSchema.safeParse(value).success).toBe(false);
	});
});
