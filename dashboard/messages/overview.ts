import { sharedMessages } from './shared.ts';

const { dayName } = sharedMessages;

export const overviewMessages = {
	title: '总览',
	titleOf: (month: string): string => `${month}总览`,
	/** How far the month is, and what comes next. */
	state: {
		draft: '核对完线索后公布初评结果，征求异议',
		objections: (until: string): string => `异议期到 ${dayName(until)} 为止`,
		objectionsOver: (until: string): string => `异议期到 ${dayName(until)}，已经过了，可以定稿`,
		frozen: (on: string): string => `${dayName(on)}定稿，结论和得分不再改变`,
		all: '本月进度和人工处理',
	},
	totals: {
		name: '按结论筛选',
		all: '全部网站',
	},
	sums: {
		findings: (count: string): string => `确定的问题 ${count} 个`,
		overdue: (count: string): string => `逾期未改 ${count} 个`,
		vetoes: (count: string): string => `单项否决成立 ${count} 项`,
		awaiting: (sites: string): string => `${sites} 个网站有内容等待人工处理`,
		/** Of a month that is frozen: nothing of it waits any more. */
		left: (sites: string): string => `已定稿；${sites} 个网站有没有处理的内容，不再影响当月`,
		awaitingParts: (vetoes: string, disputes: string, leads: string): string =>
			`：待确认的单项否决 ${vetoes} 项，异议 ${disputes} 个，待核对 ${leads} 个`,
		noneAwaiting: '没有等待人工处理的内容',
	},
	distribution: {
		title: '得分分布',
		scores: { inspection: '网站检查得分的分布', disclosure: '政务公开得分的分布' },
		headings: ['得分', '网站数'] as const,
		ten: (from: number, to: number): string =>
			to === 100 ? `${from} 至 100 分` : `${from} 分以上，不到 ${to} 分`,
		alt: (sites: string, most: string, inMost: string): string =>
			`${sites} 个网站有得分，最多的是${most}，${inMost} 个；各段的数值见下表`,
		none: '没有网站有得分',
	},
	filters: {
		search: '查找',
		placeholder: '名称、网址、地区或维护单位',
		verdict: '结论',
		any: '全部',
		more: '更多筛选',
		type: '类型',
		types: { portal: '门户', department: '部门' },
		level: '级别',
		district: '地区',
		vetoes: '单项否决',
		vetoChoices: { held: '有成立的', awaiting: '有待确认的', none: '没有' },
		overdue: '有逾期未改的问题',
		awaiting: '有待人工处理的内容',
		apply: '筛选',
		clear: '清除筛选和排序',
	},
	exports: {
		title: (month: string): string => `导出${month}数据`,
		month: '评分和问题',
		notice: '通报代拟稿',
		scores: '评分',
		findings: '问题',
		filtered: '（按当前筛选）',
	},
	first: {
		title: '还没有审计结果',
		hasSites: '名单中的网站还没有审计过。',
		noSites: '配置里还没有网站，也没有收到过报告。',
		afterwards: '审计完成后，结论、得分和问题会自动出现在这里。',
		addSites: '把网站写进配置文件的 sites，或者导入名单（CSV 或 XLSX）：',
		importCommand: 'gongkai sites import 网站名单.csv --config gongkai.yaml',
		audit: '现在就审计全部网站；只审计一个的，在 audit 后面写它的编号：',
		wait: '或者保持看板运行，到了配置的 schedule 时间会自动审计。',
	},
	list: {
		what: '网站',
		total: (count: string): string => `共 ${count} 个网站`,
		none: '没有符合条件的网站。',
		clear: '清除筛选',
		note: '排名在本月同类网站中，门户、部门分开：合格的在前，再比网站检查得分；未判定的、没有审计完整的不排名。得分按看得到的部分折算成 100 分，“可观察”是满分 100 分中看得到的分值，箭头后是比上一个完整审计的月份增减的分数。“问题”是确定的，过了整改期限、到今天仍没有改好的为“逾期”，连同本次未能复查的；“新”“复发”“已修复”按条数，包括待核对的。“待处理”须人工核实、裁定，不扣分。',
	},
	table: {
		name: '各网站审计结果',
		caption: (month: string): string => `${month}各网站审计结果`,
		columns: {
			site: '网站',
			level: '级别',
			district: '地区',
			verdict: '结论',
			vetoes: '否决',
			rank: '排名',
			inspection: '网站检查',
			change: '较上次',
			past: '近12个月',
			disclosure: '政务公开',
			findings: '问题',
			overdue: '逾期',
			awaiting: '待处理',
			review: '待核对',
			coverage: '覆盖',
		},
		by: {
			change: '网站检查得分的变化',
			vetoes: '成立的单项否决数',
			overdue: '逾期未改的问题数',
			awaiting: '待人工处理的数量',
		},
		sorted: (by: string, descending: boolean): string => `，按${by}${descending ? '降序' : '升序'}排列`,
		awaitingVetoes: (hasReason: boolean, count: number): string =>
			`${hasReason ? '另有' : '有'} ${count} 项否决待确认`,
		observed: (points: number): string => `可观察 ${points} 分`,
		unranked: '不排名',
		lives: { new: '新', regressed: '复发', fixed: '已修复' },
		withLeads: '（含待核对）',
		waiting: { vetoes: '否决', disputed: '异议', review: '待核对' },
		noWaiting: '没有',
		past: (low: number, high: number, month: string, last: number | null, missing: number): string =>
			`近 12 个月网站检查得分：最低 ${low}，最高 ${high}${last === null ? '' : `，${month} ${last}`}${missing > 0 ? `；${missing} 个月没有得分` : ''}`,
		noPast: '近 12 个月没有得分',
		unaudited: '本月还没有审计报告',
	},
} as const;
