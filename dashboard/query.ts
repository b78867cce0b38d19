import { exportFormats, hasTables } from '../reports/formats/export.ts';
import { tableNames } from '../reports/formats/tables.ts';
import { plain } from '../reports/formats/text.ts';
import { findingStates } from '../reports/model.ts';
import { type OverviewChoice, overviewSorts, vetoFilters } from '../reports/store/overview-model.ts';
import { taskSorts } from '../reports/store/task-model.ts';
import type { ExportFile, FindingFilter, OverviewState, SiteState, WorkState } from './url-states.ts';
import { wholeNames } from './urls.ts';

/** What a stranger wrote behind the question mark; whatever is not understood counts as absent. */

const verdicts = ['qualified', 'unqualified', 'not-assessed', 'unaudited'] as const;
const types = ['portal', 'department'] as const;
const levels = ['province', 'city', 'county', 'township'] as const;
const severities = ['veto', 'major', 'minor'] as const;
const certainties = ['certain', 'review'] as const;

/** Longer ones are cut: nobody searches for more. */
const maxSearchLength = 100;
const maxPage = 1_000_000;

/** The one of these values that it is. */
export const oneOf = <T extends string>(allowed: readonly T[], value: string | null): T | undefined =>
	allowed.find((known) => known === value);

const textOf = (params: URLSearchParams, name: string): string | undefined =>
	plain(params.get(name) ?? '').slice(0, maxSearchLength) || undefined;

/** What is looked for, cut to a length that somebody may have typed. */
export const searchOf = (params: URLSearchParams): string | undefined => textOf(params, 'q');

/** From 1. */
export const pageOf = (params: URLSearchParams): number => {
	const page = Number(params.get('page') ?? '1');
	return Number.isInteger(page) && page >= 1 && page <= maxPage ? page : 1;
};

/** A month as YYYY-MM. */
export const monthOf = (value: string | null | undefined): string | undefined =>
	value && /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/.test(value) ? value : undefined;

/** A month is asked for that is none. */
export const isMonthMisread = (params: URLSearchParams): boolean =>
	Boolean(params.get('month')) && monthOf(params.get('month')) === undefined;

/** Ids of sites, checks and findings; others are in no store. */
export const idOf = (value: string | null | undefined): string | undefined =>
	value && /^[\w.:-]{1,100}$/.test(value) ? value : undefined;

/** A number that the store gives its rows; undefined where it is none. */
export const numberOf = (value: string | null | undefined): number | undefined =>
	value && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : undefined;

/** Which sites are wanted, and in which order. */
const readChoice = (params: URLSearchParams): OverviewChoice => ({
	search: textOf(params, 'q'),
	verdict: oneOf(verdicts, params.get('verdict')),
	type: oneOf(types, params.get('type')),
	level: oneOf(levels, params.get('level')),
	district: textOf(params, 'district'),
	vetoes: oneOf(vetoFilters, params.get('veto')),
	isOverdue: params.get('overdue') === '1',
	isAwaiting: params.get('awaiting') === '1',
	sort: oneOf(overviewSorts, params.get('sort')),
	descending: params.get('order') === 'desc',
});

export const readOverview = (params: URLSearchParams): OverviewState => ({
	month: monthOf(params.get('month')),
	...readChoice(params),
	page: pageOf(params),
});

export const readSite = (params: URLSearchParams): SiteState => ({
	month: monthOf(params.get('month')),
	check: idOf(params.get('check')),
	state: oneOf(['standing', ...findingStates] as const, params.get('state')),
	severity: oneOf(severities, params.get('severity')),
	certainty: oneOf(certainties, params.get('certainty')),
	...(params.get('overdue') === '1' ? { overdue: true } : {}),
	search: textOf(params, 'q'),
	page: pageOf(params),
});

/** The list that a finding is looked at in. */
export const readFilter = (params: URLSearchParams): FindingFilter => {
	const { month: _month, page: _page, ...filter } = readSite(params);
	return {
		...filter,
		...(params.get('awaiting') === '1' ? { awaiting: true } : {}),
		task: numberOf(params.get('task')),
	};
};

export const readWork = (params: URLSearchParams): WorkState => ({
	site: idOf(params.get('site') || null),
	search: textOf(params, 'q'),
	severity: oneOf(severities, params.get('severity')),
	sort: oneOf(taskSorts, params.get('sort')),
	...(params.get('overdue') === '1' ? { overdue: true } : {}),
	page: pageOf(params),
});

/** An address of ours that a form hands back, where it is that of a page below `base`; nobody is led elsewhere. */
export const ownPath = (path: string | undefined, base: string): string | undefined =>
	path !== undefined &&
	/^\/(?!\/)[^\\]*$/.test(path) &&
	(path === base || /^[/?]/.test(path.slice(base.length))) &&
	path.startsWith(base)
		? path
		: undefined;

/** What a file's name asks for: `scores.csv`, or `month.xlsx` with all of them; undefined where there is no such file. */
const fileOf = (file: string): Pick<ExportFile, 'table' | 'format'> | undefined => {
	const [name = '', extension = '', ...more] = file.split('.');
	const format = oneOf(exportFormats, extension);
	if (!format || more.length > 0) return undefined;
	if (name === wholeNames[format]) return { format };
	const table = oneOf(tableNames, name);
	return table && hasTables(format) ? { table, format } : undefined;
};

/** A file of a month; undefined where there is no such file. */
export const readExport = (
	month: string | undefined,
	file: string | undefined,
	params: URLSearchParams,
): ExportFile | undefined => {
	const known = monthOf(month);
	const asked = fileOf(file ?? '');
	if (!known || !asked) return undefined;
	const site = params.get('site') ?? undefined;
	// Rather no file than one of all sites, which nobody asked for.
	if (site !== undefined && idOf(site) === undefined) return undefined;
	return { month: known, ...asked, site, ...readChoice(params) };
};
