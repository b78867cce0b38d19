import { roleNames, severities, verdicts } from '../../reports/words.ts';

/** Words for what an entry of the trail is about: kept as the path that was asked for and what was chosen in the form. */

/** Parts of a path that name what stands behind them. */
const places: Readonly<Record<string, string>> = {
	sites: '网站',
	findings: '问题',
	vetoes: '单项否决',
	months: '月份',
	audits: '审计',
	users: '用户',
	notices: '通知',
	held: '暂不通知的结果',
	export: '月份',
};

/** Parts of a path that stand alone: what was done says them already. */
const silent: ReadonlySet<string> = new Set([
	...['v1', 'decisions', 'rechecks', 'repairs', 'points', 'steps', 'starts', 'stops', 'pauses'],
	...['tries', 'releases', 'examinations', 'system', 'account', 'password', 'sessions', 'sign-out'],
	...['work', 'tasks'],
]);

const fields: Readonly<Record<string, string>> = {
	month: '月份',
	step: '处理',
	holds: '单项否决',
	indicator: '指标',
	points: '分数',
	until: '截止日期',
	user: '用户',
	role: '角色',
	sites: '网站',
	act: '操作',
	task: '整改项',
	site: '网站',
	again: '网站',
	finding: '问题',
	verdict: '结论',
	severity: '程度',
	q: '搜索',
};

const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	step: {
		confirm: '确认属实',
		reject: '驳回',
		waive: '豁免',
		dispute: '提出异议',
		uphold: '维持',
		withdraw: '撤回',
		revoke: '取消',
		begin: '标为整改中',
		enter: '录入',
		objections: '征求异议',
		freeze: '定稿',
		reopen: '重新打开',
		pause: '暂停',
		resume: '恢复',
		role: '更改角色和网站',
		password: '重设密码',
		session: '退出一处登录',
		sessions: '全部退出登录',
		token: '作废令牌',
		disable: '停用',
		enable: '启用',
	},
	act: {
		recheck: '复查',
		begin: '标为整改中',
		revoke: '取消整改中',
	},
	role: roleNames,
	holds: { yes: '成立', no: '不成立', revoke: '取消认定', true: '成立', false: '不成立' },
	verdict: verdicts,
	severity: severities,
};

/** Asked by a program. */
const byProgram = '程序接口';

const known = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
	Object.hasOwn(table, name) ? table[name] : undefined;

const decoded = (part: string): string => {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
};

const fieldWords = (text: string): string => {
	const at = text.indexOf('=');
	const [name, value] = [text.slice(0, at), text.slice(at + 1)];
	const said = known(fields, name);
	if (said === undefined) return text;
	return `${said} ${known(known(values, name) ?? {}, value) ?? value}`;
};

const pathWords = (path: string): string[] => {
	const [address = '', query = ''] = path.split('?');
	const said: string[] = [];
	const parts = address.split('/').filter((part) => part !== '' && !silent.has(part));
	for (let at = 0; at < parts.length; at++) {
		const place = known(places, parts[at] ?? '');
		const behind = parts[at + 1];
		if (at === 0 && parts[at] === 'api') said.push(byProgram);
		else if (place === undefined) said.push(decoded(parts[at] ?? ''));
		else if (behind !== undefined && known(places, behind) === undefined) {
			said.push(`${place} ${decoded(behind)}`);
			at++;
		} else if (behind === undefined && at > 0) said.push(place);
	}
	for (const [name, value] of new URLSearchParams(query)) said.push(fieldWords(`${name}=${value}`));
	return said;
};

/** What an entry is about, in words; what is not known stays as it is kept. */
export const aboutWords = (about: string): string =>
	about
		.split(' ')
		.flatMap((part, index) =>
			index === 0 && part.startsWith('/') ? pathWords(part) : [part.includes('=') ? fieldWords(part) : part],
		)
		.join('，');
