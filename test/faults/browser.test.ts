/** The browser is killed again and again in the middle of an audit, or is gone for good: what it did not draw is called not seen, and nobody's fault. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditSite } from '../../audit.ts';
import { findBrowser } from '../../crawler/browser/find.ts';
import type { Report } from '../../reports/model.ts';
import { identity } from '../support/city-audit.ts';
import { asOf, rounds } from '../support/faults.ts';
import { startWeb, type Web } from '../support/web.ts';

const pages = 8;
let web: Web;
let whole: Report;
let real = '';

/** A page whose text a script draws. */
const drawn = (title: string, links: string): string =>
	`<!doctype html><meta charset="utf-8"><title>${title}</title><div id="app"></div><script>
	document.getElementById('app').innerHTML = ${JSON.stringify(`<h1>${title}</h1><p>${`${title}的正文。`.repeat(9)}</p>${links}`)};
	</script>`;

beforeAll(async () => {
	const links = Array.from({ length: pages }, (_, n) => `<a href="/p${n}.html">第${n}号通知公告的标题</a>`);
	const all = [...links, '<a href="/gone.html">已经没有的一页</a>'].join('');
	web = await startWeb({
		'/': drawn('甲市人民政府', all),
		...Object.fromEntries(links.map((_, n) => [`/p${n}.html`, drawn(`第${n}号通知`, all)])),
	});
	real = (await findBrowser())?.executablePath ?? '';
	whole = await inPlace(audit);
	expect(whole.run.pagesRendered).toBeGreaterThan(pages);
});
afterAll(() => web.close());

interface Place {
	readonly folder: string;
	/** What starts the browser, and tells its number. */
	readonly program: string;
	/** Numbers of the browsers that were started. */
	readonly pids: () => Promise<number[]>;
	readonly warnings: string[];
}

async function inPlace<T>(work: (place: Place) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-browser-'));
	const program = join(folder, 'browser');
	await writeFile(program, `#!/bin/sh\necho $$ >> ${folder}/pids\nexec ${real} "$@"\n`);
	await chmod(program, 0o755);
	const pids = async (): Promise<number[]> =>
		(await readFile(join(folder, 'pids'), 'utf8').catch(() => '')).split('\n').filter(Boolean).map(Number);
	try {
		return await work({ folder, program, pids, warnings: [] });
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
	}
}

async function audit({ folder, program, warnings }: Place): Promise<Report> {
	return auditSite(
		{
			...identity,
			url: `${web.url}/`,
			...{ robots: 'ignore', hosts: [], columns: [], render: 'always' },
			limits: { maxPages: 100, requestsPerSecond: 100, concurrency: 2, timeoutSeconds: 5 },
		},
		{
			...{ out: join(folder, 'out'), asOf, network: { allow: ['127.0.0.0/8'] } },
			environment: { ...process.env, GONGKAI_BROWSER: program },
			log: pino({ level: 'silent' }),
			retrySeconds: [0.05, 0.05],
			onWarning: (words) => warnings.push(words),
		},
	);
}

/** The program and whatever it started: where it is a script, that is the browser. */
const kill = (pid: number): void => {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// Gone already.
	}
};

/** Everything is as in an undisturbed audit, or what is not is named as not seen; nobody is accused who was not. */
const isHonest = ({ findings, coverage, run }: Report, when: string): void => {
	const accused = new Set(whole.findings.map(({ id }) => id));
	const extra = findings.filter(({ id, certainty }) => !accused.has(id) && certainty === 'certain');
	expect(
		extra.map(({ check, subject }) => `${check} ${subject}`),
		when,
	).toEqual([]);
	if (run.pagesRendered < whole.run.pagesRendered && findings.length < whole.findings.length)
		expect(coverage.notSeen.length, when).toBeGreaterThan(0);
};

test.each(Array.from({ length: rounds }, (_, n) => n))(
	'killed again and again: round %i',
	{ timeout: 300_000 },
	async () => {
		await inPlace(async (place) => {
			let isOver = false;
			const auditing = audit(place).finally(() => {
				isOver = true;
			});
			const moments: number[] = [];
			for (let kills = 0; kills < 4 && !isOver; ) {
				const moment = Math.round(300 + Math.random() * 900);
				await delay(moment);
				// The first is tried out before anything is asked for.
				const [pid] = (await place.pids()).slice(1).slice(-1);
				if (pid === undefined) continue;
				kill(pid);
				moments.push(moment);
				kills++;
			}
			const report = await auditing;
			isHonest(report, `killed after ${moments}`);
		});
	},
);

test.each(Array.from({ length: Math.ceil(rounds / 5) }, (_, n) => n))(
	'gone in the middle of the audit: round %i',
	{ timeout: 300_000 },
	async (n) => {
		await inPlace(async (place) => {
			const auditing = audit(place);
			// The homepage is being drawn, and no other page was yet.
			await expect.poll(async () => (await place.pids()).length, { timeout: 60_000, interval: 5 }).toBe(2);
			if (n > 0) await delay(Math.random() * 3000);
			await rm(place.program);
			for (const pid of await place.pids()) kill(pid);
			const report = await auditing;
			isHonest(report, 'without a browser');
			if (n === 0) expect(report.run.pagesRendered).toBe(0);
			expect(place.warnings).toEqual(
				report.run.pagesRendered > 0
					? []
					: ['没有能启动的浏览器，靠脚本显示的页面没有看到，请安装 Chrome 或 Chromium'],
			);
		});
	},
);
