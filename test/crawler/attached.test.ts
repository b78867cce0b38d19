import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createGuard, type Guard } from '../../crawler/net/guard.ts';
import type { FileReading } from '../../crawler/page-facts.ts';
import { docxOf, pdfOf } from '../support/office-files.ts';
import { openTestCrawl } from '../support/open-crawl.ts';
import { home, official } from '../support/pages.ts';
import { type Answering, startWeb, type Web } from '../support/web.ts';

let guard: Guard;
let folder: string;
beforeAll(() => {
	guard = createGuard({ allow: ['127.0.0.0/8'] });
});
afterAll(() => guard.close());
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'attached-'));
	return () => rm(folder, { recursive: true, force: true });
});

/** One whole run, finished: what the files say, by path. */
const readings = async ({ url }: Web): Promise<Record<string, FileReading>> => {
	const session = openTestCrawl(url, { folder, guard, render: 'never' });
	try {
		await session.run();
		const { files = new Map() } = session.gathered();
		session.finish();
		return Object.fromEntries([...files].map(([address, reading]) => [address.slice(url.length), reading]));
	} finally {
		await session.close();
	}
};

const inArchive = (sql: string): unknown[] => {
	const database = new DatabaseSync(path.join(folder, 'archive.db'));
	const rows = database.prepare(sql).all();
	database.close();
	rmSync(path.join(folder, 'archive.db-seal'));
	return rows;
};

const title = '临江市人民政府办公室关于做好城市防汛工作的通知';
const lines = [
	title,
	'临政办发〔2026〕12号',
	'　　为做好防汛工作，现将有关事项通知如下。',
	'　　（此件公开发布）',
];
const paper = docxOf(...lines);
const doc = (...files: string[]): string =>
	official(title, {
		number: '临政办发〔2026〕12号',
		body: files.map((file) => `<a href="${file}">附件：${file.slice(1)}</a>`),
	});
const site = (...files: string[]): Record<string, Answering> => ({
	'/': home({ '/doc.html': '政策文件' }),
	'/doc.html': doc(...files),
});

/** A file with its type; under a tag, where there is one. */
const file =
	(bytes: () => Buffer, tag?: string, more: Record<string, string> = {}): Answering =>
	({ headers }, response) => {
		const status = tag && headers['if-none-match'] === tag ? 304 : 200;
		response.writeHead(status, {
			'content-type': 'application/octet-stream',
			...(tag ? { etag: tag } : {}),
			...more,
		});
		response.end(status === 200 ? bytes() : '');
	};

describe('the files of a document', () => {
	test('are read, each by its format, those of no format that is read left aside', async () => {
		const web = await startWeb({
			...site('/a.docx', '/b.pdf', '/download.jsp?id=3', '/c.zip'),
			'/a.docx': file(() => paper),
			'/b.pdf': file(() => pdfOf(lines)),
			'/download.jsp': file(() => paper, undefined, {
				'content-disposition': 'attachment; filename="c.docx"',
			}),
			'/c.zip': file(() => paper),
		});
		const said = await readings(web);
		await web.close();
		expect(Object.keys(said).sort()).toEqual(['/a.docx', '/b.pdf', '/download.jsp?id=3']);
		for (const reading of Object.values(said))
			expect(reading).toMatchObject({ holds: 'document', publicMarker: { value: '（此件公开发布）' } });
	}, 30_000);

	test('that are as they were are not read again, whether they come again or not', async () => {
		let bytes = paper;
		const web = await startWeb({
			...site('/tagged.docx', '/plain.docx'),
			'/tagged.docx': file(() => bytes, '"1"'),
			'/plain.docx': file(() => bytes),
		});
		const first = await readings(web);
		expect(Object.keys(first).sort()).toEqual(['/plain.docx', '/tagged.docx']);
		// Whatever is read anew would say otherwise.
		inArchive(`update file_readings set facts = json_set(facts, '$.length', 7)`);
		expect((await readings(web))['/tagged.docx']?.length).toBe(7);
		expect((await readings(web))['/plain.docx']?.length).toBe(7);
		bytes = docxOf(...lines, '附件');
		expect((await readings(web))['/plain.docx']?.length).toBeGreaterThan(7);
		await web.close();
	}, 30_000);

	test('are read again by another version of the program', async () => {
		const web = await startWeb({ ...site('/a.docx'), '/a.docx': file(() => paper, '"1"') });
		await readings(web);
		inArchive(`update file_readings set facts = json_set(facts, '$.length', 7), key = 'old'`);
		expect((await readings(web))['/a.docx']?.length).toBeGreaterThan(7);
		await web.close();
	}, 30_000);

	test('that are too long come by their beginning, and say nothing', async () => {
		let sent = 0;
		const web = await startWeb({
			...site('/long.pdf'),
			'/long.pdf': (_, response) => {
				response.writeHead(200, { 'content-length': `${30 << 20}`, 'content-type': 'application/pdf' });
				const more = (): void => {
					while (sent < 30 << 20 && response.write(`%PDF${'x'.repeat(65_532)}`)) sent += 65_536;
				};
				response.on('drain', more);
				more();
			},
		});
		expect(await readings(web)).toEqual({});
		await web.close();
		expect(sent).toBeLessThan(15 << 20);
	}, 30_000);

	test('that came before their page are asked for once more', async () => {
		let tries = 0;
		const web = await startWeb({
			'/': home({ '/doc.html': '政策文件', '/a.docx': '通知' }),
			'/doc.html': (_, response) => {
				const status = tries++ === 0 ? 500 : 200;
				response.writeHead(status, { 'content-type': 'text/html' }).end(doc('/a.docx'));
			},
			'/a.docx': file(() => paper),
		});
		expect(await readings(web)).toMatchObject({ '/a.docx': { holds: 'document' } });
		expect(web.asked.filter((asked) => asked === '/a.docx')).toHaveLength(2);
		await web.close();
	}, 30_000);
});
