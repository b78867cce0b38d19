/** What a server calls the version of its answer by. */
export interface Validators {
	readonly etag?: string;
	/** Last-Modified, as it came. */
	readonly modified?: string;
}

type Headers = Readonly<Record<string, string>>;

/** A tag's own part: servers that compress name the variant in it, weaken it, and may do neither in a 304. */
const tagOf = (etag: string): string =>
	etag.replace(/^W\//, '').replace(/(?:--?|;)(?:gzip|br|deflate)"$/, '"');

/** Two answers that their server calls the same: by their tags, or where one of them has none, by their times. */
export const isSameVersion = (known: Validators, headers: Headers): boolean =>
	known.etag !== undefined && headers.etag !== undefined
		? tagOf(known.etag) === tagOf(headers.etag)
		: known.modified !== undefined && known.modified === headers['last-modified'];

/** A 304 that names another version than the one asked about answers a question that was not put; one that names none is believed. */
export const isAbout = (sent: Validators, headers: Headers): boolean => {
	const isNamed =
		sent.etag !== undefined ? headers.etag !== undefined : headers['last-modified'] !== undefined;
	return !isNamed || isSameVersion(sent, headers);
};
