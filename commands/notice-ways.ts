import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Dispatcher, request } from 'undici';
import {
	addressFilter,
	allowedAddresses,
	ForbiddenAddressError,
	type Resolver,
	systemResolver,
} from '../crawler/net/address.ts';
import { createGuard, type Guard } from '../crawler/net/guard.ts';
import type { Network } from '../crawler/site-config.ts';
import type { Digest } from '../reports/notices/model.ts';
import { dingtalkPayload, mailOf, webhookPayload, wecomPayload } from '../reports/notices/payloads.ts';
import type { NoticeSettings, Receiver, SecretSource } from '../reports/notices/settings.ts';
import type { Links } from '../reports/notices/words.ts';
import { mailSender, whyNoMail } from './notice-mail.ts';

/** The ways that notices take out of here. */

export interface WayOptions {
	readonly settings: NoticeSettings;
	readonly network: Pick<Network, 'proxy' | 'ca'>;
	/** The process's environment, for secrets. */
	readonly variables: Readonly<Record<string, string | undefined>>;
	/** Until a receiver is given up for this time. Default: 15. */
	readonly timeoutSeconds?: number;
	readonly now: () => Date;
	/** Names → addresses; default: the system's. */
	readonly resolve?: Resolver;
}

export interface Sent {
	readonly digest: Digest;
	/** The same in every try of one notice. */
	readonly id: string;
	readonly links?: Links;
}

/** What a receiver did not do, a Chinese sentence without any secret. */
export class UndeliveredError extends Error {
	override readonly name = 'UndeliveredError';
}

export interface Ways {
	/** Resolves once the receiver has it, with what was amiss all the same; throws `UndeliveredError` where it has not. */
	readonly send: (receiver: Receiver, sent: Sent) => Promise<string | undefined>;
	/** Ends what is under way, too. */
	readonly close: () => Promise<void>;
}

/** Of a receiver's answer. */
const maxAnswerBytes = 64 * 1024;

const readSecret = async (
	source: SecretSource | undefined,
	variables: WayOptions['variables'],
): Promise<string> => {
	const { env = '', file } = source ?? {};
	if (file === undefined) {
		const value = variables[env]?.trim();
		if (!value) throw new UndeliveredError(`环境变量 ${env} 没有值`);
		return value;
	}
	const value = await readFile(file, 'utf8').then(
		(text) => text.trim(),
		() => '',
	);
	if (value === '') throw new UndeliveredError(`读不到密钥文件 ${file}，或它是空的`);
	return value;
};

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text);

/** The answer as text, as far as anybody reads it. */
const textOf = async (body: Dispatcher.ResponseData['body']): Promise<string> => {
	let text = '';
	for await (const chunk of body) {
		text += chunk;
		if (text.length > maxAnswerBytes) break;
	}
	return text;
};

const networkWords: Readonly<Record<string, string>> = {
	ECONNREFUSED: '连接被拒绝',
	ECONNRESET: '连接被中断',
	ENOTFOUND: '找不到主机名',
	EAI_AGAIN: '域名解析失败',
	EHOSTUNREACH: '网络不通',
	ENETUNREACH: '网络不通',
	ETIMEDOUT: '连接超时',
	UND_ERR_CONNECT_TIMEOUT: '连接超时',
};

/** Why a receiver could not be had; an unknown error is told by its code alone, for its words may repeat an address with a key. */
const whyNot = (error: unknown): string => {
	if (error instanceof UndeliveredError) return error.message;
	if (error instanceof ForbiddenAddressError) return '它的地址不是公网地址，需在配置 notices.allow 中放行';
	const { name, code = '' } = error as NodeJS.ErrnoException;
	if (name === 'TimeoutError') return '没有及时应答';
	if (name === 'ProxyError') return '配置的代理（network.proxy）连不上，或没有放行';
	return networkWords[code] ?? whyNoMail(error) ?? `没有送成（${code || name || '原因不明'}）`;
};

const robotHosts = {
	wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
	dingtalk: 'https://oapi.dingtalk.com/robot/send',
} as const;

/** What is posted, and where. */
interface Post {
	readonly url: URL;
	readonly body: string;
	readonly headers?: Readonly<Record<string, string>>;
}

