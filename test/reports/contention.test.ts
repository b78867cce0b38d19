/** Several programs that write into one store at the same time. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { national } from '../../reports/profiles/national.ts';
import { decideFinding } from '../../reports/store/decide.ts';
import { BusyError, writer } from '../../reports/store/patience.ts';
import { placed, rankGap } from '../../reports/store/places.ts';
import { keepProfile } from '../../reports/store/profiles.ts';
import { recordReport } from '../../reports/store/record.ts';
import { openSqlite } from '../../reports/store/sqlite.ts';
import { tellRecorded } from '../../reports/store/work-store.ts';
import { openStore, type Store } from '../../reports/store.ts';
import { reportOn } from '../support/month.ts';
import { home, result } from '../support/report.ts';

const site = 'linjiang';
const at = '2026-05-18T01:00:00.000Z';
const links = (count: number) =>
	result(
		'broken-link',
		Array.from({ length: count }, (_, n) => ({
			subject: `${home}x${n}.html`,
			foundOn: [`${home}p${n % 50}.html`],
		})),
	);

let folder: string;
let file: string;
let store: Store;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-contention-'));
	file = join(folder, 'gongkai.db');
	store = await openStore(file);
});
afterEach(async () => {
	await store.close();
	await rm(folder, { recursive: true, force: true });
});

const keep = async (count: number) => {
	const report = reportOn({ asOf: '2026-05-15', found: [links(count)] });
	await store.record(report, 'may', national);
	return report.findings.map(({ id }) => id);
};
const withdraw = (through: Store, finding: string, by: string) =>
	through.decideFinding({ site, period: '2026-05', finding, step: 'withdraw', by, at, reason: '核实过' });

/** What a store tells of the month. */
const told = async (through: Store) => {
	const { rows } = await through.findings({ site, period: '2026-05', size: 10_000 });
	return {
		sums: (await through.siteMonth(site, '2026-05'))?.sums,
		ids: rows.map(({ id, state }) => [id, state]),
	};
};

describe('several that decide at once', () => {
	test('all succeed, and leave what one after the other would have left', async () => {
		const ids = await keep(600);
		const others = await Promise.all([1, 2, 3].map(() => openStore(file)));
		const all = [store, ...others];
		await Promise.all(
			all.map(async (one, nth) => {
				for (const id of ids.slice(nth * 5, nth * 5 + 5)) await withdraw(one, id, `甲${nth}`);
			}),
		);
		for (const one of others) await one.close();
		const alone = await openStore(':memory:');
		await alone.record(reportOn({ asOf: '2026-05-15', found: [links(600)] }), 'may', national);
		for (const id of ids.slice(0, 20)) await withdraw(alone, id, '甲');
		expect(await told(store)).toEqual(await told(alone));
		expect((await told(store)).sums).toMatchObject({ waived: 20, minor: 580 });
		const list = await store.tasks({ sites: [site], size: 500 });
		const expected = await alone.tasks({ sites: [site], size: 500 });
		const shape = ({ what, findings, standing, inspection, cost }: (typeof list.rows)[number]) =>
			JSON.stringify([what, findings, standing, inspection, cost]);
		expect(list.rows.map(shape).sort()).toEqual(expected.rows.map(shape).sort());
		await alone.close();
	}, 120_000);

	test('of whom another process hardly leaves any time wait for their turn', async () => {
		const [first = '', ...others] = await keep(3000);
		const writer = fork(new URL('../support/busy-writer.ts', import.meta.url), [file], { stdio: 'ignore' });
		try {
			await once(writer, 'message');
			for (const id of [first, ...others.slice(0, 3)]) await withdraw(store, id, '王芳');
		} finally {
			writer.kill();
			await once(writer, 'close');
		}
		expect((await told(store)).sums).toMatchObject({ waived: 4 });
	}, 120_000);
});

describe('a work list', () => {
	const report = reportOn({
		asOf: '2026-05-15',
		found: [links(1), result('stale-column', [{ subject: home }])],
	});

	test('stays as a decision told it that came right after the report was kept', async () => {
		const db = await openSqlite(':memory:');
		const write = writer(db);
		const recorded = await write(async (tx) => {
			await keepProfile(tx, national);
			return recordReport(tx, report, 'may');
		});
		const stale = report.findings.find(({ check }) => check === 'stale-column')?.id ?? '';
		const taken = { site, period: '2026-05', finding: stale, by: '王芳', at, reason: '核实过' };
		await decideFinding({ db, write }, { ...taken, step: 'withdraw' });
		const checks = async () =>
			(await db.selectFrom('tasks').select('check_id').execute()).map((row) => row.check_id);
		expect(await checks()).toEqual(['broken-link']);
		if (recorded) await tellRecorded(db, write, recorded, national);
		expect(await checks()).toEqual(['broken-link']);
		await db.destroy();
	});

	test('is told again where a run is kept again and cut off before its list was told', async () => {
		await store.record(report, 'may', national);
		const db = await openSqlite(file);
		const less = { ...report, findings: report.findings.filter(({ check }) => check !== 'stale-column') };
		await writer(db)((tx) => recordReport(tx, less, 'may'));
		await db.destroy();
		await store.tellTasks(site);
		expect((await store.tasks({ sites: [site] })).rows.map(({ check }) => check)).toEqual(['broken-link']);
	});
});

