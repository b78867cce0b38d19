import { type Element, squeeze } from './dom.ts';
import { ignorable, kinds, type LabelKind, labelKind } from './label-words.ts';
import { isNothing } from './number.ts';
import type { Scan, ScanLine } from './scan.ts';

/** A label with its value, both as the page writes them. */
export interface LabelValue {
	readonly kind: LabelKind;
	readonly label: string;
	/** Empty where the page leaves it empty or says 无, -, null. */
	readonly value: string;
	/** Line of the label, and the line behind the value. */
	readonly line: number;
	readonly end: number;
	/** A date that a script prints there. */
	readonly scripted?: string;
}

/** Kinds that make a table of metadata of it, beside the line under a title that every article has. */
const tabular = new Set<LabelKind>([
	'index',
	'title',
	'number',
	'issuer',
	'publisher',
	'written',
	'issued',
	'validity',
	'in-force',
	'openness',
	'topic',
	'ends',
	'period',
	'effective',
	'unified-number',
	'normative',
	'repealed',
]);

// A label with its colon: characters of the words with an optional blank between, at the line's beginning or behind a blank or bracket.
const ordered = [...kinds.keys()].filter((word) => word.length > 1).sort((a, b) => b.length - a.length);
const inline = new RegExp(
	`(?<=^|[ |｜;；,，【[（(>·•)）\\]】/日\\d])(?:${ordered.map((word) => [...word].join(' ?')).join('|')}) ?[】\\])）]? ?[:：]+`,
	'g',
);
// 【发文机关】市政府: the brackets say what the missing colon would.
const boxed = new RegExp(
	`(?:【|\\[) ?(${ordered.map((word) => [...word].join(' ?')).join('|')}) ?(?:】|\\])`,
	'g',
);
/** Labels that sites write and we do not know end a value as well. */
const unknownLabel = / [\u4e00-\u9fa5]{2,7}[:：](?!\/)/;

interface Hit {
	readonly kind: LabelKind;
	readonly label: string;
	readonly start: number;
	readonly end: number;
}

