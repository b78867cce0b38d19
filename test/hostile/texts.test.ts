/** Whatever words a site uses, everything that is made of them says them and does nothing else. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readSheets from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { auditSite, discoverSite } from '../../audit.ts';
import { openWays } from '../../commands/notice-ways.ts';
import { loadConfig } from '../../config.ts';
import { elements, parseHtml } from '../../crawler/extract/dom.ts';
import { createApp } from '../../dashboard/app.ts';
import { readRegisterFile, registerCsv } from '../../reports/formats/register-file.ts';
import { plain } from '../../reports/formats/text.ts';
import { reportSchema } from '../../reports/model.ts';
import { digestOf } from '../../reports/notices/digest.ts';
import type { NoticeEvent } from '../../reports/notices/model.ts';
import { noticesSchema } from '../../reports/notices/settings.ts';
import { findingExample } from '../../reports/notices/tell.ts';
import { national } from '../../reports/profiles/national.ts';
import { readRegister } from '../../reports/register.ts';
import { openStore, type Store } from '../../reports/store.ts';
import { checks } from '../dashboard/open-dashboard.ts';
import { callAs } from '../support/call.ts';
import { siteName, startHostileTexts, titleOf, trickNames, tricks } from '../support/hostile-texts.ts';
import { active, activeCells, namesInXml, partsOf } from '../support/outputs.ts';
import { decoded, startMailServer, startReceiver } from '../support/receivers.ts';

const now = new Date('2026-06-01T04:00:00Z');
const checksById = new Map(checks.map((check) => [check.id, check]));

let folder = '';
let web: Awaited<ReturnType<typeof startHostileTexts>>;
let store: Store;
let app: ReturnType<typeof createApp>;
let audited: Awaited<ReturnType<typeof call>>;

const quickly = { retrySeconds: [0.01, 0.01] };
/** The command line, whose audits wait less between two tries. */
const call = (...argv: string[]) =>
	callAs(
		{
			cwd: folder,
			noColour: true,
			work: {
				auditSite: (config, options) => auditSite(config, { ...options, ...quickly }),
				discoverSite: (config, options) => discoverSite(config, { ...options, ...quickly }),
			},
		},
		...argv,
	);

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'gongkai-texts-'));
	web = await startHostileTexts();
	const site = {
		...{ id: 'hostile', name: siteName, url: `${web.url}/`, render: 'never', robots: 'ignore' },
		...{ district: siteName, maintainer: siteName },
		columns: [{ kind: 'policy', url: `${web.url}/zcwj/` }],
		limits: { maxPages: 3000, requestsPerSecond: 1000, concurrency: 8, timeoutSeconds: 5 },
	};
	const evidence = { pictures: 0, megabytes: 1, keepDays: 31 };
	await writeFile(
		join(folder, 'gongkai.yaml'),
		stringify({ network: { allow: ['127.0.0.1'] }, evidence, sites: [site] }),
	);
	audited = await call('audit', '--quiet');
	store = await openStore(join(folder, 'gongkai.db'));
	app = createApp({ store, checks, profile: () => national, now: () => now, out: join(folder, 'out') });
}, 120_000);
afterAll(async () => {
	await store?.close();
	await web?.close();
	await rm(folder, { recursive: true, force: true });
});

/** A text as the outputs for people show it: what a terminal obeys is gone, the rest stands. */
const shown = ['<script>evil()</script>', '"><img src=x onerror=evil(1)>', '{{evil}}<%= evil %>'];

const exported = async (format: string, ...more: string[]): Promise<Buffer> => {
	const file = join(folder, `month.${format}`);
	const { status, stderr } = await call(
		'export',
		'--month',
		'2026-06',
		'--format',
		format,
		...more,
		'--out',
		file,
	);
	expect([status, stderr]).toEqual([0, '']);
	return readFile(file);
};

