import check from '../../checks/rules/expired-document.ts';
import { article, list, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市城市供水管理办法';
const body = (last: string): string[] => [
	'第一条　为了加强城市供水管理，保障供水安全，根据有关法律法规，结合本市实际，制定本办法。',
	'第二条　本市行政区域内城市供水及其监督管理活动，适用本办法。',
	`第三条　${last}`,
];
const doc = { number: '临政规〔2021〕2号', writtenOn: '2021-10-20', publishedOn: '2021-10-22' };
const until = (date: string): string =>
	official(title, { ...doc, body: body(`本办法自2021年12月1日起施行，有效期至${date}。`) });
const over = until('2025年11月30日');

testCheck(check, {
	clean: {
		'still in force': { '/a': until('2027年11月30日') },
		'on its last day': { '/a': until('2026年11月15日') },
		'a day after it, which may be counted differently': { '/a': until('2026年11月14日') },
		'labelled 失效': { '/a': over.replace('<tr>', '<tr><td>有效性：</td><td>失效</td></tr><tr>') },
		'labelled 已废止': { '/a': over.replace('<tr>', '<tr><td>时效性：</td><td>已废止</td></tr><tr>') },
		'marked beside its title': { '/a': over.replaceAll(title, `【已失效】${title}`) },
		'extended by a later document': {
			'/a': over,
			'/b': official('临江市人民政府关于延长《临江市城市供水管理办法》有效期的通知', {
				number: '临政规〔2025〕9号',
				writtenOn: '2025-11-10',
				body: [
					'经研究，决定将《临江市城市供水管理办法》（临政规〔2021〕2号）有效期延长至2030年11月30日。',
					'特此通知。',
				],
			}),
		},
		'no period at all': { '/a': official(title, { ...doc, body: body('本办法自2021年12月1日起施行。') }) },
		'the period of a licence is not the document’s': {
			'/a': official(title, {
				...doc,
				body: [...body('供水许可证有效期至2023年12月31日。'), '第四条　本办法自2021年12月1日起施行。'],
			}),
		},
	},
	faulty: {
		'in a crawl that was stopped, which may have missed what extends it': {
			pages: { '/a': over },
			stopped: '达到页数上限',
			at: ['/a'],
			certainty: 'review',
		},
		'the day named is past': { pages: { '/a': over }, at: ['/a'], says: '2025年11月30日' },
		'so many years are past': {
			pages: { '/a': official(title, { ...doc, body: body('本办法自2021年12月1日起施行，有效期3年。') }) },
			at: ['/a'],
			says: '2024年11月30日',
		},
		'labelled 有效 although it is past': {
			pages: { '/a': over.replace('<tr>', '<tr><td>有效性：</td><td>有效</td></tr><tr>') },
			at: ['/a'],
		},
		'two days after its end': { pages: { '/a': until('2026年11月13日') }, at: ['/a'] },
		'extended to a day that is past as well': {
			pages: {
				'/a': until('2022年11月30日'),
				'/b': official('临江市人民政府关于延长《临江市城市供水管理办法》有效期的通知', {
					number: '临政规〔2022〕9号',
					writtenOn: '2022-11-10',
					body: [
						'经研究，决定将《临江市城市供水管理办法》（临政规〔2021〕2号）有效期延长至2024年11月30日。',
						'特此通知。',
					],
				}),
			},
			at: ['/a'],
			certainty: 'review',
		},
		'the gazette’s copy is left to a person where the document has a page': {
			pages: {
				'/a': over.replace('<tr>', '<tr><td>有效性：</td><td>失效</td></tr><tr>'),
				'/gb/': list('政府公报', [['/gb/a.html', title, '2021-12-02']]),
				'/gb/a.html': official(title, {
					...doc,
					crumbs: ['政务公开', '政府公报'],
					body: body('本办法自2021年12月1日起施行，有效期至2025年11月30日。'),
				}),
			},
			at: ['/gb/a.html'],
			certainty: 'review',
		},
		'news of an extension elsewhere extends nothing': {
			pages: { '/a': over, '/xw': article('邻市延长供水管理办法有效期', { publishedOn: '2025-11-01' }) },
			at: ['/a'],
		},
	},
});
