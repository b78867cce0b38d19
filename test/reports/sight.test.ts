import { describe, expect, test } from 'vitest';
import type { Crawled, Site } from '../../crawler/model.ts';
import type { NotSeen } from '../../crawler/page-facts.ts';
import { buildReport, type CheckResult } from '../../reports/build.ts';
import type { Report } from '../../reports/model.ts';
import { national } from '../../reports/profiles/national.ts';
import { column, config, crawled, document, home, result, results } from '../support/report.ts';

const [list, page, dead] = [`${home}zc/`, `${home}zc/t1_1.html`, `${home}xw/t1_9.html`];
const faults = [
	result('expired-document', [{ subject: page }]),
	result('broken-link', [{ subject: dead, foundOn: [page] }]),
];

const audit = (
	asOf: string,
	given: CheckResult[],
	site: Partial<Site>,
	more: Partial<Crawled>,
	previous?: Report,
): Report =>
	buildReport({
		config,
		crawled: crawled({ asOf, ...site }, more),
		results: results(...given),
		profile: national,
		...(previous ? { previous } : {}),
	});

const site: Partial<Site> = { columns: [column('zc', 'policy')], documents: [document('zc/t1_1.html')] };
const covered = (...notSeen: NotSeen[]) => ({ coverage: { share: 0.9, notSeen } });
const robots: NotSeen = { what: `${new URL(home).host}/so/#.html`, why: 'robots', count: 3 };
const forbidden = [1, 2, 3].map((n) => [`${home}so/${n}.html`, 'robots'] as const);

/** What a later run, which tells no fault, says of the expired document and of the dead link. */
const states = (later: { site?: Partial<Site>; more?: Partial<Crawled> }, before: Partial<Crawled> = {}) => {
	const first = audit('2026-06-15', faults, site, before);
	const { findings } = audit('2026-07-15', [], later.site ?? {}, later.more ?? {}, first);
	const of = (check: string): string => {
		const finding = findings.find((finding) => finding.check === check);
		return finding ? (finding.carried ? 'carried' : finding.state) : 'gone';
	};
	return [of('expired-document'), of('broken-link')];
};

describe('what a run that does not tell them says of an expired document and a dead link', () => {
	const wall = {
		url: list,
		type: 'page' as const,
		state: 'wall' as const,
		tries: ['403'],
		foundOn: [],
		foundOnCount: 0,
	};
	const unseen = (...pages: (readonly [string, NotSeen['why']])[]) => ({ unseen: new Map(pages) });
	const cases: Record<
		string,
		[wanted: string[], later: Parameters<typeof states>[0], before?: Partial<Crawled>]
	> = {
		'the page is seen, the link gone from it': [['fixed', 'fixed'], { site }],
		'a whole run does not meet the page': [['gone', 'fixed'], {}],
		'the server fails at the page': [
			['carried', 'fixed'],
			{ site: { targets: [{ ...wall, url: page, state: 'broken', reason: 'status', status: 502 }] } },
		],
		'the page does not answer': [
			['carried', 'fixed'],
			{ site: { targets: [{ ...wall, url: page, state: 'broken', reason: 'timeout' }] } },
		],
		'the page is no longer there': [
			['gone', 'fixed'],
			{ site: { targets: [{ ...wall, url: page, state: 'broken', reason: 'status', status: 404 }] } },
		],
		'both are forbidden by robots.txt': [
			['carried', 'carried'],
			{ more: unseen([page, 'robots'], [dead, 'robots']) },
		],
		'both are in families that were not seen': [
			['carried', 'carried'],
			{
				more: covered(
					{ what: 'www.linjiang.gov.cn/zc/t#_#.html', why: 'robots', count: 2 },
					{ what: 'www.linjiang.gov.cn/xw/t#_#.html', why: 'robots', count: 2 },
				),
			},
		],
		'the list that leads to them is behind a wall': [
			['carried', 'carried'],
			{
				site: { columns: [column('zc', 'policy', { content: 'unloaded' })], targets: [wall] },
				more: { ...unseen([list, 'wall']), ...covered({ what: list, why: 'wall', count: 1 }) },
			},
		],
		'the budget ended before them': [
			['carried', 'carried'],
			{ more: { run: { ...crawled().run, complete: false, stopReason: '达到页数上限' } } },
		],
		'the budget of a family ended before them': [
			['carried', 'carried'],
			{ more: unseen([`${home}rl/1.html`, 'budget'], [`${home}rl/2.html`, 'budget']) },
		],
		'another page timed out': [['carried', 'carried'], { more: unseen([`${home}b.html`, 'timeout']) }],
		'another page timed out, the page is seen': [
			['fixed', 'fixed'],
			{ site, more: unseen([`${home}b.html`, 'timeout']) },
		],
		'another page timed out, what was dead is seen': [
			['carried', 'fixed'],
			{ more: { ...unseen([`${home}b.html`, 'timeout']), seen: new Set([dead]) } },
		],
		'the page is seen, what was dead is forbidden': [
			['fixed', 'carried'],
			{ site, more: unseen([dead, 'robots']) },
		],
		'robots.txt forbids what it forbade before': [
			['gone', 'fixed'],
			{ more: { ...unseen(...forbidden), ...covered(robots) } },
			covered(robots),
		],
		'robots.txt forbids more of a family than before': [
			['carried', 'carried'],
			{ more: unseen(...forbidden) },
			covered({ ...robots, count: 2 }),
		],
		'the same one page is behind a wall as before': [
			['gone', 'fixed'],
			{ more: unseen([`${home}login`, 'wall']) },
			covered({ what: `${home}login`, why: 'wall', count: 1 }),
		],
		'as many pages of a family are behind a wall as before, maybe others': [
			['carried', 'carried'],
			{ more: unseen(...forbidden.map(([url]) => [url, 'wall'] as const)) },
			covered({ ...robots, why: 'wall' }),
		],
		'what was not seen was cut': [
			['carried', 'carried'],
			{ more: covered(...Array.from({ length: 200 }, (_, n) => ({ ...robots, what: `a/${n}`, count: 1 }))) },
		],
	};
	test.each(Object.entries(cases))('%s', (_name, [wanted, later, before]) => {
		expect(states(later, before)).toEqual(wanted);
	});

	test('carried over once, it does not disappear with what hid it', () => {
		const hidden = { ...unseen([list, 'wall']), ...covered({ what: list, why: 'wall', count: 1 }) };
		const first = audit('2026-06-15', faults, site, {});
		const second = audit('2026-07-15', [], {}, hidden, first);
		const third = audit('2026-08-15', [], {}, hidden, second);
		expect(third.findings.map(({ carried, lastSeen }) => [carried, lastSeen])).toEqual(
			faults.map(() => [true, '2026-06-15']),
		);
		const whole = audit('2026-09-15', [], site, {}, third);
		expect(whole.findings.map(({ state }) => state)).toEqual(['fixed', 'fixed']);
	});
});

