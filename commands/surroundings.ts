import type { Config } from '../config.ts';
import type { Network } from '../crawler/site-config.ts';
import type { Environment } from '../environment.ts';
import type { Context } from './command.ts';
import type { Logs } from './log.ts';

/** What an unreachable site may have to do with proxies. */
export const proxyHint = ({ proxies }: Environment, { proxy }: Network): string => {
	if (proxy) return `（经代理 ${new URL(proxy).host}）`;
	if (proxies.length === 0) return '';
	return `（环境变量 ${proxies.join('、')} 不起作用，要经代理上网请在配置中写 network.proxy）`;
};

/** Writes down what of a process's surroundings may surprise whoever reads its audits' logs. */
export const noteSurroundings = (
	{ io: { environment } }: Context,
	{ network }: Config,
	{ log }: Logs,
): void => {
	if (environment.proxies.length > 0 && !network.proxy)
		log.warn({ variables: environment.proxies }, 'proxy variables are ignored; set network.proxy');
	if (network.ca)
		log.info('network.ca does not reach the browser; the README says how it learns of authorities');
};
