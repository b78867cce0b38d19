import { defineCheck } from '../check.ts';
import { addMonths, workingDaysBetween } from '../facts/calendar.ts';
import { messageName, questions } from '../facts/messages.ts';

export default defineCheck({
	id: 'slow-reply',
	group: 'interaction',
	name: '留言答复超期',
	decides: '最近一年内公开的留言中，答复用时超过规定工作日的，按栏目列出中位数和最长用时。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）扣分指标“办理答复”',
	repair:
		'简单咨询按期答复；需要调查核实的，先告知受理情况和预计时间。建议按办理单位统计用时，督促经常超期的单位。',
	severity: 'minor',
	restsOn: ['messages'],
	needs: ['messages', 'columns', 'asOf'],
	*find({ messages, columns, asOf }, { replyDays, messageMonths }) {
		const since = addMonths(asOf, -messageMonths);
		const names = new Map(columns.map(({ url, title }) => [url, title]));
		const answered = questions(messages, columns).flatMap(({ title, column, askedOn, repliedOn }) => {
			if (column === undefined || repliedOn === undefined || askedOn < since || askedOn > asOf) return [];
			const days = workingDaysBetween(askedOn, repliedOn);
			return days === undefined ? [] : [{ title, column, askedOn, repliedOn, days }];
		});
		for (const [column, all] of Map.groupBy(answered, (message) => message.column)) {
			const sorted = [...all].sort((a, b) => a.days - b.days);
			const slow = sorted.filter(({ days }) => days > replyDays);
			const slowest = slow.at(-1);
			if (!slowest) continue;
			const median = sorted[Math.floor((sorted.length - 1) / 2)]?.days;
			yield {
				subject: column,
				// Whether a question was simple cannot be told.
				certainty: 'review',
				message: `栏目“${names.get(column) ?? ''}”近一年公开答复的${all.length}件留言中，有${slow.length}件超过${replyDays}个工作日才答复（用时中位数${median}个工作日，最长${slowest.days}个），请核对其中的简单咨询是否超期。`,
				snippet: `最长的一件：${messageName(slowest.title)}，${slowest.askedOn}留言，${slowest.repliedOn}答复`,
				marked: [slowest.askedOn, slowest.repliedOn],
			};
		}
	},
	examples: {
		wrong: ['“市长信箱”近一年答复 40 件，其中 6 件超过 5 个工作日，最长 23 个（待核对）。'],
		right: [
			'6月1日（周一）留言，6月8日答复：第 5 个工作日。',
			'一年以前的留言；信访、举报、访谈。',
			'没有答复的：由“留言未答复”判定。',
		],
	},
});
