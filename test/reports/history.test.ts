import { describe, expect, test } from 'vitest';
import type { Crawled, Document, Site } from '../../crawler/model.ts';
import { canonicalAddress } from '../../reports/address.ts';
import { buildReport, type CheckResult } from '../../reports/build.ts';
import { dueAfter, lifeOf } from '../../reports/history.ts';
import type { Report } from '../../reports/model.ts';
import { national } from '../../reports/profiles/national.ts';
import { column, config, crawled, document, home, result, results } from '../support/report.ts';

const report = (
	given: CheckResult[],
	{ site = {}, run = {}, previous }: { site?: Partial<Site>; run?: Partial<Crawled>; previous?: Report } = {},
): Report =>
	buildReport({
		config,
		crawled: crawled(site, run),
		results: results(...given),
		profile: national,
		...(previous ? { previous } : {}),
	});

describe('an address is the same', () => {
	test.each([
		['http://a.gov.cn/zc/', 'https://A.gov.cn/zc'],
		['http://a.gov.cn/zc/index.html', 'http://a.gov.cn/zc/'],
		['http://a.gov.cn/zc/index.shtml', 'http://a.gov.cn/zc/default.aspx'],
		['http://a.gov.cn', 'http://a.gov.cn/index.jsp'],
		['http://a.gov.cn/a.html#x', 'http://a.gov.cn/a.html'],
		['http://a.gov.cn:80/', 'http://a.gov.cn/'],
	])('%s as %s', (a, b) => expect(canonicalAddress(a)).toBe(canonicalAddress(b)));
	test.each([
		['http://a.gov.cn/zc/', 'http://a.gov.cn:8080/zc/'],
		['http://a.gov.cn/zc/index_1.html', 'http://a.gov.cn/zc/'],
		['http://a.gov.cn/list?id=1', 'http://a.gov.cn/list?id=2'],
		['http://a.gov.cn/Zc/', 'http://a.gov.cn/zc/'],
	])('%s not as %s', (a, b) => expect(canonicalAddress(a)).not.toBe(canonicalAddress(b)));
	test('as written where it is no web address', () => {
		expect(canonicalAddress('file:///C:/a.doc')).toBe('file:///C:/a.doc');
		expect(canonicalAddress('C:\\a.doc')).toBe('C:\\a.doc');
	});
});

describe("a finding's id", () => {
	const idOf = (subject: string, documents: Document[] = [], key?: string): string | undefined =>
		report([result('expired-document', [{ subject, ...(key ? { key } : {}) }])], { site: { documents } })
			.findings[0]?.id;
	const moved = (path: string, number: string): string | undefined =>
		idOf(`${home}${path}`, [document(path, number)]);

	test('stays when a numbered document moves', () => {
		expect(moved('new/1.html', '临政办发〔2026〕12号')).toBe(moved('old/9.html', '临政办发〔2026〕12号'));
	});
	test('stays when a copy appears in the gazette', () => {
		const number = '临政办发〔2026〕12号';
		const copy = document('gb/1.html', number, { place: 'gazette' });
		expect(idOf(`${home}a.html`, [document('a.html', number), copy])).toBe(moved('a.html', number));
		expect(idOf(`${home}gb/1.html`, [document('a.html', number), copy])).not.toBe(moved('a.html', number));
	});
	test('stays when only the brackets of the number change', () => {
		expect(moved('a.html', '临政办发[2026] 12号')).toBe(moved('b.html', '临政办发〔2026〕12号'));
	});
	test('is no number to a spreadsheet', () => {
		expect(moved('a.html', '临政办发〔2026〕12号')).toMatch(/^f[0-9a-f]{15}$/);
	});
	test('changes with the number, the key, the check', () => {
		const ids = [
			moved('a.html', '临政办发〔2026〕12号'),
			moved('a.html', '临政办发〔2026〕13号'),
			idOf(`${home}a.html`),
			idOf(`${home}a.html`, [], '文号'),
			report([result('soft-404', [{ subject: `${home}a.html` }])]).findings[0]?.id,
		];
		expect(new Set(ids).size).toBe(5);
	});
	test('stays when scheme or index page change', () => {
		expect(idOf(`${home}zc/`)).toBe(idOf('http://www.linjiang.gov.cn/zc/index.html'));
	});
	test('tells two documents under one number apart', () => {
		const documents = [document('a.html', '临政发〔2026〕1号'), document('b.html', '临政发〔2026〕1号')];
		const faults = documents.map(({ url }) => ({ subject: url }));
		const { findings } = report([result('expired-document', faults)], { site: { documents } });
		expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
	});
	test('is that of the document where the fault is on a copy', () => {
		const documents = [document('a.html', '临政发〔2026〕1号', { copies: [`${home}copy.html`] })];
		expect(idOf(`${home}copy.html`, documents)).toBe(idOf(`${home}a.html`, documents));
	});
});

