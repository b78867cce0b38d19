import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseProfile } from '../../reports/profile.ts';
import { national } from '../../reports/profiles/national.ts';
import { rulingIn, type Step } from '../../reports/rulings.ts';
import type { FindingStep } from '../../reports/store/decision-model.ts';
import type { StoredFinding } from '../../reports/store/model.ts';
import type { Store } from '../../reports/store.ts';
import { openStore } from '../support/databases.ts';
import { reportOn } from '../support/month.ts';
import { home, result } from '../support/report.ts';

let store: Store;
beforeEach(async () => {
	store = await openStore(':memory:');
});
afterEach(() => store.close());

const site = 'linjiang';
const by = '王芳';
const at = '2026-05-18T01:00:00.000Z';
const dead = result('broken-link', [{ subject: `${home}x.html`, foundOn: [home] }]);
const unmarked = result('missing-public-marker', [{ subject: `${home}a.html`, certainty: 'review' }]);

const keep = (asOf: string, found = [dead, unmarked]) =>
	store.record(reportOn({ asOf, found }), asOf, national);

const findingOf = async (check: string, period = '2026-05'): Promise<StoredFinding> => {
	const { rows } = await store.findings({ site, period, check });
	const [found] = rows;
	if (!found) throw new Error(`${check}: no finding in ${period}`);
	return found;
};

const step = async (check: string, taken: Step, more: Partial<FindingStep> = {}): Promise<void> => {
	const { id } = await findingOf(check);
	await store.decideFinding({
		site,
		period: '2026-05',
		finding: id,
		step: taken,
		by,
		at,
		reason: '核实过',
		...more,
	});
};

const sums = async (period = '2026-05') => (await store.siteMonth(site, period))?.sums;

