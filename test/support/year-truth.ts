import type { Report } from '../../reports/model.ts';

/**
 * Days of the audits. March has two: the second is the month's. In April fourteen pages are read: the homepage
 * and, of its menu, all thirteen columns, but neither the disclosure platform nor any text.
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
	// With the column 公开年报, every report is gone; that not one is left of any year is for a person to look at.
	...[2021, 2022, 2023, 2024, 2025].map((year) =>
	fault('missing-annual-report', '/nb/', '11-15',            '-    -     -     -     -      -         x   -         -     -         -         new?  fixed?', { key: `${year}` })),
	// On 5 March a document of the 3rd, which the homepage does not show, leaves it to a person. In October 8 of its 14 entries are dead
	// and have no day, while 规划计划 has an entry of the 9th: nobody can tell. In November nothing is new anywhere.
	fault('homepage-stale', '/', '03-05',                      '-    -     new?  fixed? -     -         x   -         -     -         -         regressed fixed'),
	// The portal has no 数据发布 before July; names vary, so that a person has to look.
	...['missing-column', 'missing-statutory-item'].map((check) =>
	fault(check, '/', '01-15',                                 'new? open? open? open? open?* open?     x   fixed?    -     -         -         -     -')),
	// What must be disclosed in a blank column may stand elsewhere: a person has to look. Without the platform, April cannot tell.
	fault('missing-statutory-item', '/', '01-15',              'new? open? open? open? open?* open?     x   fixed?    -     -         regressed? open? fixed?', { key: 'recruitment' }),
	...['plan', 'statistics'].map((key) =>
	fault('missing-statutory-item', '/', '11-15',              '-    -     -     -     -      -         x   -         -     -         -         new?  fixed?', { key })),
	// What October's template leaves out.
	fault('missing-search', '/', '10-15',                      '-    -     -     -     -      -         x   -         -     -         new       fixed -'),
	...['contact', 'icp', 'police', 'sitemap', 'gov-badge', 'find-errors'].map((key) =>
	fault('missing-footer-item', '/', '10-15',                 '-    -     -     -     -      -         x   -         -     -         new       fixed -', { key })),
	...['home', 'column', 'document'].flatMap((page) => ['SiteDomain', 'SiteIDCode'].map((tag) =>
	fault('missing-meta-tag', '/', '10-15',                    '-    -     -     -     -      -         x   -         -     -         new       fixed -', { key: `${page}:${tag}` }))),
];

/** What a month comes to. */
export interface Month {
	readonly verdict: Report['scores']['inspection']['verdict'];
	/** Total, change against the last complete month that has one, points observed. */
	readonly inspection: readonly [number | null, number | null, number];
	readonly disclosure: readonly [number | null, number | null, number];
}

/**
 * By hand, from the national profile. 网站检查 observes 动态要闻 5, 政策文件 7, 政策解读 7, 其他栏目 4, 征集调查 5, 域名名称 2, 网站标识 3,
 * 可用性 7, 页面标签 2, 找错入口 1: 43 points; with the column 数据发布, from July on, 数据发布 3: 46. 站内搜索 3 counts only where there is none.
 * 政务公开 observes all of 法定内容 15, 及时公开 15, 政策解读 25, 文件有效性 20, 公开属性标注 10, 文件要素 10, 个人信息 5: 100.
 * Points are what is left of the observed ones, in hundredths. What a person has to look at costs nothing.
 */
