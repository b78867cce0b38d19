import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startNoticing, undelivered } from '../../commands/noticing.ts';
import type { Report } from '../../reports/model.ts';
import { noticesSchema } from '../../reports/notices/settings.ts';
import type { RegisteredSite } from '../../reports/store/model.ts';
import type { Store } from '../../reports/store.ts';
import { checks, reportOf, type Told } from '../dashboard/open-dashboard.ts';
import { openStore } from '../support/new-store.ts';
import { decoded, type Posted, startMailServer, startReceiver } from '../support/receivers.ts';
import { column, document, config as siteConfig } from '../support/report.ts';

const minute = 60_000;
const patience = { timeout: 20_000, interval: 20 };
/** Nobody waits for a tick of the loop longer than this. */
const ticks = 300;

const site = (id: string, more: Partial<RegisteredSite> = {}): RegisteredSite => ({
	id,
	name: `${id}县人民政府`,
	url: `https://www.${id}.gov.cn/`,
	type: 'portal',
	maintainer: `${id}县政务中心`,
	...more,
});
const jia = site('jia');
const yi = site('yi');

let folder = '';
let store: Store;
/** The time of day, set by hand. */
let clock = 0;
const now = (): Date => new Date(clock);
const endings: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-noticing-'));
	store = await openStore(join(folder, 'gongkai.db'));
	clock = Date.parse('2026-06-15T12:00:00+08:00');
});
afterEach(async () => {
	for (const end of endings.splice(0).reverse()) await end();
	await store.close();
	await rm(folder, { recursive: true });
});

const hook = async (...answer: Parameters<typeof startReceiver>) => {
	const receiving = await startReceiver(...answer);
	endings.push(receiving.close);
	return receiving;
};

/** The notices of these receivers at work; `said`: what the operator was told. */
const start = async (receivers: readonly object[], more: object = {}, timeoutSeconds = 1) => {
	const notices = noticesSchema.parse({ allow: ['127.0.0.1'], everyMinutes: 60, ...more, receivers });
	const sites = [jia, yi].map((one) => ({ ...siteConfig, ...one }));
	await store.syncConfigured(sites, now().toISOString());
	await store.knowReceivers(
		notices.receivers.map(({ id }) => id),
		now().toISOString(),
	);
	const said: string[] = [];
	const noticing = startNoticing({
		store,
		config: { sites, network: { allow: [] }, notices },
		checks: new Map(checks.map((check) => [check.id, check])),
		log: pino({ level: 'silent' }),
		now,
		variables: { HOOK: 'hook-secret' },
		onTrouble: (words, about) => said.push(`${about ?? ''} ${words}`.trim()),
		lookEveryMs: 20,
		timeoutSeconds,
	});
	endings.push(noticing.stop);
	return { said, stop: noticing.stop };
};

const webhook = (id: string, url: string, more: object = {}): object => ({
	id,
	kind: 'webhook',
	url,
	secret: { env: 'HOOK' },
	...more,
});

const seen = ({ url }: RegisteredSite) => ({
	columns: [
		column('', 'policy', { url: `${url}zcwj/`, title: '政策文件', lastPublishedOn: '2026-06-01' }),
		column('', 'news', { url: `${url}dtyw/`, title: '动态要闻', lastPublishedOn: '2026-06-14' }),
		column('', 'notice', { url: `${url}tzgg/`, title: '通知公告', lastPublishedOn: '2026-06-12' }),
	],
	documents: [document('zcwj/1.html', '临政办发〔2026〕1号')],
});

const deadLinks = ({ url }: RegisteredSite, names: readonly string[]): NonNullable<Told['faults']> => ({
	'broken-link': names.map((name) => ({
		subject: `${url}${name}.html`,
		message: `链接“${name}”返回错误代码 404，请恢复该页面，或改正、删除链接。`,
	})),
});

