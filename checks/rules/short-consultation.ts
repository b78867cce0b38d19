import { defineCheck } from '../check.ts';
import { daysBetween } from '../facts/calendar.ts';
import { quoted } from '../facts/documents.ts';
import { spanIn } from '../facts/marks.ts';

export default defineCheck({
	id: 'short-consultation',
	group: 'interaction',
	name: '征求意见期过短',
	decides: '向社会公开征求意见的天数少于规定，又没有说明理由的公告。',
	basis: '《重大行政决策程序暂行条例》（国务院令第713号）第十五条；《规章制定程序条例》第十五条',
	repair:
		'尚在征求意见的，延长期限并在公告中更正；因情况紧急等原因需要缩短的，在公告里写明理由。今后发布前先按事项类别核对期限。',
	severity: 'minor',
	isPast: true,
	needs: ['consultations', 'asOf'],
	*find({ consultations, asOf }, { weightyConsultationDays, consultationDays }) {
		for (const { url, title, period, reason, weighty } of consultations) {
			if (!period?.from || reason !== undefined) continue;
			const days =
				period.days ?? daysBetween(period.from, period.until) + (period.sure === 'certain' ? 1 : 0);
			// Five working days are a week.
			const least = weighty ? weightyConsultationDays : consultationDays - (period.working ? 2 : 0);
			if (days >= least) continue;

			const asked = weighty
				? `规章草案、重大行政决策草案一般不少于${least}天`
				: `一般不应少于${consultationDays}天`;
			yield {
				subject: url,
				// Whether a draft is a decision of weight shows in the yearly catalogue, and a day of publication is no day of opening.
				...(!(weighty && period.sure === 'certain') && { certainty: 'review' }),
				message: `${quoted(title)}征求意见只有${days}${period.working ? '个工作日' : '天'}，${asked}，${period.until < asOf ? '现已结束，请核对；确有理由的在公告里补充说明，今后请给足期限' : '请延长期限或说明理由'}。`,
				snippet: period.snippet,
				marked: spanIn(period.snippet),
			};
		}
	},
	examples: {
		wrong: [
			'政府规章草案征求意见 3月2日至3月10日，只有 9 天。',
			'一般事项征求意见 6 天（待核对）。',
			'规章草案只写了截止日期，自发布之日算起不足 30 天（待核对）。',
		],
		right: [
			'3月2日至3月31日，首尾都算，正好 30 天。',
			'一般事项 7 天，或 5 个工作日。',
			'写明“因情况紧急，缩短征求意见期限”。',
			'正文写的是所拟文件的施行日期，不是征求意见的起止。',
		],
	},
});
