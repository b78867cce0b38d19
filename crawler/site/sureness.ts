import { type ColumnName, kindOfColumn } from '../extract/columns.ts';
import type { Column } from '../model.ts';
import type { ColumnKind } from '../site-config.ts';
import { contradictsItems } from './item-kinds.ts';

/** Sources that name the page itself; each of them is one witness, whatever it says how often. */
const direct = ['ColumnName', 'breadcrumb', 'heading', 'nav', 'title'] as const;

/** 规范性文件 and 政策文件 are called by each other's names. */
const alike = (a: ColumnKind, b: ColumnKind): boolean =>
	a === b || ([a, b].includes('policy') && [a, b].includes('regulation'));

const kindsBy = (names: readonly ColumnName[], source: string): ColumnKind[] =>
	names
		.filter(({ from }) => from === source)
		.flatMap((name) => kindOfColumn({ names: [name] })?.kind ?? [])
		.filter((kind) => kind !== 'other');

/**
 * How sure the kind of a column is. `certain`: what names the page agrees, or the column above it says so where nothing else does,
 * and its entries do not belie it. `likely`: one weak witness, or witnesses that contradict each other.
 */
export const surenessOf = (
	{ kind, recognisedBy }: Pick<Column, 'kind' | 'recognisedBy'>,
	names: readonly ColumnName[],
	items: ColumnKind | undefined,
): Column['sure'] => {
	if (recognisedBy === 'config') return 'certain';
	// Of a column of no known kind it is sure that it is one, where anything but its shape says so.
	if (kind === 'other') return recognisedBy === 'list' ? 'likely' : 'certain';
	if (items && contradictsItems(kind, items)) return 'likely';
	const speaks = (source: string): boolean | undefined => {
		const kinds = kindsBy(names, source);
		return kinds.length === 0 ? undefined : kinds.some((one) => alike(one, kind));
	};
	const heard = direct.map(speaks).filter((says) => says !== undefined);
	const supporters = heard.filter((says) => says).length;
	const opponents = heard.length - supporters;
	// The platform's template writes one ColumnType on all pages, and a column of no known name is of the kind of the one above it.
	const isPlaced =
		heard.length === 0 &&
		(recognisedBy.startsWith('tree:') ||
			['ColumnType', 'breadcrumb-parent'].some((source) => speaks(source)));
	if (supporters > opponents || isPlaced) return 'certain';
	const agreeing = (speaks('address') === true ? 1 : 0) + (items === kind ? 1 : 0);
	return supporters >= opponents && agreeing >= (supporters > 0 ? 1 : 2) ? 'certain' : 'likely';
};
