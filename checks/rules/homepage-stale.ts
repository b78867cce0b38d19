import { defineCheck } from '../check.ts';
import { addDays, dayName, daysBetween } from '../facts/calendar.ts';

/** Undated entries beyond this share may hide a newer one. */
const manyUndated = 0.2;
/** Fewer dates may be those of sticky entries and banners, while the rest of the homepage was not read as what it is. */
const leastDates = 5;

export default defineCheck({
	id: 'homepage-stale',
	group: 'site',
	name: '首页不更新',
	decides: '监测时间点前两周内，首页链接的信息没有一条更新；首页仅为导航的，看所有二级页面。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决“首页不更新”',
	repair:
		'在首页及其直接链接的栏目及时发布新信息，每条注明发布日期；首页列表由脚本加载或缓存的，检查它是否取到了栏目的最新内容。',
	severity: 'veto',
	restsOn: ['updates'],
	needs: ['updates', 'identity', 'asOf'],
	*find({ updates, identity, asOf }, { homepageStaleDays }) {
		const { entries, undated, dated, entriesOn, belowOn, unsure } = updates;
		const since = addDays(asOf, -homepageStaleDays);
		if (entriesOn !== undefined && entriesOn >= since) return;
		const isFreshBelow = belowOn !== undefined && belowOn >= since;
		// A homepage that only leads on to its columns is judged by them.
		if (isFreshBelow && entries === undated) return;
		const newest = [entriesOn ?? '', isFreshBelow ? '' : (belowOn ?? '')].sort().at(-1) ?? '';
		const plain = !isFreshBelow && unsure === 0 && undated <= entries * manyUndated && dated >= leastDates;
		if (isFreshBelow && undated > entries * manyUndated) return;
		yield {
			subject: identity.url,
			...(!plain && { certainty: 'review' }),
			message: `首页能看到的最近一条信息发布于${dayName(newest)}，已${daysBetween(newest, asOf)}天没有更新，超过${homepageStaleDays}天的期限，请及时更新首页内容。`,
			snippet: `首页信息 ${entries} 条，其中 ${undated} 条无日期；连同栏目，有日期的共 ${dated} 条${isFreshBelow ? `；栏目中最新的发布于 ${belowOn}，没有显示在首页` : ''}`,
		};
	},
	examples: {
		wrong: [
			'首页和首页链接的栏目，最近一条信息都是 26 天前的；写着未来日期的一条不算。',
			'首页停了两周以上，下级栏目还在更新（待核对）。',
			'首页许多信息没有日期，看得到的都已过期（待核对）。',
			'首页和栏目里有日期的信息不到五条，都已过期（待核对）。',
		],
		right: [
			'14 天前发布过一条。',
			'日期写作“Nov 5, 2026”或“二〇二六年十一月五日”。',
			'首页不显示日期，点进去的正文或栏目列表里有新日期。',
			'首页只作导航，有一个栏目在更新。',
			'找不到任何日期，或抓取提前结束：不作判定。',
		],
	},
});
