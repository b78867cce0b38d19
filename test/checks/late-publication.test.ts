import check from '../../checks/rules/late-publication.ts';
import { list, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于加强城市供水管理的通知';
const number = '临政办发〔2026〕12号';
const dated = (writtenOn: string | undefined, publishedOn: string, more: object = {}): string =>
	official(title, { number, ...(writtenOn && { writtenOn }), publishedOn, ...more });

testCheck(check, {
	clean: {
		'a draft for comment': {
			'/a': official('关于《临江市城市供水管理办法（征求意见稿）》公开征求意见的通知', {
				number,
				writtenOn: '2026-03-02',
				publishedOn: '2026-06-01',
			}),
		},
		'what is passed on': {
			'/a': official('临江市人民政府办公室转发省水利厅关于节约用水意见的通知', {
				number,
				writtenOn: '2026-03-02',
				publishedOn: '2026-06-01',
			}),
		},
		'printed and issued later than it was signed': {
			'/a': dated('2026-03-02', '2026-04-10', {
				marker: '（此件公开发布）</p><p>临江市人民政府办公室　　　　2026年3月20日印发',
			}),
		},
		'on the twentieth working day': { '/a': dated('2026-03-02', '2026-03-30') },
		'on the day itself': { '/a': dated('2026-03-02', '2026-03-02') },
		'a day to come, which is a slip': { '/a': dated('2026-10-20', '2027-01-05') },
		'no date of writing': { '/a': dated(undefined, '2026-11-01') },
		'the spring festival in between': { '/a': dated('2026-01-30', '2026-03-05') },
		'another copy was in time': {
			'/a': dated('2026-03-02', '2026-06-01'),
			'/b': dated('2026-03-02', '2026-03-05'),
		},
		'the list shows an earlier date': {
			'/a': dated('2026-03-02', '2026-06-01'),
			'/zcwj/': list('政策文件', [
				['/a', title, '2026-03-05'],
				['/x1', '临江市人民政府关于其他事项的通知', '2026-03-01'],
				['/x2', '临江市人民政府关于别的事项的通知', '2026-02-01'],
			]),
		},
		'a day that has not come is no day of publication': { '/a': dated('2026-10-12', '2027-03-01') },
		'a copy in the gazette': {
			'/a': dated('2026-03-02', '2026-06-01', { crumbs: ['政务公开', '政府公报'] }),
		},
		'documents moved together by a new publishing system': Object.fromEntries(
			Array.from({ length: 8 }, (_, i) => [
				`/old/${i}.html`,
				official(`临江市人民政府办公室关于第${i + 1}项工作安排的通知`, {
					number: `临政办发〔2025〕${i + 1}号`,
					writtenOn: `2025-0${i + 1}-10`,
					publishedOn: '2026-03-03',
				}),
			]),
		),
		'what a superior wrote': {
			'/a': official('国务院办公厅关于加强城市供水管理的通知', {
				number: '国办发〔2026〕3号',
				issuer: '国务院办公厅',
				writtenOn: '2026-03-02',
				publishedOn: '2026-06-01',
			}),
		},
		'before there was a term': { '/a': dated('2006-03-02', '2009-06-01') },
	},
	faulty: {
		'late by the day of issue as well': {
			pages: {
				'/a': dated('2026-03-02', '2026-06-10', {
					marker: '（此件公开发布）</p><p>临江市人民政府办公室　　　　2026年3月20日印发',
				}),
			},
			at: ['/a'],
		},
		'in a crawl that was stopped, which may have missed an earlier copy': {
			pages: { '/a': dated('2026-03-02', '2026-03-31') },
			stopped: '达到页数上限',
			at: ['/a'],
			certainty: 'review',
		},
		'a day late': {
			pages: { '/a': dated('2026-03-02', '2026-03-31') },
			at: ['/a'],
			says: '第21个工作日',
		},
		'an answer to a proposal, which its author agrees to tell': {
			pages: {
				'/a': official('对市政协十届三次会议第12号提案的答复', {
					number: '临政办函〔2026〕12号',
					writtenOn: '2026-03-02',
					publishedOn: '2026-04-30',
				}),
			},
			at: ['/a'],
			certainty: 'review',
		},
		'by the term of the profile': {
			pages: { '/a': dated('2026-03-02', '2026-03-13') },
			terms: { publicationDays: 7 },
			at: ['/a'],
		},
		'more than a year later it may have stood elsewhere before': {
			pages: { '/a': dated('2024-03-02', '2026-03-31') },
			at: ['/a'],
			certainty: 'review',
		},
		'a year without an official calendar': {
			pages: { '/a': dated('2039-03-03', '2039-06-03') },
			asOf: '2039-11-15',
			at: ['/a'],
			certainty: 'review',
			says: '缺少部分年份的工作日历',
		},
	},
});
