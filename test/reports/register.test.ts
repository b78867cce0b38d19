import { describe, expect, test } from 'vitest';
import { readRegister } from '../../reports/register.ts';
import type { KnownSite } from '../../reports/store/model.ts';

const list = (...rows: string[][]) => readRegister([['网站名称', '网址', '网站类型'], ...rows]);
const city = { name: '临江市人民政府', url: 'http://www.linjiang.gov.cn/', type: 'portal' };

describe('a header is understood', () => {
	const headers: Record<string, [header: string[], key: string]> = {
		'in words of lists': [['名称', '首页网址', '地区'], 'district'],
		'in other words of lists': [['单位名称', '域名', '所属地区'], 'district'],
		'in English': [['name', 'url', 'district'], 'district'],
		'in capitals': [['NAME', 'URL', 'District'], 'district'],
		'in full-width letters and with blanks': [['站点 名称', 'ＵＲＬ', '行政\n区划'], 'district'],
		'with remarks and stars': [['*网站名称（全称）', '网址(必填)', '地区'], 'district'],
		'with a byte order mark': [['\ufeff网站名称', '网址', '地区'], 'district'],
		'of who keeps the site': [['网站名称', '网址', '主办单位'], 'maintainer'],
	};
	test.each(Object.entries(headers))('%s', (_name, [header, key]) => {
		const { sites, problems } = readRegister([header, [city.name, city.url, '临江']]);
		expect(problems).toEqual([]);
		expect(sites).toEqual([{ id: 'www-linjiang-gov-cn', ...city, [key]: '临江' }]);
	});

	test('below a title and blank rows', () => {
		const { sites } = readRegister([
			['', ''],
			['全市政府网站名单', ''],
			['名称', '网址'],
			[city.name, city.url],
		]);
		expect(sites).toMatchObject([city]);
	});

	test('by its first word where two columns mean the same; the other is named as unused', () => {
		const { sites, notes } = readRegister([
			['单位名称', '序号', '网站名称', '网址', '类型', '联系电话'],
			['市政府办', '1', city.name, city.url, '门户', '010'],
		]);
		expect(sites).toMatchObject([city]);
		expect(notes).toEqual(['没有用到的列：单位名称、联系电话']);
	});

	test('only with a name and an address: one sentence says which columns are', () => {
		const { sites, problems } = readRegister([
			['单位', '电话'],
			['甲', '010'],
		]);
		expect(sites).toEqual([]);
		expect(problems).toEqual([
			{
				row: 1,
				message: expect.stringMatching(
					/^表头缺少“网站名称”和“网址”列，这一行是：单位、电话；认得的列名：.*网址（首页网址、/,
				),
			},
		]);
		expect(readRegister([['名称']]).problems[0]?.message).toMatch(/^表头缺少“网址”列/);
	});

	test.each([
		['without a row', [], /表格是空的/],
		['of blanks', [['', ' ']], /表格是空的/],
		[
			'of a header alone',
			[
				['名称', '网址'],
				['', ' '],
			],
			/一个网站也没有/,
		],
	])('but not in a list %s', (_name, rows, message) => {
		expect(readRegister(rows)).toMatchObject({
			sites: [],
			problems: [{ message: expect.stringMatching(message) }],
		});
	});
});