const postFor = async (
	{ kind, url, secret, key, token }: Receiver,
	{ digest, id, links }: Sent,
	{ variables, now }: Pick<WayOptions, 'variables' | 'now'>,
): Promise<Post> => {
	const at = now().getTime();
	if (kind === 'wecom') {
		const target = new URL(url ?? robotHosts.wecom);
		target.searchParams.set('key', await readSecret(key, variables));
		return { url: target, body: JSON.stringify(wecomPayload(digest, links)) };
	}
	if (kind === 'dingtalk') {
		const target = new URL(url ?? robotHosts.dingtalk);
		const signing = await readSecret(secret, variables);
		target.searchParams.set('access_token', await readSecret(token, variables));
		target.searchParams.set('timestamp', `${at}`);
		target.searchParams.set('sign', hmac(signing, `${at}\n${signing}`).digest('base64'));
		return { url: target, body: JSON.stringify(dingtalkPayload(digest, links)) };
	}
	const timestamp = `${Math.floor(at / 1000)}`;
	const body = JSON.stringify(webhookPayload(digest, id, links));
	const signature = hmac(await readSecret(secret, variables), `${timestamp}.${body}`).digest('hex');
	return {
		url: new URL(url ?? ''),
		body,
		headers: {
			'x-gongkai-delivery': id,
			'x-gongkai-timestamp': timestamp,
			'x-gongkai-signature': `sha256=${signature}`,
		},
	};
};

/** What a robot's own answer says of a refusal. */
const robotRefusal = (text: string): string | undefined => {
	try {
		const { errcode } = JSON.parse(text) as { errcode?: unknown };
		if (errcode === 0) return undefined;
		return typeof errcode === 'number' ? `机器人返回错误码 ${errcode}` : '机器人的应答里没有结果';
	} catch {
		return '应答不是机器人的格式，网址可能不对';
	}
};

/** Opens the ways. Receivers are dialled past the guard of their own: what it allows is nothing that a crawled page could lead to. */
export const openWays = (options: WayOptions): Ways => {
	const { settings, network, variables, timeoutSeconds = 15, now, resolve } = options;
	const guardOptions = { connectTimeoutSeconds: timeoutSeconds, ...(resolve ? { resolve } : {}) };
	const { proxy, ca } = network;
	const direct = createGuard({ allow: settings.allow, ...(ca ? { ca } : {}) }, guardOptions);
	const proxied = proxy ? createGuard({ allow: [], proxy, ...(ca ? { ca } : {}) }, guardOptions) : undefined;
	const mayDial = addressFilter(settings.allow);
	const isPublic = addressFilter([]);
	const ending = new AbortController();
	const signal = (): AbortSignal =>
		AbortSignal.any([ending.signal, AbortSignal.timeout(timeoutSeconds * 1000)]);

	/** What stands inside the operator's network is not behind the proxy. */
	const guardFor = async (hostname: string): Promise<Guard> => {
		if (!proxied) return direct;
		const addresses = await direct.addressesOf(hostname.replace(/^\[|\]$/g, '')).catch(() => []);
		return addresses.some((address) => mayDial(address) && !isPublic(address)) ? direct : proxied;
	};

	const post = async ({ url, body, headers }: Post, isRobot: boolean): Promise<void> => {
		const guard = await guardFor(url.hostname);
		const answer = await request(url, {
			method: 'POST',
			dispatcher: guard.freshDispatcher,
			headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Gongkai', ...headers },
			body,
			signal: signal(),
		});
		const text = await textOf(answer.body);
		if (answer.statusCode < 200 || answer.statusCode > 299)
			throw new UndeliveredError(`对方返回 HTTP ${answer.statusCode}`);
		const refusal = isRobot ? robotRefusal(text) : undefined;
		if (refusal) throw new UndeliveredError(refusal);
	};

	const mail = async (to: readonly string[], { digest, id, links }: Sent): Promise<string | undefined> => {
		const { smtp } = settings;
		if (!smtp) throw new UndeliveredError('没有配置 notices.smtp');
		const password = smtp.password ? await readSecret(smtp.password, variables) : undefined;
		const addresses = await allowedAddresses(smtp.host, resolve ?? systemResolver, mayDial);
		const send = mailSender({ smtp, password, addresses, ca, timeoutSeconds, end: ending.signal });
		return send({ ...mailOf(digest, links), to, id });
	};

	return {
		send: async (receiver, sent) => {
			try {
				if (receiver.kind === 'email') return await mail(receiver.to ?? [], sent);
				await post(await postFor(receiver, sent, { variables, now }), receiver.kind !== 'webhook');
				return undefined;
			} catch (cause) {
				throw new UndeliveredError(whyNot(cause), { cause });
			}
		},
		close: async () => {
			ending.abort();
			await Promise.all([direct.close(), proxied?.close()]);
		},
	};
};
