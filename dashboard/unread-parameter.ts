import { cut, plain } from '../reports/formats/text.ts';
import { frameMessages } from './messages/frame.ts';

const { parameter: words } = frameMessages;
const mostLetters = 40;

/** What stands behind the question mark is none of ours: nobody is to take what is then shown for what they asked for. The message says so in Chinese. */
export class UnreadParameterError extends Error {
	override readonly name = 'UnreadParameterError';

	/** `expected`: what it should be, in words. */
	constructor(parameter: string, value: string, expected: string) {
		super(words.unread(cut(plain(parameter), mostLetters), cut(plain(value), mostLetters), expected));
	}
}

/** One of these values; undefined where the parameter is absent or empty. Throws `UnreadParameterError`. */
export const choiceIn = <T extends string>(
	params: URLSearchParams,
	name: string,
	allowed: readonly T[],
): T | undefined => {
	const value = params.get(name);
	if (!value) return undefined;
	const known = allowed.find((one) => one === value);
	if (known === undefined) throw new UnreadParameterError(name, value, words.oneOf(allowed.join('、')));
	return known;
};

/** Whether something is ticked. Throws `UnreadParameterError` where it is neither. */
export const isTicked = (params: URLSearchParams, name: string, tick = '1'): boolean =>
	choiceIn(params, name, [tick]) === tick;

/** What `read` makes of a parameter that is there. Throws `UnreadParameterError` where it makes nothing of it. */
export const readIn = <T>(
	params: URLSearchParams,
	name: string,
	read: (value: string) => T | undefined,
	expected: string,
): T | undefined => {
	const value = params.get(name);
	if (!value) return undefined;
	const known = read(value);
	if (known === undefined) throw new UnreadParameterError(name, value, expected);
	return known;
};

/** Throws `UnreadParameterError` where there are others than these. */
export const onlyThese = (params: URLSearchParams, allowed: readonly string[]): void => {
	for (const [name, value] of params)
		if (!allowed.includes(name)) throw new UnreadParameterError(name, value, words.known(allowed.join('、')));
};
