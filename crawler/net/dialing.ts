import { isIP, type Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** How long a connection took, milliseconds. What did not happen is absent: no encryption, or a dial that failed before. */
export interface DialTimes {
	/** Looking the name up. */
	readonly dnsMs?: number;
	/** From there to the connection. */
	readonly connectMs?: number;
	/** From there to the end of the handshake. */
	readonly tlsMs?: number;
}

type Step = keyof DialTimes;
/** Is told of each step of a dial as it ends. */
export type OnStep = (step: Step, milliseconds: number) => void;

/** A connector that dials the addresses that a host name may be dialled at, one after the other. */
export const connectorTo = (
	addressesOf: (hostname: string) => Promise<readonly string[]>,
	dial: buildConnector.connector,
	onStep: OnStep = () => {},
): buildConnector.connector => {
	// The check is on the address that is dialled, so a name that changes its answer between check and use gains nothing.
	return (request, done) => {
		let since = performance.now();
		const step = (name: Step): void => {
			onStep(name, performance.now() - since);
			since = performance.now();
		};
		const attempt = ([address = '', ...others]: readonly string[]): void => {
			const servername = request.servername || (isIP(request.hostname) ? '' : request.hostname);
			// undici gives the socket, which its types keep to themselves.
			const socket = dial({ ...request, hostname: address, servername }, (...outcome) => {
				if (outcome[0] && others.length > 0) return attempt(others);
				if (!outcome[0] && request.protocol === 'https:') step('tlsMs');
				done(...outcome);
			}) as unknown as Socket;
			socket.once('connect', () => step('connectMs'));
		};
		addressesOf(request.hostname).then(
			(addresses) => {
				step('dnsMs');
				attempt(addresses);
			},
			(error) => done(error, null),
		);
	};
};

/** Adds up the steps of one visit's dials: a redirect may lead to another host. */
export const dialWatch = (): { readonly onStep: OnStep; readonly times: () => DialTimes } => {
	const sums: { -readonly [Name in Step]?: number } = {};
	return {
		onStep: (step, milliseconds) => {
			sums[step] = (sums[step] ?? 0) + milliseconds;
		},
		times: () => ({ ...sums }),
	};
};
