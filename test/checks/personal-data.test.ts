import { expect, test } from 'vitest';
import check from '../../checks/rules/personal-data.ts';
import { readPage } from '../../crawler/extract/page.ts';
import { cardNumber, idNumber } from '../support/numbers.ts';
import { article, list, official, page } from '../support/pages.ts';
import { siteOf } from '../support/site.ts';
import { testCheck } from '../support/test-check.ts';

const id = idNumber('321023', '19661127', '408');
const card = cardNumber('622202183300517');
const title = '临江市2026年第二季度临时救助名单公示';

/** A list of people with these columns. */
const people = (head: readonly string[], rows: readonly (readonly string[])[], name = title): string =>
	article(name, {
		publishedOn: '2026-07-03',
		crumbs: ['政务公开', '社会救助'],
		body: ['现将2026年第二季度临时救助对象名单予以公示，接受社会监督。'],
		more: `<table border="1">${[head, ...rows].map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`,
	});
const mobiles = ['13857032961', '13957038274', '15057032295'];

/** A page whose list is in a workbook, and what that says. */
const inFile = {
	pages: { '/a': article(title, { publishedOn: '2026-07-03', body: ['<a href="/1.xlsx">名单.xlsx</a>'] }) },
	files: {
		'/1.xlsx': {
			length: 90,
			statements: [],
			personalData: [{ kind: 'id-number', count: 2, masked: '321***********40*' }],
		},
	},
} as const;

