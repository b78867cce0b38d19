/** What each role is offered on a page, and what comes of asking for more. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../dashboard/access.ts';
import { national } from '../../reports/profiles/national.ts';
import { linjiang, type Opened, openDashboard, reportOf } from './open-dashboard.ts';
import { addPeople, ask, signInAs } from './people.ts';

const dead = { subject: `${linjiang.url}dead.html` };

let dashboard: Opened;
let finding = '';
beforeAll(async () => {
	const rechecks = { ask: async () => undefined, isBusy: () => false, failure: () => undefined };
	dashboard = await openDashboard({ rechecks });
	await dashboard.store.syncConfigured([linjiang], '2026-01-01T00:00:00Z');
	const report = reportOf({ faults: { 'broken-link': [dead] } });
	await dashboard.store.record(report, 'linjiang/2026-06/report.json', national);
	finding = `/sites/linjiang/findings/${report.findings[0]?.id}`;
	await addPeople(dashboard.store, ['linjiang']);
});
afterAll(() => dashboard.close());

/** Where the forms of a page lead, the way out left out. */
const formsOf = async (role: Role, path: string): Promise<string[]> => {
	const response = await ask(dashboard, path, { cookie: await signInAs(dashboard, role) });
	expect([role, path, response.status]).toEqual([role, path, 200]);
	const text = await response.text();
	expect(text, `${role} ${path}`).not.toContain('name="by"');
	const actions = [...text.matchAll(/method="post" action="([^"]*)"/g)].map(([, action = '']) => action);
	return [...new Set(actions)].filter((action) => action !== '/sign-out').sort();
};

/** The steps that a finding's page offers. */
const stepsOf = async (role: Role): Promise<string[]> => {
	const response = await ask(dashboard, finding, { cookie: await signInAs(dashboard, role) });
	return [...(await response.text()).matchAll(/type="radio" name="step" value="(\w+)"/g)].map(
		([, step = '']) => step,
	);
};

describe('offers', () => {
	test('nothing to viewers', async () => {
		for (const path of [finding, '/review?month=2026-06', '/audits', '/work'])
			expect([path, await formsOf('viewer', path)]).toEqual([path, []]);
		expect(await stepsOf('viewer')).toEqual([]);
	});

	test('maintainers to dispute, and to have looked again', async () => {
		expect(await formsOf('maintainer', finding)).toEqual([
			`${finding}/decisions`,
			`${finding}/rechecks`,
			`${finding}/repairs`,
		]);
		expect(await formsOf('maintainer', '/work')).toEqual(['/tasks/steps']);
		expect(await stepsOf('maintainer')).toEqual(['dispute']);
		expect(await formsOf('maintainer', '/review?month=2026-06')).toEqual([]);
	});

	test.each(['officer', 'administrator'] as const)('%s all that there is to decide', async (role) => {
		expect(await stepsOf(role)).toEqual(['dispute', 'waive', 'withdraw']);
		expect(await formsOf(role, '/review?month=2026-06')).toEqual(['/months/2026-06/steps']);
	});
});

describe('asking for more than is offered', () => {
	const form = { month: '2026-06', step: 'waive', until: '2026-07-01', reason: 'x' };
	test.each(['viewer', 'maintainer'] as const)('is forbidden to a %s, and changes nothing', async (role) => {
		const cookie = await signInAs(dashboard, role);
		const response = await ask(dashboard, `${finding}/decisions`, { cookie, form });
		expect(response.status).toBe(403);
		expect(await response.text()).toContain('您的账号不能做这件事');
		expect(await dashboard.store.decisions('linjiang', {})).toEqual([]);
	});
});

test('a maintainer takes back their own objection, and no other word', async () => {
	const cookie = await signInAs(dashboard, 'maintainer');
	const take = async (step: string) =>
		(await ask(dashboard, `${finding}/decisions`, { cookie, form: { month: '2026-06', step, reason: 'x' } }))
			.status;
	expect(await take('revoke')).toBe(403);
	expect(await take('dispute')).toBe(303);
	expect(await stepsOf('maintainer')).toEqual(['revoke']);
	expect(await (await ask(dashboard, finding, { cookie })).text()).toContain('撤回异议');
	expect(await take('revoke')).toBe(303);
	expect(await stepsOf('maintainer')).toEqual(['dispute']);
	const officer = await signInAs(dashboard, 'officer');
	const form = { month: '2026-06', step: 'dispute', reason: 'x' };
	expect((await ask(dashboard, `${finding}/decisions`, { cookie: officer, form })).status).toBe(303);
	expect(await stepsOf('maintainer')).toEqual([]);
	expect(await take('revoke')).toBe(403);
});
