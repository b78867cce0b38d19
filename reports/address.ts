/** Judging a site asks for the same few thousand addresses again and again. */
const known = new Map<string, string>();
const mostKnown = 50_000;

/**
 * The address by which a subject is known from run to run: no scheme, no default index page, no trailing slash, no fragment,
 * host in lower case, port kept. What is no web address (`file:`, a disk path) stays as it is written.
 */
export const canonicalAddress = (address: string): string => {
	const before = known.get(address);
	if (before !== undefined) return before;
	if (known.size >= mostKnown) known.clear();
	const canonical = reckoned(address);
	known.set(address, canonical);
	return canonical;
};

const reckoned = (address: string): string => {
	const url = URL.parse(address);
	if (!url) return address.trim();
	const { protocol, host, pathname, search } = url;
	if (protocol !== 'http:' && protocol !== 'https:') return address.trim();
	const path = pathname
		.replace(/\/(?:index|default)\.(?:s?html?|jspx?|php|aspx?|do)$/i, '/')
		.replace(/\/+$/, '');
	return `${host}${path}${search}`;
};
