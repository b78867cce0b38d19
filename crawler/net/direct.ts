import http from 'node:http';
import https from 'node:https';

/**
 * Takes back what Node does where it is told to use the environment's proxies (`NODE_USE_ENV_PROXY`, `--use-env-proxy`): requests
 * that libraries make with Node's own client would go past the guard.
 */
export const forgetNodeProxies = (): void => {
	const asNode = { keepAlive: true, scheduling: 'lifo', timeout: 5000 } as const;
	http.globalAgent = new http.Agent(asNode);
	https.globalAgent = new https.Agent(asNode);
};