let audits = 0;
/** A finished audit of the schedule, or one by hand, with its report. */
const audit = async (
	told: Omit<Told, 'site'> & { readonly site: RegisteredSite },
	cause: 'schedule' | 'hand' = 'schedule',
): Promise<Report> => {
	const asOf = told.asOf ?? now().toISOString().slice(0, 10);
	const began = new Date(clock - 30 * minute).toISOString();
	const dueAt = new Date(clock + ++audits).toISOString();
	const wanted = { site: told.site.id, cause, asOf, now: began, ...(cause === 'schedule' ? { dueAt } : {}) };
	const begun = await store.begin(wanted, { host: 'here', pid: 1 });
	const ended = { startedAt: began, finishedAt: now().toISOString() };
	const report = reportOf({ seen: seen(told.site), ...told, asOf, run: { ...ended, ...told.run } });
	await store.record(report, `${report.site.id}/${report.period}/report-${audits}.json`);
	const { period } = report;
	await store.finish(begun?.id ?? 0, now().toISOString(), {
		report: { period, verdict: report.scores.inspection.verdict },
	});
	return report;
};

/** An audit of the schedule that has not begun: the round is not over. */
const waits = ({ id }: RegisteredSite) => {
	const dueAt = '2026-06-15T03:00:00.000Z';
	return store.enqueue({ site: id, cause: 'schedule', asOf: '2026-06-15', now: dueAt, dueAt });
};

const bodies = (posted: readonly Posted[]) => posted.map(({ body }) => JSON.parse(body));
/** Occasions told of each site, in the only message. */
const toldIn = ({ sites }: { sites: { id: string; told: { occasion: string }[] }[] }) =>
	Object.fromEntries(sites.map(({ id, told }) => [id, told.map(({ occasion }) => occasion)]));

describe('a round of audits', () => {
	test('is one message for each receiver, once it is over', async () => {
		const all = await hook();
		await start([webhook('all', all.url)], { publicUrl: 'https://gongkai.example.gov.cn/gk/' });
		await waits(yi);
		await audit({ site: jia, faults: deadLinks(jia, ['旧闻', '公告']) });
		await delay(ticks);
		expect(all.posted).toEqual([]);
		await audit({ site: yi });
		await expect.poll(() => all.posted.length, patience).toBe(1);
		await delay(ticks);
		const [message, ...more] = bodies(all.posted);
		expect(more).toEqual([]);
		expect(toldIn(message)).toEqual({ jia: ['audit'], yi: ['audit'] });
		expect(message.totals).toEqual({ audit: { sites: 2, count: 2 } });
		expect(message.link).toBe('https://gongkai.example.gov.cn/gk/');
		expect(message.sites[0]).toMatchObject({
			id: 'jia',
			link: 'https://gongkai.example.gov.cn/gk/sites/jia',
		});
		const { headers, body } = all.posted[0] as Posted;
		const text = `${headers['x-gongkai-timestamp']}.${body}`;
		expect(headers['x-gongkai-signature']).toBe(
			`sha256=${createHmac('sha256', 'hook-secret').update(text).digest('hex')}`,
		);
	});

	test('that takes for ever is told twelve hours after its first audit', async () => {
		const all = await hook();
		await start([webhook('all', all.url)]);
		await waits(yi);
		await audit({ site: jia });
		await expect.poll(async () => (await store.eventsAfter(0)).length, patience).toBe(1);
		clock += 719 * minute;
		await delay(ticks);
		expect(all.posted).toEqual([]);
		clock += minute;
		await expect.poll(() => all.posted.length, patience).toBe(1);
	});

	test('soon after another one waits for the interval, and then comes in one', async () => {
		const all = await hook();
		await start([webhook('all', all.url)]);
		await audit({ site: jia });
		await expect.poll(() => all.posted.length, patience).toBe(1);
		clock += 10 * minute;
		await audit({ site: yi });
		clock += 40 * minute;
		await audit({ site: jia });
		await delay(ticks);
		expect(all.posted).toHaveLength(1);
		clock += 10 * minute;
		await expect.poll(() => all.posted.length, patience).toBe(2);
		expect(toldIn(bodies(all.posted)[1])).toEqual({ jia: ['audit'], yi: ['audit'] });
	});

	test('by hand, or of before the receiver was known, is not told', async () => {
		const all = await hook();
		await store.syncConfigured([jia, yi], now().toISOString());
		await audit({ site: jia });
		clock += minute;
		await start([webhook('all', all.url)]);
		await audit({ site: yi }, 'hand');
		await delay(ticks);
		expect(all.posted).toEqual([]);
	});

	test('tells a maintainer of his own sites alone, and others of what they asked for', async () => {
		const [own, listed, vetoes] = [await hook(), await hook(), await hook()];
		await start([
			webhook('own', own.url, { maintainer: 'jia县政务中心' }),
			webhook('listed', listed.url, { sites: ['yi'] }),
			webhook('vetoes', vetoes.url, { on: ['veto'] }),
		]);
		await audit({ site: jia });
		await audit({ site: yi });
		await expect.poll(() => own.posted.length + listed.posted.length, patience).toBe(2);
		await delay(ticks);
		expect(toldIn(bodies(own.posted)[0])).toEqual({ jia: ['audit'] });
		expect(own.posted[0]?.body).not.toContain('yi');
		expect(toldIn(bodies(listed.posted)[0])).toEqual({ yi: ['audit'] });
		expect(vetoes.posted).toEqual([]);
	});
});

