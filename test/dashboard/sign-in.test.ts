/** Signing in and out: sessions that end when they should, and what somebody who attacks them meets. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minPasswordLength } from '../../reports/password.ts';
import { linjiang, now, type Opened, openDashboard, record, reportOf, wordsOf } from './open-dashboard.ts';
import { addPeople, ask, cheaply, cookieOf, ours, password, signInAs, tryToSignIn } from './people.ts';

const hours = (count: number): number => count * 3_600_000;

let dashboard: Opened;
/** Milliseconds since the test began. */
let passed = 0;
beforeEach(async () => {
	passed = 0;
	dashboard = await openDashboard({ now: () => new Date(now.getTime() + passed) });
	await dashboard.store.syncConfigured([linjiang], '2026-01-01T00:00:00Z');
	await record(dashboard.store, reportOf({}));
});
afterEach(() => dashboard.close());

const people = () => addPeople(dashboard.store, ['linjiang']);
const statusOf = async (path: string, cookie?: string): Promise<number> =>
	(await ask(dashboard, path, cookie ? { cookie } : {})).status;

describe('without users', () => {
	test('whoever sits at this machine runs it, and is not asked to sign in', async () => {
		expect(await statusOf('/')).toBe(200);
		const response = await ask(dashboard, '/sign-in');
		expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
		expect(await statusOf('/account')).toBe(404);
	});

	test('nobody comes in where others than this machine may come', async () => {
		const open = await openDashboard({ door: { isOpen: true } });
		expect((await open.get('/')).headers.get('location')).toBe('/sign-in?to=%2F');
		await open.close();
	});
});

