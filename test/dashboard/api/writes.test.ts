/** What programs decide: the same steps as by forms, signed by whose token it is. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { apiPath } from '../../../dashboard/api/table.ts';
import { addPeople, cheaply, ours, password, signInAs } from '../people.ts';
import { addressOf, formsOf, jsonOf, openStock, type Stock, templateOf, writing } from './stock.ts';
import { tokenOf } from './tokens.ts';

let stock: Stock;
let officer: Record<string, string>;
let maintainer: Record<string, string>;
beforeAll(async () => {
	stock = await openStock();
	await addPeople(stock.store, ['linjiang']);
});
afterAll(() => stock?.close());
beforeEach(async () => {
	officer = await tokenOf(stock, 'officer');
	maintainer = await tokenOf(stock, 'maintainer');
});

const send = async (path: string, body: unknown, headers: Record<string, string> = officer) => {
	const response = await stock.get(`${apiPath}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	return { status: response.status, answer: await jsonOf(response) };
};
const month = '2026-06';
const decisions = () => `/sites/linjiang/findings/${stock.known.finding}/decisions`;

describe('a finding', () => {
	test('is confirmed by an officer, in the name of the token whatever the body says', async () => {
		const { status, answer } = await send(decisions(), { month, step: 'confirm', by: '别人' });
		expect([status, answer.finding?.certainty]).toEqual([200, 'certain']);
		expect(answer.decisions).toEqual([
			{
				period: month,
				about: 'finding',
				subject: stock.known.finding,
				step: 'confirm',
				by: 'officer',
				at: '2026-06-20T10:00:00.000+08:00',
			},
		]);
		const wrongWith = await formsOf(stock);
		expect(wrongWith(templateOf('decideFinding'), 'post', 200, answer)).toEqual([]);
	});

	test('is not confirmed with a reason that is too long to be kept', async () => {
		const { status, answer } = await send(decisions(), { month, step: 'confirm', reason: '长'.repeat(1001) });
		expect([status, answer.code]).toEqual([422, 'invalid-body']);
		expect(answer.errors).toMatchObject([{ in: 'body', name: 'reason' }]);
	});

	test('is not confirmed a second time, and the sentence says why', async () => {
		const { status, answer } = await send(decisions(), { month, step: 'confirm' });
		expect([status, answer.code]).toEqual([409, 'refused']);
		expect(answer.detail).toMatch(/不能这样处理/);
	});

	test('is disputed by its maintainer, who decides nothing', async () => {
		const asked = await jsonOf(await stock.get(addressOf('finding', stock.known), { headers: maintainer }));
		expect(asked.steps).toEqual(['dispute']);
		expect((await send(decisions(), { month, step: 'revoke', reason: '不对' }, maintainer)).answer.code).toBe(
			'forbidden',
		);
		const { status, answer } = await send(
			decisions(),
			{ month, step: 'dispute', reason: '页面正常' },
			maintainer,
		);
		expect([status, answer.finding?.state]).toEqual([200, 'disputed']);
		expect(answer.decisions.at(-1)).toMatchObject({ by: 'maintainer', reason: '页面正常' });
	});

	test('is taken back by whoever disputed it, and by no other maintainer', async () => {
		const revoke = { month, step: 'revoke', reason: '看错了' };
		const finding = () => stock.get(addressOf('finding', stock.known), { headers: maintainer });
		await stock.store.users.add(
			{ name: 'colleague', role: 'maintainer', sites: ['linjiang'], password: await cheaply(password) },
			'2026-06-01T00:00:00.000Z',
		);
		const colleague = await tokenOf(stock, 'colleague');
		expect((await jsonOf(await finding())).steps).toContain('revoke');
		expect((await send(decisions(), revoke, colleague)).answer.code).toBe('forbidden');
		const { status, answer } = await send(decisions(), revoke, maintainer);
		// What the officer confirmed is not theirs to take back.
		expect([status, answer.finding?.certainty, answer.finding?.ruling?.kind]).toEqual([
			...[200, 'certain', 'confirmed'],
		]);
		expect(answer.decisions.at(-1)).toMatchObject({ step: 'revoke', by: 'maintainer' });
		expect((await send(decisions(), revoke, maintainer)).answer.code).toBe('forbidden');
	});

	test('of another month or site is not found', async () => {
		expect((await send('/sites/linjiang/findings/nobody/decisions', { month, step: 'confirm' })).status).toBe(
			404,
		);
		expect(
			(await send(`/sites/shanxia/findings/${stock.known.finding}/decisions`, { month, step: 'confirm' }))
				.status,
		).toBe(404);
	});

	test('is looked at again', async () => {
		const path = `/sites/linjiang/findings/${stock.known.finding}/rechecks`;
		expect(await send(path, {}, maintainer)).toEqual({ status: 202, answer: { isBusy: true } });
		expect(await send('/sites/linjiang/rechecks', {}, maintainer)).toEqual({
			status: 202,
			answer: { isBusy: true },
		});
		expect((await send('/sites/nobody/rechecks', {})).status).toBe(404);
	});
});

test('a veto is said to hold, and that is taken back', async () => {
	const path = `/sites/linjiang/vetoes/${stock.known.veto}/decisions`;
	const stateOf = async (holds: boolean | null) => {
		const { answer } = await send(path, { month, holds, reason: '有严重问题' });
		return answer.scores.inspection.vetoes.find(({ id }: { id: string }) => id === stock.known.veto).state;
	};
	expect(await stateOf(true)).toBe('holds');
	expect(await stateOf(null)).not.toBe('holds');
	expect((await send('/sites/linjiang/vetoes/nothing/decisions', { month, holds: true })).status).toBe(404);
});

test('points are entered, and taken back', async () => {
	const entered = async (points: number | null) => {
		const { answer } = await send('/sites/linjiang/points', {
			month,
			indicator: 'ind-service-forms',
			points,
			reason: '抽查',
		});
		const item = answer.scores.inspection.items.find(
			({ indicator }: { indicator: string }) => indicator === 'ind-service-forms',
		);
		return item.entered?.points;
	};
	expect(await entered(0.07)).toBe(0.07);
	expect(await entered(null)).toBeUndefined();
	for (const points of [-1, 0.123, 1e9, '1', undefined]) {
		const { status, answer } = await send('/sites/linjiang/points', {
			month,
			indicator: 'ind-service-forms',
			points,
		});
		expect([points, status, answer.errors?.[0]?.name]).toEqual([points, 422, 'points']);
	}
	for (const indicator of ['__proto__', 'ind-nothing'])
		expect(
			(await send('/sites/linjiang/points', { month, indicator, points: 1, reason: '抽查' })).status,
		).toBe(409);
});

test('a month goes towards being frozen, and back', async () => {
	const step = (body: object) => send(`/months/${month}/steps`, body);
	expect((await step({ step: 'objections' })).answer).toMatchObject({
		code: 'refused',
		detail: expect.stringContaining('异议期'),
	});
	expect((await step({ step: 'objections', until: '2026-06-30' })).answer).toMatchObject({
		month,
		state: 'objections',
		until: '2026-06-30',
	});
	const anyway = { step: 'freeze', anyway: true, reason: '领导同意' };
	expect(await send(decisions(), { month, step: 'dispute', reason: '页面正常' }, maintainer)).toMatchObject({
		status: 200,
	});
	expect((await step(anyway)).answer.detail).toContain('异议没有裁定');
	await send(decisions(), { month, step: 'revoke', reason: '看错了' }, maintainer);
	expect((await step({ step: 'freeze' })).answer.detail).toContain('尚未届满');
	expect((await step({ ...anyway, reason: ' ' })).answer.code).toBe('refused');
	expect((await step({ ...anyway, anyway: false })).answer.code).toBe('refused');
	expect((await step({ ...anyway, anyway: '1' })).status).toBe(422);
	expect((await step(anyway)).answer).toMatchObject({ month, state: 'frozen' });
	expect((await step({ step: 'reopen', reason: '还要改' })).answer).toMatchObject({ state: 'draft' });
});

test('what was done stands in the trail with what was chosen, and without what was written', async () => {
	const { rows } = await stock.store.users.trail({ size: 100 });
	const told = rows.map(({ who, act, about }) => `${who} ${act} ${about}`);
	expect(told).toContain(`officer decideMonth /api/v1/months/2026-06/steps step=objections until=2026-06-30`);
	expect(told).toContain(`maintainer decideFinding /api/v1${decisions()} month=2026-06 step=dispute`);
	expect(told.join('\n')).not.toMatch(/页面正常|抽查|有严重问题/);
});

describe.each(writing)('%s refuses', (name) => {
	const asked = async (body: string, headers: Record<string, string>) => {
		const response = await stock.get(addressOf(name, stock.known), { method: 'POST', headers, body });
		return [response.status, (await jsonOf(response)).code];
	};
	const json = { 'content-type': 'application/json' };

	test('what is no JSON', async () => {
		expect(await asked('{', { ...officer, ...json })).toEqual([422, 'invalid-body']);
		expect(await asked('[]', { ...officer, ...json })).toEqual([422, 'invalid-body']);
		expect(
			await asked('step=freeze', { ...officer, 'content-type': 'application/x-www-form-urlencoded' }),
		).toEqual([415, 'unsupported-media-type']);
		expect(await asked('{}', { ...officer, 'content-type': 'text/plain' })).toEqual([
			415,
			'unsupported-media-type',
		]);
	});

	test('a key that it does not know', async () => {
		expect(await asked('{"__proto__x":1}', { ...officer, ...json })).toEqual([422, 'invalid-body']);
	});

	test('what is too long', async () => {
		const long = JSON.stringify({ reason: '长'.repeat(40_000) });
		expect(await asked(long, { ...officer, ...json })).toEqual([413, 'too-large']);
		expect(
			await asked(long, { ...officer, ...json, 'content-length': `${Buffer.byteLength(long)}` }),
		).toEqual([413, 'too-large']);
	});

	test('a session that comes from elsewhere', async () => {
		const cookie = await signInAs(stock, 'officer');
		const refused = [403, 'foreign-origin'];
		expect(await asked('{}', { ...json, cookie })).toEqual(refused);
		expect(await asked('{}', { ...json, cookie, origin: 'https://evil.example' })).toEqual(refused);
		expect(await asked('{}', { ...json, cookie, origin: 'null' })).toEqual(refused);
		// Credentials that a browser sends by itself are no token.
		expect(
			await asked('{}', { ...json, cookie, origin: 'https://evil.example', authorization: 'Basic YTpi' }),
		).toEqual(refused);
		expect([202, 422]).toContain((await asked('{}', { ...json, cookie, ...ours }))[0]);
	});

	test('other methods than its own', async () => {
		const response = await stock.get(addressOf(name, stock.known), { method: 'PUT' });
		expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
	});
});

test('where nobody signs in, the body says who it is', async () => {
	const open = await openStock();
	const body = (by: object) => ({
		method: 'POST',
		headers: { ...ours, 'content-type': 'application/json' },
		body: JSON.stringify({ month, step: 'confirm', ...by }),
	});
	const path = addressOf('decideFinding', open.known);
	const nameless = await jsonOf(await open.get(path, body({})));
	expect([nameless.code, nameless.detail]).toEqual(['refused', '请写明是谁做的决定']);
	const { decisions } = await jsonOf(await open.get(path, body({ by: ' 王敏 ' })));
	expect(decisions[0].by).toBe('王敏');
	await open.close();
});
