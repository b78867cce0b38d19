import type { Finding } from './model.ts';

const ask = '(?:请)?(?:尽快)?(?:人工)?(?:打开)?(?:核实|核对|确认)';

/** What is asked of whoever has yet to look, and what is left of it once somebody has: in this order, a sentence has one of them. */
const settled: readonly (readonly [asked: RegExp, left: string])[] = [
	[new RegExp(`${ask}[^。；，：]*，属实的，(?:请)?(?=此项)`, 'u'), ''],
	[new RegExp(`${ask}[^。；，：]*[，：](?:属实的|是的|重复的|不是的)，?(?:请)?`, 'u'), '请'],
	// What is lacking indeed is to be supplied.
	[/请(?:核实|核对)[^。；，]*[，；][^。；，]{1,12}的，?请/u, '请'],
	[/请(?:核实|核对)(?:并|后)/u, '请'],
	[
		/[，；]请(?:尽快)?(?:人工)?(?:打开)?(?:核实|核对|确认)(?:[^。；，]*(?:是否|是不是|能否)[^。；，]*)?。$/u,
		'，经人工核实属实。',
	],
];

/**
 * A finding's sentence. Of one that the program left to a person and that a person found to be so, without the advice to go and look:
 * that was done, and what is left to do is said.
 */
export const wordsOf = ({
	message,
	certainty,
	ruling,
}: Pick<Finding, 'message' | 'certainty' | 'ruling'>): string => {
	if (certainty !== 'certain' || ruling?.told.certainty !== 'review') return message;
	for (const [asked, left] of settled) {
		const told = message.replace(asked, left);
		if (told !== message) return told.replace('可能已', '已').replace('可能是', '是');
	}
	return message;
};
