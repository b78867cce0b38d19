/**
 * Writes a small store with something of everything, as the program keeps it today: `node test/write-store.ts`. It is kept under
 * `test/fixtures/stores/` by the name of the step that was added last, so that every later program can be seen to open it.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'fflate';
import { national } from '../reports/profiles/national.ts';
import { migrations } from '../reports/store/migrations.ts';
import { openStore, type Store } from '../reports/store.ts';
import { reportOn } from './support/month.ts';
import { home, result } from './support/report.ts';

const at = '2026-06-20T02:00:00.000Z';
const signed = { by: '王敏', at };

const dead = (...paths: string[]) =>
	result(
		'broken-link',
		paths.map((path) => ({ subject: `${home}${path}`, message: `链接“${path}”打不开（404），请改正。` })),
	);
const lead = result('missing-public-marker', [{ subject: `${home}a.html`, certainty: 'review' }]);

const fill = async (store: Store): Promise<void> => {
	await store.importSites(
		[
			{
				...{ id: 'linjiang', name: '临江市人民政府', url: home, type: 'portal', level: 'city' },
				...{ district: '临江市', siteIdCode: '3301000001', maintainer: '临江市政务服务中心' },
			},
			{
				...{ id: 'anxian', name: '安县人民政府', url: 'https://www.anxian.gov.cn/', type: 'portal' },
				...{ level: 'county', district: '安县' },
			},
			{ id: 'caizheng', name: '临江市财政局', url: 'https://czj.linjiang.gov.cn/', type: 'department' },
		],
		'2026-01-01T00:00:00.000Z',
	);
	const march = reportOn({ asOf: '2026-03-10', found: [dead('x', 'y'), lead] });
	await store.record(march, 'linjiang/2026-03/report.json', national);
	const april = reportOn({ asOf: '2026-04-10', found: [dead('y', 'z'), lead], previous: march });
	await store.record(april, 'linjiang/2026-04/report.json', national);
	const other = reportOn({ asOf: '2026-04-11', site: 'anxian', found: [dead('q')] });
	await store.record(other, 'anxian/2026-04/report.json', national);
	const cut = reportOn({ asOf: '2026-04-12', site: 'caizheng', complete: false });
	await store.record(cut, 'caizheng/2026-04/report.json', national);

	const { rows } = await store.findings({ site: 'linjiang', period: '2026-04' });
	const idOf = (path: string): string => rows.find(({ subject }) => subject === `${home}${path}`)?.id ?? '';
	const month = { ...signed, period: '2026-04' };
	const ofSite = { ...month, site: 'linjiang' };
	await store.decideFinding({ ...ofSite, finding: idOf('a.html'), step: 'confirm', reason: '核对过' });
	await store.decideFinding({
		...{ ...ofSite, finding: idOf('z'), step: 'waive' },
		...{ reason: '正在迁移', until: '2027-01-31' },
	});
	await store.decideVeto({
		...{ ...ofSite, veto: 'veto-serious-problem' },
		...{ state: 'clear', reason: '没有发生' },
	});
	await store.enterPoints({
		...{ ...ofSite, score: 'inspection', indicator: 'ind-policy' },
		...{ deducted: 1, reason: '人工检查' },
	});
	await store.decideMonth({ ...month, step: 'objections', reason: '公示', until: '2026-06-21' });
	await store.decideMonth({
		...month,
		at: '2026-06-22T02:00:00.000Z',
		step: 'freeze',
		reason: '定稿',
		anyway: true,
	});
	const may = reportOn({ asOf: '2026-05-10', found: [dead('x', 'y'), lead], previous: april });
	await store.record(may, 'linjiang/2026-05/report.json', national);

	await store.recordProbe({
		...{ site: 'linjiang', url: home, state: 'ok', firstByteMs: 300 },
		...{ slot: '2026-05-09T02:00:00.000Z', at: '2026-05-09T02:00:03.000Z' },
	});
	const again = may.findings.find(({ subject }) => subject === `${home}y`);
	if (again)
		await store.keepRechecks(
			'linjiang',
			[{ finding: again, result: 'open', words: '仍然打不开', proof: [] }],
			{ at, by: '王敏' },
		);
	const audit = await store.begin(
		{ site: 'anxian', cause: 'schedule', asOf: '2026-06-01', now: '2026-06-01T00:00:00.000Z' },
		{ host: 'h', pid: 1 },
	);
	if (audit) await store.finish(audit.id, '2026-06-01T01:00:00.000Z', { error: '无法访问' });
	await store.enqueue({ site: 'linjiang', cause: 'hand', asOf: '2026-06-20', now: at });
	await store.knowReceivers(['mail'], at);
	await store.keepEvents(
		[{ site: 'linjiang', key: 'audit 1', told: { occasion: 'held', reason: '没有看完' } }],
		[],
		at,
	);
	await store.users.add({ name: 'wang', role: 'administrator', password: 'x' }, at);
	await store.users.note({ at, who: 'wang', act: 'sign-in', about: '', address: '127.0.0.1' });
	await store.markRepairing({
		...{ ...signed, site: 'linjiang', findings: [idOf('y')] },
		...{ step: 'begin', until: '2026-07-01' },
	});
};

const file = join(tmpdir(), `gongkai-store-${process.pid}.db`);
const store = await openStore(file);
await fill(store);
await store.close();
const database = new DatabaseSync(file);
database.exec('pragma journal_mode = delete; vacuum');
database.close();
const name = `until-${Object.keys(migrations).at(-1)}.db.gz`;
await writeFile(
	join(import.meta.dirname, 'fixtures', 'stores', name),
	gzipSync(await readFile(file), { level: 9, mtime: 0 }),
);
await rm(file);
