/** The store that the benchmark of the dashboard asks: made once, and kept in the system's temporary folder. */
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../reports/model.ts';
import { hashOf } from '../reports/profile.ts';
import { national } from '../reports/profiles/national.ts';
import { openStore, type Store } from '../reports/store.ts';
import { yearOf } from './year.ts';

/** What it is to hold. */
export interface Size {
	readonly sites: number;
	readonly months: number;
	/** Told by all reports together, roughly. */
	readonly findings: number;
}

/** Raised when other data are made, so that nobody measures with the old ones. */
const version = 3;

/** Findings that a month's report has for each fault that a site may have: some are not there, some are told as repaired. */
const toldShare = 0.66;

/** Oldest first, up to November 2026. */
export const periodsOf = ({ months }: Size): string[] =>
	Array.from({ length: months }, (_, month) =>
		new Date(Date.UTC(2026, 11 - months + month, 1)).toISOString().slice(0, 7),
	);

export const idOf = (site: number): string => `city-${site}`;

/** An entry of the register. */
export const siteOf = (n: number) => ({
	id: idOf(n),
	name: `${'临江安北海南宁波州'.charAt(n % 9)}${'山水川原林'.charAt(n % 5)}${n}市人民政府`,
	url: `https://www.${idOf(n)}.gov.cn/`,
	type: n % 3 === 0 ? ('department' as const) : ('portal' as const),
	level: n % 20 === 0 ? ('city' as const) : ('county' as const),
	district: `第${n % 140}地区`,
	maintainer: `第${n % 400}运维单位`,
});

/** Papers of a site's last audit: the rest of them nobody can ask for. */
const documentsOf = (url: string, count: number): Report['documents'] =>
	Array.from({ length: count }, (_, n) => ({
		url: `${url}zwgk/zcwj/2026/t${n}.html`,
		title: `关于印发第${n}号工作方案的通知`,
		documentNumber: `临政办发〔2026〕${n}号`,
		issuer: '临江市人民政府办公室',
		writtenOn: '2026-03-01',
		publishedOn: '2026-03-02',
		publicMarker: n % 3 === 0 ? null : '此件公开发布',
		validity: n % 9 === 0 ? ('expired' as const) : ('valid' as const),
		interpretations: [],
		attachments: [],
		sources: { title: 'meta:ArticleTitle', documentNumber: 'table:发文字号' },
	}));

/** The audits of a busy day: some under way, some waiting, many done. */
const fillQueue = async (store: Store, size: Size): Promise<void> => {
	const [asOf, now] = ['2026-11-20', '2026-11-20T01:00:00.000Z'];
	const owner = { host: 'bench', pid: 1 };
	for (let n = 0; n < Math.min(1000, size.sites); n++) {
		const audit = { site: idOf(n), cause: 'hand', asOf, now } as const;
		if (n % 3 === 0) await store.enqueue(audit);
		else {
			const begun = await store.begin(audit, owner);
			if (begun && n > 8)
				await store.finish(begun.id, now, { report: { period: '2026-11', verdict: 'qualified' } });
		}
	}
};

const fill = async (file: string, size: Size): Promise<void> => {
	const store = await openStore(file);
	const periods = periodsOf(size);
	const registered = Array.from({ length: size.sites }, (_, n) => siteOf(n));
	await store.importSites(registered, `${periods[0]}-01T00:00:00.000Z`);
	const mean = size.findings / size.sites / size.months / toldShare;
	for (const [n, { id, name, url }] of registered.entries()) {
		// Few sites have very many findings and documents, as it is.
		const isLarge = n % 100 === 7;
		const faults = Math.round(mean * (isLarge ? 10.9 : 0.9));
		for (const report of yearOf(id, name, periods, faults)) {
			const file = `${id}/${report.period}/report.json`;
			if (report.period !== periods.at(-1)) await store.record(report, file);
			else {
				// With what it was scored by, its work list is told, too.
				const documents = documentsOf(url, isLarge ? 5000 : 20);
				const profile = { name: 'national', hash: hashOf(national) };
				await store.record({ ...report, documents, profile }, file, national);
			}
		}
		if (n % 500 === 499) console.log(`${n + 1} of ${size.sites} sites`);
	}
	await fillQueue(store, size);
	await store.close();
};

/** The folder with `gongkai.db`; made, which takes many minutes, where it is not there yet. */
export const filledStore = async (size: Size): Promise<string> => {
	const name = `gongkai-bench-v${version}-${size.sites}x${size.months}-${size.findings}`;
	const folder = join(tmpdir(), name);
	if (await stat(folder).catch(() => undefined)) return folder;
	const unfinished = `${folder}.unfinished`;
	await rm(unfinished, { recursive: true, force: true });
	await mkdir(unfinished, { recursive: true });
	console.log(`making a store of ${size.sites} sites, ${size.months} months: ${folder}`);
	await fill(join(unfinished, 'gongkai.db'), size);
	await rename(unfinished, folder);
	return folder;
};
