import type { Statute } from '../checks/facts/statutes.ts';

const civilCode = { from: '2021-01-01', by: '中华人民共和国民法典', sure: 'certain' } as const;
const marketEntities = {
	from: '2022-03-01',
	by: '中华人民共和国市场主体登记管理条例',
	sure: 'certain',
} as const;
const decree747 = { from: '2021-09-09', by: '国务院令第747号', sure: 'certain' } as const;
const prc = '中华人民共和国';

const versions = (...list: (string | [on: string, from?: string, decree?: string])[]): Statute['versions'] =>
	list.map((version) => {
		if (typeof version === 'string') return { on: version };
		const [on, from, decree] = version;
		return { on, ...(from && { from }), ...(decree && { decree }) };
	});

const repealed = (titles: readonly string[], by: NonNullable<Statute['repealed']>): Statute[] =>
	titles.map((title) => ({ title, versions: [], repealed: by }));

/** Facts known beyond the compiled source, each confirmed by hand; they win over the source's. */
export const verifiedStatutes: readonly Statute[] = [
	{
		title: `${prc}政府信息公开条例`,
		versions: versions(['2007-04-05', '2008-05-01', '492'], ['2019-04-03', '2019-05-15', '711']),
	},
	{
		title: `${prc}行政处罚法`,
		versions: versions('1996-03-17', '2009-08-27', '2017-09-01', ['2021-01-22', '2021-07-15']),
	},
	{
		title: `${prc}行政复议法`,
		versions: versions('1999-04-29', '2009-08-27', '2017-09-01', ['2023-09-01', '2024-01-01']),
	},
	{
		title: `${prc}公司法`,
		versions: versions('1993-12-29', '1999-12-25', '2004-08-28', '2005-10-27', '2013-12-28', '2018-10-26', [
			'2023-12-29',
			'2024-07-01',
		]),
	},
	{
		title: `${prc}治安管理处罚法`,
		versions: versions('2005-08-28', '2012-10-26', ['2025-06-27', '2026-01-01']),
	},
	{
		title: `${prc}保守国家秘密法`,
		versions: versions('1988-09-05', '2010-04-29', ['2024-02-27', '2024-05-01']),
	},
	{ title: `${prc}突发事件应对法`, versions: versions('2007-08-30', ['2024-06-28', '2024-11-01']) },
	{
		title: `${prc}安全生产法`,
		versions: versions('2002-06-29', '2009-08-27', '2014-08-31', ['2021-06-10', '2021-09-01']),
	},
	{
		title: `${prc}土地管理法`,
		versions: versions('1986-06-25', '1988-12-29', '1998-08-29', '2004-08-28', ['2019-08-26', '2020-01-01']),
	},
	{
		title: `${prc}反不正当竞争法`,
		versions: versions('1993-09-02', '2017-11-04', '2019-04-23', ['2025-06-27', '2025-10-15']),
	},
	{
		title: `${prc}传染病防治法`,
		versions: versions('1989-02-21', '2004-08-28', '2013-06-29', ['2025-04-30', '2025-09-01']),
	},
	{
		title: `${prc}仲裁法`,
		versions: versions('1994-08-31', '2009-08-27', '2017-09-01', ['2025-09-12', '2026-03-01']),
	},
	{ title: `${prc}行政许可法`, versions: versions('2003-08-27', '2019-04-23') },
	{ title: `${prc}环境保护法`, versions: versions('1989-12-26', ['2014-04-24', '2015-01-01']) },
	{
		title: '物业管理条例',
		versions: versions(
			['2003-06-08', '2003-09-01', '379'],
			['2007-08-26', '2007-10-01', '504'],
			'2016-02-06',
			'2018-03-19',
		),
	},
	{
		title: '信访条例',
		versions: versions(['2005-01-10', '2005-05-01', '431']),
		repealed: { from: '2022-05-01', by: '国务院令第752号', sure: 'certain' },
	},
	{
		title: '企业信息公示暂行条例',
		versions: versions(['2014-08-07', '2014-10-01', '654'], ['2024-03-10', '2024-05-01', '777']),
	},
	{
		title: '婚姻登记条例',
		versions: versions(['2003-08-08', '2003-10-01', '387'], ['2025-04-06', '2025-05-10', '804']),
	},
	{
		title: '快递暂行条例',
		versions: versions(['2018-03-02', '2018-05-01', '697'], '2019-03-02', [
			'2025-04-13',
			'2025-06-01',
			'806',
		]),
	},
	{
		title: `${prc}网络安全法`,
		versions: versions(['2016-11-07', '2017-06-01'], ['2025-10-28', '2026-01-01']),
	},
	{
		title: `${prc}海商法`,
		versions: versions(['1992-11-07', '1993-07-01'], ['2025-10-28', '2026-05-01']),
	},
	{
		title: `${prc}增值税暂行条例`,
		versions: versions('1993-12-13', ['2008-11-10', '2009-01-01', '538'], '2016-02-06', '2017-11-19'),
		repealed: { from: '2026-01-01', by: `${prc}增值税法`, sure: 'certain' },
	},
	{
		title: `${prc}营业税暂行条例`,
		versions: versions(['2008-11-10', '2009-01-01', '540']),
		repealed: { from: '2017-11-19', by: '国务院令第691号', sure: 'certain' },
	},
	{
		title: '排污费征收使用管理条例',
		versions: versions(['2003-01-02', '2003-07-01', '369']),
		repealed: { from: '2018-01-01', by: `${prc}环境保护税法实施条例`, sure: 'certain' },
	},
	...repealed(
		['民法通则', '民法总则', '合同法', '物权法', '担保法', '婚姻法', '继承法', '收养法', '侵权责任法'].map(
			(name) => prc + name,
		),
		civilCode,
	),
	...repealed(
		[`${prc}公司登记管理条例`, `${prc}企业法人登记管理条例`, `${prc}合伙企业登记管理办法`],
		marketEntities,
	),
	...repealed(['社会抚养费征收管理办法', '流动人口计划生育工作条例', '计划生育技术服务管理条例'], decree747),
	...repealed([`${prc}环境噪声污染防治法`], {
		from: '2022-06-05',
		by: `${prc}噪声污染防治法`,
		sure: 'certain',
	}),
	...repealed([`${prc}耕地占用税暂行条例`], {
		from: '2019-09-01',
		by: `${prc}耕地占用税法`,
		sure: 'certain',
	}),
	...repealed([`${prc}资源税暂行条例`], { from: '2020-09-01', by: `${prc}资源税法`, sure: 'certain' }),
	...repealed([`${prc}契税暂行条例`], { from: '2021-09-01', by: `${prc}契税法`, sure: 'certain' }),
	...repealed([`${prc}城市维护建设税暂行条例`], {
		from: '2021-09-01',
		by: `${prc}城市维护建设税法`,
		sure: 'certain',
	}),
	...repealed([`${prc}印花税暂行条例`], { from: '2022-07-01', by: `${prc}印花税法`, sure: 'certain' }),
	...repealed([`${prc}车辆购置税暂行条例`], {
		from: '2019-07-01',
		by: `${prc}车辆购置税法`,
		sure: 'certain',
	}),
];
