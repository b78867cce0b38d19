import { reportDueOn, reportShelf } from '../checks/facts/annual-reports.ts';
import { addDays, dayName, daysBetween, workingDaysBetween } from '../checks/facts/calendar.ts';
import {
	documentName,
	interpretationDutySince,
	needsInterpretation,
	originals,
} from '../checks/facts/documents.ts';
import { freshnessOf, freshUntil } from '../checks/facts/freshness.ts';
import { isTownship } from '../checks/facts/identity.ts';
import type { Statutes } from '../checks/facts/statutes.ts';
import type { Terms } from '../checks/facts/terms.ts';
import { latest } from '../checks/facts/validity.ts';
import type { Site, Unavailable } from '../crawler/model.ts';
import type { Upcoming } from './model.ts';
import { byCodeUnit, byFault } from './order.ts';

/** What will be a finding if nobody does anything: told before, and costs nothing. */

interface Judging {
	readonly site: Site;
	readonly terms: Terms;
	readonly statutes: Statutes;
}

/** One kind of warning, for one check. */
interface Warning {
	readonly check: string;
	/** Parts of a site without which nothing is certain. */
	readonly needs: readonly (keyof Site)[];
	readonly find: (judging: Judging) => Iterable<Omit<Upcoming, 'check'>>;
}

/** Whether a day comes within so many days; the day itself is still in time. */
const comes = (dueOn: string, asOf: string, days: number): boolean => {
	const left = daysBetween(asOf, dueOn);
	return left >= 0 && left <= days;
};

const staleColumns: Warning = {
	check: 'stale-column',
	needs: ['columns'],
	*find({ site: { columns, asOf }, terms: { staleAfter, warnStaleDays } }) {
		for (const { column, limit, newest, isSure } of freshnessOf(columns, staleAfter)) {
			const dueOn = freshUntil({ limit, ...(newest === undefined ? {} : { newest }) });
			if (!newest || !dueOn || !isSure) continue;
			// A column with a short term would else be warned of on the day of each new entry.
			const half = Math.floor(daysBetween(newest, dueOn) / 2);
			if (!comes(dueOn, asOf, Math.min(warnStaleDays, half))) continue;
			yield {
				subject: column.url,
				title: column.title,
				dueOn,
				message: `栏目“${column.title}”最近一条信息发布于${dayName(newest)}，${dayName(dueOn)}以后仍没有新信息即为更新不及时，请在此前更新。`,
			};
		}
	},
};

const expiringDocuments: Warning = {
	check: 'expired-document',
	needs: ['documents'],
	*find({ site: { documents, asOf }, terms: { warnExpiryDays } }) {
		for (const document of originals(documents)) {
			const { url, title, facts, saysInvalid, validity } = document;
			const { period } = facts;
			if (period?.sure !== 'certain' || saysInvalid) continue;
			if (validity === 'expired' || validity === 'abolished' || latest(document, 'continued')) continue;
			if (!comes(period.until, asOf, warnExpiryDays)) continue;
			yield {
				subject: url,
				title,
				dueOn: period.until,
				message: `${documentName(document)}有效期至${dayName(period.until)}，届满后请在页面上标注“已失效”；需要继续执行的，请提前按程序延长并公开。`,
			};
		}
	},
};

/** No term of working days is drawn out by holidays for longer, calendar days. */
const longestHoliday = 16;

/** The last day that is so many working days after another; undefined where a year has no official calendar. */
const lastWithin = (from: string, workingDays: number): string | undefined => {
	let last = from;
	for (let days = 1; days <= workingDays * 2 + longestHoliday; days++) {
		const day = addDays(from, days);
		const passed = workingDaysBetween(from, day);
		if (passed === undefined) return undefined;
		if (passed > workingDays) break;
		last = day;
	}
	return last;
};

const dueInterpretations: Warning = {
	check: 'missing-interpretation',
	needs: ['documents', 'interpretations'],
	*find({ site, terms: { interpretationDays, interpretationScope }, statutes }) {
		const { documents, identity, asOf } = site;
		for (const document of originals(documents)) {
			const { url, title, facts, validity, interpretations, saysInvalid, earliestPublishedOn } = document;
			if (interpretations.length > 0 || saysInvalid || document.redatedByMigration) continue;
			if (validity === 'expired' || validity === 'abolished') continue;
			// Counted from a stated publication alone; 发文日期 may be the day of signing.
			const stated = facts.publishedOn;
			if (!stated || (stated.sure === 'likely' && stated.from.startsWith('table:'))) continue;
			const published = earliestPublishedOn ?? stated.value;
			if ((facts.writtenOn?.value ?? published) < interpretationDutySince || published > asOf) continue;
			if (needsInterpretation(document, identity, interpretationScope, statutes) !== 'certain') continue;
			const dueOn = lastWithin(published, interpretationDays);
			if (dueOn === undefined || dueOn < asOf) continue;
			const term = interpretationDays === 0 ? '同日' : `${interpretationDays}个工作日内`;
			yield {
				subject: url,
				title,
				dueOn,
				message: `${documentName(document, `${dayName(published)}公布`)}应在${term}发布解读，现在还没有，请最迟在${dayName(dueOn)}发布并与文件相互链接。`,
			};
		}
	},
};

const dueAnnualReports: Warning = {
	check: 'missing-annual-report',
	needs: ['annualReports', 'columns'],
	*find({ site: { annualReports, columns, identity, asOf }, terms }) {
		const { found, whole } = annualReports;
		const shelf = reportShelf(columns);
		const hasOthers = found.some(({ foreign }) => !foreign);
		// They report to their county; the regulation's day is not theirs.
		if (!whole || !hasOthers || shelf?.sure !== 'certain' || isTownship(identity.name)) return;
		const thisYear = Number(asOf.slice(0, 4));
		for (const year of [thisYear - 1, thisYear]) {
			const dueOn = reportDueOn(year, identity.type, terms);
			if (!comes(dueOn, asOf, terms.warnReportDays) || found.some((report) => report.year === year)) continue;
			yield {
				subject: shelf.url,
				title: shelf.title,
				dueOn,
				message: `${year}年政府信息公开工作年度报告应在${dayName(dueOn)}前公布，还没有见到，请按时发布在“政府信息公开年报”板块。`,
			};
		}
	},
};

const warnings = [staleColumns, expiringDocuments, dueInterpretations, dueAnnualReports];

/** What falls due soon, the soonest first. Only what is certain; it is no finding. */
export const upcomingOf = (
	{ site, unavailable }: { readonly site: Site; readonly unavailable: Unavailable },
	terms: Terms,
	statutes: Statutes,
): Upcoming[] =>
	warnings
		.filter(({ needs }) => needs.every((part) => unavailable[part] === undefined))
		.flatMap(({ check, find }) =>
			[...find({ site, terms, statutes })].map((one): Upcoming => ({ check, ...one })),
		)
		.sort((a, b) => byCodeUnit(a.dueOn, b.dueOn) || byFault(a, b));
