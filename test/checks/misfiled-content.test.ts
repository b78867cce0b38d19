import check from '../../checks/rules/misfiled-content.ts';
import { article, type Entry, list } from '../support/pages.ts';
import { at } from '../support/site.ts';
import { testCheck } from '../support/test-check.ts';

const rules: Entry[] = [
	['/g/1.html', '临江市城市供水管理办法', '2026-03-02'],
	['/g/2.html', '临江市户外广告设置管理规定', '2026-02-02'],
	['/g/3.html', '临江市房屋租赁管理办法', '2026-01-12'],
	['/g/4.html', '临江市燃气安全管理实施细则', '2025-11-12'],
];
const reports: Entry[] = [2025, 2024, 2023, 2022].map((year) => [
	`/nb/${year}.html`,
	`临江市人民政府${year}年政府信息公开工作年度报告`,
	`${year + 1}-01-20`,
]);
const reading: Entry = ['/jd/1.html', '《临江市城市供水管理办法》解读', '2026-03-03'];
const column = (name: string, ...entries: Entry[]): string => list(name, entries);

testCheck(check, {
	clean: {
		...Object.fromEntries(
			['其他文件', '最新公开', '规范性文件及解读'].map((name) => [
				`mixed by its name: ${name}`,
				{ '/g/': column(name, ...rules, reading) },
			]),
		),
		'a column of its own kind': {
			'/g/': column('规范性文件', ...rules),
			'/nb/': column('政府信息公开年报', ...reports),
		},
		'a rule about interpretations': {
			'/g/': column('规范性文件', ...rules, [
				'/g/5.html',
				'临江市行政规范性文件解读工作管理办法',
				'2026-04-01',
			]),
		},
		'a rule about recruitment': {
			'/g/': column('规范性文件', ...rules, [
				'/g/5.html',
				'临江市事业单位公开招聘人员实施办法的通知',
				'2026-04-01',
			]),
		},
		'a notice on how to recruit': {
			'/g/': column('规范性文件', ...rules, [
				'/g/5.html',
				'关于做好2026年事业单位公开招聘工作的通知',
				'2026-04-01',
			]),
		},
		'a column that is mixed by its name': {
			'/g/': column('规范性文件及解读', ...rules, reading),
			'/q/': column('其他文件', ...rules, reading),
		},
		'notices may be of any kind': {
			'/tz/': column(
				'通知公告',
				...rules,
				['/tz/1.html', '临江市档案馆2026年公开招聘公告', '2026-04-01'],
				reading,
			),
		},
		'many of them: somebody means it so': {
			'/g/': column('规范性文件', ...rules, reading, [
				'/jd/2.html',
				'《临江市房屋租赁管理办法》解读',
				'2026-01-13',
			]),
		},
		'what its sub-column has': {
			'/g/': list('规范性文件', [...rules, reading], { crumbs: ['政务公开', '规范性文件'] }),
			'/g/jd/': list(
				'文件解读',
				[reading, ['/jd/3.html', '《临江市燃气安全管理实施细则》解读', '2026-03-03']],
				{
					crumbs: ['政务公开', '规范性文件', '文件解读'],
				},
			),
		},
		'appointments among policy documents': {
			'/zc/': column('政策文件', ...rules, [
				'/zc/5.html',
				'临江市人民政府关于王某某同志任职的通知',
				'2026-04-01',
			]),
		},
	},
	faulty: {
		'a reading among the matters of persons': {
			pages: {
				'/rs/': column(
					'人事信息',
					['/rs/1.html', '关于王某同志任职的通知', '2026-03-02'],
					['/rs/2.html', '关于李某等同志职务任免的通知', '2026-02-02'],
					['/rs/3.html', '2026年事业单位公开招聘公告', '2026-01-12'],
					['/rs/4.html', '2026年公务员考试录用体检通知', '2025-11-12'],
					['/rs/5.html', '关于张某同志免职的通知', '2025-10-12'],
					reading,
				),
			},
			at: ['/jd/1.html'],
			keys: [at('/rs/')],
		},
		'an interpretation among regulations': {
			pages: { '/g/': column('规范性文件', ...rules, reading) },
			at: ['/jd/1.html'],
			keys: [at('/g/')],
			says: '是政策解读，却发在栏目“规范性文件”里',
		},
		'news among annual reports': {
			pages: {
				'/nb/': column('政府信息公开年报', ...reports, [
					'/nb/5.html',
					'我市召开政务公开工作推进会',
					'2026-04-01',
				]),
			},
			at: ['/nb/5.html'],
			keys: [at('/nb/')],
			says: '新闻动态',
		},
		'a bid among appointments, whose column is named for one kind of news': {
			pages: {
				'/rs/': column(
					'人事信息',
					...rules.map(
						([path], i): Entry => [
							path,
							`临江市人民政府关于赵强等${i + 2}名同志职务任免的通知`,
							'2026-03-02',
						],
					),
					['/rs/9.html', '临江市路灯设备采购项目中标结果公告', '2026-04-01'],
				),
			},
			at: ['/rs/9.html'],
			keys: [at('/rs/')],
		},
		'recruitment among interpretations': {
			pages: {
				'/jd/': column(
					'政策解读',
					...rules.map(([path, title, date]): Entry => [path, `《${title}》解读`, date]),
					['/jd/9.html', '临江市档案馆2026年公开招聘工作人员公告', '2026-04-01'],
				),
			},
			at: ['/jd/9.html'],
			keys: [at('/jd/')],
		},
		'its own page stands it elsewhere: a person should look': {
			pages: {
				'/g/': column('规范性文件', ...rules, reading),
				'/jd/1.html': article(reading[1], { publishedOn: '2026-03-03', crumbs: ['政务公开', '政策解读'] }),
			},
			at: ['/jd/1.html'],
			keys: [at('/g/')],
			certainty: 'review',
		},
	},
});
