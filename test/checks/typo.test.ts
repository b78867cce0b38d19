import { expect, test } from 'vitest';
import check from '../../checks/rules/typo.ts';
import pairs from '../../crawler/extract/typos.json' with { type: 'json' };
import { article, list, official } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const news = (sentence: string, title = '临江市召开供水工作会议'): Record<string, string> => ({
	'/a': article(title, {
		publishedOn: '2026-03-02',
		body: [sentence, '会议要求各地各部门加强组织领导，明确责任分工，确保各项任务落到实处。'],
	}),
});

testCheck(check, {
	clean: {
		'nothing of the list': news('会议部署了下一阶段的供水保障工作，市政府有关部门参加。'),
		'the same signs in another word': news('公布署名文章，沿岸有强烈土腥味，按装机容量核定用水。'),
		'spoken of in quotation marks': news('读者来信指出，上期把“政府”错写成“攻府”，编辑部表示感谢。'),
		'an operator’s word in another title': {
			pages: news('会议部署了下一阶段的工作。'),
			terms: { typos: [{ wrong: '临江氏', right: '临江市' }] },
		},
	},
	faulty: {
		...Object.fromEntries(
			['攻府', '中华人民共合国', '中国入民', '烈土', '人民代表大人', '党十九大', '扫黑险恶', '领导小姐'].map(
				(wrong) => [
					`known to be severe: ${wrong}`,
					{
						pages: news(`会议由${wrong}有关方面主持，并就下一阶段的供水工作作了部署。`),
						at: ['/a'],
						keys: [wrong],
						certainty: 'review' as const,
					},
				],
			),
		),
		'an ordinary one': {
			pages: news('会议布署了下一阶段的供水保障工作，各有关部门参加。'),
			at: ['/a'],
			keys: ['布署'],
			says: '把“部署”写成了“布署”',
		},
		'one whose signs other words hold rightly': {
			pages: news('会议要求年底前完成水表按装，各有关部门参加。'),
			at: ['/a'],
			keys: ['按装'],
			says: '把“安装”写成了“按装”',
		},
		'a list that repeats the title': {
			pages: {
				...news('会议明确了下一阶段的供水保障工作。', '临江市供水工作布署会召开'),
				'/xw/': list('政务动态', [
					['/a', '临江市供水工作布署会召开', '2026-03-02'],
					['/b', '临江市开展植树活动', '2026-03-01'],
					['/c', '临江市举办读书节', '2026-02-20'],
				]),
			},
			at: ['/a'],
			keys: ['布署'],
		},
		'a list alone, where the text has been mended': {
			pages: {
				...news('会议明确了下一阶段的供水保障工作。', '临江市供水工作部署会召开'),
				'/xw/': list('政务动态', [
					['/a', '临江市供水工作布署会召开', '2026-03-02'],
					['/b', '临江市开展植树活动', '2026-03-01'],
					['/c', '临江市举办读书节', '2026-02-20'],
				]),
			},
			at: ['/xw/'],
			keys: ['布署'],
		},
		'a severe one is for a person': {
			pages: news('市人名政府有关部门参加了会议，并就下一阶段的工作作了发言。'),
			at: ['/a'],
			keys: ['人名政府'],
			certainty: 'review',
		},
		'in a heading': {
			pages: news('会议明确了下一阶段的供水保障工作。', '临江市成立供水工作领导小姐'),
			at: ['/a'],
			keys: ['领导小姐'],
			certainty: 'review',
		},
		'a word of the operator’s in a title': {
			pages: {
				'/a': official('临江氏人民政府关于供水的通知', {
					number: '临政发〔2026〕12号',
					writtenOn: '2026-03-02',
				}),
			},
			terms: { typos: [{ wrong: '临江氏', right: '临江市' }] },
			at: ['/a'],
			keys: ['临江氏'],
			certainty: 'review',
		},
	},
});

test.each(pairs)('the list says how $wrong is written', ({ wrong, right }) => {
	expect(wrong).toMatch(/^[\u4e00-\u9fa5]{2,}$/);
	expect(right).toMatch(/^[\u4e00-\u9fa5]{2,}$/);
	expect(right).not.toContain(wrong);
});
