import { describe, expect, test } from 'vitest';
import type { DocumentFacts } from '../../../crawler/page-facts.ts';
import { documentOf, pageOf } from '../../support/document.ts';

const text =
	'<p>各县（市、区）人民政府，市政府各部门：</p><p>为进一步做好有关工作，根据《省人民政府关于某事的意见》（省政发〔2019〕29号）精神，结合实际，现就有关事项通知如下。</p><p>一、提高认识。各地要把这项工作摆在重要位置，切实抓紧抓好，确保取得实效。</p>';
const signed =
	'<p style="text-align:right">临江市人民政府办公室</p><p style="text-align:right">2020年3月2日</p><p>（此件公开发布）</p>';
const title = '临江市人民政府办公室关于做好某项工作的通知';

const values = (facts: DocumentFacts | undefined) =>
	facts && {
		title: facts.title?.value,
		number: facts.documentNumber?.value,
		issuer: facts.issuer?.value,
		written: facts.writtenOn?.value,
		published: facts.publishedOn?.value,
		marker: facts.publicMarker?.value,
		table: facts.hasMetadataTable,
	};

const expected = {
	title,
	number: '临政办发〔2020〕6号',
	issuer: '临江市人民政府办公室',
	written: '2020-03-02',
	published: '2020-03-05',
	marker: '（此件公开发布）',
	table: true,
};

describe('the same document on many publishing systems', () => {
	const families: Record<string, [string, string?]> = {
		'TRS with a table': [
			`<html><head><title>${title}_临江市人民政府</title><meta name="ArticleTitle" content="${title}"><meta name="PubDate" content="2020-03-05 10:00"></head><body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div><table><tr><td>索引号：</td><td>0145/2020-1</td><td>发文机关：</td><td>临江市人民政府办公室</td></tr><tr><td>文号：</td><td>临政办发〔2020〕6号</td><td>成文日期：</td><td>2020-03-02</td></tr></table><h2>${title}</h2><div class="TRS_Editor">${text}${signed}</div><div class="footer">主办：临江市人民政府</div></body></html>`,
		],
		gkmlpt: [
			`<html><head><title>${title} - 临江市政府</title></head><body><div class="introduction"><table><tr><td>索引号：</td><td>0145-1</td><td>分类：</td><td>通知</td></tr><tr><td>发布机构：</td><td>临江市人民政府办公室</td><td>成文日期：</td><td>2020-03-02</td></tr><tr><td>名称：</td><td colspan="3">${title}</td></tr><tr><td>文号：</td><td>临政办发〔2020〕6号</td><td>发布日期：</td><td>2020-03-05</td></tr></table></div><h1 class="title document-number">${title}</h1><div class="article-content">${text}${signed}</div></body></html>`,
		],
		博达: [
			`<html><head><title>${title}-临江市</title><meta name="PubDate" content="2020/03/05"></head><body><div class="info"><ul><li><b>索 引 号</b><span>0145-1</span></li><li><b>发文单位</b><span>临江市人民政府办公室</span></li><li><b>发文字号</b><span>临政办发〔2020〕6号</span></li><li><b>成文日期</b><span>2020年03月02日</span></li></ul></div><form name="_newscontent_fromname"><h3>${title}</h3><div id="vsb_content"><div class="v_news_content">${text}${signed}</div></div></form></body></html>`,
		],
		织梦: [
			`<html><head><title>${title}_临江市人民政府网</title></head><body><div class="place">当前位置：<a href="/">主页</a> > <a href="/zw/">政务</a></div><div class="xx"><p>索引号：0145-1</p><p>发文机关：临江市人民政府办公室</p><p>文　　号：临政办发〔2020〕6号</p><p>成文日期：2020-03-02</p></div><div class="title"><h2>${title}</h2></div><div class="info"><small>时间:</small>2020-03-05 09:11<small>来源:</small>未知</div><div class="content">${text}${signed}</div></body></html>`,
		],
		'made by hand, upper case': [
			`<HTML><HEAD><TITLE>${title}</TITLE></HEAD><BODY><TABLE><TR><TD>索引号</TD><TD>0145-1</TD></TR><TR><TD>发 文 机 关</TD><TD>临江市人民政府办公室</TD></TR><TR><TD>发 文 字 号</TD><TD>临政办发〔2020〕6号</TD></TR><TR><TD>成 文 日 期</TD><TD>二〇二〇年三月二日</TD></TR><TR><TD>发 布 日 期</TD><TD>2020.03.05</TD></TR></TABLE><CENTER><B><FONT SIZE=5>${title}</FONT></B></CENTER><TABLE><TR><TD>${text}${signed}</TD></TR></TABLE></BODY></HTML>`,
		],
		'a date only in the address': [
			`<html><head><title>${title}</title></head><body><dl><dt>索引号</dt><dd>0145-1</dd><dt>发文机关</dt><dd>临江市人民政府办公室</dd><dt>文号</dt><dd>临政办发〔2020〕6号</dd><dt>成文日期</dt><dd>2020-03-02</dd></dl><h1>${title}</h1><div id="zoom">${text}${signed}</div></body></html>`,
			'http://www.linjiang.gov.cn/zwgk/202003/t20200305_123456.html',
		],
	};
	test.each(Object.entries(families))('%s', (_, [html, url]) =>
		expect(values(documentOf(html, url))).toEqual(expected),
	);

	test('without a table, all from the text', () => {
		const html = `<html><head><title>${title}-临江市人民政府</title></head><body><h1>${title}</h1><div>发布时间：2020-03-05 浏览次数：<span id="hits"></span></div><div id="vsb_content"><p style="text-align:center">临政办发〔2020〕6号</p>${text}${signed}</div><div>主办单位：临江市人民政府</div></body></html>`;
		expect(values(documentOf(html))).toEqual({ ...expected, table: false });
	});

	test('number, date and marker in pieces', () => {
		const html = `<html><head><title>${title}</title></head><body><h1>${title}</h1><div>发布时间：2020-03-05</div><div class="TRS_Editor"><p><span>临政办</span><span>发〔</span><span>2020</span>〕 <span>6</span>号</p>${text}<p>临江市人民政府办公室</p><p>2020<span>年</span>3月<span>2</span>日</p><p>（此件 <b>公开</b>&nbsp;发布)</p></div></body></html>`;
		expect(values(documentOf(html))).toMatchObject({
			number: '临政办发〔2020〕6号',
			written: '2020-03-02',
			marker: '（此件公开发布)',
		});
	});
});

