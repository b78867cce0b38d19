import check from '../../checks/rules/missing-public-marker.ts';
import { article, list, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '临江市人民政府办公室关于做好城市防汛工作的通知';
const doc = { number: '临政办发〔2026〕12号', writtenOn: '2026-03-02' };
const without = official(title, doc);
const required = { terms: { publicMarker: 'required' as const } };

/** So many documents of one issuer and year with the marker, in its two names. */
const siblings = (count: number, marker = '（此件公开发布）'): Record<string, string> =>
	Object.fromEntries(
		Array.from({ length: count }, (_, i) => [
			`/zcwj/s${i}.html`,
			official(`临江市人民政府办公室关于第${i + 20}项重点工作安排的通知`, {
				number: `临政办发〔2026〕${i + 20}号`,
				issuer: i % 2 === 0 ? '市政府办公室' : '临江市人民政府办公室',
				writtenOn: `2026-04-${String(i + 1).padStart(2, '0')}`,
				marker,
			}),
		]),
	);

/** The text is in a file that was read. */
const inFile = official(title, {
	...doc,
	writtenOn: undefined,
	body: ['<a href="/a/1.pdf">临政办发12号.pdf</a>'],
} as never);
const read = { holds: 'document', length: 900, statements: [] } as const;
const marker = { value: '（此件公开发布）', from: 'attachment: 临政办发12号.pdf', sure: 'certain' } as const;

testCheck(check, {
	clean: {
		...Object.fromEntries(
			[
				['a public notice with a number', '临江市人民政府关于禁止燃放烟花爆竹的通告', '临政通〔2026〕3号'],
				['an announcement with a number', '临江市人民政府关于土地征收启动的公告', '临政公告〔2026〕3号'],
				['minutes of a meeting', '临江市人民政府常务会议纪要', '临政纪要〔2026〕3号'],
				[
					'a superior’s text passed on',
					'临江市人民政府办公室转发市水务局关于节约用水意见的通知',
					'临政办发〔2026〕3号',
				],
			].map(([name = '', heading = '', number = '']) => [
				name,
				{ ...required, pages: { '/a': official(heading, { number, writtenOn: '2026-03-02' }) } },
			]),
		),
		...Object.fromEntries(
			['（此件公开）', '（此件删减后主动公开）', '公开方式：主动公开', '信息公开选项：主动公开'].map(
				(words) => [
					`${words} says the same`,
					{ ...required, pages: { '/a': official(title, { ...doc, marker: words }) } },
				],
			),
		),
		'an interpretation whose metadata bear the number of what it explains': {
			...required,
			pages: {
				'/a': official('《临江市城市防汛工作通知》政策解读', { ...doc, crumbs: ['政务公开', '政策解读'] }),
			},
		},
		'the marker in the attachment that is the text': {
			...required,
			pages: { '/a': inFile },
			files: { '/a/1.pdf': { ...read, publicMarker: marker } },
		},
		'a marker in the attachment that makes the document not public': {
			...required,
			pages: { '/a': inFile },
			files: { '/a/1.pdf': { ...read, privateMarker: { ...marker, value: '（此件依申请公开）' } } },
		},
		'the marker in full-width brackets': {
			...required,
			pages: { '/a': official(title, { ...doc, marker: '（此件公开发布）' }) },
		},
		'half-width brackets and blanks': {
			...required,
			pages: { '/a': official(title, { ...doc, marker: '( 此件 公开 发布 )' }) },
		},
		'tags inside the marker': {
			...required,
			pages: { '/a': official(title, { ...doc, marker: '（此件<span>主动</span><b>公开</b>）' }) },
		},
		'删减后公开 is a marker': {
			...required,
			pages: { '/a': official(title, { ...doc, marker: '（此件删减后公开）' }) },
		},
		'in traditional characters': {
			pages: { '/a': official(title, { ...doc, marker: '（此件公開發佈）' }) },
		},
		'公开属性：主动公开 in the metadata': {
			...required,
			pages: { '/a': official(title, { ...doc, table: { 公开属性: '主动公开' } }) },
		},
		'a page without a document number': {
			...required,
			pages: { '/a': official(title, { writtenOn: '2026-03-02' }) },
		},
		'rules issued by 令': {
			...required,
			pages: {
				'/a': official('临江市城市供水管理办法', {
					number: '临江市人民政府令第12号',
					writtenOn: '2026-03-02',
				}),
			},
		},
		'a gazette copy': {
			...required,
			pages: {
				'/gb/': list('政府公报', [['/gb/a.html', title, '2026-04-02']]),
				'/gb/a.html': official(title, { ...doc, crumbs: ['政务公开', '政府公报'] }),
			},
		},
		'news that names a document': {
			...required,
			pages: {
				'/xw/a.html': article('市政府印发《关于做好城市防汛工作的通知》（临政办发〔2026〕12号）', {
					publishedOn: '2026-03-03',
				}),
			},
		},
		'a document of the Party': {
			...required,
			pages: {
				'/a': official('中共临江市委办公室关于做好换届工作的通知', {
					...doc,
					number: '临委办发〔2026〕3号',
					issuer: '中共临江市委办公室',
				}),
			},
		},
		'a document of the State Council, reposted': {
			...required,
			pages: {
				'/a': official('国务院办公厅关于做好政务公开工作的通知', {
					number: '国办发〔2026〕3号',
					issuer: '国务院办公厅',
					writtenOn: '2026-03-02',
				}),
			},
		},
		'a document of the province, reposted': {
			...required,
			pages: {
				'/a': official('江东省人民政府办公厅关于做好政务公开工作的通知', {
					number: '东政办发〔2026〕3号',
					issuer: '江东省人民政府办公厅',
					writtenOn: '2026-03-02',
				}),
			},
		},
		'a document marked as not public is another check’s': {
			...required,
			pages: { '/a': official(title, { ...doc, marker: '（此件依申请公开）' }) },
		},
	},
	faulty: {
		'no marker where the profile demands it': { ...required, pages: { '/a': without }, at: ['/a'] },
		'no marker where ten of the issuer’s documents of the year carry it': {
			pages: { ...siblings(10), '/a': without },
			at: ['/a'],
			says: '11件公文中有10件',
		},
		'too few documents make no habit': {
			pages: { ...siblings(8), '/a': without },
			at: ['/a'],
			certainty: 'review',
		},
		'an issuer who never prints it': {
			pages: {
				'/a': without,
				'/b': official('临江市人民政府办公室关于做好春耕工作的通知', {
					...doc,
					number: '临政办发〔2026〕13号',
				}),
			},
			at: ['/a', '/b'],
			certainty: 'review',
		},
		'the habit of another organ proves nothing': {
			pages: {
				...siblings(12),
				'/a': official('临江市财政局关于做好会计工作的通知', {
					...doc,
					number: '临财会〔2026〕3号',
					issuer: '临江市财政局',
				}),
			},
			at: ['/a'],
			certainty: 'review',
		},
		'the habit of another year proves nothing': {
			pages: {
				...siblings(12),
				'/a': official(title, { number: '临政办发〔2019〕3号', writtenOn: '2019-03-02' }),
			},
			at: ['/a'],
			certainty: 'review',
		},
		'text only in an attachment': { ...required, pages: { '/a': inFile }, at: ['/a'], certainty: 'review' },
		'text only in an attachment that is a scan': {
			...required,
			pages: { '/a': inFile },
			files: { '/a/1.pdf': { noText: 'scanned', length: 0, statements: [] } },
			at: ['/a'],
			certainty: 'review',
			says: '请打开附件核实',
		},
		'text only in an attachment of another title': {
			...required,
			pages: { '/a': inFile },
			files: { '/a/1.pdf': { length: 900, statements: [] } },
			at: ['/a'],
			certainty: 'review',
		},
		'text only in an attachment that was read': {
			...required,
			pages: { '/a': inFile },
			files: { '/a/1.pdf': read },
			at: ['/a'],
			says: '的附件“临政办发12号.pdf”末尾没有“此件公开发布”',
		},
	},
});
