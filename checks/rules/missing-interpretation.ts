import { defineCheck } from '../check.ts';
import { dayName, workingDaysBetween } from '../facts/calendar.ts';
import {
	documentName,
	interpretationDutySince,
	needsInterpretation,
	originals,
	whyInterpreted,
} from '../facts/documents.ts';
import { namingOf, searchWords } from '../facts/interpretations.ts';

export default defineCheck({
	id: 'missing-interpretation',
	group: 'interpretation',
	name: '缺少政策解读',
	decides: '面向社会普遍适用的政策文件，在网站上找不到任何解读。',
	basis: '《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）',
	repair:
		'由文件起草部门编写解读（背景依据、目标任务、主要内容、适用范围、新旧政策差异等），在政策解读栏目发布，并与文件页相互链接。解读已在其他网站发布的，在文件页加上链接；人事任免、内部管理等不需要解读的，核对后不必处理。',
	severity: 'major',
	restsOn: ['interpretations'],
	needs: ['documents', 'interpretations', 'identity', 'asOf'],
	*find(
		{ documents, interpretations, identity, asOf },
		{ interpretationScope, interpretationDays },
		statutes,
	) {
		const namesakes = namingOf(interpretations);
		for (const document of originals(documents)) {
			if (document.interpretations.length > 0 || document.saysInvalid) continue;
			const need = needsInterpretation(document, identity, interpretationScope, statutes);
			if (!need) continue;

			const { url, facts, earliestPublishedOn, validity } = document;
			if (earliestPublishedOn) {
				const days = workingDaysBetween(earliestPublishedOn, asOf);
				if (days !== undefined && days <= interpretationDays) continue; // Not yet due.
			}
			const inForce = validity !== 'expired' && validity !== 'abolished';
			// A text of before may have been put on the site later.
			const since = facts.writtenOn?.value ?? earliestPublishedOn ?? asOf;
			const owed = since >= interpretationDutySince;
			// The page's own date: one that a list shows may be that of writing.
			const published = facts.publishedOn?.value ?? earliestPublishedOn;
			const day = published && `${dayName(published)}公布`;
			const missed = `本站找不到${documentName(document, day)}的解读`;
			const naming = namesakes(document);
			// Of an earlier version by its day; the text may have been issued again as it was.
			const isReissue = naming.some(({ publishedOn }) => publishedOn !== undefined && publishedOn < since);
			const sure = need === 'certain' && inForce && owed && !isReissue;
			yield {
				subject: url,
				...(!sure && { certainty: 'review' }),
				message: sure
					? `${missed}；该文件${whyInterpreted(document)}，应当解读，请发布解读材料并与文件相互链接，如已在其他网站发布，请在文件页链接。`
					: `${missed}；请核实该文件是否需要解读，需要的请补充并与文件相互链接，如已在其他网站发布，请在文件页链接。`,
				snippet: [facts.documentNumber?.value, day, searchWords(interpretations, naming.length)]
					.filter(Boolean)
					.join('；'),
			};
		}
	},
	examples: {
		wrong: [
			'《临江市城市供水管理办法》公布一个月，全站没有一篇解读提到它。',
			'页面标明“行政规范性文件”的通告，没有解读。',
			'只找到省里同名文件的解读，不是本市这一份的。',
			'只有几年前旧版的解读，重新印发的这一版没有（待核对）。',
			'实施方案没有解读，是否需要由人判断（待核对）。',
		],
		right: [
			'任免、表彰、会议、领导小组、放假、批复、公示、工作要点、转发、废止决定。',
			'转载的国务院、省级文件，征求意见稿，已标注失效的文件，政府公报中的副本。',
			'图解、问答、视频、发布会都算解读；解读在其他网站上，本站解读栏目里有它的链接。',
			'解读不写标题，只写了文号。',
			'刚公布，解读期限还没到。',
		],
	},
});
