import { canonicalAddress } from './address.ts';
import type { Finding, Report, ReportColumn, ReportDocument } from './model.ts';

/** What a score rests on: parts of a report, so that it can be told again from a stored one. */
export type Judged = Pick<Report, 'site' | 'checks' | 'columns' | 'findings'> & {
	readonly documents: readonly Pick<ReportDocument, 'role'>[];
	readonly run: Pick<Report['run'], 'complete'>;
	readonly coverage: Pick<Report['coverage'], 'share'>;
};

/** Neither fixed nor waived. A dispute alone takes nothing away: until somebody has decided, the finding stands. */
export const stands = ({ state }: Finding): boolean => state !== 'fixed' && state !== 'waived';

/** Stands, and this run saw it: what is carried over from an earlier report costs nothing. */
export const isCurrent = (finding: Finding): boolean => stands(finding) && !finding.carried;

/** What a maintainer can be held to; what a person has to look at costs nothing yet. */
export const counts = (finding: Finding): boolean => finding.certainty === 'certain' && isCurrent(finding);

const families: Readonly<Record<string, string>> = {
	'empty-column': 'column',
	'stale-column': 'column',
	'broken-link': 'link',
	'broken-attachment': 'link',
	'broken-external-link': 'link',
	'soft-404': 'link',
	'wrong-link': 'link',
};

/** What checks have in common that may tell the same fault in other words: told by two of them, it is one. Most stand alone. */
export const familyOf = (check: string): string | undefined => families[check];

/** Checks whose subjects are targets of links. */
export const judgesTargets = new Set([
	'broken-link',
	'broken-attachment',
	'broken-external-link',
	'soft-404',
	'wrong-link',
	'hidden-link',
	'hijacked-link',
]);
/** Of these the link is at fault, and not what it leads to. */
export const judgesLinks = new Set(['wrong-link', 'hidden-link', 'hijacked-link']);

/** Columns by canonical address. */
export const columnsByAddress = (columns: readonly ReportColumn[]): Map<string, ReportColumn> =>
	new Map(columns.map((column) => [canonicalAddress(column.url), column]));

/** Canonical addresses of the columns above one, nearest first. */
export const ancestorsOf = (columns: ReadonlyMap<string, ReportColumn>, address: string): string[] => {
	const above: string[] = [];
	let parent = columns.get(address)?.parent;
	while (parent !== undefined) {
		const next = canonicalAddress(parent);
		// A site's menus may name each other as parents.
		if (next === address || above.includes(next)) break;
		above.push(next);
		parent = columns.get(next)?.parent;
	}
	return above;
};

/** 一级栏目: no column of its own kind stands above it, whatever page the menu puts it under. */
export const isFirstLevel = (
	columns: ReadonlyMap<string, ReportColumn>,
	{ url, kind }: ReportColumn,
): boolean => !ancestorsOf(columns, canonicalAddress(url)).some((above) => columns.get(above)?.kind === kind);
