import { defineCheck } from '../check.ts';
import { addDays, addMonths, dayName, daysBetween, holidaysBetween } from '../facts/calendar.ts';
import { freshnessOf } from '../facts/freshness.ts';

export default defineCheck({
	id: 'stale-column',
	group: 'column',
	name: '栏目更新不及时',
	decides: '超过规定期限没有新信息的栏目：动态要闻两周，通知公告、政策文件六个月，其他应更新的栏目一年。',
	basis: '《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）单项否决“栏目不更新”及扣分指标“政策文件”',
	repair:
		'按规定的期限发布新信息，每条注明发布日期；不要用改旧稿日期代替更新，伪造发稿日期属于单项否决情形。栏目确实不再需要的，合并、撤销，或移入归档并注明停止更新。',
	severity: 'major',
	restsOn: ['columns-below'],
	needs: ['columns', 'asOf'],
	*find({ columns, asOf }, { staleAfter }) {
		for (const { column, limit, items, undated, newest, isSure } of freshnessOf(columns, staleAfter)) {
			const { url, title, view } = column;
			if (newest === undefined) {
				if (undated < items || items === 0) continue; // Dated after the as-of date.
				yield {
					subject: url,
					...(view && { key: title }),
					certainty: 'review',
					message: `栏目“${title}”的信息都没有标注发布日期，按未更新对待，请补充日期并核实更新情况。`,
					snippet: `共 ${items} 条，均无日期`,
					marked: '均无日期',
				};
				continue;
			}
			const since =
				limit.days !== undefined ? addDays(asOf, -limit.days) : addMonths(asOf, -(limit.months ?? 12));
			if (newest >= since) continue;

			const term = limit.days !== undefined ? `${limit.days}天` : `${limit.months}个月`;
			const holidays = limit.days !== undefined ? holidaysBetween(addDays(asOf, -limit.days), asOf) : 0;
			const note = holidays >= 3 ? `（其间有法定节假日${holidays}天）` : '';
			yield {
				subject: url,
				...(view && { key: title }),
				...(!isSure && { certainty: 'review' }),
				message: `栏目“${title}”最近一条信息发布于${dayName(newest)}，已${daysBetween(newest, asOf)}天没有更新，超过${term}的期限${note}，请及时更新。`,
				snippet: `最新日期 ${newest}，共 ${items} 条${undated > 0 ? `，其中 ${undated} 条无日期` : ''}`,
				marked: newest,
			};
		}
	},
	examples: {
		wrong: [
			'“政务动态”最近一条是 15 天前的。',
			'“政策文件”及其下级栏目六个月都没有新文件。',
			'整个列表没有一个日期（待核对）。',
			'三成信息没有日期，看得到的最新一条已超期（待核对）。',
		],
		right: [
			'首条是置顶的旧信息，下面有新的：看全部信息的最新日期。',
			'“政策文件”有更新，其中一个下级栏目没有。',
			'往年归档、公开指南、公开制度、机构职能、领导信息和已结束的专题。',
			'列表没有读全，最新的一条也许没看到。',
			'列表不显示日期，点进去的正文有新日期。',
		],
	},
});
