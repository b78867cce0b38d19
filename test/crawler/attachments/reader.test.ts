import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { deflateSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { confinement, createFileReader, type FileReader } from '../../../crawler/attachments/reader.ts';
import { docxOf, pdfOfContents, pdfOfObjects, zipOf } from '../../support/office-files.ts';

const title = '临江市人民政府办公室关于做好城市防汛工作的通知';
const context = { title, name: '通知.docx' };
const paper = docxOf(
	title,
	'临政办发〔2026〕12号',
	'各县（市、区）人民政府，市政府各部门：',
	'为做好防汛工作，根据有关规定，现将有关事项通知如下，请认真贯彻执行。',
	'临江市人民政府办公室',
	'2026年3月2日',
	'（此件公开发布）',
);

const readers: FileReader[] = [];
const open = (...limits: Parameters<typeof createFileReader>): FileReader => {
	const reader = createFileReader(...limits);
	readers.push(reader);
	return reader;
};
const folders: string[] = [];
const temporaryFolder = (): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'gongkai-'));
	folders.push(folder);
	return folder;
};
afterEach(() => {
	for (const reader of readers.splice(0)) reader.close();
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Forms within forms, each drawn ten times: ten to the 30th letters. */
const formBomb = (): Buffer => {
	const depth = 30;
	const form = (next: number): string => {
		const content = '/X Do '.repeat(10);
		return `<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${next} 0 R>>>>/Length ${content.length}>>stream\n${content}\nendstream`;
	};
	return pdfOfObjects([
		'<</Type/Catalog/Pages 2 0 R>>',
		'<</Type/Pages/Kids[3 0 R]/Count 1>>',
		'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>',
		'<</Length 5>>stream\n/X Do\nendstream',
		...Array.from({ length: depth }, (_, i) => form(Math.min(i + 6, depth + 4))),
	]);
};

/** A page whose content is as long as a thousand times the file. */
const contentBomb = (): Buffer => {
	const data = deflateSync(Buffer.alloc(300 << 20, 'BT (a) Tj ET '));
	return pdfOfObjects([
		'<</Type/Catalog/Pages 2 0 R>>',
		'<</Type/Pages/Kids[3 0 R]/Count 1>>',
		'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>',
		Buffer.concat([
			Buffer.from(`<</Filter/FlateDecode/Length ${data.length}>>stream\n`),
			data,
			Buffer.from('\nendstream'),
		]),
	]);
};

const pageTree = (pages: string): Buffer =>
	pdfOfObjects(['<</Type/Catalog/Pages 2 0 R>>', pages, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>']);

const deep = (): Buffer => zipOf({ 'word/document.xml': Buffer.alloc(30 << 20, '<w:p>') });

describe('files are read in a process of their own', () => {
	test('which says what the paper says, and where that stands', async () => {
		const from = 'attachment: 通知.docx';
		expect(await open().read(paper, context)).toMatchObject({
			holds: 'document',
			documentNumber: { value: '临政办发〔2026〕12号', from },
			issuer: { value: '临江市人民政府办公室', from },
			writtenOn: { value: '2026-03-02', from, sure: 'certain' },
			publicMarker: { value: '（此件公开发布）', from },
			statements: [],
		});
	});

	test.each<[string, () => Buffer, readonly (string | undefined)[]]>([
		['forms within forms', formBomb, ['damaged', 'timeout', 'too-large', 'empty']],
		['a page of 300 MB', contentBomb, ['damaged', 'timeout', 'too-large', 'empty', undefined]],
		['tags within tags', deep, ['timeout', 'too-large']],
		[
			'a thousand million pages',
			() => pageTree('<</Type/Pages/Kids[3 0 R]/Count 1000000000>>'),
			['empty', 'damaged', 'too-large'],
		],
		[
			'a tree of pages that grows out of itself',
			() => pageTree('<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>'),
			['empty', 'damaged', 'too-large'],
		],
		['five thousand pages', () => pdfOfContents(Array.from({ length: 5000 }, () => '')), ['too-large']],
	])(
		'%s end in bounded time, and the next file is read',
		async (_, bytes, ends) => {
			const reader = open({ milliseconds: 3000, memoryBytes: 500 << 20 });
			const hostile = reader.read(bytes(), context);
			const next = reader.read(paper, context);
			expect(ends).toContain((await hostile)?.noText);
			expect((await next)?.publicMarker?.value).toBe('（此件公开发布）');
		},
		30_000,
	);

	test('which writes no file, starts no program and reaches no network', () => {
		const file = path.join(temporaryFolder(), 'written');
		const script = `
			const { spawnSync } = require('node:child_process');
			const said = {};
			const attempt = async (name, work) => {
				try { said[name] = (await work()) ?? 'done'; } catch (error) { said[name] = error.code; }
			};
			(async () => {
				await attempt('write', () => require('node:fs').writeFileSync(${JSON.stringify(file)}, '1'));
				await attempt('start', () => spawnSync(process.execPath, ['--version']).status);
				await attempt('dial', () => new Promise((_, reject) => require('node:net').connect(9, '127.0.0.1').on('error', reject)));
				console.log(JSON.stringify(said));
			})();`;
		const { stdout } = spawnSync(process.execPath, [...confinement, '-e', script], {
			encoding: 'utf8',
			env: {},
		});
		const denied = 'ERR_ACCESS_DENIED';
		// Before Node 25 there is no permission of the network that could be withheld.
		const dial = Number.parseInt(process.versions.node, 10) >= 25 ? denied : 'ECONNREFUSED';
		expect(JSON.parse(stdout)).toEqual({ write: denied, start: denied, dial });
		expect(existsSync(file)).toBe(false);
	});

	test.runIf(process.platform === 'linux')(
		'which is confined so, and knows none of our variables',
		async () => {
			const reader = open();
			await reader.read(paper, context);
			const children = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'attachments/child'], {
				encoding: 'utf8',
			});
			const told = children
				.trim()
				.split('\n')
				.map((pid) => ({
					line: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0'),
					variables: readFileSync(`/proc/${pid}/environ`, 'utf8')
						.split('\0')
						.map((one) => one.split('=', 1)[0]),
				}));
			expect(told.length).toBeGreaterThan(0);
			for (const { line, variables } of told) {
				expect(line).toEqual(expect.arrayContaining([...confinement]));
				expect(line.filter((one) => one.startsWith('--allow-')).sort()).toEqual([
					'--allow-fs-read=*',
					'--allow-worker',
				]);
				expect(variables).not.toContain('PATH');
			}
		},
	);

	test('which is ended where it takes more memory than it may', async () => {
		const reader = open({ milliseconds: 20_000, memoryBytes: 160 << 20 });
		expect(await reader.read(deep(), context)).toMatchObject({ noText: 'too-large' });
	}, 30_000);

	test('which ends with the program that started it, in the middle of a file', async () => {
		const folder = temporaryFolder();
		writeFileSync(path.join(folder, 'deep.docx'), deep());
		const script = `
			import { execFileSync } from 'node:child_process';
			import { readFileSync } from 'node:fs';
			import { createFileReader } from ${JSON.stringify(new URL('../../../crawler/attachments/reader.ts', import.meta.url).href)};
			const reader = createFileReader();
			await reader.read(Buffer.from('text'), { title: '', name: '' });
			void reader.read(readFileSync('deep.docx'), { title: '', name: '' });
			setTimeout(() => {
				process.stdout.write(execFileSync('pgrep', ['-P', String(process.pid)]).toString());
				process.kill(process.pid, 'SIGKILL');
			}, 500);
		`;
		let said = '';
		try {
			execFileSync(process.execPath, ['--input-type=module', '-e', script], {
				cwd: folder,
				encoding: 'utf8',
			});
		} catch (error) {
			said = (error as { stdout: string }).stdout;
		}
		const pids = said.trim().split('\n').map(Number);
		expect(pids[0]).toBeGreaterThan(0);
		const isThere = (pid: number): boolean => {
			try {
				return process.kill(pid, 0);
			} catch {
				return false;
			}
		};
		for (let wait = 0; wait < 50 && pids.some(isThere); wait++) await delay(100);
		expect(pids.filter(isThere)).toEqual([]);
	}, 30_000);
});
