/** The clock of a machine jumps under `serve`: nothing is audited twice for one time, and nobody waits until the clock is there again. */
import { expect, test, vi } from 'vitest';
import { rounds } from '../support/faults.ts';
import { folder, home, patience, quick, send, serve, useInstallations } from '../support/installation.ts';
import { auditsIn, knowSince, withStore, writeConfig } from '../support/serve.ts';

vi.setConfig({ testTimeout: 300_000 + rounds * 10_000 });
useInstallations();

const [hour, day] = [3600, 86_400];
const begin = Date.parse('2026-06-15T02:00:00Z');

/** After the one of 40 days, seconds after the beginning at which the clock is set: before the next time is due, and not before the last but one. */
const settings = [
	40 * day - 2 * hour,
	-2 * hour,
	...(rounds > 1
		? [0, -3 * day, 0, ...Array.from({ length: rounds }, () => (Math.random() * 60 - 14) * day)]
		: []),
	16 * day,
];

/** A clock that is set by hand, and goes on from there. */
const startClock = () => {
	const started = performance.now();
	let set = begin;
	const now = () => new Date(set + performance.now() - started);
	return {
		now,
		/** Sets it to so many seconds after the beginning, and has the programs look at it. */
		jump: async (url: string, seconds: number): Promise<void> => {
			set = begin + seconds * 1000;
			expect(await send(url, 'audits/pauses', { step: 'resume' })).toBe(303);
		},
	};
};

const dues = async (): Promise<readonly string[]> =>
	(await auditsIn(folder)).map(({ state, dueAt = '' }) => `${state} ${dueAt.slice(0, 10)}`).sort();

test('forwards by 40 days and back again, in steps, each time is audited once', async () => {
	await writeConfig(folder, { jia: home(await quick()) }, { schedule: '0 2 1 * *' });
	await knowSince(folder, ['jia'], '2026-01-01T00:00:00Z');
	const clock = startClock();
	const { url, said } = await serve(folder, { now: clock.now });
	// 2 o'clock in Beijing is the day before in Greenwich.
	await expect.poll(dues, patience).toEqual(['done 2026-05-31']);
	await clock.jump(url, 40 * day);
	const both = ['done 2026-05-31', 'done 2026-06-30'];
	await expect.poll(dues, patience).toEqual(both);
	for (const seconds of settings) {
		await clock.jump(url, seconds);
		// What somebody asks for is audited at any time, and whatever else there was to do came before it.
		const asked = (await auditsIn(folder)).length;
		expect(await send(url, 'audits/starts', { site: 'jia' })).toBe(303);
		await expect
			.poll(async () => (await auditsIn(folder)).filter(({ state }) => state === 'done').length, patience)
			.toBe(asked + 1);
		expect((await auditsIn(folder)).filter(({ cause }) => cause === 'schedule')).toHaveLength(2);
	}
	// July's was had when the clock was ahead; the next is August's.
	await clock.jump(url, 48 * day);
	await expect
		.poll(async () => (await dues()).filter((due) => !due.endsWith(' ')), patience)
		.toEqual([...both, 'done 2026-07-31']);
	expect(said.err).toBe('');
});

test('back by days, what was to be tried again in an hour is tried, and who was signed in signs in again', async () => {
	const at = (seconds: number): string => new Date(begin + seconds * 1000).toISOString();
	await withStore(folder, async (store) => {
		await store.syncConfigured(
			[{ id: 'jia', name: '甲', url: 'https://jia/', type: 'portal' as const }],
			at(0),
		);
		await store.enqueue({ site: 'jia', cause: 'schedule', asOf: '2026-06-15', now: at(0) });
		const owner = { host: 'here', pid: 1 };
		const failed = await store.claim(owner, at(0));
		if (failed) await store.postpone(failed, '网站打不开', at(24 * hour));
		expect(await store.claim(owner, at(23 * hour))).toBeUndefined();
		expect(await store.claim(owner, at(-2 * hour))).toMatchObject({ site: 'jia' });

		await store.users.add({ name: 'zhang', role: 'administrator', password: 'x' }, at(0));
		const signIn = { user: 'zhang', hash: 'h', address: '', agent: '' };
		await store.users.openSession({ ...signIn, now: at(0) });
		const isIn = async (seconds: number): Promise<boolean> =>
			(await store.users.session('h', at(seconds))) !== undefined;
		expect([await isIn(hour), await isIn(-2 * hour), await isIn(-3 * day), await isIn(40 * day)]).toEqual([
			...[true, true, false, false],
		]);
		expect(await store.users.sessions('zhang', at(-3 * day))).toEqual([]);

		const limit = { key: 'name', free: 3, maxSeconds: 60 };
		const tryAt = (seconds: number) => store.users.beginTry([limit], at(seconds));
		for (let n = 0; n < 3; n++) expect(await tryAt(0)).toBe(0);
		// Delays are counted from now on, and those that were served are not begun anew.
		expect([await tryAt(-3 * day), await tryAt(-3 * day), await tryAt(-3 * day + 2)]).toEqual([0, 1, 0]);
		expect(await tryAt(-6 * day)).toBe(2);
		expect(await tryAt(-6 * day + 2)).toBe(0);
	});
});
