/** Documents, files and addresses as real sites have them, from the bytes on the wire to what is judged. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Document, Site } from '../../crawler/model.ts';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import { buildSite } from '../../crawler/site.ts';
import { gbk } from '../fixtures/linjiang/files.ts';
import { openTestCrawl } from '../support/open-crawl.ts';
import { official, page } from '../support/pages.ts';
import { type Answering, startWeb, type Web } from '../support/web.ts';

const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(2 << 20), Buffer.from('PK\x05\x06\0\0')]);
const cut = zip.subarray(0, -10);
const parted: string[] = [];

const send =
	(headers: Record<string, string>, body: string | Buffer): Answering =>
	(_request, response) =>
		response.writeHead(200, headers).end(body);
const html = (body: string | Uint8Array): Answering =>
	send({ 'content-type': 'text/html' }, Buffer.from(body as Uint8Array));
const download = (disposition: string, body = '%PDF-1.4'): Answering =>
	send({ 'content-type': 'application/octet-stream', 'content-disposition': disposition }, body);
/** A file that is given in parts, where `ranges` says so. */
const large =
	(body: Buffer, ranges: boolean): Answering =>
	(request: IncomingMessage, response: ServerResponse) => {
		const { range } = request.headers;
		parted.push(`${request.url} ${range ?? 'all'}`);
		const last = Number(/bytes=-(\d+)/.exec(range ?? '')?.[1] ?? 0);
		if (!ranges || last === 0)
			response
				.writeHead(200, {
					'content-type': 'application/zip',
					'content-length': body.length,
					'accept-ranges': ranges ? 'bytes' : 'none',
				})
				.end(body);
		else
			response
				.writeHead(206, { 'content-range': `bytes ${body.length - last}-${body.length - 1}/${body.length}` })
				.end(body.subarray(-last));
	};

const written = { number: '临政办发〔2026〕6号', writtenOn: '2026-03-02', marker: '（此件公开发布）' };
const paper = (title: string): string => official(title, written);
const bare =
	'<p>各县（区）人民政府：为做好有关工作，保障群众合法权益，现就有关事项通知如下，请认真组织实施。</p><p>各部门要加强组织领导，明确责任分工，细化工作举措，确保各项任务落到实处。</p>';
const signed = `${bare}<p>临江市人民政府办公室</p><p>2026年3月2日</p><p>（此件公开发布）</p>`;
const framing = (frame: string): string =>
	official('关于框架正文的通知', { number: '临政办发〔2026〕6号', body: [frame] });

const documents: Record<string, Answering> = {
	'/gbk-unsaid': html(gbk(paper('关于编码未声明的通知').replace('<meta charset="utf-8">', ''))),
	'/gbk-as-utf-8': send(
		{ 'content-type': 'text/html; charset=utf-8' },
		Buffer.from(gbk(paper('关于编码声明错误的通知'))),
	),
	'/utf-8-as-gbk': send({ 'content-type': 'text/html; charset=gbk' }, paper('关于编码声明相反的通知')),
	'/utf-16-as-gb2312': html(Buffer.from(paper('关于双字节编码的通知').replace('utf-8', 'gb2312'), 'utf16le')),
	'/noise-first': html(
		`临江\n<!-- TRS --><script>var a = "<div>";</script>\n${paper('关于声明之前有内容的通知')}`,
	),
	'/broken': html(
		paper('关于标记残缺的通知')
			.replace(/<\/(?:p|td|tr|li|div|body|html|ul)>/g, '')
			.replace(/<(\/?\w+)/g, (tag) => tag.toUpperCase())
			.replace('<TABLE', '<A NAME=TOP><FORM><FORM></BODY></HTML><TABLE'),
	),
	'/framed': html(framing('<iframe src="/parts/framed.htm" width="100%" height="600"></iframe>')),
	'/framed-by-script': html(
		framing(
			'<iframe id="f"></iframe><script>document.getElementById("f").src = "/parts/" + "drawn.htm";</script>',
		),
	),
	'/frameset': html(
		'<html><head><title>关于框架集的通知</title></head><frameset rows="80,*"><frame name="top" src="/parts/top.htm"><frame name="main" src="/parts/main.htm"></frameset></html>',
	),
};
const parts: Record<string, Answering> = {
	'/parts/framed.htm': html(`<html><body>${signed}</body></html>`),
	'/parts/drawn.htm': html(`<html><body>${signed}</body></html>`),
	'/parts/top.htm': html('<html><body><img src="/logo.png"></body></html>'),
	'/parts/main.htm': html(
		`<html><head><title>正文</title></head><body><h1>关于框架集的通知</h1><p>临政办发〔2026〕6号</p>${signed}</body></html>`,
	),
	'/logo.png': send({ 'content-type': 'image/png' }, 'PNG'),
};