describe('what is told of an audit', () => {
	test('are vetoes that hold, what came back and what falls due, each once; leads are a number', async () => {
		const all = await hook();
		const { url } = jia;
		const fixed = await (async () => {
			await store.syncConfigured([jia], '2026-01-01T00:00:00Z');
			const first = reportOf({
				site: jia,
				asOf: '2026-04-15',
				seen: seen(jia),
				faults: deadLinks(jia, ['旧闻']),
			});
			await store.record(first, 'jia/2026-04/report.json');
			const findings = first.findings.map((finding) => ({ ...finding, state: 'fixed' as const }));
			const second = { ...reportOf({ site: jia, asOf: '2026-05-15', seen: seen(jia) }), findings };
			await store.record(second, 'jia/2026-05/report.json');
			return second;
		})();
		await start([webhook('all', all.url)]);
		const upcoming = [
			{
				check: 'stale-column',
				subject: `${url}tzgg/`,
				title: '通知公告',
				dueOn: '2026-06-20',
				message: '栏目“通知公告”应更新。',
			},
			{
				check: 'stale-column',
				subject: `${url}dtyw/`,
				title: '要闻',
				dueOn: '2026-06-01',
				message: '过了。',
			},
		];
		const told: Told & { site: RegisteredSite } = {
			site: jia,
			upcoming,
			previous: fixed,
			faults: {
				...deadLinks(jia, ['旧闻']),
				'secret-marking': [{ subject: `${url}m.html`, message: '有“内部资料”字样。', certainty: 'review' }],
				'homepage-unreachable': [{ subject: url, message: '首页打不开。' }],
			},
		};
		await audit(told);
		await expect.poll(() => all.posted.length, patience).toBe(1);
		const [message] = bodies(all.posted);
		expect(toldIn(message)).toEqual({ jia: ['audit', 'veto', 'regressed', 'upcoming'] });
		const [done, veto, regressed, due] = message.sites[0].told;
		expect(done).toMatchObject({ verdict: 'unqualified', review: 1, certain: 2 });
		expect(message.review).toBe(1);
		expect(veto.vetoes).toEqual(['站点无法访问']);
		expect(regressed).toMatchObject({
			count: 1,
			examples: [
				{ check: 'broken-link', page: encodeURI(`${url}旧闻.html`), text: expect.stringContaining('旧闻') },
			],
		});
		expect(due).toMatchObject({ count: 1, examples: [{ dueOn: '2026-06-20' }] });
		expect(all.posted[0]?.body).not.toContain('内部资料');

		clock += 24 * 60 * minute;
		await audit({ ...told, previous: await audit(told, 'hand') });
		await expect.poll(() => all.posted.length, patience).toBe(2);
		expect(toldIn(bodies(all.posted)[1])).toEqual({ jia: ['audit'] });
	});

	test('is nothing where it was cut short, jumped or failed: the operator is told why', async () => {
		const [all, trouble] = [await hook(), await hook()];
		const { said } = await start([
			webhook('all', all.url),
			webhook('trouble', trouble.url, { on: ['held'] }),
		]);
		await store.record(
			reportOf({ site: jia, asOf: '2026-05-15', seen: seen(jia), faults: deadLinks(jia, ['一', '二']) }),
			'jia/2026-05/report.json',
		);
		await waits(yi);
		/** What is told of June; that the two of May are overdue is true whatever comes of it. */
		const ofJune = () =>
			(bodies(all.posted) as { sites: { told: { period: string }[] }[] }[])
				.flatMap(({ sites }) => sites.flatMap(({ told }) => told))
				.filter(({ period }) => period !== '2026-05');
		const many = Array.from({ length: 60 }, (_, n) => `第${n}条`);
		await audit({ site: jia, faults: deadLinks(jia, many) });
		await audit({ site: yi, run: { complete: false, stopReason: '达到页数上限（50 页）' } });
		await expect.poll(() => trouble.posted.length, patience).toBe(1);
		await delay(ticks);
		expect(ofJune()).toEqual([]);
		expect(said.sort()).toEqual([
			'jia 暂不通知：确定的问题从上次的 2 个突增到 60 个，可能是网站改版或审计自身出错，请先人工核对',
			'yi 暂不通知：审计不完整：达到页数上限（50 页）',
		]);
		expect(toldIn(bodies(trouble.posted)[0])).toEqual({ jia: ['held'], yi: ['held'] });
		expect((await store.heldEvents(10)).map(({ site }) => site).sort()).toEqual(['jia', 'yi']);
		// Nor is it told of what became overdue by it.
		clock = Date.parse('2026-07-10T12:00:00+08:00');
		await delay(ticks);
		expect(ofJune()).toEqual([]);
		// The next month is told against the doubtful one: as many as then are no jump.
		await audit({ site: jia, asOf: '2026-07-10', faults: deadLinks(jia, many) });
		await expect.poll(() => ofJune().length, patience).toBe(1);
	});

	test('are the vetoes of a site that did not open, where visits prove it', async () => {
		const all = await hook();
		const { said } = await start([webhook('all', all.url)]);
		await audit({
			site: jia,
			faults: {
				...deadLinks(jia, ['一']),
				'homepage-unreachable': [{ subject: jia.url, message: '打不开。' }],
			},
			run: { complete: false, stopReason: '首页打不开：连接超时' },
			coverage: { share: 0, notSeen: [] },
		});
		await expect.poll(() => all.posted.length, patience).toBe(1);
		expect(toldIn(bodies(all.posted)[0])).toEqual({ jia: ['veto'] });
		expect(said).toEqual(['jia 暂不通知：审计不完整：首页打不开：连接超时']);
	});

	test('is nothing where its month was frozen before', async () => {
		const all = await hook();
		const { said } = await start([webhook('all', all.url)]);
		await store.record(
			reportOf({ site: jia, asOf: '2026-06-01', seen: seen(jia) }),
			'jia/2026-06/report.json',
		);
		const signed = { period: '2026-06', by: '张三', at: now().toISOString() };
		await store.decideMonth({ ...signed, step: 'freeze' });
		await audit({ site: jia });
		await expect.poll(() => said, patience).toEqual(['jia 暂不通知：2026年6月已定稿，这次审计不改变它']);
		expect(all.posted).toEqual([]);
	});
});

