import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSite, type ReportOptions } from '../audit.ts';
import type { SiteConfig } from '../crawler/site-config.ts';
import type { Report } from '../reports/model.ts';
import { type Answering, startWeb, type Web } from './support/web.ts';

const page = (title: string, body: string): string =>
	`<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}`;
const list = (number: string): string =>
	page(
		'临时救助名单公示',
		`<img src="/seal.png"><table><tr><th>姓名<th>身份证号<tr><td>秦某某<td>${number}</table><p>现予公示。`,
	);

const pages: Record<string, Answering> = {
	'/': page(
		'清溪县人民政府',
		`<a href="/list.html">临时救助名单公示</a> <a href="/gone.html">旧页</a>${'<p>欢迎访问清溪县人民政府网站。'.repeat(9)}`,
	),
	'/list.html': list('11010519491231002X'),
};
const evidence = { pictures: 40, megabytes: 20, keepDays: 400 };

let web: Web;
let out = '';
beforeAll(async () => {
	web = await startWeb(pages);
	out = await mkdtemp(join(tmpdir(), 'gongkai-pictures-'));
});
afterAll(async () => {
	await web.close();
	await rm(out, { recursive: true, force: true });
});

const audit = (asOf: string, options: Partial<ReportOptions & SiteConfig> = {}): Promise<Report> => {
	web.asked.length = 0;
	const { id = 'qingxi', render = 'auto', ...more } = options;
	const limits = { maxPages: 50, requestsPerSecond: 500, concurrency: 4, timeoutSeconds: 10 };
	const site = { name: '清溪县人民政府', type: 'portal', robots: 'ignore', hosts: [], columns: [] } as const;
	return auditSite(
		{ ...site, id, url: `${web.url}/`, limits, render },
		{
			network: { allow: ['127.0.0.0/8'] },
			environment: process.env,
			log: pino({ enabled: false }),
			retrySeconds: [0.05, 0.05],
			out,
			asOf,
			evidence,
			...more,
		},
	);
};
const evidenceOf = ({ findings }: Report, check: string) =>
	findings.find((finding) => finding.check === check)?.evidence;
const kept = (period: string, id = 'qingxi'): Promise<string[]> =>
	readdir(join(out, id, period, 'evidence')).catch(() => []);

describe('an audit', () => {
	test('takes pictures of what is seen, and keeps last month’s while a finding says the same', async () => {
		const october = await audit('2026-10-15');
		const proof = evidenceOf(october, 'personal-data');
		expect(proof).toMatchObject({ pictured: { url: `${web.url}/list.html`, framed: true } });
		expect(proof?.screenshot).toMatch(/^evidence\/[0-9a-f]{64}\.jpg$/);
		const jpeg = await readFile(join(out, 'qingxi/2026-10', proof?.screenshot ?? ''));
		expect(jpeg.subarray(0, 2).toString('hex')).toBe('ffd8');
		expect(jpeg.length).toBeLessThan(200_000);
		expect(evidenceOf(october, 'broken-link')).not.toHaveProperty('screenshot');
		expect(web.asked.filter((path) => path === '/gone.html').length).toBeLessThanOrEqual(3);

		const november = await audit('2026-11-15');
		expect(evidenceOf(november, 'personal-data')).toEqual(proof);
		expect(await kept('2026-11')).toContain(proof?.screenshot?.slice('evidence/'.length));

		pages['/list.html'] = list('110105194912310038');
		const december = await audit('2026-12-15');
		const another = evidenceOf(december, 'personal-data');
		expect(another?.pictured?.at).not.toBe(proof?.pictured?.at);
	}, 180_000);

	test('keeps to its budget of pictures and of bytes', async () => {
		await audit('2026-10-15', { id: 'few', evidence: { ...evidence, pictures: 1 } });
		expect(await kept('2026-10', 'few')).toHaveLength(1);
		const small = await audit('2026-10-15', { id: 'small', evidence: { ...evidence, megabytes: 0.001 } });
		expect(await kept('2026-10', 'small')).toEqual([]);
		expect(small.run.complete).toBe(true);
	}, 120_000);

	test('takes none where none is wanted, or no browser may be used', async () => {
		await audit('2026-10-15', { id: 'off', evidence: { ...evidence, pictures: 0 } });
		await audit('2026-10-15', { id: 'never', render: 'never' });
		expect([await kept('2026-10', 'off'), await kept('2026-10', 'never')]).toEqual([[], []]);
	}, 60_000);
});
