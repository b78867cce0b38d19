import { defineCheck } from '../check.ts';
import { dayName, daysBetween, workingDaysBetween } from '../facts/calendar.ts';
import {
	documentName,
	interpretationDutySince,
	isSuperior,
	needsInterpretation,
	originals,
	quoted,
} from '../facts/documents.ts';

/** No holiday with the weekends around it is longer: more calendar days than this beyond the term are late by any calendar. */
const longestHoliday = 14;

export default defineCheck({
	id: 'late-interpretation',
	group: 'interpretation',
	name: '政策解读不及时',
	decides: '最早的解读晚于文件公布后规定的工作日。',
	basis: '《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）',
	repair:
		'迟延已经发生，页面无需修改，更不要改动发布日期。今后解读材料与文件一并起草、一并报审，最迟在文件公布后 3 个工作日内发布；本地要求同步发布的，从其规定。',
	severity: 'minor',
	isPast: true,
	restsOn: ['interpretations'],
	needs: ['documents', 'interpretations', 'identity'],
	*find({ documents, interpretations, identity }, { interpretationDays, interpretationScope }, statutes) {
		const pages = new Map(documents.map((document) => [document.url, document]));
		const byUrl = new Map(interpretations.map((interpretation) => [interpretation.url, interpretation]));
		for (const document of originals(documents)) {
			if (document.redatedByMigration || isSuperior(document, identity)) continue;
			// The pages' own dates: one that a list shows may be that of writing. The first copy published the document.
			const [stated] = [document, ...document.copies.flatMap((url) => pages.get(url) ?? [])]
				.filter(({ place, redatedByMigration }) => place !== 'gazette' && !redatedByMigration)
				.flatMap(({ facts }) => facts.publishedOn ?? [])
				.sort((a, b) => (a.value < b.value ? -1 : 1));
			const published = stated?.value ?? document.earliestPublishedOn;
			const since = document.facts.writtenOn?.value ?? published;
			if (!published || !since || since < interpretationDutySince) continue;

			const own = document.interpretations.flatMap((url) => byUrl.get(url) ?? []);
			if (own.some(({ publishedOn, redatedByMigration }) => !publishedOn || redatedByMigration)) continue;
			const [first] = own.sort((a, b) => ((a.publishedOn ?? '') < (b.publishedOn ?? '') ? -1 : 1));
			if (!first?.publishedOn || first.publishedOn <= published) continue;

			const days = workingDaysBetween(published, first.publishedOn);
			const span = daysBetween(published, first.publishedOn);
			if (days === undefined ? span <= interpretationDays + longestHoliday : days <= interpretationDays)
				continue;

			const weak = first.documents.some(({ url, by }) => url === document.url && by === 'title');
			// 发文日期 may be the day of signing: only a date of publication can be counted from.
			const sure =
				days !== undefined &&
				!weak &&
				stated !== undefined &&
				!(stated.sure === 'likely' && stated.from.startsWith('table:'));
			const owed = needsInterpretation(document, identity, interpretationScope, statutes) !== undefined;
			const term = interpretationDays === 0 ? '应与文件同日发布' : `应在${interpretationDays}个工作日内发布`;
			const certain = sure && owed;
			yield {
				subject: document.url,
				...(!certain && { certainty: 'review' }),
				message: `${documentName(document)}于${dayName(published)}公布，最早的解读（ ${first.url} ）${dayName(first.publishedOn)}才发布，${days === undefined ? `相隔${span}天` : `为第${days}个工作日`}，${term}；${certain ? '' : '请核实日期，属实的，'}此项为已发生的迟延，页面无需修改，今后请同步组织解读。`,
				snippet: `文件 ${published} 公布；解读${quoted(first.title)} ${first.publishedOn} 发布`,
				marked: [published, first.publishedOn],
			};
		}
	},
	examples: {
		wrong: [
			'3月3日（周二）公布，最早的解读 3月9日才发布，是第 4 个工作日。',
			'方案要求同步发布，解读第二天才到。',
			'两者只因标题相近才对上，日期又晚（待核对）。',
		],
		right: [
			'3月3日公布，3月6日解读：第 3 个工作日；同一文件有几份副本的，从最早公布的一份算起。',
			'解读与文件同日或更早发布。',
			'第一篇解读按时，后来又补了一篇图解。',
			'网站改版时整批导入的文件，没有日期的解读，2016 年 11 月 10 日以前的文件。',
			'根本没有解读：由“缺少政策解读”判定。',
		],
	},
});
