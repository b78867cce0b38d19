import check from '../../checks/rules/missing-written-date.ts';
import { official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于加强城市供水管理的通知';
const long = '各供水单位要加强水源保护和水质检测，每月至少公布一次检测结果，发现异常的应当在两小时内报告。';
const body = ['各县（区）人民政府，市各委办局：', long, long, long, long, long];
const number = '临政办发〔2026〕12号';

testCheck(check, {
	clean: {
		signed: { '/a': official(title, { number, writtenOn: '2026-03-02', body }) },
		'in the table alone': {
			'/a': official(title, { number, publishedOn: '2026-03-03', table: { 成文日期: '2026-03-02' }, body }),
		},
		'in a note under the title': {
			'/a': official(title, { number, publishedOn: '2026-03-03', body: ['（2026年3月2日）', ...body] }),
		},
		'an empty field is another check’s': {
			'/a': official(title, { number, publishedOn: '2026-03-03', table: { 成文日期: '' }, body }),
		},
		'no number, no 公文': { '/a': official(title, { publishedOn: '2026-03-03', body }) },
		'the text is in a file': {
			'/a': official(title, {
				number,
				publishedOn: '2026-03-03',
				body: [],
				more: '<p><a href="/1.pdf">全文.pdf</a></p>',
			}),
		},
		'a copy in the gazette': {
			'/a': official(title, { number, publishedOn: '2026-03-03', body, crumbs: ['政务公开', '政府公报'] }),
		},
	},
	faulty: {
		'neither signed nor dated': {
			pages: { '/a': official(title, { number, publishedOn: '2026-03-03', body }) },
			at: ['/a'],
			certainty: 'review',
		},
		'发文日期 with a time of day is that of publication': {
			pages: { '/a': official(title, { number, table: { 发文日期: '2026-03-02 22:50:00' }, body }) },
			at: ['/a'],
			certainty: 'review',
		},
	},
});