const files: Record<string, Answering> = {
	'/d?id=1': download('attachment; filename="\xb8\xbd\xbc\xfe.pdf"'),
	'/d?id=2': download("attachment; filename*=UTF-8''%E9%99%84%E4%BB%B6.docx", '<html>没有登录</html>'),
	'/d?id=3': download('attachment; filename="=?UTF-8?B?6ZmE5Lu2LnppcA==?="', ''),
	'/f/%CE%C4%BC%FE.doc': send({ 'content-type': 'application/msword' }, '\xd0\xcf\x11\xe0'),
	'/%E6%96%87/a%20b.doc?lm=%CD%A8%D6%AA': send({ 'content-type': 'application/msword' }, '\xd0\xcf\x11\xe0'),
	'/f/whole.zip': large(zip, true),
	'/f/cut.zip': large(cut, true),
	'/f/no-parts.zip': large(cut, false),
	'/f/behind.doc': send({ 'content-type': 'application/msword' }, '\xd0\xcf\x11\xe0'),
	'/f/empty.doc': send({ 'content-type': 'application/msword' }, ''),
};
const links = [
	...Object.keys(files)
		.filter((url) => !/behind|empty|%E6/.test(url))
		.map((url) => `<a href="${url}">附件</a>`),
	'<a href=" \\文\\a b.doc?lm=通知 ">附件</a>',
	'<a href="javascript:void(0)" onclick="downFile(\'申请表\',\'/f/behind.doc\')">申请表</a>',
	'<a href="javascript:;" data-url="/f/lost.doc">名单</a>',
	'<a href="javascript:;" oldsrc="/f/empty.doc" appendix="true">汇总表</a>',
	'<a href="/f/empty.doc?v=1" download="a.doc">下载</a>',
];

let web: Web;
let guard: Guard;
let folder: string;
let site: Site;
beforeAll(async () => {
	web = await startWeb({
		'/': page(
			'首页',
			[...Object.keys(documents), '/files']
				.map((url) => `<p><a href="${url}">政策文件 ${url}</a></p>`)
				.join(''),
		),
		...documents,
		...parts,
		...files,
		'/files': html(
			gbk(official('关于附件的通知', { ...written, body: [signed, ...links] }).replace('utf-8', 'gb2312')),
		),
	});
	guard = createGuard({ allow: ['127.0.0.0/8'] });
	folder = await mkdtemp(path.join(tmpdir(), 'as-they-are-'));
	const crawl = openTestCrawl(web.url, { folder, guard, render: 'never' });
	await crawl.run();
	site = buildSite(crawl.gathered()).site;
	await crawl.close();
});
afterAll(async () => {
	await web.close();
	await guard.close();
	await rm(folder, { recursive: true, force: true });
});

const at = (url: string): Document | undefined => site.documents.find((one) => one.url === web.url + url);

describe('a document', () => {
	test.each(Object.keys(documents))('%s is read whole', (url) => {
		const { facts } = at(url) ?? {};
		expect(facts?.title?.value).toMatch(/^关于.*的通知$/);
		expect(facts?.documentNumber?.value).toBe('临政办发〔2026〕6号');
		expect(facts?.writtenOn?.value).toBe('2026-03-02');
		expect(facts?.publicMarker?.value).toBe('（此件公开发布）');
	});

	test('is not counted again by its frame', () =>
		expect(site.documents.filter(({ url }) => url.includes('/parts/'))).toEqual([]));
});

describe('a file', () => {
	test('is judged by its bytes, whatever its address; an address that was guessed accuses nobody', () =>
		expect(
			Object.fromEntries(
				site.targets
					.filter(({ url }) => !/\/(?:about|map|xw|zwgk|bsfw|%)/.test(url))
					.map(({ url, type, state, reason }) => [url.replace(web.url, ''), [type, state, reason ?? '']]),
			),
		).toEqual({
			'/d?id=2': ['attachment', 'broken', 'html-in-file'],
			'/d?id=3': ['attachment', 'broken', 'empty-file'],
			'/f/cut.zip': ['attachment', 'broken', 'damaged-file'],
			'/f/lost.doc': ['attachment', 'wall', 'status'],
			'/f/empty.doc': ['attachment', 'wall', 'empty-file'],
			'/f/empty.doc?v=1': ['attachment', 'broken', 'empty-file'],
		}));

	test('is asked for as its link writes it, or as a browser encodes it', () => {
		expect(web.asked).toContain('/f/%CE%C4%BC%FE.doc');
		expect(web.asked).toContain('/%E6%96%87/a%20b.doc?lm=%CD%A8%D6%AA');
		expect(web.asked).toContain('/f/behind.doc');
	});

	test('that is large is read in part, an archive at its end besides', () => {
		expect(parted.filter((one) => one.includes('whole'))).toEqual([
			'/f/whole.zip all',
			'/f/whole.zip bytes=-66000',
		]);
		expect(parted.filter((one) => one.includes('no-parts'))).toEqual(['/f/no-parts.zip all']);
	});
});