describe('facts that are not the page’s own', () => {
	const news =
		'<html><head><title>我市召开工作推进会-临江市人民政府</title></head><body><h1>我市召开工作推进会</h1><div>发布时间：2020-03-05 来源：临江日报</div><div class="content"><p>3月4日，我市召开推进会。会议传达了《关于某事的通知》（临政办发〔2020〕6号），强调文件应当标注“（此件公开发布）”字样。</p><p>临政办发〔2019〕1号等文件同时废止，会议要求认真执行有关规定，切实做好各项工作。</p></div></body></html>';
	test('news that cites numbers, markers and abolitions', () => {
		const facts = documentOf(news);
		expect(values(facts)).toMatchObject({
			number: undefined,
			marker: undefined,
			written: undefined,
			issuer: undefined,
			table: false,
		});
		expect(facts?.statements).toEqual([]);
		expect(facts?.citedNumbers).toEqual(['临政办发〔2020〕6号', '临政办发〔2019〕1号']);
		expect(facts?.citedTitles).toEqual(['关于某事的通知']);
	});

	test('a marker that the text quotes', () => {
		const facts = documentOf(
			pageOf('关于规范公文标注的通知', [
				'凡主动公开的公文，需要在附注部分标注“（此件公开发布）”字样，不得遗漏。',
				'临江市人民政府办公室',
				'2020年3月2日',
			]),
		);
		expect(facts?.publicMarker).toBeUndefined();
	});

	test('a licence number in a table of data', () => {
		expect(
			documentOf(
				pageOf('授权许可结果公示（第三批）', [
					'<table><tr><td>单位</td><td>证书</td></tr><tr><td>某计量所</td><td>临法计〔2020〕1号</td></tr></table>',
				]),
			)?.documentNumber,
		).toBeUndefined();
	});

	test('a number at the end of a title that belongs to what it interprets', () => {
		expect(
			documentOf(pageOf('解读《临江市某办法》（临政发〔2020〕6号）', ['一、背景。']))?.documentNumber,
		).toBeUndefined();
	});
});

