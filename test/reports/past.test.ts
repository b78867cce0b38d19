import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeReport } from '../../reports/formats/json.ts';
import type { Report } from '../../reports/model.ts';
import { fixedBefore, lastComplete } from '../../reports/past.ts';
import { reportOn } from '../support/month.ts';
import { home, result } from '../support/report.ts';

let out = '';
beforeEach(async () => {
	out = await mkdtemp(join(tmpdir(), 'gongkai-past-'));
});
afterEach(() => rm(out, { recursive: true }));

const report = (pagesFetched: number, asOf = '2026-06-15', complete = true): Report => {
	const { run, ...rest } = reportOn({ asOf, complete });
	return { ...rest, run: { ...run, pagesFetched } };
};

describe('the last complete report', () => {
	test('is none where nothing was written', async () => {
		expect(await lastComplete(out, 'linjiang', '2026-06-15')).toBeUndefined();
	});

	test('is not that of the run itself', async () => {
		await writeReport(out, report(1, '2026-05-10'));
		const own = report(2);
		await writeReport(out, own);
		const last = (startedAt: string) => lastComplete(out, 'linjiang', '2026-06-15', startedAt);
		expect((await last(new Date(own.run.startedAt).toISOString()))?.run.pagesFetched).toBe(1);
		expect((await last('2026-06-15T23:00:00.000Z'))?.run.pagesFetched).toBe(2);
	});

	test('is the latest that is complete and not of a later day', async () => {
		await writeReport(out, report(1, '2026-04-10'));
		await writeReport(out, report(2, '2026-06-10'));
		await writeReport(out, report(3, '2026-06-15'));
		await writeReport(out, report(4, '2026-06-16', false));
		await writeReport(out, report(5, '2026-08-01'));
		const last = async (asOf: string) => (await lastComplete(out, 'linjiang', asOf))?.run.pagesFetched;
		expect(await last('2026-06-30')).toBe(3);
		expect(await last('2026-06-14')).toBe(2);
		expect(await last('2026-05-01')).toBe(1);
		expect(await last('2026-04-01')).toBeUndefined();
		expect(await last('2026-09-01')).toBe(5);
	});
});

describe('a fault that was fixed before', () => {
	const dead = (path: string) => result('broken-link', [{ subject: `${home}${path}` }]);
	const [x, y] = ['x.html', 'y.html'].map(
		(path) => reportOn({ asOf: '2026-01-15', found: [dead(path)] }).findings[0]?.id ?? '',
	);

	/** Writes a report a month, each told against the last complete one, and gives the last complete one. */
	const months = async (...found: (string | 'cut')[]): Promise<Report> => {
		let previous: Report | undefined;
		for (const [index, path] of found.entries()) {
			const told = reportOn({
				asOf: `2026-0${index + 1}-15`,
				...(previous ? { previous } : {}),
				found: path === '' || path === 'cut' ? [] : [dead(path)],
				complete: path !== 'cut',
			});
			await writeReport(out, told);
			if (told.run.complete) previous = told;
		}
		return previous ?? report(1);
	};
	const known = async (until: Report) => [
		...(await fixedBefore(out, until, new Set([x ?? '', y ?? '']))).keys(),
	];

	test('is known months later, with the day on which it was first seen', async () => {
		const until = await months('x.html', '', '', '');
		expect(until.findings).toEqual([]);
		const fixed = await fixedBefore(out, until, new Set([x ?? '']));
		expect([...fixed.values()]).toMatchObject([{ id: x, state: 'fixed', firstSeen: '2026-01-15' }]);
		const back = reportOn({
			asOf: '2026-06-15',
			previous: until,
			fixedBefore: fixed,
			found: [dead('x.html')],
		});
		expect(back.findings).toMatchObject([
			{ state: 'regressed', firstSeen: '2026-01-15', lastSeen: '2026-06-15' },
		]);
	});
	test('is not one that was never told, or whose last word was another', async () => {
		expect(await known(await months('x.html', '', '', 'x.html'))).toEqual([]);
		expect(await known(await months('', '', ''))).toEqual([]);
	});
	test('is not one that only an audit cut short missed', async () => {
		expect(await known(await months('x.html', 'cut'))).toEqual([]);
	});
	test('is not one that is fixed in a later report only', async () => {
		await months('x.html', '', 'y.html');
		expect(await known(reportOn({ asOf: '2026-01-20', hour: 2 }))).toEqual([]);
	});
});
