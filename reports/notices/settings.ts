import { z } from 'zod';
import { isRange } from '../../crawler/net/address.ts';
import { isWebAddress, withoutFragment } from '../web-address.ts';
import { occasions } from './model.ts';

/** The key `notices` of `gongkai.yaml`. */

const text = z.string().min(1);
const siteId = z.string().regex(/^[a-z0-9-]+$/, '小写字母、数字和连字符');
const mailAddress = z
	.string()
	.regex(/^[\w.+-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*$/i, '邮箱地址，如 zhang@example.gov.cn');
const webAddress = z
	.string()
	.refine(isWebAddress, '不含用户名和密码的完整网址')
	.transform((value) => withoutFragment(value));

/** Where a secret is read from, each time that it is used. */
export const secretSource = z
	.strictObject({ env: text.optional(), file: text.optional() })
	.refine(
		({ env, file }) => (env === undefined) !== (file === undefined),
		'{ env: 环境变量名 } 或 { file: 文件 }，两者之一',
	);
export type SecretSource = z.infer<typeof secretSource>;

const kinds = ['webhook', 'wecom', 'dingtalk', 'email'] as const;

const receiverSchema = z.strictObject({
	id: siteId,
	kind: z.enum(kinds),
	url: webAddress.optional(),
	secret: secretSource.optional(),
	key: secretSource.optional(),
	token: secretSource.optional(),
	to: z.array(mailAddress).min(1, '至少一个邮箱地址').optional(),
	on: z
		.array(z.enum(occasions))
		.min(1, '至少一种情形')
		.default(occasions.filter((occasion) => occasion !== 'held')),
	sites: z.array(siteId).min(1, '至少一个站点 id').optional(),
	maintainer: text.optional(),
});
export type Receiver = z.infer<typeof receiverSchema>;

const smtpSchema = z.strictObject({
	host: z.string().regex(/^[a-z0-9.-]+$|^[0-9a-f:.]+$/i, '邮件服务器的主机名或地址'),
	port: z.int().min(1).max(65_535).optional(),
	security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
	user: text.optional(),
	password: secretSource.optional(),
	from: mailAddress,
});
export type Smtp = z.infer<typeof smtpSchema>;

/** What each kind cannot do without, and what it may have besides. */
const keysOf = {
	webhook: { needs: ['url', 'secret'], may: [] },
	wecom: { needs: ['key'], may: ['url'] },
	dingtalk: { needs: ['token', 'secret'], may: ['url'] },
	email: { needs: ['to'], may: [] },
} as const satisfies Record<Receiver['kind'], object>;
const kindKeys = ['url', 'secret', 'key', 'token', 'to'] as const;

const expectations: Readonly<Record<(typeof kindKeys)[number], string>> = {
	url: '接收通知的网址',
	secret: '{ env: 环境变量名 } 或 { file: 文件 }，签名用的密钥',
	key: '{ env: 环境变量名 } 或 { file: 文件 }，机器人网址里 key= 后面的部分',
	token: '{ env: 环境变量名 } 或 { file: 文件 }，机器人网址里 access_token= 后面的部分',
	to: '邮箱地址的列表',
};

type Issues = z.core.$RefinementCtx;
const refuse = (issues: Issues, path: PropertyKey[], message: string): void => {
	issues.addIssue({ code: 'custom', path, message });
};

const checkReceiver = (receiver: Receiver, issues: Issues, path: PropertyKey[]): void => {
	const { needs, may } = keysOf[receiver.kind];
	const known: readonly string[] = [...needs, ...may];
	for (const key of kindKeys) {
		if ((needs as readonly string[]).includes(key) && receiver[key] === undefined)
			refuse(issues, [...path, key], expectations[key]);
		if (!known.includes(key) && receiver[key] !== undefined)
			refuse(issues, [...path, key], `不写（kind 为 ${receiver.kind} 时用不着）`);
	}
	if (receiver.kind !== 'webhook' && receiver.url !== undefined && new URL(receiver.url).search !== '')
		refuse(issues, [...path, 'url'], '不带参数的网址，参数里的密钥写在 key 或 token');
	if (receiver.sites !== undefined && receiver.maintainer !== undefined)
		refuse(issues, [...path, 'maintainer'], '不写（sites 和 maintainer 只能写一个）');
};

const checkSmtp = (smtp: Smtp, issues: Issues): void => {
	if ((smtp.user === undefined) !== (smtp.password === undefined))
		refuse(issues, ['smtp', smtp.user === undefined ? 'user' : 'password'], 'user 和 password 一起写');
	if (smtp.security === 'none' && smtp.password !== undefined)
		refuse(issues, ['smtp', 'password'], '不写（security 为 none 时密码会明文传出）');
};

export const noticesSchema = z
	.strictObject({
		publicUrl: webAddress
			.refine(
				(value) => new URL(value).search === '',
				'看板对外的网址，不带参数，如 https://gongkai.example.gov.cn/',
			)
			.optional(),
		everyMinutes: z.int().min(5).max(10_080).default(60),
		allow: z.array(z.string().refine(isRange, '网段（CIDR）或地址，如 10.1.2.3')).default([]),
		smtp: smtpSchema.optional(),
		receivers: z.array(receiverSchema).default([]),
	})
	.superRefine(({ receivers, smtp }, issues) => {
		for (const [index, receiver] of receivers.entries()) {
			checkReceiver(receiver, issues, ['receivers', index]);
			if (receivers.findIndex(({ id }) => id === receiver.id) !== index)
				refuse(issues, ['receivers', index, 'id'], '与其他收件人不同的 id');
		}
		if (smtp) checkSmtp(smtp, issues);
		else if (receivers.some(({ kind }) => kind === 'email'))
			refuse(issues, ['smtp'], '邮件服务器（host、from 等），有 kind 为 email 的收件人时必须写');
	});

/** Whom `serve` tells what, and how. */
export type NoticeSettings = z.infer<typeof noticesSchema>;

export const noNotices: NoticeSettings = { everyMinutes: 60, allow: [], receivers: [] };

/** Where a secret is read, with the path of its file as `at` makes it. */
export const withSecretFile = (source: SecretSource, at: (path: string) => string): SecretSource =>
	source.file === undefined ? source : { file: at(source.file) };

/** The settings with the paths of their secrets' files as `at` makes them. */
export const withSecretFiles = (settings: NoticeSettings, at: (path: string) => string): NoticeSettings => {
	const placed = (source: SecretSource): SecretSource => withSecretFile(source, at);
	const { smtp, receivers } = settings;
	return {
		...settings,
		...(smtp ? { smtp: { ...smtp, ...(smtp.password ? { password: placed(smtp.password) } : {}) } } : {}),
		receivers: receivers.map((receiver) => ({
			...receiver,
			...(receiver.secret ? { secret: placed(receiver.secret) } : {}),
			...(receiver.key ? { key: placed(receiver.key) } : {}),
			...(receiver.token ? { token: placed(receiver.token) } : {}),
		})),
	};
};

/** What a kind is called, and where it goes: never with a secret. */
export const describeReceiver = ({ id, kind, url, to }: Receiver): string => {
	const names = {
		webhook: 'Webhook',
		wecom: '企业微信群机器人',
		dingtalk: '钉钉机器人',
		email: '邮件',
	} as const;
	const where = url ? ` ${new URL(url).host}` : to ? ` ${to.length} 人` : '';
	return `${id}（${names[kind]}${where}）`;
};
