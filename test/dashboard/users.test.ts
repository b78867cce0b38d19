/** Accounts on the dashboard: what an administrator does with them, and the trail of it. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aboutWords } from '../../dashboard/messages/trail.ts';
import { newSecret } from '../../dashboard/session.ts';
import { trailDays } from '../../reports/store/trail.ts';
import { linjiang, now, type Opened, openDashboard, record, reportOf, wordsOf } from './open-dashboard.ts';
import { addPeople, ask, cookieOf, ours, password, signInAs, tryToSignIn } from './people.ts';

const at = now.toISOString();

let dashboard: Opened;
beforeEach(async () => {
	dashboard = await openDashboard();
	await dashboard.store.syncConfigured([linjiang], '2026-01-01T00:00:00Z');
	await record(dashboard.store, reportOf({}));
});
afterEach(() => dashboard.close());

const fields = { user: '王芳', role: 'maintainer', sites: 'linjiang', password, again: password };

describe('without users', () => {
	test('the page says how to begin, and takes an administrator first', async () => {
		expect(await dashboard.page('/users')).toContain('还没有用户：在本机打开看板不用登录');
		const refused = await ask(dashboard, '/users', { form: fields });
		expect([refused.status, await refused.text()]).toEqual([
			409,
			expect.stringContaining('第一个用户应为管理员'),
		]);
		const form = { ...fields, role: 'administrator', sites: '' };
		expect((await ask(dashboard, '/users', { form })).status).toBe(303);
		expect((await ask(dashboard, '/users')).status).toBe(303);
		expect((await tryToSignIn(dashboard, { name: '王芳', password })).status).toBe(303);
	});
});

describe('an administrator', () => {
	let cookie = '';
	beforeEach(async () => {
		await addPeople(dashboard.store, ['linjiang']);
		cookie = await signInAs(dashboard, 'administrator');
	});
	const send = (path: string, form: Readonly<Record<string, string>>) =>
		ask(dashboard, path, { cookie, form });
	const text = async (path: string): Promise<string> => {
		const response = await ask(dashboard, path, { cookie });
		expect([path, response.status]).toEqual([path, 200]);
		return wordsOf(await response.text());
	};

	/** Signs in by the password that was given, and changes it; gives the cookie. */
	const changeGiven = async (name: string): Promise<string> => {
		const given = await signInAs(dashboard, name);
		const form = { old: password, password: 'quite-another-9', again: 'quite-another-9' };
		const changed = await ask(dashboard, '/account/password', { cookie: given, form });
		expect([changed.status, changed.headers.get('location')]).toEqual([303, '/account?done=password']);
		return cookieOf(changed);
	};

	test('gives a password that its user changes before anything else', async () => {
		await send('/users', { ...fields, role: 'officer' });
		const path = `/users/${encodeURIComponent('王芳')}`;
		expect(await text(path)).toContain('密码待本人修改');
		const { secret, hash } = newSecret();
		await dashboard.store.users.addToken({ user: '王芳', hash, now: at });
		const byToken = () => ask(dashboard, '/api/v1/sites', { headers: { authorization: `Bearer ${secret}` } });
		const refused = await byToken();
		expect([refused.status, await refused.json()]).toEqual([
			403,
			expect.objectContaining({ code: 'password-given' }),
		]);
		const given = await signInAs(dashboard, '王芳');
		for (const page of ['/', '/work', '/sites/linjiang', '/users', '/review?month=2026-06']) {
			const led = await ask(dashboard, page, { cookie: given });
			expect([page, led.status, led.headers.get('location')]).toEqual([page, 303, '/account']);
		}
		const live = { 'sec-fetch-mode': 'cors' };
		expect((await ask(dashboard, '/audits/live', { cookie: given, headers: live })).status).toBe(403);
		const written = await ask(dashboard, '/months/2026-06/steps', {
			cookie: given,
			form: { step: 'freeze' },
		});
		expect([written.status, await written.text()]).toEqual([403, expect.stringContaining('请先修改密码')]);
		const account = wordsOf(await (await ask(dashboard, '/account', { cookie: given })).text());
		expect(account).toContain('现在的密码是管理员设的，请先改成自己的');
		// Whoever chose it would still know it.
		const same = { old: password, password, again: password };
		const again = await ask(dashboard, '/account/password', { cookie: given, form: same });
		expect([again.status, await again.text()]).toEqual([
			409,
			expect.stringContaining('新密码和现在的一样，请换一个'),
		]);
		const own = await changeGiven('王芳');
		const done = wordsOf(await (await ask(dashboard, '/account?done=password', { cookie: own })).text());
		expect(done).toContain('密码已修改，别处的登录全部失效');
		expect(done).not.toContain('管理员设的');
		expect((await ask(dashboard, '/', { cookie: own })).status).toBe(200);
		expect((await byToken()).status).toBe(200);
		expect(await text(path)).not.toContain('密码待本人修改');
		expect(await text(`${path}?done=<b>`)).not.toContain('<b>');
	});

	test('looks for sites to tick, and keeps what is ticked and not saved yet', async () => {
		const more = Array.from({ length: 40 }, (_, n) => ({
			...linjiang,
			id: `town-${n}`,
			name: `第${n}镇<b>`,
		}));
		await dashboard.store.syncConfigured([linjiang, ...more], '2026-01-02T00:00:00Z');
		const body = new URLSearchParams({ role: 'maintainer', step: 'find', find: '镇' });
		for (const site of ['linjiang', 'town-3', 'gone']) body.append('sites', site);
		const found = await dashboard.app.request('/users/maintainer', {
			...{ method: 'POST', body, headers: { ...ours, cookie } },
		});
		const page = await found.text();
		expect(found.status).toBe(200);
		expect(wordsOf(page)).toContain('“镇”另找到 39 个没有勾选的网站，列出前 30 个');
		const boxes = [...page.matchAll(/name="sites" value="([^"]+)"( checked)?/g)];
		expect(boxes.filter(([, , checked]) => checked).map(([, id]) => id)).toEqual([
			...['linjiang', 'town-3', 'gone'],
		]);
		expect(boxes).toHaveLength(33);
		expect(page).not.toContain('<b>');
		expect((await dashboard.store.users.find('maintainer'))?.user.sites).toEqual(['linjiang']);
		body.set('step', 'role');
		body.delete('sites', 'gone');
		const saved = await dashboard.app.request('/users/maintainer', {
			...{ method: 'POST', body, headers: { ...ours, cookie } },
		});
		expect(saved.headers.get('location')).toBe('/users/maintainer?done=role');
		expect((await dashboard.store.users.find('maintainer'))?.user.sites).toEqual(['linjiang', 'town-3']);
		const [last] = (await dashboard.store.users.trail({ who: 'administrator' })).rows;
		expect(last?.about).toContain('sites=linjiang town-3');
	});

	test('adds a maintainer, who then sees their sites alone', async () => {
		const added = await send('/users', fields);
		expect(added.headers.get('location')).toBe(`/users/${encodeURIComponent('王芳')}?done=added`);
		expect(await text('/users')).toMatch(/王芳 维护人员 1 个 2026年6月20日 10:00 启用/);
		const page = await text(`/users/${encodeURIComponent('王芳')}`);
		expect(page).toContain('临江市人民政府');
		const theirs = await changeGiven('王芳');
		expect((await ask(dashboard, '/sites/linjiang', { cookie: theirs })).status).toBe(200);
		await send(`/users/${encodeURIComponent('王芳')}`, { step: 'role', role: 'maintainer', sites: '' });
		expect((await ask(dashboard, '/sites/linjiang', { cookie: theirs })).status).toBe(404);
	});

	test('disables somebody, whose sessions and tokens end at once, and lets them in again', async () => {
		const theirs = await signInAs(dashboard, 'officer');
		const { hash } = newSecret();
		await dashboard.store.users.addToken({ user: 'officer', hash, now: at });
		await send('/users/officer', { step: 'disable' });
		expect((await ask(dashboard, '/', { cookie: theirs })).status).toBe(303);
		expect(await dashboard.store.users.token(hash, at)).toBeUndefined();
		expect((await tryToSignIn(dashboard, { name: 'officer', password })).status).toBe(401);
		expect(await text('/users/officer')).toContain('已停用');
		await send('/users/officer', { step: 'enable' });
		expect((await tryToSignIn(dashboard, { name: 'officer', password })).status).toBe(303);
		expect(await dashboard.store.users.token(hash, at)).toMatchObject({ name: 'officer' });
	});

	test('resets a password, ends one session or all, and revokes a token', async () => {
		const [one, two] = [await signInAs(dashboard, 'officer'), await signInAs(dashboard, 'officer')];
		const [last] = await dashboard.store.users.sessions('officer', at);
		await send('/users/officer', { step: 'session', session: `${last?.n}` });
		const statuses = async () =>
			Promise.all([one, two].map(async (session) => (await ask(dashboard, '/', { cookie: session })).status));
		expect(await statuses()).toEqual([200, 303]);
		await send('/users/officer', { step: 'sessions' });
		expect(await statuses()).toEqual([303, 303]);
		const { hash } = newSecret();
		const { n } = await dashboard.store.users.addToken({ user: 'officer', hash, now: at });
		expect(await text('/users/officer')).toMatch(/作废/);
		await send('/users/officer', { step: 'token', token: `${n}` });
		expect(await dashboard.store.users.token(hash, at)).toBeUndefined();
		const other = 'quite-another-9';
		await send('/users/officer', { step: 'password', password: other, again: other });
		expect((await tryToSignIn(dashboard, { name: 'officer', password })).status).toBe(401);
		expect((await tryToSignIn(dashboard, { name: 'officer', password: other })).status).toBe(303);
	});

	test('cannot be the last and go', async () => {
		for (const [step, role] of [
			['disable', ''],
			['role', 'viewer'],
		] as const) {
			const response = await send('/users/administrator', { step, role });
			expect([response.status, await response.text()]).toEqual([
				409,
				expect.stringContaining('administrator 是最后一个启用的管理员'),
			]);
		}
	});

	test.each<[string, Record<string, string>, string]>([
		['a name twice', { ...fields, user: 'OFFICER' }, '已经有用户 OFFICER'],
		['a name that is none', { ...fields, user: '<b>' }, '用户名应为'],
		['a site that nobody knows', { ...fields, sites: 'linjiang nowhere' }, '没有站点 nowhere'],
		['a password that is short', { ...fields, password: 'x', again: 'x' }, '密码至少 10 个字符'],
	])('is refused %s', async (_, form, words) => {
		const response = await send('/users', form);
		expect([response.status, await response.text()]).toEqual([409, expect.stringContaining(words)]);
		expect(await dashboard.store.users.list()).toHaveLength(4);
	});

	test('reads in the trail who did what, from where, and no password', async () => {
		await send('/users', fields);
		await send('/users/officer', { step: 'password', password: 'quite-another-9', again: 'quite-another-9' });
		await ask(dashboard, '/export/2026-06/scores.csv?verdict=qualified', { cookie });
		await tryToSignIn(dashboard, { name: 'viewer', password: 'wrong' }, undefined, '192.0.2.7');
		const page = await text('/trail');
		expect(page).toMatch(/viewer 登录失败 — 无 192\.0\.2\.7/);
		expect(page).toMatch(/administrator 导出 月份 2026-06，scores\.csv，结论 合格/);
		expect(page).toMatch(/administrator 更改用户 用户 officer，处理 重设密码/);
		expect(page).toMatch(/administrator 添加用户 用户 王芳，角色 维护人员，网站 linjiang/);
		expect(page).toMatch(/administrator 登录/);
		expect(page).not.toMatch(/通过-的|quite-another|wrong/);
		expect(page).toContain(`保留 ${trailDays} 天`);
		expect(await text('/trail?who=viewer')).toMatch(/viewer的操作记录.*共 1 条/);
		expect(await text('/trail?page=99')).toContain('登录失败');
	});

	test.each([
		[
			'/sites/linjiang/findings/f1/decisions month=2026-06 step=waive until=2026-07-01',
			'网站 linjiang，问题 f1，月份 2026-06，处理 豁免，截止日期 2026-07-01',
		],
		[
			'/api/v1/sites/linjiang/vetoes/x/decisions holds=false',
			'程序接口，网站 linjiang，单项否决 x，单项否决 不成立',
		],
		['/tasks/steps act=begin task=3,4', '操作 标为整改中，整改项 3,4'],
		['/audits/7/stops', '审计 7'],
		['/notices/held/9/releases', '暂不通知的结果 9'],
		['/audits/pauses step=pause', '处理 暂停'],
		['/users/%E7%8E%8B step=constructor', '用户 王，处理 constructor'],
		['/users/%E7%8E', '用户 %E7%8E'],
		['toString=1 what', 'toString=1，what'],
		['li role=officer', 'li，角色 考核人员'],
	])('says in words what %s is about', (about, said) => expect(aboutWords(about)).toBe(said));

	test('finds no user of a name that nobody has', async () => {
		expect((await ask(dashboard, '/users/nobody', { cookie })).status).toBe(404);
		expect((await send('/users/nobody', { step: 'disable' })).status).toBe(409);
		expect((await send('/users/officer', { step: 'else' })).status).toBe(400);
	});

	test('cannot be made to by another site’s page', async () => {
		const foreign = { origin: 'https://evil.example' };
		const form = { step: 'disable' };
		const response = await ask(dashboard, '/users/officer', { cookie, form, headers: foreign });
		expect(response.status).toBe(403);
		expect((await tryToSignIn(dashboard, { name: 'officer', password })).status).toBe(303);
	});
});

test('everybody sees on their own page where they are signed in', async () => {
	await addPeople(dashboard.store, ['linjiang']);
	const headers = { origin: 'http://localhost', host: 'localhost', 'user-agent': '<b>unknown/5.0' };
	const answer = await tryToSignIn(dashboard, { name: 'maintainer', password }, headers, '::ffff:192.0.2.9');
	const response = await ask(dashboard, '/account', { cookie: cookieOf(answer) });
	const page = wordsOf(await response.text());
	expect(page).toMatch(/&lt;b&gt;unknown\/5\.0 192\.0\.2\.9 2026年6月20日 10:00 .*正在使用/);
	expect(page).toContain('负责的网站 1 个');
});
