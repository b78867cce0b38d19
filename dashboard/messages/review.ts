export const reviewMessages = {
	titleOf: (month: string): string => `${month}人工处理`,
	states: { draft: '草稿', objections: '征求异议', frozen: '已定稿' },
	until: { before: '异议期到', after: '为止' },
	steps: { objections: '公布初评结果，征求异议', freeze: '定稿', reopen: '重新打开' },
	stepUntil: '，到',
	stepBy: '：',
	required: '必填',
	optional: '可不填',
	lastDay: '异议期最后一天',
	freezing: (month: string): string =>
		`定稿后，复查、处理和新的审计都不再改变${month}的得分和结论。没有核对的“待核对”问题不扣分。`,
	unaudited: (month: string): string =>
		`${month}还没有审计结果；审计完成后，要人工核实和裁定的会列在这里，再公布、定稿。`,
	progress: '本月进度',
	queue: {
		title: '等待处理',
		begin: '从第一个起逐个处理异议和待核对',
		titleFrozen: '没有处理的内容',
		name: '等待人工处理的网站',
		nameFrozen: '还有内容没有处理的网站',
		what: '网站',
		none: (month: string): string => `${month}没有等待人工处理的内容。`,
		site: '网站',
		vetoes: '单项否决',
		disputes: '异议',
		leads: '待核对',
		total: (count: string): string => `共 ${count} 个网站`,
		sums: (sites: string, vetoes: string, disputes: string, leads: string): string =>
			`${sites} 个网站：单项否决 ${vetoes} 项，异议 ${disputes} 个，待核对 ${leads} 个。`,
		frozen: (month: string): string => `${month}已定稿；下列没有处理的不再影响当月的得分和结论。`,
	},
} as const;
