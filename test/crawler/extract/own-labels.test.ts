import { describe, expect, test } from 'vitest';
import { documentOf, pageOf } from '../../support/document.ts';

test('metadata that the page hides yield to those it shows', () => {
	const hidden = '<div style="display:none"><p>文号：临政发〔2020〕1号</p><p>发布日期：2020-01-01</p></div>';
	const facts = documentOf(pageOf('关于某事的通知', [], `${hidden}<p>文号：临政发〔2020〕6号</p>`));
	expect([facts?.documentNumber?.value, facts?.publishedOn?.value]).toEqual([
		'临政发〔2020〕6号',
		'2020-03-05',
	]);
});

test('a folded table of metadata counts where nothing else says the same', () =>
	expect(
		documentOf(
			pageOf(
				'关于某事的通知',
				[],
				'<div style="display:none"><p>索引号：1</p><p>发文机关：临江市人民政府</p></div>',
			),
		)?.issuer?.value,
	).toBe('临江市人民政府'));

test('a table of metadata behind the text', () => {
	const facts = documentOf(
		`<html><head><title>临江市人民政府</title></head><body><h2>临江市人民政府关于某事的通知</h2><div><p>各镇人民政府：</p><p>现将有关事项通知如下，请认真执行。</p><p>临江市人民政府</p><p>2026年7月6日</p></div><table><tr><td>发文机构</td><td>临江市人民政府</td></tr><tr><td>文　　号</td><td>临政发〔2026〕18号</td></tr><tr><td>索 引 号</td><td>0145-2</td></tr><tr><td>发布时间</td><td>2026-07-09</td></tr></table></body></html>`,
	);
	expect(facts).toMatchObject({
		hasMetadataTable: true,
		documentNumber: { value: '临政发〔2026〕18号' },
		publishedOn: { value: '2026-07-09' },
		writtenOn: { value: '2026-07-06' },
	});
});

test('a long table of metadata above the text', () => {
	const rows =
		'信息名称 信息索引 组配分类 责任部门 生成日期 主题词 服务对象 公开时限 公开范围 信息类别 文号'.split(' ');
	const values =
		'临江市人民政府关于调整基准地价的公告 0145-9 公告 市民政局 2026-04-08 地价 企业 长期 社会 国土 临政告〔2026〕2号'.split(
			' ',
		);
	const table = rows.map((row, i) => `<tr><td>${row}</td><td>${values[i]}</td></tr>`).join('');
	const facts = documentOf(
		`<html><head><title>信息公开</title></head><body><table>${table}</table><div><p>各有关单位：</p><p>现将调整后的基准地价予以公布，请遵照执行。</p></div></body></html>`,
	);
	expect(facts).toMatchObject({
		documentNumber: { value: '临政告〔2026〕2号' },
		indexNumber: { value: '0145-9' },
	});
});

test('rows of labels and rows of values, by turns', () => {
	const table =
		'<table><tr><td>标题</td><td>发布机构</td><td>索引号</td></tr><tr><td>临江市民政局关于某事的意见</td><td>临江市民政局</td><td>0145-3</td></tr><tr><td>文号</td><td>成文日期</td><td>发布日期</td></tr><tr><td>临民发〔2026〕7号</td><td>2026-02-20</td><td>2026-02-25</td></tr></table>';
	expect(
		documentOf(
			`<html><head><title>临江市民政局信息公开</title></head><body>${table}<div><p>各有关单位：</p><p>现就某事提出如下意见，请认真落实。</p></div></body></html>`,
		),
	).toMatchObject({
		title: { value: '临江市民政局关于某事的意见' },
		issuer: { value: '临江市民政局' },
		indexNumber: { value: '0145-3' },
		documentNumber: { value: '临民发〔2026〕7号' },
		publishedOn: { value: '2026-02-25' },
	});
});

test('a list of other documents at a text’s end is part of the text', () => {
	const facts = documentOf(
		pageOf('关于废止部分文件的公告', [
			'<table><tr><td>文件名称</td><td>文号</td><td>发文机关</td></tr><tr><td>临江市货运办法</td><td>临交发〔2018〕12号</td><td>市交通局</td></tr></table>',
		]),
	);
	expect([facts?.documentNumber, facts?.hasMetadataTable]).toEqual([undefined, false]);
});

test('the bracket around a row of labels is no part of its last value', () =>
	expect(
		documentOf(
			pageOf('关于某事的通知', []).replace(/来源：市政府办/, '[ 文号：临政发〔2020〕6号 | 来源：市民政局 ]'),
		)?.source?.value,
	).toBe('市民政局'));

describe('the particulars of the document that an interpretation is about', () => {
	const table =
		'<table><tr><td>文件名称</td><td><a href="/zc/1.html">临江市人民政府关于某项工作的意见</a></td></tr><tr><td>文件编号</td><td>临政发〔2026〕6号</td></tr><tr><td>成文日期</td><td>2026年3月2日</td></tr></table>';
	const facts = documentOf(
		`<html><head><title>解读临江市人民政府关于某项工作的意见</title></head><body><h1>专家解读：某项工作怎么做</h1><p>发布时间：2026-03-05 来源：市民政局</p><div class="TRS_Editor">${table}<p>这项工作不是简单地发放补贴，而是用服务帮助老人。</p></div></body></html>`,
	);
	test('are not its own', () => {
		expect(facts?.title?.value).toBe('专家解读：某项工作怎么做');
		expect(facts?.isInterpretation).toBe(true);
		expect([facts?.documentNumber, facts?.writtenOn]).toEqual([undefined, undefined]);
		expect(facts?.publishedOn?.value).toBe('2026-03-05');
	});
	test('lead to it', () =>
		expect(facts?.related).toMatchObject([{ url: 'http://www.example.gov.cn/zc/1.html', role: 'policy' }]));
	test('so does a number that is a link', () =>
		expect(
			documentOf(
				pageOf('《临江市停车管理办法》热点问答', [
					'答：依据是《临江市停车管理办法》（<a href="/zc/2.html">临政发〔2026〕2号</a>），另见《临江市绿化条例》（<a href="/zc/3.html">临政发〔2026〕3号</a>）。',
				]),
			)?.related.map(({ url, role }) => [url.at(-6), role]),
		).toEqual([
			['2', 'policy'],
			['3', 'related'],
		]));
});