describe('a cell is understood', () => {
	const cells: Record<string, [title: string, cell: string, field: object]> = {
		'a bare domain': ['网址', 'www.linjiang.gov.cn', { url: 'http://www.linjiang.gov.cn/' }],
		'a bare domain with port and path': ['网址', 'a.gov.cn:8080/zw', { url: 'http://a.gov.cn:8080/zw' }],
		'a bare address of numbers': ['网址', '10.0.0.1', { url: 'http://10.0.0.1/' }],
		'an address in full-width signs': ['网址', 'ｈｔｔｐ：／／ａ.gov。cn／', { url: 'http://a.gov.cn/' }],
		'an address with blanks around it': [
			'网址',
			'\u3000https://a.gov.cn/\u00a0\n',
			{ url: 'https://a.gov.cn/' },
		],
		'an address that was broken': ['网址', 'https://a.gov.cn\n/zw/', { url: 'https://a.gov.cn/zw/' }],
		'an address with a fragment': ['网址', 'https://a.gov.cn/#top', { url: 'https://a.gov.cn/' }],
		'a formula of a link': ['网址', '=HYPERLINK("http://a.gov.cn/","甲市")', { url: 'http://a.gov.cn/' }],
		'a name that was broken': ['网站名称', '临江市\n人民政府 ', { name: '临江市人民政府' }],
		'a name made harmless': ['网站名称', "'=甲", { name: '=甲' }],
		'a portal': ['网站类型', '政府门户网站', { type: 'portal' }],
		'a department': ['网站类型', ' 部门 ', { type: 'department' }],
		'a type in English': ['网站类型', 'Department', { type: 'department' }],
		'no type': ['网站类型', '', { type: 'portal' }],
		'a province': ['级别', '省级', { level: 'province' }],
		'a city': ['级别', '地市级', { level: 'city' }],
		'a county': ['级别', '县（市、区）级', { level: 'county' }],
		'a township': ['级别', '乡镇（街道）', { level: 'township' }],
		'a code': ['标识码', '3601000001', { siteIdCode: '3601000001' }],
		'a code that became a number': ['标识码', '3601000001.00', { siteIdCode: '3601000001' }],
		'a code of a ministry': ['标识码', 'BM12000001', { siteIdCode: 'bm12000001' }],
		'a code in full-width digits': ['标识码', '３６０１ 000001', { siteIdCode: '3601000001' }],
		'a time': ['定时', '0  2 1 ＊ *', { schedule: '0 2 1 * *' }],
		'an id': ['编号', 'linjiang', { id: 'linjiang' }],
	};
	test.each(Object.entries(cells))('%s', (_name, [title, cell, field]) => {
		const row = { 网站名称: '甲', 网址: 'http://x.cn/', [title]: cell };
		const { sites, problems } = readRegister([Object.keys(row), Object.values(row)]);
		expect(problems).toEqual([]);
		expect(sites).toMatchObject([field]);
	});

	test('a blank row between others, each keeping its number', () => {
		const { sites, problems } = list(['甲', 'a.cn', ''], ['', '\u3000', ''], ['乙', 'b', '']);
		expect(sites).toEqual([]);
		expect(problems.map(({ row }) => row)).toEqual([4]);
	});
});

describe('a cell is refused with its row, what was expected and what came', () => {
	const cells: Record<string, [title: string, cell: string, message: RegExp]> = {
		'no name': ['网站名称', ' ', /^网站名称空着，应填写$/],
		'no address': ['网址', '', /^网址空着，应填写$/],
		'a word for an address': ['网址', '暂无', /^网址是“暂无”，应为一个网址，如 http/],
		'a number for an address': ['网址', '3.14', /应为一个网址/],
		'a mail address': ['网址', 'a@b.gov.cn', /应为一个网址/],
		'another scheme': ['网址', 'ftp://a.gov.cn/', /应为一个网址/],
		'a password': ['网址', 'http://u:p@a.gov.cn/', /应为一个网址/],
		'two addresses': ['网址', 'a.gov.cn\nwww.b.gov.cn', /^网址是“a\.gov\.cn www\.b\.gov\.cn”/],
		'an address with a remark': ['网址', 'a.gov.cn（备用）', /应为一个网址/],
		'an unknown type': ['网站类型', '网店', /^网站类型是“网店”，应为门户网站或部门网站$/],
		'an unknown level': ['级别', '国家级', /^级别是“国家级”，应为省级、市级、县级、乡镇级之一/],
		'a short code': ['标识码', '360100', /^标识码是“360100”，应为十位数字，或 bm 加八位数字$/],
		'a code that lost its digits': ['标识码', '3.601E+09', /科学计数法，请把这一列设为文本/],
		'a time that is none': ['定时', '每月', /^定时是“每月”，应为五段的 cron/],
		'an id with dots': ['编号', 'a.b', /^编号是“a\.b”，应为小写字母、数字和连字符/],
	};
	test.each(Object.entries(cells))('%s', (_name, [title, cell, message]) => {
		const row = { 网站名称: '甲', 网址: 'http://x.cn/', [title]: cell };
		const { sites, problems } = readRegister([Object.keys(row), Object.values(row)]);
		expect(sites).toEqual([]);
		expect(problems).toEqual([{ row: 2, message: expect.stringMatching(message) }]);
	});

	test('several in one row are one problem', () => {
		expect(list(['', 'x', 'y']).problems).toEqual([
			{ row: 2, message: expect.stringMatching(/^网站名称空着.*；网址是“x”.*；网站类型是“y”/) },
		]);
	});

	test('an address that another row has, however it is written', () => {
		const { problems } = list(['甲', 'www.a.gov.cn', ''], ['乙', 'https://WWW.A.gov.cn/index.html', '']);
		expect(problems).toEqual([{ row: 3, message: '网址与第 2 行重复' }]);
	});

	test('an id that another row has', () => {
		const { problems } = readRegister([
			['编号', '名称', '网址'],
			['a', '甲', 'a.cn'],
			['a', '乙', 'b.cn'],
		]);
		expect(problems).toEqual([{ row: 3, message: '编号 a 与第 2 行重复' }]);
	});
});