export const months: Readonly<Record<string, Month>> = {
	// 可用性: a link of the homepage 1, a soft 404 0.1; 其他栏目: a blank one 2; 政策解读: missing 1, unlinked 1. 43 − 5.1 = 37.9; 37.9 / 43 = 88.140 %.
	// 政策解读: missing 4, unlinked 1; the doubtful marker costs nothing.
	'2026-01-15': { verdict: 'qualified', inspection: [88.14, null, 43], disclosure: [95, null, 100] },
	// 可用性 1 + 0.1 + 0.1 for the file; 其他栏目: blank 2, stale 1; 政策解读: missing 1. 43 − 5.2 = 37.8; 87.907 %. It was 88.14.
	// 政策解读: missing 4. It was 95.
	'2026-02-15': { verdict: 'qualified', inspection: [87.91, -0.23, 43], disclosure: [96, 1, 100] },
	// 可用性 0.1 + 0.1; 动态要闻: stale 5; 其他栏目 2 + 1; 政策解读 1. 43 − 9.2 = 33.8; 78.605 %. Its change is nobody's: March is the later one.
	'2026-03-05': { verdict: 'qualified', inspection: [78.6, null, 43], disclosure: [96, null, 100] },
	// 可用性 0.1; 其他栏目 2 + 1; 政策解读 1. 43 − 4.1 = 38.9; 90.465 %. February had 87.91. 政策解读 4 again.
	'2026-03-20': { verdict: 'qualified', inspection: [90.47, 2.56, 43], disclosure: [96, 0, 100] },
	// Without interpretations 7 and feedback on consultations 5, 31 are observed; but an audit cut short so early has not met all the
	// columns, so that nobody knows of the veto on stale ones, and there is no number.
	// A month cut short compares with nothing. Of 政务公开 it saw what stands in which list 10 and what people are named 5: too little for a number.
	'2026-04-15': { verdict: 'not-assessed', inspection: [null, null, 31], disclosure: [null, null, 15] },
	// 可用性 0.1; 其他栏目: blank 2, two stale ones 2, which is all 4; 政策解读: unlinked 1. 43 − 5.1 = 37.9; 88.140 %. March had 90.47.
	// 政策解读: late 2, unlinked 1; 文件有效性: abolished 2. 95. March had 96.
	'2026-05-15': { verdict: 'qualified', inspection: [88.14, -2.33, 43], disclosure: [95, -1, 100] },
	// 可用性 1 + 0.1; 其他栏目: stale 1; 政策解读: unlinked 1. 46 − 3.1 = 42.9; 42.9 / 46 = 93.261 %. May had 88.14.
	// 政策解读 2 + 1; 文件有效性: abolished 2, expired 2; 标注: 1, certain now. 92.
	'2026-07-15': { verdict: 'qualified', inspection: [93.26, 5.12, 46], disclosure: [92, -3, 100] },
	// A site that shuts us out is never scored.
	'2026-08-15': { verdict: 'not-assessed', inspection: [null, null, 0], disclosure: [null, null, 0] },
	// 可用性: dead link 0.1, file 0.1; 其他栏目: stale 1; 政策解读: unlinked 1. 46 − 2.2 = 43.8; 95.217 %. July had 93.26.
	// 政策解读 2 + 1; 文件有效性: expired 2; 标注 1. 94. July had 92.
	'2026-09-15': { verdict: 'qualified', inspection: [95.22, 1.96, 46], disclosure: [94, 2, 100] },
	// 可用性: eight links of the homepage 8, file 0.1: all 7; 动态要闻: stale 5; 其他栏目: blank 2, stale 1; 政策解读: unlinked 1; 站内搜索 1, and
	// its 3 are observed; 网站标识: five items 5: all 3; 找错入口 1; 页面标签: six tags 3: all 2. 49 − 23 = 26; 53.061 %, less than 60.
	// September had 95.22. 政策解读 2 + 1; 文件有效性: expired 2; the walled page costs nothing. 95.
	'2026-10-15': { verdict: 'unqualified', inspection: [53.06, -42.16, 49], disclosure: [95, 1, 100] },
	// 动态要闻: stale 5; 其他栏目: five blank ones 10: all 4. 46 − 9 = 37; 80.435 %; but five blank columns are a veto, and so is a silent homepage.
	// October had 53.06. 政策解读: late 2. 98.
	'2026-11-15': { verdict: 'unqualified', inspection: [80.43, 27.37, 46], disclosure: [98, 3, 100] },
	// Only the late interpretation is left, which 网站检查 has no points for.
	'2026-12-15': { verdict: 'qualified', inspection: [100, 19.57, 46], disclosure: [98, 0, 100] },
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
	['missing-search', '/', '2026-10-15', '2026-10-26'],
	['homepage-stale', '/', early, undefined],
	['homepage-stale', '/', '2026-11-15', '2026-11-24'],
	// What a person had to look at had no term; nobody can be late in July with what he is held to since July.
	['missing-public-marker', '/zc/2026-3.html', '2026-01-15', undefined],
	['missing-public-marker', '/zc/2026-3.html', '2026-05-15', undefined],
	['missing-public-marker', '/zc/2026-3.html', '2026-07-15', '2026-07-24'],
	['missing-public-marker', '/zc/2026-3.html', '2026-09-15', '2026-07-24'],
];
