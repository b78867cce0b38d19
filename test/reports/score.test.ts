import { describe, expect, test } from 'vitest';
import type { Column } from '../../crawler/model.ts';
import { buildReport, type CheckResult, type ReportInput } from '../../reports/build.ts';
import type { Report } from '../../reports/model.ts';
import type { Indicator, Profile } from '../../reports/profile.ts';
import { national } from '../../reports/profiles/national.ts';
import { scoreInspection } from '../../reports/score.ts';
import { column, config, crawled, document, home, result, results } from '../support/report.ts';

/** One column of each kind with an indicator of its own, and one of another kind: 5 + 7 + 7 + 3 + 4 + 7 = 33 points observed. */
const columns = [
	column('xw', 'news'),
	column('zc', 'policy'),
	column('jd', 'interpretation'),
	column('sj', 'data'),
	column('tz', 'notice'),
];
const documents = [document('a.html', '临政发〔2026〕1号')];

const judge = (given: CheckResult[], more: { columns?: Column[]; type?: 'department' } = {}): Report =>
	buildReport({
		config: { ...config, ...(more.type ? { type: more.type } : {}) },
		crawled: crawled({ columns: more.columns ?? columns, documents }),
		results: results(...given),
		profile: national,
	});

/** An indicator of the national profile. */
const indicatorOf = (id: string): Readonly<Indicator> => {
	const found = national.indicators[id];
	if (!found) throw new Error(`${id}: no such indicator`);
	return found;
};

const many = (count: number, name: string) =>
	Array.from({ length: count }, (_, n) => ({
		subject: `${home}${name}${n}.html`,
		foundOn: [`${home}a.html`],
	}));

const item = (report: Report, indicator: string) =>
	[...report.scores.inspection.items, ...report.scores.disclosure.items].find(
		(item) => item.indicator === indicator,
	);

const manyColumns = (count: number, kind: Column['kind'], more: Partial<Column> = {}): Column[] =>
	Array.from({ length: count }, (_, n) => column(`${kind}${n}`, kind, more));

const faultsAt = (columns: readonly Column[], certainty: 'certain' | 'review' = 'certain') =>
	columns.map(({ url }) => ({ subject: url, certainty }));

