import { userInfo } from 'node:os';
import { UsageError } from '../arguments.ts';
import { newSecret } from '../dashboard/session.ts';
import { cut, plain, table } from '../reports/formats/text.ts';
import { hashPassword, passwordFault } from '../reports/password.ts';
import { tokenDays } from '../reports/store/tokens.ts';
import { type Role, roles, type User } from '../reports/store/user-model.ts';
import type { UserStore } from '../reports/store/user-store.ts';
import { shanghaiTime } from '../reports/time.ts';
import { roleNames } from '../reports/words.ts';
import type { Command, Context } from './command.ts';
import { withStore } from './installation.ts';
import { newPassword } from './secret.ts';

const uses =
	'应为 user add 用户名 --role 角色、user password 用户名、user role 用户名 --role 角色、user disable 用户名、user enable 用户名、user token 用户名 或 user list';

/** Whoever is at the command line, for the trail. */
const operator = (): string => {
	try {
		return userInfo().username;
	} catch {
		return ''; // A user without a name, as in containers.
	}
};

const roleOf = ({ values }: Context): Role => {
	const known = roles.map((role) => `${role}（${roleNames[role]}）`).join('、');
	if (values.role === undefined) throw new UsageError(`缺少 --role，应为 ${known}`);
	const role = roles.find((one) => one === values.role);
	if (!role) throw new UsageError(`--role 是 ${values.role}，应为 ${known}`);
	return role;
};

/** The ids that `--sites` names, for a maintainer. Throws `UsageError`. */
const sitesOf = ({ values }: Context, role: Role): readonly string[] | undefined => {
	if (values.sites !== undefined && role !== 'maintainer')
		throw new UsageError('只有维护人员（maintainer）要写 --sites，其他角色看得到所有网站');
	return values.sites?.split(/[\s,，、]+/).filter(Boolean);
};

const hashOf = async (context: Context, name: string): Promise<string> => {
	const { text, from } = await newPassword(context);
	const fault = passwordFault(text, name);
	if (fault) throw new Error(from === undefined ? fault : `${fault}（密码读自${from}）`);
	return hashPassword(text);
};

/** What one of the commands does with a user; says what was done. */
type Work = (context: Context, users: UserStore, name: string, now: string) => Promise<string>;

const works: Readonly<Record<string, Work>> = {
	add: async (context, users, name, now) => {
		const role = roleOf(context);
		const sites = sitesOf(context, role) ?? [];
		// Not only after the password was typed.
		if (await users.find(name)) throw new RangeError(`已经有用户 ${name}`);
		await users.add({ name, role, sites, password: await hashOf(context, name) }, now);
		const none =
			role === 'maintainer' && sites.length === 0
				? `；还没有分配网站，什么也看不到，请运行 gongkai user role ${name} --role maintainer --sites 站点ID,…`
				: '';
		return `已添加${roleNames[role]} ${name}${none}`;
	},
	role: async (context, users, name, now) => {
		const role = roleOf(context);
		const sites = sitesOf(context, role);
		await users.change(name, { role, ...(sites ? { sites } : {}) }, now);
		return `${name} 现在是${roleNames[role]}`;
	},
	password: async (context, users, name, now) => {
		if (!(await users.find(name))) throw new RangeError(`没有用户 ${name}`);
		await users.change(name, { password: await hashOf(context, name) }, now);
		return `已更改 ${name} 的密码，原来的登录全部失效`;
	},
	disable: async (_, users, name, now) => {
		await users.change(name, { isDisabled: true }, now);
		return `已停用 ${name}，登录和令牌全部失效`;
	},
	enable: async (_, users, name, now) => {
		await users.change(name, { isDisabled: false }, now);
		return `已启用 ${name}`;
	},
	token: async (context, users, name, now) => {
		const { secret, hash } = newSecret();
		const role = context.values.role === undefined ? {} : { role: roleOf(context) };
		const token = await users.addToken({ user: name, hash, now, ...role });
		context.io.stdout.write(`${secret}\n`);
		return `令牌 ${token.n} 只显示这一次，${tokenDays} 天后到期；权限：${roleNames[token.role]}`;
	},
};

/** What may be said beside each. */
const optionsOf: Readonly<Record<string, readonly ('role' | 'sites' | 'password-file')[]>> = {
	add: ['role', 'sites', 'password-file'],
	role: ['role', 'sites'],
	password: ['password-file'],
	token: ['role'],
};

const state = ({ disabledAt }: User): string =>
	disabledAt === undefined ? '' : `${shanghaiTime(disabledAt).slice(0, 10)} 停用`;

const list = (context: Context): Promise<number> =>
	withStore(context, async ({ store }) => {
		const users = await store.users.list();
		const rows = users.map((user) => [
			user.name,
			roleNames[user.role],
			user.role === 'maintainer' ? cut(plain(user.sites.join(' ')), 40) : '全部',
			shanghaiTime(user.createdAt).slice(0, 10),
			state(user),
		]);
		const lines =
			users.length === 0
				? [
						'还没有用户：在本机打开看板不用登录；添加第一个管理员：gongkai user add 用户名 --role administrator',
					]
				: table([['用户名', '角色', '网站', '添加', '状态'], ...rows]);
		context.io.stdout.write(`${lines.join('\n')}\n`);
		return 0;
	});

/** `gongkai user`: who may use the dashboard. */
export const user: Command = async (context) => {
	const [action = '', name, ...more] = context.named;
	const given = (['role', 'sites', 'password-file'] as const).filter(
		(one) => context.values[one] !== undefined,
	);
	const odd = given.find((one) => !(optionsOf[action] ?? []).includes(one));
	const work = Object.hasOwn(works, action) ? works[action] : undefined;
	if (action !== 'list' && !work)
		throw new UsageError(action === '' ? `user 后面缺少动作，${uses}` : `user 没有 ${action}，${uses}`);
	if (odd !== undefined) throw new UsageError(`user ${action} 没有选项 --${odd}，用法见 gongkai help`);
	if (!work) {
		if (name !== undefined) throw new UsageError(`user list 不带参数，多了 ${[name, ...more].join(' ')}`);
		return list(context);
	}
	if (name === undefined) throw new UsageError(`user ${action} 后面缺少用户名`);
	if (more.length > 0)
		throw new UsageError(`user ${action} 只要一个用户名，多了 ${more.length} 个词；密码不写在命令行上`);
	return withStore(context, async ({ store }) => {
		const at = context.io.now().toISOString();
		const said = await work(context, store.users, name, at);
		const { role, sites } = context.values;
		const about = [name, role && `role=${role}`, sites && `sites=${sites}`].filter(Boolean).join(' ');
		await store.users.note({ at, who: operator(), act: `user ${action}`, about, address: '-' });
		context.io[action === 'token' ? 'stderr' : 'stdout'].write(`${said}\n`);
		return 0;
	});
};
