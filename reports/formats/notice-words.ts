import { checkGroups } from '../../checks/check.ts';
import { monthName } from '../../checks/facts/calendar.ts';
import type { MonthSums } from '../store/model.ts';
import { verdicts } from '../words.ts';
import type { MonthSite } from './month-sites.ts';
import type { NoticeFacts } from './notice-facts.ts';
import { plain } from './text.ts';

/** The sentences of a notice that tell numbers. */

const maxNamed = 10;

const share = (part: number, whole: number): string => `${Math.round((part / whole) * 1000) / 10}%`;

const mean = (numbers: readonly number[]): string =>
	(numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toFixed(2);

export const nameOf = ({ site }: MonthSite): string => plain(site.name) || site.id;

/** Some names, and how many there are if that is more. */
export const named = (sites: readonly MonthSite[]): string =>
	`${sites.slice(0, maxNamed).map(nameOf).join('、')}${sites.length > maxNamed ? `等${sites.length}个` : ''}`;

/** Which sites, and how many of them were seen. */
export const scopeWords = ({ sites, period }: NoticeFacts): string => {
	if (sites.length === 1) return `${monthName(period)}，对${named(sites)}网站进行检查。`;
	const portals = sites.filter(({ site }) => site.type === 'portal').length;
	const missing = sites.filter(({ sums }) => !sums);
	const kinds =
		portals > 0 && portals < sites.length
			? `，其中门户网站${portals}个、部门网站${sites.length - portals}个`
			: '';
	const seen =
		missing.length === 0
			? '，均已检查。'
			: `。实际检查${sites.length - missing.length}个，${named(missing)}本月没有检查。`;
	return `${monthName(period)}，纳入检查的网站共${sites.length}个${kinds}${seen}`;
};

const audited = (sites: readonly MonthSite[]): MonthSums[] => sites.flatMap(({ sums }) => sums ?? []);

/** How the sites stand. */
export const verdictWords = (sites: readonly MonthSite[]): string => {
	const all = audited(sites);
	const [first] = all;
	if (!first) return '没有网站完成检查。';
	const cut = all.filter(({ complete }) => !complete).length;
	if (sites.length === 1) return `检查结论：${verdicts[first.verdict]}${cut > 0 ? '（没有检查完整）' : ''}。`;
	const parts = (['qualified', 'unqualified', 'not-assessed'] as const).flatMap((verdict) => {
		const count = all.filter((sums) => sums.verdict === verdict).length;
		return count === 0 ? [] : [`${verdicts[verdict]}${count}个（${share(count, all.length)}）`];
	});
	const kept = cut > 0 ? `${cut}个没有检查完整，不参加排名和平均。` : '';
	return `检查的${all.length}个网站中，${parts.join('，')}。${kept}`;
};

const joined = (parts: readonly string[]): string => (parts.length > 0 ? `${parts.join('，')}。` : '');

/** The points of one site, or those that portals have on average. */
export const scoreWords = (sites: readonly MonthSite[]): string => {
	const isOne = sites.length === 1;
	const told = sites.filter(({ site, sums }) => isOne || (site.type === 'portal' && sums?.complete));
	const scores = { 网站检查: 'inspection', 政务公开: 'disclosure' } as const;
	return joined(
		Object.entries(scores).flatMap(([name, score]) => {
			const all = audited(told).flatMap((sums) => sums[score] ?? []);
			if (all.length === 0) return [];
			return [
				isOne ? `${name}得分${mean(all)}分` : `门户网站的${name}平均得分${mean(all)}分（${all.length}个）`,
			];
		}),
	);
};

/** How the points have changed since the last complete audit. */
export const changeWords = (sites: readonly MonthSite[]): string => {
	const changes = audited(sites).flatMap(({ inspectionChange }) => inspectionChange ?? []);
	if (changes.length === 0) return '';
	const average = Number(mean(changes));
	const moved = average === 0 ? '持平' : `${average > 0 ? '提高' : '下降'}${Math.abs(average).toFixed(2)}分`;
	if (sites.length === 1) return `与上一次完整检查相比，网站检查得分${moved}。`;
	const up = changes.filter((change) => change > 0).length;
	const down = changes.filter((change) => change < 0).length;
	return `与上一次完整检查相比，可比的${changes.length}个网站中，网站检查得分上升的${up}个，下降的${down}个，持平的${changes.length - up - down}个，平均${moved}。`;
};

/** How many faults, what became of them, and what they are about. */
export const findingWords = ({ sites, tallies, states, fixed, affected }: NoticeFacts): string => {
	if (!sites.some(({ sums }) => sums)) return '没有检查，不作统计。';
	const all = tallies.reduce((sum, { count }) => sum + count, 0);
	const mended = fixed > 0 ? `以前发现的问题中，已看到整改的${fixed}个。` : '';
	if (all === 0) return `没有发现确定的问题。${mended}`;
	const lives = [
		[states.new, '新发现'],
		[states.open, '以前发现仍未整改'],
		[states.regressed, '整改后又出现'],
		[states.disputed, '有异议尚未处理'],
	] as const;
	const parts = lives.flatMap(([count, words]) => (count > 0 ? [`${words}${count}个`] : []));
	const groups = Object.entries(checkGroups).flatMap(([group, name]) => {
		const own = tallies.filter((tally) => tally.group === group).reduce((sum, { count }) => sum + count, 0);
		return own === 0 ? [] : [`${name}类${own}个`];
	});
	return `共发现问题${all}个，${sites.length > 1 ? `涉及${affected}个网站，` : ''}其中${parts.join('，')}。按类别分，${groups.join('，')}。${mended}`;
};