describe('a decision', () => {
	test('that confirms a lead makes it count, with a term', async () => {
		await keep('2026-05-15');
		expect(await sums()).toMatchObject({ minor: 1, review: 1 });
		await step('missing-public-marker', 'confirm');
		expect(await sums()).toMatchObject({ minor: 2, review: 0 });
		expect(await findingOf('missing-public-marker')).toMatchObject({
			certainty: 'certain',
			dueOn: '2026-05-27',
			ruling: { kind: 'confirmed', by, reason: '核实过' },
		});
	});

	test('that confirms what nobody can undo sets no term', async () => {
		const late = result('late-publication', [{ subject: `${home}a.html`, certainty: 'review' }]);
		await keep('2026-05-15', [late]);
		await step('late-publication', 'confirm');
		const confirmed = await findingOf('late-publication');
		expect(confirmed.certainty).toBe('certain');
		expect(confirmed).not.toHaveProperty('dueOn');
	});

	test('that withdraws a finding gives its points back, and taking it back takes them again', async () => {
		await keep('2026-05-15');
		const before = await sums();
		await step('broken-link', 'withdraw');
		const without = await sums();
		expect(without?.inspection).toBeGreaterThan(before?.inspection ?? 0);
		expect(without).toMatchObject({ minor: 0, waived: 1, fixed: 0 });
		expect((await store.siteMonth(site, '2026-05'))?.byCheck).toContainEqual(
			expect.objectContaining({ check: 'broken-link', certain: 0 }),
		);
		await step('broken-link', 'revoke');
		expect(await sums()).toEqual(before);
	});

	test('of a dispute costs as before until somebody decides', async () => {
		await keep('2026-05-15');
		const before = await sums();
		await step('broken-link', 'dispute');
		expect(await sums()).toMatchObject({ inspection: before?.inspection, disputed: 1, minor: 1 });
		await step('broken-link', 'uphold');
		expect(await sums()).toMatchObject({ inspection: before?.inspection, disputed: 0 });
	});

	test('holds for the month and those after it, not for those before', async () => {
		await keep('2026-04-15');
		await keep('2026-05-15');
		await step('broken-link', 'withdraw');
		await keep('2026-06-15');
		expect((await findingOf('broken-link', '2026-04')).state).toBe('new');
		expect((await findingOf('broken-link', '2026-06')).state).toBe('waived');
		expect((await findingOf('broken-link', '2026-06')).now).toBe('waived');
	});

	test('ends where the fault comes back after its repair', async () => {
		await keep('2026-05-15');
		await step('broken-link', 'withdraw');
		const june = reportOn({ asOf: '2026-06-15', found: [dead] });
		const [told] = june.findings;
		if (!told) throw new Error('expected a finding');
		const back = { ...june, findings: [{ ...told, state: 'regressed' as const }] };
		await store.record(back, 'june', national);
		expect(await findingOf('broken-link', '2026-06')).toMatchObject({ state: 'regressed' });
		expect(await store.decisions(site, { finding: told.id })).toMatchObject([
			{ step: 'withdraw', by },
			{ step: 'revoke', by: '系统' },
		]);
	});

	test('holds on where an earlier audit that is kept late tells that the fault came back', async () => {
		const march = { period: '2026-03', at: '2026-03-18T01:00:00.000Z' };
		await keep('2026-03-15');
		const { id } = await findingOf('broken-link', '2026-03');
		await store.decideFinding({ site, finding: id, step: 'withdraw', by, reason: '核实过', ...march });
		await keep('2026-05-15');
		await step('broken-link', 'revoke');
		await step('broken-link', 'waive', { until: '2026-07-31' });
		const april = reportOn({ asOf: '2026-04-15', found: [dead] });
		const back = april.findings.map((finding) => ({ ...finding, state: 'regressed' as const }));
		await store.record({ ...april, findings: back }, 'april', national);
		expect((await findingOf('broken-link', '2026-04')).state).toBe('regressed');
		await keep('2026-06-15');
		expect(await findingOf('broken-link', '2026-06')).toMatchObject({
			state: 'waived',
			ruling: { kind: 'waived', until: '2026-07-31' },
		});
		const { rulings } = await store.said(site, '2026-06-15');
		expect(rulings.get(id)).toMatchObject({ kind: 'waived' });
	});

	test('ends in later months, too, where the audit that saw the fault come back is kept late', async () => {
		await keep('2026-03-15');
		const { id } = await findingOf('broken-link', '2026-03');
		const march = { period: '2026-03', at: '2026-03-18T01:00:00.000Z' };
		await store.decideFinding({ site, finding: id, step: 'withdraw', by, reason: '核实过', ...march });
		await keep('2026-05-15');
		expect((await findingOf('broken-link')).state).toBe('waived');
		const april = reportOn({ asOf: '2026-04-15', found: [dead] });
		const back = april.findings.map((finding) => ({ ...finding, state: 'regressed' as const }));
		await store.record({ ...april, findings: back }, 'april', national);
		// Else the next step with anything of that month would change its scores, and nobody would know why.
		expect(await findingOf('broken-link')).not.toHaveProperty('ruling');
		expect((await findingOf('broken-link')).state).not.toBe('waived');
		expect((await store.finding(site, id))?.finding.now).not.toBe('waived');
		expect((await store.siteMonth(site, '2026-05'))?.sums).toMatchObject({ waived: 0 });
		const list = await store.tasks({ sites: [site] });
		expect(list.rows.find(({ check }) => check === 'broken-link')).toMatchObject({
			findings: 1,
			standing: 1,
		});
	});

	test('holds on where the finding has another id, since its document is known by its 文号 now', async () => {
		await keep('2026-05-15');
		await step('missing-public-marker', 'reject');
		const june = reportOn({ asOf: '2026-06-15', found: [unmarked] });
		const [told] = june.findings;
		if (!told) throw new Error('expected a finding');
		const renamed = { ...june, findings: [{ ...told, id: 'f0000renamed' }] };
		await store.record(renamed, 'june', national);
		expect(await findingOf('missing-public-marker', '2026-06')).toMatchObject({
			id: 'f0000renamed',
			state: 'waived',
			ruling: { kind: 'rejected', by },
		});
		const taken = { site, period: '2026-06', finding: 'f0000renamed', step: 'revoke', by, at } as const;
		await store.decideFinding(taken);
		expect((await findingOf('missing-public-marker', '2026-06')).state).toBe('new');
		await keep('2026-07-15');
		expect((await findingOf('missing-public-marker', '2026-07')).state).toBe('new');
		const said = await store.said(site, '2026-07-15');
		expect(rulingIn(said.rulings, told)).toBeUndefined();
	});

	test('is kept with who, when and why, each for ever', async () => {
		await keep('2026-05-15');
		await step('broken-link', 'dispute', { by: '李华', reason: '页面上月已改' });
		await step('broken-link', 'uphold', { reason: '仍打不开' });
		const { id } = await findingOf('broken-link');
		expect(await store.decisions(site, { finding: id })).toEqual([
			{
				...{ period: '2026-05', about: 'finding', subject: id, step: 'dispute' },
				...{ by: '李华', at: '2026-05-18T09:00:00.000+08:00', reason: '页面上月已改' },
			},
			expect.objectContaining({ step: 'uphold', by, reason: '仍打不开' }),
		]);
	});

	test.each<[string, Step, Partial<FindingStep>, RegExp]>([
		['without a name', 'confirm', { by: ' ' }, /谁/],
		['without a reason', 'reject', { reason: ' ' }, /理由/],
		['that does not fit', 'uphold', {}, /不能这样处理/],
		['of a waiver without an end', 'waive', {}, /截止/],
		['of a waiver that is over', 'waive', { until: '2026-05-17' }, /不早于今天/],
		['of a waiver for ever', 'waive', { until: '2036-05-17' }, /最长一年/],
		['on a month without the finding', 'confirm', { period: '2026-07' }, /没有这个问题/],
	])('%s is refused, and changes nothing', async (_, taken, more, words) => {
		await keep('2026-05-15');
		const before = await sums();
		await expect(step('missing-public-marker', taken, more)).rejects.toThrow(words);
		expect(await sums()).toEqual(before);
		expect(await store.decisions(site, { period: '2026-05' })).toEqual([]);
	});

	test('follows the profile that the report was scored with', async () => {
		const own = parseProfile('points: { broken-link: { ind-availability: { onHomepage: 3 } } }', 'own.yaml');
		await store.record(reportOn({ asOf: '2026-05-15', found: [dead, unmarked], profile: own }), 'a', own);
		const before = await sums();
		await step('missing-public-marker', 'confirm');
		expect((await sums())?.inspection).toBe(before?.inspection);
		expect((await store.siteMonth(site, '2026-05'))?.scores.inspection.items).toContainEqual(
			expect.objectContaining({ indicator: 'ind-availability', deducted: 3 }),
		);
	});

	test('is refused where that profile was not kept', async () => {
		const own = parseProfile('passMark: 61', 'own.yaml');
		await store.record(reportOn({ asOf: '2026-05-15', found: [unmarked], profile: own }), 'a');
		await expect(step('missing-public-marker', 'confirm')).rejects.toThrow(/没有留存/);
	});
});

