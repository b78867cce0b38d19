import check from '../../checks/rules/homepage-stale.ts';
import { article, list } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

type News = readonly [path: string, title: string, date?: string];

const home = (news: readonly News[], more = ''): string =>
	`<!doctype html><html><head><title>临江市人民政府</title></head><body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xw/">新闻动态</a></li><li><a href="/tz/">通知公告</a></li></ul></div>
	<div class="main"><h2>要闻</h2><ul>${news
		.map(
			([path, title, date]) => `<li><a href="${path}">${title}</a>${date ? `<span>${date}</span>` : ''}</li>`,
		)
		.join('')}</ul>${more}</div><div class="footer">主办：临江市人民政府办公室</div></body></html>`;
const titles = [
	'临江市召开城市供水保障工作推进会议',
	'临江市部署今冬明春森林防火工作任务',
	'临江市开展食品安全专项检查行动纪实',
	'临江港集装箱码头二期工程通过竣工验收',
	'全市乡村道路养护现场会在石桥县举行',
];
const news = (...dates: readonly (string | undefined)[]): News[] =>
	dates.map((date, i): News => {
		const entry = [`/xw/${i + 1}.html`, titles[i % titles.length] as string] as const;
		return date ? [...entry, date] : entry;
	});
const old = ['2026-10-20', '2026-10-12', '2026-10-01', '2026-09-20', '2026-09-11'] as const;
const texts = (...dates: readonly string[]): Record<string, string> =>
	Object.fromEntries(
		dates.map((publishedOn, i) => [`/xw/${i + 1}.html`, article(titles[i % 5] as string, { publishedOn })]),
	);
const bare = old.map(() => undefined);

testCheck(check, {
	clean: {
		'an entry of the last two weeks': { '/': home(news('2026-11-05', ...old.slice(1))) },
		'an entry of few words': {
			'/': home([['/xw/9.html', '市长调研', '2026-11-05'], ...news(...old)]),
		},
		'an entry on the first day of the two weeks': { '/': home(news('2026-11-01', ...old.slice(1))) },
		...Object.fromEntries(
			[
				'Nov 5, 2026',
				'November 5th 2026',
				'05 Nov 2026',
				'二〇二六年十一月五日',
				'2026年11月05日',
				'<b>05</b><i>Nov 2026</i>',
				'<b>11-05</b><i>2026</i>',
				'二零二六年十一月五日',
			].map((date) => [`a new entry dated ${date}`, { '/': home(news(date, ...old.slice(1))) }]),
		),
		'no dates on the homepage, but on the texts': {
			'/': home(news(...bare)),
			...texts('2026-11-08', ...old.slice(1)),
		},
		'no dates on the homepage, but in the lists': {
			'/': home(news(...bare)),
			'/xw/': list('新闻动态', news('2026-11-08', ...old.slice(1)) as never),
		},
		'a homepage that only leads on to columns, one of them fresh': {
			'/': home([]),
			'/xw/': list('新闻动态', news(...old) as never),
			'/tz/': list('通知公告', [['/tz/1.html', '关于公布临江市公共停车场收费标准的公告', '2026-11-09']]),
		},
		'entries that nothing dates, above fresh columns': {
			'/': home(news(...bare)),
			'/tz/': list('通知公告', [['/tz/1.html', '关于公布临江市公共停车场收费标准的公告', '2026-11-09']]),
		},
	},
	faulty: {
		'the day of the visit at the head of the page is no entry’s': {
			pages: {
				'/': home(
					news(...old),
					'<div class="date">今天是2026年11月15日 星期日</div><div><a href="http://weather.example.com/20261115.html">临江天气 2026-11-15 晴</a></div>',
				),
			},
			at: ['/'],
			says: '2026年10月20日',
		},
		'a banner without a date is no news': {
			pages: {
				'/': home(
					news(...old),
					'<a href="/zt/" title="专题"><img src="/i/banner.jpg" width="900" height="90"></a>',
				),
			},
			at: ['/'],
		},
		'a homepage whose scripts nobody ran': {
			pages: { '/': home(news(...old), '<div id="new"></div><script src="/js/index-data.js"></script>') },
			at: ['/'],
			certainty: 'review',
		},
		'an entry of no date whose page could not be opened': {
			pages: { '/': home([...news(...old), ['/xw/6.html', '临江市召开今冬供暖保障工作会议']]) },
			unseen: { '/xw/6.html': 'wall' },
			at: ['/'],
			certainty: 'review',
		},
		'a frame of the homepage that could not be opened': {
			pages: { '/': home(news(...old), '<iframe src="/xw/frame.html"></iframe>') },
			unseen: { '/xw/frame.html': 'timeout' },
			at: ['/'],
			certainty: 'review',
		},
		'a column that could not be opened': {
			pages: { '/': home(news(...old)) },
			unseen: { '/tz/': 'wall' },
			at: ['/'],
			certainty: 'review',
		},
		'nothing new for more than two weeks': {
			pages: { '/': home(news(...old)) },
			at: ['/'],
			says: '2026年10月20日',
		},
		'dates of texts and columns alike are old; one in the future counts for nothing': {
			pages: {
				'/': home(news(...bare)),
				...texts(...old.slice(0, 4), '2027-01-01'),
				'/xw/': list('新闻动态', news(...old) as never),
			},
			at: ['/'],
			says: '26天',
		},
		'a homepage of nothing but columns, all of them old': {
			pages: { '/': home([]), '/xw/': list('新闻动态', news(...old) as never) },
			at: ['/'],
			says: '2026年10月20日',
		},
		'where columns go on while the homepage rests, a person must look': {
			pages: {
				'/': home(news(...old)),
				'/tz/': list('通知公告', [['/tz/1.html', '关于公布临江市公共停车场收费标准的公告', '2026-11-09']]),
			},
			at: ['/'],
			certainty: 'review',
		},
		'a handful of dates, all old: the rest may not have been read': {
			pages: { '/': home(news(...old.slice(0, 4))) },
			at: ['/'],
			certainty: 'review',
		},
		'a handful of dates, told on the homepage and in the column alike': {
			pages: {
				'/': home(news(...old.slice(0, 3))),
				'/xw/': list('新闻动态', news(...old.slice(0, 3)) as never),
			},
			at: ['/'],
			certainty: 'review',
		},
		'old dates in English': {
			pages: {
				'/': home(news('Oct 20, 2026', 'Oct 12, 2026', '1 October 2026', 'Sept. 20, 2026', 'Sep 11, 2026')),
			},
			at: ['/'],
			says: '2026年10月20日',
		},
		'many entries without a date': {
			pages: { '/': home(news('2026-10-20', '2026-10-12', undefined, undefined, undefined)) },
			at: ['/'],
			certainty: 'review',
		},
		'a column below whose newest entries were not read': {
			pages: {
				'/': home(news(...old)),
				'/xw/': list('新闻动态', [['/xw/a.html', '临江市召开城市供水保障工作推进会议', '2026-10-02']], {
					more: '<div class="page">共3页 <a href="/xw/index_1.html">下一页</a></div>',
				}),
			},
			at: ['/'],
			certainty: 'review',
		},
	},
	unassessed: {
		'no date anywhere': { pages: { '/': home(news(...bare)) }, why: '没有可判断的日期' },
		'a crawl that ended early': {
			pages: { '/': home(news(...old)) },
			stopped: '达到页数上限',
			why: '抓取提前结束',
		},
	},
});