describe('the inspection score', () => {
	test('of a faultless portal is 100 over what was observed, and says how much that was', () => {
		const { inspection } = judge([]).scores;
		expect(inspection).toMatchObject({ verdict: 'qualified', total: 100, outOf: 100, observed: 33 });
		expect(inspection.items.reduce((sum, { max }) => sum + max, 0)).toBe(100);
		expect(inspection.items.filter(({ observed }) => observed).map(({ indicator }) => indicator)).toEqual([
			'ind-news',
			'ind-policy',
			'ind-interpretation',
			'ind-data',
			'ind-other-columns',
			'ind-availability',
		]);
	});

	test('scales what is left: 33 observed, 5 lost on a stale policy column, 28/33 is 84.85', () => {
		const report = judge([result('stale-column', [{ subject: `${home}zc/` }])]);
		expect(report.scores.inspection.total).toBe(84.85);
		expect(item(report, 'ind-policy')).toEqual({
			indicator: 'ind-policy',
			max: 7,
			deducted: 5,
			observed: true,
			findings: 1,
			costs: [{ check: 'stale-column', at: [{ each: 5, findings: 1 }], points: 5, verified: true }],
		});
	});

	test('tells how each deduction was reckoned: 1 × 1 + 3 × 0.1, and no more than the cap', () => {
		const onHome = { subject: `${home}x.html`, foundOn: [home] };
		const few = judge([result('broken-link', [onHome, ...many(3, 'dead')])]);
		const at = [
			{ each: 1, findings: 1 },
			{ each: 0.1, findings: 3 },
		];
		expect(item(few, 'ind-availability')?.costs).toEqual([
			{ check: 'broken-link', at, points: 1.3, verified: false },
		]);
		expect(item(judge([]), 'ind-availability')).not.toHaveProperty('costs');
	});

	test('takes a point for a dead link on the homepage, a tenth for one elsewhere: 31.7/33 is 96.06', () => {
		const onHome = { subject: `${home}x.html`, foundOn: ['http://WWW.linjiang.gov.cn/index.html'] };
		const report = judge([result('broken-link', [onHome, ...many(3, 'dead')])]);
		expect(item(report, 'ind-availability')).toMatchObject({ deducted: 1.3, findings: 4 });
		expect(report.scores.inspection.total).toBe(96.06);
	});

	test('never takes more than an indicator has: 500 dead links cost 7, and 26/33 is 78.79', () => {
		const report = judge([result('broken-link', many(500, 'dead'))]);
		expect(item(report, 'ind-availability')).toMatchObject({ deducted: 7, findings: 500 });
		expect(report.scores.inspection.total).toBe(78.79);
	});

	test('counts tenths exactly: three of them are 0.3', () => {
		expect(item(judge([result('soft-404', many(3, 'x'))]), 'ind-availability')?.deducted).toBe(0.3);
	});

	test('costs nothing for what a person has to look at', () => {
		const report = judge([result('stale-column', [{ subject: `${home}zc/`, certainty: 'review' }])]);
		expect(report.scores.inspection.total).toBe(100);
		expect(item(report, 'ind-policy')).toMatchObject({ deducted: 0, findings: 0 });
	});

	test('fails a portal below 60: 7 + 5 + 5 + 2 lost, 14/33 is 42.42', () => {
		const report = judge([
			result('broken-link', many(90, 'dead')),
			result('stale-column', [{ subject: `${home}zc/` }, { subject: `${home}xw/` }]),
			result('empty-column', [{ subject: `${home}tz/` }]),
		]);
		expect(report.scores.inspection).toMatchObject({ verdict: 'unqualified', total: 42.42 });
	});

	test('does not fail a department by its number, only by a veto', () => {
		const faults = [
			result('broken-link', many(90, 'dead')),
			result('stale-column', [{ subject: `${home}zc/` }, { subject: `${home}xw/` }]),
			result('empty-column', [{ subject: `${home}tz/` }]),
		];
		expect(judge(faults, { type: 'department' }).scores.inspection).toMatchObject({
			verdict: 'qualified',
			total: 42.42,
		});
	});

	test('leaves out an indicator whose check could not look: 26 points are left', () => {
		const report = judge([result('broken-link', [], '链接没有查完')]);
		expect(item(report, 'ind-availability')).toMatchObject({ observed: false, deducted: 0 });
		expect(report.scores.inspection.observed).toBe(26);
	});

	test('leaves out columns that the site does not have or that could not be loaded', () => {
		const report = judge([], {
			columns: [
				column('xw', 'news', { content: 'unloaded' }),
				column('zc', 'policy'),
				column('tz', 'notice'),
			],
		});
		expect(item(report, 'ind-news')).toMatchObject({ observed: false });
		expect(item(report, 'ind-data')).toMatchObject({ observed: false });
		expect(item(report, 'ind-policy')).toMatchObject({ observed: true });
	});
});

describe('what a check cannot say by its silence', () => {
	const searchless = (certainty: 'certain' | 'review') =>
		item(judge([result('missing-search', [{ subject: home, certainty }])]), 'ind-search');

	test('a search that is there finds nobody knows what; one that is not there costs its point', () => {
		expect(item(judge([result('missing-search')]), 'ind-search')?.observed).toBe(false);
		expect(searchless('review')?.observed).toBe(false);
		expect(searchless('certain')).toMatchObject({ observed: true, deducted: 1 });
	});
	test('guides without a fault were perhaps not there', () =>
		expect(item(judge([result('incomplete-service-guide')]), 'ind-service-guide')?.observed).toBe(false));
	test('consultations are looked at where there is a column for them', () => {
		const silent = [result('missing-consultation-feedback')];
		const more = { columns: [...columns, column('zj', 'consultation')] };
		expect(item(judge(silent), 'ind-consultation')?.observed).toBe(false);
		expect(item(judge(silent, more), 'ind-consultation')?.observed).toBe(true);
	});
});

