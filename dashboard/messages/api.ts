/** What programs are told in words, for the people who run them. */
export const apiMessages = {
	/** Titles of what goes wrong, by its code. */
	problems: {
		unauthenticated: '没有登录，或令牌无效、已过期',
		'password-given': '这个账号的密码是管理员设的，本人登录看板改掉之后才能访问接口',
		forbidden: '没有权限',
		'foreign-origin': '不接受别处发来的请求',
		'not-found': '没有找到',
		'method-not-allowed': '这个网址不接受这种请求方法',
		refused: '没有处理',
		'cursor-outdated': '列表已换成新的一次审计，请从头再取',
		'too-large': '内容太长',
		'unsupported-media-type': '内容须为 application/json',
		'foreign-host': '不接受这个主机名',
		'invalid-parameters': '参数不对',
		'invalid-cursor': '游标不对，请用同样的参数从头再取',
		'invalid-body': '内容不对',
		'too-many-requests': '请求太多，请稍后再试',
		failed: '程序出错，请稍后重试；仍然出错的，请查看报告目录下的 logs/gongkai.log',
		busy: '现在太忙，请稍后再试',
		'store-away': '数据库暂时用不了，请稍后再试；提交的内容多半没有保存，请先核对',
	},
	notJson: '不是 JSON',
	repeated: '只能给一次',
	shapes: {
		month: '应为月份，如 2026-11',
		day: '应为日期，如 2026-11-15',
		id: '应为编号：字母、数字和 _ . : -，最多 100 个',
		points: '应为 0 到 999.99 的数，最多两位小数',
	},
	noRechecks: '现在不能从接口复查，请用 gongkai recheck',
	nobody: '请用 by 写明是谁',
} as const;