describe('markers', () => {
	const cases: [string, Partial<Record<'publicMarker' | 'privateMarker', string>>][] = [
		['（此件公开发布）', { publicMarker: '（此件公开发布）' }],
		['(此件主动公开)', { publicMarker: '(此件主动公开)' }],
		['（此件删减后公开）', { publicMarker: '（此件删减后公开）' }],
		['2020年3月2日（此件公开发布）', { publicMarker: '（此件公开发布）' }],
		['（此件依申请公开）', { privateMarker: '（此件依申请公开）' }],
		['（此件不予公开）', { privateMarker: '（此件不予公开）' }],
		['（联系人：张三）', {}],
	];
	test.each(cases)('%s', (line, marks) => {
		const facts = documentOf(pageOf('关于某事的通知', ['临江市人民政府', '2020年3月2日', line]));
		expect({
			...(facts?.publicMarker ? { publicMarker: facts.publicMarker.value } : {}),
			...(facts?.privateMarker ? { privateMarker: facts.privateMarker.value } : {}),
		}).toEqual(marks);
	});
	test('公开属性 is a field', () =>
		expect(
			documentOf(pageOf('关于某事的通知', [], '<ul><li>索引号：1</li><li>公开属性：主动公开</li></ul>'))
				?.publicAttribute?.value,
		).toBe('主动公开'));
});

test('公开形式 as a line of the text', () =>
	expect(
		documentOf(pageOf('关于某事的通知', ['临江市民政局', '2020年3月2日', '（信息公开形式：主动公开）']))
			?.publicAttribute,
	).toMatchObject({ value: '主动公开', from: 'text' }));

describe('labels of validity', () => {
	test.each([
		['【已失效】关于某事的通知', '', '已失效'],
		['关于某事的通知（已废止）', '', '已废止'],
		['关于某事的通知', '<ul><li>索引号：1</li><li>有 效 性：失效</li></ul>', '失效'],
		[
			'关于某事的通知',
			'<table><tr><td>索引号</td><td>1</td><td>效力状态</td><td>现行有效</td></tr></table>',
			'现行有效',
		],
		['关于某事的通知', '<ul><li>索引号：1</li><li>是否有效：否</li></ul>', '失效'],
		['关于某事的通知', '<ul><li>索引号：1</li><li>有效性：</li></ul>', undefined],
		['关于某事的通知', '<p><img src="/a.png" alt="已废止"></p>', '已废止'],
		['关于某事的通知', '<div>温馨提示：本文件已失效</div>', '已失效'],
		['关于某事的通知', '<p>【该文件已于2021年3月31日被临政发〔2021〕20号废止】</p>', '已废止'],
		['关于某事的通知', '<p>注意：本条例已于2022年5月1日废止</p>', '已废止'],
		['关于某事的通知', '<p>本文件有效期届满自动失效</p>', undefined],
	])('%s %s', (name, head, label) => {
		const facts = documentOf(pageOf(name, [], head));
		expect(facts?.validityLabel?.value).toBe(label);
		expect(facts?.title?.value).toBe('关于某事的通知');
	});
});

describe('the day of publication', () => {
	const page = (head: string, line: string) =>
		`<html><head><title>关于某事的通知</title>${head}</head><body><h1>关于某事的通知</h1><div>${line}</div><div class="TRS_Editor">${text}</div></body></html>`;
	test.each([
		['the tag', '<meta name="PubDate" content="2020-03-05 18:44">', '', '2020-03-05'],
		['the label', '', '发布日期：2020年03月05日', '2020-03-05'],
		['a label with words turned', '', '时间发布：2020-03-05 09:51 阅读次数: 次', '2020-03-05'],
		['a date alone under the title', '', '2020-03-05 来源：市政府', '2020-03-05'],
		[
			'printed by a script',
			'',
			'发布时间：<script>var pubdata="2020年03月05日";document.write(pubdata);</script>',
			'2020-03-05',
		],
		[
			'a tag that tells when the page was built',
			'<meta name="PubDate" content="2023-08-16 10:33:59"><meta name="others" content="页面生成时间 2023-08-16 10:33:59">',
			'发布时间：2020-03-05',
			'2020-03-05',
		],
		['none', '', '浏览次数：12', undefined],
	])('%s', (_, head, line, on) => expect(documentOf(page(head, line))?.publishedOn?.value).toBe(on));
	test('tag and label that disagree', () =>
		expect(
			documentOf(page('<meta name="PubDate" content="2020-03-09">', '发布时间：2020-03-05'))?.publishedOn
				?.sure,
		).toBe('likely'));
});