describe('by hand', () => {
	test('points are deducted besides, marked, and the indicator counts as observed', async () => {
		await keep('2026-05-15');
		const before = await store.siteMonth(site, '2026-05');
		await store.enterPoints({
			site,
			period: '2026-05',
			indicator: 'ind-service-forms',
			points: 2,
			by,
			at,
			reason: '两张表格没有样表',
		});
		const after = await store.siteMonth(site, '2026-05');
		expect(after?.sums.inspectionObserved).toBe((before?.sums.inspectionObserved ?? 0) + 5);
		expect(after?.scores.inspection.items).toContainEqual({
			...{ indicator: 'ind-service-forms', max: 5, deducted: 2, observed: true, findings: 0 },
			entered: { points: 2, by, at: '2026-05-18T09:00:00.000+08:00', reason: '两张表格没有样表' },
		});
		await store.enterPoints({ site, period: '2026-05', indicator: 'ind-service-forms', by, at });
		expect(await store.siteMonth(site, '2026-05')).toEqual(before);
	});

	test('what nobody said is not taken back, and what was, not once more', async () => {
		await keep('2026-05-15');
		const may = { site, period: '2026-05', by, at } as const;
		const form = { ...may, indicator: 'ind-service-forms' };
		const veto = { ...may, veto: 'veto-no-interaction' };
		await store.enterPoints({ ...may, indicator: 'bonus', points: 3, reason: '创新' });
		await expect(store.enterPoints(form)).rejects.toThrow('请写明分数：这一项还没有录入过');
		await expect(store.decideVeto(veto)).rejects.toThrow('还没有人认定过');
		await store.enterPoints({ ...form, points: 0, reason: '看过' });
		await store.decideVeto({ ...veto, holds: false, reason: '已补答' });
		await store.enterPoints(form);
		await store.decideVeto(veto);
		await expect(store.enterPoints(form)).rejects.toThrow('没有可取消的');
		await expect(store.decideVeto(veto)).rejects.toThrow('不用取消');
		expect(await store.decisions(site, { period: '2026-05' })).toHaveLength(5);
	});

	test('a department gets no bonus', async () => {
		const department = reportOn({ asOf: '2026-05-15', found: [dead] });
		await store.record(
			{ ...department, site: { ...department.site, type: 'department' } },
			'2026-05-15',
			national,
		);
		await expect(
			store.enterPoints({ site, period: '2026-05', indicator: 'bonus', points: 3, by, at, reason: '创新' }),
		).rejects.toThrow(/部门网站没有加分/);
	});

	test('a veto holds once a person says so, or is cleared', async () => {
		await keep('2026-05-15');
		const veto = 'veto-no-interaction';
		await store.decideVeto({ site, period: '2026-05', veto, holds: true, by, at, reason: '三个月未答复' });
		expect(await sums()).toMatchObject({ verdict: 'unqualified', vetoesHeld: 1 });
		await store.decideVeto({ site, period: '2026-05', veto, holds: false, by, at, reason: '已补答' });
		expect((await store.siteMonth(site, '2026-05'))?.scores.inspection.vetoes).toContainEqual(
			expect.objectContaining({
				id: veto,
				state: 'clear',
				ruling: expect.objectContaining({ told: 'not-assessed' }),
			}),
		);
	});

	test.each([
		['more than the indicator has', 'ind-service-forms', 5.01, /0 到 5/],
		['less than nothing', 'ind-service-forms', -1, /0 到 5/],
		['a third decimal', 'ind-service-forms', 1.234, /两位小数/],
		['an indicator that is none', 'ind-beauty', 1, /没有这个指标/],
		['more bonus than there is', 'bonus', 31, /0 到 30/],
	])('%s is refused', async (_, indicator, points, words) => {
		await keep('2026-05-15');
		await expect(
			store.enterPoints({ site, period: '2026-05', indicator, points, by, at, reason: '抽查' }),
		).rejects.toThrow(words);
	});
});

