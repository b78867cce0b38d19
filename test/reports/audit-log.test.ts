import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
	auditLogFolder,
	auditLogName,
	makeRoomForLog,
	readAuditLog,
	withoutPersonal,
} from '../../reports/audit-log.ts';

let out = '';
let folder = '';
beforeEach(async () => {
	out = await mkdtemp(join(tmpdir(), 'gongkai-audit-log-'));
	folder = auditLogFolder(out, 'linjiang');
	await mkdir(folder, { recursive: true });
});
afterEach(() => rm(out, { recursive: true }));

const line = (told: object): string => `${JSON.stringify(told)}\n`;
const at = Date.parse('2026-06-15T01:00:00.000Z');
const write = (begun: string, text: string) => writeFile(join(folder, auditLogName(begun)), text);
const all = { from: '2026-01-01T00:00:00.000Z', to: '2026-12-31T00:00:00.000Z' };

describe('the log of an audit', () => {
	test('is told newest first, of every time that it was gone on with, and of no other audit', async () => {
		await write('2026-05-15T01:00:00.000Z', line({ level: 30, time: at, msg: 'of May' }));
		await write('2026-06-15T01:00:00.000Z', line({ level: 30, time: at, msg: 'first' }));
		await write(
			'2026-06-15T02:00:00.000Z',
			line({ level: 50, time: at + 1, msg: 'second', url: 'https://a/' }),
		);
		const audit = { from: '2026-06-15T00:59:59.000Z', to: '2026-06-15T03:00:00.000Z' };
		expect(await readAuditLog(out, 'linjiang', audit)).toEqual({
			entries: [
				{
					at: '2026-06-15T01:00:00.001Z',
					level: 'error',
					message: 'second',
					details: [['url', 'https://a/']],
				},
				{ at: '2026-06-15T01:00:00.000Z', level: 'info', message: 'first', details: [] },
			],
			isCut: false,
		});
		expect(await readAuditLog(out, 'linjiang', { ...audit, from: '2026-06-16T00:00:00Z' })).toBeUndefined();
		expect(await readAuditLog(out, 'nobody', all)).toBeUndefined();
	});

	test('is read as far as it can be, harmless and in bounded pieces', async () => {
		const texts = [
			'{"level":30,"time":1,"ms',
			'null',
			'[]',
			'{"time":"never","msg":"x"}',
			line({
				level: 30,
				time: at,
				msg: `\u001b[31m甲\u202e${'长'.repeat(5000)}`,
				err: { message: '乙', stack: 's' },
			}),
		];
		await write('2026-06-15T01:00:00.000Z', texts.join('\n'));
		const log = await readAuditLog(out, 'linjiang', all);
		expect(log?.entries).toHaveLength(1);
		expect(log?.entries[0]?.message).toMatch(/^甲长+$/);
		expect(log?.entries[0]?.message.length).toBeLessThanOrEqual(500);
		expect(log?.entries[0]?.details).toEqual([['err', '乙']]);
		await write('2026-06-16T01:00:00.000Z', line({ level: 20, time: at, msg: 'x'.repeat(300) }).repeat(5000));
		const long = await readAuditLog(out, 'linjiang', { ...all, from: '2026-06-16T00:00:00Z' });
		expect(long?.isCut).toBe(true);
		expect(long?.entries.length).toBeLessThan(2000);
	});

	test('makes room for the next one', async () => {
		for (let day = 10; day < 25; day++) await write(`2026-06-${day}T01:00:00.000Z`, '');
		await writeFile(join(folder, 'notes.txt'), '');
		await makeRoomForLog(folder);
		const names = await readdir(folder);
		expect(names).toHaveLength(12);
		expect(names.filter((name) => name.endsWith('.log')).sort()[0]).toContain('2026-06-14');
	});
});

test.each([
	['https://a/?id=11010519491231002X&b', 'https://a/?id=110*************2X&b'],
	['电话 13812345678。', '电话 138******78。'],
	['卡号6222021234567890128', /^卡号622\*+28$/],
	['mailto:zhang.san@example.gov.cn', 'mailto:***@example.gov.cn'],
	['https://a/t20261115_1234567890123456.html', 'https://a/t20261115_1234567890123456.html'],
	['91110000MA00TEST1X', '91110000MA00TEST1X'],
])('%s is shown without numbers of persons', (text, expected) => {
	if (typeof expected === 'string') expect(withoutPersonal(text)).toBe(expected);
	else expect(withoutPersonal(text)).toMatch(expected);
});