describe('a title that nothing marks', () => {
	const name = '临江市人民政府办公室关于做好某项工作的通知';
	test.each([
		[
			'over the line of particulars',
			`<p><font size="6">${name}</font></p><p>2020-3-5 9:30 点击数：</p>`,
			name,
		],
		['behind a stamp', `<div>【已废止】${name}</div><div>发布时间：2020-03-05</div>`, name],
	])('%s', (_, head, title) =>
		expect(
			documentOf(
				`<html><head><title>${head.includes('已废止') ? name : '政府文件'}</title></head><body>${head}<div>${text}</div><p>临江市人民政府</p><p>2020年3月2日</p></body></html>`,
			)?.title?.value,
		).toBe(title),
	);
});

describe('the number beside other words', () => {
	test.each([
		['签发人', '临江市某项工作的报告', '<p>临政发〔2020〕6号　　　　签发人：张三</p>'],
		[
			'the date of publication',
			'关于某项工作的通知',
			'<p>临政发〔2020〕6号　发布时间：2020-03-05　来源：市政府</p>',
		],
		['the head of the title', '临政发〔2020〕6号 关于某项工作的通知', ''],
	])('%s', (_, title, head) =>
		expect(
			documentOf(pageOf(title, [], head).replace(/(<h1>.*<\/h1>)/, `$1${head}`))?.documentNumber?.value,
		).toBe('临政发〔2020〕6号'),
	);
});

test('发文日期 without a time of day yields to the date in the address', () => {
	const html = pageOf(
		'关于某项工作的通知',
		['临江市统计局', '2020年3月2日'],
		'<ul><li>索引号：1</li><li>发文日期：2020-03-02</li></ul>',
	).replace('发布时间：2020-03-05 ', '');
	const facts = documentOf(html, 'http://www.example.gov.cn/art/2020/3/9/art_1_2.html');
	expect([facts?.writtenOn?.value, facts?.publishedOn?.value]).toEqual(['2020-03-02', '2020-03-09']);
});

test('a unit responsible for a task is no issuer', () => {
	const facts = documentOf(
		pageOf('关于某项工作的通知', [
			'临江市人民政府办公室',
			'2020年3月2日',
			'附件',
			'责任单位：市民政局',
			'2021年底前完成。',
		]),
	);
	expect(facts?.issuer?.value).toBe('临江市人民政府办公室');
});

test('a title over several paragraphs', () => {
	const html = `<html><head><title>临江市人民政府 关于某项工作和另一项工作的决议__2007年第23号__临江市政府网</title></head><body><div class="b"><p>临江市人民政府</p><p>关于某项工作和</p><p>另一项工作的决议</p>${text}</div></body></html>`;
	expect(documentOf(html)?.title?.value).toBe('临江市人民政府关于某项工作和另一项工作的决议');
});

describe('发文日期', () => {
	const head = '<ul><li>索引号：1</li><li>发布机构：临江市统计局</li><li>发文日期：2020-03-31</li></ul>';
	const html = (lines: string) =>
		`<html><head><title>2019年统计公报</title></head><body>${head}<h1>2019年统计公报</h1><div id="zoom">${lines}${text}</div></body></html>`;
	test('beside a signature it is the publication', () => {
		const facts = documentOf(html('<p>临江市统计局</p><p>2020年3月28日</p>'));
		expect([facts?.writtenOn?.value, facts?.publishedOn?.value]).toEqual(['2020-03-28', '2020-03-31']);
	});
	test('with a time of day it is the publication', () => {
		const facts = documentOf(html('').replace('2020-03-31', '2020-03-31 22:50:00'));
		expect([facts?.writtenOn?.value, facts?.publishedOn?.value]).toEqual([undefined, '2020-03-31']);
	});
	test('alone it is the day of writing', () =>
		expect(documentOf(html(''))?.writtenOn?.value).toBe('2020-03-31'));
});

test('a line of printing is no signature', () => {
	const facts = documentOf(
		pageOf('关于某事的通知', ['2020年3月2日', '临江市人民政府办公室 2020年3月8日印发']),
	);
	expect([facts?.writtenOn?.value, facts?.issuer?.value]).toEqual(['2020-03-02', undefined]);
});

