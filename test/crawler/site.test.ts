import { describe, expect, it } from 'vitest';
import { article, home, list, official } from '../support/pages.ts';
import { at, type SmallSite, siteOf } from '../support/site.ts';

const title = '临江市人民政府办公室关于印发《临江市城市供水管理办法》的通知';
const doc = { number: '临政办发〔2026〕12号', writtenOn: '2026-03-02', publishedOn: '2026-03-03' };
const explains = { publishedOn: '2026-03-04', crumbs: ['政务公开', '政策解读'] };

const documentAt = (small: SmallSite, path: string) =>
	siteOf(small).site.documents.find(({ url }) => url === at(path));

describe('columns', () => {
	it('reads the list in the middle of a frameset', () => {
		const { site } = siteOf({
			pages: {
				'/': home({ 人事信息: '/rsxx/' }),
				'/rsxx/':
					'<title>人事信息</title><frameset cols="180,*"><frame src="left.htm"><frame src="main.htm"></frameset>',
				'/rsxx/left.htm': '<p><a href="main.htm" target="main">任免信息</a></p>',
				'/rsxx/main.htm': `<title>任免信息</title><ul><li><a href="n1.htm">关于张三等同志任职的通知</a>(2025-06-03)</li><li><a href="n2.htm">关于李四等同志免职的通知</a>(2025-05-06)</li></ul>`,
			},
		});
		expect(site.columns).toHaveLength(1);
		expect(site.columns[0]).toMatchObject({ kind: 'personnel', items: 2, lastPublishedOn: '2025-06-03' });
	});

	it('joins the pages of one list and its addresses', () => {
		const pager =
			'<div class="page"><span>1</span> <a href="/xw/index_1.html">2</a> <a href="/xw/index_1.html">下一页</a></div>';
		const { site } = siteOf({
			pages: {
				'/xw/': list(
					'政务动态',
					[
						['/i/1.html', '临江市召开供水保障工作推进会', '2026-11-01'],
						['/i/2.html', '临江市部署森林防火工作', '2026-10-01'],
					],
					{ more: pager },
				),
				'/xw/index_1.html': list('政务动态', [
					['/i/2.html', '临江市部署森林防火工作', '2026-10-01'],
					['/i/3.html', '临江市开展食品安全检查', '2026-09-01'],
				]),
				'http://www.linjiang.gov.cn/xw/index.html': list('政务动态', [
					['/i/1.html', '临江市召开供水保障工作推进会', '2026-11-01'],
					['/i/2.html', '临江市部署森林防火工作', '2026-10-01'],
				]),
			},
		});
		expect(site.columns).toHaveLength(1);
		expect(site.columns[0]).toMatchObject({
			url: at('/xw/'),
			kind: 'news',
			items: 3,
			lastPublishedOn: '2026-11-01',
			complete: true,
		});
	});

	it('finds a column of text by the page of links to columns that looks like a list', () => {
		const rows = (links: Record<string, string>): string =>
			`<table>${Object.entries(links)
				.map(([name, url]) => `<tr><td>·<a href="${url}">${name}</a></td></tr>`)
				.join('')}</table>`;
		const column = (name: string): string =>
			`<title>某县</title><table><tr><td>当前位置：首页 > ${name}</td></tr></table><ul><li><a href="/t1${name.length}.html">关于公布第一批名单的通知</a>(2026-06-03)</li><li><a href="/t2${name.length}.html">关于公布第二批名单的通知</a>(2026-05-06)</li></ul>`;
		const { site } = siteOf({
			pages: {
				'/': '<title>某县</title><a href="/xxgk.htm">信息公开</a>',
				'/xxgk.htm': `<title>某县</title>${rows({ 县政府办公室文件: '/l.asp?id=1', 行政规范性文件: '/gfxwj.htm', 政府信息公开指南: '/a/zn.htm' })}`,
				'/l.asp?id=1': column('县政府办公室文件'),
				'/gfxwj.htm':
					'<title>某县</title><p>当前位置：首页 > 行政规范性文件</p><iframe src="/l.asp?id=2"></iframe>',
				'/l.asp?id=2': column('行政规范性文件'),
				'/a/zn.htm': `<title>某县</title><p>${'公众可以到政务服务大厅查阅，也可以通过网站查阅。'.repeat(6)}</p>`,
			},
		});
		expect(site.columns.map(({ kind }) => kind).sort()).toEqual(['guide', 'policy', 'regulation']);
	});

	it('takes what a tree shows below 法定主动公开内容 for such, whatever it is called', () => {
		const tree =
			'<div class="tree"><ul><li><a href="/zn/">公开指南</a></li><li><span></span><a href="javascript:;">法定主动公开内容</a><ul><li>财政信息<ul><li><a href="/czys/">财政预算</a></li></ul></li><li><a href="/wj/">政策文件</a></li></ul></li><li><a href="/qt/">其他</a></li></ul></div>';
		const column = (name: string) =>
			`<title>${name}</title>${tree}<h2>${name}</h2><ul class="list">${[1, 2, 3].map((n) => `<li><a href="/t${name.length}${n}.html">临江市第${n}批事项办理结果</a><span>2026-10-0${n}</span></li>`).join('')}</ul>`;
		const { site } = siteOf({
			pages: {
				'/': home({ 信息公开: '/zn/' }),
				'/czys/': column('财政预算'),
				'/wj/': column('政策文件'),
				'/qt/': column('其他'),
			},
		});
		expect(Object.fromEntries(site.columns.map(({ title, kind }) => [title, kind]))).toEqual({
			财政预算: 'statutory',
			政策文件: 'policy',
			其他: 'other',
		});
	});

	it('calls a list that counts more than it shows incomplete', () => {
		const pager =
			'<div class="page">共3条 1/1页 <a href="/xw/">首页</a> <a href="/xw/">上一页</a> <a href="/xw/">尾页</a></div>';
		const { site } = siteOf({
			pages: {
				'/xw/': list(
					'政务动态',
					[
						['/i/1.html', '临江市召开供水保障工作推进会', '2026-11-01'],
						['/i/2.html', '临江市部署森林防火工作', '2026-10-01'],
					],
					{ more: pager },
				),
			},
		});
		expect(site.columns[0]).toMatchObject({ items: 2, complete: false });
	});

	it('does not join a column that a pager leads to by mistake', () => {
		const more = '<div class="page"><a href="/tz/">2</a> <a href="/tz/">下一页</a></div>';
		const entry = (name: string) =>
			[
				['/i/1.html', `${name}工作安排事项一`, '2026-11-01'],
				['/i/2.html', `${name}工作安排事项二`, '2026-10-01'],
			] as const;
		const { site } = siteOf({
			pages: { '/xw/': list('政务动态', entry('动态'), { more }), '/tz/': list('通知公告', entry('通知')) },
		});
		expect(site.columns.map(({ kind }) => kind)).toEqual(['news', 'notice']);
	});

	it('takes a menu entry that holds a text for a column', () => {
		const { site } = siteOf({
			pages: {
				'/': home({ '/zn/': '政府信息公开指南', '/zd/': '政府信息公开制度' }),
				'/zn/': article('临江市人民政府信息公开指南', {
					publishedOn: '2024-01-01',
					crumbs: ['政府信息公开', '政府信息公开指南'],
				}),
			},
		});
		expect(site.columns).toMatchObject([{ url: at('/zn/'), kind: 'guide', content: 'text' }]);
	});
});

