import check from '../../checks/rules/abolished-document.ts';
import { official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于印发《临江市城市绿化管理办法》的通知';
const old = official(title, { number: '临政办发〔2018〕3号', writtenOn: '2018-03-02' });
const decision = (text: string, rest: Parameters<typeof official>[1] = {}): string =>
	official('临江市人民政府关于废止部分行政规范性文件的决定', {
		number: '临政发〔2025〕20号',
		issuer: '临江市人民政府',
		writtenOn: '2025-06-02',
		body: ['经市政府研究，决定废止下列行政规范性文件，自本决定公布之日起停止执行：', text],
		...rest,
	});
const named = '1.临江市人民政府办公室关于印发《临江市城市绿化管理办法》的通知（临政办发〔2018〕3号）';
const labelled = old.replace('<tr>', '<tr><td>有效性：</td><td>已废止</td></tr><tr>');

testCheck(check, {
	clean: {
		'labelled 已废止': { '/a': labelled, '/b': decision(named) },
		'named by nobody': { '/a': old },
		'in the column of documents no longer in force': {
			'/a': official(title, {
				number: '临政办发〔2018〕3号',
				writtenOn: '2018-03-02',
				crumbs: ['政务公开', '失效废止文件'],
			}),
			'/b': decision(named),
		},
		'the number of another document': {
			'/a': old,
			'/b': decision('1.临江市民政局关于印发《临江市殡葬服务管理规定》的通知（临政办发〔2018〕3号）'),
		},
		'the title of another year’s document': {
			'/a': old,
			'/b': decision('1.临江市人民政府办公室关于印发《临江市城市绿化管理办法》的通知（临政办发〔2009〕7号）'),
		},
		'the new version of the same title is not its own old one': {
			'/a': official(title, {
				number: '临政办发〔2026〕3号',
				writtenOn: '2026-03-02',
				body: [
					'第一条　为了加强城市绿化管理，改善生态环境，结合本市实际，制定本办法。',
					'第二条　本办法自2026年4月1日起施行。《临江市城市绿化管理办法》（临政办发〔2018〕3号）同时废止。',
				],
			}),
		},
		'in force until the new one takes effect': {
			'/a': old,
			'/b': official('临江市人民政府办公室关于印发《临江市园林绿化条例实施办法》的通知', {
				number: '临政办发〔2026〕30号',
				writtenOn: '2026-11-02',
				body: [
					'第一条　为了加强园林绿化管理，改善生态环境，结合本市实际，制定本办法。',
					'第二条　本办法自2027年1月1日起施行，《临江市城市绿化管理办法》（临政办发〔2018〕3号）同时废止。',
				],
			}),
		},
	},
	faulty: {
		'named by number and title in a decision': {
			pages: { '/a': old, '/b': decision(named) },
			at: ['/a'],
			says: '2025年6月2日',
		},
		'named in the last article of a new document': {
			pages: {
				'/a': old,
				'/b': official('临江市人民政府办公室关于印发《临江市园林绿化管理办法》的通知', {
					number: '临政办发〔2024〕30号',
					writtenOn: '2024-11-02',
					body: [
						'第一条　为了加强园林绿化管理，改善生态环境，结合本市实际，制定本办法。',
						'第二条　本办法自2025年1月1日起施行。《临江市城市绿化管理办法》（临政办发〔2018〕3号）同时废止。',
					],
				}),
			},
			at: ['/a'],
		},
		'labelled 有效 although abolished': {
			pages: {
				'/a': old.replace('<tr>', '<tr><td>有效性：</td><td>有效</td></tr><tr>'),
				'/b': decision(named),
			},
			at: ['/a'],
		},
		'each page that shows it as valid': {
			pages: { '/a': old, '/bm/a.html': old, '/b': decision(named) },
			at: ['/a', '/bm/a.html'],
		},
	},
});
