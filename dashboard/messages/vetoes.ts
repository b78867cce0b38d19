/** The six vetoes and what they rest on. */
export const vetoesMessages = {
	caption: '单项否决',
	indicator: '指标',
	state: '状态',
	about: '涉及',
	tally: (certainty: string, count: string): string => `${certainty} ${count} 个`,
	between: '、',
	emptyColumns: '空白栏目：',
	emptyLimit: (limit: number): string => `，满 ${limit} 个即否决`,
	staleColumns: '更新不及时的栏目：',
	staleLimits: (stale: number, newsAndPolicy: number): string =>
		`，满 ${stale} 个即否决；其中动态要闻和一级的通知公告、政策文件栏目合计满 ${newsAndPolicy} 个也否决`,
	stop: '。',
	staleRule:
		'以上是问题个数。判定时上下级栏目同时有问题的只计下级（一级的通知公告、政策文件除外），既空白又不更新的只计空白；加上待核对的才够数的，待人工确认。',
	ofCheck: (check: string): string => `${check}：`,
	decided: (holds: boolean): string => `人工认定${holds ? '成立' : '不成立'}（`,
	toldBefore: (state: string): string => `）；程序的判断：${state}。`,
	decide: '去人工认定',
	byPerson: '人工认定',
	count: (count: string, isColumns: boolean): string => `${count} 个${isColumns ? '栏目' : '问题'}`,
} as const;
