import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a path of a small web answers: text, or a function that answers by itself. */
export type Answering = string | Buffer | ((request: IncomingMessage, response: ServerResponse) => void);

export interface Web {
	/** `http://127.0.0.1:port`, without a slash at the end. */
	readonly url: string;
	/** Paths asked for, in order. */
	readonly asked: string[];
	readonly close: () => Promise<void>;
}

export interface WebOptions {
	/** Default: 127.0.0.1. */
	readonly host?: string;
	/** What any other path answers; default: 404. */
	readonly otherwise?: Answering;
}

/** A small web on loopback: pages by path. */
export const startWeb = async (
	pages: Record<string, Answering>,
	{ host = '127.0.0.1', otherwise }: WebOptions = {},
): Promise<Web> => {
	const asked: string[] = [];
	const answer: RequestListener = (request, response) => {
		const path = request.url ?? '/';
		asked.push(path);
		const page = pages[path] ?? pages[path.split('?')[0] ?? ''] ?? otherwise;
		if (typeof page === 'function') page(request, response);
		else if (page === undefined)
			response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not Found</h1>');
		else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
	};
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, host, resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://${host}:${port}`,
		asked,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
};
