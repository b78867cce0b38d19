import { expect, test } from 'vitest';
import { loadChecks } from '../../../checks/registry.ts';
import { profileDifferences, profileRows, termRows } from '../../../reports/formats/profile-rows.ts';
import { builtInProfiles, parseProfile } from '../../../reports/profile.ts';
import { national } from '../../../reports/profiles/national.ts';

const checks = await loadChecks();
const rows = profileRows(national, checks);

test('every value of every built-in profile has its row, each once', () => {
	for (const profile of builtInProfiles) {
		const own = profileRows(profile, checks);
		expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
		expect(own.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
		expect(own.filter(({ value }) => /undefined|NaN|\[object/.test(value))).toEqual([]);
	}
	const rules = Object.values(national.points).flatMap((one) => Object.keys(one)).length;
	const known = Object.keys(national.termNotes).length + Object.keys(national.indicators).length;
	expect(rows).toHaveLength(6 + known + rules + Object.keys(national.vetoes).length);
});

test('windows by kind belong to the term that a check goes by', () => {
	const windows = termRows(national, ['staleAfter']);
	expect(windows.map(({ id }) => id)).toContain('terms.staleAfter.news');
	expect(windows.every(({ id }) => id.startsWith('terms.staleAfter.'))).toBe(true);
	expect(windows.find(({ id }) => id.endsWith('.news'))?.value).toBe('14 天');
	expect(termRows(national, [])).toEqual([]);
});

test('what a file changes differs, and what it only gives a source does not', () => {
	const text = [
		'terms: { staleAfter: { news: { days: 7 } } }',
		'termNotes: { interpretationDays: { source: 本市文件 } }',
		'vetoes: { veto-stale-columns: { stale: 8 } }',
	].join('\n');
	const found = profileDifferences(profileRows(parseProfile(text, 'own.yaml'), checks), rows);
	expect(found.map(({ here, there }) => [here.id, here.value, there?.value])).toEqual([
		['terms.staleAfter.news', '7 天', '14 天'],
		[
			'vetoes.veto-stale-columns',
			expect.stringContaining('栏目 8 个'),
			expect.stringContaining('栏目 10 个'),
		],
	]);
	expect(profileDifferences(rows, rows)).toEqual([]);
});
