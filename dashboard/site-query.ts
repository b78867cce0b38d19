import { changes } from '../reports/store/site-model.ts';
import { kinds } from '../reports/words.ts';
import { columnStates } from './pages/column-state.ts';
import { idOf, monthOf, oneOf, pageOf, searchOf } from './query.ts';
import type { ColumnsState, ComparisonState, DocumentsState, LogState } from './url-states.ts';

/** What stands behind the question mark on the pages of one site. */

const roles = ['policy', 'interpretation'] as const;
const validities = ['valid', 'expired', 'abolished', 'unknown'] as const;

export const readColumns = (params: URLSearchParams): ColumnsState => ({
	month: monthOf(params.get('month')),
	state: oneOf(columnStates, params.get('state')),
	// All of a record's own keys.
	kind: oneOf(Object.keys(kinds) as (keyof typeof kinds)[], params.get('kind')),
	search: searchOf(params),
	page: pageOf(params),
});

export const readDocuments = (params: URLSearchParams): DocumentsState => ({
	month: monthOf(params.get('month')),
	search: searchOf(params),
	role: oneOf(roles, params.get('role')),
	validity: oneOf(validities, params.get('validity')),
	hasFindings: params.get('found') === 'yes',
	page: pageOf(params),
});

export const readComparison = (params: URLSearchParams): ComparisonState => ({
	month: monthOf(params.get('month')),
	before: monthOf(params.get('before')),
	change: oneOf(changes, params.get('change')),
	check: idOf(params.get('check')),
	page: pageOf(params),
});

export const readLog = (params: URLSearchParams): LogState => ({
	isWhole: params.get('all') === 'yes',
	page: pageOf(params),
});