describe('a fault costs once', () => {
	test('where a column is blank and stale', () => {
		const subject = `${home}tz/`;
		const report = judge([result('stale-column', [{ subject }]), result('empty-column', [{ subject }])]);
		expect(item(report, 'ind-other-columns')).toMatchObject({ deducted: 2, findings: 1 });
	});

	test('where a link is dead by two checks', () => {
		const report = judge([result('broken-link', many(1, 'x')), result('soft-404', many(1, 'x'))]);
		expect(item(report, 'ind-availability')).toMatchObject({ deducted: 0.1, findings: 1 });
	});

	test('and the same one of two counts, in whatever order they come', () => {
		const report = judge([
			result('wrong-link', [
				{ subject: `${home}a.html`, key: '甲', foundOn: [home] },
				{ subject: `${home}a.html`, key: '乙', foundOn: [`${home}b.html`] },
			]),
		]);
		const turned = { ...report, findings: report.findings.toReversed() };
		expect(report.findings).toHaveLength(2);
		expect(scoreInspection(turned, national)).toEqual(report.scores.inspection);
	});

	test('where a column stands still together with the one above it', () => {
		const parent = column('zc', 'policy');
		const child = column('zc/gfxwj', 'policy', { parent: parent.url });
		const report = judge([result('stale-column', faultsAt([parent, child]))], { columns: [parent, child] });
		expect(item(report, 'ind-policy')).toMatchObject({ deducted: 5, findings: 1 });
		expect(item(report, 'ind-other-columns')).toMatchObject({ deducted: 0 });
	});

	test('and a stale policy column of the second level alone is one of the other columns', () => {
		const parent = column('zc', 'policy');
		const child = column('zc/gfxwj', 'policy', { parent: parent.url });
		const report = judge([result('stale-column', faultsAt([child]))], { columns: [parent, child] });
		expect(item(report, 'ind-policy')).toMatchObject({ deducted: 0 });
		expect(item(report, 'ind-other-columns')).toMatchObject({ deducted: 1 });
	});

	test('and a policy column below a page of another kind is of the first level', () => {
		const parent = column('zwgk', 'statutory');
		const child = column('zwgk/zc', 'policy', { parent: parent.url });
		const report = judge([result('stale-column', faultsAt([child]))], { columns: [parent, child] });
		expect(item(report, 'ind-policy')).toMatchObject({ deducted: 5 });
	});

	test('but in both scores', () => {
		const report = judge([result('missing-interpretation', [{ subject: `${home}a.html` }])]);
		expect(item(report, 'ind-interpretation')).toMatchObject({ deducted: 1 });
		expect(item(report, 'dis-interpretation')).toMatchObject({ deducted: 4 });
	});
});

