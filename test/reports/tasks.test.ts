import { describe, expect, test } from 'vitest';
import type { Finding } from '../../reports/model.ts';
import { national } from '../../reports/profiles/national.ts';
import { scoreInspection } from '../../reports/score.ts';
import { shelvesOf, type Task, tasksOf } from '../../reports/tasks.ts';
import { reportOn } from '../support/month.ts';
import { home, result } from '../support/report.ts';

type Faults = Parameters<typeof result>[1];

const never = (): boolean => false;
const tasksFor = (
	found: Readonly<Record<string, Faults>>,
	isPast: (check: string) => boolean = never,
): Task[] => {
	const report = reportOn({
		asOf: '2026-06-15',
		found: Object.entries(found).map(([check, faults]) => result(check, faults)),
	});
	return tasksOf(report, national, {}, isPast);
};
const idsIn = ({ findings }: Task): string[] => findings.map(({ subject }) => subject.slice(home.length));
const pages = (count: number): string[] => Array.from({ length: count }, (_, n) => `${home}p${n}.html`);

describe('one repair', () => {
	test('is a dead link in a template, and all others that stand on the same pages', () => {
		const foundOn = pages(20);
		const tasks = tasksFor({
			'broken-link': [
				{ subject: `${home}a.html`, foundOn, foundOnCount: 300 },
				{ subject: `${home}b.html`, foundOn: foundOn.toReversed(), foundOnCount: 300 },
				{ subject: `${home}c.html`, foundOn: [home] },
			],
			'broken-attachment': [{ subject: `${home}d.pdf`, foundOn, foundOnCount: 300 }],
		});
		expect(tasks.map(idsIn).map((ids) => ids.sort())).toContainEqual(['a.html', 'b.html', 'd.pdf']);
		expect(tasks).toHaveLength(2);
		expect(tasks.find(({ findings }) => findings.length === 3)).toMatchObject({
			way: 'links',
			pages: 300,
			what: '改正同在 300 个页面上的 3 个有问题的链接：多半写在公共模板（页头、页脚、导航）里，改一处即可',
		});
	});

	test('is one target, whatever checks tell of it and wherever they met it', () => {
		const [task, ...more] = tasksFor({
			'broken-link': [{ subject: `${home}a.html`, foundOn: [home] }],
			'soft-404': [{ subject: 'http://www.linjiang.gov.cn/a.html', foundOn: [`${home}zc/`] }],
		});
		expect(more).toEqual([]);
		expect(task?.findings).toHaveLength(2);
	});

	test('of a link that does harm is not that of a dead one beside it', () => {
		const foundOn = [home];
		const tasks = tasksFor({
			'broken-link': [{ subject: `${home}a.html`, foundOn }],
			'hijacked-link': [{ subject: 'https://casino.example/', foundOn, certainty: 'review' }],
		});
		expect(tasks).toHaveLength(2);
	});

	test('is what the documents of one column lack, another one for each column and each field', () => {
		const at = (...paths: string[]) => paths.map((path) => ({ subject: `${home}${path}` }));
		const tasks = tasksFor({
			'missing-public-marker': at(
				'zc/202601/t1.html',
				'zc/202602/t2.html',
				'tz/t3.html',
				'yy/2026/01/t4.html',
			),
			'missing-metadata': ['文号', '文号', '成文日期'].map((key, n) => ({
				key,
				subject: `${home}zc/d${n}.html`,
			})),
		});
		expect(tasks.map(({ what }) => what)).toContain('栏目“zc”的 2 个文件：补上“此件公开发布”等公开属性标注');
		expect(tasks.map(({ what }) => what)).toContain('栏目“zc”的 2 个文件：补录信息表里缺少的“文号”');
		expect(tasks).toHaveLength(5);
	});

	test('is a column’s content, the footer, the head of a kind of pages, and a word that is written wrong', () => {
		const at = { subject: home, foundOn: [home] };
		const tasks = tasksFor({
			'stale-column': [{ subject: `${home}xw/` }],
			'empty-column': [{ subject: `${home}xw/` }, { subject: `${home}tz/` }],
			'missing-footer-item': [
				{ ...at, key: 'icp' },
				{ ...at, key: 'police' },
			],
			'missing-meta-tag': ['home:SiteName', 'column:ColumnName', 'column:ColumnType'].map((key) => ({
				...at,
				key,
			})),
			typo: ['布署', '布署', '按排'].map((key, n) => ({ key, subject: `${home}t${n}.html` })),
			'missing-section': [
				{ ...at, key: 'guide' },
				{ ...at, key: 'system' },
			],
		});
		const sizes = Map.groupBy(tasks, ({ check }) => check);
		const countOf = (check: string) =>
			sizes
				.get(check)
				?.map(({ findings }) => findings.length)
				.sort();
		expect(countOf('missing-footer-item')).toEqual([2]);
		expect(countOf('missing-meta-tag')).toEqual([1, 2]);
		expect(countOf('typo')).toEqual([1, 2]);
		expect(countOf('missing-section')).toEqual([1, 1]);
		expect([...(countOf('stale-column') ?? []), ...(countOf('empty-column') ?? [])].sort()).toEqual([1, 2]);
	});

	test('is of nothing that is repaired, let go, or can be repaired no more', () => {
		const report = reportOn({
			asOf: '2026-06-15',
			found: [
				result('broken-link', [{ subject: `${home}a.html` }, { subject: `${home}b.html` }]),
				result('late-publication', [{ subject: `${home}c.html` }]),
			],
		});
		const states = ['fixed', 'waived'] as const;
		const findings = report.findings.map(
			(finding, index): Finding => ({ ...finding, state: states[index] ?? finding.state }),
		);
		const isPast = (check: string) => check === 'late-publication';
		expect(tasksOf({ ...report, findings }, national, {}, isPast)).toEqual([]);
	});

	test('has its earliest term, its gravest severity, and a key that stays while its findings come and go', () => {
		const found = { subject: `${home}xw/a.html`, foundOn: [home] };
		const [one] = tasksFor({ 'broken-link': [found] });
		const [two] = tasksFor({ 'broken-link': [{ ...found, subject: `${home}xw/b.html` }, found] });
		expect(one?.dueOn).toBe('2026-06-25');
		expect(two?.key).toBe(one?.key);
		expect(two?.findings).toHaveLength(2);
	});
});

