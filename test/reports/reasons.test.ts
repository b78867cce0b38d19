import { describe, expect, test } from 'vitest';
import type { Inspection } from '../../reports/model.ts';
import { briefReason, reasonsOf } from '../../reports/reasons.ts';

const stale = { id: 'veto-stale-columns', state: 'holds', findings: 6 } as const;
const awaits = { id: 'homepage-stale', state: 'awaits-person', findings: 1 } as const;
const inspection = (more: Partial<Inspection>): Inspection => ({
	...{ verdict: 'unqualified', vetoes: [], total: 31.82, outOf: 100, observed: 33, items: [] },
	...more,
});
const marks = { passMark: 60, leastObserved: 20 };
const rules = { vetoName: (id: string) => `<${id}>`, marks, isDepartment: false };

const low = '网站检查折算 31.82 分，低于合格线 60 分';
const held = '单项否决“<veto-stale-columns>”成立';

describe('a site is unqualified', () => {
	test.each<[string, Partial<Inspection>, Partial<typeof rules>, string[]]>([
		['for its score', {}, {}, [low]],
		['for a score over all points', { observed: 100 }, {}, ['网站检查 31.82 分，低于合格线 60 分']],
		['for a veto', { vetoes: [stale, awaits], total: 88 }, {}, [held]],
		['for both', { vetoes: [stale] }, {}, [held, low]],
		['for a veto, where too little was seen', { vetoes: [stale], observed: 19 }, {}, [held]],
		['for a veto, where it is a department', { vetoes: [stale] }, { isDepartment: true }, [held]],
	])('%s', (_, more, other, reasons) =>
		expect(reasonsOf(inspection(more), { ...rules, ...other })).toEqual(reasons),
	);

	test('for a score below a mark that is no longer known', () => {
		const { marks: _, ...unknown } = rules;
		expect(reasonsOf(inspection({ total: 70 }), unknown)).toEqual(['网站检查折算 70 分，低于当时的合格线']);
		expect(reasonsOf(inspection({ vetoes: [stale] }), unknown)).toEqual([held]);
	});

	test.each(['qualified', 'not-assessed'] as const)('but not where it is %s', (verdict) =>
		expect(reasonsOf(inspection({ verdict, vetoes: [awaits] }), rules)).toEqual([]),
	);
});

test.each([
	['unqualified', 1, 31.82, '单项否决成立'],
	['unqualified', 2, 31.82, '单项否决成立 2 项'],
	['unqualified', 0, 31.82, '低于 60 分'],
	['unqualified', 0, 60, '低于合格线'],
	['qualified', 0, 60, undefined],
	['not-assessed', 0, null, undefined],
] as const)('in short, %s with %i vetoes and %s points: %s', (verdict, vetoesHeld, score, words) =>
	expect(briefReason({ verdict, vetoesHeld, inspection: score }, 60)).toBe(words),
);
