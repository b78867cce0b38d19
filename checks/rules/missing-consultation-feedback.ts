import { defineCheck } from '../check.ts';
import { dayName, daysBetween, workingDaysBetween } from '../facts/calendar.ts';
import { isSuperior, quoted } from '../facts/documents.ts';
import { spanIn } from '../facts/marks.ts';

/** 《重大行政决策程序暂行条例》 came into force; nobody was held to feedback before. */
const dutySince = '2019-09-01';

export default defineCheck({
	id: 'missing-consultation-feedback',
	group: 'interaction',
	name: '未反馈意见采纳情况',
	decides: '征求意见已经结束，决策文件也已印发，仍没有公布意见收集和采纳情况的事项。',
	basis:
		'《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）“征集调查”；期限参照泸水市2021年政务公开工作要点',
	repair:
		'在原征集页面、“结果反馈”栏或单独一条信息里，公布收到意见的条数、采纳情况和不予采纳的理由；没有收到意见的，也要写明“未收到意见”。标题请包含原征集事项的名称，并与原征集页面互相链接。',
	severity: 'minor',
	restsOn: ['consultations'],
	needs: ['consultations', 'feedbacks', 'documents', 'identity', 'asOf'],
	*find(
		{ consultations, feedbacks, documents, identity, asOf },
		{ feedbackDays, feedbackWithoutDecisionDays },
	) {
		// What a superior decides, it tells the outcome of itself.
		const superiors = new Set(
			documents.filter((document) => isSuperior(document, identity)).map(({ url }) => url),
		);
		const told = new Map(feedbacks.map(({ consultation, sure }) => [consultation, sure]));
		for (const { url, title, period, decision } of consultations) {
			const feedback = told.get(url);
			const ended = period?.until ?? decision?.on;
			if (feedback === 'certain' || ended === undefined || ended < dutySince || ended >= asOf) continue;

			if (decision && decision.on <= asOf) {
				// A year without a calendar: four weeks hold ten working days whatever feasts there are.
				const since =
					workingDaysBetween(decision.on, asOf) ?? Math.floor((daysBetween(decision.on, asOf) * 10) / 28);
				if (since <= feedbackDays) continue;
				const doubtful = decision.sure === 'likely' || feedback === 'unclear' || superiors.has(decision.url);
				yield {
					subject: url,
					...(doubtful && { certainty: 'review' }),
					message: `${quoted(title)}的征求意见已于${dayName(ended)}结束，文件已于${dayName(decision.on)}印发，仍没有公布意见采纳情况，请补充反馈。`,
					snippet: `文件：${decision.url}${period ? `；${period.snippet}` : ''}`,
					marked: [decision.url, ...spanIn(period?.snippet ?? '')],
				};
			} else if (feedback === undefined && daysBetween(ended, asOf) > feedbackWithoutDecisionDays) {
				yield {
					subject: url,
					certainty: 'review',
					message: `${quoted(title)}的征求意见已于${dayName(ended)}结束，至今${daysBetween(ended, asOf)}天没有见到意见采纳情况，请核对并公布结果。`,
					...(period && { snippet: period.snippet, marked: spanIn(period.snippet) }),
				};
			}
		}
	},
	examples: {
		wrong: [
			'《临江市养老服务扶持办法》征求意见已结束，文件印发超过 10 个工作日，仍没有公布采纳情况。',
			'征求意见结束两个多月，既没有文件也没有反馈（待核对）。',
			'只有一条没有写明事项的“意见征集结果反馈”（待核对）。',
			'采纳情况只在文件的解读里带过，或在由脚本填写的“结果反馈”标签里（待核对）。',
		],
		right: [
			'写明“期间未收到意见”：这也是结果。',
			'反馈在原页面的“结果反馈”标签里，或另发一条、列表里的一个文件。',
			'仍在征求意见，或文件印发还没有超过 10 个工作日。',
			'页面没有写截止日期，也没有见到文件；2019 年 9 月 1 日以前结束的征集。',
		],
	},
});
