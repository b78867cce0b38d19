import { isLabelRow } from './body.ts';
import { squeeze } from './dom.ts';
import { isInterpretationTitle } from './form.ts';
import type { LabelKind } from './label-words.ts';
import { isMetadataTable, type LabelValue, readLabels } from './labels.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

/** Hidden copies of a page's metadata count where nothing else says the same. */
const shownFirst = (labels: readonly LabelValue[], { lines }: Scan): LabelValue[] => {
	const shown = new Set<LabelKind>();
	for (const { kind, line, value } of labels) if (value !== '' && !lines[line]?.hidden) shown.add(kind);
	return labels.filter(({ kind, line }) => !lines[line]?.hidden || !shown.has(kind));
};

/** Whether two labels stand over the values of one row. */
const inOneRow = (a: LabelValue, b: LabelValue): boolean => a.end === b.end && a.line !== b.line;

/** A row under labels that names another document: a list in the text. */
const isOfAnother = (label: LabelValue, all: readonly LabelValue[], heading: string): boolean => {
	const row = all.filter((other) => inOneRow(label, other));
	return (
		row.length > 0 &&
		![label, ...row].some(({ kind }) => kind === 'index') &&
		[label, ...row].some(({ kind, value }) => kind === 'title' && squeeze(value) !== squeeze(heading))
	);
};

/** Lines at a text's beginning that may be metadata; more of them in cells. */
const mostLines = 14;
const mostCells = 60;

/** The metadata of a page, wherever it can stand: above the text, in its first lines, and behind it. */
export const readOwnLabels = (scan: Scan, body: Range, heading: string): LabelValue[] => {
	const { lines } = scan;
	let early = body.from;
	const mayLabel = ({ text }: ScanLine): boolean => text.length < 80 || isLabelRow(text);
	const inCell = ({ block }: ScanLine): boolean => /^(?:t[dh]|d[td]|li)$/.test(block.name);
	for (let count = 0; early < body.to; early++, count++) {
		const line = lines[early] as ScanLine;
		if (!mayLabel(line) || count >= (inCell(line) ? mostCells : mostLines)) break;
	}
	const head = readLabels(scan, 0, early);
	const all = isMetadataTable(head)
		? head
		: [...head, ...readLabels(scan, body.to, Math.min(lines.length, body.to + 40))];
	return shownFirst(
		all.filter((label) => label.line < body.from || !isOfAnother(label, all, heading)),
		scan,
	);
};

/** Lines at a text's end in which a table of metadata may stand. */
const tailLines = 40;

/** The labels name another document, or stand in a row with no index number among them: a list in the text. */
const isOfOthers = (labels: readonly LabelValue[], heading: string): boolean => {
	const indexed = labels.some(({ kind }) => kind === 'index');
	return labels.some(
		(label, i) =>
			(label.kind === 'title' && squeeze(label.value) !== squeeze(heading)) ||
			(!indexed && labels.slice(i + 1).some((other) => inOneRow(label, other))),
	);
};

/** The text without the table of metadata that it ends in. */
export const withoutTrailingTable = (scan: Scan, body: Range, heading: string): Range => {
	const labels = readLabels(scan, Math.max(body.from, body.to - tailLines), body.to);
	let to = body.to;
	for (const { line, end } of labels.toReversed()) {
		if (end < to) break;
		to = line;
	}
	const tail = labels.filter(({ line }) => line >= to);
	return to > body.from && isMetadataTable(tail) && !isOfOthers(tail, heading) ? { ...body, to } : body;
};

const documentTitle =
	/(?:通知|决定|意见|批复|公告|通告|办法|细则|规定|方案|规划|计划|措施|条例|规则)(?:[（(].{1,20}[）)])?$/;

/** The line under a heading is the page's own. */
const ownKinds: ReadonlySet<LabelKind> = new Set(['published', 'updated', 'source', 'other']);

/** An interpretation may show the particulars of the document it is about: without the table around that title. */
export const withoutExplained = (labels: readonly LabelValue[], heading: string): readonly LabelValue[] => {
	if (!isInterpretationTitle(heading)) return labels;
	const at = labels.findIndex(
		({ kind, value }) =>
			kind === 'title' &&
			documentTitle.test(squeeze(value)) &&
			!isInterpretationTitle(value) &&
			!squeeze(heading).includes(squeeze(value)),
	);
	if (at < 0) return labels;
	let [from, to] = [at, at + 1];
	const touch = (a: number, b: number): boolean =>
		(labels[b] as LabelValue).line - (labels[a] as LabelValue).end <= 1;
	while (from > 0 && touch(from - 1, from) && !ownKinds.has((labels[from - 1] as LabelValue).kind)) from--;
	while (to < labels.length && touch(to - 1, to)) to++;
	return [...labels.slice(0, from), ...labels.slice(to)];
};
