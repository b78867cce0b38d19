import check from '../../checks/rules/contradictory-validity.ts';
import { official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市城市供水管理办法';
const labelled = (
	label: string | undefined,
	sentence = '第三条　本办法自2020年4月1日起施行。',
	more: object = {},
): string =>
	official(title, {
		number: '临政发〔2020〕12号',
		writtenOn: '2020-03-02',
		table: { ...(label && { 有效性: label }) },
		body: [
			'第一条　为了加强城市供水管理，保障用水安全，结合本市实际，制定本办法。',
			'第二条　本市行政区域内的城市供水、用水及其管理活动，适用本办法。',
			sentence,
		],
		...more,
	});
const short = '第三条　本办法自2020年4月1日起施行，有效期3年。';

testCheck(check, {
	clean: {
		'in force and labelled so': { '/a': labelled('有效') },
		'expired and labelled so': { '/a': labelled('失效', short) },
		'expired without a label is another check’s': { '/a': labelled(undefined, short) },
		'labelled 有效 beyond its period is another check’s': { '/a': labelled('有效', short) },
		'labelled 有效 and abolished by a later document is another check’s': {
			'/a': labelled('有效'),
			'/b': official('临江市人民政府关于废止部分文件的决定', {
				number: '临政发〔2025〕3号',
				writtenOn: '2025-03-02',
				body: ['市政府决定，废止《临江市城市供水管理办法》（临政发〔2020〕12号）。'],
			}),
		},
		'only partly void': { '/a': labelled('部分有效', short) },
		'kept in force by a later document': {
			'/a': labelled('有效', short),
			'/b': official('临江市人民政府关于延长《临江市城市供水管理办法》有效期的通知', {
				number: '临政发〔2023〕3号',
				writtenOn: '2023-03-02',
				body: ['《临江市城市供水管理办法》（临政发〔2020〕12号）有效期延长至2028年3月31日。'],
			}),
		},
	},
	faulty: {
		'another page of the same document says 失效': {
			pages: { '/a': labelled('有效'), '/b': labelled('失效') },
			at: ['/a'],
			says: '标注“失效”',
		},
	},
});
