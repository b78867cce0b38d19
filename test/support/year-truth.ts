import type { Report } from '../../reports/model.ts';

/**
 * Days of the audits. March has two: the second is the month's. In April nine pages are read: the homepage and its eight columns.
 * In June the site is down. In August it answers every address with 412, as a firewall does: that audit, too, is not a whole one.
 */
export const days = [
	...['2026-01-15', '2026-02-15', '2026-03-05', '2026-03-20', '2026-04-15', '2026-05-15', '2026-06-15'],
	...['2026-07-15', '2026-08-15', '2026-09-15', '2026-10-15', '2026-11-15', '2026-12-15'],
] as const;
export type Day = (typeof days)[number];
export const early: Day = '2026-03-05';
export const cut: Day = '2026-04-15';
export const down: Day = '2026-06-15';
export const walls: Day = '2026-08-15';

/** One fault through the year. */
export interface Fault {
	readonly check: string;
	readonly at: string;
	readonly key?: string;
	/** Its document's address from September on. */
	readonly later?: string;
	/** The day of its first sight. */
	readonly since: string;
	readonly told: readonly string[];
}

/**
 * What each audit's report says of a fault, written by hand. `*`: carried over, nobody could look. `?`: a person has to look.
 * `-`: nothing. `gone`: the report says nothing, and the store that the fault is gone without a repair. `x`: there is no report.
 */
const fault = (check: string, at: string, since: string, told: string, more: Partial<Fault> = {}): Fault => ({
	check,
	at,
	since: `2026-${since}`,
	told: told.trim().split(/\s+/),
	...more,
});
const document = { key: 'document' };
const moved = { later: '/zc/butie/2023-6.html' };

// biome-ignore format: one line a fault, one column an audit
export const faults: readonly Fault[] = [
	//                                                          Jan  Feb   5Mar  Mar   Apr    May       Jun Jul       Aug   Sep       Oct       Nov   Dec
	// Mended on 5 March, which the month's own report no longer tells; back in July, when the last report has no word of it.
	fault('broken-link', '/gj.html', '01-15',                  'new  open  fixed -     -      -         x   regressed open* fixed     -         -     -'),
	...[1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
	fault('broken-link', `/kj${n}.html`, '10-15',              '-    -     -     -     -      -         x   -         -     -         new       fixed -')),
	// Mended in March; back in the first report after the walls.
	fault('broken-attachment', '/files/tcc.pdf', '02-15',      '-    new   open  fixed -      -         x   -         -     regressed open      fixed -'),
	// In September the server says openly that the page is not there: the same fault in other words, and not a repair.
	fault('soft-404', '/tz/zt.html', '01-15',                  'new  open  open  open  open*  open      x   open      open* gone      -         -     -'),
	fault('broken-link', '/tz/zt.html', '09-15',               '-    -     -     -     -      -         x   -         -     new       fixed     -     -'),
	// Explained in May: one fault less, and one more that no repair undoes.
	fault('missing-interpretation', '/zc/2025-21.html', '01-15', 'new open open  open  open*  fixed     x   -         -     -         -         -     -'),
	fault('late-interpretation', '/zc/2025-21.html', '05-15',  '-    -     -     -     -      new       x   open      open* open      open      open  open'),
	fault('unlinked-interpretation', '/zc/2025-15.html', '01-15', 'new fixed -   -     -      regressed x   open      open* open      open      fixed -', document),
	// In force until 30 June.
	fault('expired-document', '/zc/2023-6.html', '07-15',      '-    -     -     -     -      -         x   new       open* open      open      fixed -', moved),
	// Abolished on 6 May, deleted at the end of August.
	fault('abolished-document', '/zc/2019-4.html', '05-15',    '-    -     -     -     -      new       x   open      open* gone      -         -     -'),
	// 9 of the office's 10 documents of the year have the marker in July; in May there were but 7 in all. Its page is walled in October.
	fault('missing-public-marker', '/zc/2026-3.html', '01-15', 'new? open? open? open? open?* open?     x   open      open* open      open*     fixed -'),
	// Its last entry is of 10 February 2025. The columns are among what April saw.
	fault('stale-column', '/gh/', '02-15',                     '-    new   open  open  open   open      x   open      open* open      fixed     -     -'),
	// Its last entry is of 10 October 2025. Told against the last complete report, which is March's, it is new again in May.
	fault('stale-column', '/tz/', '05-15',                     '-    -     -     -     new    new       x   fixed     -     -         -         -     -'),
	// First told by the audit of 5 March, which is not the month's.
	fault('stale-column', '/xw/', '03-05',                     '-    -     new   fixed -      -         x   -         -     -         regressed open  fixed'),
	// Its last entry is of 8 October 2025; that it is blank in November is another fault in its place, and not a repair.
	fault('stale-column', '/zj/', '10-15',                     '-    -     -     -     -      -         x   -         -     -         new       gone  -'),
	// Filled in April alone: for May, told against March, it was never fixed.
	fault('empty-column', '/rs/', '01-15',                     'new  open  open  open  fixed  open      x   fixed     -     -         regressed open  fixed'),
	...['/gh/', '/zj/', '/nb/', '/sj/'].map((at) =>
	fault('empty-column', at, '11-15',                         '-    -     -     -     -      -         x   -         -     -         -         new   fixed')),
];

