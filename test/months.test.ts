/** The sample city in three months, audited in order: what is repaired, what is new, and what comes back. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding, Report } from '../reports/model.ts';
import type { Month } from './fixtures/linjiang/model.ts';
import { everyLife, faultsOf, lives, months, steadyChecks } from './fixtures/linjiang/months-truth.ts';
import { type RunningCity, startCity } from './fixtures/linjiang/server.ts';
import { coveredChecks, type TrueFinding, truth } from './fixtures/linjiang/truth.ts';
import { type Met, textOf, walk } from './fixtures/linjiang/walk.ts';
import { auditCity } from './support/city-audit.ts';

let city: RunningCity;
beforeAll(async () => {
	city = await startCity({ state: '2026-09' });
});
afterAll(() => city.close());

const plain = (address: string): string =>
	address.replace(city.url, '').replace(city.externalUrl, '{external}').replace(city.deadUrl, '{dead}');

describe('the table of the months', () => {
	const line = ({ check, subject, key, certainty }: TrueFinding): string =>
		[check, subject, key ?? '', certainty].join(' | ');

	test('says of November what the truth says', () => {
		expect(faultsOf('2026-11').map(line).sort()).toEqual(truth.findings.map(line).sort());
	});

	test('has faults of every check but the steady ones that are repaired, that are new, and some that return', () => {
		const checks = new Set(lives.map(({ check }) => check));
		expect([...checks, ...steadyChecks].sort()).toEqual([...coveredChecks].sort());
		const stories = new Set(lives.map(({ told }) => told.join(' ')));
		expect([...stories].sort()).toEqual([
			'- - new',
			'- new -',
			'- new fixed',
			'- new open',
			'new fixed -',
			'new fixed regressed',
			'new open fixed',
		]);
	});
});

describe.each(months)('the city of %s', (month) => {
	let seen: Map<string, Met>;
	beforeAll(async () => {
		city.turnTo(month);
		seen = await walk(city);
	});

	test('fails nowhere but where its faults and decoys are', () => {
		const known = new Set([
			...faultsOf(month).map(({ subject }) => subject),
			...truth.decoys.map((decoy) => decoy.path),
		]);
		const failing = [...seen].filter(([, { status }]) => status === 0 || status >= 400);
		expect(failing.map(([url]) => plain(url)).filter((address) => !known.has(address))).toEqual([]);
	});

	test('leads to nothing that was published later', () => {
		const dated = [...seen.keys()].flatMap((url) => {
			const [, year, month, day] = /(?:\/[tPW]0?|content\/)(20\d\d)-?(\d\d)[-/]?(\d\d)/.exec(url) ?? [];
			return day ? [`${year}-${month}-${day} ${plain(url)}`] : [];
		});
		expect(dated.length).toBeGreaterThan(100);
		expect(dated.filter((address) => address > `${month}-16`)).toEqual([]);
	});

	test('leaves nothing half filled in', () => {
		for (const [url, answer] of seen) {
			if (answer.type.startsWith('text/html'))
				expect(textOf(answer), url).not.toMatch(/undefined|NaN|\{external|\{dead|\ufffd/);
		}
	});
});

test('the city that comes back to November is the one that begins with it', async () => {
	const fresh = await startCity();
	try {
		city.turnTo('2026-09');
		await walk(city); // Addresses that recover at a second try have been asked before.
		city.turnTo('2026-11');
		const shown = async (running: RunningCity): Promise<string[]> =>
			[...(await walk(running))].map(([url, { status, bytes }]) =>
				`${url} ${status} ${Buffer.from(bytes).toString('latin1')}`
					.replaceAll(running.url, '')
					.replaceAll(running.externalUrl, 'E')
					.replaceAll(running.deadUrl, 'D'),
			);
		expect(await shown(city)).toEqual(await shown(fresh));
	} finally {
		await fresh.close();
	}
});

describe('three audits in order', () => {
	let folder: string;
	const reports = new Map<Month, Report>();
	const audit = (month: Month): Promise<Report> => {
		city.turnTo(month);
		return auditCity(city, { out: folder, asOf: `${month}-15` });
	};
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'months-'));
		for (const month of months) reports.set(month, await audit(month));
	}, 900_000);
	afterAll(() => rm(folder, { recursive: true, force: true }));

	const reportOf = (month: Month): Report => {
		const report = reports.get(month);
		if (!report) throw new Error(`no report of ${month}`);
		return report;
	};
	const findingsOf = (month: Month): readonly Finding[] =>
		reportOf(month).findings.filter(({ check }) => coveredChecks.includes(check));
	const nameOf = ({ check, subject, key }: Pick<Finding, 'check' | 'subject' | 'key'>): string =>
		[check, plain(subject), key ?? ''].join(' | ');
	const find = (month: Month, name: string): Finding | undefined =>
		findingsOf(month).find((finding) => nameOf(finding) === name);

	test.each(months)('%s: what is wrong is told, as certain as it is, and nothing else', (month) => {
		const told = findingsOf(month)
			.filter(({ state }) => state !== 'fixed')
			.map((finding) => `${nameOf(finding)} | ${finding.certainty}`);
		const wanted = faultsOf(month).map((fault) => `${nameOf(fault)} | ${fault.certainty}`);
		const tolerated = truth.tolerated.map((fault) => `${nameOf(fault)} | ${fault.certainty}`);
		expect({
			missed: wanted.filter((one) => !told.includes(one)),
			falsely: told.filter((one) => !wanted.includes(one) && !tolerated.includes(one)),
		}).toEqual({ missed: [], falsely: [] });
	});

	test('every fault goes the way that the table says, and no other is told or said to be fixed', () => {
		const statesOf = (month: Month): Map<string, string> => {
			const findings = Map.groupBy(findingsOf(month), nameOf);
			return new Map([...findings].map(([name, all]) => [name, all.map(({ state }) => state).join(' and ')]));
		};
		const states = months.map(statesOf);
		const went = (name: string): string => [name, ...states.map((of) => of.get(name) ?? '-')].join(' ');
		expect(everyLife.map((fault) => went(nameOf(fault)))).toEqual(
			everyLife.map((fault) => [nameOf(fault), ...fault.told].join(' ')),
		);
		const known = new Set([...everyLife, ...truth.tolerated].map(nameOf));
		expect(states.flatMap((of) => [...of.keys()]).filter((name) => !known.has(name))).toEqual([]);
	});

	test('a fault keeps its name and its first day through all of it', () => {
		const back = lives.filter(({ told }) => told.includes('regressed'));
		expect(back.length).toBeGreaterThan(0);
		for (const fault of back) {
			const found = months.map((month) => find(month, nameOf(fault)));
			expect(new Set(found.map((finding) => finding?.id)).size, fault.subject).toBe(1);
			expect(
				found.map((finding) => finding?.firstSeen),
				fault.subject,
			).toEqual(months.map(() => '2026-09-15'));
		}
	});

	test('the scores rise with the repairs of October and fall with the faults of November', () => {
		const totals = (month: Month): { inspection: number; disclosure: number } => {
			const { inspection, disclosure } = reportOf(month).scores;
			return { inspection: inspection.total ?? Number.NaN, disclosure: disclosure.total ?? Number.NaN };
		};
		const [september, october, november] = [totals('2026-09'), totals('2026-10'), totals('2026-11')];
		expect(october.inspection).toBeGreaterThan(september.inspection);
		expect(october.disclosure).toBeGreaterThan(september.disclosure);
		expect(november.inspection).toBeLessThan(october.inspection);
		expect(november.disclosure).toBeLessThan(october.disclosure);
	});

	test('five blank columns are a veto in September, four are none in October', () => {
		const veto = (month: Month) =>
			reportOf(month).scores.inspection.vetoes.find(({ id }) => id === 'veto-stale-columns')?.state;
		expect(months.map(veto)).toEqual(['holds', 'awaits-person', 'awaits-person']);
	});
});
