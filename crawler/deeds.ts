/**
 * Addresses that do something when they are asked for: delete, vote, like, log out. A crawler presses none of them, whether the
 * site would let it or not; what they would have shown is of no use to an audit.
 */

/** Never the name of a page. */
const verbs = /^(?:delete|del|remove|destroy|logout|logoff|signout|loginout|unsubscribe|unfollow)$/;
/** A deed where something is to be done to one thing, by its number; else a column on votes. */
const approvals =
	/^(?:vote|like|unlike|dislike|zan|dianzan|praise|thumbsup|thumbup|digg|ding|cai|favou?rite|fav|collect|follow)$/;
/** What a program is told to do by name. */
const orders =
	/^(?:add|insert|save|update|edit|modify|submit|reply|publish|approve|reject|reset|clear|upload|cancel|subscribe|score)$/;
const orderNames = /^(?:action|act|do|op|opt|oper|operate|operation|method|cmd|command|task|todo)$/i;

/** `deleteComment`, `user_logout`, `do-vote` in their words, lower case. */
const wordsOf = (name: string): string[] =>
	name
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z]+/);

const isStatic = (file: string): boolean => /\.s?html?$/i.test(file);

/** What an address seems to do on the site when it is asked for: `action=delete`, `vote`. Undefined where it only shows something. */
export const deedIn = (url: string): string | undefined => {
	const { pathname, search, searchParams } = new URL(url);
	for (const [name, value] of search === '' ? [] : searchParams) {
		if (!orderNames.test(name)) continue;
		if (wordsOf(value).some((word) => verbs.test(word) || approvals.test(word) || orders.test(word)))
			return `${name}=${value}`;
	}
	const parts = pathname.split('/');
	const file = parts.at(-1) ?? '';
	if (file === '' || isStatic(file)) return undefined;
	const words = wordsOf(file);
	if (words.some((word) => verbs.test(word))) return file;
	// `vote.jsp?id=12` is the page of a poll; who votes by it asks for `doVote.jsp`, or for no file at all.
	const isPage = /^[a-z]+\.(?:jsp|aspx?|php|html?)$/i.test(file) && words.filter(Boolean).length === 2;
	if (!isPage && words.some((word) => approvals.test(word)) && (search !== '' || parts.length > 2))
		return file;
	const above = parts.at(-2) ?? '';
	const isOne = /^\d+$/.test(file) && wordsOf(above).some((word) => verbs.test(word) || approvals.test(word));
	return isOne ? `${above}/` : undefined;
};
