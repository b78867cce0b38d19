import { expect, it } from 'vitest';
import { type Check, defineCheck } from '../../checks/check.ts';
import { loadChecks } from '../../checks/registry.ts';
import { runCheck } from '../../checks/run.ts';
import { siteOf } from '../support/site.ts';

const { site } = siteOf({ pages: {} });
const terms = {} as Parameters<typeof runCheck>[3];
const check = (find: Check['find']): Check =>
	defineCheck({
		id: 'x',
		group: 'site',
		name: '',
		decides: '',
		basis: '',
		repair: '',
		severity: 'minor',
		needs: ['columns', 'documents'],
		find,
		examples: { wrong: [], right: [] },
	});

it('skips a check whose part could not be gathered, with the reason', () =>
	expect(
		runCheck(
			check(() => []),
			site,
			{ documents: '抓取提前结束' },
			terms,
		),
	).toEqual({
		outcome: 'not-assessed',
		reason: '抓取提前结束',
		faults: [],
	}));

it('catches what a check throws, and keeps none of its faults', () =>
	expect(
		runCheck(
			check(function* () {
				yield { subject: 'a', message: 'b' };
				throw new Error('oops');
			}),
			site,
			{},
			terms,
		),
	).toEqual({ outcome: 'not-assessed', reason: '检查程序出错：oops', faults: [] }));

it('finds every check by its file', async () => {
	const checks = await loadChecks();
	expect(checks.map(({ id }) => id)).toContain('broken-link');
	expect(checks.every(({ name, decides, basis }) => name && decides.endsWith('。') && basis)).toBe(true);
});
