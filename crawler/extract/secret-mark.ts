import type { Fact } from '../page-facts.ts';
import { squeeze } from './dom.ts';
import { fact } from './fact.ts';
import type { Range, ScanLine } from './scan.ts';

/** Lines above and below the text's edges in which such a mark has its place. */
const edge = 8;
const longestMark = 40;

const mark =
	/^(?:[（(【[]?(?:密级[:：]?)?(?:绝密|机密|秘密)(?:[★☆*].{0,12}|[一二三四五六七八九十\d]{1,2}[年月])?[）)】\]]?|[（(【[]?内部(?:资料|文件|材料)[，,、·]?(?:注意保[存管密]|妥善保[存管]|不得外传|请勿外传|严禁外传|严禁公开)?[）)】\]]?[。.]?|[（(【[]?(?:此件|本件|本文件)?(?:不得公开|严禁外传|不得外传|请勿外传|不得翻印)[）)】\]]?[。.]?|(?:等级[:：]?)?(?:特提|特急|加急|平急)[·.．、-]?(?:明电|密电).{0,10})$/;

/** 秘密★10年, 内部资料 注意保存 and the like, at the head of a text or where its notes stand. */
export const findSecretMark = (
	lines: readonly ScanLine[],
	heading: Range | undefined,
	{ from, to }: Range,
): Fact | undefined => {
	const start = Math.max(0, Math.min(heading?.from ?? from, from) - edge);
	for (let i = start; i < Math.min(lines.length, to + 2); i++) {
		if (i > from + edge && i < to - edge) {
			i = to - edge - 1;
			continue;
		}
		const { text, linkLength, hidden, block } = lines[i] as ScanLine;
		if (hidden || linkLength > 0 || text.length > longestMark || /^t[dh]$/.test(block.name)) continue;
		const bare = squeeze(text);
		if (bare.length >= 2 && mark.test(bare)) return fact(bare, 'text', 'likely');
	}
	return undefined;
};
