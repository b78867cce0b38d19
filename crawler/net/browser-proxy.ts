import { isIP } from 'node:net';
import { RequestError, Server } from 'proxy-chain';
import { ForbiddenAddressError } from './address.ts';

/** The proxy through which a browser's requests go out. */
export interface BrowserProxy {
	/** `http://127.0.0.1:port`. */
	readonly url: string;
	/** Ends the connections to the host and port of an address. */
	readonly hangUp: (url: string) => void;
	readonly close: () => Promise<void>;
}

/** How it reaches a host, after the guard's own rules; rejects for one that may not be dialled. */
export interface Ways {
	/** The operator's proxy, which dials. */
	readonly upstream?: string | undefined;
	readonly check: (hostname: string) => Promise<void>;
	/** Addresses of a host that may be dialled. */
	readonly dialable: (hostname: string) => Promise<readonly string[]>;
}

/** Of answers that are made up here, where there was none: no site says so. */
const noAnswer = 593;

const portOf = ({ port, protocol }: URL): number => Number(port) || (protocol === 'https:' ? 443 : 80);

export const openBrowserProxy = async ({ upstream, check, dialable }: Ways): Promise<BrowserProxy> => {
	/** Where each connection of the browser leads. */
	const goals = new Map<number, string>();
	const server = new Server({
		host: '127.0.0.1',
		port: 0,
		prepareRequestFunction: async ({ hostname, port, connectionId, request }) => {
			const id = connectionId as unknown as number; // Its types say symbol in one place and number in all others.
			goals.set(id, `${hostname}:${port}`);
			const refuse = (error: unknown): never => {
				// An answer of ours would be read as the site's: what may not be dialled answers nothing.
				if (error instanceof ForbiddenAddressError) request.socket.destroy();
				throw new RequestError('no address', noAnswer);
			};
			if (upstream) {
				await check(hostname).catch(refuse);
				return { upstreamProxyUrl: upstream };
			}
			const [address] = await dialable(hostname).catch(refuse);
			// The name is looked up once, here; the connection goes to the address that was checked.
			return {
				dnsLookup: ((_name: string, settings: { all?: boolean }, done: (...args: unknown[]) => void) => {
					const family = isIP(address ?? '');
					if (settings.all) done(null, [{ address, family }]);
					else done(null, address, family);
				}) as never, // Node's overloads of `lookup` cannot be written as one arrow function.
			};
		},
	});
	server.on('error', () => {}); // A refused request is the browser's failed request, nothing of ours.
	server.on('connectionClosed', ({ connectionId }: { connectionId: number }) => goals.delete(connectionId));
	await server.listen();
	return {
		url: `http://127.0.0.1:${server.port}`,
		hangUp: (url) => {
			const to = new URL(url);
			const goal = `${to.hostname}:${portOf(to)}`;
			for (const [id, where] of goals) if (where === goal) server.closeConnection(id);
		},
		close: () => server.close(true),
	};
};