describe('an overdue finding', () => {
	test('is told once, in the morning after its day; leads, what is contested and what was repaired are not', async () => {
		const all = await hook();
		await start([webhook('all', all.url, { on: ['overdue'] })]);
		const names = ['一', '二', '三', '四'];
		const report = await audit({
			site: jia,
			faults: {
				...deadLinks(jia, names),
				'soft-404': [{ subject: `${jia.url}x.html`, message: '像错误页。', certainty: 'review' }],
			},
		});
		const [{ dueOn = '', id = '' } = {}, waived, repaired] = report.findings.filter(
			({ check }) => check === 'broken-link',
		);
		const step = { site: 'jia', period: '2026-06', by: '李四', at: now().toISOString() };
		await store.decideFinding({ ...step, finding: waived?.id ?? '', step: 'dispute', reason: '页面还在' });
		if (!repaired) throw new Error('expected three dead links');
		const again = { finding: repaired, result: 'fixed', words: '已经打得开。', proof: [] } as const;
		await store.keepRechecks('jia', [again], { at: now().toISOString(), by: '李四' });
		clock = Date.parse(`${dueOn}T23:00:00+08:00`);
		await delay(ticks);
		clock += 2 * 60 * minute; // The day has passed, and it is night.
		await delay(ticks);
		expect(all.posted).toEqual([]);
		clock += 8 * 60 * minute;
		await expect.poll(() => all.posted.length, patience).toBe(1);
		const [message] = bodies(all.posted);
		expect(message.totals).toEqual({ overdue: { sites: 1, count: 2 } });
		const [{ examples }] = message.sites[0].told;
		expect(examples.map(({ finding }: { finding: string }) => finding)).toContain(id);
		expect(examples[0]).toMatchObject({ check: 'broken-link', dueOn });
		for (let day = 0; day < 3; day++) {
			clock += 24 * 60 * minute;
			await delay(ticks / 3);
		}
		expect(all.posted).toHaveLength(1);
		// It stands by the next audit, too; the one that was contested is upheld by now, and told.
		await store.decideFinding({
			...step,
			finding: waived?.id ?? '',
			step: 'uphold',
			reason: '看过，确实打不开',
		});
		clock += 24 * 60 * minute;
		await expect.poll(() => all.posted.length, patience).toBe(2);
		expect(bodies(all.posted)[1].totals).toEqual({ overdue: { sites: 1, count: 1 } });
	});
});

