import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What a path is answered, byte by byte: the bytes, after which the connection ends, or whoever writes them. */
export type RawAnswer = string | Buffer | ((socket: Socket) => void);

export interface RawWeb {
	/** `http://127.0.0.1:port`, without a slash at the end. */
	readonly url: string;
	/** Paths asked for, in order. */
	readonly asked: string[];
	readonly close: () => Promise<void>;
}

/** A server on loopback that keeps to no protocol. */
export const startRawWeb = async (answerOf: (path: string) => RawAnswer): Promise<RawWeb> => {
	const asked: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => {}); // Whoever asked hangs up: that is what is hoped for.
		socket.once('data', (bytes) => {
			const path = /^\w+ (\S+)/.exec(bytes.toString('latin1'))?.[1] ?? '';
			asked.push(path);
			const answer = answerOf(path);
			if (typeof answer === 'function') answer(socket);
			else socket.end(answer);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		asked,
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((done) => server.close(done));
		},
	};
};

/** Writes a head, and then the same for as long as it is taken. */
export const pouring =
	(head: string, again: string | Buffer): RawAnswer =>
	(socket) => {
		socket.write(head);
		// Who asks may be of this process, and wants a turn.
		const pour = (): void => {
			if (!socket.destroyed) socket.write(again, () => setImmediate(pour));
		};
		pour();
	};

/** Writes a head, and then the same piece by piece, with so many milliseconds between. */
export const dripping =
	(head: string, again: string, milliseconds = 50): RawAnswer =>
	(socket) => {
		socket.write(head);
		const timer = setInterval(() => socket.write(again), milliseconds);
		socket.on('close', () => clearInterval(timer));
	};
