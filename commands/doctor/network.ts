import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { connect, isIP } from 'node:net';
import type { Config } from '../../config.ts';
import type { SecretSource } from '../../reports/notices/settings.ts';
import { bad, type Examiner, type Finding, good, note } from './examine.ts';

const patienceMs = 5000;

/** Whether anything takes connections there; nothing is sent. */
export const takesConnections = (host: string, port: number): Promise<boolean> =>
	new Promise((resolve) => {
		const socket = connect({ host, port, timeout: patienceMs });
		const end = (answer: boolean): void => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('connect', () => end(true));
		socket.once('timeout', () => end(false));
		socket.once('error', () => end(false));
	});

/** The resolver alone is asked, and for no site: any answer of its, also a refusal, shows that it is there. */
const isResolverThere = async (servers: readonly string[]): Promise<boolean> => {
	const resolver = new Resolver({ timeout: 3000, tries: 1 });
	resolver.setServers([...servers]);
	try {
		await resolver.resolveSoa('cn');
		return true;
	} catch (error) {
		return !/ETIMEOUT|ECONNREFUSED|EREFUSEDSERVER|ECANCELLED/.test(
			(error as NodeJS.ErrnoException).code ?? '',
		);
	}
};

const hasNames = ({ sites }: Pick<Config, 'sites'>): boolean =>
	sites.some(({ url }) => {
		const { hostname } = new URL(url);
		return hostname !== 'localhost' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
	});

/** `servers`: of the resolver; default: the system's. No site is contacted. */
export const networkOf = (servers?: readonly string[]): Examiner => ({
	id: 'network',
	name: '网络',
	look: async ({ config, environment }) => {
		const { proxy } = config.network;
		const ignored: Finding[] =
			environment.proxies.length > 0 && !proxy
				? [
						note(
							`环境变量 ${environment.proxies.join('、')} 不起作用`,
							'要经代理上网，请在配置中写 network.proxy',
						),
					]
				: [];
		if (proxy) {
			const { hostname, port } = new URL(proxy);
			const isThere = await takesConnections(hostname.replace(/^\[|\]$/g, ''), Number(port || 80));
			return [
				isThere
					? good(`代理 ${new URL(proxy).host} 连得上`)
					: bad(
							`代理 ${new URL(proxy).host} 连不上`,
							'核对配置里的 network.proxy，确认代理在运行、防火墙放行',
						),
			];
		}
		if (!hasNames(config)) return [...ignored, good('配置里没有要解析的域名，没有试外网')];
		const asked = servers ?? new Resolver().getServers();
		return (await isResolverThere(asked))
			? [...ignored, good('域名服务器有应答；没有试连任何网站')]
			: [
					...ignored,
					bad(
						`域名服务器 ${asked.join('、')} 没有应答，网站都会打不开`,
						'检查服务器的 DNS 设置（如 /etc/resolv.conf）和外网；只能经代理上网的，在配置中写 network.proxy',
					),
				];
	},
});

const secretsOf = ({ notices: { receivers, smtp } }: Pick<Config, 'notices'>) => [
	...receivers.flatMap(({ id, secret, key, token }) =>
		[secret, key, token].flatMap((source) => (source ? [{ of: `收件人 ${id}`, source }] : [])),
	),
	...(smtp?.password ? [{ of: '邮件服务器', source: smtp.password }] : []),
];

const isReadable = async (
	{ env, file }: SecretSource,
	variables: Readonly<Record<string, string | undefined>>,
): Promise<boolean> =>
	file === undefined
		? Boolean(variables[env ?? '']?.trim())
		: readFile(file, 'utf8').then(
				(text) => text.trim() !== '',
				() => false,
			);

/** Whether receivers could be told at all; what came of it stands with the store. */
export const secrets: Examiner = {
	id: 'secrets',
	name: '通知的密钥',
	look: async ({ config, environment }) => {
		const all = secretsOf(config);
		const wrong: Finding[] = [];
		for (const { of, source } of all)
			if (!(await isReadable(source, environment.variables)))
				wrong.push(
					bad(
						`${of}的密钥读不到（${source.file ?? `环境变量 ${source.env}`}）`,
						'放好密钥文件，或在启动 gongkai 的环境里设置这个变量',
					),
				);
		if (wrong.length > 0) return wrong;
		return all.length > 0 ? [good('都读得到')] : [];
	},
};