describe('a receiver that cannot be had', () => {
	test('gets the same message by a later try, and holds up no other one', async () => {
		const flaky = await hook((n) => ({ status: n < 2 ? 500 : 200 }));
		const silent = await hook(() => undefined);
		const well = await hook();
		const { said } = await start([
			webhook('flaky', flaky.url),
			webhook('silent', silent.url),
			webhook('well', well.url),
		]);
		await audit({ site: jia });
		await expect.poll(() => [flaky.posted.length, well.posted.length], patience).toEqual([1, 1]);
		const states = async () =>
			Object.fromEntries(
				(await store.notices()).map(({ receiver, state, tries }) => [receiver, [state, tries]]),
			);
		await expect
			.poll(states, patience)
			.toEqual({ flaky: ['waiting', 1], silent: ['waiting', 1], well: ['sent', 0] });
		expect(said.sort()).toEqual([
			'通知没有送到 flaky：对方返回 HTTP 500，稍后再试',
			'通知没有送到 silent：没有及时应答，稍后再试',
		]);
		clock += minute;
		await expect.poll(() => flaky.posted.length, patience).toBe(2);
		// The next try is reckoned from when the refusal was recorded, so that comes first.
		await expect.poll(async () => (await states()).flaky, patience).toEqual(['waiting', 2]);
		clock += 4 * minute;
		await delay(ticks);
		expect(flaky.posted).toHaveLength(2);
		clock += minute;
		await expect.poll(() => flaky.posted.length, patience).toBe(3);
		expect(new Set(flaky.posted.map(({ headers }) => headers['x-gongkai-delivery'])).size).toBe(1);
		await expect.poll(async () => (await states()).flaky, patience).toEqual(['sent', 2]);
	});

	test('is given up after a week’s tries; what happened meanwhile comes in one message', async () => {
		let status = 503;
		const down = await hook(() => ({ status }));
		const { said } = await start([webhook('down', down.url)]);
		await audit({ site: jia });
		for (let n = 1; n <= 7; n++) {
			await expect.poll(async () => (await store.notices()).at(-1)?.tries, patience).toBe(n);
			clock += 24 * 60 * minute;
			if (n < 3) await audit({ site: yi });
		}
		expect((await store.notices()).at(-1)).toMatchObject({ state: 'failed', error: '对方返回 HTTP 503' });
		expect(said).toContain('通知没有送到 down：对方返回 HTTP 503；已多次重试，不再发送');
		expect(await undelivered(store, now())).toMatch(/最近 30 天有 \d 条通知没有送到（down）/);
		status = 200;
		clock += 24 * 60 * minute;
		await expect.poll(async () => (await store.notices())[0]?.state, patience).toBe('sent');
		expect(toldIn(bodies(down.posted).at(-1))).toEqual({ yi: ['audit'] });
	});

	test('is not waited for at the end, and is tried again by the next start', async () => {
		const silent = await hook((n) => (n === 0 ? undefined : { status: 200 }));
		const receivers = [webhook('silent', silent.url)];
		const { stop } = await start(receivers, {}, 30);
		await audit({ site: jia });
		await expect.poll(() => silent.posted.length, patience).toBe(1);
		const since = performance.now();
		await stop();
		expect(performance.now() - since).toBeLessThan(10_000);
		expect(await store.notices()).toMatchObject([{ state: 'waiting', tries: 0 }]);
		await start(receivers);
		await expect.poll(() => silent.posted.length, patience).toBe(2);
	});

	test('and that is gone from the configuration is waited for no more', async () => {
		const down = await hook(() => ({ status: 500 }));
		const { stop } = await start([webhook('down', down.url)]);
		await audit({ site: jia });
		await expect.poll(async () => (await store.notices())[0]?.tries, patience).toBe(1);
		await stop();
		await start([webhook('other', down.url)]);
		expect(await store.notices()).toMatchObject([{ state: 'failed', error: '收件人已不在配置里' }]);
	});
});