describe('one column', () => {
	const rows = list('政务动态', [
		['/i/1.html', '临江市召开供水保障工作推进会', '2026-11-01'],
		['/i/2.html', '临江市部署森林防火工作', '2026-10-01'],
	]);
	const urls = (pages: Record<string, string>): string[] =>
		siteOf({ pages }).site.columns.map(({ url }) => url);
	it('has one address, whatever is added to it', () =>
		expect(urls({ '/list.asp?id=1&from=home': rows, '/list.asp?id=1': rows })).toEqual([
			at('/list.asp?id=1'),
		]));
	it('has one address, though a static page and a program show it', () => {
		const more = list('政务动态', [
			['/i/1.html', '临江市召开供水保障工作推进会', '2026-11-01'],
			['/i/2.html', '临江市部署森林防火工作', '2026-10-01'],
			['/i/3.html', '临江市开展道路交通安全检查', '2026-09-01'],
		]);
		expect(urls({ '/zwdt.htm': more, '/list.jsp?id=1001': more })).toEqual([at('/zwdt.htm')]);
	});
	it('but what asks for another thing is another', () =>
		expect(urls({ '/list.asp?id=1': rows, '/list.asp?id=2': rows })).toHaveLength(2));
});

describe('documents', () => {
	it('joins copies, and dates the document by the earliest', () => {
		const small = {
			pages: {
				'/gb/': list('政府公报', [['/gb/a.html', title, '2026-05-02']]),
				'/gb/a.html': official(title, {
					...doc,
					publishedOn: '2026-05-02',
					crumbs: ['政务公开', '政府公报'],
				}),
				'/a': official(title, doc),
				'/b': official('临江市财政局关于做好会计工作的通知', { ...doc, issuer: '临江市财政局' }),
			},
		};
		expect(documentAt(small, '/a')).toMatchObject({
			place: 'policy',
			copies: [at('/gb/a.html')],
			earliestPublishedOn: '2026-03-03',
		});
		expect(documentAt(small, '/gb/a.html')).toMatchObject({ place: 'gazette', copies: [at('/a')] });
		expect(documentAt(small, '/b')?.copies).toEqual([]);
	});

	it('knows interpretations and news from documents', () => {
		const { site } = siteOf({
			pages: {
				'/a': official(title, doc),
				'/b': article('《临江市城市供水管理办法》政策解读', explains),
				'/c': article('市政府召开常务会议研究城市供水工作', { publishedOn: '2026-03-01' }),
			},
		});
		expect(site.documents.map(({ url }) => url)).toEqual([at('/a')]);
		expect(site.interpretations.map(({ url }) => url)).toEqual([at('/b')]);
	});

	it('says when many were moved on one day', () => {
		const pages = Object.fromEntries(
			Array.from({ length: 7 }, (_, i) => [
				`/o/${i}.html`,
				official(`临江市人民政府办公室关于第${i + 1}项工作的通知`, {
					number: `临政办发〔2025〕${i + 1}号`,
					writtenOn: `2025-0${i + 1}-10`,
					publishedOn: '2026-03-03',
				}),
			]),
		);
		expect(documentAt({ pages }, '/o/0.html')?.redatedByMigration).toBe(true);
		expect(documentAt({ pages: { '/a': official(title, doc) } }, '/a')?.redatedByMigration).toBe(false);
	});
});

