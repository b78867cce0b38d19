import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, siteOn } from './year-site.ts';

/** How a server names the versions of its answers. */
export const manners = {
	'tags its answers': 'etag',
	'tags them weakly': 'weak',
	'says when they were changed': 'modified',
	'says neither': 'none',
	'tags each answer anew': 'restless',
	'says the same time for ever, whatever changes': 'lying',
} as const;

export type Manner = (typeof manners)[keyof typeof manners];

/** The county's site, on a day that can be turned, from a server that knows what it sent before. */
export interface VersionedSite {
	readonly url: string;
	readonly turnTo: (day: string) => void;
	/** Other answers than the day's. */
	readonly put: (path: string, answer: Answer) => void;
	/** How often it has said that nothing changed. */
	readonly kept: () => number;
	readonly asked: () => number;
	readonly close: () => Promise<void>;
}

const firstChange = Date.UTC(2026, 0, 1);

export const startVersionedSite = async (
	manner: Manner,
	day: string,
	delayMs = 0,
): Promise<VersionedSite> => {
	let answers = siteOn(day);
	const own = new Map<string, Answer>();
	const changes = new Map<string, { body: string; at: number }>();
	let kept = 0;
	let asked = 0;

	const versionOf = (path: string, { body }: Answer): Record<string, string> => {
		const tag = createHash('sha1').update(body).digest('hex');
		switch (manner) {
			case 'etag':
				return { etag: `"${tag}"` };
			case 'weak':
				return { etag: `W/"${tag}"` };
			case 'restless':
				return { etag: `"${asked}"` };
			case 'lying':
				return { 'last-modified': new Date(firstChange).toUTCString() };
			case 'modified': {
				const last = changes.get(path);
				const at = last?.body === tag ? last.at : (last?.at ?? firstChange) + 60_000;
				changes.set(path, { body: tag, at });
				return { 'last-modified': new Date(at).toUTCString() };
			}
			default:
				return {};
		}
	};
	const server: Server = createServer(({ headers, url = '/' }, response) => {
		asked++;
		const { pathname } = new URL(url, 'http://127.0.0.1');
		const answer = own.get(pathname) ?? answers.get(pathname) ?? { status: 404, body: '<h1>Not Found</h1>' };
		const version = answer.status === 200 ? versionOf(pathname, answer) : {};
		const isKept = headers['if-none-match']
			? headers['if-none-match'] === version.etag
			: version['last-modified'] !== undefined && headers['if-modified-since'] === version['last-modified'];
		if (isKept) kept++;
		const { status, body, type = 'text/html; charset=utf-8' } = isKept ? { status: 304, body: '' } : answer;
		setTimeout(() => response.writeHead(status, { 'content-type': type, ...version }).end(body), delayMs);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		turnTo: (next) => {
			answers = siteOn(next);
		},
		put: (path, answer) => {
			own.set(path, answer);
		},
		kept: () => kept,
		asked: () => asked,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
};
