import { defineCheck } from '../check.ts';
import { workingDaysBetween } from '../facts/calendar.ts';
import { interpretationDutySince, needsInterpretation, originals } from '../facts/documents.ts';

export default defineCheck({
	id: 'missing-interpretation',
	name: '缺少政策解读',
	decides: '面向社会普遍适用的政策文件，在网站上找不到任何解读。',
	basis: '《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）',
	severity: 'major',
	needs: ['documents', 'interpretations', 'identity', 'asOf'],
	*find({ documents, identity, asOf }, { interpretationScope, interpretationDays }) {
		for (const document of originals(documents)) {
			if (document.interpretations.length > 0 || document.saysInvalid) continue;
			const need = needsInterpretation(document, identity, interpretationScope);
			if (!need) continue;

			const { url, title, earliestPublishedOn, validity } = document;
			if (earliestPublishedOn) {
				const days = workingDaysBetween(earliestPublishedOn, asOf);
				if (days !== undefined && days <= interpretationDays) continue; // Not yet due.
			}
			const inForce = validity !== 'expired' && validity !== 'abolished';
			const named = title.replace(/《/g, '〈').replace(/》/g, '〉');
			// A text of before may have been put on the site later.
			const since = document.facts.writtenOn?.value ?? earliestPublishedOn ?? asOf;
			const owed = since >= interpretationDutySince;
			const sure = need === 'certain' && inForce && owed;
			yield {
				subject: url,
				...(!sure && { certainty: 'review' }),
				message: sure
					? `《${named}》没有政策解读，请发布解读材料并与文件相互链接。`
					: `《${named}》没有政策解读，请核实该文件是否需要解读，需要的请补充并与文件相互链接。`,
			};
		}
	},
});