describe('with users', () => {
	beforeEach(people);

	test('everybody signs in, and comes to the page that they wanted', async () => {
		const wanted = '/sites/linjiang?month=2026-06&q=%E4%B8%B4';
		const first = await ask(dashboard, wanted);
		expect(first.status).toBe(303);
		const where = first.headers.get('location') ?? '';
		expect(where).toBe(`/sign-in?to=${encodeURIComponent(wanted)}`);
		const page = await (await ask(dashboard, where)).text();
		expect(page).toContain(`<input type="hidden" name="to" value="${wanted.replaceAll('&', '&amp;')}">`);
		expect(page).not.toContain('总览');
		const response = await tryToSignIn(dashboard, { name: 'officer', password, to: wanted });
		expect([response.status, response.headers.get('location')]).toEqual([303, wanted]);
		const seen = await ask(dashboard, wanted, { cookie: cookieOf(response) });
		expect(seen.status).toBe(200);
		expect(wordsOf(await seen.text())).toMatch(/officer 退出/);
	});

	test('the cookie is the browser’s alone, and the store has no more than its hash', async () => {
		const response = await tryToSignIn(dashboard, { name: 'officer', password });
		const [set = ''] = response.headers.getSetCookie();
		expect(set).toMatch(/^gongkai-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
		const id = cookieOf(response).split('=')[1] ?? '';
		const { users } = dashboard.store;
		expect(await users.session(id, now.toISOString())).toBeUndefined();
		expect(JSON.stringify(await users.sessions('officer', now.toISOString()))).not.toContain(id);
	});

	test('a name may be written otherwise, and a password not', async () => {
		expect((await tryToSignIn(dashboard, { name: ' ＯＦＦＩＣＥＲ ', password })).status).toBe(303);
		expect((await tryToSignIn(dashboard, { name: 'officer', password: `${password} ` })).status).toBe(401);
	});

	test('a wrong password, a name that nobody has and one that is disabled are told the same', async () => {
		await dashboard.store.users.change('viewer', { isDisabled: true }, now.toISOString());
		const tell = async (name: string, typed: string) => {
			const response = await tryToSignIn(dashboard, { name, password: typed });
			expect([response.status, cookieOf(response)]).toEqual([401, '']);
			return (await response.text()).replaceAll(name, '');
		};
		const wrong = await tell('officer', 'not the password');
		expect(wrong).toContain('用户名或密码不对，或者账号已停用。');
		expect(await tell('nobody-at-all', password)).toBe(wrong);
		expect(await tell('viewer', password)).toBe(wrong);
	});

	test('what a stranger cannot do by a form or a fragment is refused, not led elsewhere', async () => {
		const form = await ask(dashboard, '/months/2026-06/steps', { form: { step: 'freeze' } });
		expect(form.status).toBe(401);
		const part = await ask(dashboard, '/audits/live', { headers: { 'sec-fetch-mode': 'cors' } });
		expect(part.status).toBe(401);
		expect((await dashboard.store.monthState('2026-06')).state).toBe('draft');
	});

	test.each(['HEAD', 'GET'])('%s of a page leads a stranger to sign in', async (method) => {
		const response = await dashboard.get('/review', { method });
		expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in?to=%2Freview']);
	});

	test.each([
		'https://evil.example/',
		'//evil.example/',
		'/\\evil.example/',
		'/\t/evil.example',
		'javascript:alert(1)',
		'/..//evil.example/',
		'/x\r\nSet-Cookie: a=b',
		'sites/linjiang',
		'',
	])('after it nobody is led to %j', async (to) => {
		const response = await tryToSignIn(dashboard, { name: 'officer', password, to });
		expect(response.headers.get('location')).toBe('/');
		const page = await ask(dashboard, `/sign-in?${new URLSearchParams({ to })}`);
		expect(page.status).toBe(200);
	});

	test('a decision stands under the name that signed in, whatever the form says', async () => {
		const cookie = await signInAs(dashboard, 'officer');
		const form = { step: 'freeze', by: '别人', month: '2026-06' };
		expect((await ask(dashboard, '/months/2026-06/steps', { cookie, form })).status).toBe(303);
		const { history } = await dashboard.store.monthState('2026-06');
		expect(history.map(({ by }) => by)).toEqual(['officer']);
		const { rows } = await dashboard.store.users.trail({ who: 'officer' });
		expect(rows.map(({ act, about }) => [act, about])).toEqual([
			['decideMonth', '/months/2026-06/steps month=2026-06 step=freeze'],
			['signIn', ''],
		]);
	});
});

describe('a session', () => {
	beforeEach(people);

	test('has an id that nobody had before, whatever the browser came with', async () => {
		const planted = `gongkai-session=${'A'.repeat(43)}`;
		const first = await tryToSignIn(dashboard, { name: 'officer', password }, { ...ours, cookie: planted });
		expect(cookieOf(first)).not.toBe(planted);
		expect(await statusOf('/', planted)).toBe(303);
		const old = cookieOf(first);
		const second = await tryToSignIn(dashboard, { name: 'officer', password }, { ...ours, cookie: old });
		expect(cookieOf(second)).not.toBe(old);
		expect([await statusOf('/', old), await statusOf('/', cookieOf(second))]).toEqual([303, 200]);
	});

	test('ends at once when its user signs out', async () => {
		const [cookie, other] = [await signInAs(dashboard, 'officer'), await signInAs(dashboard, 'officer')];
		const response = await ask(dashboard, '/sign-out', { cookie, form: {} });
		expect(response.headers.get('location')).toBe('/sign-in');
		expect(response.headers.getSetCookie()[0]).toMatch(/^gongkai-session=; Max-Age=0; Path=\//);
		expect([await statusOf('/', cookie), await statusOf('/', other)]).toEqual([303, 200]);
	});

	test('ends where its user is disabled, and does not come back with them', async () => {
		const cookie = await signInAs(dashboard, 'officer');
		await dashboard.store.users.change('officer', { isDisabled: true }, now.toISOString());
		expect(await statusOf('/', cookie)).toBe(303);
		await dashboard.store.users.change('officer', { isDisabled: false }, now.toISOString());
		expect(await statusOf('/', cookie)).toBe(303);
	});

	test('has at once what its user may do now', async () => {
		const cookie = await signInAs(dashboard, 'officer');
		expect(await statusOf('/notices', cookie)).toBe(200);
		await dashboard.store.users.change('officer', { role: 'viewer' }, now.toISOString());
		expect(await statusOf('/notices', cookie)).toBe(403);
	});

	test('ends after four hours without a request, and after twelve in any case', async () => {
		const [used, idle] = [await signInAs(dashboard, 'officer'), await signInAs(dashboard, 'viewer')];
		for (const after of [3.9, 7.8, 11.7]) {
			passed = hours(after);
			expect([after, await statusOf('/', used)]).toEqual([after, 200]);
			if (after > 4) expect([after, await statusOf('/', idle)]).toEqual([after, 303]);
		}
		passed = hours(12);
		expect(await statusOf('/', used)).toBe(303);
	});

	test('of one’s own can be ended, and nobody else’s', async () => {
		const [mine, elsewhere] = [await signInAs(dashboard, 'officer'), await signInAs(dashboard, 'officer')];
		const theirs = await signInAs(dashboard, 'viewer');
		const at = now.toISOString();
		const [second] = await dashboard.store.users.sessions('officer', at);
		const [foreign] = await dashboard.store.users.sessions('viewer', at);
		for (const session of [second, foreign]) {
			const form = { session: `${session?.n}` };
			expect((await ask(dashboard, '/account/sessions', { cookie: mine, form })).status).toBe(303);
		}
		expect(await Promise.all([mine, elsewhere, theirs].map((one) => statusOf('/', one)))).toEqual([
			...[200, 303, 200],
		]);
	});
});

describe('a new password', () => {
	beforeEach(people);
	const change = (cookie: string, fields: object) =>
		ask(dashboard, '/account/password', {
			cookie,
			form: { old: password, password: 'quite-another-9', again: 'quite-another-9', ...fields },
		});

	test('ends every session but that of this browser, which gets a new one', async () => {
		const [here, elsewhere] = [await signInAs(dashboard, 'officer'), await signInAs(dashboard, 'officer')];
		const response = await change(here, {});
		expect([response.status, response.headers.get('location')]).toEqual([303, '/account?done=password']);
		const fresh = cookieOf(response);
		expect(await Promise.all([here, elsewhere, fresh].map((one) => statusOf('/', one)))).toEqual([
			...[303, 303, 200],
		]);
		expect((await tryToSignIn(dashboard, { name: 'officer', password })).status).toBe(401);
		const again = await tryToSignIn(dashboard, { name: 'officer', password: 'quite-another-9' });
		expect(again.status).toBe(303);
	});

	test.each([
		['without the old one', { old: 'x' }, '现在的密码不对'],
		['typed differently', { again: 'quite-another-8' }, '两遍输入的密码不一样'],
		['that is short', { password: 'short-1', again: 'short-1' }, `密码至少 ${minPasswordLength} 个字符`],
		['of few letters', { password: 'aaaaaaaaaaaa', again: 'aaaaaaaaaaaa' }, '不同的字符太少'],
	])('%s is refused', async (_, fields, words) => {
		const cookie = await signInAs(dashboard, 'officer');
		const response = await change(cookie, fields);
		expect(response.status).toBe(409);
		expect(await response.text()).toContain(words);
		expect(await statusOf('/', cookie)).toBe(200);
		expect((await tryToSignIn(dashboard, { name: 'officer', password })).status).toBe(303);
	});

	test('cannot be had by guessing the old one from a session that was left open', async () => {
		const cookie = await signInAs(dashboard, 'officer');
		let last = '';
		for (let n = 0; n < 8; n++) last = await (await change(cookie, { old: `guess ${n}` })).text();
		expect(last).toContain('试错的次数太多');
	});
});

describe('who guesses', () => {
	beforeEach(people);
	const guess = (name: string, address: string, typed = 'wrong') =>
		tryToSignIn(dashboard, { name, password: typed }, ours, address);

	test('waits longer each time, is told how long, and is let through again', async () => {
		for (let n = 0; n < 5; n++) expect((await guess('officer', '10.0.0.1')).status).toBe(401);
		expect((await guess('officer', '10.0.0.1')).status).toBe(401);
		const seen: number[] = [];
		for (let n = 0; n < 12; n++) {
			// Also with the right one, which is not even looked at.
			const refused = await guess('officer', '10.0.0.1', password);
			expect(refused.status).toBe(429);
			const seconds = Number(refused.headers.get('retry-after'));
			seen.push(seconds);
			expect(await refused.text()).toMatch(/请 \d+ (?:秒|分钟)后再试/);
			passed += seconds * 1000;
			expect((await guess('officer', '10.0.0.1')).status).toBe(401);
		}
		expect(seen).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
		passed += 900_000;
		expect((await guess('officer', '10.0.0.1', password)).status).toBe(303);
		expect((await guess('officer', '10.0.0.1')).status).toBe(401);
	});

	test('from many addresses holds a name back for a minute at most', async () => {
		let refused = 0;
		for (let n = 0; n < 40; n++) {
			const { status, headers } = await guess('officer', `10.0.1.${n}`);
			if (status !== 429) continue;
			refused++;
			expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
			passed += Number(headers.get('retry-after')) * 1000;
		}
		expect(refused).toBeGreaterThan(10);
		passed += 60_000;
		expect((await guess('officer', '10.0.2.1', password)).status).toBe(303);
	});

	test('at many names from one address waits, and others at another do not', async () => {
		const { users } = dashboard.store;
		const kept = await cheaply(password);
		// A name that nobody has counts as they do, and costs a hash that is not cheap.
		for (let n = 0; n < 24; n++)
			await users.add({ name: `name-${n}`, role: 'viewer', password: kept }, now.toISOString());
		const statuses: number[] = [];
		for (let n = 24; n >= 0; n--) statuses.push((await guess(`name-${n}`, '10.0.0.9')).status);
		expect(statuses.filter((status) => status === 401)).toHaveLength(21);
		expect((await guess('officer', '10.0.0.9', password)).status).toBe(429);
		expect((await guess('officer', '10.0.0.8', password)).status).toBe(303);
	});

	test('from one network of IPv6 is one, whichever of its addresses is used', async () => {
		for (let n = 1; n <= 6; n++)
			expect((await guess('officer', `2001:db8:0:1:${n.toString(16)}::${n}`)).status).toBe(401);
		expect((await guess('officer', '2001:db8:0:1::ffff', password)).status).toBe(429);
		expect((await guess('officer', '2001:db8:0:2::1', password)).status).toBe(303);
		// IPv4 that is written as IPv6 is no network of all of them.
		expect((await guess('officer', '::ffff:10.0.0.7')).status).toBe(401);
		expect((await guess('officer', '::ffff:10.0.0.8', password)).status).toBe(303);
	});

	test('with many tries at once has no more of them', async () => {
		const answers = await Promise.all(Array.from({ length: 20 }, () => guess('officer', '10.0.0.1')));
		expect(answers.filter(({ status }) => status === 401)).toHaveLength(6);
		expect(answers.filter(({ status }) => status === 429)).toHaveLength(14);
	});

	test('is not forgotten when the program starts anew', async () => {
		for (let n = 0; n < 6; n++) await guess('officer', '10.0.0.1');
		const { createApp } = await import('../../dashboard/app.ts');
		const { store } = dashboard;
		const anew = createApp({ store, checks: [], profile: () => undefined, now: () => now });
		const answer = await tryToSignIn({ app: anew }, { name: 'officer', password });
		expect(answer.status).toBe(429);
	});

	test('an office whose people sign in rightly is not held back', async () => {
		for (let n = 0; n < 60; n++)
			expect((await guess(n % 2 ? 'officer' : 'viewer', '10.0.0.5', password)).status).toBe(303);
	});

	test('leaves traces, and none of what was typed where a name belongs', async () => {
		await guess('officer', '10.0.0.1');
		await guess('my-secret-password', '10.0.0.2');
		const { rows } = await dashboard.store.users.trail();
		expect(rows.map(({ who, act, address }) => [who, act, address])).toEqual([
			['', 'signInRefused', '10.0.0.2'],
			['officer', 'signInRefused', '10.0.0.1'],
		]);
		expect(JSON.stringify(rows)).not.toContain('my-secret');
	});
});

test('a name that nobody has takes as long to refuse as one that somebody has', {
	timeout: 120_000,
}, async () => {
	const { hashPassword } = await import('../../reports/password.ts');
	const { users } = dashboard.store;
	await users.add(
		{ name: 'real', role: 'administrator', password: await hashPassword(password) },
		now.toISOString(),
	);
	const timeOf = async (name: string, n: number): Promise<number> => {
		const since = performance.now();
		await tryToSignIn(dashboard, { name, password: 'wrong' }, ours, `10.1.${n}.1`);
		return performance.now() - since;
	};
	const took = { real: [] as number[], none: [] as number[] };
	for (let n = 0; n < 4; n++) {
		took.real.push(await timeOf('real', n));
		took.none.push(await timeOf(`none-${n}`, 100 + n));
	}
	// A machine that is busy disturbs the slow ones most.
	const quickest = (all: readonly number[]): number => Math.min(...all);
	expect(quickest(took.none)).toBeGreaterThan(quickest(took.real) * 0.4);
	expect(quickest(took.none)).toBeLessThan(quickest(took.real) * 2.5);
	expect(quickest(took.none)).toBeGreaterThan(50);
});

test('what another site’s page sends neither signs in nor out', async () => {
	await people();
	const foreign = { origin: 'https://evil.example', host: 'localhost' };
	expect((await tryToSignIn(dashboard, { name: 'officer', password }, foreign)).status).toBe(403);
	expect((await tryToSignIn(dashboard, { name: 'officer', password }, { host: 'localhost' })).status).toBe(
		403,
	);
	const cookie = await signInAs(dashboard, 'officer');
	const out = await ask(dashboard, '/sign-out', { cookie, form: {}, headers: foreign });
	expect([out.status, await statusOf('/', cookie)]).toEqual([403, 200]);
	expect((await dashboard.get('/sign-out')).status).toBe(404);
});

test('a token is for the addresses of programs alone', async () => {
	await people();
	const { newSecret } = await import('../../dashboard/session.ts');
	const { secret, hash } = newSecret();
	await dashboard.store.users.addToken({ user: 'officer', hash, now: now.toISOString() });
	const headers = { authorization: `Bearer ${secret}` };
	expect((await ask(dashboard, '/', { headers })).status).toBe(303);
});

test('a cheap hash holds as any other', async () => {
	expect(await cheaply(password)).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
});
