import { changes } from '../reports/store/site-model.ts';
import { kinds } from '../reports/words.ts';
import { frameMessages } from './messages/frame.ts';
import { columnStates } from './pages/column-state.ts';
import { idIn, monthOf, pageOf, searchOf } from './query.ts';
import { choiceIn, isTicked, readIn } from './unread-parameter.ts';
import type { ColumnsState, ComparisonState, DocumentsState, LogState } from './url-states.ts';

/** What stands behind the question mark on the pages of one site. */

const roles = ['policy', 'interpretation'] as const;
const validities = ['valid', 'expired', 'abolished', 'unknown'] as const;

export const readColumns = (params: URLSearchParams): ColumnsState => ({
	month: monthOf(params.get('month')),
	state: choiceIn(params, 'state', columnStates),
	// All of a record's own keys.
	kind: choiceIn(params, 'kind', Object.keys(kinds) as (keyof typeof kinds)[]),
	search: searchOf(params),
	page: pageOf(params),
});

export const readDocuments = (params: URLSearchParams): DocumentsState => ({
	month: monthOf(params.get('month')),
	search: searchOf(params),
	role: choiceIn(params, 'role', roles),
	validity: choiceIn(params, 'validity', validities),
	hasFindings: isTicked(params, 'found', 'yes'),
	page: pageOf(params),
});

export const readComparison = (params: URLSearchParams): ComparisonState => ({
	month: monthOf(params.get('month')),
	before: readIn(params, 'before', monthOf, frameMessages.parameter.month),
	change: choiceIn(params, 'change', changes),
	check: idIn(params, 'check'),
	page: pageOf(params),
});

export const readLog = (params: URLSearchParams): LogState => ({
	isWhole: isTicked(params, 'all', 'yes'),
	page: pageOf(params),
});
