import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { reportJsonSchema } from '../../../reports/formats/report-schema.ts';
import { type Report, reportSchema } from '../../../reports/model.ts';
import { reportOn } from '../../support/month.ts';
import { home, result } from '../../support/report.ts';

const published = readFileSync(new URL('../../../docs/report.schema.json', import.meta.url), 'utf8');
const found = [result('broken-link', [{ subject: `${home}x.html`, snippet: 'HTTP 404' }])];
const report: Report = JSON.parse(JSON.stringify(reportOn({ asOf: '2026-05-15', found })));

test('is the one in docs/', () =>
	expect(published.replaceAll('\r\n', '\n') === reportJsonSchema(), 'it is old: npm run docs').toBe(true));

describe('what is published says the same as the validator', () => {
	const schema = z.fromJSONSchema(JSON.parse(published));
	const cases: Record<string, [value: unknown, valid: boolean]> = {
		'of a report': [report, true],
		'of one without a finding': [{ ...report, findings: [] }, true],
		'of a key that nobody knows': [{ ...report, extra: 1 }, false],
		'of another version': [{ ...report, schemaVersion: '2' }, false],
		'of a day that is none': [{ ...report, asOf: '2026-05-32' }, false],
		'of a missing part': [{ ...report, scores: undefined }, false],
		'of a finding without its clause': [
			{ ...report, findings: report.findings.map(({ basis: _, ...rest }) => rest) },
			false,
		],
		'of a state that is none': [
			{ ...report, findings: report.findings.map((finding) => ({ ...finding, state: 'gone' })) },
			false,
		],
	};
	test.each(Object.entries(cases))('%s', (_name, [value, valid]) => {
		expect(schema.safeParse(value).success).toBe(valid);
		expect(reportSchema.safeParse(value).success).toBe(valid);
	});
});
