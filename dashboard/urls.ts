import type { ExportQuery } from '../reports/formats/export.ts';
import type { FindingsQuery, OverviewQuery, OverviewSort } from '../reports/store/model.ts';

/** What one path stands for, as the router reads it. */
export const routes = {
	overview: '/',
	site: '/sites/:site',
	report: '/sites/:site/report.json',
	finding: '/sites/:site/findings/:finding',
	picture: '/sites/:site/months/:month/evidence/:file',
	audits: '/audits',
	auditsLive: '/audits/live',
	notices: '/notices',
	checks: '/checks',
	asset: '/static/:file',
	export: '/export/:month/:file',
	review: '/review',
} as const;

/** Where decisions are sent, by POST. */
export const writes = {
	finding: '/sites/:site/findings/:finding/decisions',
	recheck: '/sites/:site/findings/:finding/rechecks',
	recheckAll: '/sites/:site/rechecks',
	veto: '/sites/:site/vetoes/:veto/decisions',
	points: '/sites/:site/points',
	month: '/months/:month/steps',
} as const;

/** What the overview's address keeps. Absent: the default. */
export interface OverviewState {
	/** YYYY-MM. */
	readonly month?: string;
	readonly search?: string;
	readonly verdict?: NonNullable<OverviewQuery['verdict']>;
	readonly sort?: OverviewSort;
	readonly descending?: boolean;
	readonly page?: number;
}

/** What a site's address keeps: the month, and which of its findings are shown. */
export interface SiteState {
	/** YYYY-MM. */
	readonly month?: string;
	readonly check?: string;
	readonly state?: NonNullable<FindingsQuery['state']>;
	readonly severity?: NonNullable<FindingsQuery['severity']>;
	readonly certainty?: NonNullable<FindingsQuery['certainty']>;
	readonly search?: string;
	readonly page?: number;
}

/** A month as a file, of all sites or of those that fit, in the overview's order. Without a table: all that the format holds. */
export interface ExportFile
	extends Pick<ExportQuery, 'table' | 'format' | 'site' | 'search' | 'verdict' | 'sort' | 'descending'> {
	/** YYYY-MM. */
	readonly month: string;
}

/** What a file with all of a month is called; absent where a file holds one table. */
export const wholeNames: Readonly<Partial<Record<ExportFile['format'], string>>> = {
	xlsx: 'month',
	docx: 'notice',
};

export type AssetName = 'style.css' | 'live.js';

type Values = Readonly<Record<string, string | number | undefined>>;

const queryOf = (values: Values): string => {
	const given = Object.entries(values).flatMap(([name, value]) =>
		value === undefined || value === '' ? [] : [[name, `${value}`]],
	);
	return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
};

const pageOf = (page = 1): number | undefined => (page > 1 ? page : undefined);

/**
 * Every address of the dashboard. `basePath` such as `/gongkai`, where it does not lie at the root of its host;
 * `versionOf` gives the hash of an asset's content, so that browsers may keep it for ever.
 */
export const createUrls = (basePath: string, versionOf: (name: AssetName) => string) => {
	const sitePath = (site: string): string => `${basePath}/sites/${encodeURIComponent(site)}`;
	return {
		overview: ({ month, search, verdict, sort, descending, page }: OverviewState = {}): string =>
			`${basePath}/${queryOf({
				month,
				q: search,
				verdict,
				sort,
				order: descending ? 'desc' : undefined,
				page: pageOf(page),
			})}`,
		site: (site: string, state: SiteState = {}, part?: string): string => {
			const { month, check, state: life, severity, certainty, search, page } = state;
			const query = { month, check, state: life, severity, certainty, q: search, page: pageOf(page) };
			return `${sitePath(site)}${queryOf(query)}${part ? `#${part}` : ''}`;
		},
		/** The report as it was written. */
		report: (site: string, month: string): string => `${sitePath(site)}/report.json${queryOf({ month })}`,
		finding: (site: string, finding: string, month?: string): string =>
			`${sitePath(site)}/findings/${encodeURIComponent(finding)}${queryOf({ month })}`,
		/** A picture of a month's report, by its name there. */
		picture: (site: string, month: string, name: string): string =>
			`${sitePath(site)}/months/${month}/${name.split('/').map(encodeURIComponent).join('/')}`,
		review: (month?: string, page?: number): string =>
			`${basePath}/review${queryOf({ month, page: pageOf(page) })}`,
		decideFinding: (site: string, finding: string): string =>
			`${sitePath(site)}/findings/${encodeURIComponent(finding)}/decisions`,
		recheck: (site: string, finding: string): string =>
			`${sitePath(site)}/findings/${encodeURIComponent(finding)}/rechecks`,
		recheckAll: (site: string): string => `${sitePath(site)}/rechecks`,
		decideVeto: (site: string, veto: string): string =>
			`${sitePath(site)}/vetoes/${encodeURIComponent(veto)}/decisions`,
		enterPoints: (site: string): string => `${sitePath(site)}/points`,
		decideMonth: (month: string): string => `${basePath}/months/${month}/steps`,
		audits: (): string => `${basePath}/audits`,
		/** The part of the page of audits that changes. */
		auditsLive: (): string => `${basePath}/audits/live`,
		notices: (): string => `${basePath}/notices`,
		checks: (check?: string): string =>
			`${basePath}/checks${check ? `#check-${encodeURIComponent(check)}` : ''}`,
		export: ({ month, table, format, site, search, verdict, sort, descending }: ExportFile) => {
			const query = { site, q: search, verdict, sort, order: descending ? 'desc' : undefined };
			return `${basePath}/export/${month}/${table ?? wholeNames[format]}.${format}${queryOf(query)}`;
		},
		asset: (name: AssetName): string => `${basePath}/static/${name}${queryOf({ v: versionOf(name) })}`,
	} as const;
};

export type Urls = ReturnType<typeof createUrls>;