test('the report is JSON that keeps the words as facts', async () => {
	const text = await readFile(join(folder, 'out/hostile/2026-06/report.json'), 'utf8');
	const report = reportSchema.parse(
		JSON.parse(text, (_key, value: unknown) => {
			if (typeof value === 'string') expect(value.isWellFormed(), value).toBe(true);
			return value;
		}),
	);
	expect(report.site).toMatchObject({ id: 'hostile', name: siteName });
	expect(report.run.complete).toBe(true);
	expect(report.documents.length).toBeGreaterThan(trickNames.length * 0.7);
	expect(new Set(report.findings.map(({ check }) => check)).size).toBeGreaterThan(12);
	for (const name of ['script', 'image', 'percent', 'sql', 'equals', 'handler'])
		expect(report.documents.find(({ url }) => url.endsWith(`/${name}.html`))?.title).toBe(
			titleOf(name) + tricks[name],
		);
	// A picture and a page that are not there, a file, and the address of a disk, for each of them.
	for (const check of ['broken-attachment', 'wrong-link', 'personal-data'])
		expect(report.findings.filter((finding) => finding.check === check).length).toBeGreaterThan(20);
});

test('a terminal shows one line where one was meant, and obeys nothing', async () => {
	expect(audited).toMatchObject({ status: 1, stderr: '' });
	expect(audited.stdout.replaceAll('\n', '')).not.toMatch(active);
	const lines = audited.stdout.split('\n');
	expect(lines.filter((line) => /^(?:gongkai: |\{)/.test(line))).toEqual([]);
	const known = await call('sites', 'list');
	expect(known.stdout.trimEnd().split('\n')).toHaveLength(3);
	const failed = await call('recheck', 'hostile', '--finding', `x\u001b[31m\r\nevil\u202e`);
	for (const text of [known.stdout, failed.stdout, failed.stderr])
		expect(text.replaceAll('\n', '')).not.toMatch(active);
});

test('every line of every log is one entry, and says nothing of the site as its own', async () => {
	const names = await readdir(join(folder, 'out'), { recursive: true });
	const logs = names.filter((name) => name.endsWith('.log'));
	expect(logs.length).toBeGreaterThan(1);
	for (const name of logs) {
		const text = await readFile(join(folder, 'out', name), 'utf8');
		expect(text.replaceAll('\n', '')).not.toMatch(active);
		for (const line of text.trimEnd().split('\n')) {
			expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.any(Number) });
			expect(JSON.parse(line).msg).not.toBe('evil');
		}
	}
});

