/** Five pages, each against all that the checks of single documents say of it. */
import { describe, expect, test } from 'vitest';
import { runCheck } from '../../checks/run.ts';
import { national } from '../../reports/profiles/national.ts';
import { cut2019, damaged2021, gazette2022, quoted2018, work2019 } from '../fixtures/seeds/pages.ts';
import { at, siteOf } from '../support/site.ts';

/** The checks that judge a document by its own page. */
const ids = [
	'missing-public-marker',
	'contradictory-marker',
	'missing-interpretation',
	'late-interpretation',
	'expired-document',
	'abolished-document',
	'stale-regulation',
	'repealed-basis',
	'contradictory-validity',
	'late-publication',
	'impossible-date',
	'missing-metadata',
	'malformed-document-number',
	'missing-attachment',
	'personal-data',
	'text-corruption',
	'missing-source',
	'missing-written-date',
	'secret-marking',
];
const path = '/zwgk/wj/1.html';

const seen = async (html: string, name: string): Promise<{ findings: string[]; place?: string }> => {
	const { site, unavailable } = siteOf({ pages: { [path]: html }, name });
	const checks = await Promise.all(
		ids.map(async (id) => (await import(`../../checks/rules/${id}.ts`)).default),
	);
	const findings = checks.flatMap((check) =>
		runCheck(check, site, unavailable, national.terms).faults.map(({ key, certainty = 'certain' }) =>
			[check.id, key, certainty].filter(Boolean).join(' '),
		),
	);
	const place = site.documents.find(({ url }) => url === at(path))?.place;
	return { findings: findings.sort(), ...(place && { place }) };
};

describe('a document with', () => {
	test('its particulars in the line of the breadcrumb is clean', async () => {
		expect(await seen(work2019, '平江市人民政府')).toEqual({ findings: [], place: 'policy' });
	});

	test('a marker and a quotation of it is clean', async () => {
		const { findings, place } = await seen(quoted2018, '江州市人民政府');
		expect(place).toBe('policy');
		// The interpretation that it links to is not among the pages seen.
		expect(findings.filter((finding) => !finding.startsWith('missing-interpretation'))).toEqual([]);
	});

	test('lost brackets, an empty source and no signature is told so, and its lack of a marker is for a person', async () => {
		expect(await seen(damaged2021, '沪山市人民政府')).toEqual({
			findings: [
				'missing-interpretation review',
				'missing-public-marker review',
				'missing-source certain',
				'missing-written-date review',
				'text-corruption certain',
			],
			place: 'policy',
		});
	});

	test('a text that breaks off is for a person', async () => {
		expect(await seen(cut2019, '义川市人民政府')).toEqual({
			findings: ['text-corruption review'],
			place: 'policy',
		});
	});

	test('a late copy in the gazette, its annexes printed below, is clean', async () => {
		expect(await seen(gazette2022, '湖安市人民政府')).toEqual({ findings: [], place: 'gazette' });
	});
});
