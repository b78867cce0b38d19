import robotsParserModule from 'robots-parser';
import { decodeBody } from '../charset.ts';
import type { Fetched } from './fetch.ts';

/** What a host's robots.txt allows us. */
export interface Robots {
	readonly mayFetch: (url: string) => boolean;
	/** Seconds between requests that it asks for. */
	readonly crawlDelay?: number;
}

export const everythingAllowed: Robots = { mayFetch: () => true };

// The package is CommonJS with a default export that its types place one level too deep.
const parse = robotsParserModule as unknown as (
	url: string,
	text: string,
) => {
	isAllowed: (url: string, agent: string) => boolean | undefined;
	getCrawlDelay: (agent: string) => number | undefined;
};

/** Only robots.txt files as short as this are read, as RFC 9309 asks for at least 500 KiB. */
const maxText = 512 * 1024;

/**
 * Reads an answer to `/robots.txt`. RFC 9309: a client error allows everything. A server error would forbid everything;
 * on a government site it is mostly a page of the system's own, and citizens still come in, so it allows too.
 * A page of HTML under that name is no robots.txt.
 */
export const readRobots = (robotsUrl: string, fetched: Fetched, agent: string): Robots => {
	if (fetched.state === 'failed' || fetched.status !== 200) return everythingAllowed;
	const body = fetched.body.subarray(0, maxText);
	// Half a rule would forbid more than it says.
	const whole = body.length < fetched.body.length || fetched.truncated ? body.lastIndexOf('\n') : body.length;
	const { text: read } = decodeBody(body.subarray(0, Math.max(0, whole)), fetched.headers['content-type']);
	const text = read.replace(/^\ufeff/, '');
	if (/^\s*</.test(text)) return everythingAllowed;
	const robots = parse(robotsUrl, text);
	const delay = robots.getCrawlDelay(agent);
	return {
		mayFetch: (url) => robots.isAllowed(url, agent) !== false,
		...(delay === undefined ? {} : { crawlDelay: delay }),
	};
};
