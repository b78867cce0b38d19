import { describe, expect, test } from 'vitest';
import { loadChecks } from '../../checks/registry.ts';
import { termsText } from '../../reports/formats/checks.ts';
import { hashOf, loadProfile, parseProfile } from '../../reports/profile.ts';
import { national } from '../../reports/profiles/national.ts';

describe('the national profile', () => {
	test('has 100 points in each score', () => {
		for (const score of ['inspection', 'disclosure'])
			expect(
				Object.values(national.indicators)
					.filter((indicator) => indicator.score === score)
					.reduce((sum, { max }) => sum + max, 0),
			).toBe(100);
	});
	test('knows every check, and points of known indicators alone', async () => {
		const unknown = (await loadChecks()).map(({ id }) => id).filter((id) => !(id in national.points));
		expect(unknown).toEqual([]);
		const indicators = Object.values(national.points).flatMap((rules) => Object.keys(rules));
		expect(indicators.filter((id) => !(id in national.indicators))).toEqual([]);
	});
	test('calls a figure verified only where the national text gives it', () => {
		const rules = Object.entries(national.points).flatMap(([check, rules]) =>
			Object.entries(rules)
				.filter(([, { verified }]) => verified)
				.map(([id, { each }]) => [check, id, each]),
		);
		expect(rules).toEqual([['stale-column', 'ind-policy', 5]]);
	});
	test('is loaded by its name', async () => {
		expect(await loadProfile('national')).toBe(national);
		await expect(loadProfile('yangzhou')).rejects.toThrow(
			/找不到评分方案 yangzhou，应为内置方案（national、suzhou-2019、/,
		);
	});
	test('says of each term where it comes from', () => {
		const { staleAfter, ...single } = national.terms;
		expect(Object.keys(national.termNotes).sort()).toEqual(
			[...Object.keys(single), ...Object.keys(staleAfter).map((kind) => `staleAfter.${kind}`)].sort(),
		);
	});
});

describe('a place’s own preset', () => {
	test.each([
		['suzhou-2019', {}],
		['yangzhou-2018', { publicMarker: 'required', interpretationDays: 3, interpretationScope: 'all' }],
		[
			'lushui-2021',
			{ interpretationDays: 0, interpretationScope: 'all', feedbackDays: 10, evaluationDue: '03-31' },
		],
		['yiwu-2019', { interpretationDays: 0 }],
		['huzhou-2022', { interpretationScope: 'normative', replyDays: 1 }],
	])('%s sets what its document demands, and nothing else', async (name, demanded) => {
		const profile = await loadProfile(name);
		expect(profile.name).toBe(name);
		expect(profile.terms).toEqual({ ...national.terms, ...demanded });
		expect(profile.points).toEqual(national.points);
		for (const term of Object.keys(demanded))
			expect(profile.termNotes[term]).toMatchObject({ verified: true });
	});
	test('may be the base of a file', () => {
		const { name, terms, termNotes } = parseProfile(
			'extends: lushui-2021\nterms: { interpretationDays: 1 }\ntermNotes:\n  publicMarker: { source: 市规定, verified: true }\n',
			'/etc/city.yaml',
		);
		expect(name).toBe('city');
		expect(terms).toMatchObject({ interpretationDays: 1, interpretationScope: 'all' });
		expect(termNotes.interpretationDays).toMatchObject({
			name: national.termNotes.interpretationDays?.name,
			source: 'city.yaml',
			verified: false,
		});
		expect(termNotes.interpretationScope).toMatchObject({ verified: true });
		expect(termNotes.publicMarker).toMatchObject({ source: '市规定', verified: true });
	});
});

describe('a YAML profile', () => {
	test('overrides single values', () => {
		const profile = parseProfile(
			`extends: national
terms:
  interpretationDays: 0
  publicMarker: required
  staleAfter:
    policy: { days: 90 }
indicators:
  ind-news: { max: 6 }
vetoes:
  veto-stale-columns: { empty: 3 }
points:
  late-publication:
    dis-timeliness: { each: 3, source: 市考核办法, verified: true }
  missing-interpretation:
    dis-interpretation: { upTo: 10 }
`,
			'/etc/yangzhou.yaml',
		);
		expect(profile.name).toBe('yangzhou');
		expect(profile.terms).toMatchObject({ interpretationDays: 0, publicMarker: 'required' });
		expect(profile.terms.staleAfter.policy).toEqual({ days: 90 });
		expect(profile.terms.staleAfter.news).toEqual({ days: 14 });
		expect(profile.indicators['ind-news']).toMatchObject({
			max: 6,
			name: '动态要闻',
			source: 'yangzhou.yaml',
		});
		expect(profile.vetoes['veto-stale-columns']).toMatchObject({ empty: 3, stale: 10 });
		expect(profile.points['late-publication']?.['dis-timeliness']).toEqual({
			on: 'documents',
			each: 3,
			source: '市考核办法',
			verified: true,
		});
		expect(profile.points['missing-interpretation']?.['dis-interpretation']).toMatchObject({
			each: 4,
			upTo: 10,
			source: 'yangzhou.yaml',
			verified: false,
		});
		expect(profile.points['soft-404']).toEqual(national.points['soft-404']);
	});

	test.each([
		[
			'an unknown term',
			'terms:\n  interpretationDay: 3',
			/city\.yaml:2：不认识的键 terms\.interpretationDay，.*interpretationDays/,
		],
		['an unknown check', 'points:\n  broken-links: {}', /:2：不认识的键 points\.broken-links，/],
		[
			'an unknown indicator',
			'points:\n  soft-404:\n    ind-x: { each: 1 }',
			/:3：不认识的键 points\.soft-404\.ind-x，/,
		],
		['a wrong type', 'terms:\n  interpretationDays: three', /:2：.*应为整数|:2：.*应为数字/],
		[
			'a third decimal',
			'points:\n  soft-404:\n    ind-availability: { each: 0.125 }',
			/:3：.*0\.125，应为最多两位小数/,
		],
		[
			'a rule that says too little',
			'points:\n  soft-404:\n    dis-format: { each: 1 }',
			/:3：缺少 points\.soft-404\.dis-format\.on/,
		],
		['another base', 'extends: provincial', /:1：extends 是 provincial，应为.*national.*yiwu-2019/],
		['a window of days and months', 'terms:\n  staleAfter:\n    news: { days: 1, months: 1 }', /:3：/],
	])('is refused for %s', (_name, yaml, message) => {
		expect(() => parseProfile(yaml, 'city.yaml')).toThrow(message);
	});
});

describe('the hash', () => {
	test('changes with any value and not with the order of keys', () => {
		const reordered = { ...Object.fromEntries(Object.entries(national).reverse()) } as typeof national;
		expect(hashOf(reordered)).toBe(hashOf(national));
		expect(hashOf({ ...national, passMark: 61 })).not.toBe(hashOf(national));
		expect(hashOf(national)).toMatch(/^[0-9a-f]{12}$/);
	});
});

test('words that a file adds to those often written wrongly are told as terms', () => {
	const { terms, termNotes, ...profile } = parseProfile(
		'terms:\n  typos:\n    - { wrong: 临江氏, right: 临江市 }\n',
		'city.yaml',
	);
	expect(terms.typos).toEqual([{ wrong: '临江氏', right: '临江市' }]);
	expect(termsText({ ...profile, terms, termNotes })).toContain(
		'本地增加的易错词（只查标题）：临江氏→临江市',
	);
	expect(() => parseProfile('terms:\n  typos:\n    - { wrong: 氏, right: 市 }\n', 'city.yaml')).toThrow(
		/city\.yaml:3.*至少两个字/,
	);
});
