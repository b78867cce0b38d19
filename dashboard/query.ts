import { exportFormats, hasTables } from '../reports/formats/export.ts';
import { tableNames } from '../reports/formats/tables.ts';
import { plain } from '../reports/formats/text.ts';
import { findingStates } from '../reports/model.ts';
import { type OverviewChoice, overviewSorts, vetoFilters } from '../reports/store/overview-model.ts';
import { taskSorts } from '../reports/store/task-model.ts';
import { frameMessages } from './messages/frame.ts';
import { choiceIn, isTicked, onlyThese, readIn } from './unread-parameter.ts';
import type { ExportFile, FindingFilter, OverviewState, SiteState, WorkState } from './url-states.ts';
import { wholeNames } from './urls.ts';

/** What a stranger wrote behind the question mark. A filter that is not understood is refused: what it would leave out was not asked for. Months and pages that are none count as absent. */

const verdicts = ['qualified', 'unqualified', 'not-assessed', 'unaudited'] as const;
const types = ['portal', 'department'] as const;
const levels = ['province', 'city', 'county', 'township'] as const;
const severities = ['veto', 'major', 'minor'] as const;
const certainties = ['certain', 'review'] as const;

const { parameter: words } = frameMessages;

/** Longer ones are cut: nobody searches for more. */
const maxSearchLength = 100;
const maxPage = 1_000_000;

const oneOf = <T extends string>(allowed: readonly T[], value: string): T | undefined =>
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

/** The id in a parameter. Throws `UnreadParameterError` where it is none. */
export const idIn = (params: URLSearchParams, name: string): string | undefined =>
	readIn(params, name, idOf, words.id);

/** A number that the store gives its rows; undefined where it is none. */
export const numberOf = (value: string | null | undefined): number | undefined =>
	value && /^[1-9]\d{0,14}$/.test(value) ? Number(value) : undefined;

/** Which sites are wanted, and in which order. */
const readChoice = (params: URLSearchParams): OverviewChoice => ({
	search: textOf(params, 'q'),
	verdict: choiceIn(params, 'verdict', verdicts),
	type: choiceIn(params, 'type', types),
	level: choiceIn(params, 'level', levels),
	district: textOf(params, 'district'),
	vetoes: choiceIn(params, 'veto', vetoFilters),
	isOverdue: isTicked(params, 'overdue'),
	isAwaiting: isTicked(params, 'awaiting'),
	sort: choiceIn(params, 'sort', overviewSorts),
	descending: choiceIn(params, 'order', ['asc', 'desc']) === 'desc',
});

export const readOverview = (params: URLSearchParams): OverviewState => ({
	month: monthOf(params.get('month')),
	...readChoice(params),
	page: pageOf(params),
});

export const readSite = (params: URLSearchParams): SiteState => ({
	month: monthOf(params.get('month')),
	check: idIn(params, 'check'),
	state: choiceIn(params, 'state', ['standing', ...findingStates]),
	severity: choiceIn(params, 'severity', severities),
	certainty: choiceIn(params, 'certainty', certainties),
	...(isTicked(params, 'overdue') ? { overdue: true } : {}),
	search: textOf(params, 'q'),
	page: pageOf(params),
});

/** The list that a finding is looked at in. */
export const readFilter = (params: URLSearchParams): FindingFilter => {
	const { month: _month, page: _page, ...filter } = readSite(params);
	return {
		...filter,
		...(isTicked(params, 'awaiting') ? { awaiting: true } : {}),
		task: readIn(params, 'task', numberOf, words.number),
	};
};

export const readWork = (params: URLSearchParams): WorkState => ({
	site: idIn(params, 'site'),
	search: textOf(params, 'q'),
	severity: choiceIn(params, 'severity', severities),
	sort: choiceIn(params, 'sort', taskSorts),
	...(isTicked(params, 'overdue') ? { overdue: true } : {}),
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

const choiceParameters = [
	'q',
	'verdict',
	'type',
	'level',
	'district',
	'veto',
	'overdue',
	'awaiting',
	'sort',
	'order',
];

/** A file of a month; undefined where there is no such file. */
export const readExport = (
	month: string | undefined,
	file: string | undefined,
	params: URLSearchParams,
): ExportFile | undefined => {
	const known = monthOf(month);
	const asked = fileOf(file ?? '');
	if (!known || !asked) return undefined;
	onlyThese(params, [...choiceParameters, 'site']);
	const site = params.get('site') ?? undefined;
	// Rather no file than one of all sites, which nobody asked for.
	if (site !== undefined && idOf(site) === undefined) return undefined;
	return { month: known, ...asked, site, ...readChoice(params) };
};
