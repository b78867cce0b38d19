import { defineCheck } from '../check.ts';
import { addDays, dayName } from '../facts/calendar.ts';
import { documentName, isDraft } from '../facts/documents.ts';
import { daysIn } from '../facts/marks.ts';

export default defineCheck({
	id: 'impossible-date',
	group: 'document',
	name: '日期矛盾',
	decides: '发布日期在未来，或早于成文日期一天以上。',
	basis: '《政府网站发展指引》（国办发〔2017〕47号）：信息内容应当准确',
	repair:
		'对照正式文件核对成文日期和实际发布时间，改正录入错误的一个；发布日期以信息首次上网的时间为准，不得为了排序或检查而改动。',
	severity: 'minor',
	needs: ['documents', 'asOf'],
	*find({ documents, asOf }) {
		for (const document of documents) {
			const { url, title, facts, place } = document;
			const { publishedOn, writtenOn, signedOn } = facts;
			if (!publishedOn || publishedOn.from === 'url') continue; // What only the address says, no reader sees.
			const published = publishedOn.value;
			if (published > addDays(asOf, 1)) {
				yield {
					subject: url,
					...(publishedOn.sure === 'likely' && { certainty: 'review' }),
					message: `${documentName(document)}的发布日期是${dayName(published)}，晚于检查日${dayName(asOf)}，请改为实际发布的日期。`,
					snippet: `发布日期 ${published}（${publishedOn.from}）`,
					marked: published,
				};
				continue;
			}
			// A gazette's copy bears the gazette's dates.
			if (!writtenOn || place === 'gazette' || isDraft(title)) continue;
			if (addDays(published, 1) >= writtenOn.value) continue;

			const mistyped = signedOn !== undefined && signedOn <= addDays(published, 1);
			const doubtful = mistyped || publishedOn.sure === 'likely' || writtenOn.sure === 'likely';
			yield {
				subject: url,
				...(doubtful && { certainty: 'review' }),
				message: mistyped
					? `${documentName(document)}的表格中成文日期为${dayName(writtenOn.value)}，落款却是${dayName(signedOn)}，请核实并改正表格中的日期。`
					: `${documentName(document)}的发布日期${dayName(published)}早于成文日期${dayName(writtenOn.value)}，请核实并改正录错的日期。`,
				snippet: `发布日期 ${published}；成文日期 ${writtenOn.snippet ?? writtenOn.value}`,
				marked: [published, ...daysIn(writtenOn.snippet ?? writtenOn.value)],
			};
		}
	},
	examples: {
		wrong: [
			'发布日期写成 2062-11-01，尚未到来。',
			'3月20日成文的文件，发布日期是 3月2日。',
			'信息表的成文日期与落款不一致，落款的日期说得通（待核对）。',
		],
		right: [
			'发布日期比成文日期早一天。',
			'征求意见稿和预告，本来就先于正式文件。',
			'网址里带有一个日期，页面上读者看不到。',
			'政府公报中的副本。',
		],
	},
});