describe('a month', () => {
	const freeze = (step: 'objections' | 'freeze' | 'reopen', more = {}) =>
		store.decideMonth({
			...{ period: '2026-05', step, by, at, ...more },
			...(step === 'freeze' ? { anyway: true, reason: '核对过了' } : {}),
		});

	test('with something unsettled is frozen only where that is asked for and a reason given', async () => {
		await keep('2026-05-15');
		await freeze('objections', { until: '2026-05-18' });
		const taken = { period: '2026-05', step: 'freeze', by, at } as const;
		const open = '异议期到2026年5月18日，尚未届满；还有 1 个待核对没有处理';
		for (const more of [{}, { anyway: true }, { reason: '赶时间' }, { anyway: true, reason: ' ' }])
			await expect(store.decideMonth({ ...taken, ...more })).rejects.toThrow(open);
		const later = { ...taken, at: '2026-05-19T01:00:00.000Z' };
		await expect(store.decideMonth(later)).rejects.toThrow(/^还有 1 个待核对没有处理。/);
		await step('missing-public-marker', 'reject');
		await expect(store.decideMonth(taken)).rejects.toThrow('尚未届满。');
		await store.decideMonth(later);
		expect((await store.monthState('2026-05')).state).toBe('frozen');
	});

	test('goes from draft over objections to frozen, and keeps who took each step', async () => {
		await keep('2026-05-15');
		expect(await store.monthState('2026-05')).toEqual({ state: 'draft', history: [] });
		await freeze('objections', { until: '2026-05-25' });
		expect(await store.monthState('2026-05')).toMatchObject({ state: 'objections', until: '2026-05-25' });
		await freeze('freeze');
		expect(await store.monthState('2026-05')).toMatchObject({
			state: 'frozen',
			history: [
				{ step: 'objections', by },
				{ step: 'freeze', by, at: '2026-05-18T09:00:00.000+08:00' },
			],
		});
	});

	test('that nobody audited, or that is still to come, is not frozen', async () => {
		await keep('2026-05-15');
		for (const period of ['2020-01', '2026-06', '9999-12'])
			for (const taken of [
				{ step: 'freeze', anyway: true, reason: '提前定稿' },
				{ step: 'objections', until: '2026-05-25' },
			] as const) {
				await expect(store.decideMonth({ period, by, at, ...taken })).rejects.toThrow('还没有审计报告');
				expect(await store.monthState(period)).toEqual({ state: 'draft', history: [] });
			}
	});

	test('takes objections for three months at most', async () => {
		await keep('2026-05-15');
		for (const until of ['2026-08-19', '2062-05-25', '9999-12-31'])
			await expect(freeze('objections', { until })).rejects.toThrow('最后一天不得晚于2026年8月18日');
		await freeze('objections', { until: '2026-08-18' });
		expect(await store.monthState('2026-05')).toMatchObject({ until: '2026-08-18' });
	});

	test('that is frozen keeps its scores, whatever is decided or audited later', async () => {
		await keep('2026-05-15');
		await freeze('freeze');
		const signed = await store.siteMonth(site, '2026-05');
		await step('broken-link', 'withdraw');
		await store.record(reportOn({ asOf: '2026-05-25', found: [] }), 'later', national);
		await expect(
			store.enterPoints({ site, period: '2026-05', indicator: 'bonus', points: 3, by, at, reason: '创新' }),
		).rejects.toThrow(/已经定稿/);
		expect(await store.siteMonth(site, '2026-05')).toEqual(signed);
		expect((await findingOf('broken-link')).state).toBe('new');
		await keep('2026-06-15');
		expect((await findingOf('broken-link', '2026-06')).state).toBe('waived');
	});

	test('that is frozen keeps the very report that was signed, told again or not', async () => {
		await keep('2026-05-15');
		await freeze('freeze');
		const signed = await store.siteMonth(site, '2026-05');
		await store.record(reportOn({ asOf: '2026-05-15', found: [] }), 'moved', national);
		expect(await store.siteMonth(site, '2026-05')).toEqual({ ...signed, file: 'moved' });
	});

	test('that is opened again follows what came meanwhile, and says why it was opened', async () => {
		await keep('2026-05-15');
		await freeze('freeze');
		await store.record(reportOn({ asOf: '2026-05-25', found: [dead] }), 'later', national);
		await expect(freeze('reopen')).rejects.toThrow(/理由/);
		await freeze('reopen', { reason: '漏查一个网站' });
		expect((await sums())?.asOf).toBe('2026-05-25');
		expect((await store.monthState('2026-05')).history.at(-1)).toMatchObject({
			step: 'reopen',
			reason: '漏查一个网站',
		});
	});

	test('that is frozen is what the next month is compared with, whatever was audited later', async () => {
		await keep('2026-05-15');
		const signed = (await sums())?.inspection ?? 0;
		await freeze('freeze');
		await store.record(reportOn({ asOf: '2026-05-25', found: [] }), 'later', national);
		await store.record(reportOn({ asOf: '2026-06-15', found: [] }), 'june', national);
		const june = await sums('2026-06');
		expect(signed).toBeLessThan(100);
		expect(june?.inspectionChange).toBeCloseTo((june?.inspection ?? 0) - signed, 2);
	});

	test('that is frozen takes in no further site before it is opened again', async () => {
		await keep('2026-05-15');
		await freeze('freeze');
		const late = reportOn({ asOf: '2026-05-25', site: 'late', found: [dead] });
		await store.record(late, 'late', national);
		expect(await store.siteMonth('late', '2026-05')).toBeUndefined();
		expect((await store.overview({ period: '2026-05' })).verdicts).toMatchObject({ qualified: 1 });
		await freeze('reopen', { reason: '漏查一个网站' });
		expect((await store.siteMonth('late', '2026-05'))?.sums.minor).toBe(1);
	});

	test('that is opened again follows what was said meanwhile of an earlier month', async () => {
		await keep('2026-04-15');
		await keep('2026-05-15');
		await freeze('freeze');
		await step('broken-link', 'withdraw', { period: '2026-04' });
		expect((await findingOf('broken-link')).state).toBe('new');
		await freeze('reopen', { reason: '四月撤销了一个问题', at: '2026-05-19T01:00:00.000Z' });
		expect((await findingOf('broken-link')).state).toBe('waived');
	});

	test('is opened again though one of its reports cannot be scored anew', async () => {
		const own = parseProfile('passMark: 61', 'own.yaml');
		await keep('2026-04-15');
		await store.record(reportOn({ asOf: '2026-05-15', found: [dead], profile: own }), 'a');
		await freeze('freeze');
		await step('broken-link', 'withdraw', { period: '2026-04' });
		await freeze('reopen', { reason: '漏查一个网站' });
		expect((await store.monthState('2026-05')).state).toBe('draft');
		expect((await findingOf('broken-link')).state).toBe('new');
	});

	test('is not frozen over an undecided dispute', async () => {
		await keep('2026-05-15');
		await step('broken-link', 'dispute');
		await expect(freeze('freeze')).rejects.toThrow('还有 1 个异议没有裁定');
		await step('broken-link', 'uphold');
		await freeze('freeze');
	});

	test('takes no dispute once the time for them is over', async () => {
		await keep('2026-05-15');
		await freeze('objections', { until: '2026-05-18' });
		await step('broken-link', 'dispute');
		await step('broken-link', 'revoke');
		await expect(step('broken-link', 'dispute', { at: '2026-05-19T01:00:00.000Z' })).rejects.toThrow(
			/异议期/,
		);
	});

	test('lists the sites that wait for a person', async () => {
		await keep('2026-05-15');
		expect(await store.awaiting('2026-05')).toMatchObject({
			rows: [{ site: { id: site }, review: 1, disputed: 0 }],
			...{ count: 1, review: 1, disputed: 0, vetoes: 0 },
		});
		expect(await store.awaiting('2026-05', { page: 2 })).toMatchObject({ rows: [], count: 1 });
		await step('missing-public-marker', 'reject');
		expect(await store.awaiting('2026-05')).toEqual({
			rows: [],
			count: 0,
			review: 0,
			disputed: 0,
			vetoes: 0,
		});
	});
});
