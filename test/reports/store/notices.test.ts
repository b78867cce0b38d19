/** What notices are made from: events in their order, messages and what became of them. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NoticeEvent } from '../../../reports/notices/model.ts';
import type { Store } from '../../../reports/store.ts';
import { openStore } from '../../support/databases.ts';
import { reportOn } from '../../support/month.ts';
import { home, result } from '../../support/report.ts';

let store: Store;
beforeEach(async () => {
	store = await openStore(':memory:');
});
afterEach(() => store.close());

const now = '2026-06-20T02:00:00.000Z';
const held = (site: string): NoticeEvent => ({ site, key: 'k', told: { occasion: 'held', reason: site } });

test('events are kept once and told from where a receiver stands', async () => {
	await store.keepEvents([held('a')], [], now);
	await store.knowReceivers(['all', 'gone'], now);
	await store.keepEvents([held('a'), held('b')], [], now);
	const [receiver] = await store.receivers();
	expect(await store.eventsAfter(receiver?.upTo ?? 0)).toMatchObject([{ site: 'b', told: { reason: 'b' } }]);
	expect(await store.oldestAfter(receiver?.upTo ?? 0)).toBe(now);
	expect((await store.heldEvents(10)).map(({ site }) => site)).toEqual(['b', 'a']);
	await store.knowReceivers(['all'], now);
	expect((await store.receivers()).map(({ id }) => id)).toEqual(['all']);
});

test('a message waits, is tried again, and is forgotten after its time', async () => {
	await store.knowReceivers(['all'], now);
	const digest = { from: now, to: now, sites: [] } as never; // Kept as it is given.
	await store.addNotice('all', 3, { id: 'one', digest, now });
	const [notice] = await store.notices({ states: ['waiting'] });
	expect(await store.receivers()).toMatchObject([{ upTo: 3, isWaiting: true, lastAt: now }]);
	const n = notice?.n ?? 0;
	await store.settleNotice(n, { at: now, error: '没有应答', again: '2026-06-20T03:00:00.000Z' });
	expect(await store.notices()).toMatchObject([{ state: 'waiting', tries: 1, error: '没有应答' }]);
	await store.thinNotices('2026-06-21');
	expect(await store.notices()).toHaveLength(1);
	await store.settleNotice(n, { at: now });
	expect(await store.notices()).toMatchObject([{ state: 'sent', tries: 1, endedAt: now }]);
	await store.thinNotices('2026-06-21');
	expect(await store.notices()).toEqual([]);
});

test('an audit of the schedule is told once, and what became overdue by it', async () => {
	const site = { id: 'linjiang', name: '临江市', url: home, type: 'portal' } as const;
	await store.importSites([site], '2026-01-01T00:00:00.000Z');
	const wanted = { site: 'linjiang', cause: 'schedule', asOf: '2026-05-15', dueAt: now } as const;
	const audit = await store.begin({ ...wanted, now: '2026-05-15T00:00:00.000Z' }, { host: 'here', pid: 1 });
	expect(await store.isRoundUnderWay()).toBe(true);
	const report = reportOn({
		asOf: '2026-05-15',
		found: [result('broken-link', [{ subject: `${home}x.html` }])],
	});
	await store.record(report, 'r');
	const id = audit?.id ?? 0;
	await store.finish(id, now, { report: { period: '2026-05', verdict: 'qualified' } });
	expect(await store.isRoundUnderWay()).toBe(false);
	expect(await store.untoldAudits('2026-06-01')).toEqual([{ id, site: 'linjiang' }]);
	expect(await store.auditFacts(id)).toMatchObject({
		site: { id: 'linjiang' },
		report: { sums: { minor: 1 } },
	});
	await store.keepEvents([{ ...held('linjiang'), key: `audit ${id}` }], [], '2026-05-01T00:00:00.000Z');
	expect(await store.untoldAudits('2026-06-01')).toEqual([]);

	const overdue = await store.newlyOverdue('linjiang', '2027-01-01');
	expect(overdue).toMatchObject({ period: '2026-05', findings: [{ subject: `${home}x.html` }] });
	await store.keepEvents([], overdue?.marks ?? [], now);
	expect(await store.newlyOverdue('linjiang', '2027-01-01')).toBeUndefined();
});