describe('silence of a check that also rests on something else', () => {
	const hidden = { unseen: new Map([[`${home}b.html`, 'timeout' as const]]) };
	const later = (
		check: string,
		before: Partial<Site>,
		after: Partial<Site>,
		key?: string,
	): string | undefined => {
		const subject = before.documents?.[0]?.url ?? before.columns?.[0]?.url ?? home;
		const first = audit('2026-06-15', [result(check, [{ subject, ...(key && { key }) }])], before, {});
		const [finding] = audit('2026-07-15', [result(check)], after, hidden, first).findings;
		return finding?.carried ? 'carried' : finding?.state;
	};
	const documents = [document('a.html')];
	const columns = [column('tz', 'notice')];

	test.each(['abolished-document', 'late-interpretation', 'unlinked-interpretation'])(
		'%s: the other page was not met',
		(check) => expect(later(check, { documents }, { documents })).toBe('carried'),
	);
	test('unlinked-interpretation: the two are joined', () => {
		const joined = [document('a.html', undefined, { interpretations: [`${home}jd.html`] })];
		expect(later('unlinked-interpretation', { documents }, { documents: joined })).toBe('fixed');
	});
	test('abolished-document: the page says so', () => {
		const labelled = [document('a.html', undefined, { saysInvalid: true })];
		expect(later('abolished-document', { documents }, { documents: labelled })).toBe('fixed');
	});
	test.each(['contradictory-validity', 'duplicate-item'])('%s: the copy was not met', (check) => {
		const fact = { value: '有效', from: 'table:有效性', sure: 'certain' as const };
		const plain = document('a.html');
		const labelled = [{ ...plain, facts: { ...plain.facts, validityLabel: fact } }];
		expect(later(check, { documents: labelled }, { documents: labelled })).toBe('carried');
	});
	test('contradictory-validity: the page no longer says that it is valid', () =>
		expect(later('contradictory-validity', { documents }, { documents })).toBe('fixed'));
	test.each([
		[true, 'fixed'],
		[false, 'carried'],
	])('slow-reply: the list of messages was read whole: %s', (complete, state) => {
		const lists = [column('ly', 'message', { complete, newestKnown: complete })];
		expect(later('slow-reply', { columns: lists }, { columns: lists })).toBe(state);
	});
	test.each([
		[true, 'fixed'],
		[false, 'carried'],
	])('undated-item of a column: its list was read whole: %s', (complete, state) => {
		const lists = [column('ly', 'notice', { complete, newestKnown: complete })];
		expect(later('undated-item', { columns: lists }, { columns: lists })).toBe(state);
	});
	test.each([
		[0, 'carried'],
		[3, 'fixed'],
	])('missing-meta-tag: %i texts were met', (pages, state) => {
		const tags = [{ page: 'document' as const, tag: 'PubDate', pages, lacking: 0, examples: [] }];
		expect(later('missing-meta-tag', {}, { tags }, 'document:PubDate')).toBe(state);
	});
	test('stale-column: the newest entry was read', () => {
		expect(later('stale-column', { columns }, { columns })).toBe('fixed');
	});
	test('stale-column: a list of it was not read to its newest entry', () => {
		const below = column('tz/a', 'notice', { parent: `${home}tz/`, complete: false, newestKnown: false });
		expect(later('stale-column', { columns }, { columns: [...columns, below] })).toBe('carried');
	});
});
