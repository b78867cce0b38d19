import type { Document, Gathered, Unavailable } from '../model.ts';
import type { ColumnGroup } from './columns.ts';
import type { Pages } from './pages.ts';

/** Unseen addresses beyond this share of the site may hide anything. */
const muchUnseen = 0.1;

const why: Readonly<Record<string, string>> = {
	wall: '被防护拦截',
	robots: 'robots.txt 不允许抓取',
	budget: '超出抓取数量上限',
	timeout: '访问超时',
	error: '访问出错',
};

/**
 * The parts that cannot be trusted as whole, so that nothing unseen is called missing.
 * One page that could not be read silences nothing but what it may have held.
 */
export const findDoubts = (
	gathered: Gathered,
	pages: Pages,
	groups: readonly ColumnGroup[],
	documents: readonly Document[],
): Unavailable => {
	if (pages.all.length === 0) {
		const reason = gathered.stopped ?? '没有抓取到任何页面';
		return {
			columns: reason,
			documents: reason,
			interpretations: reason,
			targets: reason,
			errorPages: reason,
		};
	}
	const interpretations = doubtOfInterpretations(gathered, pages, groups, oldestUnexplained(documents));
	return interpretations ? { interpretations } : {};
};

/** Publication of the oldest document that no interpretation was found for. */
const oldestUnexplained = (documents: readonly Document[]): string =>
	documents
		.filter(({ interpretations, place }) => interpretations.length === 0 && place !== 'gazette')
		.map(({ earliestPublishedOn }) => earliestPublishedOn ?? '')
		.sort()[0] ?? '9999';

const doubtOfInterpretations = (
	{ unseen, stopped }: Gathered,
	pages: Pages,
	groups: readonly ColumnGroup[],
	oldest: string,
): string | undefined => {
	if (stopped) return `抓取提前结束（${stopped}），未见到的页面中可能有政策解读`;
	for (const { column, pages: read, oldestOn } of groups) {
		if (column.kind !== 'interpretation') continue;
		if (column.content === 'unloaded') return `政策解读栏目“${column.title}”的列表未能加载`;
		// What was not read of a list from new to old is older than every document in question.
		if (column.newestKnown && oldestOn !== undefined && oldestOn < oldest) continue;
		const missing = read.flatMap(({ facts }) => facts.pager.pages).filter((url) => !pages.at(url)).length;
		if (!column.complete)
			return `政策解读栏目“${column.title}”${missing > 0 ? `有${missing}个列表页未读到` : '未能读到末页'}`;
	}
	const hidden = [...unseen].filter(([url]) => !pages.at(url));
	if (hidden.length > Math.max(20, pages.all.length * muchUnseen)) {
		return `有${hidden.length}个页面未能读到（${why[hidden[0]?.[1] ?? 'error']}），其中可能有政策解读`;
	}
	const menu = pages.all.flatMap(({ facts }) => facts.links);
	if (hidden.length === 0) return undefined;
	const lost = new Set(hidden.map(([url]) => url));
	const entry = menu.find(
		({ url, text }) => lost.has(url) && /解读|图解|读懂|发布会/.test(text) && text.length <= 10,
	);
	return entry
		? `政策解读栏目“${entry.text}”未能打开（${why[unseen.get(entry.url) ?? 'error']}）`
		: undefined;
};