describe('veto-stale-columns', () => {
	const stateOf = (faults: CheckResult[], columns: Column[]) => {
		const { vetoes, verdict } = judge(faults, { columns }).scores.inspection;
		const veto = vetoes.find(({ id }) => id === 'veto-stale-columns');
		return [veto?.state, veto?.findings, verdict];
	};
	const news = manyColumns(3, 'news');
	const notices = manyColumns(2, 'notice');
	const below = manyColumns(2, 'policy', { parent: `${home}zc/` });
	const nine = manyColumns(9, 'plan');
	const ten = manyColumns(10, 'plan');
	const empty = manyColumns(5, 'data', { items: 0, content: 'empty' });

	const cases: Record<string, [faults: CheckResult[], columns: Column[], expected: unknown[]]> = {
		'holds with five of news and first-level notices': [
			[result('stale-column', faultsAt([...news, ...notices]))],
			[...news, ...notices],
			['holds', 5, 'unqualified'],
		],
		'is clear with four of them': [
			[result('stale-column', faultsAt([...news.slice(1), ...notices]))],
			[...news, ...notices],
			['clear', 4, expect.anything()],
		],
		'does not count policies of the second level with the news': [
			[result('stale-column', faultsAt([...news, ...below]))],
			[column('zc', 'policy'), ...news, ...below],
			['clear', 5, expect.anything()],
		],
		'holds with ten stale columns': [
			[result('stale-column', faultsAt(ten))],
			ten,
			['holds', 10, 'unqualified'],
		],
		'is clear with nine': [[result('stale-column', faultsAt(nine))], nine, ['clear', 9, expect.anything()]],
		'holds with five blank columns': [
			[result('empty-column', faultsAt(empty))],
			empty,
			['holds', 5, 'unqualified'],
		],
		'counts a column under two spellings of its address once': [
			[
				result('empty-column', [
					...faultsAt(empty.slice(1)),
					{ subject: `${empty[1]?.url.replace('https', 'http')}index.html` },
				]),
			],
			empty,
			['clear', 4, expect.anything()],
		],
		'awaits a person where one in review would tip it': [
			[result('empty-column', [...faultsAt(empty.slice(1)), ...faultsAt(empty.slice(0, 1), 'review')])],
			empty,
			['awaits-person', 5, expect.not.stringMatching('unqualified')],
		],
		'is not assessed where the columns could not be read': [
			[result('stale-column', [], '栏目没有读完'), result('empty-column', [], '栏目没有读完')],
			empty,
			['not-assessed', 0, 'not-assessed'],
		],
		'holds on blank columns alone, though staleness could not be judged': [
			[result('stale-column', [], '栏目没有读完'), result('empty-column', faultsAt(empty))],
			empty,
			['holds', 5, 'unqualified'],
		],
	};
	test.each(Object.entries(cases))('%s', (_name, [faults, columns, expected]) => {
		expect(stateOf(faults, columns)).toEqual(expected);
	});

	test('fails a department too', () => {
		const report = judge([result('empty-column', faultsAt(empty))], { columns: empty, type: 'department' });
		expect(report.scores.inspection.verdict).toBe('unqualified');
	});
});

test('all six vetoes are told; those that one audit cannot see are not assessed', () => {
	expect(judge([]).scores.inspection.vetoes).toEqual([
		{ id: 'veto-serious-problem', state: 'not-assessed', findings: 0 },
		{ id: 'homepage-unreachable', state: 'not-assessed', findings: 0 },
		{ id: 'homepage-stale', state: 'not-assessed', findings: 0 },
		{ id: 'veto-stale-columns', state: 'clear', findings: 0 },
		{ id: 'veto-no-interaction', state: 'not-assessed', findings: 0 },
		{ id: 'veto-unusable-service', state: 'not-assessed', findings: 0 },
	]);
});

describe('a site that shut us out', () => {
	test('is not assessed, and has no numbers', () => {
		const { scores, checks } = buildReport({
			config,
			crawled: crawled({}, { coverage: { share: 0, notSeen: [{ what: home, why: 'wall', count: 1 }] } }),
			results: results(),
			profile: national,
		});
		expect(scores.inspection).toMatchObject({ verdict: 'not-assessed', total: null, observed: 0 });
		expect(scores.disclosure).toMatchObject({ total: null, observed: 0 });
		expect(new Set(checks.map(({ outcome }) => outcome))).toEqual(new Set(['not-assessed']));
	});

	test('of which too little was seen is not assessed either', () => {
		const { scores } = buildReport({
			config,
			crawled: crawled(),
			results: results(),
			profile: national,
		});
		expect(scores.inspection).toMatchObject({ verdict: 'not-assessed', total: null, observed: 7 });
	});
});

describe('the disclosure score', () => {
	test('is scaled over its own points: 55 observed, 4 + 2 + 2 lost, 47/55 is 85.45', () => {
		const report = judge([
			result('missing-interpretation', [{ subject: `${home}a.html` }]),
			result('expired-document', [{ subject: `${home}a.html` }, { subject: `${home}b.html` }]),
		]);
		expect(report.scores.disclosure).toMatchObject({ total: 85.45, outOf: 100, observed: 55 });
		expect(report.scores.disclosure.items.reduce((sum, { max }) => sum + max, 0)).toBe(100);
	});

	test('has no number where less than 20 points were observed: 10 for lists, 5 for people', () => {
		const report = buildReport({
			config,
			crawled: crawled({ columns }),
			results: results(result('misfiled-content'), result('personal-data')),
			profile: national,
		});
		expect(report.scores.disclosure).toMatchObject({ total: null, observed: 15 });
	});
});

