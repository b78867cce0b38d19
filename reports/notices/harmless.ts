import { plain } from '../formats/text.ts';

/** Signs that mean something in Markdown, in HTML or to a chat program, and the full-width ones that mean nothing. */
const signs = /[*_[\]()<>`#@\\!|~&"'$^{}=]/g;
const wide = (sign: string): string => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0);

/** Numbers that may stand for a person: mobiles, 身份证号, bank cards, however they are grouped. */
const longNumber = /\d(?:[ \-.]?\d){10,39}[Xx]?/g;

/** Characters of a text in a message. */
const maxLength = 120;

/**
 * Words from a page as a message may carry them: one line, no markup of any kind, no address that a program would make a link of,
 * no number that may be a person's.
 */
export const harmless = (text: string, length = maxLength): string => {
	const line = plain(text.slice(0, length * 20))
		.replace(longNumber, '（号码略）')
		.replace(signs, wide)
		.replace(/:\/\//g, '：／／')
		.replace(/\.(?=[a-z])/gi, '．');
	const characters = [...line];
	return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`;
};

/** Signs of an address that Markdown means something by; written in hexadecimal they lead to the same page. */
const markup = /[[\]()*`'"{}|\\^<>!]/g;
const hex = (sign: string): string => `%${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;

/** A page's address as a message may carry it: on the site's own host, without markup and without what may be a person's number. */
export const harmlessPage = (address: string, site: string): string | undefined => {
	if (!URL.canParse(address) || !URL.canParse(site)) return undefined;
	const { protocol, host, origin, href, username, password } = new URL(address);
	if (!/^https?:$/.test(protocol) || host !== new URL(site).host || username || password) return undefined;
	return href.length > 300 || /\d{11}/.test(href)
		? undefined
		: origin + href.slice(origin.length).replace(markup, hex);
};
