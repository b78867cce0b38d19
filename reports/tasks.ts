import { createHash } from 'node:crypto';
import { canonicalAddress } from './address.ts';
import { type Gain, gainsOf } from './gains.ts';
import { type Judged, judgesTargets, stands } from './judged.ts';
import type { Finding, ReportColumn } from './model.ts';
import { byFault } from './order.ts';
import type { Profile } from './profile.ts';
import type { ByHand } from './score.ts';
import { taskWords } from './task-words.ts';

/** The work list: findings by what one repair fixes. */

/**
 * What the findings of one repair have in common: `links` stand in the same place, a page or a template; `column` is one column's
 * content; `documents` lack the same thing in the same column; `words` are the same wrong ones; `template` is what pages of a kind,
 * or all of them, have in common; `page` is a single page.
 */
export const taskWays = ['links', 'column', 'documents', 'words', 'template', 'page'] as const;
export type TaskWay = (typeof taskWays)[number];

/** What one repair fixes. */
export interface Task {
	/** The same as long as it is about the same thing. */
	readonly key: string;
	readonly way: TaskWay;
	/** Of its first finding. */
	readonly check: string;
	/** What to repair, a Chinese sentence. */
	readonly what: string;
	/** Of its gravest. */
	readonly severity: Finding['severity'];
	/** Those that stand; what nobody can undo is in no task. */
	readonly findings: readonly Finding[];
	/** Pages where it is met. */
	readonly pages: number;
	/** The first day by which something of it had to be repaired; absent where nothing has a term. */
	readonly dueOn?: string;
	readonly gain: Gain;
}

/** How findings of a check are put together; those of other checks by the page that they are about. */
const ways: Readonly<Record<string, Exclude<TaskWay, 'links' | 'page'>>> = {
	'stale-column': 'column',
	'empty-column': 'column',
	'duplicate-item': 'column',
	'misfiled-content': 'column',
	'undated-item': 'column',
	'missing-public-marker': 'documents',
	'missing-metadata': 'documents',
	'missing-source': 'documents',
	'missing-written-date': 'documents',
	'malformed-document-number': 'documents',
	typo: 'words',
	'missing-footer-item': 'template',
	'missing-meta-tag': 'template',
};

/** Links that do harm are taken out, and the hole behind them is closed: another repair than that of a dead one. */
const harmful = new Set(['hidden-link', 'hijacked-link']);

