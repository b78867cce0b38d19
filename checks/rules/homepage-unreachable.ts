import { defineCheck } from '../check.ts';
import { dayName } from '../facts/calendar.ts';
import { commonHours, failureTimes, failureWords } from '../facts/probes.ts';

/** 6.4%, never rounded up to a limit. */
const percent = (share: number): string => `${Math.floor(share * 1000) / 10}%`;

export default defineCheck({
	id: 'homepage-unreachable',
	group: 'site',
	name: '站点无法访问',
	decides: '一周内每天分散访问首页 20 次，打不开或超过 15 秒的达到 5%。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决“站点无法访问”',
	repair:
		'按列出的失败时间核对服务器、带宽、域名解析、证书和防护设备的记录，查明原因并排除。有固定时段的，多半是备份、重启或流量高峰。防护设备不放行监测的，请加入白名单。',
	severity: 'veto',
	needs: ['probes', 'identity'],
	*find({ probes = [], identity }, { unreachableShare }) {
		const sum = (count: (day: (typeof probes)[number]) => number): number =>
			probes.reduce((total, day) => total + count(day), 0);
		const failed = sum((day) => day.failed);
		const unconfirmed = sum((day) => day.unconfirmed);
		const visits = failed + unconfirmed + sum((day) => day.ok);
		const limit = unreachableShare * visits;
		if (visits === 0 || failed + unconfirmed < limit) return;

		const isSure = failed >= limit;
		const [first, last] = [probes[0], probes.at(-1)].map((one) => dayName(one?.day ?? ''));
		const period = `${first}至${last}访问首页 ${visits} 次`;
		const doubtful = unconfirmed > 0 ? `，另有 ${unconfirmed} 次打不开但未能确认` : '';
		const hours = commonHours(probes);
		const often = hours ? `，以${hours}最多` : '';
		yield {
			subject: identity.url,
			...(!isSure && { certainty: 'review' }),
			message: isSure
				? `${period}，${failed} 次打不开或超过 15 秒（${percent(failed / visits)}，达到 ${percent(unreachableShare)} 即否决）${often}${doubtful}，请查明原因，保证首页随时能打开。`
				: `${period}，${failed} 次打不开或超过 15 秒${often}${doubtful}，合计 ${percent((failed + unconfirmed) / visits)}（达到 ${percent(unreachableShare)} 即否决），请核实失败是不是网站的原因。`,
			snippet: failureTimes(probes) || '没有一次失败得到确认',
			marked: failed > 0 ? failureWords(probes) : '没有一次失败得到确认',
		};
	},
	examples: {
		wrong: [
			'一周访问 140 次，7 次打不开：正好 5%。',
			'首页返回 500、404，或等了 15 秒没有应答，用浏览器再试也打不开。',
			'失败的多数没有浏览器可以确认（待核对）。',
		],
		right: [
			'一周访问 140 次，6 次打不开。',
			'第一次没打开，随即用浏览器打开了。',
			'被防护拦下（403、412、验证页面）：不计入。',
			'各网站同时都没有应答：本机网络的问题，不计入。',
			'不足 7 天或不足 140 次：不作判定。',
		],
	},
});
