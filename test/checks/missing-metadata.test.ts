import check from '../../checks/rules/missing-metadata.ts';
import { article, official, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于加强城市供水管理的通知';
const number = '临政办发〔2026〕12号';
const text =
	'<p>各县（区）人民政府：</p><p>为保障群众合法权益，结合本市实际，现就有关事项作如下安排，请各地各部门认真组织实施，并将有关情况及时报告市政府办公室。</p>';

/** A page whose table has these rows. */
const table = (
	rows: Readonly<Record<string, string>>,
	{ name = title, head = '', body = text, crumbs = ['政务公开', '政策文件'] } = {},
): string =>
	page(
		name,
		`<table class="xxgk">${Object.entries(rows)
			.map(([label, value]) => `<tr><td>${label}：</td><td>${value}</td></tr>`)
			.join('')}</table><h1>${name}</h1><div class="content">${body}</div>`,
		{ crumbs, head },
	);
const full = {
	索引号: '014000001/2026-00012',
	标题: title,
	发文机关: '临江市人民政府办公室',
	发文字号: number,
	成文日期: '2026-03-02',
	发布日期: '2026-03-03',
};
const without = (field: keyof typeof full): Record<string, string> =>
	Object.fromEntries(Object.entries(full).filter(([name]) => name !== field));
const others = Object.fromEntries(
	Array.from({ length: 6 }, (_, i) => [
		`/other/${i}.html`,
		official(`临江市人民政府办公室关于第${i + 1}项工作的通知`, {
			number: `临政办发〔2026〕${i + 1}号`,
			writtenOn: `2026-0${i + 1}-10`,
		}),
	]),
);

testCheck(check, {
	clean: {
		'fields that no national rule asks for': {
			'/a': table({ ...full, 索引号: '', 主题分类: '', 有效性: '', 体裁分类: '' }),
		},
		'blanks within the labels': {
			'/a': table({
				...without('发文字号'),
				'文　　号': number,
				'标　　题': title,
			}),
		},
		'says that there is no number': { '/a': table({ ...full, 发文字号: '无' }) },
		'all is there': { '/a': table(full) },
		'values over two columns of the table': { '/a': table({ ...full, 主题分类: '城乡建设', 有效性: '' }) },
		'a template that never has the field': { '/a': table(without('标题')), '/b': table(without('成文日期')) },
		'发文日期 in place of both dates': {
			'/a': table({
				索引号: '1',
				发文机构: '临江市人民政府',
				文号: number,
				发文日期: '2026-03-02 22:50:00',
				主题分类: '综合',
			}),
		},
		'no number, and none is given to announcements': {
			'/a': table({ ...full, 发文字号: '' }, { name: '临江市人民政府办公室关于停水的公告' }),
		},
		'the date stands under the title': {
			'/a': table(without('发布日期'), { body: `<div>发布时间：2026-03-03 来源：市政府办公室</div>${text}` }),
		},
		'a copy in the gazette': { '/a': table({ ...full, 成文日期: '' }, { crumbs: ['政务公开', '政府公报'] }) },
		'a list of other documents in the text is no table of its own': {
			...others,
			'/a': page(
				'临江市交通运输局关于废止部分文件的公告',
				`<h1>临江市交通运输局关于废止部分文件的公告</h1><div class="info">发布时间：2026-03-03 来源：市交通运输局</div><div class="content"><p>经研究，决定废止下列文件：</p><table><tr><td>文件名称</td><td>文号</td><td>发文机关</td></tr><tr><td>临江市道路货运管理办法</td><td>临交发〔2018〕12号</td><td>临江市交通运输局</td></tr></table></div>`,
				{ crumbs: ['政务公开', '政策文件'] },
			),
		},
		'news has no table': { '/a': article('临江市供水检查启动', { publishedOn: '2026-03-03' }) },
	},
	faulty: {
		'the date of writing is empty': {
			pages: { '/a': table({ ...full, 成文日期: '' }) },
			at: ['/a'],
			keys: ['成文日期'],
			says: '“成文日期”一栏是空的',
		},
		'the issuer is empty': {
			pages: { '/a': table({ ...full, 发文机关: ' ' }) },
			at: ['/a'],
			keys: ['发文机关'],
		},
		'the title is empty': { pages: { '/a': table({ ...full, 标题: '' }) }, at: ['/a'], keys: ['标题'] },
		'the date of publication is empty': {
			pages: { '/a': table({ ...full, 发布日期: '' }) },
			at: ['/a'],
			keys: ['发布日期'],
		},
		'a number under what is only forwarded may be the superior’s': {
			pages: {
				'/a': table(
					{ ...full, 标题: '转发省水利厅关于开展供水检查的通知', 发文字号: '' },
					{ name: '转发省水利厅关于开展供水检查的通知', body: `<p>苏水办〔2026〕3号</p>${text}` },
				),
			},
			at: ['/a'],
			keys: ['文号'],
			certainty: 'review',
		},
		'the number is empty, and stands under the title': {
			pages: { '/a': table({ ...full, 发文字号: '' }, { body: `<p>${number}</p>${text}` }) },
			at: ['/a'],
			keys: ['文号'],
			says: `正文有发文字号${number}`,
		},
		'the number of a 通知 is empty, and stands nowhere': {
			pages: { '/a': table({ ...full, 发文字号: '' }) },
			at: ['/a'],
			keys: ['文号'],
			certainty: 'review',
		},
		'the row that all others have is not there': {
			pages: { ...others, '/a': table(without('成文日期')) },
			at: ['/a'],
			keys: ['成文日期'],
			says: '本站其他文件都有',
		},
		'no date of publication anywhere': {
			pages: { '/a': table(without('发布日期')) },
			at: ['/a'],
			keys: ['发布日期'],
			says: '没有任何发布日期',
		},
		'only a tag for machines has the date': {
			pages: {
				'/a': table({ ...full, 发布日期: '' }, { head: '<meta name="PubDate" content="2026-03-03 09:30">' }),
			},
			at: ['/a'],
			keys: ['发布日期'],
			certainty: 'review',
		},
	},
});
