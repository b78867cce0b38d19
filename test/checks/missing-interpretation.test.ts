import check from '../../checks/rules/missing-interpretation.ts';
import { article, home, list, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于印发《临江市城市供水管理办法》的通知';
const doc = { number: '临政办发〔2026〕12号', writtenOn: '2026-03-02', publishedOn: '2026-03-03' };
const measure = official(title, doc);
const explains = { publishedOn: '2026-03-04', crumbs: ['政务公开', '政策解读'] };

/** One document of its own kind, and nothing that explains it. */
const alone = (name: string, rest: Parameters<typeof official>[1] = {}): Record<string, string> => ({
	'/zcwj/': list('政策文件', [['/a', name, '2026-03-03']]),
	'/a': official(name, { ...doc, ...rest }),
});

testCheck(check, {
	clean: {
		'an interpretation that names the title': {
			'/a': measure,
			'/b': article('《临江市城市供水管理办法》政策解读', explains),
		},
		'an interpretation that names the number alone': {
			'/a': measure,
			'/b': article('一图读懂供水新规', {
				...explains,
				body: [
					'近日，市政府办公室印发了有关文件（临政办发〔2026〕12号），主要内容如下，请广大市民知悉并遵照执行。',
				],
			}),
		},
		'an entry of the interpretation column on another site': {
			'/zcjd/': list('政策解读', [
				['https://media.example.com/1.html', '图解：临江市城市供水管理办法', '2026-03-04'],
				['/zcjd/2.html', '《临江市其他事项管理办法》解读', '2026-02-04'],
			]),
			'/a': measure,
		},
		'a link in the page that says 解读': {
			'/a': official(title, {
				...doc,
				more: '<div>相关解读：<a href="/jd/1.html">《临江市城市供水管理办法》解读</a></div>',
			}),
		},
		appointments: alone('临江市人民政府关于王某某等同志任免职的通知'),
		commendations: alone('临江市人民政府关于表彰2025年度先进集体的决定'),
		'work priorities': alone('临江市人民政府办公室关于印发2026年政务公开工作要点的通知'),
		meetings: alone('临江市人民政府办公室关于召开全市经济工作会议的通知'),
		'leading groups': alone('临江市人民政府办公室关于成立临江市城市更新工作领导小组的通知'),
		holidays: alone('临江市人民政府办公室关于2026年部分节假日安排的通知'),
		replies: alone('临江市人民政府关于同意设立临江高新区的批复'),
		'public notices': alone('关于2026年度拟补助项目的公示'),
		'forwarded documents': alone('临江市人民政府办公室转发市发展改革委关于促进消费实施意见的通知'),
		'decisions that abolish': alone('临江市人民政府关于废止《临江市城市绿化管理办法》的决定'),
		'a document of the State Council, reposted': alone('国务院办公厅关于印发《政府网站管理办法》的通知', {
			number: '国办发〔2026〕3号',
			issuer: '国务院办公厅',
		}),
		'a document of the province, reposted': alone('江东省人民政府关于印发《江东省供水管理办法》的通知', {
			number: '东政发〔2026〕3号',
			issuer: '江东省人民政府',
		}),
		'a vacancy in a column of rules': {
			'/gfxwj/': list('行政规范性文件', [['/a', '临江市路灯管理站公开招聘工作人员公告', '2026-03-03']]),
			'/a': article('临江市路灯管理站公开招聘工作人员公告', {
				publishedOn: '2026-03-03',
				crumbs: ['政务公开', '行政规范性文件'],
				head: '<meta name="ColumnName" content="行政规范性文件">',
			}),
		},
		'a draft for comment': alone('关于公开征求《临江市城市供水管理办法（征求意见稿）》意见的公告'),
		'labelled as no longer in force': alone(title, { table: { 有效性: '已废止' } }),
		'a gazette copy': {
			'/gb/': list('政府公报', [['/gb/a.html', title, '2026-04-02']]),
			'/gb/a.html': official(title, { ...doc, crumbs: ['政务公开', '政府公报'] }),
			'/a': measure,
			'/b': article('《临江市城市供水管理办法》政策解读', explains),
		},
		'published so lately that the interpretation is not yet due': {
			pages: { '/a': measure },
			asOf: '2026-03-06',
		},
		'the profile asks it of normative documents alone': {
			pages: { '/a': measure },
			terms: { interpretationScope: 'normative' },
		},
	},
	faulty: {
		'an interpretation of the province’s document of that title': {
			pages: {
				'/a': official('临江市人民政府关于促进养老服务发展的若干措施', {
					number: '临政发〔2026〕9号',
					writtenOn: '2026-03-02',
				}),
				'/b': article('省政府办公厅《关于促进养老服务发展的若干措施》解读', {
					publishedOn: '2026-03-04',
					crumbs: ['政务公开', '政策解读'],
				}),
			},
			at: ['/a'],
		},
		'a 办法 without any': { pages: { '/a': measure }, at: ['/a'], says: '本站找不到《' },
		'a 规定': { pages: alone('临江市户外广告设置规定'), at: ['/a'] },
		'a 实施细则 on trial': {
			pages: alone('关于印发《临江市住房公积金提取实施细则（试行）》的通知'),
			at: ['/a'],
		},
		若干措施: { pages: alone('临江市人民政府关于促进民营经济发展的若干措施'), at: ['/a'] },
		'an 实施意见': { pages: alone('临江市人民政府关于加快养老服务发展的实施意见'), at: ['/a'] },
		'labelled 行政规范性文件': {
			pages: alone('临江市人民政府关于加强城市停车管理的通告', { table: { 文件类型: '行政规范性文件' } }),
			at: ['/a'],
		},
		'a plan is for a person, and the site’s own 备案号 makes no rule of it': {
			pages: alone('临江市人民政府办公室关于印发临江市户外广告设施整治工作方案的通知', {
				more: '<table><tr><td>版权所有：临江市人民政府　备案号：浙ICP备05000000号</td></tr></table>',
			}),
			at: ['/a'],
			certainty: 'review',
		},
		'a plan is for a person': {
			pages: alone('临江市人民政府办公室关于印发临江市城市更新行动实施方案的通知'),
			at: ['/a'],
			certainty: 'review',
		},
		'the interpretation of another document does not count': {
			pages: { '/a': measure, '/b': article('《临江市城市供热管理办法》政策解读', explains) },
			at: ['/a'],
		},
		'one document on two pages lacks one interpretation': {
			pages: {
				'/zcwj/': list('政策文件', [['/a', title, '2026-03-03']]),
				'/bm/': list('规范性文件', [['/bm/a.html', title, '2026-03-03']]),
				'/a': measure,
				'/bm/a.html': measure,
			},
			at: ['/a'],
		},
		'before the duty began it is for a person': {
			pages: { '/a': official(title, { number: '临政办发〔2014〕12号', writtenOn: '2014-03-02' }) },
			at: ['/a'],
			certainty: 'review',
		},
		'a page somewhere that could not be read silences nothing': {
			pages: { '/': home({ '/zcwj/': '政策文件' }), '/a': measure },
			unseen: { '/xw/77.html': 'timeout' },
			at: ['/a'],
		},
	},
});
