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
/** A program so named only shows something, whatever it is about: `viewReply`, `getScore` … */
const showsFirst = /^(?:list|show|view|get|query|find|search|read|browse|look)$/;
/** … and so does one of these deeds followed by what came of it: `publishList`, `collectDetail`. */
const done = /^(?:publish|reply|score|vote|like|collect|follow|praise)$/;
const outcomes = /^(?:lists?|details?|results?)$/;
const orderNames = /^(?:action|act|do|op|opt|oper|operate|operation|method|cmd|command|task|todo)$/i;

/** `deleteComment`, `user_logout`, `do-vote` in their words, lower case. */
const wordsOf = (name: string): string[] =>
	name
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z]+/);

const onlyShows = (words: readonly string[]): boolean =>
	showsFirst.test(words[0] ?? '') ||
	words.some((word, i) => done.test(word) && outcomes.test(words[i + 1] ?? ''));

/** These words tell a program to do something. */
const isOrder = (words: readonly string[]): boolean =>
	words.some((word) => verbs.test(word)) ||
	(words.some((word) => approvals.test(word) || orders.test(word)) && !onlyShows(words));

const isStatic = (file: string): boolean => /\.s?html?$/i.test(file);

/** What an address seems to do on the site when it is asked for: `action=delete`, `vote`. Undefined where it only shows something. */
export const deedIn = (url: string): string | undefined => {
	const { pathname, search, searchParams } = new URL(url);
	for (const [name, value] of search === '' ? [] : searchParams) {
		if (!orderNames.test(name)) continue;
		if (isOrder(wordsOf(value))) return `${name}=${value}`;
	}
	const parts = pathname.split('/');
	const file = parts.at(-1) ?? '';
	if (file === '' || isStatic(file)) return undefined;
	const words = wordsOf(file);
	if (words.some((word) => verbs.test(word))) return file;
	// `vote.jsp?id=12` is the page of a poll; who votes by it asks for `doVote.jsp`, or for no file at all.
	const isPage = /^[a-z]+\.(?:jsp|aspx?|php|html?)$/i.test(file) && words.filter(Boolean).length === 2;
	const isApproval = words.some((word) => approvals.test(word)) && !onlyShows(words);
	if (!isPage && isApproval && (search !== '' || parts.length > 2)) return file;
	const above = parts.at(-2) ?? '';
	const isOne = /^\d+$/.test(file) && wordsOf(above).some((word) => verbs.test(word) || approvals.test(word));
	return isOne ? `${above}/` : undefined;
};
