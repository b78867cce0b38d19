/** A way to a server on loopback that breaks when it is told to, as a network does: nobody is told why. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CutProxy {
	readonly port: number;
	/** Breaks all connections that there are. */
	readonly cut: () => void;
	/** Breaks the connection on which the client says something for the n-th time from now on: before it is passed on, or once it is. */
	readonly cutAt: (n: number, when: 'before' | 'after') => void;
	/** How often clients said something since `cutAt`, or since the beginning. */
	readonly said: () => number;
	/** From now on nobody gets through, or everybody again. */
	readonly setOpen: (isOpen: boolean) => void;
	/** From now on whoever comes hears nothing, until it is open. */
	readonly mute: () => void;
	readonly close: () => Promise<void>;
}

/** So long after it was passed on, what was said has been done, milliseconds: the answer is what is lost. */
const doneMs = 60;

export const startCutProxy = async (target: number): Promise<CutProxy> => {
	const sockets = new Set<Socket>();
	let isOpen = true;
	let isMute = false;
	let said = 0;
	let fatal: { readonly n: number; readonly when: 'before' | 'after' } | undefined;
	const keep = (socket: Socket): Socket => {
		sockets.add(socket);
		return socket.on('close', () => sockets.delete(socket)).on('error', () => {});
	};
	const server = createServer((client) => {
		keep(client);
		if (isMute) return;
		if (!isOpen) {
			client.destroy();
			return;
		}
		const upstream = keep(connect(target, '127.0.0.1'));
		const end = (): void => {
			client.destroy();
			upstream.destroy();
		};
		client.on('close', end);
		upstream.on('close', end);
		let isDeaf = false;
		client.on('data', (bytes) => {
			said++;
			if (said !== fatal?.n) {
				upstream.write(bytes);
				return;
			}
			if (fatal.when === 'before') {
				end();
				return;
			}
			isDeaf = true;
			upstream.write(bytes);
			setTimeout(end, doneMs);
		});
		upstream.on('data', (bytes) => {
			if (!isDeaf) client.write(bytes);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const cut = (): void => {
		for (const socket of sockets) socket.destroy();
	};
	return {
		port: (server.address() as AddressInfo).port,
		cut,
		cutAt: (n, when) => {
			said = 0;
			fatal = { n, when };
		},
		said: () => said,
		setOpen: (open) => {
			isOpen = open;
			isMute = false;
		},
		mute: () => {
			isMute = true;
		},
		close: async () => {
			cut();
			await new Promise((resolve) => server.close(resolve));
		},
	};
};
