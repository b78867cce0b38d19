import type { Fact } from '../page-facts.ts';
import { fact, type PageContext } from './fact.ts';
import type { LabelValue } from './labels.ts';
import type { Range, Scan } from './scan.ts';

/** Its value: never the first words of the text that an empty label stands above. */
const ownValue = ({ value, line, end }: LabelValue, body: Range): string =>
	line < body.from && end > body.from ? '' : value;

const sourcesOf = (labels: readonly LabelValue[]): LabelValue[] =>
	labels.filter(({ kind }) => kind === 'source');

/** 来源, by its label or by the standard tag. */
export const sourceFact = (
	labels: readonly LabelValue[],
	body: Range,
	meta: PageContext['meta'],
): Fact | undefined => {
	for (const label of sourcesOf(labels)) {
		const value = ownValue(label, body);
		if (value !== '') return fact(value.slice(0, 80), `table:${label.label}`);
	}
	const tag = meta.contentsource?.trim();
	return tag && !/^(?:null|undefined|无|-)$/i.test(tag) ? fact(tag, 'meta:ContentSource') : undefined;
};

/** The label 来源 with nothing behind it: neither words nor a picture, and no tag that a script may show there. */
export const emptySource = (
	labels: readonly LabelValue[],
	{ media, lines }: Scan,
	body: Range,
	meta: PageContext['meta'],
): string | undefined => {
	const shown = sourcesOf(labels);
	const [first] = shown;
	if (!first || sourceFact(labels, body, meta)) return undefined;
	const isBlank = shown.every(
		({ line, scripted }) =>
			scripted === undefined &&
			(lines[line]?.links.length ?? 0) === 0 &&
			!media.some((one) => one.line === line || one.line === line + 1),
	);
	return isBlank ? first.label : undefined;
};
