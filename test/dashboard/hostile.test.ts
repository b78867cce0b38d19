/** Whatever stands on a crawled page is only ever text here. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fault } from '../../checks/check.ts';
import { column } from '../support/report.ts';
import { fillNotices } from './notice-stock.ts';
import { linjiang, type Opened, openDashboard, record, reportOf } from './open-dashboard.ts';

const script = '<script>alert(1)</script>';
const attribute = '" onmouseover="alert(1)';
const bidi = 'a\u202egnp.exe\u2066\u200b\u0007z';
const hostile = `${script}${attribute}'${bidi}</title><img src=x onerror=alert(1)>\u0000`;
const site = { ...linjiang, name: `临江${hostile}`, district: hostile, maintainer: hostile };

const faults: readonly (Fault & { subject: string })[] = [
	{ subject: 'javascript:alert(1)', message: `甲${hostile}`, snippet: hostile },
	{ subject: 'JaVaScRiPt:alert(2)', message: '乙' },
	{ subject: 'data:text/html,<script>alert(3)</script>', message: '丙' },
	{ subject: 'file:///etc/passwd', message: '丁' },
	{
		subject: `https://www.linjiang.gov.cn/${attribute}>${script}`,
		message: '戊',
		foundOn: ['javascript:alert(4)', ' javascript:alert(5)'],
	},
	{ subject: 'https://[bad', message: '己', key: hostile },
];

let dashboard: Opened;
const paths: string[] = [];
beforeAll(async () => {
	dashboard = await openDashboard();
	const { store } = dashboard;
	await store.syncConfigured([site], '2026-01-01T00:00:00Z');
	const report = reportOf({
		site,
		faults: { 'broken-link': faults },
		unassessed: { 'soft-404': hostile },
		seen: {
			columns: [
				column('a', 'policy', { url: 'javascript:alert(6)', title: hostile, recognisedBy: `nav:${hostile}` }),
				column('b', 'news', { title: '', recognisedBy: hostile }),
			],
		},
		coverage: { share: 0.5, notSeen: [{ what: hostile, why: 'wall', count: 1 }] },
		run: { complete: false, stopReason: hostile },
	});
	await record(store, report);
	const at = '2026-06-19T00:00:00.000Z';
	const audit = await store.begin(
		{ site: site.id, cause: 'hand', asOf: '2026-05-01', now: at },
		{ host: hostile, pid: 1 },
	);
	await store.finish(audit?.id ?? 0, at, { error: hostile });
	await store.begin({ site: site.id, cause: 'hand', asOf: '2026-06-19', now: at }, { host: hostile, pid: 1 });
	await fillNotices(store, { at, words: hostile });
	paths.push(
		...[
			'/',
			'/sites/linjiang',
			'/sites/linjiang?month=2026-05',
			...['findings', 'scores', 'columns', 'documents', 'audits'].map((page) => `/sites/linjiang/${page}`),
			'/audits',
			'/audits/live',
			'/notices',
			'/checks',
		],
		...report.findings.map(({ id }) => `/sites/linjiang/findings/${id}`),
		...['/', '/sites/linjiang', '/sites/linjiang/columns', '/sites/linjiang/documents'].map(
			(path) => `${path}?q=${encodeURIComponent(hostile)}`,
		),
		`/sites/linjiang/findings?check=${encodeURIComponent(hostile)}`,
	);
});
afterAll(() => dashboard.close());

/** A page, or the one that says what was not understood of its address. */
const textOf = async (path: string): Promise<string> => {
	const response = await dashboard.get(path);
	expect(response.status, path).toBe(path.includes('/findings?check=') ? 400 : 200);
	return response.text();
};

test('no page of it holds a script, a handler, a forbidden address or a turned text', async () => {
	expect(paths.length).toBeGreaterThan(12);
	for (const path of paths) {
		const page = await textOf(path);
		const tags = page.match(/<[a-z][^>]*>/gi) ?? [];
		expect(
			tags.filter(
				(tag) =>
					/^<script/i.test(tag) &&
					!/^<script (?:type="module" )?src="\/static\/(?:live|finding)\.js\?v=[0-9a-f]+"/.test(tag),
			),
		).toEqual([]);
		expect(tags.filter((tag) => /\son\w+=|\sstyle=|^<img/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
		const addresses = tags.flatMap((tag) =>
			[...tag.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, at]) => at),
		);
		expect(addresses.filter((at) => !/^(?:https?:\/\/|\/|#|data:image\/svg\+xml,)/.test(at ?? ''))).toEqual(
			[],
		);
		// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
		expect(page).not.toMatch(/[\u0000-\u0008\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/);
		expect(page.match(/<title>/g)?.length ?? 0).toBeLessThanOrEqual(
			1 + (page.match(/<svg/g)?.length ?? 0) * 60,
		);
	}
});

test('what is no address of the web is told as text', async () => {
	const page = await dashboard.page('/sites/linjiang');
	for (const address of ['javascript:alert(1)', 'file:///etc/passwd', 'https://[bad'])
		expect(page).toContain(`<span class="address">${address}</span>`);
});

test('links that lead away tell nobody where they come from', async () => {
	const outside = paths.map(async (path) => (await textOf(path)).match(/<a [^>]*href="https?:[^>]*>/g) ?? []);
	const links = (await Promise.all(outside)).flat();
	expect(links.length).toBeGreaterThan(5);
	expect(
		links.filter((link) => !link.includes('rel="noreferrer noopener"') || link.includes('target=')),
	).toEqual([]);
});
