import { expect, test } from 'vitest';
import { wordsOf } from '../../reports/confirmed-words.ts';

const told = { state: 'new', certainty: 'review' } as const;
const ruling = { kind: 'confirmed', by: '王芳', at: '2026-11-20T10:00:00+08:00', told } as const;

test.each([
	[
		'外部链接“省农业厅”拒绝程序访问（403），请人工打开确认是否仍然有效。',
		'外部链接“省农业厅”拒绝程序访问（403），经人工核实属实。',
	],
	['栏目“公告”的列表未能加载，请人工打开确认是否为空白栏目。', '栏目“公告”的列表未能加载，经人工核实属实。'],
	['可能是假404，请核实。', '是假404，经人工核实属实。'],
	['有3条读者看不见的外部链接，请核实是否被植入暗链。', '有3条读者看不见的外部链接，经人工核实属实。'],
	[
		'外部链接的页面从标题看已变成博彩页面，请尽快人工核实，属实的立即删除链接。',
		'外部链接的页面从标题看已变成博彩页面，请立即删除链接。',
	],
	['文件可能已被决定废止，请核实：属实的请注明已废止。', '文件已被决定废止，请注明已废止。'],
	[
		'解读约九成的句子与原文相同，请核实是否只是摘抄，是的请重新组织解读。',
		'解读约九成的句子与原文相同，请重新组织解读。',
	],
	[
		'为第9个工作日，应在3个工作日内；请核实日期，属实的，此项为已发生的迟延，页面无需修改。',
		'为第9个工作日，应在3个工作日内；此项为已发生的迟延，页面无需修改。',
	],
	[
		'页面有2个手机号（如 138****0000），请核实是否属于私人信息，属实的立即遮挡。',
		'页面有2个手机号（如 138****0000），请立即遮挡。',
	],
	[
		'发布了不止一次，相隔40天，请核对是否有意再次发布，重复的只保留一条。',
		'发布了不止一次，相隔40天，请只保留一条。',
	],
	['没有找到清单，请核对是否已经公开；没有公开的，请集中公布。', '没有找到清单，请集中公布。'],
	[
		'没有找到监督方式，请核对；没有写明的，请按条例第十二条补充。',
		'没有找到监督方式，请按条例第十二条补充。',
	],
	['标题疑将“部署”写成了“布署”，请核实并改正。', '标题疑将“部署”写成了“布署”，请改正。'],
	// What is to be done depends on what the document is.
	['正文却标注依申请公开，请核对公开属性，不应公开的立即撤下，应当公开的改正标注。', undefined],
])('whoever confirmed a lead is not told to look at it: %s', (message, left = message) => {
	expect(wordsOf({ message, certainty: 'certain', ruling })).toBe(left);
});

test('the sentence stands as it is until somebody has looked', () => {
	const message = '可能是假404，请核实。';
	expect(wordsOf({ message, certainty: 'review' })).toBe(message);
	expect(wordsOf({ message, certainty: 'review', ruling: { ...ruling, kind: 'disputed' } })).toBe(message);
	expect(wordsOf({ message, certainty: 'certain' })).toBe(message);
});
