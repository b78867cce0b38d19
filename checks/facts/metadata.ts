import type { Document } from '../../crawler/model.ts';

type Field = NonNullable<Document['facts']['tableFields']>[number]['field'];

/** A field that a document's metadata lack. */
export interface Lack {
	readonly field: Field;
	/** What is wrong, for a sentence that begins with the document's name. */
	readonly words: string;
	readonly certainty: 'certain' | 'review';
}

const fields: readonly Field[] = ['标题', '发文机关', '成文日期', '发布日期', '文号'];

/** Titles of 公文 that are given a number as a rule. */
const numbered = /(?:通知|意见|决定|批复|通报|方案|办法|细则|规定)(?:[（(].{1,10}[）)])?$/;

/** Whether the site's tables have a field as a rule: then a table without it lacks it. A template that never had it is no page's fault. */
export const habitOfFields = (
	documents: readonly Document[],
	share: number,
	sample: number,
): ((field: Field) => boolean) => {
	const tables = documents.flatMap(({ facts, place }) =>
		facts.tableFields && place !== 'gazette' ? [facts.tableFields] : [],
	);
	const usual = new Set(
		fields.filter(
			(field) =>
				tables.length >= sample &&
				tables.filter((table) => table.some((one) => one.field === field)).length >= tables.length * share,
		),
	);
	return (field) => usual.has(field);
};

/** What the metadata of a document lack. A number may lawfully be absent, unless the page itself shows one elsewhere. */
export const lacksOf = ({ title, facts }: Document, isUsual: (field: Field) => boolean): Lack[] => {
	const { tableFields, publishedOn, documentNumber, bodyLength, form } = facts;
	const lacks: Lack[] = [];
	for (const field of tableFields ? fields : []) {
		const shown = tableFields?.find((one) => one.field === field);
		const isEmpty = shown?.empty !== undefined;
		if (!isEmpty && (shown || !isUsual(field))) continue;
		const words = shown?.empty
			? `信息表中“${shown.empty}”一栏是空的`
			: `信息表中没有“${field}”一栏，而本站其他文件都有`;
		if (field === '文号') {
			if (documentNumber && !documentNumber.from.startsWith('table:')) {
				// Under what is only forwarded stands the superior's number.
				const doubtful = form === 'forward' || documentNumber.sure === 'likely';
				lacks.push({
					field,
					words: `正文有发文字号${documentNumber.value}，${words}`,
					certainty: doubtful ? 'review' : 'certain',
				});
			} else if (!documentNumber && isEmpty && !shown?.none && form !== 'publicity' && numbered.test(title))
				lacks.push({ field, words: `${words}，确有发文字号的`, certainty: 'review' });
		} else if (field === '标题' && !isEmpty) {
			// The heading says it.
		} else {
			// A tag for machines may be what a script fills the cell with.
			const doubtful = field === '发布日期' && publishedOn !== undefined;
			lacks.push({ field, words, certainty: doubtful ? 'review' : 'certain' });
		}
	}
	const isDated = tableFields?.some(({ field }) => field === '发布日期');
	// A page that only shows a file is dated by the list that leads to it.
	const isOwed = !isDated && (documentNumber || tableFields) && bodyLength >= 60;
	if (isOwed && !lacks.some(({ field }) => field === '发布日期')) {
		const words = '的页面没有任何发布日期';
		if (!publishedOn) lacks.push({ field: '发布日期', words, certainty: tableFields ? 'certain' : 'review' });
		else if (publishedOn.from === 'url') lacks.push({ field: '发布日期', words, certainty: 'review' });
	}
	return lacks;
};
