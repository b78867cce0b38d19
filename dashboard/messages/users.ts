import type { RouteName, routes } from '../routes.ts';
import type { UserStep } from '../urls.ts';

/** Routes that leave a trace: forms, and files that are handed out. */
type Traced =
	| { [Name in RouteName]: (typeof routes)[Name]['method'] extends 'POST' ? Name : never }[RouteName]
	| 'export'
	| 'report';

/** What the trail calls what was done. */
const acts: Readonly<Record<Exclude<Traced, 'signInNow'> | 'signIn' | 'signInRefused', string>> = {
	signIn: '登录',
	signInRefused: '登录失败',
	signOut: '退出',
	changePassword: '修改自己的密码',
	endSession: '退出自己的一处登录',
	decideFinding: '处理问题',
	recheck: '要求复查一个问题',
	recheckAll: '要求复查网站',
	decideVeto: '认定单项否决',
	enterPoints: '录入扣分或加分',
	decideMonth: '办理月份',
	startAudits: '开始审计',
	markRepairing: '标记整改中',
	workSteps: '处理整改清单里选中的各项',
	stopAudit: '停止审计',
	pause: '暂停或恢复定时审计',
	releaseNotice: '放行暂不通知的结果',
	retryNotice: '重发通知',
	examine: '检查这套安装',
	addUser: '添加用户',
	changeUser: '更改用户',
	export: '导出',
	report: '下载报告',
};

/** Commands that leave a trace. */
const commands: Readonly<Record<string, string>> = {
	'user add': '添加用户',
	'user role': '改角色',
	'user password': '重设密码',
	'user disable': '停用用户',
	'user enable': '启用用户',
	'user token': '生成令牌',
};

/** Accounts and the trail, for administrators. */
export const usersMessages = {
	users: '用户',
	toTrail: '操作记录',
	first:
		'还没有用户：在本机打开看板不用登录，什么都能做。添加第一个管理员之后，人人都要登录，也才能让别的机器打开看板。',
	columns: ['用户名', '角色', '网站', '添加', '状态'],
	allSites: '全部',
	siteCount: (count: number): string => `${count} 个`,
	noSites: '没有分配网站，什么也看不到',
	disabled: '已停用',
	enabled: '启用',
	add: '添加用户',
	name: '用户名',
	nameRule: '汉字、字母、数字，中间可以有点、横线和下划线；处理意见署这个名字。',
	role: '角色',
	sites: '负责的网站',
	sitesHint: '只有维护人员要选。先查找，勾上，再点“保存”；去掉勾再保存，就不再负责。',
	find: '查找网站',
	findButton: '查找',
	found: (what: string, count: string, shown?: string): string =>
		`“${what}”另找到 ${count} 个没有勾选的网站${shown === undefined ? '' : `，列出前 ${shown} 个，请写得更具体`}。`,
	foundSites: '找到的网站',
	ownSites: '勾选的网站',
	given: '密码待本人修改',
	givenNote: '本人第一次登录时须改成自己的。',
	done: {
		added: (isSiteless) =>
			`已添加。请另行把密码告诉本人，第一次登录时须改掉。${isSiteless ? '还没有分配网站，请在下面查找、勾选并保存。' : ''}`,
		role: () => '已保存角色和网站。',
		password: () =>
			'密码已重设，原来的登录全部失效。请另行告诉本人；本人下次登录时须改掉，之前接口令牌也不能用。',
		disable: () => '已停用。',
		enable: () => '已启用。',
		session: () => '已退出那一处登录。',
		sessions: () => '已退出全部登录。',
		token: () => '令牌已作废。',
	} satisfies Record<UserStep, (isSiteless: boolean) => string> as Readonly<
		Record<UserStep, (isSiteless: boolean) => string>
	>,
	save: '保存',
	changeRole: '角色和网站',
	resetPassword: '重设密码',
	resetNote: '重设后，这个用户的登录全部失效；请当面或另行告诉本人，下次登录时须改成自己的。',
	state: '停用和启用',
	stateNow: '账号状态',
	disable: '停用',
	enable: '启用',
	disableNote: '停用后不能登录，现有的登录和令牌立即失效；已有的处理意见不变。',
	disabledSince: '停用时间',
	created: '添加时间',
	changed: '最近更改',
	noSessions: '现在没有登录。',
	endAll: '全部退出',
	revoke: '作废',
	path: '当前位置',

	trail: '操作记录',
	trailOf: (who: string): string => `${who}的操作记录`,
	trailNote: (days: number): string =>
		`谁、何时、从哪里登录、处理、导出、更改用户。保留 ${days} 天，过期的自动删除；填写的理由和密码不在其中。`,
	trailColumns: ['时间', '谁', '做了什么', '对象', '来自'],
	trailTotal: (count: string): string => `共 ${count} 条`,
	trailPages: '记录',
	noTrail: '还没有记录。',
	allTrail: '查看所有人的',
	nobody: '未登录',
	commandLine: '命令行',
	unknownAddress: '未知',
	actName: (act: string): string =>
		Object.hasOwn(acts, act) ? acts[act as keyof typeof acts] : (commands[act] ?? act),
} as const;
