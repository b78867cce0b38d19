import type { MessageState } from '../page-facts.ts';

/** The whole of a cell or a mark: 已回复, [办理中], 状态：待办理. */
const around =
	/^(?:(?:办理|处理|回复|答复|信件|当前|受理)?(?:状态|情况)\s*[:：]?)?[\s【[（(<]*|(?<![\s】\])）>。；;，,])[\s】\])）>。；;，,]+$/gu;

const states: readonly (readonly [MessageState, RegExp])[] = [
	[
		'closed',
		/^(?:不予(?:受理|办理|回复|公开)|不受理|已?退回|无效(?:信件|留言)?|重复(?:信件|留言)?|已?撤(?:销|回|诉)|已?转信访.*|已?转(?:12345|其他).*)$/u,
	],
	[
		'pending',
		/^(?:[待未](?:回复|答复|办理|处理|办结|受理|回答|解决|审核)|(?:尚未|没有|暂未|还未)(?:回复|答复|办理|处理)|正在(?:办理|处理|受理|核实)|(?:办理|处理|受理|核实|办件|承办)中|已(?:受理|转办|交办|提交|接收|签收|分办)|(?:等待|待部门)(?:回复|答复|处理|办理))$/u,
	],
	[
		'answered',
		/^(?:已(?:回复|答复|办结|办理|处理|回答|解决|完成|归档|评价|反馈|公开|采纳)|(?:处理|办理|回复|答复)(?:完成|完毕|结束|完结)|(?:完成|办结|回复|答复)(?:办理|处理)?)$/u,
	],
];

/** What a short text says of a message's state; undefined where it says nothing of it. */
export const messageStateOf = (text: string): MessageState | undefined => {
	if (text.length > 16) return undefined;
	const word = text.replace(/[\s\u3000]/g, '').replace(around, '');
	return states.find(([, words]) => words.test(word))?.[0];
};
