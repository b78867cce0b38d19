/** A site that is audited again: what has not changed need not come again, and the report is the one of an audit that knows nothing. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lastComplete } from '../reports/past.ts';
import { auditCounty, toldOf } from './support/county-audit.ts';
import { type Manner, manners, startVersionedSite, type VersionedSite } from './support/versions.ts';

/** `GONGKAI_KILLS=50 npm test -- test/again.test.ts` */
const kills = Number(process.env.GONGKAI_KILLS ?? 1);
/** The servers that each run asks; the others, which lie between these two, take their turn in the long round. */
const always = new Set<Manner>(['etag', 'lying']);
const isLong = process.env.GONGKAI_KILLS !== undefined;

const [august, september] = ['2026-08-01', '2026-09-05'];

let folder: string;
let site: VersionedSite;
let child: ChildProcess | undefined;
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'again-'));
});
afterEach(async () => {
	child?.kill('SIGKILL');
	await site.close();
	await rm(folder, { recursive: true, force: true });
});

const audit = (archive: string, asOf: string) => auditCounty(site.url, path.join(folder, archive), asOf);

describe.each(Object.entries(manners))('a server that %s', (_, manner) => {
	test.skipIf(!isLong && !always.has(manner))(
		'is reported on, unchanged and changed, as by an audit that knows nothing',
		async () => {
			site = await startVersionedSite(manner, august);
			const first = await audit('known', august);
			const second = await audit('known', august);
			expect(toldOf(second)).toEqual(toldOf(first));
			expect(second.run).toMatchObject({ complete: true, pagesFetched: first.run.pagesFetched });
			site.turnTo(september);
			const third = await audit('known', september);
			const fresh = await audit('fresh', september);
			expect(toldOf(third)).toEqual(toldOf(fresh));
			expect(toldOf(third)).not.toEqual(toldOf(second));
		},
	);
});

test('what the server vouches for does not come again', async () => {
	site = await startVersionedSite('etag', august);
	const first = await audit('known', august);
	const asked = site.asked();
	const second = await audit('known', august);
	expect(site.kept()).toBeGreaterThan(asked * 0.7);
	expect(second.run.bytes).toBeLessThan(first.run.bytes * 0.2);
	expect(second.run.requests).toBe(first.run.requests);
});

test.each<[what: string, manner: Manner, path: string, body: string, found: string[]]>([
	[
		'one list under the time that it always had',
		'lying',
		'/rs/',
		'<title>人事信息</title><h2 class="title">人事信息</h2><ul class="list"></ul>',
		// What the regulation has made public of it is not there either.
		['empty-column /rs/', 'missing-statutory-item /'],
	],
	[
		'one file',
		'etag',
		'/files/tcc.pdf',
		'<!doctype html><title>出错了</title>',
		['broken-attachment /files/tcc.pdf'],
	],
])(
	'what changed is what is new in the report: %s',
	async (_, manner, at, body, found) => {
		site = await startVersionedSite(manner, august);
		const first = await audit('known', august);
		site.put(at, { status: 200, body });
		const second = await audit('known', august);
		const known = new Set(first.findings.map(({ id }) => id));
		const added = second.findings.filter(({ id }) => !known.has(id));
		expect(added.map(({ check, subject }) => `${check} ${subject.replace(site.url, '/')}`)).toEqual(found);
	},
	60_000,
);

describe('killed at random', () => {
	/** Until it ends by itself; the last time nobody kills it. */
	const auditKilled = async (out: string): Promise<number[]> => {
		const moments: number[] = [];
		for (;;) {
			child = fork(path.join(import.meta.dirname, 'support', 'audit-apart.ts'), [site.url, out, september], {
				stdio: 'inherit',
			});
			const end = once(child, 'exit');
			await Promise.race([once(child, 'message'), end]);
			const moment = moments.length < kills ? Math.round(Math.random() * 900) : 60_000;
			moments.push(moment);
			const isOver = await Promise.race([end.then(() => true), delay(moment, false, { ref: false })]);
			if (isOver) return moments;
			child.kill('SIGKILL');
			await end;
		}
	};

	test.each(isLong ? (['etag', 'lying'] as const) : (['etag'] as const))(
		'the second audit says what it says undisturbed: %s',
		async (manner) => {
			site = await startVersionedSite(manner, august, 15);
			await audit('killed', august);
			await cp(path.join(folder, 'killed'), path.join(folder, 'whole'), { recursive: true });
			site.turnTo(september);
			const whole = await audit('whole', september);
			const moments = await auditKilled(path.join(folder, 'killed'));
			const killed = await lastComplete(path.join(folder, 'killed'), 'qingxi', september);
			expect(killed && [killed.asOf, toldOf(killed)], `killed after ${moments.join(', ')} ms`).toEqual([
				september,
				toldOf(whole),
			]);
		},
		300_000 + kills * 60_000,
	);
});