describe('a store that another holds', () => {
	const hold = (): DatabaseSync => {
		const other = new DatabaseSync(file);
		other.exec('begin immediate');
		return other;
	};

	test('is not written to, and says so in words once patience ends', async () => {
		const [id = ''] = await keep(3);
		const hasty = await openStore(file, { patienceMs: 100 });
		const other = hold();
		const error = await withdraw(hasty, id, '王芳').catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(BusyError);
		expect(error).toMatchObject({ message: '数据库正忙，别的程序一直在写入，这次没有保存' });
		other.exec('rollback');
		other.close();
		await withdraw(hasty, id, '王芳');
		await hasty.close();
		expect((await told(store)).sums).toMatchObject({ waived: 1 });
	});

	test('lets those go on reading who are signed in, or have a token', async () => {
		await store.users.add({ name: '王芳', role: 'administrator', password: 'x' }, at);
		await store.users.openSession({ user: '王芳', hash: 's', now: at, address: '', agent: '' });
		await store.users.addToken({ user: '王芳', hash: 't', now: at });
		const later = '2026-05-18T02:00:00.000Z';
		const other = hold();
		const begun = performance.now();
		expect(await store.users.session('s', later)).toMatchObject({ n: 1 });
		expect(await store.users.sessions('王芳', later)).toMatchObject([{ seenAt: at }]);
		expect(await store.users.token('t', later)).toMatchObject({ name: '王芳' });
		// Neither did the process stand still, nor is it kept waiting.
		expect(performance.now() - begun).toBeLessThan(900);
		other.exec('rollback');
		other.close();
		await expect.poll(() => store.users.sessions('王芳', later)).toMatchObject([{ seenAt: later }]);
		await expect.poll(() => store.users.tokens('王芳')).toMatchObject([{ usedAt: later }]);
	});

	test('is paused, and told of its health and its workers, once the other is done', async () => {
		const other = hold();
		const kept = Promise.all([
			store.operations.setPause({ by: '王芳', at }),
			store.operations.keep('health', { at, findings: [] }, at),
			store.operations.dropWorker({ host: 'a', pid: 1 }),
		]);
		// Longer than a single statement would have waited.
		await wait(1300);
		other.exec('rollback');
		other.close();
		await kept;
		expect(await store.operations.pause()).toEqual({ by: '王芳', at });
	});

	test('is read meanwhile', async () => {
		const [id = ''] = await keep(3);
		const other = hold();
		const waiting = withdraw(store, id, '王芳');
		expect((await store.findings({ site, period: '2026-05' })).count).toBe(3);
		other.exec('rollback');
		other.close();
		await waiting;
	});
});

describe('a decision', () => {
	test('writes the one row that changes, however long the report is', async () => {
		const ids = await keep(2000);
		const rows = (): Map<unknown, unknown> => {
			const raw = new DatabaseSync(file, { readOnly: true });
			const all = raw.prepare('select rank, finding from sightings order by rank').all();
			raw.close();
			return new Map(all.map(({ rank, finding }) => [finding, rank]));
		};
		const before = rows();
		await withdraw(store, ids[700] ?? '', '王芳');
		const after = rows();
		const moved = [...after].filter(([finding, rank]) => before.get(finding) !== rank);
		expect(moved).toHaveLength(1);
		expect([...after.keys()].at(-1)).toBe(moved[0]?.[0]);
	});
});

describe('places', () => {
	const at = (...stays: (number | undefined)[]) =>
		placed(stays.map((one) => (one === undefined ? {} : { stays: one })));
	test.each<[string, (number | undefined)[], readonly number[] | undefined]>([
		['nothing', [], []],
		['all that stay', [0, 5, 9], [0, 5, 9]],
		['one between two', [0, undefined, 10], [0, 5, 10]],
		['several between two', [0, undefined, undefined, 9], [0, 3, 6, 9]],
		['one before all', [undefined, 0], [-rankGap, 0]],
		['one behind all', [0, undefined], [0, rankGap]],
		['no room', [0, undefined, 1], undefined],
		['too little room for two', [0, undefined, undefined, 2], undefined],
		['those that stay in another order', [5, 3], undefined],
	])('for %s', (_, given, expected) => expect(at(...given)).toEqual(expected));
	test('for a list of none that stay', () =>
		expect(at(undefined, undefined)).toEqual([-2 * rankGap, -rankGap]));
});
