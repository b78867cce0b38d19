import type { OverviewChoice } from '../reports/store/overview-model.ts';
import type {
	ColumnsState,
	ComparisonState,
	DocumentsState,
	ExportFile,
	FindingFilter,
	LogState,
	OverviewState,
	SiteState,
	WorkState,
} from './url-states.ts';

/** What an administrator did last on a user's page. */
export const userSteps = [
	'added',
	'role',
	'password',
	'disable',
	'enable',
	'session',
	'sessions',
	'token',
] as const;
export type UserStep = (typeof userSteps)[number];

/** What a file with all of a month is called; absent where a file holds one table. */
export const wholeNames: Readonly<Partial<Record<ExportFile['format'], string>>> = {
	xlsx: 'month',
	docx: 'notice',
};

export type AssetName = 'style.css' | 'live.js' | 'finding.js' | 'work.js';

/** Parts of a site that stand on a page of their own, by where that is. */
const pageOfPart: Readonly<Record<string, string>> = {
	findings: '/findings',
	upcoming: '/findings',
	vetoes: '/scores',
	items: '/scores',
	'by-hand': '/scores',
};

type Values = Readonly<Record<string, string | number | undefined>>;

/** A value as it stands in a query. Pages have hundreds of links, and most of their values are plain. */
const encoded = (value: string): string =>
	/^[\w.-]*$/.test(value) ? value : new URLSearchParams({ _: value }).toString().slice(2);

const queryOf = (values: Values): string => {
	const given = Object.entries(values).flatMap(([name, value]) =>
		value === undefined || value === '' ? [] : [[name, `${value}`] as const],
	);
	return given.length === 0 ? '' : `?${given.map(([name, value]) => `${name}=${encoded(value)}`).join('&')}`;
};

/** A choice of sites and their order, as addresses have it: the same for a page and for a file. */
const choiceOf = (choice: OverviewChoice): Values => ({
	q: choice.search,
	verdict: choice.verdict,
	type: choice.type,
	level: choice.level,
	district: choice.district,
	veto: choice.vetoes,
	overdue: choice.isOverdue ? '1' : undefined,
	awaiting: choice.isAwaiting ? '1' : undefined,
	sort: choice.sort,
	order: choice.descending ? 'desc' : undefined,
});

const pageOf = (page = 1): number | undefined => (page > 1 ? page : undefined);

const filterValues = ({
	check,
	state,
	severity,
	certainty,
	overdue,
	search,
	awaiting,
	task,
}: FindingFilter): Values => ({
	...{ check, state, severity, certainty, q: search, task },
	overdue: overdue ? 1 : undefined,
	awaiting: awaiting ? 1 : undefined,
});

/** The filter as it stands behind the question mark. */
export const filterQuery = (filter: FindingFilter): string => queryOf(filterValues(filter)).slice(1);

const workValues = ({ site, search, severity, overdue, sort, page }: WorkState): Values => ({
	...{ site, q: search, severity, sort, page: pageOf(page) },
	overdue: overdue ? 1 : undefined,
});

/**
 * Every address of the dashboard. `basePath` such as `/gongkai`, where it does not lie at the root of its host;
 * `versionOf` gives the hash of an asset's content, so that browsers may keep it for ever.
 */
