import type { Fact } from '../page-facts.ts';
import { findDate } from './dates.ts';
import { squeeze } from './dom.ts';
import { fact, type PageContext } from './fact.ts';
import type { LabelValue } from './labels.ts';
import { isNothing } from './number.ts';

/** How a document is filed: its 索引号 and its 主题分类. */

/** Longer values run on into something else. */
const longestIndex = 60;
const longestTopic = 80;

const indexTags = ['indexnumber', 'indexno', 'index_no', '索引号'];
const topicTags = ['topiccategory', 'subjectcategory', 'themecategory', '主题分类'];

const tagged = (
	meta: PageContext['meta'],
	names: readonly string[],
	fits: (value: string) => boolean,
): Fact | undefined => {
	for (const name of names) {
		const value = meta[name]?.trim() ?? '';
		if (fits(value)) return fact(value, `meta:${name}`);
	}
	return undefined;
};

const isIndex = (value: string): boolean =>
	value.length <= longestIndex && /[\dA-Za-z]/.test(value) && !/[。；：:]/.test(value);

/** 索引号, as written without blanks. */
export const indexFact = (labels: readonly LabelValue[], meta: PageContext['meta']): Fact | undefined => {
	const label = labels.find(
		({ kind, value }) => kind === 'index' && isIndex(value) && findDate(value)?.end !== squeeze(value).length,
	);
	return label ? fact(squeeze(label.value), `table:${label.label}`) : tagged(meta, indexTags, isIndex);
};

/** Labels of the topic, the plainest first; 分类 may be of another kind. */
const topicLabels = [
	...['主题分类', '主题类别', '所属主题', '题材分类', '主题'],
	...['信息分类', '内容分类', '分类', '信息类别', '所属类别'],
];
const plainLabels = 5;

const isTopic = (value: string): boolean =>
	value !== '' &&
	value.length <= longestTopic &&
	/[\u4e00-\u9fa5]/.test(value) &&
	!/[。！？]/.test(value) &&
	!isNothing(value);

/** 主题分类, as written. */
export const topicFact = (labels: readonly LabelValue[], meta: PageContext['meta']): Fact | undefined => {
	for (const [rank, name] of topicLabels.entries()) {
		const found = labels.find(({ label, value }) => label === name && isTopic(value));
		if (found) return fact(found.value, `table:${name}`, rank < plainLabels ? 'certain' : 'likely');
	}
	return tagged(meta, topicTags, isTopic);
};