test('an e-mail tells the same, in words', async () => {
	const mail = await startMailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
	endings.push(mail.close);
	await start([{ id: 'office', kind: 'email', to: ['zhang@example.gov.cn'] }], {
		publicUrl: 'https://gongkai.example.gov.cn/',
		smtp: { host: '127.0.0.1', port: mail.port, security: 'none', from: 'audit@example.gov.cn' },
	});
	await audit({ site: jia, faults: { 'homepage-unreachable': [{ subject: jia.url, message: '打不开。' }] } });
	await expect.poll(() => mail.mailed.length, patience).toBe(1);
	const { headers, text } = decoded(mail.mailed[0]?.raw ?? '');
	expect(headers).toContain('Subject: 公开哨通知：1个网站否决、1个网站完成审计');
	expect(text).toContain('单项否决成立：站点无法访问');
	expect(text).toContain('https://gongkai.example.gov.cn/sites/jia?month=2026-06');
});

describe('what a person says', () => {
	const many = Array.from({ length: 60 }, (_, n) => `页面${n}`);
	/** A site whose findings have jumped, so that nothing is told of it. */
	const hold = async () => {
		clock = Date.parse('2026-05-15T12:00:00+08:00');
		const may = await audit({ site: jia, faults: deadLinks(jia, ['旧闻']) }, 'hand');
		clock = Date.parse('2026-06-15T12:00:00+08:00');
		await audit({ site: jia, faults: deadLinks(jia, many), previous: may });
		await expect.poll(async () => (await store.heldEvents(10)).length, patience).toBe(1);
		const [held] = await store.heldEvents(10);
		return held?.n ?? 0;
	};
	const by = { by: '张三', now: '2026-06-15T05:00:00.000Z' };

	test('lets go what was held back after a jump, once', async () => {
		const all = await hook();
		await start([webhook('all', all.url, { on: ['audit'] })]);
		const held = await hold();
		await delay(ticks);
		expect(all.posted).toEqual([]);
		expect(await store.heldEvents(10)).toMatchObject([{ isReleasable: true, isPast: false }]);
		await expect(store.releaseHeld(held, { ...by, by: ' ' })).rejects.toThrow('请写明');
		await store.releaseHeld(held, by);
		await expect.poll(() => all.posted.length, patience).toBe(1);
		const [message] = bodies(all.posted);
		expect(toldIn(message)).toEqual({ jia: ['audit'] });
		expect(message.sites[0].told[0]).toMatchObject({ certain: 60 });
		await expect(store.releaseHeld(held, by)).rejects.toThrow('已经有人放行');
		expect(await store.heldEvents(10)).toMatchObject([{ isPast: true, released: { by: '张三' } }]);
		clock += 61 * minute;
		await delay(ticks);
		expect(all.posted).toHaveLength(1);
	});

	test('lets nothing go that a later audit has overtaken, nor what came to no report', async () => {
		await start([webhook('all', (await hook()).url)]);
		const held = await hold();
		clock += minute;
		const dueAt = new Date(clock).toISOString();
		const failing = { site: yi.id, cause: 'schedule', asOf: '2026-06-15', now: dueAt, dueAt } as const;
		const failed = await store.begin(failing, { host: 'here', pid: 1 });
		await store.finish(failed?.id ?? 0, dueAt, { error: '首页打不开' });
		await audit({ site: jia, faults: deadLinks(jia, many.slice(0, 3)) });
		await expect.poll(async () => (await store.heldEvents(10)).length, patience).toBe(2);
		await expect.poll(async () => (await store.heldEvents(10))[1]?.isPast, patience).toBe(true);
		await expect(store.releaseHeld(held, by)).rejects.toThrow('后来又审计过');
		const [newest] = await store.heldEvents(10);
		expect(newest).toMatchObject({ site: 'yi', isReleasable: false });
		await expect(store.releaseHeld(newest?.n ?? 0, by)).rejects.toThrow('没有完成');
		await expect(store.releaseHeld(999, by)).rejects.toThrow('没有这条');
	});

	test('sends again what was given up, with the same id', async () => {
		let isDown = true;
		const all = await hook(() => ({ status: isDown ? 500 : 200 }));
		await start([webhook('all', all.url)]);
		await audit({ site: jia });
		await expect.poll(() => all.posted.length, patience).toBe(1);
		const [notice] = await store.notices();
		const n = notice?.n ?? 0;
		await expect.poll(async () => (await store.notices())[0]?.tries, patience).toBe(1);
		await store.settleNotice(n, { at: now().toISOString(), error: 'HTTP 500', again: undefined });
		expect(await store.notices()).toMatchObject([{ state: 'failed' }]);
		isDown = false;
		await store.retryNotice(n);
		await expect.poll(async () => (await store.notices())[0]?.state, patience).toBe('sent');
		const ids = all.posted.map(({ headers }) => headers['x-gongkai-delivery']);
		expect(ids).toEqual([notice?.id, notice?.id]);
		await expect(store.retryNotice(n)).rejects.toThrow('已经送到');
	});

	test('sends nothing to whom the configuration no longer names', async () => {
		await start([webhook('all', (await hook(() => ({ status: 500 }))).url)]);
		await audit({ site: jia });
		await expect.poll(async () => (await store.notices())[0]?.tries, patience).toBe(1);
		await store.knowReceivers([], now().toISOString());
		const [notice] = await store.notices();
		expect(notice?.state).toBe('failed');
		await expect(store.retryNotice(notice?.n ?? 0)).rejects.toThrow('收件人 all 已不在配置里');
	});
});