describe('the marks', () => {
	/** One indicator of 100 points, a tenth for each dead link. */
	const plain: Profile = {
		...national,
		indicators: { 'ind-availability': { ...indicatorOf('ind-availability'), max: 100 } },
		points: {
			'broken-link': { 'ind-availability': { on: 'site', each: 0.1, source: '测试', verified: false } },
		},
	};
	const bonus = { points: 40, by: '王芳', at: '2026-06-16T09:00:00+08:00', reason: '创新' };
	const scored = (deadLinks: number, more: Partial<ReportInput> = {}) =>
		buildReport({
			config,
			crawled: crawled({ columns, documents }),
			results: results(result('broken-link', many(deadLinks, 'dead'))),
			profile: plain,
			...more,
		}).scores.inspection;

	test.each([
		[400, 60, 'qualified'],
		[401, 59.9, 'unqualified'],
		[1001, 0, 'unqualified'],
		[0, 100, 'qualified'],
	] as const)('after %i dead links: %d points, %s', (deadLinks, total, verdict) => {
		expect(scored(deadLinks)).toMatchObject({ total, verdict });
	});

	test.each([
		[200, 80, 0],
		[199, 110.1, 30],
		[0, 130, 30],
		[401, 59.9, 0],
	] as const)(
		'after %i dead links a bonus of 40 makes %d, as %d of it count',
		(deadLinks, total, counted) => {
			expect(scored(deadLinks, { byHand: { bonus } })).toMatchObject({ total, bonus: { ...bonus, counted } });
		},
	);

	test('a department has no bonus', () => {
		expect(scored(0, { byHand: { bonus }, config: { ...config, type: 'department' } })).toMatchObject({
			total: 100,
			bonus: { counted: 0 },
		});
	});

	test('neither has a site that a veto fails, whatever its number', () => {
		const held = new Map([
			['veto-no-interaction', { holds: true, by: '王芳', at: bonus.at, reason: '超期' }],
		]);
		expect(scored(0, { byHand: { bonus, vetoes: held } })).toMatchObject({
			verdict: 'unqualified',
			total: 100,
			bonus: { counted: 0 },
		});
	});

	test('points by hand come on top of what was found, up to what the indicator has', () => {
		const entered = { points: 99.95, by: '王芳', at: bonus.at, reason: '抽查' };
		const points = new Map([['ind-availability', entered]]);
		expect(scored(1, { byHand: { points } }).items).toEqual([
			expect.objectContaining({ max: 100, deducted: 100, observed: true, findings: 1, entered }),
		]);
	});

	test('what a person looked at besides costs what was found there, too, though not every check could look', () => {
		const entered = { points: 0, by: '王芳', at: bonus.at, reason: '抽查' };
		const profile: Profile = {
			...plain,
			points: {
				...plain.points,
				'soft-404': { 'ind-availability': { on: 'site', each: 1, source: '测试', verified: false } },
			},
		};
		const blind = results(result('broken-link', many(20, 'dead')), result('soft-404', [], '没有看到'));
		const items = (points: ReadonlyMap<string, typeof entered>) =>
			scored(20, { profile, results: blind, byHand: { points } }).items;
		expect(items(new Map())).toMatchObject([{ deducted: 0, observed: false }]);
		expect(items(new Map([['ind-availability', entered]]))).toMatchObject([{ deducted: 2, observed: true }]);
	});

	test('a crawl that was cut short early is not judged by the little that it saw', () => {
		const cut = (share: number) =>
			crawled(
				{ columns, documents },
				{
					run: { ...crawled().run, complete: false, stopReason: '到达页数上限' },
					coverage: { share, notSeen: [] },
				},
			);
		expect(scored(0, { crawled: cut(0.49) })).toMatchObject({ verdict: 'not-assessed', total: null });
		expect(scored(0, { crawled: cut(0.5) })).toMatchObject({ verdict: 'qualified', total: 100 });
	});
});
