/** The network is cut in the middle of an audit, for a while or for good: what was not seen is called so, and is nobody's fault. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { auditSite } from '../../audit.ts';
import type { Resolver } from '../../crawler/net/address.ts';
import type { Finding, Report } from '../../reports/model.ts';
import { identity } from '../support/city-audit.ts';
import { type CutWeb, startCutWeb } from '../support/cut-web.ts';
import { asOf, essence, rounds } from '../support/faults.ts';

const pages = 24;
const others = 24;
/** Own requests and those of the other host, together, of an undisturbed audit. */
let asked = 0;
let onAsked = (): void => {};
let total = 0;
let own: CutWeb;
let other: CutWeb;
let whole: Report;

const html = (title: string, body: string): string =>
	`<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${`${title}的正文。`.repeat(9)}</p>${body}`;
const links = (): string =>
	[
		...Array.from({ length: pages }, (_, n) => `<a href="/p${n}.html">第${n}号通知公告的标题</a>`),
		'<a href="/gone.html">已经没有的一页</a>',
	].join('\n');

beforeAll(async () => {
	const count = (): void => {
		asked++;
		onAsked();
	};
	other = await startCutWeb((request, response) => {
		response.writeHead(request.url === '/0' ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
		response.end(html('别的网站', ''));
	}, count);
	own = await startCutWeb((request, response) => {
		const path = request.url ?? '/';
		const n = /^\/p(\d+)\.html$/.exec(path)?.[1];
		const isThere = path === '/' || (n !== undefined && Number(n) < pages);
		response.writeHead(isThere ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
		const out = `<a href="http://other-${n}.test:${other.port}/${n}">别的网站第${n}页</a>`;
		response.end(
			isThere
				? html(n ? `第${n}号通知` : '甲市人民政府', `${links()}${n && Number(n) < others ? out : ''}`)
				: html('Not Found', ''),
		);
	}, count);
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-network-'));
	whole = (await audit(folder)) as Report;
	total = asked;
	await rm(folder, { recursive: true });
});
afterAll(async () => {
	await own.cut();
	await other.cut();
});
beforeEach(async () => {
	onAsked = () => {};
	await own.mend();
	await other.mend();
});

const there: Resolver = async () => ['127.0.0.1'];

const audit = (folder: string, resolve = there): Promise<unknown> =>
	auditSite(
		{
			...identity,
			url: `http://own.test:${own.port}/`,
			...{ robots: 'ignore', hosts: [], columns: [], render: 'never' },
			limits: { maxPages: 200, requestsPerSecond: 500, concurrency: 2, timeoutSeconds: 2 },
		},
		{
			...{ out: folder, asOf, network: { allow: ['127.0.0.0/8'] }, resolve },
			log: pino({ level: 'silent' }),
			retrySeconds: [0.3, 0.3],
		},
	).catch((error: unknown) => error);

const ids = (findings: readonly Finding[]): Set<string> => new Set(findings.map(({ id }) => id));

const isHonest = (report: unknown, when: string): void => {
	if (report instanceof Error) {
		expect([report.name, report.message], when).toEqual([
			'SiteUnreachableError',
			expect.stringMatching(/^无法访问 /),
		]);
		return;
	}
	const { run, coverage, findings } = report as Report;
	const extra = findings.filter(({ id }) => !ids(whole.findings).has(id));
	expect(
		extra.map(({ check, subject }) => `${check} ${subject}`),
		when,
	).toEqual([]);
	expect(
		findings.filter(({ state }) => state === 'fixed'),
		when,
	).toEqual([]);
	expect(run.stopReason === null, when).toBe(run.complete);
	// What is not told for want of a whole crawl has its reason there; what is not told of an address, here.
	const isOfAddress = ({ check }: Finding): boolean => check.startsWith('broken-');
	const untold = whole.findings.filter((finding) => run.complete || isOfAddress(finding));
	if (untold.some(({ id }) => !ids(findings).has(id))) {
		expect(coverage.notSeen.length, when).toBeGreaterThan(0);
	}
};

/** All that a report says, but for the tries by which it knows. */
const told = (report: Report): unknown =>
	essence({ ...report, findings: report.findings.map((finding) => ({ ...finding, evidence: {} })) });

/** So long after the cut all is as before, milliseconds; undefined: never. The site is asked thrice, 0.6 seconds apart. */
const cutAt = (k: number, backAfter?: number): void => {
	asked = 0;
	onAsked = () => {
		if (asked !== k) return;
		for (const web of [own, other])
			void web.cut().then(async () => {
				if (backAfter === undefined) return;
				await delay(backAfter);
				await web.mend();
			});
	};
};

/** Moments of a whole audit, by how much of it has been asked. */
const moments = (count: number): number[] =>
	rounds > 1
		? Array.from({ length: rounds }, () => 1 + Math.floor(Math.random() * total))
		: Array.from({ length: count }, (_, n) => Math.ceil(((n + 0.5) / count) * total));

const inFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-network-'));
	try {
		await work(folder);
	} finally {
		await rm(folder, { recursive: true });
	}
};

test('cut for good, accuses nobody and calls nothing repaired', { timeout: 3_600_000 }, async () => {
	for (const [n, k] of moments(2).entries())
		await inFolder(async (folder) => {
			const isKnown = n % 2 === 1;
			if (isKnown) await audit(folder);
			cutAt(k);
			const report = await audit(folder);
			isHonest(report, `cut at request ${k}, known: ${isKnown}`);
			onAsked = () => {};
			for (const web of [own, other]) await web.mend();
			// The next one is as if nothing had been.
			const next = (await audit(folder)) as Report;
			expect(ids(next.findings), `after a cut at request ${k}`).toEqual(ids(whole.findings));
			expect(next.run.complete).toBe(true);
		});
});

test('cut for a moment, tells what it would have told', { timeout: 3_600_000 }, async () => {
	for (const k of moments(2))
		await inFolder(async (folder) => {
			const backAfter = Math.round(Math.random() * 300);
			cutAt(k, backAfter);
			expect(told((await audit(folder)) as Report), `cut at request ${k} for ${backAfter} ms`).toEqual(
				told(whole),
			);
			await delay(backAfter);
		});
});

test('whose names are found no more from the middle on, accuses nobody', { timeout: 3_600_000 }, async () => {
	for (const k of moments(1))
		for (const code of ['ENOTFOUND', 'EAI_AGAIN', 'ETIMEOUT'])
			await inFolder(async (folder) => {
				let isLost = false;
				asked = 0;
				onAsked = () => {
					isLost ||= asked === k;
				};
				const resolve: Resolver = async () => {
					if (isLost) throw Object.assign(new Error(`getaddrinfo ${code}`), { code });
					return ['127.0.0.1'];
				};
				isHonest(await audit(folder, resolve), `${code} from request ${k} on`);
			});
});
