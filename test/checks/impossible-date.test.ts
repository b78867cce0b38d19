import check from '../../checks/rules/impossible-date.ts';
import { official, page } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于加强城市供水管理的通知';
const number = '临政办发〔2026〕12号';
const dated = (writtenOn: string, publishedOn: string, name = title): string =>
	official(name, { number, writtenOn, publishedOn });

testCheck(check, {
	clean: {
		'an announcement of what is to come': {
			'/a': dated('2026-03-20', '2026-03-02', '临江市人民政府关于拟定城市供水价格的预公告'),
		},
		'a copy in the gazette': {
			'/a': official(title, {
				number,
				writtenOn: '2026-03-20',
				publishedOn: '2026-03-02',
				crumbs: ['政务公开', '政府公报'],
			}),
		},
		'published on the day of writing': { '/a': dated('2026-03-02', '2026-03-02') },
		'published a day before': { '/a': dated('2026-03-03', '2026-03-02') },
		'published on the day of the audit': { '/a': dated('2026-11-02', '2026-11-15') },
		'a draft precedes the document': {
			'/a': dated(
				'2026-03-20',
				'2026-03-02',
				'关于《临江市城市供水管理办法（征求意见稿）》公开征求意见的通知',
			),
		},
		'only its address bears a date': {
			'/zcwj/202703/t20270301_1.html': page(
				title,
				`<h1>${title}</h1><div class="content"><p>临政办发〔2026〕12号</p><p>为保障群众合法权益，结合本市实际，现就有关事项作如下安排，请认真组织实施。</p></div>`,
				{ crumbs: ['政务公开', '政策文件'] },
			),
		},
	},
	faulty: {
		'in the future': { pages: { '/a': dated('2026-03-02', '2027-03-05') }, at: ['/a'], says: '2027年3月5日' },
		'before it was written': {
			pages: { '/a': dated('2026-03-20', '2026-03-02') },
			at: ['/a'],
			says: '早于成文日期2026年3月20日',
		},
		'mistyped in the table while the signature is right': {
			pages: {
				'/a': official(title, {
					number,
					publishedOn: '2026-03-05',
					table: { 成文日期: '2026-08-02' },
					body: [
						'各县（区）人民政府，市各委办局：',
						'为保障群众合法权益，结合本市实际，现就有关事项作如下安排，请认真组织实施。',
						'临江市人民政府办公室',
						'2026年3月2日',
					],
				}),
			},
			at: ['/a'],
			certainty: 'review',
			says: '落款却是2026年3月2日',
		},
	},
});