test('the list has what wins back most first, and tells it for each score apart', () => {
	const report = reportOn({
		asOf: '2026-06-15',
		found: [
			result('broken-link', [{ subject: `${home}a.html`, foundOn: [`${home}zc/`] }]),
			result('missing-public-marker', [{ subject: `${home}a.html` }]),
			result('stale-column', [{ subject: `${home}zc/` }]),
		],
	});
	const tasks = tasksOf(report, national, {}, never);
	const [first] = tasks;
	const left = report.findings.filter(({ check }) => check !== 'stale-column');
	const without = scoreInspection({ ...report, findings: left }, national).total ?? 0;
	expect(first).toMatchObject({ check: 'stale-column', gain: { disclosure: 0 } });
	expect(first?.gain.inspection).toBeCloseTo(without - (report.scores.inspection.total ?? 0), 2);
	expect(tasks.map(({ check }) => check)).toContain('missing-public-marker');
	expect(tasks.find(({ check }) => check === 'missing-public-marker')?.gain).toMatchObject({ inspection: 0 });
});

test('the list begins with what lifts a veto, whatever points that wins back, and then with what settles one', () => {
	const tasks = tasksFor({
		'stale-column': [{ subject: `${home}zc/` }],
		'homepage-stale': [{ subject: home }],
		'broken-link': [{ subject: `${home}a.html`, foundOn: [home] }],
	});
	expect(tasks[0]).toMatchObject({ check: 'homepage-stale', gain: { cost: 0 } });
	expect(tasks[0]?.gain.vetoes).toHaveLength(1);
	const [waits] = tasksFor({
		'stale-column': [{ subject: `${home}zc/` }],
		'homepage-stale': [{ subject: home, certainty: 'review' }],
	});
	expect(waits).toMatchObject({ check: 'homepage-stale', gain: { vetoes: [] } });
	expect(waits?.gain.awaiting).toEqual(tasks[0]?.gain.vetoes);
});

test('words of a stranger are one line, without what a terminal would obey', () => {
	const [task] = tasksFor({
		'broken-link': [
			{ subject: `${home}a.html`, foundOn: [home], message: '坏\u001b[31m\n链\u202e接，请改。' },
		],
	});
	expect(task?.what).toBe('坏 链接，请改。');
});

test('20,000 findings in 6,000 places are put together in the time of a few audits’ scores', () => {
	const links = Array.from({ length: 12_000 }, (_, n) => ({
		subject: `${home}x${n}.html`,
		foundOn: pages(3).map((page) => `${page}?${n % 4000}`),
	}));
	const unmarked = Array.from({ length: 8000 }, (_, n) => ({ subject: `${home}d${n % 2000}/t${n}.html` }));
	const began = process.cpuUsage();
	const tasks = tasksFor({ 'broken-link': links, 'missing-public-marker': unmarked });
	const { user } = process.cpuUsage(began);
	expect(tasks).toHaveLength(6000);
	expect(user / 1e6).toBeLessThan(20);
});

describe('where a document lies', () => {
	const columns = reportOn({ asOf: '2026-05-15' }).columns.slice(0, 1);
	const shelfOf = shelvesOf(
		columns.map((column) => ({ ...column, url: 'https://a.cn/zwgk/zcwj/index.html' })),
	);

	test.each([
		['https://a.cn/zwgk/zcwj/202605/t20260501_1.html', 'a.cn/zwgk/zcwj'],
		['https://a.cn/col/2026/05-01/t1.html?from=/x.html', 'a.cn/col'],
		['https://a.cn/2026/', 'a.cn'],
		['https://a.cn/', 'a.cn'],
	])('of %s is %s', (subject, place) => expect(shelfOf(subject).place.replace(/\/$/, '')).toBe(place));

	test('is told at once of an address that is nothing but dots', () => {
		const folder = `a.cn/a${'.'.repeat(400_000)}a`;
		expect(shelfOf(`https://${folder}/x`).place === `${folder}/x`).toBe(true);
	});
});
