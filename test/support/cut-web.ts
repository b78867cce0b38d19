/** A small web whose cable can be pulled: nobody listens any more, and who is being answered is cut off. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CutWeb {
	readonly port: number;
	/** How often it was asked. */
	readonly asked: () => number;
	readonly cut: () => Promise<void>;
	readonly mend: () => Promise<void>;
}

/** `onAsked` is told of each request before it is answered. */
export const startCutWeb = async (answer: RequestListener, onAsked: () => void): Promise<CutWeb> => {
	let asked = 0;
	const server = createServer((request, response) => {
		asked++;
		onAsked();
		if (server.listening) answer(request, response);
	});
	const listen = (port: number): Promise<void> =>
		new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
	await listen(0);
	const { port } = server.address() as AddressInfo;
	return {
		port,
		asked: () => asked,
		cut: async () => {
			if (!server.listening) return;
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
		mend: async () => {
			if (!server.listening) await listen(port);
		},
	};
};