/** What a month comes to. */
export interface Month {
	readonly verdict: Report['scores']['inspection']['verdict'];
	/** Total, change against the last complete month that has one, points observed. */
	readonly inspection: readonly [number | null, number | null, number];
	readonly disclosure: readonly [number | null, number | null, number];
}

/**
 * By hand, from the national profile. 网站检查 observes 可用性 7, 动态要闻 5, 政策文件 7, 政策解读 7, 其他栏目 4: 30 points; with the
 * column 数据发布, from July on, 数据发布 3: 33. 政务公开 observes 政策解读 25, 文件有效性 20, 公开属性标注 10: 55.
 * Points are what is left of the observed ones, in hundredths.
 */
export const months: Readonly<Record<string, Month>> = {
	// 可用性: a link of the homepage 1, a soft 404 0.1; 其他栏目: a blank one 2; 政策解读: missing 1, unlinked 1. 30 − 5.1 = 24.9; 24.9 / 30 = 83 %.
	// 政策解读: missing 4, unlinked 1; the doubtful marker costs nothing. 50 / 55 = 90.909 %.
	'2026-01-15': { verdict: 'qualified', inspection: [83, null, 30], disclosure: [90.91, null, 55] },
	// 可用性 1 + 0.1 + 0.1 for the file; 其他栏目: blank 2, stale 1; 政策解读: missing 1. 30 − 5.2 = 24.8; 82.667 %. It was 83.
	// 政策解读: missing 4. 51 / 55 = 92.727 %. It was 90.91.
	'2026-02-15': { verdict: 'qualified', inspection: [82.67, -0.33, 30], disclosure: [92.73, 1.82, 55] },
	// 可用性 0.1 + 0.1; 动态要闻: stale 5; 其他栏目 2 + 1; 政策解读 1. 30 − 9.2 = 20.8; 69.333 %. Its change is nobody's: March is the later one.
	'2026-03-05': { verdict: 'qualified', inspection: [69.33, null, 30], disclosure: [92.73, null, 55] },
	// 可用性 0.1; 其他栏目 2 + 1; 政策解读 1. 30 − 4.1 = 25.9; 86.333 %. February had 82.67. 51 / 55 again.
	'2026-03-20': { verdict: 'qualified', inspection: [86.33, 3.66, 30], disclosure: [92.73, 0, 55] },
	// Without documents and interpretations 7 + 5 + 7 + 4 = 23 are observed. 其他栏目: two stale ones 2. 21 / 23 = 91.304 %.
	// A month cut short compares with nothing. Of 政务公开 nothing was seen.
	'2026-04-15': { verdict: 'qualified', inspection: [91.3, null, 23], disclosure: [null, null, 0] },
	// 可用性 0.1; 其他栏目: blank 2, two stale ones 2, which is all 4; 政策解读: unlinked 1. 30 − 5.1 = 24.9; 83 %. March had 86.33.
	// 政策解读: late 2, unlinked 1; 文件有效性: abolished 2. 50 / 55 = 90.909 %. March had 92.73.
	'2026-05-15': { verdict: 'qualified', inspection: [83, -3.33, 30], disclosure: [90.91, -1.82, 55] },
	// 可用性 1 + 0.1; 其他栏目: stale 1; 政策解读: unlinked 1. 33 − 3.1 = 29.9; 29.9 / 33 = 90.606 %. May had 83.
	// 政策解读 2 + 1; 文件有效性: abolished 2, expired 2; 标注: 1, certain now. 47 / 55 = 85.455 %.
	'2026-07-15': { verdict: 'qualified', inspection: [90.61, 7.61, 33], disclosure: [85.45, -5.46, 55] },
	// A site that shuts us out is never scored.
	'2026-08-15': { verdict: 'not-assessed', inspection: [null, null, 0], disclosure: [null, null, 0] },
	// 可用性: dead link 0.1, file 0.1; 其他栏目: stale 1; 政策解读: unlinked 1. 33 − 2.2 = 30.8; 93.333 %. July had 90.61.
	// 政策解读 2 + 1; 文件有效性: expired 2; 标注 1. 49 / 55 = 89.091 %. July had 85.45.
	'2026-09-15': { verdict: 'qualified', inspection: [93.33, 2.72, 33], disclosure: [89.09, 3.64, 55] },
	// 可用性: eight links of the homepage 8, file 0.1: all 7; 动态要闻: stale 5; 其他栏目: blank 2, stale 1; 政策解读: unlinked 1.
	// 33 − 16 = 17; 51.515 %, less than 60. September had 93.33. 政策解读 2 + 1; 文件有效性: expired 2; the walled page costs nothing. 50 / 55.
	'2026-10-15': { verdict: 'unqualified', inspection: [51.52, -41.81, 33], disclosure: [90.91, 1.82, 55] },
	// 动态要闻: stale 5; 其他栏目: five blank ones 10: all 4. 33 − 9 = 24; 72.727 %; but five blank columns are a veto. October had 51.52.
	// 政策解读: late 2. 53 / 55 = 96.364 %.
	'2026-11-15': { verdict: 'unqualified', inspection: [72.73, 21.21, 33], disclosure: [96.36, 5.45, 55] },
	// Only the late interpretation is left, which 网站检查 has no points for.
	'2026-12-15': { verdict: 'qualified', inspection: [100, 27.27, 33], disclosure: [96.36, 0, 55] },
};

