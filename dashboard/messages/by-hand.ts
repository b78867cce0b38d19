/** What people enter of a site's month. */
export const byHandMessages = {
	decideVeto: (veto: string, state: string): string => `认定“${veto}”（现在：${state}）`,
	holds: '成立',
	holdsMeans: '（网站因此不合格）',
	holdsNot: '不成立',
	takeBack: '取消人工认定',
	toldBefore: (state: string): string => `（恢复程序的判断：${state}）`,
	howVerified: '必填，如核实经过',
	submit: '提交',
	ofVeto: (veto: string): string => `单项否决“${veto}”`,
	deducted: (points: number): string => (points > 0 ? `扣 ${points} 分` : '看过，不扣分'),
	bonus: '加分',
	bonusCounted: (points: number, counted: number): string => `${points} 分，计入 ${counted} 分`,
	nothing: '没有人工录入的内容。',
	entered: '人工录入的内容',
	columns: ['项目', '录入', '谁、何时、为什么'],
	enter: '录入扣分或加分',
	item: '项目',
	outOf: (max: number, isObserved: boolean): string => `（满分 ${max}${isObserved ? '' : '，程序看不到'}）`,
	bonusLimits: (max: number, above: number): string => `加分（至多 ${max}，得分超过 ${above} 才计入）`,
	points: '分数',
	/** What may be typed, also as a Chinese keyboard does. */
	pointsPattern: '[\\d０-９]{1,3}([.．。][\\d０-９]{1,2})?',
	pointsRule:
		'指标填要扣的分，在程序扣分之外另扣，扣完为止；0 表示人工看过、没有问题。分数留空，取消原来的录入。',
	whatWasSeen: '必填，如检查的对象和结果',
	frozen: '本月已定稿，不能再录入。',
} as const;