testCheck(check, {
	clean: {
		...Object.fromEntries(
			['缴款账户', '对公账户', '捐赠账户', '保证金专户'].map((name) => [
				`a public account: ${name}`,
				{
					'/a': article('临江市慈善募捐和缴费公告', {
						publishedOn: '2026-07-03',
						body: [`${name}：户名 吴大山，账号：${card}，开户行：临江银行，请注明用途。`],
					}),
				},
			]),
		),
		'masks of several kinds': {
			'/a': people(
				['姓名', '身份证号', '电话'],
				[
					['吴某', '35*************123', '138****1234'],
					['王某', '320***********1234', '139********'],
				],
			),
		},
		'two mobiles are no list': {
			'/a': people(
				['姓名', '电话'],
				mobiles.slice(0, 2).map((number) => ['吴大山', number]),
			),
		},
		'masked numbers': {
			'/a': people(['姓名', '身份证号', '电话'], [['吴某', '321***********408X', '138****2961']]),
		},
		'a number whose check digit is wrong': {
			'/a': people(['姓名', '身份证号'], [['吴大山', `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}`]]),
		},
		'a day that does not exist': {
			'/a': people(['姓名', '身份证号'], [['吴大山', idNumber('321023', '19660231', '408')]]),
		},
		'no province of that prefix': {
			'/a': people(['姓名', '身份证号'], [['吴大山', idNumber('991023', '19661127', '408')]]),
		},
		'a 统一社会信用代码': {
			'/a': people(
				['单位', '统一社会信用代码'],
				[['临江市供水有限公司', '91350100M000100Y43']],
				'临江市供水企业名录',
			),
		},
		'a sample in a form': {
			'/a': article('身份信息登记表填写样表', {
				publishedOn: '2026-07-03',
				body: [`身份证号：${id}`, '请用黑色签字笔填写。'],
			}),
		},
		'a number made up for a form': {
			'/a': people(['姓名', '身份证号'], [['张三', idNumber('111111', '19900101', '111')]], '临江市登记说明'),
		},
		'accounts of organs': {
			'/a': article('临江市土地出让公告', {
				publishedOn: '2026-07-03',
				body: [`保证金账户：户名：临江市公共资源交易中心，账号：${card}，开户行：临江银行。`],
			}),
		},
		'a card number without a name': {
			'/a': people(['序号', '编码'], [['1', card]]),
		},
		'numbers of lots, cases and files that look like a person’s': {
			'/a': people(
				['标段编号', '标段名称'],
				[[idNumber('321023', '20240315', '421'), '供水管网改造一标段']],
				'临江市供水工程招标结果',
			),
			'/b': people(['不动产单元', '坐落'], [[`不动产单元号：${id}`, '江口街道一号']], '临江市不动产登记结果'),
			'/c': article('临江市供水工程招标公告', {
				publishedOn: '2026-07-03',
				body: [`公告号：${id}，详见 https://www.linjiang.gov.cn/upload/2026/${id}.jpg 。`],
			}),
			'/d': people(
				['纳税人识别号', '纳税人名称', '经营者'],
				[[id, '江口小吃店', '吴大山']],
				'临江市个体工商户欠税公告',
			),
		},
		'accounts of cooperatives, beside who runs them': {
			'/a': people(
				['合作社名称', '法人', '银行账号'],
				[['江口农机专业合作社', '吴大山', card]],
				'临江市农机补贴公示',
			),
		},
		'mobiles of offices': {
			'/a': people(
				['乡镇', '联系人', '电话'],
				mobiles.map((number, i) => [`第${i}镇`, '吴大山', number]),
			),
		},
		'one mobile in a notice': {
			'/a': official('临江市民政局关于临时救助名单的通知', {
				writtenOn: '2026-03-02',
				body: ['各县（区）民政局：', `请将名单报市民政局，电话${mobiles[0]}。`],
			}),
		},
	},
	faulty: {
		'id numbers in a file of the page': {
			...inFile,
			at: ['/1.xlsx'],
			keys: ['id-number'],
			says: '附件《名单.xlsx》有2个身份证号（如 321***********40*）',
		},
		'id numbers in a file that a list leads to': {
			pages: { '/gs/': list('公示公告', [['/1.xlsx', '低保名单', '2026-07-03']]) },
			files: inFile.files,
			at: ['/1.xlsx'],
			keys: ['id-number'],
		},
		'an id number in a table': {
			pages: { '/a': people(['姓名', '身份证号'], [['吴大山', id]]) },
			at: ['/a'],
			keys: ['id-number'],
			says: '有1个身份证号（如 321*************',
		},
		'in running text': {
			pages: {
				'/a': article(title, {
					publishedOn: '2026-07-03',
					body: [`救助对象吴大山，身份证号码${id}，家住江口街道。`],
				}),
			},
			at: ['/a'],
			keys: ['id-number'],
		},
		'a child’s, where the table calls it so': {
			pages: { '/a': people(['姓名', '身份证号'], [['吴小山', idNumber('321023', '20180315', '421')]]) },
			at: ['/a'],
			keys: ['id-number'],
		},
		'under a title that fills the first row': {
			pages: {
				'/a': people(
					[title],
					[
						['姓名', '身份证号'],
						['吴大山', id],
					],
				),
			},
			at: ['/a'],
			keys: ['id-number'],
		},
		'on a page of no kind': {
			pages: { '/a': page('名单', `<div>吴大山 ${id}</div>`) },
			at: ['/a'],
			keys: ['id-number'],
		},
		'a card and an id number': {
			pages: { '/a': people(['姓名', '身份证号', '银行卡号'], [['吴大山', id, card]]) },
			at: ['/a', '/a'],
			keys: ['id-number', 'bank-card'],
		},
		'a mask that leaves the day of birth': {
			pages: { '/a': people(['姓名', '身份证号'], [['吴大山', '32102319661127****']]) },
			at: ['/a'],
			keys: ['id-number'],
			certainty: 'review',
		},
		'a list of penalties, which names people and masks their numbers': {
			pages: { '/a': people(['姓名', '身份证号'], [['吴大山', id]], '临江市交通运输局行政处罚信息公示') },
			at: ['/a'],
			keys: ['id-number'],
		},
		...Object.fromEntries(
			['临江市失信被执行人名单', '临江市税务局2026年第二季度欠税公告'].map((name) => [
				`a list that rules of its own order: ${name}`,
				{
					pages: { '/a': people(['姓名', '身份证号'], [['吴大山', id]], name) },
					at: ['/a'],
					keys: ['id-number'],
					certainty: 'review' as const,
					says: '核实是否依规定必须公开完整号码',
				},
			]),
		),
		'the same in a file of such a page': {
			pages: {
				'/a': article('临江市2026年欠税公告', {
					publishedOn: '2026-07-03',
					body: ['<a href="/1.xlsx">名单.xlsx</a>'],
				}),
			},
			files: inFile.files,
			at: ['/1.xlsx'],
			keys: ['id-number'],
			certainty: 'review',
		},
		'a card number even there': {
			pages: {
				'/a': people(['姓名', '银行卡号'], [['吴大山', card]], '临江市失信被执行人名单'),
			},
			at: ['/a'],
			keys: ['bank-card'],
		},
		'mobiles in a list of people': {
			pages: {
				'/a': people(
					['姓名', '电话'],
					mobiles.map((number) => ['吴大山', number]),
				),
			},
			at: ['/a'],
			keys: ['mobile'],
			certainty: 'review',
		},
	},
});

test('nothing that is kept of a page holds a whole number', () => {
	const html = official(`关于吴大山（${id}）申请救助的通知`, {
		number: '临民发〔2026〕1号',
		writtenOn: '2026-03-02',
		body: [`根据《社会救助暂行办法》，现对吴大山（身份证号${id}）予以救助。`, `附件：吴大山${id}申请表`],
		more: `<p><a href="/x.html">吴大山 ${id}</a> 卡号 ${card} 吴大山</p>`,
	});
	expect(html).toContain(id);
	const facts = readPage(html, 'https://www.linjiang.gov.cn/a');
	expect(facts.personalData?.map(({ kind }) => kind)).toContain('id-number');
	expect(JSON.stringify(facts)).not.toContain(id);
	const { site } = siteOf({ pages: { '/a': html } });
	expect(JSON.stringify(site)).not.toContain(id);
	expect(site.documents[0]?.title).toContain('321*************');
});
