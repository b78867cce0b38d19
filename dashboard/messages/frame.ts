/** What stands on every page, and on those that could not be shown. */
export const frameMessages = {
	product: '公开哨',
	tagline: '政务公开监测',
	skip: '跳到正文',
	navigation: '主导航',
	entries: {
		overview: '总览',
		review: '人工处理',
		work: '整改清单',
		audits: '审计进度',
		notices: '通知',
		checks: '检查项',
		system: '系统',
		users: '用户',
	},
	/** Of the schedule, above every page. */
	paused: (by: string): string => `审计已暂停：${by}，`,
	pausedSince: ' 起。',
	toPause: '查看或恢复',
	account: '账号',
	signIn: '登录',
	signOut: '退出',
	footer:
		'结果由程序依据公开页面判定，经人改动的都有注明；“待核对”的须经人工核实，“未判定”的不代表合格。时间均为北京时间。',
	/** The description of the interface for programs. */
	openApi: '程序接口说明（OpenAPI）',
	toOverview: '回到总览',
	/** What cannot be shown or done, each with its status. */
	problems: {
		missing: {
			status: 404,
			title: '没有这个页面',
			text: '网址可能写错了，或者这个网站、问题已不在库中。',
		},
		nothingToReport: {
			status: 404,
			title: '没有可通报的内容',
			text: '选定的网站这个月还没有审计结果，写不出通报。请换一个月份或筛选条件，或者等审计完成后再导出。',
		},
		unread: { status: 400, title: '没有看懂这个请求', text: '请回到上一页，刷新后再试。' },
		signedOut: {
			status: 401,
			title: '还没有登录，或登录已过期',
			text: '请在另一个窗口登录，再回到上一页重新提交，填好的内容不会丢。',
		},
		passwordGiven: {
			status: 403,
			title: '请先修改密码',
			text: '现在的密码是管理员设的，请先在“我的账号”改成自己的，再做别的。',
		},
		forbidden: { status: 403, title: '没有权限', text: '您的账号不能做这件事，请找考核人员或管理员。' },
		foreignForm: { status: 403, title: '不接受别处发来的请求', text: '请在看板自己的页面上操作。' },
		readOnly: { status: 405, title: '这个网址只能查看', text: '请回到上一页，在页面上操作。' },
		tooLong: { status: 413, title: '内容太长', text: '请缩短理由后再试。' },
		foreignHost: {
			status: 421,
			title: '不接受这个主机名',
			text: '请在本机用 127.0.0.1 或 localhost 打开看板；从别处打开的，用配置 dashboard.publicUrl 里的网址。',
		},
		busy: { status: 503, title: '同时登录的人太多', text: '请过几秒再试。' },
		full: {
			status: 503,
			title: '磁盘已满',
			text: '磁盘已满或超出配额，这次没有保存；请腾出空间后再试。',
		},
		storeAway: {
			status: 503,
			title: '数据库暂时用不了',
			text: '看板现在读不到数据库，请过几分钟再打开。一直这样的，请管理员在运行看板的机器上用 gongkai doctor 查原因：数据库停了、连不上、正忙，或磁盘已满。',
		},
		/** The same, where something was to be kept. */
		unsaved: {
			status: 503,
			title: '数据库暂时用不了',
			text: '刚才提交的内容多半没有保存，请过几分钟打开原来的页面核对，没有保存的再提交一次。一直这样的，请管理员在运行看板的机器上用 gongkai doctor 查原因。',
		},
		failed: {
			status: 500,
			title: '页面出错了',
			text: '程序没能生成这个页面，请稍后重试；仍然出错的，请查看报告目录下的 logs/gongkai.log。',
		},
	},
	/** Of what stands behind the question mark. */
	parameter: {
		unread: (name: string, value: string, expected: string): string =>
			`网址里的 ${name}=${value} 看不懂：${expected}。为免答非所问，没有显示或导出任何内容。`,
		oneOf: (values: string): string => `应为 ${values}`,
		known: (names: string): string => `没有这个参数，可以用的有 ${names}`,
		id: '应为编号，由字母、数字和 _ . : - 组成',
		number: '应为正整数',
		month: '应为月份，如 2026-11',
	},
	refused: '没有处理',
	back: '回到刚才的页面',
	tryAgain: (why: string): string => `${why}。请回到上一页再试。`,
	portTaken: (port: number): string => `端口 ${port} 已被占用，请关闭占用它的程序，或用 --port 换一个端口`,
	portForbidden: (port: number): string => `没有权限使用端口 ${port}，请用 --port 换一个 1024 以上的端口`,
	noSuchAddress: (hostname: string): string => `本机没有地址 ${hostname}，看板打不开端口`,
	badPort: (port: number): string => `端口 ${port} 不对，应为 0 到 65535 的整数`,
	notOpened: (port: number, why: string): string => `看板打不开端口 ${port}（${why}）`,
} as const;
