import check from '../../checks/rules/undated-item.ts';
import { article, type Entry, list, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const name = '临江市部署秋冬季森林防火工作';
const others: Entry[] = [
	['/xw/2.html', '临江港新航线开通首月运量超预期', '2026-11-10'],
	['/xw/3.html', '全市中小学开展消防安全演练', '2026-11-09'],
];
const news = (entry: Entry, column = '政务动态'): string =>
	list(column, [entry, ...others], { crumbs: ['新闻中心', column] });
const bare = (
	title: string,
	text = '近日，我市召开会议部署有关工作，要求各地各部门压实责任，确保群众安全。',
) => page(title, `<h1>${title}</h1><div class="content"><p>${text}</p><p>${text}</p></div>`);

testCheck(check, {
	clean: {
		'the list shows its date': { '/xw/': news(['/xw/1.html', name, '2026-11-11']), '/xw/1.html': bare(name) },
		'its page shows its date': {
			'/xw/': news(['/xw/1.html', name]),
			'/xw/1.html': article(name, { publishedOn: '2026-11-11' }),
		},
		'a file whose list shows its date': { '/xw/': news(['/xw/1.pdf', name, '2026-11-11']) },
		'its page was not seen': { '/xw/': news(['/xw/1.html', name]) },
		'it leads to another site': { '/xw/': news(['https://news.example.com/1.html', name]) },
		'a year’s issue by its title': {
			'/xw/': news(['/xw/1.html', '临江统计月报2026年第10期']),
			'/xw/1.html': bare('临江统计月报2026年第10期'),
		},
		'a column without a term': {
			'/zn/': list('政府信息公开指南', [['/zn/1.html', '政府信息公开申请流程说明'], ...others]),
			'/zn/1.html': bare('政府信息公开申请流程说明'),
		},
		'an archive': {
			'/xw/': news(['/xw/1.html', name], '往年新闻'),
			'/xw/1.html': bare(name),
		},
	},
	faulty: {
		'most of a column are one fault of its template': {
			pages: {
				'/xw/': list('政务动态', [
					...[4, 5, 6, 7].map((n): Entry => [`/xw/${n}.html`, `${name}第${n}场会议`]),
					...others,
				]),
				...Object.fromEntries([4, 5, 6, 7].map((n) => [`/xw/${n}.html`, bare(`${name}第${n}场会议`)])),
			},
			at: ['/xw/'],
			says: '6条信息中有4条没有注明发布日期',
		},
		'most of a column, of which most are files': {
			pages: {
				'/xw/': list('政务动态', [
					...[4, 5, 6].map((n): Entry => [`/xw/${n}.pdf`, `${name}第${n}场会议`]),
					...others,
				]),
			},
			at: ['/xw/'],
			certainty: 'review',
		},
		'two of four are two faults': {
			pages: {
				'/xw/': list('政务动态', [
					...[4, 5].map((n): Entry => [`/xw/${n}.html`, `${name}第${n}场会议`]),
					...others,
				]),
				...Object.fromEntries([4, 5].map((n) => [`/xw/${n}.html`, bare(`${name}第${n}场会议`)])),
			},
			at: ['/xw/4.html', '/xw/5.html'],
		},
		'no date in the list or on its page': {
			pages: { '/xw/': news(['/xw/1.html', name]), '/xw/1.html': bare(name) },
			at: ['/xw/1.html'],
			says: '没有注明发布日期',
		},
		'a day in the text is none of publication': {
			pages: {
				'/xw/': news(['/xw/1.html', name]),
				'/xw/1.html': bare(name, '11月9日，我市召开会议，要求在2026年12月31日前完成各项防火设施的检修。'),
			},
			at: ['/xw/1.html'],
		},
		'a file whose list shows none': {
			pages: { '/xw/': news(['/xw/1.pdf', name]) },
			at: ['/xw/1.pdf'],
			certainty: 'review',
		},
		'scripts may draw it': {
			pages: {
				'/xw/': news(['/xw/1.html', name]),
				'/xw/1.html': bare(name).replace('</body>', '<script src="/js/detail.js"></script></body>'),
			},
			at: ['/xw/1.html'],
			certainty: 'review',
		},
	},
});
