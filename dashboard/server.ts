import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { frameMessages as words } from './messages/frame.ts';

export interface ServerOptions {
	/** 0: any that is free. */
	readonly port: number;
	/** Default: 127.0.0.1, this machine alone. */
	readonly hostname?: string;
}

/** A dashboard that answers. */
export interface RunningServer {
	/** `http://127.0.0.1:8080/`. */
	readonly url: string;
	readonly port: number;
	/** Answers no more, and ends connections that browsers keep open. */
	readonly close: () => Promise<void>;
}

const refusals: Readonly<Record<string, (port: number, hostname: string) => string>> = {
	EADDRINUSE: words.portTaken,
	EACCES: words.portForbidden,
	EADDRNOTAVAIL: (_, hostname) => words.noSuchAddress(hostname),
	ENOTFOUND: (_, hostname) => words.noSuchAddress(hostname),
	ERR_SOCKET_BAD_PORT: words.badPort,
};

const refusal = (error: Error & { code?: string }, { port, hostname = '' }: ServerOptions): Error => {
	const said = refusals[error.code ?? '']?.(port, hostname);
	return new Error(said ?? words.notOpened(port, error.code ?? error.message), { cause: error });
};

const listen = (server: Server, options: ServerOptions): Promise<void> =>
	new Promise((resolve, reject) => {
		const fail = (error: Error): void => reject(refusal(error, options));
		server.once('error', fail);
		try {
			server.listen(options.port, options.hostname, () => {
				server.off('error', fail);
				resolve();
			});
		} catch (error) {
			fail(error instanceof Error ? error : new Error(String(error)));
		}
	});

/** Opens a port for a dashboard. Rejects with one Chinese sentence where it cannot. */
export const startServer = async (
	app: Pick<Hono, 'fetch'>,
	{ port, hostname = '127.0.0.1' }: ServerOptions,
): Promise<RunningServer> => {
	// Without options of its own it is a server of plain HTTP.
	const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
	await listen(server, { port, hostname });
	const address = server.address();
	const opened = typeof address === 'object' && address ? address.port : port;
	return {
		url: `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${opened}/`,
		port: opened,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};
