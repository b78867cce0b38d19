import { defineCheck } from '../check.ts';
import { dayName, daysBetween, workingDaysBetween } from '../facts/calendar.ts';
import { documentName, isDraft, isSuperior, originals } from '../facts/documents.ts';
import { daysIn } from '../facts/marks.ts';

/** 《政府信息公开条例》 of 2007 was the first to set the term, and came into force on this day. */
const dutySince = '2008-05-01';
/** What was put up so long afterwards may have stood on an older site before. */
const longDays = 365;
/** No holiday with the weekends around it is longer: more calendar days than this beyond the term are late by any calendar. */
const longestHoliday = 14;

export default defineCheck({
	id: 'late-publication',
	group: 'document',
	name: '公开不及时',
	decides: '成文日期之后超过规定的工作日才首次公开的文件。',
	basis: '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十六条',
	repair:
		'迟延已经发生，页面无需修改，更不要改动成文日期或发布日期。今后文件印发后即转交公开，最迟在成文后 20 个工作日内发布；法律、法规对期限另有规定的，从其规定。',
	severity: 'minor',
	isPast: true,
	restsOn: ['copies'],
	needs: ['documents', 'identity', 'asOf', 'isPartial'],
	*find({ documents, identity, asOf, isPartial }, { publicationDays }) {
		for (const document of originals(documents)) {
			const { facts, earliestPublishedOn: published, redatedByMigration, url, title } = document;
			// Copies and moves of the publishing system prove nothing; what a superior wrote was not this site's to publish.
			if (redatedByMigration || isSuperior(document, identity)) continue;
			if (facts.form === 'statute' || facts.form === 'forward' || isDraft(title)) continue;
			const written = facts.writtenOn;
			if (!written || !published || written.value < dutySince || published <= written.value) continue;
			if (published > asOf) continue; // No day that has come: `impossible-date` says so.

			// What went out later than it was signed could not be published before.
			const issued = facts.issuedOn;
			const isIssuedLater = issued !== undefined && issued > written.value && issued <= published;
			const since = isIssuedLater ? issued : written.value;
			const days = workingDaysBetween(since, published);
			const span = daysBetween(since, published);
			// A year without a calendar cannot accuse, unless any calendar would.
			const late =
				days === undefined ? span > (publicationDays * 7) / 5 + longestHoliday : days > publicationDays;
			if (!late) continue;

			const shown = facts.publishedOn;
			// Whoever put the proposal is asked first whether the answer may be told.
			const isAgreed = !/(?:提案|建议).{0,24}(?:答复|复函|回复|办理)/.test(title);
			const certain =
				days !== undefined &&
				!isPartial && // An earlier copy may not have been seen.
				isAgreed &&
				span <= longDays &&
				written.sure === 'certain' &&
				shown?.sure === 'certain' &&
				facts.documentNumber !== undefined;
			yield {
				subject: url,
				...(!certain && { certainty: 'review' }),
				message: `${documentName(document)}${dayName(since)}${isIssuedLater ? '印发' : '成文'}，${dayName(published)}才公开，${days === undefined ? `相隔${span}天（缺少部分年份的工作日历）` : `为第${days}个工作日`}，应在${publicationDays}个工作日内公开；${certain ? '' : '请核实两个日期以及此前是否公开过，属实的，'}此项为已发生的迟延，页面无需修改，今后请及时公开。`,
				snippet: `成文 ${written.snippet ?? written.value}${isIssuedLater ? `；印发 ${issued}` : ''}；最早公开 ${published}`,
				marked: [...daysIn(written.snippet ?? written.value), ...(isIssuedLater ? [issued] : []), published],
			};
		}
	},
	examples: {
		wrong: [
			'2026年3月2日成文，3月31日才上网，是第 21 个工作日。',
			'成文一年多以后才上网，此前也许在旧网站上公开过（待核对）。',
		],
		right: [
			'第 20 个工作日公开；春节等假期和调休按国务院办公厅的安排计算。',
			'这个页面晚了，但同一文件在本站另一栏目里按期公开过：以最早的一份为准。',
			'落款下方的版记写明较晚才印发，自印发之日起没有超过期限。',
			'政府公报中的副本。',
			'网站改版时整批导入、发布日期相同的旧文件。',
			'转载的上级文件、征求意见稿，以及 2008 年 5 月 1 日以前的文件。',
		],
	},
});
