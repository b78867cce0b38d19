import { describe, expect, test } from 'vitest';
import { documentOf } from '../../support/document.ts';

const text =
	'<p>各镇人民政府，市直各单位：</p><p>为方便群众办事，经研究决定，在全市推行窗口延时服务，现将有关事项通知如下。</p><p>一、延时时段为工作日中午，由各窗口轮流值守。</p>';
const signed = '<p>临江市人民政府</p><p>2026年3月2日</p>';
const page = (window: string, head: string, body = text + signed) =>
	documentOf(`<html><head><title>${window}</title></head><body>${head}${body}</body></html>`);

describe('what a document is called where its page marks no heading', () => {
	test.each([
		[
			'under a red head, over two lines',
			'临江市人民政府文件',
			'<p>临 江 市 人 民 政 府 文 件</p><p>临政发〔2026〕8号</p><p>临江市人民政府</p><p>关于推行延时服务的意见</p>',
			'临江市人民政府关于推行延时服务的意见',
		],
		[
			'over three lines, its number below',
			'临江市人民政府',
			'<p>临江市人民政府办公室</p><p>关于印发延时服务</p><p>实施细则的通知</p><p>临政办〔2026〕8号</p>',
			'临江市人民政府办公室关于印发延时服务实施细则的通知',
		],
		[
			'over whom it speaks to',
			'临江市政府信息公开',
			'<table><tr><td>公开主体：</td><td>临江市人民政府</td></tr></table><p>临江市人民政府关于推行延时服务的通知</p>',
			'临江市人民政府关于推行延时服务的通知',
		],
		[
			'in the middle of its line, over running text',
			'临江镇政府',
			'<table><tr><td align="center"><b>关于推行延时服务的通告</b></td></tr><tr><td>为方便群众办事，决定在全镇推行窗口延时服务，请相互转告。</td></tr></table>',
			'关于推行延时服务的通告',
		],
		[
			'under a line that is drawn',
			'临江市水利局文件',
			'<p>临江市水利局文件</p><p>临水发〔2026〕3号</p><p>━━━━━━━━</p><p>关于推行延时服务的</p><p>通　　知</p>',
			'关于推行延时服务的通知',
		],
		[
			'by the name of its element, over the particulars',
			'临江市民政局',
			'<div class="bt"><span>延时服务窗口名单公布</span></div><p>发布时间：2026/3/5 阅读：3</p>',
			'延时服务窗口名单公布',
		],
		[
			'in words that the window’s title gives in another order',
			'延时服务管理办法热点问答',
			'<div class="title">《临江市延时服务管理办法》热点问答</div><p>发布日期：2026-03-05</p>',
			'《临江市延时服务管理办法》热点问答',
		],
		[
			'in full where a tag leaves the organ out',
			'关于印发《延时服务办法》的通知',
			'<meta name="ArticleTitle" content="关于印发《延时服务办法》的通知"><h1>临江市人民政府关于印发《延时服务办法》的通知</h1>',
			'临江市人民政府关于印发《延时服务办法》的通知',
		],
		[
			'by what it enacts, in an issue of a gazette',
			'临江市人民政府公报2026年第4期',
			'<p>2026年第4期</p><p>临江市人民政府令</p><p>第47号</p><p>《临江市延时服务办法》已经市人民政府常务会议通过，现予公布。</p>',
			'临江市延时服务办法',
		],
		[
			'by its heading and not by the series it belongs to',
			'临江市人民政府专题会议纪要',
			'<h1>关于研究延时服务的会议纪要</h1><p>2026-03-05 浏览次数：4</p><p>临江市人民政府专题会议纪要</p>',
			'关于研究延时服务的会议纪要',
		],
	])('%s', (_, window, head, title) => expect(page(window, head)?.title?.value).toBe(title));
});

describe('the number of a document', () => {
	test('stands over the title on a red head', () =>
		expect(
			page(
				'临江市人民政府文件',
				'<p>临江市人民政府文件</p><p>临政发〔2026〕8号</p><p>临江市人民政府关于推行延时服务的意见</p>',
			)?.documentNumber?.value,
		).toBe('临政发〔2026〕8号'));
	test('is not that of the document it forwards', () =>
		expect(
			page(
				'转发关于推行延时服务的通知',
				'<h1>转发关于推行延时服务的通知</h1>',
				`<p>各乡镇（街道）：</p><p>现将通知转发给你们。</p>${signed}<p>关于推行延时服务的通知</p><p>雁政函〔2026〕40号</p>`,
			)?.documentNumber,
		).toBeUndefined());
	test('may be in full-width digits', () =>
		expect(
			page(
				'政务信息',
				'<p>关于推行延时服务的通知<br>临政发〔２０２６〕５号</p>',
				`${text}<p>临江市民政局</p><p>２０２６年３月９日</p>`,
			),
		).toMatchObject({
			documentNumber: { value: '临政发〔２０２６〕５号' },
			writtenOn: { value: '2026-03-09' },
		}));
});