/** Where a document lies: the column whose address its own begins with, else its folder, the parts that are dates left out. */
export const shelvesOf = (columns: readonly ReportColumn[]) => {
	// Cut by places, not by patterns: addresses are strangers', and some are made of thousands of dots or slashes.
	const folderOf = (address: string): string => {
		const path = address.replace(/[?#].*$/s, '');
		const last = path.lastIndexOf('/');
		return last >= 0 && path.includes('.', last) ? path.slice(0, last) : path;
	};
	const withoutDates = (folder: string): string => {
		const parts = folder.split('/');
		while (parts.length > 1 && /^[\d_-]+$/.test(parts.at(-1) ?? '')) parts.pop();
		return parts.join('/');
	};
	const byFolder = new Map(
		columns.map((column) => [folderOf(canonicalAddress(column.url)), column] as const).reverse(),
	);
	return (subject: string): { readonly place: string; readonly column?: ReportColumn } => {
		const folder = folderOf(canonicalAddress(subject));
		for (let above = folder; above.includes('/'); above = above.slice(0, above.lastIndexOf('/'))) {
			const column = byFolder.get(above);
			if (column) return { place: above, column };
		}
		return { place: withoutDates(folder) };
	};
};

interface Place {
	readonly way: TaskWay;
	/** What tells it from others. */
	readonly parts: readonly string[];
	readonly column?: ReportColumn;
}

const placing = ({ site, columns, findings }: Judged) => {
	const home = canonicalAddress(site.url);
	const shelfOf = shelvesOf(columns);
	const byAddress = new Map(columns.map((column) => [canonicalAddress(column.url), column]));
	// A target that two checks tell of is one link.
	const holders = new Map<string, string>();
	for (const { check, subject, foundOn } of findings)
		if (judgesTargets.has(check) && !holders.has(canonicalAddress(subject)))
			holders.set(canonicalAddress(subject), JSON.stringify([...foundOn].sort()));
	return ({ check, subject, key = '', foundOn }: Finding): Place => {
		const address = canonicalAddress(subject);
		if (judgesTargets.has(check))
			return { way: 'links', parts: [harmful.has(check) ? 'harm' : '', holders.get(address) ?? ''] };
		switch (ways[check]) {
			case 'column': {
				// Of an item in it, the column is where it is found.
				const own = byAddress.has(address) ? address : canonicalAddress(foundOn[0] ?? subject);
				const column = byAddress.get(own);
				const family = check === 'stale-column' || check === 'empty-column' ? '' : check;
				return { way: 'column', parts: [family, own], ...(column ? { column } : {}) };
			}
			case 'documents': {
				const { place, column } = shelfOf(subject);
				return { way: 'documents', parts: [check, key, place], ...(column ? { column } : {}) };
			}
			case 'words':
				return { way: 'words', parts: [check, key] };
			case 'template':
				return { way: 'template', parts: [check, key.includes(':') ? key.replace(/:.*$/s, '') : ''] };
			default:
				return { way: 'page', parts: [check, address, address === home ? key : ''] };
		}
	};
};

const severities = { veto: 0, major: 1, minor: 2 } as const;

const pagesOf = (way: TaskWay, findings: readonly Finding[]): number => {
	if (way === 'links' || way === 'template' || way === 'page')
		return Math.max(...findings.map(({ foundOnCount }) => foundOnCount));
	return new Set(findings.map(({ subject }) => canonicalAddress(subject))).size;
};

/**
 * A report's findings that stand by what one repair fixes, those that lift vetoes first, then those that win back most. `isPast`: whether a check tells what is
 * over, and nobody can repair.
 */
export const tasksOf = (
	judged: Judged,
	profile: Profile,
	byHand: ByHand,
	isPast: (check: string) => boolean,
): Task[] => {
	const placeOf = placing(judged);
	const placed = judged.findings
		.filter((finding) => stands(finding) && !isPast(finding.check))
		.map((finding) => ({ finding, place: placeOf(finding) }));
	const groups = [...Map.groupBy(placed, ({ place: { way, parts } }) => JSON.stringify([way, ...parts]))].map(
		([name, own]) => ({
			key: createHash('sha256').update(name).digest('hex').slice(0, 16),
			place: own[0]?.place,
			findings: own
				.map(({ finding }) => finding)
				.sort((a, b) => severities[a.severity] - severities[b.severity] || byFault(a, b)),
		}),
	);
	const gains = gainsOf(
		judged,
		profile,
		byHand,
		groups.map(({ findings }) => findings),
	);
	const tasks = groups.flatMap(({ key, place, findings }, index): Task[] => {
		const [first] = findings;
		const gain = gains[index];
		if (!first || !place || !gain) return [];
		const { way, column } = place;
		const pages = pagesOf(way, findings);
		const dueOn = findings.flatMap((finding) => finding.dueOn ?? []).sort()[0];
		const what = taskWords({ way, findings, pages, ...(column ? { column: column.title } : {}) });
		const { check, severity } = first;
		return [
			{ key, way, check, what, severity, findings, pages, ...(dueOn === undefined ? {} : { dueOn }), gain },
		];
	});
	return tasks.sort((a, b) => rankOf(b.gain) - rankOf(a.gain) || b.gain.cost - a.gain.cost);
};

/** More than both scores together: a veto outweighs any points, and one that holds outweighs those that await a person. */
const awaitingRank = 1000;
/** What lifts a veto is worth no less. */
export const leastOfVetoes = awaitingRank;
const heldRank = 100_000;

/** By what tasks are ordered: whether they lift vetoes, then the points of both scores together. */
export const rankOf = ({ inspection, disclosure, vetoes, awaiting }: Omit<Gain, 'cost'>): number =>
	vetoes.length * heldRank + awaiting.length * awaitingRank + (inspection ?? 0) + (disclosure ?? 0);
