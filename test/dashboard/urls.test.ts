import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExport, readOverview, readSite } from '../../dashboard/query.ts';
import type { ExportFile, OverviewState, SiteState } from '../../dashboard/url-states.ts';
import { createUrls } from '../../dashboard/urls.ts';

const urls = createUrls('/base', () => 'hash');
const paramsOf = (address: string): URLSearchParams => new URL(address, 'http://localhost').searchParams;
/** What was not said is not told apart from what is absent. */
const given = (state: object): object =>
	Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined && value !== false));

describe('an address keeps what a page shows', () => {
	test.each<OverviewState>([
		{ page: 1 },
		{
			month: '2026-06',
			search: '县 & "区"',
			verdict: 'unaudited',
			sort: 'change',
			descending: true,
			page: 7,
		},
		{ sort: 'name', page: 1 },
	])('overview %j', (state) =>
		expect(given(readOverview(paramsOf(urls.overview(state))))).toEqual(given(state)),
	);

	test.each<SiteState>([
		{ page: 1 },
		{
			month: '2026-06',
			check: 'broken-link',
			state: 'new',
			severity: 'minor',
			certainty: 'review',
			search: '?#',
			page: 2,
		},
	])('site %j', (state) =>
		expect(given(readSite(paramsOf(urls.site('a', state, 'findings'))))).toEqual(given(state)),
	);

	test.each<ExportFile>([
		{ month: '2026-06', table: 'scores', format: 'csv', search: '县', verdict: 'qualified' },
		{ month: '2026-06', format: 'xlsx', sort: 'change', descending: true },
		{ month: '2026-06', table: 'findings', format: 'xlsx', site: 'a' },
		{ month: '2026-06', format: 'docx', verdict: 'unqualified' },
	])('export %j', (file) => {
		const address = urls.export(file);
		const [month, name] = new URL(address, 'http://localhost').pathname.split('/').slice(-2);
		expect(given(readExport(month, name, paramsOf(address)) ?? {})).toEqual(file);
	});
});

test('what would be a path of its own in an id stays within its place', () => {
	expect(urls.site('../x')).toBe('/base/sites/..%2Fx');
	expect(urls.finding('a', 'b/c?d#e')).toBe('/base/sites/a/findings/b%2Fc%3Fd%23e');
});

test('no other file of the dashboard writes an address', () => {
	const folder = join(import.meta.dirname, '../../dashboard');
	const files = globSync('**/*.{ts,js}', { cwd: folder })
		.map((path) => path.replaceAll('\\', '/'))
		// The API's table is of the same kind, in files of one thing each.
		.filter((path) => !['routes.ts', 'urls.ts'].includes(path) && !path.startsWith('api/routes/'));
	expect(files.length).toBeGreaterThan(20);
	const writers = files.filter((path) =>
		/["'`}]\/(?:sites|audits|checks|export|static)\b|href="\//.test(readFileSync(join(folder, path), 'utf8')),
	);
	expect(writers).toEqual([]);
});