const hitsOf = ({ text, marks }: ScanLine): Hit[] => {
	const hits: Hit[] = [];
	if (/[:：]/.test(text)) {
		for (const match of text.matchAll(inline)) {
			const label = squeeze(match[0]).replace(ignorable, '');
			const kind = kinds.get(label);
			if (kind) hits.push({ kind, label, start: match.index, end: match.index + match[0].length });
		}
	}
	if (/[【[]/.test(text)) {
		for (const match of text.matchAll(boxed)) {
			const label = squeeze(match[1] ?? '');
			const kind = kinds.get(label);
			const [start, end] = [match.index, match.index + match[0].length];
			if (kind && !hits.some((hit) => start < hit.end && hit.start < end))
				hits.push({ kind, label, start, end });
		}
	}
	// `<li><em>发文机关</em>市政府</li>`: the element says what the missing colon would.
	for (const mark of marks) {
		const kind = labelKind(mark);
		const label = mark.replace(/[\s\u3000\u00a0]+/g, ' ').trim();
		if (!kind || label === '') continue;
		const start = text.indexOf(label);
		if (start < 0 || hits.some((hit) => start < hit.end && hit.start < start + label.length)) continue;
		hits.push({ kind, label: squeeze(label).replace(ignorable, ''), start, end: start + label.length });
	}
	return hits.sort((a, b) => a.start - b.start);
};

const clean = (value: string): string => {
	const bare = value.replace(/^[\s:：|｜]+|(?<![\s|｜;；,，【[（(])[\s|｜;；,，【[（(]+$/g, '').trim();
	// The bracket around a whole row of labels closes behind its last value.
	const text = /[【[（(]/.test(bare) ? bare : bare.replace(/\s?[】\]）)]$/, '');
	return isNothing(text) || /^[【[（(]\s*[】\])）]?$/.test(text) ? '' : text;
};

/** The element whose further lines may hold the value of a label that fills a line: the smallest one around it that has more lines, within its row. */
const scopeEnd = (scan: Scan, line: number): number => {
	let element = scan.lines[line]?.block;
	while (element) {
		const range = scan.ranges.get(element);
		if (!range) return line + 1;
		if (range.to > line + 1) return range.to;
		if (range.from < line) return line + 1;
		if (/^(?:tr|dl|table|ul|body)$/.test(element.name)) return line + 1;
		element = element.parent as typeof element | undefined;
	}
	return line + 1;
};

/** Cells of a row that have a text. */
const textCells = (scan: Scan, row: Element): number =>
	(row.children as Element[]).filter((cell) => {
		const at = scan.ranges.get(cell);
		return at !== undefined && at.to > at.from;
	}).length;

/** A row of labels with a row of values under it. */
const columnRow = (scan: Scan, line: number): LabelValue[] | undefined => {
	const cell = scan.lines[line]?.block;
	const row = cell?.parent;
	if (!cell || !/^t[dh]$/.test(cell.name) || !row || !('name' in row) || row.name !== 'tr') return undefined;
	const range = scan.ranges.get(row);
	if (!range || range.from !== line || range.to - line < 3) return undefined;
	for (let i = line; i < range.to; i++) if (!labelKind(scan.lines[i]?.text ?? '')) return undefined;
	const next = scan.lines[range.to]?.block.parent as Element | null | undefined;
	const values = next ? scan.ranges.get(next) : undefined;
	if (!next || !values || values.from !== range.to || next.name !== 'tr') return undefined;
	const cells = (next.children as Element[]).filter(({ name }) => name === 'td' || name === 'th');
	if (cells.length !== range.to - line) return undefined;
	// Further rows of as many values make a list of it.
	const further = scan.lines[values.to]?.block.parent as Element | null | undefined;
	if (
		further?.name === 'tr' &&
		further.parent === next.parent &&
		!labelKind(scan.lines[values.to]?.text ?? '') &&
		textCells(scan, further) === cells.length
	)
		return undefined;
	return cells.map((valueCell, i) => {
		const label = squeeze(scan.lines[line + i]?.text ?? '').replace(ignorable, '');
		const at = scan.ranges.get(valueCell);
		const value =
			at && at.to > at.from
				? clean(
						scan.lines
							.slice(at.from, at.to)
							.map(({ text }) => text)
							.join(' '),
					)
				: '';
		return { kind: kinds.get(label) as LabelKind, label, value, line: line + i, end: values.to };
	});
};

/** Every label and value of the lines from `from` to `to`, in their order. */
export const readLabels = (scan: Scan, from: number, to: number): LabelValue[] => {
	const found: LabelValue[] = [];
	for (let i = from; i < to; i++) {
		const line = scan.lines[i] as ScanLine;
		const { text } = line;
		if (text.length < 2 || text.length > 800) continue;
		const kind = labelKind(text);
		if (kind === 'other' && !/[:：]/.test(text)) continue;
		if (kind !== undefined) {
			const columns = columnRow(scan, i);
			if (columns) {
				found.push(...columns);
				i = (columns[0]?.end ?? i + 1) - 1;
				continue;
			}
			const label = squeeze(text).replace(ignorable, '');
			const until = scopeEnd(scan, i);
			const next = scan.lines[i + 1];
			const empty =
				i + 1 >= until || !next || labelKind(next.text) !== undefined || hitsOf(next)[0]?.start === 0;
			const value = empty || next.text.length > 300 ? '' : clean(next.text);
			found.push({
				kind,
				label,
				value,
				line: i,
				end: value === '' ? i + 1 : i + 2,
				...(line.scripted ? { scripted: line.scripted } : {}),
			});
			if (value !== '') i++;
			continue;
		}
		const hits = hitsOf(line);
		for (const [n, hit] of hits.entries()) {
			const raw = text.slice(hit.end, hits[n + 1]?.start ?? text.length);
			const stop = hit.kind === 'title' ? -1 : raw.search(unknownLabel);
			let value = clean(stop >= 0 ? raw.slice(0, stop) : raw);
			let end = i + 1;
			// The label ends its line and the value stands in a block of its own.
			const next = scan.lines[i + 1];
			if (
				value === '' &&
				raw.trim() === '' &&
				n === hits.length - 1 &&
				next &&
				i + 1 < to &&
				i + 1 < scopeEnd(scan, i) &&
				next.text.length <= 300 &&
				labelKind(next.text) === undefined &&
				hitsOf(next).length === 0
			) {
				value = clean(next.text);
				end = i + 2;
			}
			found.push({
				kind: hit.kind,
				label: hit.label,
				value,
				line: i,
				end,
				...(line.scripted ? { scripted: line.scripted } : {}),
			});
			if (end > i + 1) i = end - 1;
		}
	}
	return found;
};

/** Whether these labels make a table or list of metadata: an index number, or three kinds that only such tables have. A form to search by has no values. */
export const isMetadataTable = (labels: readonly LabelValue[]): boolean => {
	const seen = new Set<LabelKind>();
	const filled = new Set<LabelKind>();
	for (const { kind, value } of labels) {
		if (!tabular.has(kind)) continue;
		seen.add(kind);
		if (value !== '') filled.add(kind);
	}
	return (seen.size >= 3 && filled.size >= 2) || (filled.has('index') && seen.size >= 2);
};