describe('ids', () => {
	const idsOf = (...urls: string[]) => list(...urls.map((url) => ['甲', url, ''])).sites.map(({ id }) => id);
	test.each([
		['are host names', ['https://www.a.gov.cn/zw/'], ['www-a-gov-cn']],
		[
			'have the path where a host repeats',
			['a.cn/x/', 'a.cn', 'a.cn/y.html?z=1'],
			['a-cn-x', 'a-cn', 'a-cn-y-html-z-1'],
		],
		['have the port where only that differs', ['a.cn:81', 'a.cn:82'], ['a-cn', 'a-cn-82']],
		['are never the same', ['a-b.cn', 'a.b.cn'], ['a-b-cn', 'a-b-cn-2']],
	])('%s', (_name, urls, ids) => {
		expect(idsOf(...urls)).toEqual(ids);
	});

	const since = '2026-01-01T00:00:00.000Z';
	const known = (origin: KnownSite['origin']): KnownSite[] => [
		{ id: 'old', name: '甲', url: 'http://a.cn/', type: 'portal', origin, knownSince: since },
	];
	const given = (id: string, url: string) => [
		['编号', '名称', '网址', '类型'],
		[id, '甲', url, ''],
	];

	test('of registered sites are found by their addresses', () => {
		expect(readRegister(given('', 'https://a.cn/'), known('register')).sites).toMatchObject([{ id: 'old' }]);
	});

	test('of a registered site under another one are refused', () => {
		expect(readRegister(given('new', 'a.cn'), known('register')).problems).toEqual([
			{ row: 2, message: '这个网址已登记为站点 old，编号应写 old' },
		]);
	});

	test('may be handed on together with the address', () => {
		const { sites, problems } = readRegister(
			[...given('new', 'a.cn'), ['old', '乙', 'b.cn', '']],
			known('register'),
		);
		expect(problems).toEqual([]);
		expect(sites.map(({ id, url }) => [id, url])).toEqual([
			['new', 'http://a.cn/'],
			['old', 'http://b.cn/'],
		]);
	});

	test.each([
		['old', 'http://b.cn/', /^配置文件里已有站点 old，以配置为准/],
		['', 'https://a.cn', /^配置文件里已有这个网址（站点 old），以配置为准/],
	])('and addresses of the configuration are refused: %s %s', (id, url, message) => {
		expect(readRegister(given(id, url), known('config')).problems).toEqual([
			{ row: 2, message: expect.stringMatching(message) },
		]);
	});

	test('that the configuration has are not given to another address', () => {
		const taken = known('config').map((site) => ({ ...site, id: 'b-cn' }));
		expect(readRegister(given('', 'b.cn'), taken).sites).toMatchObject([{ id: 'b-cn-2' }]);
	});
});

test('what was filled in is told once', () => {
	const { notes } = readRegister([
		['名称', '网址', '电话'],
		['甲', 'a.cn', '1'],
		['乙', 'http://b.cn', '2'],
		['丙', 'c.cn', ''],
	]);
	expect(notes).toEqual([
		'没有用到的列：电话',
		'没有“网站类型”列，新登记的按门户网站，已登记的保持原来的类型',
		'2 个网址没有写 http:// 或 https://（首个在第 2 行），按 http:// 登记',
	]);
});

describe('a list that has no column for something', () => {
	const known: KnownSite = {
		...{ id: 'a', name: '甲局', url: 'https://a.cn/', type: 'department', level: 'city', origin: 'register' },
		...{ maintainer: '甲局办公室', schedule: '0 3 5 * *', knownSince: '2026-01-01T00:00:00Z' },
	};
	const { origin: _origin, knownSince: _since, ...registered } = known;

	test('leaves it as the register has it', () => {
		expect(
			readRegister(
				[
					['网站名称', '网址'],
					['甲委', 'https://a.cn/'],
				],
				[known],
			).sites,
		).toEqual([{ ...registered, name: '甲委' }]);
	});
	test('clears what has a column and an empty cell', () => {
		const rows = [
			['网站名称', '网址', '级别', '维护单位'],
			['甲局', 'https://a.cn/', '', ''],
		];
		const { level: _level, maintainer: _maintainer, ...left } = registered;
		expect(readRegister(rows, [known]).sites).toEqual([left]);
	});
	test('makes what is new a portal', () => {
		expect(
			readRegister(
				[
					['网站名称', '网址'],
					['乙市', 'https://b.cn/'],
				],
				[known],
			).sites,
		).toMatchObject([{ id: 'b-cn', type: 'portal' }]);
	});
});