describe('against the last report', () => {
	const documents = [document('a.html', '临政发〔2026〕1号')];
	const subject = `${home}a.html`;
	const fault = result('expired-document', [{ subject }]);
	const first = report([fault], { site: { documents, asOf: '2026-06-15' } });
	const next = (given: CheckResult[], site: Partial<Site>, run: Partial<Crawled> = {}, previous = first) =>
		report(given, { site: { asOf: '2026-07-15', ...site }, run, previous }).findings;
	const life = { firstSeen: '2026-06-15', lastSeen: '2026-07-15' };

	test('a finding is new, due seven working days later', () => {
		// 19 June 2026 is 端午节.
		expect(first.findings).toMatchObject([
			{ state: 'new', firstSeen: '2026-06-15', lastSeen: '2026-06-15', dueOn: '2026-06-25' },
		]);
	});
	test('it is open when seen again, with its first day and term', () => {
		expect(next([fault], { documents })).toMatchObject([{ state: 'open', ...life, dueOn: '2026-06-25' }]);
	});
	test('it is fixed when its subject is seen and right', () => {
		expect(next([], { documents })).toMatchObject([{ state: 'fixed', subject, lastSeen: '2026-06-15' }]);
	});
	test('it is fixed when the document moved and is right there', () => {
		expect(next([], { documents: [document('new.html', '临政发〔2026〕1号')] })).toMatchObject([
			{ state: 'fixed' },
		]);
	});
	test('it comes back as regressed', () => {
		const fixed = report([], { site: { documents, asOf: '2026-07-01' }, previous: first });
		expect(next([fault], { documents }, {}, fixed)).toMatchObject([{ state: 'regressed', ...life }]);
	});
	test('it goes on where only its anchor changed, such as by a 文号 that is read for the first time', () => {
		const fault = [result('expired-document', [{ subject: `${home}a.html` }])];
		const before = report(fault, { site: { documents: [document('a.html')] } });
		const site = { asOf: '2026-07-15', documents: [document('a.html', '临政办发〔2026〕12号')] };
		const { findings } = report(fault, { site, previous: before });
		expect(findings).toMatchObject([
			{ state: 'open', firstSeen: '2026-06-15', dueOn: before.findings[0]?.dueOn },
		]);
		expect(findings[0]?.id).not.toBe(before.findings[0]?.id);
	});

	test('a lead that becomes certain in a year without an official calendar has no term', () => {
		const { findings } = report([
			result('expired-document', [{ subject: `${home}a.html`, certainty: 'review' }]),
		]);
		const [lead] = findings;
		expect(lead && lifeOf('2031-01-20', lead)).not.toHaveProperty('dueOn');
		expect(lead && lifeOf('2026-07-15', lead)).toMatchObject({ dueOn: dueAfter('2026-07-15') });
	});

	test('it stays open and costs nothing when its check could not look', () => {
		const again = report([result('expired-document', [], '文件没有读到')], {
			site: { documents, asOf: '2026-07-15' },
			previous: first,
		});
		expect(again.findings).toMatchObject([{ state: 'open', lastSeen: '2026-06-15', carried: true }]);
		expect(again.scores.disclosure.items.every(({ deducted }) => deducted === 0)).toBe(true);
	});
	test('it stays open when its page was not reached', () => {
		const coverage = { share: 0.9, notSeen: [{ what: subject, why: 'timeout' as const, count: 1 }] };
		expect(next([], {}, { coverage })).toMatchObject([{ state: 'open', lastSeen: '2026-06-15' }]);
	});
	test('it stays open when the run was cut short before its page', () => {
		const run = { ...crawled().run, complete: false, stopReason: '到达页数上限' };
		expect(next([], {}, { run })).toMatchObject([{ state: 'open' }]);
	});
	test('it is left out when a whole run no longer meets its page', () => {
		expect(next([], {})).toEqual([]);
	});
	test('a dead link is fixed when all links were tried and it is not among the dead', () => {
		const dead = result('broken-link', [{ subject: `${home}x.html`, foundOn: [home] }]);
		expect(next([], {}, {}, report([dead]))).toMatchObject([{ state: 'fixed' }]);
	});
	test('a dead link is not fixed by a wall', () => {
		const url = `${home}x.html`;
		const dead = result('broken-link', [{ subject: url, foundOn: [home] }]);
		const wall = {
			url,
			type: 'page' as const,
			state: 'wall' as const,
			tries: ['403'],
			foundOn: [],
			foundOnCount: 0,
		};
		expect(next([], { targets: [wall] }, {}, report([dead]))).toMatchObject([{ state: 'open' }]);
	});
	test('a column that was filled is fixed', () => {
		const tz = column('tz', 'notice');
		const before = report([result('empty-column', [{ subject: tz.url }])], { site: { columns: [tz] } });
		expect(next([], { columns: [tz] }, {}, before)).toMatchObject([{ state: 'fixed' }]);
	});
	test('what was carried over is no longer when it is seen again', () => {
		const coverage = { share: 0.9, notSeen: [{ what: subject, why: 'timeout' as const, count: 1 }] };
		const carried = report([], { site: { asOf: '2026-07-01' }, run: { coverage }, previous: first });
		expect(carried.findings).toMatchObject([{ carried: true }]);
		const [again] = next([fault], { documents }, {}, carried);
		expect(again).toMatchObject({ state: 'open', ...life });
		expect(again).not.toHaveProperty('carried');
		expect(next([], { documents }, {}, carried)[0]).not.toHaveProperty('carried');
	});
	test('a fixed finding is told once', () => {
		const fixed = report([], { site: { documents }, previous: first });
		expect(next([], { documents }, {}, fixed)).toEqual([]);
	});
});

test('a term in a year without an official calendar has no end', () => {
	expect(dueAfter('2026-06-15')).toBe('2026-06-25');
	expect(dueAfter('2090-06-15')).toBeUndefined();
});
