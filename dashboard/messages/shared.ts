import { dayName, monthName } from '../../checks/facts/calendar.ts';

/** Words of what many pages have: dates, lists in pages, the switch of months, marks, points. */

export const sharedMessages = {
	/** Of the table behind a drawing. */
	figures: '各项数值',
	dayName,
	/** 2026年11月. */
	monthName,
	unknownTime: '时间不明',
	seconds: (seconds: number): string => `${seconds} 秒`,
	minutes: (minutes: number, seconds: number): string => `${minutes} 分 ${seconds} 秒`,
	hours: (hours: string, minutes: number): string => `${hours} 小时 ${minutes} 分`,
	noAddress: '（没有地址）',
	nothing: '无',
	months: {
		label: '月份',
		show: '查看',
		earlier: '◂ 上一月',
		later: '下一月 ▸',
		to: (month: string): string => `，${month}`,
		misread: '没有看懂网址中的月份，显示最近的月份。',
	},
	pager: {
		name: (what: string): string => `${what}分页`,
		place: (total: string, page: number, last: string): string => `${total}，第 ${page} / ${last} 页`,
		before: '上一页',
		next: '下一页',
	},
	points: {
		none: '没有分数',
		asBefore: { heard: '与上次', seen: '持平' },
		changed: (isUp: boolean, points: number): string => `比上次${isUp ? '高' : '低'} ${points} 分`,
		tooLittle: (observed: number): string => `100 分中看得到 ${observed} 分，不足以计分`,
		bonus: (points: number): string => `其中加分 ${points} 分`,
		allObserved: '满分 100，全部可观察',
		own: (observed: number, own: number): string => `看得到的 ${observed} 分中得 ${own} 分`,
		scaledFrom: (observed: number, hidden: number): string =>
			`按看得到的 ${observed} 分折算得出；其余 ${hidden} 分看不到，须人工补查`,
	},
	vetoStates: {
		holds: '成立',
		clear: '未发现',
		'not-assessed': '未判定',
		'awaits-person': '待人工确认',
	},
	gone: '不再列出',
	carried: '本次未能复查',
	incomplete: '不完整',
	contents: {
		list: '列表',
		text: '单页',
		empty: '空白',
		'stated-empty': '说明了没有内容的原因',
		elsewhere: '跳转到其他网站',
		unloaded: '列表没能加载',
	},
	notSeen: {
		wall: '被网站防护拦下',
		robots: 'robots.txt 不允许',
		budget: '超出抓取上限',
		timeout: '超时',
		error: '出错',
	},
	phases: { crawl: '抓取', links: '核对链接', judge: '判定', pictures: '截图', done: '完成' },
	auditStates: { queued: '排队中', running: '进行中', done: '已完成', failed: '失败' },
	profile: (name: string): string => (name === 'national' ? '全国方案' : `评分方案 ${name}`),
	causes: { schedule: '定时', asked: '看板', hand: '手动' },
} as const;
