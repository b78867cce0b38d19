import check from '../../checks/rules/duplicate-item.ts';
import { article, type Entry, list } from '../support/pages.ts';
import { at } from '../support/site.ts';
import { testCheck } from '../support/test-check.ts';

const name = '关于城区部分路段临时停水的通告';
const text = [
	'因供水管网改造，城区人民路、解放路部分路段将临时停水，请沿线居民提前做好储水准备，不便之处敬请谅解。',
];
const other: Entry = ['/tz/9.html', '关于调整公交线路的通告', '2026-10-09'];
const entries: Entry[] = [['/tz/2.html', name, '2026-11-11'], ['/tz/1.html', name, '2026-11-10'], other];
const water = (publishedOn: string, body = text, more = ''): string =>
	article(name, { publishedOn, body, more });
const twice = (second: string, first = water('2026-11-10')): Record<string, string> => ({
	'/tz/': list('通知公告', entries),
	'/tz/1.html': first,
	'/tz/2.html': second,
});
/** The notice again on these days, the last one first. */
const again = (...days: string[]): Record<string, string> => ({
	'/tz/': list('通知公告', [...days.map((day, i): Entry => [`/tz/${i}.html`, name, day]), other]),
	...Object.fromEntries(days.map((day, i) => [`/tz/${i}.html`, water(day)])),
});
const batch = (file: string): string => `<p>附件：<a href="/f/${file}.xlsx">拟停水用户名单.xlsx</a></p>`;

testCheck(check, {
	clean: {
		'once among policies, in the gazette and with a department': {
			'/zc/': list('政策文件', [['/tz/1.html', name, '2026-11-10'], other]),
			'/gb/': list('政府公报', [['/tz/2.html', name, '2026-11-11'], other]),
			'/slj/': list('市水利局文件', [['/tz/3.html', name, '2026-11-11'], other]),
			'/tz/1.html': water('2026-11-10'),
			'/tz/2.html': water('2026-11-11'),
			'/tz/3.html': water('2026-11-11'),
		},
		'the same title over another text': twice(
			water('2026-11-11', [(text[0] ?? '').replace('人民路、解放路', '建设路、和平路')]),
		),
		'the same words on other days': twice(water('2026-11-11', [`11月12日，${text[0]}`])),
		'the same words with other files': twice(
			water('2026-11-11', text, '<p>附件：<a href="/f/2.pdf">停水范围（第二批）.pdf</a></p>'),
		),
		'another batch': twice(
			water('2026-11-11', [`第二批：${text[0]}`]),
			water('2026-11-10', [`第一批：${text[0]}`]),
		),
		'the same words under another number': twice(
			water('2026-11-11', ['临水务〔2026〕12号', ...text]),
			water('2026-11-10', ['临水务〔2026〕11号', ...text]),
		),
		'too little text to tell': {
			...twice(water('2026-11-11', ['见附件。'])),
			'/tz/1.html': water('2026-11-10', ['见附件。']),
		},
		'in two columns, once in each': {
			'/tz/': list('通知公告', [['/tz/1.html', name, '2026-11-10'], other]),
			'/xw/': list('政务动态', [['/tz/2.html', name, '2026-11-10'], other]),
			'/tz/1.html': water('2026-11-10'),
			'/tz/2.html': water('2026-11-10'),
		},
		'one page at two addresses': {
			pages: { '/tz/': list('通知公告', entries), '/tz/1.html': water('2026-11-10') },
			redirects: { '/tz/2.html': '/tz/1.html' },
		},
		'two views that name one proper address': {
			...twice(
				water('2026-11-11').replace('</head>', `<link rel="canonical" href="${at('/tz/1.html')}"></head>`),
			),
			'/tz/1.html': water('2026-11-10').replace(
				'</head>',
				`<link rel="canonical" href="${at('/tz/1.html')}"></head>`,
			),
		},
	},
	faulty: {
		'the same title and text under two addresses': {
			pages: twice(water('2026-11-11')),
			at: ['/tz/2.html'],
			keys: [at('/tz/')],
			says: '发布了不止一次',
		},
		'and with the same file': {
			pages: twice(water('2026-11-11', text, batch('a')), water('2026-11-10', text, batch('a'))),
			at: ['/tz/2.html'],
			keys: [at('/tz/')],
		},
		'files of one name at two addresses may be two batches': {
			pages: twice(water('2026-11-11', text, batch('b')), water('2026-11-10', text, batch('a'))),
			at: ['/tz/2.html'],
			keys: [at('/tz/')],
			certainty: 'review',
			says: '附件名称相同而地址不同',
		},
		'again after months, as what recurs is': {
			pages: again('2026-11-10', '2026-07-02'),
			at: ['/tz/0.html'],
			keys: [at('/tz/')],
			certainty: 'review',
			says: '相隔131天',
		},
		'without dates nobody knows how far apart': {
			pages: {
				'/tz/': list('通知公告', [['/tz/2.html', name], ['/tz/1.html', name], other]),
				'/tz/1.html': water('').replace('发布时间：', ''),
				'/tz/2.html': water('').replace('发布时间：', ''),
			},
			at: ['/tz/1.html'],
			keys: [at('/tz/')],
			certainty: 'review',
		},
		'and one of them among the newest of the whole site': {
			pages: {
				...twice(water('2026-11-11')),
				'/zx/': list('最新公开', [
					['/tz/2.html', name, '2026-11-11'],
					['/xw/1.html', '全市秋粮收购工作现场会召开', '2026-11-12'],
					['/xw/2.html', '市政府召开第十次常务会议', '2026-11-11'],
				]),
			},
			at: ['/tz/2.html'],
			keys: [at('/tz/')],
		},
		'in a list that gathers what two others have': {
			pages: {
				...twice(water('2026-11-11')),
				'/tz/a/': list('部门通知', [['/tz/1.html', name, '2026-11-10'], other]),
			},
			at: ['/tz/2.html'],
			keys: [at('/tz/')],
			certainty: 'review',
		},
	},
});
