/** The store that the benchmark of the dashboard asks: made once, and kept in the system's temporary folder. */
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
const version = 1;

/** Findings that a month's report has for each fault that a site may have: some are not there, some are told as repaired. */
const toldShare = 0.66;

/** Oldest first, up to November 2026. */
export const periodsOf = ({ months }: Size): string[] =>
	Array.from({ length: months }, (_, month) =>
		new Date(Date.UTC(2026, 11 - months + month, 1)).toISOString().slice(0, 7),
	);

export const idOf = (site: number): string => `city-${site}`;

const siteOf = (n: number) => ({
	id: idOf(n),
	name: `${'临江安北海南宁波州'.charAt(n % 9)}${'山水川原林'.charAt(n % 5)}${n}市人民政府`,
	url: `https://www.${idOf(n)}.gov.cn/`,
	type: n % 3 === 0 ? ('department' as const) : ('portal' as const),
	level: n % 20 === 0 ? ('city' as const) : ('county' as const),
	district: `第${n % 140}地区`,
	maintainer: `第${n % 400}运维单位`,
});

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
	for (const [n, { id, name }] of registered.entries()) {
		// Few sites have very many, as it is.
		const faults = Math.round(mean * (n % 100 === 7 ? 10.9 : 0.9));
		for (const report of yearOf(id, name, periods, faults))
			await store.record(report, `${id}/${report.period}/report.json`);
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