test('no page of the dashboard has an element, an attribute or an address of the site’s making', async () => {
	const [waiting, seen, made] = [['/'], new Set(['/']), new Set<string>()];
	const kinds = new Map<string, number>();
	let words = '';
	for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
		const response = await app.request(path);
		expect([path, response.status]).toEqual([path, 200]);
		expect([...response.headers.values()].join('')).not.toMatch(active);
		if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
		const text = await response.text();
		words += text;
		expect(text.replace(/[\n\t]/g, '')).not.toMatch(active);
		for (const { name, attribs } of elements(parseHtml(text), () => true)) {
			made.add(name);
			for (const [key, value] of Object.entries(attribs)) {
				made.add(`@${key}`);
				if (!['href', 'src', 'action'].includes(key)) continue;
				expect(value).toMatch(/^(?:https?:\/\/|\/(?!\/)|#|data:image\/svg\+xml,)/);
				const [next = ''] = value.split('#');
				// Not every list's every page, and no file: those are looked at below.
				if (!next.startsWith('/') || key === 'action' || /^\/(?:static|export)|\.(?:csv|json)\b/.test(next))
					continue;
				const kind = next.replace(/[\da-f]{12,}/, 'id');
				kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
				if (seen.has(next) || (kinds.get(kind) ?? 0) > 40) continue;
				seen.add(next);
				if (seen.size < 250) waiting.push(next);
			}
		}
	}
	expect(seen.size).toBeGreaterThan(100);
	for (const text of shown)
		expect(words).toContain(text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'));
	expect(
		[...made].filter((name) =>
			/^@on|evil|^(?:img|iframe|object|embed|base|textarea)$|^@(?:style|srcdoc)$/.test(name),
		),
	).toEqual([]);
});

test('the API answers JSON that says nothing else in a browser', async () => {
	const { paths } = (await (await app.request('/api/v1/openapi.json')).json()) as {
		paths: Record<string, { get?: object }>;
	};
	const [finding] = (await store.findings({ site: 'hostile', period: '2026-06' })).rows;
	const [audit] = await store.audits({ limit: 1 });
	const values: Record<string, string> = {
		site: 'hostile',
		month: '2026-06',
		finding: finding?.id ?? '',
		audit: `${audit?.id}`,
		check: 'broken-link',
	};
	const asked = Object.entries(paths).flatMap(([path, { get }]) =>
		get ? [path.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '1')] : [],
	);
	expect(asked.length).toBeGreaterThan(10);
	let answered = 0;
	for (const path of asked) {
		const response = await app.request(path.startsWith('/api') ? path : `/api/v1${path}`);
		expect(response.headers.get('content-type')).toMatch(/json/);
		expect(response.headers.get('x-content-type-options')).toBe('nosniff');
		JSON.parse(await response.text());
		if (response.status === 200) answered++;
	}
	expect(answered).toBeGreaterThan(asked.length * 0.7);
});

test('tables as CSV begin no formula, and have as many cells in each line', async () => {
	expect(activeCells(await exported('csv', '--table', 'findings'))).toEqual([]);
	expect(activeCells(await exported('csv', '--table', 'scores'))).toEqual([]);
	await call('recheck', 'hostile');
	const work = await app.request('/work.csv');
	expect(work.status).toBe(200);
	expect(activeCells(Buffer.from(await work.arrayBuffer()))).toEqual([]);
});

test('a workbook holds texts, no formula, and nothing that XML cannot hold', async () => {
	const bytes = await exported('xlsx');
	for (const [name, part] of partsOf(bytes)) {
		const names = namesInXml(part);
		expect([name, ...names].filter((one) => /^f$|evil|^oleObject|^externalLink/.test(one))).toEqual([]);
		for (const [, target = ''] of part.matchAll(/Target="([^"]*)"[^>]*TargetMode="External"/g))
			expect(target).toMatch(/^https?:\/\/[^\s<>]+$/);
	}
	const sheets = await readSheets(bytes);
	const cells = sheets.flatMap(({ data }) => data.flat()).map(String);
	for (const text of shown) expect(cells.some((cell) => cell.includes(text))).toBe(true);
});

test('the draft of a notice has no element but those of its format', async () => {
	for (const [name, part] of partsOf(await exported('docx'))) {
		const names = [...namesInXml(part)];
		if (name === 'word/document.xml')
			expect(names.filter((one) => !/^@?(?:w|r|xml|xmlns):\w+$/.test(one))).toEqual([]);
		expect(names.filter((one) => /evil|^w:(?:fldSimple|object|altChunk)$/.test(one))).toEqual([]);
	}
});

test('mail and webhooks carry the words in one line of their own', async () => {
	const { rows } = await store.findings({ site: 'hostile', period: '2026-06', size: 500 });
	const site = { url: `${web.url}/` };
	const [smtp, hook] = await Promise.all([startMailServer(), startReceiver()]);
	const settings = noticesSchema.parse({
		allow: ['127.0.0.1'],
		smtp: { host: '127.0.0.1', port: smtp.port, from: 'audit@example.gov.cn', security: 'none' },
		receivers: [
			{ id: 'mail', kind: 'email', to: ['a@example.gov.cn'] },
			{ id: 'hook', kind: 'webhook', url: hook.url, secret: { env: 'SECRET' } },
			{ id: 'wecom', kind: 'wecom', url: hook.url, key: { env: 'SECRET' } },
			{ id: 'ding', kind: 'dingtalk', url: hook.url, secret: { env: 'SECRET' }, token: { env: 'SECRET' } },
		],
	});
	const ways = openWays({
		settings,
		network: {},
		variables: { SECRET: 'a-secret' },
		now: () => now,
		timeoutSeconds: 5,
	});
	try {
		const events = Array.from({ length: Math.ceil(rows.length / 5) }, (_, n): NoticeEvent => {
			const examples = rows.slice(n * 5, n * 5 + 5).map((row) => findingExample(row, site, checksById));
			const told = { occasion: 'overdue', period: '2026-06', count: examples.length, examples } as const;
			return { site: `s-${n}`, key: `${n}`, told };
		});
		const names = new Map(events.map(({ site: id }, n) => [id, siteName + tricks[trickNames[n] ?? '']]));
		// A chat takes a few lines only: each message begins with another site.
		for (let n = 0; n < events.length; n += 4) {
			const digest = digestOf(events.slice(n), names, now);
			for (const receiver of settings.receivers) await ways.send(receiver, { digest, id: `notice-${n}` });
		}
	} finally {
		await ways.close();
		await Promise.all([smtp.close(), hook.close()]);
	}
	expect(smtp.mailed.length).toBeGreaterThan(10);
	for (const { raw, to } of smtp.mailed) {
		const { headers, text } = decoded(raw);
		expect(to).toEqual(['a@example.gov.cn']);
		expect(
			headers
				.split('\r\n')
				.map((line) => line.split(':')[0]?.toLowerCase())
				.sort(),
		).toEqual([
			'auto-submitted',
			'content-transfer-encoding',
			'content-type',
			'date',
			'from',
			'message-id',
			'mime-version',
			'subject',
			'to',
		]);
		expect(`${headers}${text}`.replace(/\r?\n/g, '')).not.toMatch(active);
		expect(text).not.toMatch(/<evil|<script|\]\(http/);
	}
	expect(hook.posted.length).toBeGreaterThan(20);
	for (const { body } of hook.posted) {
		expect(body).not.toMatch(active);
		expect(JSON.stringify(JSON.parse(body))).not.toMatch(/<@all>|\]\(http:\/\/evil|<evil|<script/);
	}
});

test('a register is read back as it was written', async () => {
	const rows = trickNames.map((name, n) => ({
		...{ id: `s-${n}`, url: `https://s${n}.gov.cn/?=1+1`, type: 'portal' as const },
		name: `甲${(tricks[name] ?? '').slice(0, 100)}`,
		district: (tricks[name] ?? '').slice(0, 50),
		maintainer: (tricks[name] ?? '').slice(0, 50),
	}));
	const aside = await openStore(join(folder, 'aside.db'));
	await aside.importSites(rows, now.toISOString());
	const list = join(folder, 'list.csv');
	await writeFile(list, registerCsv(await aside.register()));
	await aside.close();
	const { sites, problems } = readRegister(await readRegisterFile(list), []);
	expect(problems).toEqual([]);
	expect(sites.map(({ name }) => name)).toEqual(rows.map(({ name }) => plain(name)));
	expect(registerCsv(sites)).toBe(await readFile(list, 'utf8'));
	expect(activeCells(await readFile(list))).toEqual([]);
});

test('`discover` prints what is read back as the configuration of the same site', async () => {
	const { stdout, status } = await call('discover', `${web.url}/`);
	expect(status).toBe(0);
	expect(stdout.replaceAll('\n', '')).not.toMatch(active);
	const pasted = join(folder, 'pasted');
	await mkdir(pasted);
	await writeFile(join(pasted, 'gongkai.yaml'), stdout);
	const { sites } = await loadConfig(join(pasted, 'gongkai.yaml'));
	expect(sites).toHaveLength(1);
	expect(sites[0]).toMatchObject({ name: plain(siteName), url: `${web.url}/`, hosts: [] });
	expect(sites[0]?.columns.map(({ url }) => url)).toEqual([`${web.url}/zcwj/`, `${web.url}/tzgg/`]);
});
