import type { Check, Fault } from '../../checks/check.ts';
import type { Column, Crawled, Document, Site } from '../../crawler/model.ts';
import type { SiteConfig } from '../../crawler/site-config.ts';
import type { CheckResult } from '../../reports/build.ts';

export const home = 'https://www.linjiang.gov.cn/';

export const config: SiteConfig = {
	id: 'linjiang',
	name: '临江市人民政府',
	url: home,
	type: 'portal',
	robots: 'obey',
	hosts: [],
	columns: [],
	limits: { maxPages: 20000, requestsPerSecond: 5, concurrency: 4, timeoutSeconds: 15 },
	render: 'auto',
};

export const column = (path: string, kind: Column['kind'], more: Partial<Column> = {}): Column => ({
	url: `${home}${path}/`,
	title: path,
	kind,
	recognisedBy: 'nav',
	sure: 'certain',
	items: 3,
	undated: 0,
	complete: true,
	content: 'list',
	closed: false,
	...more,
});

const fact = (value: string) => ({ value, from: 'table', sure: 'certain' as const });

/** A document; with a number it has an issuer too. */
export const document = (path: string, number?: string, more: Partial<Document> = {}): Document => ({
	url: `${home}${path}`,
	title: path,
	facts: {
		...(number ? { documentNumber: fact(number), issuer: fact('临江市人民政府办公室') } : {}),
		statements: [],
		form: 'notice',
		normative: false,
		hasMetadataTable: true,
		isInterpretation: false,
		ownInterpretation: false,
		attachments: [],
		related: [],
		citedTitles: [],
		citedNumbers: [],
		bodyLength: 900,
	},
	place: 'policy',
	kinds: ['policy'],
	validity: 'unknown',
	redatedByMigration: false,
	interpretations: [],
	statements: [],
	copies: [],
	...more,
});

export const crawled = (site: Partial<Site> = {}, more: Partial<Crawled> = {}): Crawled => ({
	site: {
		asOf: '2026-06-15',
		identity: { id: 'linjiang', name: '临江市人民政府', url: home, type: 'portal' },
		columns: [],
		items: [],
		documents: [],
		interpretations: [],
		messages: [],
		guides: [],
		hidden: [],
		hijacked: [],
		consultations: [],
		feedbacks: [],
		targets: [],
		errorPages: [],
		strays: [],
		platform: { shows: {}, names: [] },
		annualReports: { found: [], hasColumn: false, whole: false },
		exposures: [],
		home: { url: home, footer: { items: [], text: '' }, isDrawn: true },
		tags: [],
		updates: { entries: 0, undated: 0, dated: 0, unsure: 0 },
		search: { hasEntry: false },
		yearly: { website: [], evaluation: [] },
		guide: { url: home, items: [], hasMedia: false },
		https: { state: 'served' },
		ipv6: { hasAddress: true },
		typos: [],
		disguises: [],
		...site,
	},
	unavailable: {},
	coverage: { share: 1, notSeen: [] },
	run: {
		startedAt: '2026-06-15T01:00:00.000Z',
		finishedAt: '2026-06-15T01:05:00.000Z',
		complete: true,
		stopReason: null,
		pagesFetched: 100,
		pagesRendered: 4,
		linksChecked: 300,
		requests: 420,
		bytes: 5_000_000,
	},
	...more,
});

/** A check that was assessed, or with `reason` was not, and found these faults. */
export const result = (
	id: string,
	faults: readonly (Partial<Fault> & { subject: string })[] = [],
	reason?: string,
): CheckResult => ({
	check: {
		id,
		group: 'site',
		name: id,
		decides: '判定。',
		basis: '依据',
		repair: '改正。',
		severity: 'minor',
		needs: [],
		find: () => [],
		examples: { wrong: [], right: [] },
	} satisfies Check<never>,
	outcome: reason === undefined ? 'assessed' : 'not-assessed',
	...(reason === undefined ? {} : { reason }),
	faults: faults.map((fault) => ({ message: '请修改。', ...fault })),
});

/** Every check of the first version and those given, all assessed; silent but for those given. */
export const results = (...given: CheckResult[]): CheckResult[] => {
	const ids = [
		'broken-link',
		'broken-attachment',
		'broken-external-link',
		'soft-404',
		'missing-public-marker',
		'missing-interpretation',
		'late-interpretation',
		'unlinked-interpretation',
		'expired-document',
		'abolished-document',
		'stale-regulation',
		'stale-column',
		'empty-column',
	];
	return [
		...ids.map((id) => given.find(({ check }) => check.id === id) ?? result(id)),
		...given.filter(({ check }) => !ids.includes(check.id)),
	];
};
