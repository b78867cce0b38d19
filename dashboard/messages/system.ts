import { sharedMessages } from './shared.ts';

/** Words of the page of the installation itself. */
export const systemMessages = {
	title: '系统',
	stop: '。',
	one: (name: string, found: string): string => `${name}：${found}`,
	health: '体检',
	healthMeans: 'gongkai doctor 检查这套安装：每天一次，也可以现在再查。什么都不改动，也不连任何网站。',
	examinedAt: '上次体检：',
	again: '再体检一次',
	busy: '正在体检，约需半分钟，本页会自动刷新。',
	never: '还没有体检过。',
	soon: '启动 gongkai serve 一分钟后会自动进行，也可以现在就查。',
	stale: '超过两天没有体检，可能 gongkai serve 没有在运行。',
	allGood: (count: string): string => `${count} 项都正常。`,
	counts: (bad: string, note: string, good: string): string =>
		`有误 ${bad} 项，注意 ${note} 项，正常 ${good} 项。`,
	what: '项目',
	found: '结果',
	repair: '怎么办',
	states: { bad: '有误', note: '注意', good: '正常' },
	noRepair: '不用处理',
	goodOnes: (count: string): string => `正常的 ${count} 项`,
	noExamination: '现在不能从看板体检，请在服务器上运行 gongkai doctor',

	disk: '磁盘',
	notMeasured: '还没有统计，gongkai serve 启动几秒后进行，以后每小时一次。',
	measured: '统计于 ',
	reckoned: (looked: string, sites: string): string => `文件太多，按 ${sites} 个网站中的 ${looked} 个推算。`,
	kind: '内容',
	size: '大小',
	share: '占比',
	parts: {
		archives: '抓取存档',
		pictures: '截图证据',
		reports: '报告',
		store: '数据库',
		logs: '日志',
		other: '其他',
	},
	total: '合计',
	free: '磁盘剩余',
	ofDisk: (size: string): string => `，共 ${size}`,
	growth: (size: string, days: number): string => `最近 ${days} 天增加了 ${size}。`,
	shrunk: (size: string, days: number): string => `最近 ${days} 天减少了 ${size}。`,
	nextRound: (size: string): string => `下一轮审计估计要 ${size}。`,
	short:
		'剩余空间可能不够下一轮审计：请腾出空间，或调小配置里的 retention.archiveMonths、evidence.keepDays 和 evidence.megabytes。',
	noAudits: '磁盘空间不足，不开始新的审计',
	noAuditsMeans: (host: string, free: string, least: string): string =>
		`${host}：剩 ${free}，低于配置里 retention.minFreeGiB 的 ${least}。正在进行的审计做完；腾出空间后自动继续。起于 `,
	nextTidy: '下次清理腾出',
	tidied: '上次清理：',
	tidiedWhat: (size: string, runs: string): string => `腾出 ${size}，存档里去掉 ${runs} 次旧的审计。`,
	neverTidied:
		'还没有清理过：gongkai serve 每天清理一次过期的存档、截图和记录，报告、问题和评分不动；也可以运行 gongkai tidy。',
	leftAlone: (count: string, sites: string): string => `有 ${count} 个网站的没有动：${sites}。`,
	leftOne: (site: string, why: string): string => `${site}（${why}）`,
	history: '各日合计',
	day: '日期',
	chart: (from: string, to: string, most: string): string =>
		`${sharedMessages.dayName(from)}至${sharedMessages.dayName(to)}占用的磁盘，最多 ${most}`,
} as const;
