import check from '../../checks/rules/malformed-document-number.ts';
import { official, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于加强城市供水管理的通知';
const numbered = (number: string, more: object = {}): string =>
	official(title, { number, writtenOn: '2026-03-02', ...more });

testCheck(check, {
	clean: {
		'a superior’s number in the title of what is passed on': {
			'/a': numbered('临政办发〔2026〕12号').replaceAll(
				title,
				'临江市人民政府办公室转发关于加强供水管理的通知（省政办发[2026]8号）',
			),
		},
		'a number of another organ that the text rests on': {
			'/a': numbered('临政办发〔2026〕12号', {
				body: [
					'各县（区）人民政府：',
					'根据省水利厅（省水资[2026]第008号）要求，现就有关事项通知如下，请遵照执行。',
				],
			}),
		},
		'as the standard asks': { '/a': numbered('临政办发〔2026〕12号') },
		'blanks aside': { '/a': numbered('临政办发 〔2026〕 12 号') },
		'a decree': { '/a': numbered('临江市人民政府令第12号') },
		'an announcement': { '/a': numbered('公告2026年第5号') },
		'before there was a standard': { '/a': numbered('临政办发[1998]12号') },
		'another organ’s number in the text': {
			'/a': numbered('临政办发〔2026〕12号', {
				body: [
					'各县（区）人民政府：',
					'现将省政府办公厅通知（省政办发[2026]第08号）转发给你们，请认真贯彻执行。',
				],
			}),
		},
		'a superior’s document': {
			'/a': official('国务院办公厅关于加强供水管理的通知', {
				number: '国办发[2026]12号',
				issuer: '国务院办公厅',
				writtenOn: '2026-03-02',
			}),
		},
		'a copy in the gazette': { '/a': numbered('临政办发[2026]12号', { crumbs: ['政务公开', '政府公报'] }) },
	},
	faulty: {
		'square brackets': {
			pages: { '/a': numbered('临政办发[2026]12号') },
			at: ['/a'],
			says: '应写作“临政办发〔2026〕12号”',
		},
		'round brackets': { pages: { '/a': numbered('临政办发（2026）12号') }, at: ['/a'] },
		'【】': { pages: { '/a': numbered('临政办发【2026】12号') }, at: ['/a'] },
		'第 before the serial': {
			pages: { '/a': numbered('临政办发〔2026〕第12号') },
			at: ['/a'],
			says: '多了“第”',
		},
		'leading zeros': { pages: { '/a': numbered('临政办发〔2026〕012号') }, at: ['/a'], says: '补了零' },
		'under the title': {
			pages: {
				'/a': page(
					title,
					`<h1>${title}</h1><div class="content"><p>临政办发[2026]12号</p><p>各县（区）人民政府：</p><p>为保障群众合法权益，结合本市实际，现就有关事项作如下安排，请认真组织实施。</p></div>`,
					{ crumbs: ['政务公开', '政策文件'] },
				),
			},
			at: ['/a'],
		},
		...Object.fromEntries(
			['公告〔2026〕第3号', '临人社工认[2026]33号', '临政复决〔2026〕第3号', '临环表复[2026]12号'].map(
				(own) => [
					`a series of announcements or single cases: ${own}`,
					{ pages: { '/a': numbered(own) }, at: ['/a'], certainty: 'review' as const },
				],
			),
		),
		'a series of land sales has its own customs': {
			pages: { '/a': numbered('临自然资告字[2026]12号') },
			at: ['/a'],
			certainty: 'review',
		},
	},
});
