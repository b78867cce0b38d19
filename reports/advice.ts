import type { Report } from './model.ts';

type NotSeen = Report['coverage']['notSeen'][number];

/** What was not seen for one reason. */
export interface Unseen {
	readonly why: NotSeen['why'];
	/** Addresses. */
	readonly count: number;
	/** The largest groups of them, and how many more there are. */
	readonly largest: readonly NotSeen[];
	readonly moreGroups: number;
	/** What the operator can do about it, a Chinese sentence. */
	readonly advice: string;
}

const largestGroups = 3;

/** How groups of addresses are written, for a person who has not met that before; empty where none is shown. */
export const groupsExplained = (groups: readonly NotSeen[]): string =>
	groups.some(({ what, count }) => count > 1 && what.includes('#'))
		? '网址里的 # 代表各不相同的数字或编码'
		: '';

/** The setting that a spent budget names; none where the crawl came to its end and left families that brought nothing new. */
const budgetAdvice = (stopReason: string | null): string => {
	const settings = { 页数: 'maxPages', 请求数: 'maxRequests', 流量: 'maxMegabytes' };
	const [, setting] = Object.entries(settings).find(([word]) => stopReason?.includes(`${word}上限`)) ?? [];
	// The smaller of the two holds, and a report does not say which it was.
	const also = setting === 'maxPages' ? '；命令里写了 --max-pages 的，请一并调大' : '';
	return setting
		? `要看全，可在配置里调大 limits.${setting}${also}`
		: '这些网址一直没有带来新内容（如日历、筛选、排序），已不再抓取，一般不必处理';
};

const adviceOn = (why: NotSeen['why'], { complete, stopReason }: Report['run']): string => {
	switch (why) {
		case 'wall':
			return '请网站管理方在防护设备里放行本程序（User-Agent 含 Gongkai），或降低 limits.requestsPerSecond 后再审计';
		case 'robots':
			return '若是本单位网站，可在配置里设 robots: ignore，或请网站管理方修改 robots.txt';
		case 'budget':
			return budgetAdvice(stopReason);
		case 'timeout':
			return complete
				? '可换个时间再审计，或调大 limits.timeoutSeconds'
				: '网站中途不再应答或要求暂停访问，可换个时间再审计，或降低 limits.requestsPerSecond';
		case 'error':
			return '可换个时间再审计；靠脚本显示的页面，请确认本机装有能启动的 Chrome 或 Chromium';
	}
};

/** What an audit did not see, by reason, most addresses first. */
export const unseenOf = ({ coverage, run }: Pick<Report, 'coverage' | 'run'>): Unseen[] =>
	[...Map.groupBy(coverage.notSeen, ({ why }) => why)]
		.map(([why, groups]) => ({
			why,
			count: groups.reduce((sum, { count }) => sum + count, 0),
			largest: groups.toSorted((a, b) => b.count - a.count).slice(0, largestGroups),
			moreGroups: Math.max(0, groups.length - largestGroups),
			advice: adviceOn(why, run),
		}))
		.sort((a, b) => b.count - a.count);
