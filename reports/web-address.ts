/** A whole address of the web, without a user's name or password, as people may write a site's. */
export const isWebAddress = (value: string): boolean => {
	if (!URL.canParse(value)) return false;
	const { protocol, username, password } = new URL(value);
	return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
};

/** The address in its normal form, without what follows `#`. */
export const withoutFragment = (value: string): string => {
	const url = new URL(value);
	url.hash = '';
	return url.href;
};

/** The id of a site that nobody gave one: its host name with `-` for `.`. */
export const siteIdOf = (url: string): string =>
	new URL(url).hostname.replace(/^\[|\]$/g, '').replace(/[^a-z0-9]/g, '-');
