import check from '../../checks/rules/secret-marking.ts';
import { official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于加强城市供水管理的通知';
const filler = '为保障群众合法权益，结合本市实际，现就有关事项作如下安排，请认真组织实施。';
const texts = (lines: readonly string[], more: object = {}): string =>
	official(title, { number: '临政办发〔2026〕12号', writtenOn: '2026-03-02', body: lines, ...more });

testCheck(check, {
	clean: {
		'news about secrecy': {
			'/a': official('临江市保密工作会议召开 部署商业秘密保护', {
				body: ['会议强调，要落实保密工作责任制。', '机密、秘密级文件由专人保管，商业秘密依法保护。'],
			}),
		},
		'no mark': { '/a': texts(['各县（区）人民政府：', filler]) },
		'secrets in running text': {
			'/a': texts([
				'各县（区）人民政府：',
				'供水单位应当保守商业秘密，工作人员对机密文件负有保密责任，内部资料注意保存。',
				filler,
			]),
		},
		'a heading of its own in the middle of a long text': {
			'/a': texts([
				...Array.from({ length: 20 }, () => filler),
				'秘密',
				...Array.from({ length: 20 }, () => filler),
			]),
		},
		'a cell of a table': {
			'/a': texts(['各县（区）人民政府：', filler], {
				more: '<table><tr><td>密级</td><td>秘密</td></tr></table>',
			}),
		},
		'urgent is not secret': { '/a': texts(['特急', '各县（区）人民政府：', filler]) },
	},
	faulty: {
		'秘密★ at the head': {
			pages: { '/a': texts(['秘密★10年', '各县（区）人民政府：', filler]) },
			at: ['/a'],
			certainty: 'review',
			says: '“秘密★10年”',
		},
		'内部资料 注意保存 under the text': {
			pages: { '/a': texts(['各县（区）人民政府：', filler], { marker: '（内部资料 注意保存）' }) },
			at: ['/a'],
			certainty: 'review',
		},
		'a telegram’s grade': {
			pages: { '/a': texts(['等级：特提·明电', '各县（区）人民政府：', filler]) },
			at: ['/a'],
			certainty: 'review',
		},
	},
});
