import { defineCheck } from '../check.ts';
import { addMonths, dayName } from '../facts/calendar.ts';
import { messageName, questions } from '../facts/messages.ts';

export default defineCheck({
	id: 'unanswered-message',
	group: 'interaction',
	name: '留言未答复',
	decides: '最近一年内公开的留言中，超过三个月仍没有答复的。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决“互动回应差”',
	repair:
		'尽快办理并在网站上公开答复内容、答复时间和答复单位；已经通过电话等方式答复的，把答复补登到网站；不属于受理范围的，注明不予受理的理由。',
	severity: 'veto',
	needs: ['messages', 'columns', 'asOf'],
	*find({ messages, columns, asOf }, { unansweredMonths, messageMonths }) {
		const [since, until] = [addMonths(asOf, -messageMonths), addMonths(asOf, -unansweredMonths)];
		for (const { url, title, askedOn, state, stated, unsure, from, blind } of questions(messages, columns)) {
			if (state !== 'pending' || askedOn < since || askedOn >= until) continue;
			yield {
				subject: url,
				...(blind && { key: `${title} ${askedOn}` }),
				// A list may be slower than the reply, and a part without words may only not have been read.
				...((from === 'list' || !stated || unsure) && { certainty: 'review' }),
				message: `${dayName(askedOn)}的留言${messageName(title)}超过${unansweredMonths}个月仍没有答复，请尽快办理并公开答复。`,
				snippet: `${stated ? '页面显示为尚未办结的状态，没有答复' : '页面的答复部分没有内容'}${unsure ? '（答复也许由脚本显示，没有见到）' : ''}`,
				marked: stated ? '没有答复' : '没有内容',
			};
		}
	},
	examples: {
		wrong: [
			'5月2日的咨询，到11月页面仍显示“办理中”，没有答复。',
			'列表写着“待办理”，没有打开留言页（待核对）。',
			'答复一栏空着（待核对）。',
		],
		right: [
			'列表还写“处理中”，留言页已有答复。',
			'三个月期限未到，或留言在一年以前。',
			'标明“不予受理”“已转信访部门”。',
			'信访、举报、访谈、调查征集：各有规定，不算咨询留言。',
		],
	},
});
