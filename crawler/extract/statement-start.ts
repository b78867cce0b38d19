import type { ValidityStatement } from '../page-facts.ts';
import { findDate } from './dates.ts';
import { squeeze } from './dom.ts';
import type { Range, Scan, ScanLine } from './scan.ts';

const effective =
	/(?:本[^。；《]{1,30}?|^|^第[一二三四五六七八九十百零〇\d]+条)自((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?:之?日)?起?(?:正式)?(?:施行|实施|执行|生效)/;

/** The day on which the document itself takes effect, and with it what it says of others. */
const effectiveDay = (scan: Scan, { from, to }: Range): string | undefined => {
	for (let i = to - 1; i >= from; i--) {
		const { text } = scan.lines[i] as ScanLine;
		if (!text.includes('自')) continue;
		const words = effective.exec(squeeze(text))?.[1];
		if (words) return findDate(words)?.on;
	}
	return undefined;
};

/** 自2026年5月1日起废止; the day on which the abolished text was issued is another. */
const ownDay = /[自于](?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:之?日)?起?[^，。；《]{0,6}(?:废止|失效|停止|作废)/;

/** What is abolished with a document is in force until that document is, unless its sentence names a day of its own. */
export const withStart = (
	statements: readonly ValidityStatement[],
	scan: Scan,
	body: Range,
): ValidityStatement[] => {
	const from = statements.length === 0 ? undefined : effectiveDay(scan, body);
	return statements.map((statement) =>
		!from || statement.effect === 'continued' || ownDay.test(statement.snippet)
			? statement
			: { ...statement, from },
	);
};
