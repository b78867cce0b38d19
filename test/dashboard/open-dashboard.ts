import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from '../../checks/check.ts';
import { loadChecks } from '../../checks/registry.ts';
import type { Crawled, Site } from '../../crawler/model.ts';
import { type AppOptions, createApp } from '../../dashboard/app.ts';
import { buildReport, type CheckResult } from '../../reports/build.ts';
import type { Report, Upcoming } from '../../reports/model.ts';
import { national } from '../../reports/profiles/national.ts';
import type { RegisteredSite } from '../../reports/store/model.ts';
import type { Store } from '../../reports/store.ts';
import { openStore } from '../support/new-store.ts';
import { config, crawled, home } from '../support/report.ts';

export const checks = await loadChecks();

/** 2026-06-20, ten in the morning in Beijing. */
export const now = new Date('2026-06-20T02:00:00Z');

export const linjiang: RegisteredSite = {
	id: 'linjiang',
	name: '临江市人民政府',
	url: home,
	type: 'portal',
	level: 'city',
	district: '临江市',
	maintainer: '临江市政务服务中心',
};

export interface Told {
	readonly site?: RegisteredSite;
	/** Default: 2026-06-15. */
	readonly asOf?: string;
	/** Faults by check. */
	readonly faults?: Readonly<Record<string, readonly (Partial<Fault> & { subject: string })[]>>;
	/** Reasons of checks that were not assessed. */
	readonly unassessed?: Readonly<Record<string, string>>;
	readonly seen?: Partial<Site>;
	readonly run?: Partial<Crawled['run']>;
	readonly coverage?: Crawled['coverage'];
	readonly upcoming?: readonly Upcoming[];
	readonly previous?: Report;
}

/** The report of an audit that lasted five minutes, by the real checks' names. */
export const reportOf = ({
	site = linjiang,
	asOf = '2026-06-15',
	faults = {},
	unassessed = {},
	seen,
	run,
	coverage,
	upcoming,
	previous,
}: Told): Report => {
	const found = crawled(
		{ asOf, identity: { id: site.id, name: site.name, url: site.url, type: site.type }, ...seen },
		coverage ? { coverage } : {},
	);
	return buildReport({
		config: { ...config, id: site.id, name: site.name, url: site.url, type: site.type },
		crawled: {
			...found,
			run: {
				...found.run,
				startedAt: `${asOf}T01:00:00.000Z`,
				finishedAt: `${asOf}T01:05:00.000Z`,
				...run,
			},
		},
		results: checks.map((check): CheckResult => {
			const reason = unassessed[check.id];
			return {
				check,
				outcome: reason === undefined ? 'assessed' : 'not-assessed',
				...(reason === undefined ? {} : { reason }),
				faults: (faults[check.id] ?? []).map((fault) => ({ message: '请修改。', ...fault })),
			};
		}),
		profile: national,
		...(upcoming ? { upcoming } : {}),
		...(previous ? { previous } : {}),
	});
};

export const record = (store: Store, report: Report): Promise<void> =>
	store.record(report, `${report.site.id}/${report.period}/report.json`);

export interface Opened {
	readonly store: Store;
	readonly folder: string;
	/** Asks for a path as a browser would. */
	readonly get: (path: string, init?: RequestInit) => Promise<Response>;
	/** The text of a page that must be there. */
	readonly page: (path: string) => Promise<string>;
	readonly app: ReturnType<typeof createApp>;
	readonly close: () => Promise<void>;
}

/** A dashboard over an empty store in a temporary folder. */
export const openDashboard = async (options: Partial<AppOptions> = {}): Promise<Opened> => {
	const folder = await mkdtemp(join(tmpdir(), 'gongkai-dashboard-'));
	const store = await openStore(join(folder, 'gongkai.db'));
	const app = createApp({
		store,
		checks,
		profile: (name = 'national') => (name === 'national' ? national : undefined),
		now: () => now,
		out: join(folder, 'out'),
		...options,
	});
	const get = async (path: string, init?: RequestInit) => app.request(path, init);
	return {
		store,
		folder,
		app,
		get,
		page: async (path) => {
			const response = await get(path);
			const text = await response.text();
			if (response.status !== 200) throw new Error(`${path}: expected 200, got ${response.status}: ${text}`);
			return text;
		},
		close: async () => {
			await store.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
};

/** A page as a reader sees it, tags left out. */
export const wordsOf = (page: string): string => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
