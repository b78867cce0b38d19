import check from '../../checks/rules/short-consultation.ts';
import { article } from '../support/pages.ts';
import { testCheck } from '../support/test-check.ts';

const title = '关于公开征求《临江市养老服务扶持措施（征求意见稿）》意见的公告';
const weighty = '根据《规章制定程序条例》，现将政府规章草案向社会公开征求意见，欢迎社会各界提出意见和建议。';
const call = (...body: string[]): Record<string, string> => ({
	'/zj/1.html': article(title, {
		publishedOn: '2026-03-02',
		body: ['为完善养老服务政策，现向社会公开征求意见，欢迎社会各界提出意见和建议。', ...body],
		crumbs: ['互动交流', '意见征集'],
	}),
});

testCheck(check, {
	clean: {
		'thirty days for rules': call(weighty, '征求意见时间：2026年3月2日至2026年3月31日。'),
		'a week for others': call('征求意见时间：2026年3月2日至2026年3月8日。'),
		'five working days are a week': call('公示期为5个工作日，请在此期间提出意见。'),
		'a stated reason': call(weighty, '因情况紧急，征求意见期限缩短，征求意见时间：2026年3月2日至3月6日。'),
		'what says that it is no decision of weight': call(
			'本措施不属于重大行政决策。',
			'征求意见时间：2026年3月2日至2026年3月10日。',
		),
		'days of a hearing before those of the consultation': call(
			weighty,
			'听证会报名时间：2026年3月2日至2026年3月8日。',
			'征求意见时间：2026年3月2日至2026年3月31日。',
		),
		'no period is told': call('请将意见寄送至市民政局。'),
		'the life of what is drafted': call('第九条 本措施自2026年3月5日起施行至2026年3月8日止。'),
	},
	faulty: {
		'nine days for rules of the government': {
			pages: call(weighty, '征求意见时间：2026年3月2日至2026年3月10日。'),
			at: ['/zj/1.html'],
			says: '只有9天',
		},
		'rules with no more than a deadline: a person should look': {
			pages: call(weighty, '请于2026年3月10日前将意见寄送至市司法局。'),
			at: ['/zj/1.html'],
			certainty: 'review',
		},
		'six days for others': {
			pages: call('征求意见时间：2026年3月2日至2026年3月7日。'),
			at: ['/zj/1.html'],
			certainty: 'review',
			says: '只有6天，一般不应少于7天，现已结束',
		},
		'six days of which some are left': {
			asOf: '2026-03-05',
			pages: call('征求意见时间：2026年3月2日至2026年3月7日。'),
			at: ['/zj/1.html'],
			certainty: 'review',
			says: '请延长期限或说明理由',
		},
	},
});
