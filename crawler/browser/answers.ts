import { setTimeout as pause } from 'node:timers/promises';
import type { Request } from 'playwright';

/** A script or style as the site sent it. */
export interface KeptAnswer {
	readonly status: number;
	readonly headers: Record<string, string>;
	readonly body: Buffer;
}

export interface KeptAnswers {
	/** What the address answered before; waits a little where another page is asking right now. */
	readonly get: (url: string) => Promise<KeptAnswer | undefined>;
	/** Keeps what this request will be answered. */
	readonly keep: (request: Request) => void;
	/** Gives all of it up, for good. */
	readonly forget: () => void;
}

/** What all who keep answers may keep together. */
export interface Room {
	/** Bytes. */
	left: number;
}

const maxBytes = { one: 4 << 20, all: 48 << 20 };
/** Longest wait for another page's request of the same file, milliseconds. */
const longestWait = 5_000;

/** What describes the bytes on the wire, not the file; the browser has the cookies already. */
const ofTheWire =
	/^(?:content-(?:encoding|length)|transfer-encoding|connection|keep-alive|date|age|set-cookie)$/;

/** Files of scripts and styles, pictures and fonts: the same for every page. Data that comes as a script (JSONP) is asked for each time. */
export const isKeepable = (request: Request): boolean =>
	/^(?:script|stylesheet|image|font)$/.test(request.resourceType()) &&
	request.method() === 'GET' &&
	/\.(?:m?js|css|png|jpe?g|gif|webp|svg|ico|woff2?|ttf|otf)$/i.test(new URL(request.url()).pathname);

const read = async (request: Request): Promise<KeptAnswer | undefined> => {
	const response = await request.response();
	if (response?.status() !== 200) return undefined;
	const headers = await response.allHeaders();
	if (/no-store|no-cache|max-age=0\b/i.test(headers['cache-control'] ?? '')) return undefined;
	const body = await response.body();
	if (body.length > maxBytes.one) return undefined;
	const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheWire.test(name)));
	return { status: 200, headers: kept, body };
};

/** The files of one session. Routing requests, as we must, switches the browser's own cache off. */
export const keepAnswers = (room: Room): KeptAnswers => {
	const answers = new Map<string, Promise<KeptAnswer | undefined>>();
	let bytes = 0;
	let isOver = false;
	const fits = ({ body: { length } }: KeptAnswer): boolean =>
		!isOver && bytes + length <= maxBytes.all && length <= room.left;
	return {
		get: async (url) => {
			const answer = answers.get(url);
			return answer && Promise.race([answer, pause(longestWait, undefined, { ref: false })]);
		},
		keep: (request) => {
			const url = request.url();
			if (answers.has(url)) return;
			const answer = read(request)
				.catch(() => undefined) // The page was closed over it.
				.then((kept) => {
					if (!kept || !fits(kept)) {
						answers.delete(url);
						return undefined;
					}
					bytes += kept.body.length;
					room.left -= kept.body.length;
					return kept;
				});
			answers.set(url, answer);
		},
		forget: () => {
			isOver = true;
			room.left += bytes;
			bytes = 0;
			answers.clear();
		},
	};
};
