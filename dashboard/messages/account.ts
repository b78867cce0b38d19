import { roleNames } from '../../reports/words.ts';
import type { Role } from '../access.ts';

/** Signing in, and what each sees to for themselves. */
export const accountMessages = {
	signIn: '登录',
	name: '用户名',
	password: '密码',
	submit: '登录',
	refused: '用户名或密码不对，或者账号已停用。',
	wait: (seconds: number): string =>
		`试错的次数太多，请 ${seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`}后再试`,
	waitWhy: '。账号没有被锁定，过了时间就能登录。',
	forgotten: '忘记密码的，请管理员重设；管理员自己忘记的，在运行看板的机器上用 gongkai user password 重设。',

	account: '我的账号',
	roleIs: '角色',
	roles: roleNames,
	roleNotes: {
		viewer: '查看所有网站，不能处理',
		maintainer: '只看得到自己的网站，可以提出异议、要求复查',
		officer: '查看并处理所有网站的问题，录入扣分，定稿',
		administrator: '另可管理用户和审计',
	} satisfies Record<Role, string>,
	ownSites: '负责的网站',
	siteCount: (count: number): string => `${count} 个`,
	changePassword: '修改密码',
	oldPassword: '现在的密码',
	newPassword: '新密码',
	again: '再输一遍',
	passwordRule: (least: number): string =>
		`至少 ${least} 个字符。修改后，别处的登录全部失效，这里不用重新登录。`,
	leastLength: (least: number): string => `密码至少 ${least} 个字符。`,
	wrongOld: '现在的密码不对',
	sameAsOld: '新密码和现在的一样，请换一个',
	mustChange: '现在的密码是管理员设的，请先改成自己的；改好之前，别的页面都会回到这里，接口令牌也不能用。',
	passwordChanged: '密码已修改，别处的登录全部失效。',
	notTheSame: '两遍输入的密码不一样',
	sessions: '登录的地方',
	sessionColumns: ['浏览器', '地址', '登录', '最近使用', '操作'],
	thisOne: '正在使用',
	end: '退出这里',
	unknownAgent: '未知的浏览器',
	unknownAddress: '未知',
	tokens: '接口令牌',
	tokenNote: '程序用令牌访问接口，权限不超过账号本身。令牌由管理员用 gongkai user token 生成，只显示一次。',
	noTokens: '没有令牌。',
	tokenColumns: ['编号', '权限', '生成', '最近使用', '到期', '状态'],
	neverUsed: '没有用过',
	good: '有效',
	expired: '已过期',
	revoked: '已作废',
} as const;
