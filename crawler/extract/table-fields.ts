import type { MetadataField, TableField } from '../content-facts.ts';
import type { LabelKind } from './label-words.ts';
import { isMetadataTable, type LabelValue } from './labels.ts';
import type { Range, ScanLine } from './scan.ts';

/** What stands for each field: 发文日期 may be the day of writing or that of publication. */
const kindsOf: Readonly<Record<MetadataField, readonly LabelKind[]>> = {
	标题: ['title'],
	发文机关: ['issuer', 'publisher'],
	成文日期: ['written', 'issued'],
	发布日期: ['published', 'issued'],
	文号: ['number'],
};

const nothing = /(?:^|[:：\]】\s])(?:无|没有|无文号|无发文字号)$/u;

/** Whether a label's cell says in so many words that there is none. */
const saysNone = ({ line }: LabelValue, lines: readonly ScanLine[]): boolean =>
	nothing.test(lines[line]?.text ?? '') ||
	/^(?:无|没有|无文号|无发文字号)$/u.test(lines[line + 1]?.text ?? '');

/** The fields that a page's metadata show, and which of them are left empty. A table within the text may be the text's: a list of documents. */
export const fieldsOf = (
	all: readonly LabelValue[],
	body: Range,
	lines: readonly ScanLine[],
): TableField[] | undefined => {
	const outside = all.filter(({ line }) => line < body.from || line >= body.to);
	const labels = isMetadataTable(outside)
		? outside
		: all.some(({ kind }) => kind === 'index')
			? all
			: undefined;
	if (!labels) return undefined;
	return Object.entries(kindsOf).flatMap(([field, kinds]) => {
		// Beside a table, its line of date and source under the title may stand in the text.
		const own = (field === '发布日期' ? all : labels).filter(({ kind }) => kinds.includes(kind));
		if (own.length === 0) return [];
		const isFilled = own.some(({ value, scripted }) => value !== '' || scripted !== undefined);
		// The label of its own kind, before one that may stand for it.
		const label = own.find(({ kind }) => kind === kinds[0])?.label ?? own[0]?.label ?? field;
		const isNone = !isFilled && own.some((one) => saysNone(one, lines));
		return [
			{
				field: field as MetadataField,
				...(isFilled ? {} : { empty: label }),
				...(isNone ? { none: true as const } : {}),
			},
		];
	});
};
