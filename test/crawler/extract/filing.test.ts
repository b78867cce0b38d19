import { describe, expect, test } from 'vitest';
import { documentOf, pageOf } from '../../support/document.ts';

const filed = (head: string) => {
	const facts = documentOf(pageOf('关于某事的通知', [], head));
	return [facts?.indexNumber?.value, facts?.topicCategory?.value];
};

describe('索引号 and 主题分类', () => {
	test.each<[string, string, (string | undefined)[]]>([
		[
			'in a table',
			'<table><tr><td>索 引 号：</td><td>003712345/2026-00118</td><td>主题分类：</td><td>城乡建设、环境保护\\城市建设</td></tr></table>',
			['003712345/2026-00118', '城乡建设、环境保护\\城市建设'],
		],
		['in brackets', '<p>【索 引 号】 临政-2026-018</p><p>【主题分类】 农业</p>', ['临政-2026-018', '农业']],
		[
			'an index that looks like a number',
			'<p>索引号：临民〔2026〕-0305-01</p>',
			['临民〔2026〕-0305-01', undefined],
		],
		[
			'分类 where nothing else is',
			'<p>索引号：1</p><p>分类：公安、安全、司法</p>',
			['1', '公安、安全、司法'],
		],
		['主题分类 before 分类', '<p>索引号：1</p><p>分类：通知</p><p>主题分类：民政</p>', ['1', '民政']],
		['empty', '<p>索引号：</p><p>主题分类：无</p><p>文号：无</p>', [undefined, undefined]],
		[
			'no topic: a word, an audience, a kind',
			'<p>索引号：1</p><p>主题词：养老</p><p>服务对象：企业</p><p>组配分类：政策文件</p>',
			['1', undefined],
		],
		[
			'in tags',
			'<meta name="IndexNumber" content="0145-7"><meta name="TopicCategory" content="民政">',
			['0145-7', '民政'],
		],
	])('%s', (_, head, expected) => expect(filed(head)).toEqual(expected));

	test('分类 is less sure', () => {
		const facts = documentOf(pageOf('关于某事的通知', [], '<p>索引号：1</p><p>分类：民政</p>'));
		expect(facts?.topicCategory).toEqual({ value: '民政', from: 'table:分类', sure: 'likely' });
	});
});

test('labels in elements without a blank between them', () => {
	const facts = documentOf(
		pageOf('关于某事的通知', []).replace(
			/<div class="info">.*?<\/div>/,
			'<div><span>来源：临江日报</span><span>作者：张三</span><span>发布机构：临江市民政局</span><span>浏览：<i>3</i></span></div>',
		),
	);
	expect([facts?.source?.value, facts?.issuer?.value]).toEqual(['临江日报', '临江市民政局']);
});

test('a source without the bracket that opens the tools behind it', () =>
	expect(
		documentOf(pageOf('关于某事的通知', []).replace('来源：市政府办', '来源：市民政局 【字号：大 中 小】'))
			?.source?.value,
	).toBe('市民政局'));