export const createUrls = (basePath: string, versionOf: (name: AssetName) => string) => {
	const sitePath = (site: string): string => `${basePath}/sites/${encodeURIComponent(site)}`;
	return {
		overview: ({ month, page, ...choice }: OverviewState = {}): string =>
			`${basePath}/${queryOf({ month, ...choiceOf(choice), page: pageOf(page) })}`,
		/** A site's page, or the one of its pages that has this part; filters are those of its findings. */
		site: (site: string, state: SiteState = {}, part?: string): string => {
			const { month, page, ...filter } = state;
			const filters: Values = { ...filterValues(filter), page: pageOf(page) };
			const isFiltered = Object.values(filters).some((value) => value !== undefined && value !== '');
			const own = pageOfPart[part ?? ''] ?? (isFiltered ? '/findings' : '');
			return `${sitePath(site)}${own}${queryOf({ month, ...filters })}${part ? `#${part}` : ''}`;
		},
		/** Where a veto of a site's month is decided, its form open. */
		byHand: (site: string, month: string, veto: string): string =>
			`${sitePath(site)}/scores${queryOf({ month, by: veto })}#by-hand`,
		/** The same after something was entered; `saved`: of what it was, as `veto/ID` or `points/INDICATOR`. */
		enteredByHand: (site: string, month: string, saved: string): string =>
			`${sitePath(site)}/scores${queryOf({ month, saved })}#by-hand`,
		siteColumns: (site: string, { month, state, kind, search, page }: ColumnsState = {}): string =>
			`${sitePath(site)}/columns${queryOf({ month, state, kind, q: search, page: pageOf(page) })}`,
		siteDocuments: (site: string, state: DocumentsState = {}): string => {
			const { month, search, role, validity, hasFindings, page } = state;
			const found = hasFindings ? 'yes' : undefined;
			return `${sitePath(site)}/documents${queryOf({ month, q: search, role, validity, found, page: pageOf(page) })}`;
		},
		siteComparison: (site: string, state: ComparisonState = {}, part?: string): string => {
			const { month, before, change, check, page } = state;
			const query = queryOf({ month, before, change, check, page: pageOf(page) });
			return `${sitePath(site)}/comparison${query}${part ? `#${part}` : ''}`;
		},
		siteAudits: (site: string, month?: string): string => `${sitePath(site)}/audits${queryOf({ month })}`,
		auditLog: (site: string, audit: number, { isWhole, page }: LogState = {}): string =>
			`${sitePath(site)}/audits/${audit}${queryOf({ all: isWhole ? 'yes' : undefined, page: pageOf(page) })}`,
		/** The report as it was written. */
		report: (site: string, month: string): string => `${sitePath(site)}/report.json${queryOf({ month })}`,
		/** `saved`: what was just decided, as `SITE/FINDING`. */
		finding: (
			site: string,
			finding: string,
			month?: string,
			filter: FindingFilter = {},
			saved?: string,
		): string =>
			`${sitePath(site)}/findings/${encodeURIComponent(finding)}${queryOf({ month, ...filterValues(filter), saved })}`,
		/** The list that a finding was looked at in: a task, all that awaits a person, or a site's. */
		listOf: (site: string, month: string, { awaiting, task, ...filter }: FindingFilter): string =>
			task === undefined
				? awaiting
					? `${basePath}/review${queryOf({ month })}`
					: `${sitePath(site)}/findings${queryOf({ month, ...filterValues(filter) })}#findings`
				: `${basePath}/work/${task}`,
		/** The part of a finding's page that changes while it is looked at again. */
		findingLive: (site: string, finding: string, month?: string, filter: FindingFilter = {}): string =>
			`${sitePath(site)}/findings/${encodeURIComponent(finding)}/live${queryOf({ month, ...filterValues(filter) })}`,
		markRepairing: (site: string, finding: string): string =>
			`${sitePath(site)}/findings/${encodeURIComponent(finding)}/repairs`,
		work: (state: WorkState = {}): string => `${basePath}/work${queryOf(workValues(state))}`,
		/** The same as a file for whoever repairs. */
		workFile: (state: WorkState = {}): string =>
			`${basePath}/work.csv${queryOf({ ...workValues(state), page: undefined })}`,
		task: (task: number, page?: number): string =>
			`${basePath}/work/${task}${queryOf({ page: pageOf(page) })}`,
		workSteps: (): string => `${basePath}/tasks/steps`,
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
		/** `to`: the address that was asked for before. */
		signIn: (to?: string): string => `${basePath}/sign-in${queryOf({ to })}`,
		signOut: (): string => `${basePath}/sign-out`,
		/** `done`: what was just done there, as of a user's page. */
		account: (done?: 'password'): string => `${basePath}/account${queryOf({ done })}`,
		changePassword: (): string => `${basePath}/account/password`,
		endSession: (): string => `${basePath}/account/sessions`,
		users: (): string => `${basePath}/users`,
		user: (user: string, done?: UserStep): string =>
			`${basePath}/users/${encodeURIComponent(user)}${queryOf({ done })}`,
		trail: (who?: string, page?: number): string =>
			`${basePath}/trail${queryOf({ who, page: pageOf(page) })}`,
		audits: (): string => `${basePath}/audits`,
		/** The part of the page of audits that changes. */
		auditsLive: (): string => `${basePath}/audits/live`,
		startAudits: (): string => `${basePath}/audits/starts`,
		stopAudit: (audit: number): string => `${basePath}/audits/${audit}/stops`,
		pause: (): string => `${basePath}/audits/pauses`,
		/** How the installation itself does. */
		system: (): string => `${basePath}/system`,
		examine: (): string => `${basePath}/system/examinations`,
		/** The description of the API. */
		openApi: (): string => `${basePath}/api/v1/openapi.json`,
		notices: (): string => `${basePath}/notices`,
		releaseNotice: (event: number): string => `${basePath}/notices/held/${event}/releases`,
		retryNotice: (notice: number): string => `${basePath}/notices/${notice}/tries`,
		/** All checks, or one. */
		checks: (check?: string): string => `${basePath}/checks${check ? `/${encodeURIComponent(check)}` : ''}`,
		/** Where a check found something. */
		checkSites: (check: string): string => `${basePath}/checks/${encodeURIComponent(check)}#sites`,
		/** The values of a profile; default: the one that is used. */
		profile: (name?: string): string => `${basePath}/profile${queryOf({ name })}`,
		export: ({ month, table, format, site, ...choice }: ExportFile): string => {
			const query = { site, ...choiceOf(choice) };
			return `${basePath}/export/${month}/${table ?? wholeNames[format]}.${format}${queryOf(query)}`;
		},
		asset: (name: AssetName): string => `${basePath}/static/${name}${queryOf({ v: versionOf(name) })}`,
	} as const;
};

export type Urls = ReturnType<typeof createUrls>;