describe('interpretations', () => {
	it('means the version that was new when it appeared', () => {
		const { site } = siteOf({
			pages: {
				'/old': official(title, { number: '临政办发〔2019〕3号', writtenOn: '2019-03-02' }),
				'/new': official(title, doc),
				'/b': article('《临江市城市供水管理办法》政策解读', explains),
			},
		});
		expect(site.interpretations[0]?.documents.map(({ url }) => url)).toEqual([at('/new')]);
	});

	it('joins one interpretation to several documents and several to one', () => {
		const { site } = siteOf({
			pages: {
				'/a': official(title, doc),
				'/c': official('临江市人民政府办公室关于印发《临江市城市排水管理办法》的通知', {
					number: '临政办发〔2026〕13号',
					writtenOn: '2026-03-02',
				}),
				'/b': article('《临江市城市供水管理办法》《临江市城市排水管理办法》政策解读', explains),
				'/d': article('一图读懂《临江市城市供水管理办法》', explains),
			},
		});
		expect(site.interpretations.map(({ documents }) => documents.length)).toEqual([2, 1]);
		expect(site.documents.map(({ interpretations }) => interpretations.length)).toEqual([2, 1]);
	});

	it('names no document where the title names one of another site', () => {
		const { site } = siteOf({
			pages: {
				'/a': official(title, doc),
				'/b': article('《国务院关于加强供水安全的意见》解读', {
					...explains,
					body: [
						'意见印发后，本市制定了临政办发〔2026〕12号文件，现将国务院意见的主要内容解读如下，供参阅。',
					],
				}),
			},
		});
		expect(site.interpretations[0]?.documents).toEqual([]);
	});
});

