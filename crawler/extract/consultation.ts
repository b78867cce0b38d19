import type { ConsultationFacts } from '../page-facts.ts';
import {
	findFeedback,
	findFeedbackSentence,
	hasFeedbackPart,
	hasFeedbackSlot,
} from './consultation-feedback.ts';
import { findPeriod } from './consultation-period.ts';
import { squeeze } from './dom.ts';
import type { Range, Scan } from './scan.ts';

const asks =
	/(?:征求|征集|征询|听取).{0,90}(?:意见|建议)|(?:意见|建议)(?:征集|征求|征询)|征求意见稿|公开征求|(?:问卷|网上|民意|满意度)调查/u;
/** What came of it: 意见采纳情况, 征集结果, 关于…征求意见情况的反馈. */
const tells =
	/(?:意见|建议|征集|征求|调查|问卷|征询).{0,24}(?:采纳|反馈|结果|汇总|情况(?:的?(?:公告|公示|通报|说明|反馈|报告))?$)|(?:采纳|反馈)情况|结果反馈/u;
/** News about it, rules for it, and papers on how others did it. */
const other = /座谈|召开|举行|会议|我[市县区州省]|办法$|制度$|规定$|规则$|指南$|清单|目录|方案$|解读/u;

/** Whether a title asks the public for opinions, or tells what came of that. */
export const consultationRole = (title: string): ConsultationFacts['role'] | undefined => {
	const written = squeeze(title).replace(/《[^》]{0,300}》/gu, (name) =>
		/征求意见稿/.test(name) ? '征求意见稿' : '《》',
	);
	if (other.test(written)) return undefined;
	if (tells.test(written)) return 'result';
	return asks.test(written) ? 'call' : undefined;
};

/** What binds more than a bureau's own plan: rules of a government, and decisions of weight. */
const weighty = /政府规章|规章(?:草案|送审稿)|地方性法规|重大(?:行政)?决策/u;
const notWeighty = /(?:不属于|不是|不作为|非|不涉及)[^。；]{0,12}$/u;
/** Another round, or more time: the days of the first are not counted in. */
const goesOn = /延长|延期|再次|第[二三]次|[二三]次|补充/u;
const early =
	/[^。；]{0,30}(?:缩短|情况紧急|情况特殊|特殊情况|时间紧|紧急情况|应急需要|简易程序)[^。；]{0,30}/u;

/** Lines of a notice that may speak of the consultation; drafts are printed behind it. */
const noticeLines = 60;

/** What a page says of a consultation of the public; undefined where it is none. */
export const readConsultation = (
	{ lines, ranges }: Pick<Scan, 'lines' | 'ranges'>,
	{ article, body }: { article: Range; body: Range },
	{
		title,
		publishedOn,
		isInterpretation,
	}: { title: string; publishedOn: string | undefined; isInterpretation: boolean },
): ConsultationFacts | undefined => {
	const role = consultationRole(title);
	if (role === undefined) {
		const told = isInterpretation ? findFeedbackSentence(lines.slice(body.from, body.to)) : undefined;
		return told === undefined ? undefined : { role: 'aside', feedback: told };
	}
	if (role === 'result') return { role };
	const notice = lines.slice(article.from, Math.min(article.to, body.from + noticeLines));
	const texts = notice.map(({ text }) => text);
	const period = findPeriod(texts, publishedOn);
	const reason =
		texts.map((text) => early.exec(text)?.[0]).find((words) => words !== undefined) ??
		goesOn.exec(title)?.[0];
	const isWeighty = [title, ...texts.slice(0, 20)].some((text) => {
		const found = weighty.exec(text);
		return found !== null && !notWeighty.test(text.slice(0, found.index));
	});
	const whole = lines.slice(article.from, article.to);
	const feedback = findFeedback(whole);
	return {
		role,
		...(period && { period }),
		...(reason && { reason }),
		...(feedback && { feedback }),
		...(!feedback && (hasFeedbackPart(whole) || hasFeedbackSlot(ranges, article)) && { feedbackPart: true }),
		...(isWeighty && { weighty: true }),
	};
};
