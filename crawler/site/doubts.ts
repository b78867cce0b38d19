import type { Document, Gathered, Unavailable } from '../model.ts';
import type { SeenPage } from '../page-facts.ts';
import type { ColumnGroup } from './columns.ts';
import type { Pages } from './pages.ts';
import { hiddenPages, muchHidden, unseenWords } from './unseen.ts';

/**
 * The parts that cannot be trusted as whole, so that nothing unseen is called missing.
 * One page that could not be read silences nothing but what it may have held.
 */
export const findDoubts = (
	gathered: Gathered,
	pages: Pages,
	groups: readonly ColumnGroup[],
	documents: readonly Document[],
	/** What was doubted while the other parts were put together. */
	doubts: Unavailable,
): Unavailable => {
	if (pages.all.length === 0) {
		const reason = gathered.stopped ?? '没有抓取到任何页面';
		return {
			columns: reason,
			items: reason,
			documents: reason,
			interpretations: reason,
			messages: reason,
			guides: reason,
			hidden: reason,
			hijacked: reason,
			consultations: reason,
			feedbacks: reason,
			targets: reason,
			errorPages: reason,
			strays: reason,
			platform: reason,
			annualReports: reason,
			exposures: reason,
			home: reason,
			tags: reason,
			updates: reason,
			search: reason,
			yearly: reason,
			guide: reason,
			https: reason,
			ipv6: reason,
			typos: reason,
			disguises: reason,
		};
	}
	const interpretations = doubtOfInterpretations(gathered, pages, groups, oldestUnexplained(documents));
	const feedbacks = doubtOfFeedbacks(gathered, groups);
	return { ...doubts, ...(interpretations && { interpretations }), ...(feedbacks && { feedbacks }) };
};

const doubtOfFeedbacks = ({ stopped }: Gathered, groups: readonly ColumnGroup[]): string | undefined => {
	if (stopped) return `抓取提前结束（${stopped}），未见到的页面中可能有意见征集的反馈`;
	const cut = groups.find(
		({ column: { kind, content, complete } }) =>
			kind === 'consultation' && (content === 'unloaded' || (content === 'list' && !complete)),
	);
	return cut && `意见征集栏目“${cut.column.title}”的列表未能读全，其中可能有反馈`;
};

/** Publication of the oldest document that no interpretation was found for. */
const oldestUnexplained = (documents: readonly Document[]): string =>
	documents
		.filter(({ interpretations, place }) => interpretations.length === 0 && place !== 'gazette')
		.map(({ earliestPublishedOn }) => earliestPublishedOn ?? '')
		.sort()[0] ?? '9999';

/** What the page itself is called, not what it stands below: a disclosure platform or a column of policies. */
const mayHoldReadings = ({ breadcrumb, title }: SeenPage['facts']): boolean =>
	/(?:信息公开|政务公开|公开目录|公开平台)$|政策|解读/.test(breadcrumb.at(-1) ?? title);

const doubtOfInterpretations = (
	gathered: Gathered,
	pages: Pages,
	groups: readonly ColumnGroup[],
	oldest: string,
): string | undefined => {
	const { unseen, stopped } = gathered;
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
	// A list that was begun is of one kind; one that never came, or a tree that was not opened to its end, may hold any.
	const undrawn = pages.all.find(
		({ facts, walked }) =>
			facts.cutBy !== undefined && (facts.items.length === 0 || walked !== 'cut') && mayHoldReadings(facts),
	);
	if (undrawn?.facts.cutBy) {
		const name = undrawn.facts.breadcrumb.at(-1) ?? undrawn.facts.title;
		return `“${name}”由脚本载入的列表未能读全（${unseenWords[undrawn.facts.cutBy]}），其中可能有政策解读`;
	}
	const much = muchHidden(gathered, pages, '政策解读');
	if (much) return much;
	const hidden = hiddenPages(gathered, pages);
	const menu = pages.all.flatMap(({ facts }) => facts.links);
	if (hidden.length === 0) return undefined;
	const lost = new Set(hidden.map(([url]) => url));
	const entry = menu.find(
		({ url, text }) => lost.has(url) && /解读|图解|读懂|发布会/.test(text) && text.length <= 10,
	);
	return entry
		? `政策解读栏目“${entry.text}”未能打开（${unseenWords[unseen.get(entry.url) ?? 'error']}）`
		: undefined;
};
