import type { Archive } from './archive/archive.ts';
import type { Lane } from './page-facts.ts';
import { crawlKey } from './url.ts';

/** How an address answered a crawl, as far as it proves what was seen there. */
export interface SeenAnswer {
	/** When it answered last, ISO. */
	readonly at: string;
	readonly status?: number;
	/** The address that answered, where redirects led to another one. */
	readonly finalUrl?: string;
	/** Where each redirect led, in order. */
	readonly redirects?: readonly string[];
	/** Some of its headers, names in lower case. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Of the page's bytes, which the archive keeps; hexadecimal. */
	readonly sha256?: string;
	/** `browser`: a browser drew it, and its bytes are what was drawn. Absent: the HTTP lane's. */
	readonly lane?: 'browser';
	/** Each try that did not go well, in order. */
	readonly tries?: readonly { readonly at: string; readonly words: string; readonly lane?: 'browser' }[];
}

/** What says which version of what was sent, by whom and when. */
const telling = ['content-type', 'content-length', 'last-modified', 'etag', 'date', 'server', 'location'];
const longestHeader = 200;

/** What was drawn is no more the bytes that came: headers of those stand under names that nothing takes for its own. */
const drawn = 'drawn-';

/** The headers to keep beside what a browser drew. */
export const drawnHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(Object.entries(someOf(headers)).map(([name, value]) => [`${drawn}${name}`, value]));

const someOf = (headers: Readonly<Record<string, string>>): Record<string, string> =>
	Object.fromEntries(
		telling.flatMap((name) => {
			const value = headers[name] ?? headers[`${drawn}${name}`];
			return value ? [[name, value.slice(0, longestHeader)] as const] : [];
		}),
	);

const byBrowser = (lane: Lane): { lane?: 'browser' } => (lane === 'browser' ? { lane } : {});

/** Addresses under which a crawl was answered, by the ones that it asked for. */
export const askedFor = (archive: Archive): ReadonlyMap<string, string> => {
	const asked = new Map<string, string>();
	for (const { url, finalUrl } of archive.responses.all()) {
		const key = crawlKey(finalUrl);
		if (!asked.has(key) || url === finalUrl) asked.set(key, url);
	}
	return asked;
};

/** How these addresses answered, as linked or after redirects; those that were never asked are left out. */
export const answersOf = (archive: Archive, urls: Iterable<string>): Map<string, SeenAnswer> => {
	const asked = askedFor(archive);
	const answers = new Map<string, SeenAnswer>();
	for (const url of urls) {
		if (answers.has(url) || !/^https?:/i.test(url)) continue;
		const entry = archive.entry(crawlKey(url)) ?? archive.entry(crawlKey(asked.get(crawlKey(url)) ?? ''));
		const whole = entry && archive.responses.whole(entry.seq);
		if (!entry || !whole?.at) continue;
		const { at, status, finalUrl, redirects, lane, body } = whole;
		const headers = someOf(whole.headers);
		const tries = archive.tries
			.all(entry.seq)
			.map((one) => ({ at: one.at, words: one.words, ...byBrowser(one.lane) }));
		answers.set(url, {
			at,
			...(status === undefined ? {} : { status }),
			...(finalUrl === url ? {} : { finalUrl }),
			...(redirects.length > 0 ? { redirects } : {}),
			...(Object.keys(headers).length > 0 ? { headers } : {}),
			...(body ? { sha256: Buffer.from(body).toString('hex') } : {}),
			...byBrowser(lane),
			...(tries.length > 0 ? { tries } : {}),
		});
	}
	return answers;
};
