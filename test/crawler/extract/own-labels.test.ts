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
