/** What a report keeps of how the addresses answered that its findings rest on. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { provingAddresses } from '../reports/responses.ts';
import { type AuditedSite, auditPages } from './support/recheck-site.ts';

const page = (title: string, body: string): string =>
	`<!doctype html><html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>`;
const home = page('首页', '<p><a href="/old.html">旧页</a> <a href="/lost.html">规划图</a></p>');
const holder = page(
	'旧页',
	'<p>各县区：现将有关情况通报如下，请认真组织实施。</p><a href="/lost.html">规划图</a>',
);

let site: AuditedSite;
beforeAll(async () => {
	site = await auditPages({
		'/': home,
		'/old.html': (_, response) => {
			response.writeHead(302, { location: '/new.html' }).end();
		},
		'/new.html': (_, response) => {
			response
				.writeHead(200, {
					'content-type': 'text/html; charset=utf-8',
					etag: '"7"',
					server: 'x'.repeat(500),
					'set-cookie': 'a=b',
				})
				.end(holder);
		},
	});
}, 60_000);
afterAll(() => site.close());

test('each address once, with what came and each try that failed', () => {
	const { responses = {}, findings } = site.report;
	const lost = findings.find(({ subject }) => subject === `${site.web.url}/lost.html`);
	expect(lost?.foundOn).toEqual([`${site.web.url}/`, `${site.web.url}/old.html`]);
	const at = expect.stringMatching(/\+08:00$/);
	expect(responses[`${site.web.url}/lost.html`]).toMatchObject({
		at,
		status: 404,
		tries: [1, 2, 3].map(() => ({ at, words: 'HTTP 404' })),
	});
	expect(responses[`${site.web.url}/old.html`]).toEqual({
		at,
		status: 200,
		finalUrl: `${site.web.url}/new.html`,
		redirects: [`${site.web.url}/new.html`],
		headers: {
			'content-type': 'text/html; charset=utf-8',
			etag: '"7"',
			server: 'x'.repeat(200),
			date: expect.any(String),
		},
		sha256: createHash('sha256').update(holder).digest('hex'),
	});
	const named = new Set(findings.flatMap(({ subject, foundOn }) => [subject, ...foundOn]));
	expect(Object.keys(responses).filter((url) => !named.has(url))).toEqual([]);
});

test('the addresses that prove a finding are its own, its first holders and the pages that its words name', () => {
	expect(
		provingAddresses({
			subject: 'http://a/1',
			foundOn: ['http://a/1', 'http://a/2', 'http://a/3', 'http://a/4'],
			message: '已由《办法》废止（2026-01-01，见 http://a/by.html ），请标注。',
			snippet: '另一条：http://a/first.html（2026-01-02）',
		}),
	).toEqual(['http://a/1', 'http://a/2', 'http://a/3', 'http://a/by.html', 'http://a/first.html']);
});
