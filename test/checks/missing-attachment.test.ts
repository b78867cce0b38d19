import check from '../../checks/rules/missing-attachment.ts';
import { official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于开展供水检查的通知';
const opening = [
	'各县（区）人民政府，市各委办局：',
	'为保障群众合法权益，结合本市实际，决定开展供水检查，现就有关事项作如下安排，请认真组织实施。',
];
/** A document whose text ends in these lines, above its signature. */
const ending = (lines: readonly string[], more: object = {}): string =>
	official(title, {
		number: '临政办发〔2026〕12号',
		writtenOn: '2026-03-02',
		body: [...opening, ...lines],
		...more,
	});
const two = ['附件：1. 供水检查任务分工表', '2. 供水单位自查报告（格式）'];
const link = (name: string, file: string): string => `<p><a href="/files/${file}">${name}</a></p>`;

testCheck(check, {
	clean: {
		'no annex': { '/a': ending([]) },
		'each is linked by its name': {
			'/a': ending(two, {
				more:
					link('供水检查任务分工表.xlsx', '1.xlsx') + link('附件2：供水单位自查报告（格式）.docx', '2.docx'),
			}),
		},
		'each is linked by its number': {
			'/a': ending(two, { more: link('附件1.xlsx', '1.xlsx') + link('附件2.docx', '2.docx') }),
		},
		'the names in the text are the links': {
			'/a': ending([
				'附件：1. <a href="/files/1.xlsx">供水检查任务分工表</a>',
				'2. <a href="/files/2.docx">供水单位自查报告</a>',
			]),
		},
		'as many files of other names': {
			'/a': ending(two, {
				more: link('P020260302.xlsx', 'P020260302.xlsx') + link('下载', 'P020260303.docx'),
			}),
		},
		'printed in full below the text': {
			'/a': ending(two, {
				marker:
					'附件1</p><p>供水检查任务分工表</p><p>市水务局负责城区，各县（区）负责本辖区。</p><p>附件2</p><p>供水单位自查报告（格式）</p><p>一、基本情况。',
			}),
		},
		'printed under its title alone': {
			'/a': ending(['附件：供水检查任务分工表'], {
				marker: '供水检查任务分工表</p><p>市水务局负责城区，各县（区）负责本辖区。',
			}),
		},
		'forms in one archive': { '/a': ending(two, { more: link('附件打包下载.zip', 'all.zip') }) },
		...Object.fromEntries(
			[
				'<a href="javascript:;" data-url="/files/1.xlsx">供水检查任务分工表</a>',
				'<a data-href="/files/1.xlsx">供水检查任务分工表</a>',
				'<span data-url="/files/1.xlsx">供水检查任务分工表</span>',
				'<span data-href="/download.jsp?id=12">供水检查任务分工表</span>',
				`<li onclick="window.open('/files/1.xlsx')">供水检查任务分工表</li>`,
				'<div class="fj" data-file="/files/1.xlsx"><b>供水检查任务分工表</b></div>',
				`<span onclick="downFile('/files/1.xlsx')">供水检查任务分工表</span>`,
			].map((markup) => [
				`opened by a click: ${markup}`,
				{ '/a': ending(['附件：供水检查任务分工表'], { more: `<div>${markup}</div>` }) },
			]),
		),
		'a mention in the text': { '/a': ending(['各单位应当填写自查报告（见附件），于月底前报送。']) },
		'what applicants hand in': {
			'/a': ending(['申报单位应提交以下材料：', '附件：1.申请表', '2.承诺书']),
			'/b': ending(['第八条 申请人应当如实填报。', '附件：1.营业执照复印件；2.业主名册。']),
		},
		'a place where it is to be found': {
			'/a': ending(['附件：供水检查任务分工表（见省水利厅网站）']),
			'/b': ending(['附件：供水检查任务分工表（请登录市水务局网站下载）']),
		},
		'a pointer in place of a name': { '/a': ending(['附件：见下方下载区']) },
	},
	faulty: {
		'one of two is missing': {
			pages: { '/a': ending(two, { more: link('附件1：供水检查任务分工表.xlsx', '1.xlsx') }) },
			at: ['/a'],
			keys: ['供水单位自查报告（格式）'],
		},
		'both are missing, named in one line': {
			pages: { '/a': ending(['附件：1.供水检查任务分工表 2.供水单位自查报告']) },
			at: ['/a', '/a'],
			keys: ['供水检查任务分工表', '供水单位自查报告'],
		},
		'the only one is missing': {
			pages: { '/a': ending(['附件：供水检查任务分工表']) },
			at: ['/a'],
			keys: ['供水检查任务分工表'],
			says: '列有附件“供水检查任务分工表”',
		},
		'left out on purpose': {
			pages: { '/a': ending(['附件：供水检查任务分工表（略）']) },
			at: ['/a'],
			keys: ['供水检查任务分工表（略）'],
			certainty: 'review',
			says: '省略或另发',
		},
		'sent to some alone': {
			pages: { '/a': ending(['附件：1.供水检查任务分工表（发至各县区）', '2.供水单位名册（依申请公开）']) },
			at: ['/a', '/a'],
			keys: ['供水检查任务分工表（发至各县区）', '供水单位名册（依申请公开）'],
			certainty: 'review',
		},
		'a file of another name may be one of them': {
			pages: { '/a': ending(two, { more: link('P020260302.doc', 'P020260302.doc') }) },
			at: ['/a', '/a'],
			keys: ['供水检查任务分工表', '供水单位自查报告（格式）'],
			certainty: 'review',
		},
		...Object.fromEntries(
			[
				'<a href="javascript:void(0)" onclick="downAttach(8012)">供水检查任务分工表</a>',
				'<a href="#" class="down">供水检查任务分工表</a>',
			].map((markup) => [
				`a script opens what nobody knows: ${markup}`,
				{
					pages: { '/a': ending(['附件：供水检查任务分工表'], { more: `<p>${markup}</p>` }) },
					at: ['/a'],
					keys: ['供水检查任务分工表'],
					certainty: 'review' as const,
				},
			]),
		),
		'a place named in data is no file': {
			pages: {
				'/a': ending(['附件：供水检查任务分工表'], {
					more: '<div data-url="/zwgk/">供水检查任务分工表</div>',
				}),
			},
			at: [],
		},
		'a picture below the text may be it': {
			pages: { '/a': ending(['附件：供水检查任务分工表'], { marker: '<img src="/images/1.jpg">' }) },
			at: ['/a'],
			keys: ['供水检查任务分工表'],
			certainty: 'review',
		},
		'a copy in the gazette': {
			pages: { '/a': ending(['附件：供水检查任务分工表'], { crumbs: ['政务公开', '政府公报'] }) },
			at: ['/a'],
			keys: ['供水检查任务分工表'],
			certainty: 'review',
		},
	},
});
