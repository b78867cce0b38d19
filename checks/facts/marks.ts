/** A day, or a month and day, as texts write them: 2020年3月2日, 2020-03-02, 3月2日, 二〇二〇年三月二日. */
const day =
	/(?:\d{4} ?[-/.／－–年] ?|[一二][〇零○ＯOo0一二三四五六七八九]{3} ?年 ?)\d{1,2} ?[-/.／－–月] ?\d{1,2}(?: ?[日号])?|(?:[一二][〇零○ＯOo0一二三四五六七八九]{3} ?年 ?)?[一二三四五六七八九十]{1,2} ?月 ?[一二三四五六七八九十廿卅]{1,3} ?[日号]|\d{1,2} ?月 ?\d{1,2} ?[日号]/g;

const count = /(?<![\d一二两三四五六七八九十])[\d一二两三四五六七八九十]+ ?个?(?:工作日|自然日|天|日)/g;

/** How long a text is in force, in its own words. */
const term =
	/(?:有效期|[试施执暂]行期|实施期)[^。；;]{1,40}|[^，。；;,]{0,24}(?:[试施执暂]行|实施|有效|延长|适用)(?:至|到)[^，。；;,]{2,20}|(?:至|到)[^，。；;,]{4,20}(?:止|失效|废止)|(?:失效|废止|终止|截止)(?:日期|时间)[：:].{4,20}/g;

const ending = /废止|失效|停止(?:执行|施行|使用)|不再(?:执行|施行|有效|适用)|终止|取消/g;

const all = (text: string, pattern: RegExp): readonly string[] => text.match(pattern) ?? [];

/** The days of a text, as they are written in it. */
export const daysIn = (text: string): readonly string[] => all(text, day);

/** The days of a text, or how many they are. */
export const spanIn = (text: string): readonly string[] => {
	const days = daysIn(text);
	return days.length > 0 ? days : all(text, count);
};

/** The words by which a text says how long it is in force; all of it where they are others. */
export const termIn = (text: string): readonly string[] => {
	const words = all(text, term);
	return words.length > 0 ? words : [text];
};

/** The words by which a text ends the validity of another. */
export const endingIn = (text: string): readonly string[] => all(text, ending);
