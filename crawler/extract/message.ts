import type { MessageFacts } from '../page-facts.ts';
import { findDates } from './dates.ts';
import { messageStateOf } from './message-status.ts';
import type { Range, ScanLine } from './scan.ts';

/** Who wrote is `asked`, who replied is `replied`; what stands between label and value is a colon, a bracket or a cell. */
const asked = /(?:写信|来信|留言|提问|咨询|信件|投诉|反映|提交|建议|诉求)(?:时间|日期)/u;
const replied = /(?:回复|答复|回信|解答|办理|处理|办结|反馈)(?:时间|日期)/u;
const stateLabel = /(?:办理|处理|回复|答复|信件|当前|受理|办件)(?:状态|进度)/u;
const replyLabel =
	/^[【[（(]?\s*(?:回复|答复|办理|处理|回信|解答|官方回复|部门回复|单位回复)(?:内容|结果|意见|情况|正文)?\s*[】\])）]?\s*[:：]?\s*/u;
const nothing = /^(?:暂无|无|尚未|未|待|等待|正在|[-—/]+$|.{0,6}中$)/u;

/** What only an answer says, under whatever name it stands. */
const answers =
	/(?:来信|留言|来电|邮件|信件)(?:已)?(?:收悉|收到)|您(?:所)?(?:的|反映的?|咨询的?|提出的?|留言的?)(?:来信|留言|问题|建议|情况|诉求|意见|疑问)|感谢您(?:的|对)|(?:回复|答复|解答)(?:如下|[:：]\s*\S)/u;

/** The next label, where the value between them is empty. */
const bareLabel = /^[\u4e00-\u9fa5]{2,6}(?:[:：]|(?:时间|日期|状态|单位|部门|机构)[:：]?)$/u;

/** What stands behind a label: on its line, or in the next one where the label fills its own. */
const behind = (lines: readonly string[], at: number, label: RegExp): string | undefined => {
	const text = lines[at] ?? '';
	const found = label.exec(text);
	if (!found) return undefined;
	const rest = text.slice(found.index + found[0].length).replace(/^[\s】\])）:：]+/u, '');
	if (rest !== '') return rest;
	const next = lines[at + 1] ?? '';
	return bareLabel.test(next) ? '' : next;
};

const dayBehind = (lines: readonly string[], label: RegExp): string | undefined => {
	for (let i = 0; i < lines.length; i++) {
		const value = behind(lines, i, label)?.slice(0, 24);
		const date = value === undefined ? undefined : findDates(value, 1)[0];
		if (date && date.index <= 2) return date.on;
	}
	return undefined;
};

/** A reply of some words, in a part that bears its name. */
const hasReply = (lines: readonly string[]): boolean | undefined => {
	let labelled = false;
	for (let i = 0; i < lines.length; i++) {
		const text = lines[i] ?? '';
		if (!replyLabel.test(text) || /时间|日期|状态|单位|部门|机构|人[:：]/.test(text.slice(0, 12))) continue;
		labelled = true;
		const value = behind(lines, i, replyLabel) ?? '';
		if (value.length >= 4 && !nothing.test(value) && messageStateOf(value) === undefined) return true;
	}
	return labelled ? false : undefined;
};

/** What the page of one message from the public says of it; undefined where it is none. */
export const readMessage = (all: readonly ScanLine[], { from, to }: Range): MessageFacts | undefined => {
	const lines = all.slice(from, to).map(({ text }) => text);
	if (!lines.some((text) => text.length <= 200 && asked.test(text))) return undefined;
	const askedOn = dayBehind(lines, asked);
	if (askedOn === undefined) return undefined;
	const repliedOn = dayBehind(lines, replied);
	const reply = hasReply(lines);
	const states = lines.flatMap((_, i) => {
		const value = behind(lines, i, stateLabel);
		const first = value === undefined ? undefined : value.split(' ', 1)[0];
		return first === undefined ? [] : (messageStateOf(first) ?? []);
	});
	// Neither a state nor the part of a reply: a letter on its own, of which nothing is known.
	if (states.length === 0 && reply === undefined && repliedOn === undefined) return undefined;
	const isAnswered =
		reply === true ||
		repliedOn !== undefined ||
		states.includes('answered') ||
		// The last row of how it was dealt with: 2026-05-06 已办结.
		lines.some((text) => messageStateOf(text) === 'answered') ||
		lines.some((text) => answers.test(text) && !nothing.test(text.replace(replyLabel, '')));
	return {
		askedOn,
		...(repliedOn !== undefined && repliedOn >= askedOn && { repliedOn }),
		state: isAnswered ? 'answered' : (states[0] ?? 'pending'),
		...(states.length > 0 && { stated: true }),
	};
};
