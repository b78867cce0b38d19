import check from '../../checks/rules/late-interpretation.ts';
import { article, list, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于印发《临江市城市供水管理办法》的通知';
const explaining = '《临江市城市供水管理办法》政策解读';

/** A document published on the first day and its interpretation on the second. */
const pair = (
	publishedOn: string,
	explainedOn: string | undefined,
	rest: Parameters<typeof official>[1] = {},
): Record<string, string> => ({
	'/a': official(title, { number: '临政办发〔2026〕12号', writtenOn: publishedOn, publishedOn, ...rest }),
	'/b': article(explaining, {
		...(explainedOn && { publishedOn: explainedOn }),
		crumbs: ['政务公开', '政策解读'],
	}),
});

testCheck(check, {
	clean: {
		'on the third working day': pair('2026-03-03', '2026-03-06'),
		'a weekend in between': pair('2026-03-05', '2026-03-10'),
		'the spring festival in between': pair('2026-02-13', '2026-02-25'),
		'published with the document': pair('2026-03-03', '2026-03-03'),
		'published before the document': pair('2026-03-03', '2026-02-20'),
		'no interpretation at all is another check’s': {
			'/a': official(title, { number: '临政办发〔2026〕12号', writtenOn: '2026-03-02' }),
		},
		'a later second interpretation': {
			...pair('2026-03-03', '2026-03-04'),
			'/c': article('一图读懂《临江市城市供水管理办法》', {
				publishedOn: '2026-06-01',
				crumbs: ['政务公开', '政策解读'],
			}),
		},
		'an interpretation without a date': pair('2026-03-03', undefined),
		'documents moved together by a new publishing system': Object.fromEntries([
			...Array.from({ length: 8 }, (_, i) => [
				`/old/${i}.html`,
				official(`临江市人民政府办公室关于第${i + 1}项工作安排的通知`, {
					number: `临政办发〔2025〕${i + 1}号`,
					writtenOn: `2025-0${i + 1}-10`,
					publishedOn: '2026-03-03',
				}),
			]),
			...Object.entries(
				pair('2026-03-03', '2026-03-20', { writtenOn: '2025-05-05', number: '临政办发〔2025〕55号' }),
			),
		]),
		'before the term existed': pair('2014-03-03', '2014-06-03', { number: '临政办发〔2014〕12号' }),
	},
	faulty: {
		'on the fourth working day': { pages: pair('2026-03-03', '2026-03-09'), at: ['/a'], says: '第4个工作日' },
		'the day after where the profile demands the same day': {
			pages: pair('2026-03-03', '2026-03-04'),
			terms: { interpretationDays: 0 },
			at: ['/a'],
			says: '同日',
		},
		'after a year without an official calendar only what any calendar calls late': {
			pages: pair('2039-03-03', '2039-06-03', { number: '临政办发〔2039〕12号' }),
			asOf: '2039-11-15',
			at: ['/a'],
			certainty: 'review',
		},
		'joined by a likeness of titles alone': {
			pages: {
				...pair('2026-03-03', '2026-03-03'),
				'/b': article('《临江市供水管理办法》政策解读', {
					publishedOn: '2026-04-03',
					crumbs: ['政务公开', '政策解读'],
				}),
			},
			at: ['/a'],
			certainty: 'review',
		},
		'the list of interpretations tells the date of one on another site': {
			pages: {
				'/a': official(title, {
					number: '临政办发〔2026〕12号',
					writtenOn: '2026-03-02',
					publishedOn: '2026-03-03',
				}),
				'/zcjd/': list('政策解读', [
					['https://media.example.com/1.html', explaining, '2026-03-20'],
					['https://media.example.com/2.html', '《临江市其他事项管理办法》政策解读', '2026-03-02'],
				]),
			},
			at: ['/a'],
		},
	},
});