/** Seven working days after a fault was first told as certain, or after it came back. Spring festival ended on 23 February; the 28th was worked. */
export const due: readonly (readonly [check: string, at: string, day: Day, dueOn: string | undefined])[] = [
	['broken-link', '/gj.html', '2026-01-15', '2026-01-26'],
	['broken-link', '/gj.html', '2026-02-15', '2026-01-26'],
	['broken-link', '/gj.html', '2026-07-15', '2026-07-24'],
	['broken-link', '/gj.html', walls, '2026-07-24'],
	['stale-column', '/gh/', '2026-02-15', '2026-03-03'],
	['stale-column', '/tz/', cut, '2026-04-24'],
	['stale-column', '/tz/', '2026-05-15', '2026-05-26'],
	['missing-interpretation', '/zc/2025-21.html', cut, '2026-01-26'],
	['broken-link', '/kj1.html', '2026-10-15', '2026-10-26'],
	// What a person had to look at had no term; nobody can be late in July with what he is held to since July.
	['missing-public-marker', '/zc/2026-3.html', '2026-01-15', undefined],
	['missing-public-marker', '/zc/2026-3.html', '2026-05-15', undefined],
	['missing-public-marker', '/zc/2026-3.html', '2026-07-15', '2026-07-24'],
	['missing-public-marker', '/zc/2026-3.html', '2026-09-15', '2026-07-24'],
];