test('a text that is only in a file', () => {
	const facts = documentOf(
		pageOf('关于某事的通知', []).replace(
			/<div id="text">.*?<\/div>/,
			'<div id="zoom"><p><a href="javascript:;" oldsrc="W020201018.pdf">关于某事的通知.pdf</a></p></div>',
		),
	);
	expect(facts?.bodyLength).toBe(0);
	expect(facts?.attachments.map(({ url }) => url)).toEqual(['http://www.example.gov.cn/zwgk/W020201018.pdf']);
});

describe('national laws and regulations', () => {
	const law = (note: string, name = '中华人民共和国某某法', more = '') =>
		documentOf(
			`<html><head><title>${name}</title></head><body><h1>${name}</h1>${more}<div class="TRS_Editor"><p>${note}</p><p>第一条 为了规范有关活动，保护公民、法人和其他组织的合法权益，制定本法，适用于中华人民共和国境内。</p><p>第二条 国家实行有关制度，各级人民政府应当加强领导，采取措施，保障实施。</p></div></body></html>`,
		)?.statute;
	test('a law with its amendments', () =>
		expect(
			law(
				'（1993年12月29日第八届全国人民代表大会常务委员会第五次会议通过　根据1999年12月25日《关于修改〈某某法〉的决定》第一次修正　2023年12月29日第十四届全国人民代表大会常务委员会第七次会议第二次修订　自2024年7月1日起施行）',
			),
		).toMatchObject({
			title: '中华人民共和国某某法',
			dates: ['1993-12-29', '1999-12-25', '2023-12-29'],
			historical: false,
		}));
	test('an administrative regulation', () =>
		expect(
			law(
				'（2007年4月5日中华人民共和国国务院令第492号公布 2019年4月3日中华人民共和国国务院令第711号修订）',
				'中华人民共和国某某条例',
			),
		).toMatchObject({ dates: ['2007-04-05', '2019-04-03'], decreeNumbers: ['492', '711'] }));
	test('labelled as a historical version', () =>
		expect(
			law(
				'（1993年12月29日第八届全国人民代表大会常务委员会第五次会议通过）',
				'中华人民共和国某某法',
				'<p>历史版本</p>',
			)?.historical,
		).toBe(true));
	test('a province’s own', () =>
		expect(
			law('（2020年5月1日某某省第十三届人民代表大会常务委员会第八次会议通过）', '某某省某某条例'),
		).toBeUndefined());
	test('a decision about it', () =>
		expect(law('（2020年5月1日国务院令第700号公布）', '关于贯彻某某条例的通知')).toBeUndefined());
});

test('hostile text ends soon', () => {
	const long = [
		`${'《'.repeat(200_000)}`,
		'（此件'.repeat(100_000),
		'废止《A》、'.repeat(60_000),
		`本办法自${'有效期'.repeat(100_000)}`,
		'临政发〔2020〕'.repeat(60_000),
		'<b>索引号</b>'.repeat(30_000),
		'<div>'.repeat(50_000),
		'发布时间：'.repeat(100_000),
		' '.repeat(500_000),
		'<tr><td>废止'.repeat(40_000),
	];
	for (const hostile of long) {
		const before = process.threadCpuUsage();
		documentOf(pageOf('关于废止部分文件的通知', [hostile]));
		expect(process.threadCpuUsage(before).user, hostile.slice(0, 20)).toBeLessThan(2_500_000);
	}
});

describe('an interpretation on the document’s own page', () => {
	const own = (more: string) =>
		documentOf(pageOf('关于印发《临江市某办法》的通知', ['临江市人民政府', '2020年3月2日', more]))
			?.ownInterpretation;
	test.each([
		['a file by its name', '<a href="/1.pdf">《临江市某办法》政策解读.pdf</a>', true],
		['a file by the words before it', '政策解读：<a href="/1.pdf">点击下载</a>', true],
		['a picture by its name', '<img src="/1.png" alt="一图读懂《临江市某办法》">', true],
		['a film under a heading', '<b>解读视频</b></p><p><video src="/1.mp4"></video>', true],
		['a file of another kind', '<a href="/1.pdf">申请表.pdf</a>', false],
		['a picture of another kind', '<img src="/1.png" alt="流程图">', false],
		['an empty box', '<h4>相关解读</h4></p><p>暂无', false],
		['a link to the column', '<a href="/zcjd/">政策解读</a>', false],
	])('%s', (_, more, is) => expect(own(more)).toBe(is));
});