describe('what was not seen', () => {
	const pages = {
		'/': home({ '/zcjd/': '政策解读', '/zcwj/': '政策文件' }),
		'/a': official(title, doc),
	};
	it('leaves everything open where nothing was read', () => {
		const { unavailable } = siteOf({ pages: {}, stopped: '首页无法访问', errorPages: [] });
		expect(unavailable.interpretations).toContain('首页无法访问');
	});
	it('says that interpretations are incomplete where the crawl stopped', () =>
		expect(siteOf({ pages, stopped: '达到页面上限' }).unavailable.interpretations).toContain('达到页面上限'));
	it('or where their column could not be opened', () =>
		expect(siteOf({ pages, unseen: { '/zcjd/': 'wall' } }).unavailable.interpretations).toContain(
			'政策解读',
		));
	it('or where their list could not be loaded', () =>
		expect(
			siteOf({
				pages: {
					...pages,
					'/zcjd/': list('政策解读', [], { more: '<script>$.ajax({url:"/api"})</script>' }),
				},
			}).unavailable.interpretations,
		).toContain('未能加载'));
	it('or where the tree of the platform was not opened to its end, but not where another column’s list did not come', () => {
		const cutAt = (name: string) =>
			siteOf({
				pages: { ...pages, '/x/': list(name, []) },
				seen: { '/x/': { lane: 'browser', walked: 'cut', cutBy: 'robots' } },
			});
		expect(cutAt('政府信息公开').unavailable.interpretations).toContain('robots.txt');
		expect(cutAt('重点项目').unavailable.interpretations).toBeUndefined();
		expect(cutAt('重点项目').site.columns.find(({ title }) => title === '重点项目')).toMatchObject({
			content: 'unloaded',
			snippet: '列表数据：robots.txt 不允许抓取',
		});
	});
	it('or where their list was not read to its end', () => {
		const readings = (oldest: string) => ({
			pages: {
				...pages,
				'/zcjd/': list(
					'政策解读',
					[
						['https://m.example.com/1', '《临江市其他事项管理办法》解读', '2026-04-01'],
						['https://m.example.com/2', '《临江市另外事项管理办法》解读', '2026-03-20'],
						['https://m.example.com/3', '《临江市有关事项管理办法》解读', oldest],
					],
					{
						more: '<div class="page"><a href="/zcjd/index_1.html">2</a> <a href="/zcjd/index_1.html">下一页</a></div>',
					},
				),
			},
			unseen: { '/zcjd/index_1.html': 'timeout' as const },
		});
		expect(siteOf(readings('2026-03-10')).unavailable.interpretations).toContain('1个列表页');
		// The rest of the list is older than any document in question.
		expect(siteOf(readings('2026-01-10')).unavailable.interpretations).toBeUndefined();
	});
	it('is silent about a single page elsewhere', () =>
		expect(
			siteOf({ pages, unseen: { '/xw/1.html': 'timeout' } }).unavailable.interpretations,
		).toBeUndefined());
	it('is silent about the endless pages of a calendar, which were left', () => {
		const days = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`/rl/?d=${i}`, 'budget' as const]));
		expect(siteOf({ pages, unseen: days }).unavailable.interpretations).toBeUndefined();
	});
});
